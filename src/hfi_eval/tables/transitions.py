"""Transitions: from which level to which level each moved, of those known at both waves."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from hfi_eval.model.result import Address
from hfi_eval.model.table import Column, Row
from hfi_eval.tables.parts import Body, View, missing_notes, population_notes

if TYPE_CHECKING:
    from collections.abc import Callable

    from hfi_eval.model.table import Cell

WIDEST = 8
"""With more levels than this a matrix cannot be read, and the movements are listed instead."""


def body(view: View) -> Body:
    """Give the matrix, before down the side and after across the top, with both totals."""
    spec, words = view.spec, view.words
    indicator, grouping = view.plan.indicator(spec.indicator)
    name = spec.indicator.partition(".")[0]
    levels = {key: words.of(c.label) for key, c in indicator.rows(grouping).codes.items()}
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

    notes = (
        *population_notes(view, spec.of),
        *missing_notes(view, [replace(base, waves=(wave,)) for wave in (first, last)]),
    )
    stub = view.stub(words("table.status_before"))
    if len(levels) > WIDEST:
        return Body(
            stub=stub,
            columns=(Column(label=words("table.count")),),
            rows=_listed(view, levels, cell),
            notes=notes,
        )
    columns = [
        Column(label=_short(label), spanner=words("table.status_after"))
        for label in levels.values()
    ]
    rows = [
        Row(label=label, cells=tuple(cell(old, new) for new in (*levels, None)))
        for old, label in levels.items()
    ]
    total = Row(
        label=words("total"), cells=tuple(cell(None, new) for new in (*levels, None)), role="total"
    )
    return Body(
        stub=stub,
        columns=(*columns, Column(label=words("total"))),
        rows=(*rows, total),
        notes=notes,
    )


def _listed(
    view: View, levels: dict[str, str], cell: Callable[[str | None, str | None], Cell]
) -> tuple[Row, ...]:
    """Give the movements one below the other, those that occur, under where they come from."""
    rows: list[Row] = []
    for old, label in levels.items():
        moves = [
            Row(label=view.words("table.to", level=levels[new]), cells=(found,))
            for new in levels
            if (found := cell(old, new)).value
        ]
        if moves:
            rows += [Row(label=label, role="group"), *moves]
    return (*rows, Row(label=view.words("total"), cells=(cell(None, None),), role="total"))


def _short(label: str) -> str:
    """Write a level as a heading: without what stands in brackets at its end."""
    return re.sub(r"\s*\([^()]*\)$", "", label) or label
