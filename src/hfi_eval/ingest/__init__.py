"""Files to records: read as text with the files' own places, validated, then one row a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hfi_eval.errors import Issue, RecordsError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hfi_eval.model.plan import Plan, Source
    from hfi_eval.records import Records

_GRAVITY = ("stop", "error", "warning", "query")


def read(sources: Sequence[Source], plan: Plan) -> Records:
    """Give the records in some files.

    Args:
        sources: CSV, Excel or Parquet files, each with the sheet that is meant ("" for all).
        plan: what the columns and codes mean, and which of them are needed.

    Raises:
        RecordsError: the files break the contract; it lists every break, the gravest first.
    """
    from hfi_eval.ingest.reading import outcome  # noqa: PLC0415  # pandas and pandera load slowly

    records, issues = outcome(sources, plan)
    if records is None:
        raise RecordsError(sorted(issues, key=lambda each: _GRAVITY.index(each.severity)))
    return records


def check(sources: Sequence[Source], plan: Plan) -> tuple[Issue, ...]:
    """Give everything that is to be said about some files, warnings and queries included.

    Args:
        sources: as for `read`.
        plan: as for `read`.
    """
    from hfi_eval.ingest.reading import outcome  # noqa: PLC0415  # pandas and pandera load slowly

    return outcome(sources, plan)[1]


__all__ = ["check", "read"]
