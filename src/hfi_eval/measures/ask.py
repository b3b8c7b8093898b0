"""Asks: what the plan wants measured, one for each kind of measure, whom and what it is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from hfi_eval.model.plan import Condition, Plan


@dataclass(frozen=True, slots=True)
class Size:
    """How many units a population has."""

    population: str


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a population meet a condition, at every wave and in change.

    `name` and `variant` are the first part of the addresses.
    """

    name: str
    variant: str
    condition: Condition
    population: str
    who: tuple[Literal["any", "all"], str] | None = None
    by: tuple[str, ...] = ()
    smallest_group: int = 1


@dataclass(frozen=True, slots=True)
class Distribution:
    """How a population spreads over the levels of an indicator, at every wave and in change."""

    indicator: str
    grouping: str
    population: str


@dataclass(frozen=True, slots=True)
class Mean:
    """Mean and sum of a numeric indicator over a population, at every wave."""

    indicator: str
    population: str


@dataclass(frozen=True, slots=True)
class Composition:
    """How a population spreads over a background variable, or over several crossed."""

    variables: tuple[str, ...]
    population: str


@dataclass(frozen=True, slots=True)
class Balance:
    """Who is a child and who an adult: start + in - out + turned 18 = end."""


Ask = Size | Share | Distribution | Mean | Composition | Balance


def definition(condition: Condition) -> str:
    """Write a condition in keys.

    Example:
        >>> from hfi_eval.model.plan import CodeTest
        >>> definition((CodeTest(of="job_status", codes=("employed", "student")),))
        'job_status is employed or student'
    """
    return " and ".join(f"{test.of} is {' or '.join(test.codes)}" for test in condition)


def waves(plan: Plan, condition: Condition) -> tuple[str, ...]:
    """Give the waves at which every indicator of a condition is recorded."""
    found = tuple(plan.waves)
    for test in condition:
        if test.of in plan.indicators:
            recorded = plan.indicators[test.of].waves
            found = tuple(wave for wave in found if wave in recorded)
    return found
