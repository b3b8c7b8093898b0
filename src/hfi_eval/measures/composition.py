"""Compositions: how many a population has, and how it spreads over background variables."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

from hfi_eval.measures.numbers import count_and_share
from hfi_eval.model.counts import UNKNOWN, Background, Member, Request
from hfi_eval.model.result import Address

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hfi_eval.measures.ask import Composition, Size
    from hfi_eval.model.counts import Counts
    from hfi_eval.model.plan import Plan
    from hfi_eval.model.result import Result


def size_requests(plan: Plan, ask: Size) -> tuple[Request, ...]:
    """Ask for members."""
    return (Request(plan.populations[ask.population].unit, (Member(ask.population),)),)


def size_results(plan: Plan, ask: Size, counts: Mapping[Request, Counts]) -> Iterator[Result]:
    """Give the size of a population."""
    (request,) = size_requests(plan, ask)
    n = counts[request].of(ask.population).total
    rule = plan.populations[ask.population]
    address = Address(
        measure="population", stat="count", waves=(rule.at,), population=ask.population
    )
    yield from count_and_share(address, n, n, 0, f"{rule.unit} in {ask.population}")


def requests(plan: Plan, ask: Composition) -> tuple[Request, ...]:
    """Ask for members by all variables crossed."""
    unit = plan.populations[ask.population].unit
    keys = tuple(Background(name) for name in ask.variables)
    return (Request(unit, (Member(ask.population), *keys)),)


def results(plan: Plan, ask: Composition, counts: Mapping[Request, Counts]) -> Iterator[Result]:
    """Give count and share of each level, and of each combination of levels.

    The base is everybody in the population; an unknown level is a row of its own where it occurs.
    """
    (request,) = requests(plan, ask)
    members = counts[request].of(ask.population)
    at = plan.populations[ask.population].at
    for size in range(1, len(ask.variables) + 1):
        for names in combinations(ask.variables, size):
            base = Address(measure=names[0], stat="count", waves=(at,), population=ask.population)
            for levels, x in members.by(*(Background(name) for name in names)).items():
                missing = x if UNKNOWN in levels else 0
                yield from count_and_share(
                    replace(base, groups=tuple(zip(names, levels, strict=True))),
                    x,
                    members.total,
                    missing,
                    " and ".join(
                        f"{name} is {level or 'unknown'}"
                        for name, level in zip(names, levels, strict=True)
                    ),
                )
