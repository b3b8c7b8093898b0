"""One share by all readings of its definition: how much does the choice of words matter?"""

from __future__ import annotations

from hfi_eval.model.result import Address
from hfi_eval.model.table import Column, Row
from hfi_eval.tables.parts import (
    Body,
    View,
    base_note,
    missing_notes,
    population_notes,
    share_waves,
)

STATS = ("count", "share")


def body(view: View) -> Body:
    """Give a row for the definition and for each of its variants."""
    words, plan, spec = view.words, view.plan, view.spec
    definition = plan.definitions[spec.definition]
    waves = share_waves(plan, definition.condition)
    labels = {
        "": words("table.main_definition"),
        **{key: words.of(variant.label) for key, variant in definition.variants.items()},
    }

    def addresses(variant: str, stats: tuple[str, ...] = STATS) -> list[Address]:
        return [
            Address(
                measure=spec.definition,
                variant=variant,
                stat=stat,
                waves=(wave,),
                population=spec.of[0],
            )
            for wave in waves
            for stat in stats
        ]

    columns = tuple(
        Column(label=words(f"table.{stat}"), spanner=view.wave(wave))
        for wave in waves
        for stat in STATS
    )
    rows = tuple(
        Row(label=label, cells=tuple(map(view.cell, addresses(variant))))
        for variant, label in labels.items()
    )
    return Body(
        stub=view.stub(words("table.definition")),
        columns=columns,
        rows=rows,
        notes=(
            *base_note(view, addresses("", ("base",))),
            *population_notes(view, spec.of),
            *missing_notes(view, addresses("")),
        ),
    )
