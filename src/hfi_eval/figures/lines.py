"""Lines: what a figure draws, line by line, before it is put into words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from hfi_eval.model.result import Address, Result, Unit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from hfi_eval.disclosure import Released
    from hfi_eval.model.plan import FigureSpec, Plan
    from hfi_eval.wording import Words


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a figure before it is put into words: its label, its results and their waves."""

    label: str
    before: Result | None
    after: Result | None
    waves: tuple[str, ...] = ()
    target: Result | None = None
    target_high: Result | None = None
    target_text: str = ""

    @property
    def ends(self) -> tuple[str, ...]:
        """The first and the last wave at which it was measured."""
        return tuple(dict.fromkeys((*self.waves[:1], *self.waves[-1:])))


@dataclass(frozen=True, slots=True)
class Drawn:
    """What one kind of figure draws: its lines, of whom, and the key of the opening words."""

    lines: tuple[Line, ...]
    populations: tuple[str, ...]
    opening: str


def _criteria(spec: FigureSpec, plan: Plan, released: Released, words: Words) -> Drawn:
    """Draw the share of each criterion before and after, and its target."""
    lines, populations = [], []
    for name in spec.criteria:
        criterion = plan.criteria[name]
        measure = plan.measures[criterion.measure]
        populations.append(measure.of)
        at = _Place(measure.address_name(criterion.measure), measure.variant, measure.of)
        waves = at.waves(plan, released)
        low, high = (
            _share(released.get(at.address(stat, waves[-1] if waves else plan.last, measure=name)))
            for stat in ("target", "target_high")
        )
        lines.append(
            Line(
                label=words.of(criterion.label),
                before=at.before(waves, released),
                after=at.after(waves, plan, released),
                waves=waves,
                target=low,
                target_high=high,
                target_text=_promised(criterion.direction, low, high, words),
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
        waves = at.waves(plan, released)
        lines.append(
            Line(
                label=words.of(rows[row].label),
                before=at.before(waves, released),
                after=at.after(waves, plan, released),
                waves=waves,
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

    def waves(self, plan: Plan, released: Released) -> tuple[str, ...]:
        """Give the waves at which there is a share, in order."""
        return tuple(wave for wave in plan.waves if released.get(self.address("share", wave)))

    def before(self, waves: tuple[str, ...], released: Released) -> Result | None:
        """Give the share at the first of several waves."""
        return released.get(self.address("share", waves[0])) if len(waves) > 1 else None

    def after(self, waves: tuple[str, ...], plan: Plan, released: Released) -> Result | None:
        """Give the share at the last wave; what was measured at the first only has none."""
        late = waves and (len(waves) > 1 or waves[-1] != plan.first)
        return released.get(self.address("share", waves[-1])) if late else None


def _share(result: Result | None) -> Result | None:
    """Give a target if it is a share."""
    return result if result and result.unit is Unit.SHARE else None


def percent(share: float, words: Words) -> str:
    """Write a share that a plan promised as a per cent with the decimals it has."""
    percent = Decimal(repr(share)) * 100
    exponent = percent.normalize().as_tuple().exponent
    return words.number(float(percent), max(0, -int(exponent)))


def _promised(direction: str, low: Result | None, high: Result | None, words: Words) -> str:
    """Give a target in words; a direction that the plan left out is left out here too."""
    if low is None or low.value is None:
        return ""
    share = words("percent.text", number=percent(low.value, words))
    if high is not None and high.value is not None:
        end = words("percent.text", number=percent(high.value, words))
        return words("target.between", low=percent(low.value, words), high=end)
    whole = (direction, low.value) in {("at_least", 1.0), ("at_most", 0.0)}
    return words(f"target.{direction}", low=share) if direction and not whole else share
