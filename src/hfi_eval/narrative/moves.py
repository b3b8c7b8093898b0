"""Moves: from which level to which the members of a population moved, and how many stayed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hfi_eval.narrative import change
from hfi_eval.narrative.teller import Series, Teller

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hfi_eval.disclosure import Released
    from hfi_eval.model.codelist import CodeList
    from hfi_eval.model.document import Sentence
    from hfi_eval.model.plan import Plan, TableSpec
    from hfi_eval.model.result import Result
    from hfi_eval.wording import Words

_MOVES = 3
_MANY = 6
"""Of more levels than this it is not told for each how many stayed."""

Cells = dict[tuple[str, str], "Result"]


def transitions(
    name: str, spec: TableSpec, plan: Plan, released: Released, words: Words
) -> tuple[Sentence, ...]:
    """Tell the most frequent moves, and how many stayed where they were."""
    del name
    teller = Teller(plan, released, words)
    return tuple(each for population in spec.of for each in _moved(teller, spec, population))


def _moved(teller: Teller, spec: TableSpec, population: str) -> Iterator[Sentence]:
    """Tell one population's moves."""
    indicator, grouping = teller.plan.indicator(spec.indicator)
    base = Series(spec.indicator.partition(".")[0], population, grouping)
    waves = teller.told(base, "base")
    if gone := teller.nothing([population]):
        yield from gone
        return
    if len(waves) < 2:
        yield teller.unrecorded(teller.quote(indicator.label))
        return
    ends, rows = (waves[0], waves[-1]), indicator.rows(grouping)
    known = teller.get(base, "base", *ends)
    if known is None or not known.value:
        yield change.nobody(teller, base, *ends, paired=True)
        return
    cells: Cells = {
        (old, new): cell
        for old in rows
        for new in rows
        if (cell := teller.get(replace(base, groups=(("from", old), ("to", new))), "count", *ends))
        and cell.value
    }
    whom = teller.whom(population, known.value)
    whom += teller.words("levels.known_both") if known.missing else ""
    moves = sorted(
        ((pair, cell) for pair, cell in cells.items() if pair[0] != pair[1]),
        key=lambda found: -(found[1].value or 0),
    )
    if moves:
        yield _most(teller, rows, known, moves, whom)
    stayed = teller.get(base, "stayed", *ends)
    if stayed:
        n = teller.words.number(stayed.value or 0)
        text = teller.words("moves.stayed_total", n=n, whom=whom)
        yield teller.sentence(text, [stayed, known])
    elif len(rows) <= _MANY:
        yield from _stayed(teller, rows, cells)


def _most(
    teller: Teller,
    rows: CodeList,
    known: Result,
    moves: Sequence[tuple[tuple[str, str], Result]],
    whom: str,
) -> Sentence:
    """Tell the most frequent moves; where more are just as frequent, that there are others."""
    shown = moves[:_MOVES]
    words, following = teller.words, moves[_MOVES : _MOVES + 1]
    items = [
        words(
            "moves.item",
            n=words.number(cell.value or 0),
            units=teller.unit(cell.address.population, cell.value or 0),
            old=teller.quote(rows[old].label),
            new=teller.quote(rows[new].label),
        )
        for (old, new), cell in shown
    ]
    tied = any(cell.value == shown[-1][1].value for _, cell in following)
    text = words(f"moves.most{'_among' if tied else ''}", whom=whom, items=words.listed(items))
    return teller.sentence(text, [known, *(cell for _, cell in shown)])


def _stayed(teller: Teller, rows: CodeList, cells: Cells) -> Iterator[Sentence]:
    """Tell how many stayed at each level."""
    words = teller.words
    stayed = [(old, cell) for (old, new), cell in cells.items() if old == new]
    items = [
        words(
            "moves.stayed_item",
            n=words.number(cell.value or 0),
            label=teller.quote(rows[row].label),
        )
        for row, cell in stayed
    ]
    if items:
        text = words("moves.stayed", items=words.listed(items))
        yield teller.sentence(text, [cell for _, cell in stayed])
