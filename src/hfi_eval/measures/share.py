"""Shares: how many meet a condition, of whom, and how that changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hfi_eval.measures.ask import definition, waves
from hfi_eval.measures.numbers import base, change, count_and_share, unanswered
from hfi_eval.measures.paired import YES_ONLY, pair, settle
from hfi_eval.model.counts import UNKNOWN, YES, Background, Holds, Key, Level, Member, Request
from hfi_eval.model.result import Address

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hfi_eval.measures.ask import Share
    from hfi_eval.model.counts import Counts
    from hfi_eval.model.plan import Plan
    from hfi_eval.model.result import Result


def _groups(plan: Plan, ask: Share) -> tuple[Key, ...]:
    """Give the keys a share is broken down by; an indicator counts at its first wave."""
    return tuple(
        Background(name) if name in plan.background else Level(name, plan.indicators[name].waves[0])
        for name in ask.by
    )


def requests(plan: Plan, ask: Share) -> tuple[Request, ...]:
    """Ask for members by condition at every wave and by group."""
    unit = plan.populations[ask.population].unit
    asked = tuple(Holds(ask.condition, wave, ask.who) for wave in waves(plan, ask.condition))
    member = Member(ask.population)
    return (Request(unit, (member, *asked, *_groups(plan, ask))),) if asked else ()


def results(plan: Plan, ask: Share, counts: Mapping[Request, Counts]) -> Iterator[Result]:
    """Give count, share and change, in all and by group."""
    for request in requests(plan, ask):
        members = counts[request].of(ask.population)
        yield from _of(plan, ask, members, ())
        groups = _groups(plan, ask)
        if not groups:
            continue
        for levels in members.by(*groups):
            inside = members
            for key, level in zip(groups, levels, strict=True):
                inside = inside.where(key, {level})
            if inside.total or UNKNOWN not in levels:
                yield from _of(plan, ask, inside, tuple(zip(ask.by, levels, strict=True)))


def _of(
    plan: Plan, ask: Share, members: Counts, groups: tuple[tuple[str, str], ...]
) -> Iterator[Result]:
    """Give the results of one group of members."""
    asked = [key for key in members.keys if isinstance(key, Holds)]
    settled = settle(members, asked, plan.cohort.no_second_wave)
    text = definition(ask.condition)
    if ask.who:
        text = f"{ask.who[0]} of {ask.who[1]}: {text}"
    smallest = ask.smallest_group if groups else 1
    for key in asked:
        known = settled.known(key)
        at = _address(ask, (key.wave,), groups)
        silent = members.total - members.known(key).total
        yield unanswered(at, silent, members.total, text)
        yield base(
            _address(ask, (key.wave,), groups), known.total, settled.total - known.total, text
        )
        yield from count_and_share(
            _address(ask, (key.wave,), groups),
            known.where(key, {YES}).total,
            known.total,
            settled.total - known.total,
            text,
            smallest,
        )
    if len(asked) > 1:
        found = pair(settled, asked[0], asked[-1], YES_ONLY)
        yield from change(
            _address(ask, (asked[0].wave, asked[-1].wave), groups),
            found,
            settled.total - found.known,
            text,
        )


def _address(ask: Share, at: tuple[str, ...], groups: tuple[tuple[str, str], ...]) -> Address:
    """Give the address of a share's results, but for the stat."""
    return Address(
        measure=ask.name,
        variant=ask.variant,
        stat="share",
        waves=at,
        population=ask.population,
        groups=groups,
    )
