"""Before and after: the levels of an indicator at each wave, counts and per cents, then the total.

The template of LG Insight's tables 4, 5 and 6.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hfi_eval.model.result import Address
from hfi_eval.model.table import Row
from hfi_eval.tables.parts import (
    Body,
    View,
    assessor_notes,
    blocks,
    missing_notes,
    population_notes,
)

if TYPE_CHECKING:
    from hfi_eval.model.table import Cell

_TOTALS = {"count": "base", "share": "base_share"}


def body(view: View) -> Body:
    """Give the body of the table."""
    spec, words = view.spec, view.words
    indicator, grouping = view.plan.indicator(spec.indicator)
    name = spec.indicator.partition(".")[0]
    several = len(spec.of) > 1
    heads = [
        f"{view.population(population)}, {view.wave(wave)}" if several else view.wave(wave)
        for population in spec.of
        for wave in indicator.waves
    ]
    bases = [
        Address(measure=name, variant=grouping, stat="base", waves=(wave,), population=population)
        for population in spec.of
        for wave in indicator.waves
    ]

    def cells(level: str | None) -> tuple[Cell, ...]:
        groups = () if level is None else ((name, level),)
        return tuple(
            view.cell(replace(base, stat=_TOTALS[stat] if level is None else stat, groups=groups))
            for base in bases
            for stat in spec.stats
        )

    rows = tuple(
        Row(label=words.of(code.label), cells=cells(key))
        for key, code in indicator.rows(grouping).codes.items()
    )
    total = Row(label=words("total"), cells=cells(None), role="total")
    columns = blocks(heads, spec.stats, words)
    return Body(
        stub=view.stub(words.of(indicator.label)),
        columns=columns,
        rows=(*rows, total),
        notes=(
            *population_notes(view, spec.of),
            *missing_notes(view, bases),
            *assessor_notes(view, (name,)),
        ),
    )
