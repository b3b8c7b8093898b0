"""Distributions: how a population spreads over levels, and who moved from where to where."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hfi_eval.measures.numbers import base, change, count_and_share, unanswered
from hfi_eval.measures.paired import pair, settle
from hfi_eval.model.counts import Level, Member, Request
from hfi_eval.model.result import Address, Result, State, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hfi_eval.measures.ask import Distribution
    from hfi_eval.model.counts import Counts
    from hfi_eval.model.plan import Plan


def requests(plan: Plan, ask: Distribution) -> tuple[Request, ...]:
    """Ask for members by level at every wave."""
    indicator = plan.indicators[ask.indicator]
    keys = tuple(Level(ask.indicator, wave, ask.grouping) for wave in indicator.waves)
    unit = plan.populations[ask.population].unit
    return (Request(unit, (Member(ask.population), *keys)),)


def results(plan: Plan, ask: Distribution, counts: Mapping[Request, Counts]) -> Iterator[Result]:
    """Give for each level count, share and change, the base of each wave, and the transitions."""
    (request,) = requests(plan, ask)
    keys = [key for key in request.keys if isinstance(key, Level)]
    asked = counts[request].of(ask.population)
    members = settle(asked, keys, plan.cohort.no_second_wave)
    levels = members.levels[keys[0]]
    text = f"{ask.indicator}.{ask.grouping}" if ask.grouping else ask.indicator
    for key in keys:
        known = members.known(key)
        missing = members.total - known.total
        start = _address(ask, (key.wave,))
        yield from _base(start, known.total, missing, text)
        yield unanswered(start, asked.total - asked.known(key).total, asked.total, text)
        for (level,), x in known.by(key).items():
            yield from count_and_share(
                replace(start, stat="count", groups=((ask.indicator, level),)),
                x,
                known.total,
                missing,
                f"{text} is {level}",
            )
    if len(keys) > 1:
        yield from _moves(ask, members, (keys[0], keys[-1]), levels)


def _moves(
    ask: Distribution, members: Counts, ends: tuple[Level, Level], levels: tuple[str, ...]
) -> Iterator[Result]:
    """Give the change of each level, and how many moved from each level to each."""
    before, after = ends
    both = members.known(before, after)
    missing = members.total - both.total
    both_waves = _address(ask, (before.wave, after.wave))
    text = f"{ask.indicator}.{ask.grouping}" if ask.grouping else ask.indicator
    for level in levels:
        found = pair(members, before, after, frozenset({level}))
        here = replace(both_waves, groups=((ask.indicator, level),))
        yield from change(here, found, missing, f"{text} is {level}")
    yield from _base(both_waves, both.total, missing, text)
    sides = {"from": both.by(before), "to": both.by(after)}
    moves: list[tuple[tuple[str, str], ...]] = [
        ((side, level),) for side, found in sides.items() for (level,) in found
    ]
    counted = [n for found in sides.values() for n in found.values()]
    for (old, new), n in both.by(before, after).items():
        moves.append((("from", old), ("to", new)))
        counted.append(n)
    for groups, n in zip(moves, counted, strict=True):
        yield Result(
            address=replace(both_waves, stat="count", groups=groups),
            value=n,
            unit=Unit.COUNT,
            numerator=n,
            denominator=both.total,
            missing=missing,
            definition=" ".join((text, *(f"{side} {level}" for side, level in groups))),
            method="paired_count",
        )


def _base(address: Address, known: int, missing: int, text: str) -> Iterator[Result]:
    """Give how many are the base of a distribution, and their share: all, where there is anybody."""
    whole = base(address, known, missing, text)
    yield whole
    yield replace(
        whole,
        address=replace(address, stat="base_share"),
        value=1.0 if known else None,
        unit=Unit.SHARE,
        method="share",
        state=State.OPEN if known else State.EMPTY,
    )


def _address(ask: Distribution, waves: tuple[str, ...]) -> Address:
    """Give the address of the number of units whose level is known, the base."""
    return Address(
        measure=ask.indicator,
        variant=ask.grouping,
        stat="base",
        waves=waves,
        population=ask.population,
    )
