"""Means and sums of numeric indicators, by unit."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hfi_eval.model.counts import Member, Request
from hfi_eval.model.result import Address, Result, State, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hfi_eval.measures.ask import Mean
    from hfi_eval.model.counts import Counts
    from hfi_eval.model.plan import Plan


def requests(plan: Plan, ask: Mean) -> tuple[Request, ...]:
    """Ask for members, with the totals of the indicator at every wave."""
    unit = plan.populations[ask.population].unit
    sums = tuple((ask.indicator, wave) for wave in plan.indicators[ask.indicator].waves)
    return (Request(unit, (Member(ask.population),), sums),)


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
        for stat in ("mean", "sum"):
            yield _change(found[stat, at[0]], found[stat, at[-1]])


def _change(before: Result, after: Result) -> Result:
    """Give how much a mean or a sum has changed."""
    known = before.value is not None and after.value is not None
    return replace(
        after,
        address=replace(
            after.address,
            stat=f"{after.address.stat}_change",
            waves=(*before.address.waves, *after.address.waves),
        ),
        value=(after.value or 0) - (before.value or 0) if known else None,
        numerator=None,
        denominator=None,
        missing=max(before.missing or 0, after.missing or 0),
        method="difference",
        inputs=(before.address, after.address),
        state=State.OPEN if known else State.EMPTY,
    )
