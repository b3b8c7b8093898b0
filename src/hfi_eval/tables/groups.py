"""One share by groups: background by offer by result, with a guard for small groups."""

from __future__ import annotations

from hfi_eval.model.result import Address
from hfi_eval.model.table import Column, Row
from hfi_eval.tables.parts import (
    Body,
    View,
    missing_notes,
    population_notes,
    share_waves,
    small_note,
)

STATS = ("count", "base", "share")


def body(view: View) -> Body:
    """Give a row for each group that occurs in the results, then all together."""
    words, plan = view.words, view.plan
    measure = plan.measures[view.spec.measure]
    waves = share_waves(plan, measure.condition)
    columns = tuple(
        Column(label=words(f"table.{stat}"), spanner=view.wave(wave))
        for wave in waves
        for stat in STATS
    )

    def row(label: str, groups: tuple[tuple[str, str], ...], *, total: bool = False) -> Row:
        addresses = [
            Address(
                measure=view.spec.measure,
                variant=measure.variant,
                stat=stat,
                waves=(wave,),
                population=measure.of,
                groups=groups,
            )
            for wave in waves
            for stat in STATS
        ]
        role = "total" if total else "body"
        return Row(label=label, cells=tuple(map(view.cell, addresses)), role=role)  # type: ignore[arg-type]

    rows: list[Row] = []
    heading = ""
    for groups in _groups(view, measure.by, waves[:1]):
        levels = dict(groups)
        labels = [_label(view, name, levels[name]) for name in measure.by]
        if len(labels) > 1 and labels[0] != heading:
            heading = labels[0]
            rows.append(Row(label=heading, role="group"))
        rows.append(row(", ".join(labels[1:] or labels), groups))
    base = Address(measure=view.spec.measure, stat="share", waves=waves[-1:], population=measure.of)
    first, *others = (_variable(view, name) for name in measure.by)
    stub = words.listed([first, *(label[:1].lower() + label[1:] for label in others)])
    return Body(
        stub=view.stub(stub),
        columns=columns,
        rows=(*rows, row(words("total"), (), total=True)),
        notes=(
            *small_note(view, rows, measure.smallest_group),
            *population_notes(view, (measure.of,)),
            *missing_notes(view, (base,)),
        ),
    )


def _groups(
    view: View, by: tuple[str, ...], waves: tuple[str, ...]
) -> list[tuple[tuple[str, str], ...]]:
    """Give the groups among the results, in the order they were computed."""
    measure = view.plan.measures[view.spec.measure]
    return [
        result.address.groups
        for result in view.released
        if result.address.measure == view.spec.measure
        and result.address.stat == "count"
        and result.address.waves == waves
        and result.address.population == measure.of
        and len(result.address.groups) == len(by)
    ]


def _label(view: View, name: str, level: str) -> str:
    """Give the label of a level of a background variable or an indicator."""
    plan = view.plan
    codes = plan.background[name].codes if name in plan.background else plan.indicators[name].codes
    return view.words.of(codes[level].label) if level in codes else view.words("unknown")


def _variable(view: View, name: str) -> str:
    """Give the label of a background variable or an indicator."""
    plan = view.plan
    part = plan.background[name] if name in plan.background else plan.indicators[name]
    return view.words.of(part.label)
