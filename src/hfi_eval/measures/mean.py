"""Means and sums of numeric indicators, by unit."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hfi_eval.model.counts import YES, Answered, Member, Request
from hfi_eval.model.result import Address, Result, State, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hfi_eval.measures.ask import Mean
    from hfi_eval.model.counts import Counts
    from hfi_eval.model.plan import Plan


def requests(plan: Plan, ask: Mean) -> tuple[Request, ...]:
    """Ask for members by whether they answered, with the totals of the indicator at every wave."""
    unit = plan.populations[ask.population].unit
    at = plan.indicators[ask.indicator].waves
    sums = tuple((ask.indicator, wave) for wave in at)
    answered = tuple(Answered(ask.indicator, wave) for wave in at)
    return (Request(unit, (Member(ask.population), *answered), sums),)


def results(plan: Plan, ask: Mean, counts: Mapping[Request, Counts]) -> Iterator[Result]:
    """Give mean and sum at every wave, and the change of both from the first to the last."""
    (request,) = requests(plan, ask)
    members = counts[request].of(ask.population)
    at = plan.indicators[ask.indicator].waves
    found: dict[tuple[str, str], Result] = {}
    for position, wave in enumerate(at):
        total = members.sums(position)
        base = Address(measure=ask.indicator, stat="mean", waves=(wave,), population=ask.population)
        mean = Result(
            address=base,
            value=total.sum / total.known if total.known else None,
            unit=Unit.MEAN,
            numerator=total.sum,
            denominator=total.known,
            missing=members.total - total.known,
            definition=ask.indicator,
            method="mean",
            state=State.OPEN if total.known else State.EMPTY,
        )
        found["mean", wave] = mean
        found["sum", wave] = replace(
            mean,
            address=replace(base, stat="sum"),
            value=total.sum if total.known else None,
            unit=Unit.AMOUNT,
            method="sum",
        )
    yield from found.values()
    if len(at) > 1:
        yield from _changes(ask, members, (at[0], at[-1]), len(at) - 1)


def _changes(ask: Mean, members: Counts, ends: tuple[str, str], last: int) -> Iterator[Result]:
    """Give how much mean and sum have changed for those who answered at both waves."""
    both = members
    for wave in ends:
        both = both.where(Answered(ask.indicator, wave), {YES})
    difference = both.sums(last).sum - both.sums(0).sum
    for stat, unit in (("mean", Unit.MEAN), ("sum", Unit.AMOUNT)):
        value = difference / (both.total if stat == "mean" else 1) if both.total else None
        base = Address(measure=ask.indicator, stat=stat, waves=ends[:1], population=ask.population)
        yield Result(
            address=replace(base, stat=f"{stat}_change", waves=ends),
            value=value,
            unit=unit,
            numerator=difference,
            denominator=both.total,
            missing=members.total - both.total,
            definition=ask.indicator,
            method="paired_difference",
            inputs=(base, replace(base, waves=ends[1:])),
            state=State.OPEN if both.total else State.EMPTY,
        )
