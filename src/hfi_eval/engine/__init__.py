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


LARGE = 100_000
"""From so many rows on, a frame in memory is counted by DuckDB, which is then faster."""


def _as_it_lies(frame: Any) -> Any:
    """Give a small frame itself, and a large one or a file as a DuckDB relation."""
    return duckdb.opened(frame) if hasattr(frame, "index") and len(frame) >= LARGE else frame


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
        engine: "auto" counts small frames with pandas, large ones and files with DuckDB; "duckdb"
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
