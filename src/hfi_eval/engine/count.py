"""The one grouped count, on any frame Narwhals knows: pandas, a DuckDB relation, a cluster."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import narwhals.stable.v2 as nw

from hfi_eval.engine.families import FamilyRecode
from hfi_eval.engine.recode import Recode
from hfi_eval.engine.recode import levels as levels_of
from hfi_eval.model.counts import Counts, Member, Request, Total
from hfi_eval.records import FAMILY, column

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hfi_eval.model.counts import Key
    from hfi_eval.model.plan import Plan

Sum = tuple[str, str]
Frame = nw.DataFrame[Any] | nw.LazyFrame[Any]


def grouped(
    persons: Any, families: Any, plan: Plan, requests: Iterable[Request]
) -> dict[Request, Counts]:
    """Count units by every combination of the keys of each request.

    Every key is recoded once, then each request is one grouping.

    Args:
        persons: one row per person, as `Records.persons`: a native frame.
        families: one row per family with the columns of its own, or None.
        plan: says what the keys mean.
        requests: what to count.

    Returns:
        For each request the combinations that occur; an unknown level is the empty text.
    """
    found: dict[Request, Counts] = {}
    asked = list(requests)
    for unit in ("person", "family"):
        of_unit = [request for request in asked if request.unit == unit]
        if of_unit:
            keys = list(dict.fromkeys(key for request in of_unit for key in request.keys))
            sums = list(dict.fromkeys(each for request in of_unit for each in request.sums))
            frame = _keyed(nw.from_native(persons), families, plan, unit, (keys, sums))
            for whole, parts in _together(of_unit):
                counts = _group(frame, plan, whole, (keys, sums))
                found |= {part: _part(counts, plan, part) for part in parts}
    return {request: found[request] for request in asked}


def _together(requests: Iterable[Request]) -> list[tuple[Request, list[Request]]]:
    """Put requests that differ only in populations together, so that each is one grouping.

    Returns:
        Pairs of a request with all the populations, and the requests that are parts of it.
    """
    groups: dict[tuple[tuple[Key, ...], tuple[Sum, ...]], list[Request]] = {}
    for request in requests:
        other = tuple(key for key in request.keys if not isinstance(key, Member))
        groups.setdefault((other, request.sums), []).append(request)
    return [
        (
            Request(parts[0].unit, tuple(dict.fromkeys(k for p in parts for k in p.keys)), sums),
            parts,
        )
        for (_, sums), parts in groups.items()
    ]


def _part(counts: Counts, plan: Plan, request: Request) -> Counts:
    """Add counts up over the keys that a request does not have."""
    if counts.keys == request.keys:
        return counts
    at = [counts.keys.index(key) for key in request.keys]
    cells: dict[tuple[str, ...], int] = {}
    totals: dict[tuple[str, ...], tuple[Total, ...]] = {}
    for cell, n in counts.cells.items():
        short = tuple(cell[i] for i in at)
        cells[short] = cells.get(short, 0) + n
        if cell in counts.totals:
            old = totals.get(short, tuple(Total() for _ in request.sums))
            added = zip(old, counts.totals[cell], strict=True)
            totals[short] = tuple(a + b for a, b in added)
    levels = {key: levels_of(plan, key) for key in request.keys}
    return Counts(request.keys, levels, dict(sorted(cells.items())), dict(sorted(totals.items())))


def _keyed(
    frame: Frame, families: Any, plan: Plan, unit: str, asked: tuple[list[Key], list[Sum]]
) -> Frame:
    """Give one row per unit with the level of each key (k0, k1 ...) and the numbers (s0, s1 ...)."""
    keys, sums = asked
    recode = Recode(plan, frame.collect_schema().names())
    if unit == "family":
        frame, expressions = _family_frame(frame, families, plan, recode, keys)
    else:
        expressions = [recode.level(key) for key in keys]
    columns = frame.collect_schema().names()
    numbers = [
        (nw.col(name) if name in columns else nw.lit(None)).cast(nw.Float64)
        for name in (column(*each) for each in sums)
    ]
    made = (
        *(each.alias(f"k{i}") for i, each in enumerate(expressions)),
        *(each.alias(f"s{i}") for i, each in enumerate(numbers)),
        *((each * each).alias(f"q{i}") for i, each in enumerate(numbers)),
    )
    # with_columns, not select: a key that is the same for everybody must still have a row for each
    return frame.with_columns(*made)


def _group(
    frame: Frame, plan: Plan, request: Request, asked: tuple[list[Key], list[Sum]]
) -> Counts:
    """Count the units of one request."""
    keys, sums = asked
    names = [f"k{keys.index(key)}" for key in request.keys]
    totals = []
    for at in (sums.index(each) for each in request.sums):
        totals.append(nw.col(f"s{at}").count().alias(f"c{at}"))
        totals.append(nw.col(f"s{at}").sum().alias(f"t{at}"))
        totals.append(nw.col(f"q{at}").sum().alias(f"u{at}"))
    found = frame.group_by(*names).agg(nw.len().alias("n"), *totals)
    return _counts(plan, request, _rows(found), len(names))


def _family_frame(
    frame: Frame, families: Any, plan: Plan, recode: Recode, keys: Iterable[Key]
) -> tuple[Frame, list[nw.Expr]]:
    """Add persons up to families, and give the levels of the request over the sums.

    Persons whose family is not known are in none.
    """
    own: Frame | None = None if families is None else nw.from_native(families)
    own_names = frozenset(own.collect_schema().names() if own is not None else ())
    by_family = FamilyRecode(plan, recode, own_names)
    expressions = [by_family.level(key) for key in keys]
    short = {name: f"p{i}" for i, name in enumerate((*by_family.pieces, *by_family.same))}
    pieces = frame.filter(~nw.col(FAMILY).is_null()).select(
        nw.col(FAMILY),
        *(each.alias(short[name]) for name, each in by_family.pieces.items()),
        *(each.alias(short[name]) for name, each in by_family.same.items()),
    )
    summed = pieces.group_by(FAMILY).agg(
        nw.len().alias("members"),
        *(nw.col(short[name]).sum().alias(name) for name in by_family.pieces),
        *(nw.col(short[name]).min().alias(f"{name}:low") for name in by_family.same),
        *(nw.col(short[name]).max().alias(f"{name}:high") for name in by_family.same),
    )
    if by_family.pieces:
        summed = summed.with_columns(nw.col(*by_family.pieces).cast(nw.Int64))
    if own is not None:
        return _in_memory(summed).join(_in_memory(own), on=FAMILY, how="left"), expressions
    return summed, expressions


def _in_memory(frame: Frame) -> nw.DataFrame[Any]:
    """Give a frame of families as an Arrow table, so that frames of any two kinds can be joined."""
    if isinstance(frame, nw.LazyFrame):
        return frame.collect(backend="pyarrow")
    return nw.from_native(frame.to_arrow(), eager_only=True)


def _rows(found: Frame) -> Iterable[tuple[Any, ...]]:
    """Give the rows of the small result, whatever holds it."""
    held = found.collect(backend="pyarrow") if isinstance(found, nw.LazyFrame) else found
    return held.iter_rows()


def _counts(plan: Plan, request: Request, rows: Iterable[tuple[Any, ...]], width: int) -> Counts:
    """Put rows of levels, a number and totals together as counts, in a stable order."""
    cells: dict[tuple[str, ...], int] = {}
    totals: dict[tuple[str, ...], tuple[Total, ...]] = {}
    for row in sorted(rows, key=lambda each: each[:width]):
        cell = tuple(str(level) for level in row[:width])
        cells[cell] = int(row[width])
        if request.sums:
            rest = row[width + 1 :]
            totals[cell] = tuple(
                Total(int(rest[i]), float(rest[i + 1] or 0), float(rest[i + 2] or 0))
                for i in range(0, len(rest), 3)
            )
    return Counts(request.keys, {key: levels_of(plan, key) for key in request.keys}, cells, totals)
