"""Criteria: measures of measures. What was promised, how far it is away, and the verdict."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

from hfi_eval.measures.ask import waves
from hfi_eval.model.plan import EVERYONE
from hfi_eval.model.result import Address, Origin, Result, Results, State, Unit, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hfi_eval.model.plan import Criterion, Measure, Plan

_STATES = {
    Verdict.UNDECIDABLE: State.UNDECIDABLE,
    Verdict.NOT_REPORTED: State.EMPTY,
    Verdict.AFTER_ONLY: State.EMPTY,
}


def results(plan: Plan, name: str, found: Results) -> Iterator[Result]:
    """Give the verdict of a criterion, its target, its gap and the persons that are short.

    The verdict has the criterion's name and the stat "verdict"; `target` is the plan's own number,
    `gap` the distance from it (positive is above), `short` how many persons more (for at most: fewer)
    would have met it.
    """
    criterion = plan.criteria[name]
    measure = plan.measures.get(criterion.measure)
    if measure is None:
        documented = criterion.direction == "documented" and criterion.evidence
        verdict = Verdict.MET if documented else Verdict.NOT_REPORTED
        yield _verdict(_own(name, (plan.last,), EVERYONE), verdict, criterion)
        return
    address = headline(plan, criterion.measure, found)
    if address is None:
        own = _own(name, (plan.last,), measure.of)
        yield from _target(own, criterion, measure)
        yield _verdict(own, Verdict.NOT_REPORTED, criterion)
        return
    own = _own(name, address.waves, address.population)
    yield from _target(own, criterion, measure)
    if criterion.direction in {"increase", "decrease"}:
        yield _moved(plan, own, criterion, measure, address, found)
        return
    yield from _judged(plan, own, criterion, found[address])


def headline(plan: Plan, measure: str, found: Results) -> Address | None:
    """Give the address of a measure's own number at its last wave, or None without records."""
    part = plan.measures[measure]
    at = plan.indicators[part.what].waves if part.kind != "share" else waves(plan, part.condition)
    if not at:
        return None
    address = Address(
        measure=part.address_name(measure),
        variant=part.variant,
        stat=part.kind,
        waves=(at[-1],),
        population=part.of,
    )
    return address if address in found else None


def _own(name: str, at: tuple[str, ...], population: str) -> Address:
    """Give the address of a criterion's verdict."""
    return Address(measure=name, stat="verdict", waves=at, population=population)


def _target(own: Address, criterion: Criterion, measure: Measure) -> Iterator[Result]:
    """Give the target as the plan's own number, and the upper end where there is one."""
    unit = {"share": Unit.SHARE, "mean": Unit.MEAN, "sum": Unit.AMOUNT}[measure.kind]
    for stat, value in (("target", criterion.low), ("target_high", criterion.high)):
        if value is not None:
            yield Result(
                address=replace(own, stat=stat),
                value=value,
                unit=unit,
                origin=Origin.PLAN,
                definition=criterion.direction or "target",
                method="plan",
            )


def _judged(plan: Plan, own: Address, criterion: Criterion, result: Result) -> Iterator[Result]:
    """Judge a number against its target."""
    if result.value is None:
        yield _verdict(own, Verdict.NOT_REPORTED, criterion, (result.address,))
        return
    exact = _exact(result)
    met = _reaches(exact, criterion)
    rounded = _reaches(_rounded(exact, result.unit, plan.rounding.decimals), criterion)
    short = _short(result, criterion)
    reached = rounded if criterion.compare == "rounded" else met
    verdict = Verdict.MET if reached else Verdict.NOT_MET
    if criterion.direction == "":
        verdict = Verdict.UNDECIDABLE
    elif not reached and rounded:
        verdict = Verdict.MET_BY_ROUNDING
    elif not reached and short and criterion.direction == "at_least":
        verdict = Verdict.SHORT
    low = criterion.low
    if low is not None:
        yield Result(
            address=replace(own, stat="gap"),
            value=float(exact - _decimal(low)),
            unit=Unit.POINTS if result.unit is Unit.SHARE else result.unit,
            numerator=result.numerator,
            denominator=result.denominator,
            missing=result.missing,
            definition=criterion.direction or "target",
            method="difference",
            inputs=(result.address, replace(own, stat="target")),
        )
    if short is not None and criterion.direction in {"at_least", "at_most"}:
        yield Result(
            address=replace(own, stat="short"),
            value=short,
            unit=Unit.COUNT,
            numerator=short,
            denominator=result.denominator,
            missing=result.missing,
            definition=f"persons to the target ({criterion.direction})",
            method="whole_persons",
            inputs=(result.address, replace(own, stat="target")),
        )
    yield _verdict(own, verdict, criterion, (result.address,))


