"""One share over all its denominators: of whom is it a share, and how much does that matter?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hfi_eval.model.result import Address
from hfi_eval.model.table import Column, Row
from hfi_eval.tables.parts import Body, View, missing_notes, population_notes, share_waves

if TYPE_CHECKING:
    from collections.abc import Iterable

STATS = ("count", "base", "share")


def body(view: View) -> Body:
    """Give a row for each population of the measure: persons, of how many, per cent."""
    words, plan = view.words, view.plan
    measure = plan.measures[view.spec.measure]
    name = measure.address_name(view.spec.measure)
    waves = share_waves(plan, measure.condition)
    populations = (measure.of, *measure.also_of)

    def addresses(population: str) -> Iterable[Address]:
        return [
            Address(
                measure=name,
                variant=measure.variant,
                stat=stat,
                waves=(wave,),
                population=population,
            )
            for wave in waves
            for stat in STATS
        ]

    columns = tuple(
        Column(label=words(f"table.{stat}"), spanner=view.wave(wave))
        for wave in waves
        for stat in STATS
    )
    rows = tuple(
        Row(label=view.population(each), cells=tuple(map(view.cell, addresses(each))))
        for each in populations
    )
    return Body(
        stub=view.stub(words("table.population")),
        columns=columns,
        rows=rows,
        notes=(
            *population_notes(view, populations),
            *missing_notes(view, addresses(measure.of)),
        ),
    )
