"""Targets and results: what was promised, before, after, and the verdict.

The template of LG Insight's table 7, with its total row.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hfi_eval.model.result import Address, Result, Verdict
from hfi_eval.model.table import Cell, Column, Row
from hfi_eval.tables.parts import Body, View, missing_notes, population_notes

if TYPE_CHECKING:
    from hfi_eval.model.plan import Criterion

_DEFAULT = ("target", "before", "after", "verdict")
_WORDS = {"target", "verdict"}


def body(view: View) -> Body:
    """Give the body of the table; criteria of several parties stand under their headings."""
    spec, words = view.spec, view.words
    shown = spec.columns or _DEFAULT
    if view.plan.first == view.plan.last:
        shown = tuple(each for each in shown if each not in {"before", "change"})
    columns = tuple(
        Column(label=_heading(view, each, shown), words=each in _WORDS) for each in shown
    )
    rows: list[Row] = []
    party = ""
    parties = {view.plan.criteria[name].party for name in spec.criteria}
    for name in spec.criteria:
        criterion = view.plan.criteria[name]
        if len(parties) > 1 and criterion.party != party:
            party = criterion.party
            label = view.plan.parties.get(party, {})
            rows.append(Row(label=words.of(label) or party, role="group"))
        rows.append(Row(label=words.of(criterion.label), cells=_cells(view, name, shown)))
    if spec.total:
        rows.append(_total(view, shown))
    populations = [
        view.plan.measures[view.plan.criteria[name].measure].of
        for name in spec.criteria
        if view.plan.criteria[name].measure
    ]
    return Body(
        stub=view.stub(words("table.criterion")),
        columns=columns,
        rows=tuple(rows),
        notes=(
            *population_notes(view, populations),
            *missing_notes(view, _measured_at_all_waves(view)),
            *((words("note.points"),) if "change" in shown else ()),
        ),
    )


def _measured_at_all_waves(view: View) -> list[Address]:
    """Give the addresses of the numbers that the table shows, at the first and the last wave."""
    after = [address for name in view.spec.criteria if (address := _measured(view, name))]
    before = [replace(address, waves=(view.plan.first,)) for address in after]
    return [*before, *after]


def _heading(view: View, column: str, shown: tuple[str, ...]) -> str:
    """Give a column's heading: that of its wave; without verdicts the last number is the result."""
    if column == "before":
        return view.wave(view.plan.first)
    if column == "after" and "verdict" in shown:
        return view.wave(view.plan.last)
    return view.words("table.result" if column == "after" else f"table.{column}")


def _cells(view: View, name: str, shown: tuple[str, ...]) -> tuple[Cell, ...]:
    """Give the cells of one criterion."""
    verdict = _verdict(view, name)
    makers = {
        "target": lambda: Cell(text=target(view, name)),
        "before": lambda: _number(view, name, before=True),
        "after": lambda: _number(view, name, before=False),
        "change": lambda: _change(view, name),
        "verdict": lambda: _said(view, verdict),
    }
    return tuple(makers[each]() for each in shown)


def _verdict(view: View, name: str) -> Result | None:
    """Give the verdict of a criterion."""
    return next(
        (r for r in view.released if r.verdict is not None and r.address.measure == name), None
    )


def _measured(view: View, name: str) -> Address | None:
    """Give the address of a criterion's number after."""
    verdict = _verdict(view, name)
    return verdict.inputs[-1] if verdict is not None and verdict.inputs else None


def _number(view: View, name: str, *, before: bool) -> Cell:
    """Give a criterion's number at the first or the last wave; a sign where there is none."""
    address = _measured(view, name)
    if address is None:
        return view.words.cell(None)
    if before:
        if view.plan.first in address.waves:
            return view.words.cell(None)
        address = replace(address, waves=(view.plan.first,))
    return view.cell(address)


def _change(view: View, name: str) -> Cell:
    """Give the change of a criterion's number."""
    address = _measured(view, name)
    if address is None:
        return view.words.cell(None)
    stat = "change" if address.stat == "share" else f"{address.stat}_change"
    return view.cell(replace(address, stat=stat, waves=(view.plan.first, *address.waves)))


def _said(view: View, verdict: Result | None) -> Cell:
    """Give the verdict in words."""
    if verdict is None or verdict.verdict is None:
        return view.words.cell(None)
    n, persons = "", ""
    if verdict.verdict is Verdict.SHORT:
        short = view.result(replace(verdict.address, stat="short"))
        value = short.value if short is not None and short.value is not None else 0
        unit = view.plan.populations[verdict.address.population].unit
        n, persons = view.words.number(value), view.persons(value, unit=unit)
    text = view.words(f"verdict.{verdict.verdict}", n=n, persons=persons)
    return Cell(text=text, address=verdict.address)


def target(view: View, name: str) -> str:
    """Write what was promised, such as "at least 30%"."""
    criterion = view.plan.criteria[name]
    if criterion.direction == "between":
        low, high = (_number_of(view, criterion, end) for end in (criterion.low, criterion.high))
        return view.words("target.between", low=low, high=_with_unit(view, criterion, high))
    low = _with_unit(view, criterion, _number_of(view, criterion, criterion.low))
    if criterion.direction == "":
        return view.words("target.bare", low=low)
    if criterion.direction == "at_least" and criterion.low == 1 and _is_share(view, criterion):
        return view.words("target.all")
    if criterion.direction == "at_most" and criterion.low == 0:
        return view.words("target.none")
    return view.words(f"target.{criterion.direction}", low=low)


def _is_share(view: View, criterion: Criterion) -> bool:
    """Tell whether a criterion is about a share."""
    return not criterion.measure or view.plan.measures[criterion.measure].kind == "share"


def _number_of(view: View, criterion: Criterion, value: float | None) -> str:
    """Write one end of a target with no more decimals than it has; a share as a per cent."""
    if value is None:
        return ""
    number = round(value * 100, 6) if _is_share(view, criterion) else value
    decimals = next(
        places for places in (0, 1, 2) if places == 2 or round(number, places) == number
    )
    return view.words.number(number, decimals)


def _with_unit(view: View, criterion: Criterion, number: str) -> str:
    """Write a number of a target with its unit."""
    if not number or not _is_share(view, criterion):
        return number
    return view.words("percent.table", number=number)


def _total(view: View, shown: tuple[str, ...]) -> Row:
    """Give the total row: the share of all parts together, with its persons at the end."""
    measure = view.plan.measures[view.spec.total]
    words = view.words
    cells = []
    for each in shown:
        wave = {"before": view.plan.first, "after": view.plan.last}.get(each)
        if wave is None:
            cells.append(Cell(text=""))
            continue
        address = Address(
            measure=measure.address_name(view.spec.total),
            variant=measure.variant,
            stat="share",
            waves=(wave,),
            population=measure.of,
        )
        cell, result = view.cell(address), view.result(address)
        if result is not None and result.value is not None and result.numerator is not None:
            x, n = words.number(result.numerator), words.number(result.denominator or 0)
            text = words("table.all_of", percent=cell.text, x=x, n=n)
            cell = replace(cell, text=text)
        cells.append(cell)
    return Row(label=words("total"), cells=tuple(cells), role="total")