def _moved(
    plan: Plan,
    own: Address,
    criterion: Criterion,
    measure: Measure,
    address: Address,
    found: Results,
) -> Result:
    """Judge whether a number has risen, or fallen, from the first to the last wave."""
    at = (
        plan.indicators[measure.what].waves
        if measure.kind != "share"
        else waves(plan, measure.condition)
    )
    if len(at) < 2:
        return _verdict(own, Verdict.AFTER_ONLY, criterion, (address,))
    before, after = found[replace(address, waves=(at[0],))], found[address]
    if before.value is None or after.value is None:
        return _verdict(own, Verdict.NOT_REPORTED, criterion, (before.address, address))
    stat = "change" if measure.kind == "share" else f"{measure.kind}_change"
    moved = found[replace(address, stat=stat, waves=(at[0], at[-1]))]
    if moved.value is None:
        return _verdict(own, Verdict.NOT_REPORTED, criterion, (before.address, address))
    rose = moved.value
    met = rose > 0 if criterion.direction == "increase" else rose < 0
    verdict = Verdict.MET if met else Verdict.NOT_MET
    return _verdict(own, verdict, criterion, (moved.address, before.address, address))


def _verdict(
    own: Address, verdict: Verdict, criterion: Criterion, inputs: tuple[Address, ...] = ()
) -> Result:
    """Give the verdict as a result without a number."""
    return Result(
        address=own,
        value=None,
        unit=Unit.COUNT,
        definition=criterion.direction or "target",
        method="verdict",
        inputs=inputs,
        state=_STATES.get(verdict, State.OPEN),
        verdict=verdict,
    )


def _decimal(value: float) -> Fraction:
    """Give the number that was written: 0.3 is three tenths."""
    return Fraction(str(value))


def _exact(result: Result) -> Fraction:
    """Give a share as the fraction of persons it is, and any other number as it stands."""
    if result.unit is Unit.SHARE and result.denominator and result.numerator is not None:
        return Fraction(int(result.numerator), result.denominator)
    return Fraction(result.value or 0)


def _rounded(value: Fraction, unit: Unit, decimals: int) -> Fraction:
    """Round as readers see it, halves away from zero.

    Shares are shown in whole per cents (or with the plan's decimals), means with one decimal.
    """
    places = {Unit.SHARE: decimals + 2, Unit.MEAN: 1}.get(unit, 0)
    step = Decimal(1).scaleb(-places)
    number = Decimal(value.numerator) / Decimal(value.denominator)
    return Fraction(number.quantize(step, ROUND_HALF_UP))


def _reaches(value: Fraction, criterion: Criterion) -> bool:
    """Tell whether a number meets a target."""
    low = _decimal(criterion.low) if criterion.low is not None else None
    high = _decimal(criterion.high) if criterion.high is not None else None
    if low is None:
        return False
    if criterion.direction == "at_least":
        return value >= low
    if criterion.direction == "at_most":
        return value <= low
    if criterion.direction == "exactly":
        return value == low
    return criterion.direction == "between" and high is not None and low <= value <= high


def _short(result: Result, criterion: Criterion) -> int | None:
    """Give how many persons more (or fewer, for at most) would meet the target of a share."""
    if result.unit is not Unit.SHARE or criterion.low is None or result.numerator is None:
        return None
    wanted = _decimal(criterion.low) * (result.denominator or 0)
    if criterion.direction == "at_most":
        return max(0, int(result.numerator) - floor(wanted))
    return max(0, ceil(wanted) - int(result.numerator))
