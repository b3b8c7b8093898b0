"""Several yes/no indicators, a row each: how many say yes at each wave."""

from __future__ import annotations

from hfi_eval.model.result import Address
from hfi_eval.model.table import Row
from hfi_eval.tables.parts import (
    Body,
    View,
    assessor_notes,
    base_note,
    blocks,
    missing_notes,
    population_notes,
)


def body(view: View) -> Body:
    """Give the body of the table; a wave at which an indicator was not asked holds a dash."""
    words, plan, spec = view.words, view.plan, view.spec
    indicators = {name: plan.indicators[name] for name in spec.indicators}
    waves = [wave for wave in plan.waves if any(wave in each.waves for each in indicators.values())]

    def addresses(name: str, stats: tuple[str, ...]) -> list[Address]:
        return [
            Address(measure=name, stat=stat, waves=(wave,), population=population)
            for population in spec.of
            for wave in waves
            for stat in stats
        ]

    rows = tuple(
        Row(
            label=words.of(indicator.label),
            cells=tuple(map(view.cell, addresses(name, spec.stats))),
        )
        for name, indicator in indicators.items()
    )
    several = len(spec.of) > 1
    heads = [
        f"{view.population(population)}, {view.wave(wave)}" if several else view.wave(wave)
        for population in spec.of
        for wave in waves
    ]
    shown = [address for name in indicators for address in addresses(name, ("base",))]
    unasked = any(wave not in each.waves for each in indicators.values() for wave in waves)
    return Body(
        stub=view.stub(words("table.indicator")),
        columns=blocks(heads, spec.stats, words),
        rows=rows,
        notes=(
            *base_note(view, shown),
            *((words("note.not_measured"),) if unasked else ()),
            *population_notes(view, spec.of),
            *missing_notes(view, shown),
            *assessor_notes(view, indicators),
        ),
    )
