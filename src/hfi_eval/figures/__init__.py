"""Figures: released results placed on an axis, with the words that replace them when not seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hfi_eval.model.figure import DumbbellRow, Figure, Mark
from hfi_eval.model.plan import EVERY_FAMILY, EVERYONE
from hfi_eval.model.result import Address, Result, Unit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from hfi_eval.disclosure import Released
    from hfi_eval.model.plan import FigureSpec, Plan
    from hfi_eval.wording import Words

_STEPS = (
    (0.1, (0.0, 0.02, 0.04, 0.06, 0.08, 0.1)),
    (0.2, (0.0, 0.05, 0.1, 0.15, 0.2)),
    (0.4, (0.0, 0.1, 0.2, 0.3, 0.4)),
    (0.6, (0.0, 0.2, 0.4, 0.6)),
    (0.8, (0.0, 0.2, 0.4, 0.6, 0.8)),
    (1.0, (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)),
)
"""Upper bounds of the axis, each with where it is marked."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a figure before it is put into words: its label and its three results."""

    label: str
    before: Result | None
    after: Result | None
    target: Result | None = None
    target_text: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """What one kind of figure draws: its lines, of whom, and the key of the opening words."""

    lines: tuple[Line, ...]
    populations: tuple[str, ...]
    opening: str


def build(name: str, plan: Plan, released: Released, words: Words) -> Figure:
    """Give a figure of the plan in one language, with a text that says all its numbers."""
    spec = plan.figures[name]
    drawn = FIGURES["criteria" if spec.criteria else "levels"](spec, plan, released, words)
    shown = [line for line in drawn.lines if _has(line.after)]
    rows = tuple(
        DumbbellRow(
            label=line.label,
            before=_mark(line.before, words),
            after=_mark(line.after, words),
            target=_mark(line.target, words),
        )
        for line in shown
    )
    return Figure(
        name=name,
        caption=words(
            "figure.caption", number=list(plan.figures).index(name) + 1, title=words.of(spec.title)
        ),
        alt=_alt(drawn, shown, plan, words),
        axis=_axis(drawn.populations, plan, words),
        ticks=_ticks(rows, words),
        legend=(words("table.before"), words("table.after"), words("table.target")),
        rows=rows,
        source=words("table.source", source=words.of(plan.source)) if words.of(plan.source) else "",
        language=words.language,
    )


def _criteria(spec: FigureSpec, plan: Plan, released: Released, words: Words) -> Drawn:
    """Draw the share of each criterion before and after, and its target."""
    lines, populations = [], []
    for name in spec.criteria:
        criterion = plan.criteria[name]
        measure = plan.measures[criterion.measure]
        populations.append(measure.of)
        at = _Place(measure.address_name(criterion.measure), measure.variant, measure.of)
        target = released.get(at.address("target", plan.last, measure=name))
        lines.append(
            Line(
                label=words.of(criterion.label),
                before=released.get(at.address("share", plan.first)),
                after=released.get(at.address("share", plan.last)),
                target=target if target and target.unit is Unit.SHARE else None,
                target_text=_promised(criterion.direction, target, words),
            )
        )
    return Drawn(tuple(lines), tuple(dict.fromkeys(populations)), "targets")


def _levels(spec: FigureSpec, plan: Plan, released: Released, words: Words) -> Drawn:
    """Draw the share at each level of an indicator before and after."""
    indicator, grouping = plan.indicator(spec.indicator)
    key = spec.indicator.partition(".")[0]
    rows = indicator.rows(grouping)
    lines = []
    for row in rows:
        at = _Place(key, grouping, spec.of, ((key, row),))
        lines.append(
            Line(
                label=words.of(rows[row].label),
                before=released.get(at.address("share", plan.first)),
                after=released.get(at.address("share", plan.last)),
            )
        )
    return Drawn(tuple(lines), (spec.of,), "levels")


FIGURES: Mapping[str, Callable[[FigureSpec, Plan, Released, Words], Drawn]] = {
    "criteria": _criteria,
    "levels": _levels,
}


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the numbers of one line are found."""

    measure: str
    variant: str
    population: str
    groups: tuple[tuple[str, str], ...] = ()

    def address(self, stat: str, wave: str, *, measure: str = "") -> Address:
        """Give the address of one number; of another measure it has no variant."""
        return Address(
            measure=measure or self.measure,
            variant="" if measure else self.variant,
            stat=stat,
            waves=(wave,),
            population=self.population,
            groups=self.groups,
        )


def _has(result: Result | None) -> bool:
    """Tell whether there is a number to draw."""
    return result is not None and result.value is not None


def _mark(result: Result | None, words: Words) -> Mark | None:
    """Give a number as a mark, or None where there is none."""
    if result is None or result.value is None:
        return None
    return Mark(value=result.value, text=words.value(result), address=result.address)


def _promised(direction: str, target: Result | None, words: Words) -> str:
    """Give a target in words; an end that the plan left out is left out here too."""
    if target is None or target.value is None:
        return ""
    share = words("percent.text", number=words.percent(target.value))
    key = direction if direction in {"at_least", "at_most"} else "exactly"
    return words(f"target.{key}", low=share)


def _people(population: str, plan: Plan, words: Words) -> str:
    """Give a population as the axis names it, such as "de voksne"."""
    people = words.of(plan.populations[population].phrase)
    if population in {EVERYONE, EVERY_FAMILY}:
        unit = "person" if population == EVERYONE else "family_unit"
        people = words(f"unit.{unit}_many")
    return words("figure.the", people=people)


def _axis(populations: tuple[str, ...], plan: Plan, words: Words) -> str:
    """Give the axis label: of whom the shares are."""
    if len(populations) != 1:
        return words("figure.axis_mixed")
    return words("figure.axis", people=_people(populations[0], plan, words))


def _ticks(rows: Iterable[DumbbellRow], words: Words) -> tuple[tuple[float, str], ...]:
    """Give the ticks from nothing to the first round share that is not below any mark."""
    marks = [mark.value for row in rows for mark in (row.before, row.after, row.target) if mark]
    most = max(marks, default=1.0)
    ticks = next((ticks for bound, ticks in _STEPS if most <= bound), _STEPS[-1][1])
    return tuple(
        (
            tick,
            words(
                "percent.table",
                number=words.number(float(f"{tick:.2f}"[2:])) if tick < 1 else words.number(100),
            ),
        )
        for tick in ticks
    )


def _alt(drawn: Drawn, shown: list[Line], plan: Plan, words: Words) -> str:
    """Say what the figure shows, every number included, and what it leaves out."""
    mixed = len(drawn.populations) != 1
    people = "" if mixed else _people(drawn.populations[0], plan, words)
    told = [
        words(
            f"figure.{drawn.opening}_mixed" if mixed else f"figure.{drawn.opening}", people=people
        )
    ]
    first, last = (words.of(plan.waves[wave].phrase) for wave in (plan.first, plan.last))
    for line in shown:
        marks = [
            words(
                "figure.mark",
                share=words("percent.text", number=words.percent(result.value)),
                wave=wave,
            )
            for result, wave in ((line.before, first), (line.after, last))
            if result is not None and result.value is not None
        ]
        promised = line.target_text if line.target else ""
        told.append(
            words(
                "figure.row",
                label=words("quote", text=line.label),
                marks=words.listed(marks),
                target=words("figure.target", share=promised) if promised else "",
            )
        )
    left = [words("quote", text=line.label) for line in drawn.lines if line not in shown]
    if left:
        told.append(words("figure.left_out", wave=last, labels=words.listed(left)))
    return " ".join(told).replace("..", ".")
