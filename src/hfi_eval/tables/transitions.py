"""Transitions: from which level to which level each moved, of those known at both waves."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hfi_eval.model.result import Address
from hfi_eval.model.table import Column, Row
from hfi_eval.tables.parts import Body, View, missing_notes, population_notes

if TYPE_CHECKING:
    from hfi_eval.model.table import Cell


def body(view: View) -> Body:
    """Give the matrix, before down the side and after across the top, with both totals."""
    spec, words = view.spec, view.words
    indicator, grouping = view.plan.indicator(spec.indicator)
    name = spec.indicator.partition(".")[0]
    rows_of = indicator.rows(grouping).codes
    levels = {key: _short(words.of(code.phrase)) for key, code in rows_of.items()}
    first, last = indicator.waves[0], indicator.waves[-1]
    base = Address(
        measure=name, variant=grouping, stat="base", waves=(first, last), population=spec.of[0]
    )

    def cell(old: str | None, new: str | None) -> Cell:
        if old is None and new is None:
            return view.cell(base)
        pairs = (("from", old), ("to", new))
        groups = tuple((side, level) for side, level in pairs if level is not None)
        return view.cell(replace(base, stat="count", groups=groups))

    columns = [
        Column(label=label, spanner=words("table.status_after")) for label in levels.values()
    ]
    rows = [
        Row(label=label, cells=tuple(cell(old, new) for new in (*levels, None)))
        for old, label in levels.items()
    ]
    total = Row(
        label=words("total"), cells=tuple(cell(None, new) for new in (*levels, None)), role="total"
    )
    return Body(
        stub=view.stub(words("table.status_before")),
        columns=(*columns, Column(label=words("total"))),
        rows=(*rows, total),
        notes=(
            *population_notes(view, spec.of),
            *missing_notes(view, [replace(base, waves=(wave,)) for wave in (first, last)]),
        ),
    )


def _short(phrase: str) -> str:
    """Write a level's phrase as a heading: it is shorter than the label, or the same."""
    return phrase[:1].upper() + phrase[1:]
