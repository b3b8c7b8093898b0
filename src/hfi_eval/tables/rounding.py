"""How per cents that should add up to 100 are rounded, and the note that says so."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING

from hfi_eval.model.result import Unit
from hfi_eval.wording import round_half_up

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hfi_eval.model.plan import Rounding
    from hfi_eval.model.table import Cell, Column, Row
    from hfi_eval.tables.parts import Body
    from hfi_eval.wording import Words

_HUNDRED = Decimal(100)
_MARK = " *"


def rounded(body: Body, policy: Rounding, words: Words) -> Body:
    """Apply the plan's rounding to every column of shares that has a whole as its total.

    "true_sum" leaves each share rounded for itself and notes the sum where it is not 100;
    "largest_remainder" makes them add up, marks the cells it changed and explains the mark.
    """
    columns = list(_adding_up(body))
    if policy.total == "largest_remainder":
        return _made_to_fit(body, columns, policy.decimals, words)
    sums: dict[Decimal, list[str]] = {}
    for at, shares in columns:
        total = sum(_percent(share, policy.decimals) for share in shares)
        if total != _HUNDRED:
            sums.setdefault(Decimal(total), []).append(_name(body.columns[at]))
    if not sums:
        return body
    told = {words.number(float(total), policy.decimals): names for total, names in sums.items()}
    if len(columns) == 1:
        note = words("note.rounded_sum", sum=next(iter(told)))
    else:
        parts = (
            words("note.rounded_sum_of", sum=total, names=words.listed(names))
            for total, names in told.items()
        )
        note = words("note.rounded_sums", sums=words.listed(parts))
    return replace(body, notes=(*body.notes, note))


def _adding_up(body: Body) -> Iterator[tuple[int, list[float]]]:
    """Give the columns of shares under which the total row says all, and their shares."""
    total = next((row for row in body.rows if row.role == "total"), None)
    if total is None:
        return
    for at, cell in enumerate(total.cells):
        shares = [row.cells[at].value for row in _rows(body) if row.cells[at].unit is Unit.SHARE]
        known = [share for share in shares if share is not None]
        whole = cell.unit is Unit.SHARE and cell.value == 1 and len(known) == len(_rows(body))
        if whole and abs(sum(known) - 1) < 1e-9:
            yield at, known


def _rows(body: Body) -> list[Row]:
    """Give the rows that hold the parts."""
    return [row for row in body.rows if row.role == "body"]


def _percent(share: float, decimals: int) -> Decimal:
    """Round a share to a per cent as the cell shows it: 0.145 is 14.5, however floats multiply."""
    return round_half_up(float(Decimal(repr(share)) * 100), decimals)


def _name(column: Column) -> str:
    """Name a column of per cents as a reader sees it."""
    return column.spanner or column.label


def _made_to_fit(
    body: Body, columns: list[tuple[int, list[float]]], decimals: int, words: Words
) -> Body:
    """Round by the largest remainder, and mark what that changed."""
    changed: dict[tuple[int, int], Cell] = {}
    parts = _rows(body)
    for at, shares in columns:
        for i, number in enumerate(largest_remainder(shares, decimals)):
            if number != _percent(shares[i], decimals):
                text = words("percent.table", number=words.number(float(number), decimals))
                changed[i, at] = replace(parts[i].cells[at], text=f"{text}{_MARK}")
    if not changed:
        return body
    places = {id(row): i for i, row in enumerate(parts)}
    rows = tuple(
        replace(
            row,
            cells=tuple(
                changed.get((places.get(id(row), -1), at), cell)
                for at, cell in enumerate(row.cells)
            ),
        )
        for row in body.rows
    )
    note = words("note.largest_remainder")
    return replace(body, rows=rows, notes=(*body.notes, note))


def largest_remainder(shares: list[float], decimals: int = 0) -> list[Decimal]:
    """Round shares of a whole to per cents that add up to 100.

    Each is rounded down, and what is left goes to those that lost most, the first one first.

    Source:
        Hamilton's method of apportionment; Balinski and Young (1982), Fair Representation, ch. 3.

    Example:
        >>> [int(each) for each in largest_remainder([16 / 46, 9 / 46, 10 / 46, 11 / 46])]
        [35, 19, 22, 24]
    """
    step = Decimal(1).scaleb(-decimals)
    exact = [Decimal(repr(share)) * 100 for share in shares]
    floors = [each.quantize(step, ROUND_FLOOR) for each in exact]
    left = int((_HUNDRED - sum(floors)) / step)
    order = sorted(range(len(exact)), key=lambda i: (floors[i] - exact[i], i))
    winners = set(order[: max(0, left)])
    return [each + step if i in winners else each for i, each in enumerate(floors)]
