"""The engine: one grouped count. Nothing above this floor sees a person's row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hfi_eval.engine import duckdb, reference
from hfi_eval.engine.count import grouped
from hfi_eval.errors import UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from hfi_eval.model.counts import Counts, Request
    from hfi_eval.model.plan import Plan
    from hfi_eval.records import Records


def _as_it_lies(frame: Any) -> Any:
    """Give the frame itself: pandas where it was read into memory, DuckDB where it lies."""
    return frame


OPENERS: Mapping[str, Callable[[Any], Any]] = {
    "auto": _as_it_lies,
    "duckdb": duckdb.opened,
}
"""How each engine opens a frame of records; all are counted by the same function."""

ENGINES = (*OPENERS, "reference")


def count(
    records: Records, plan: Plan, requests: Iterable[Request], engine: str = "auto"
) -> dict[Request, Counts]:
    """Count what is asked for, each request once.

    Args:
        records: validated records.
        plan: says what the keys of the requests mean.
        requests: what to count.
        engine: "auto" counts a frame where it is (pandas in memory, DuckDB for files), "duckdb"
            always with DuckDB, "reference" slowly in plain Python. All give the same counts.

    Raises:
        UnknownNameError: there is no such engine.
    """
    if engine == "reference":
        return {each: reference.grouped(records, plan, each) for each in dict.fromkeys(requests)}
    if engine not in OPENERS:
        raise UnknownNameError("engine", engine, ENGINES)
    opened = OPENERS[engine]
    persons, families = opened(records.persons), opened(records.families)
    return grouped(persons, families, plan, dict.fromkeys(requests))
