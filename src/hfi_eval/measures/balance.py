"""Person balance: who is a child and who an adult at the first and the last wave, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hfi_eval.errors import EvalError
from hfi_eval.model.counts import NO, UNKNOWN, YES, Adult, Present, Request
from hfi_eval.model.plan import EVERYONE
from hfi_eval.model.result import Address, Result, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hfi_eval.measures.ask import Balance
    from hfi_eval.model.counts import Counts
    from hfi_eval.model.plan import Plan

_CLASSES = {"adult": YES, "child": NO, "unknown": UNKNOWN}


def requests(plan: Plan, ask: Balance) -> tuple[Request, ...]:  # noqa: ARG001 - one shape for all
    """Ask for persons by presence and age at the first and the last wave."""
    first, last = plan.first, plan.last
    return (Request("person", (Present(first), Present(last), Adult(first), Adult(last))),)


def results(plan: Plan, ask: Balance, counts: Mapping[Request, Counts]) -> Iterator[Result]:
    """Give for adults, children and all: start, entered, left, turned 18 and end.

    Raises:
        EvalError: the balance does not close.
    """
    (request,) = requests(plan, ask)
    cells = counts[request].cells
    for name, level in {**_CLASSES, "": None}.items():
        numbers = {
            "start": _sum(cells, present=(YES, None), age=(level, None)),
            "entered": _sum(cells, present=(NO, YES), age=(None, level)),
            "left": _sum(cells, present=(YES, NO), age=(level, None)),
            "turned_18": 0,
            "end": _sum(cells, present=(None, YES), age=(None, level)),
        }
        aged = _sum(cells, present=(YES, YES), age=(NO, YES))
        numbers["turned_18"] = {"adult": aged, "child": -aged}.get(name, 0)
        if name == "unknown" and not any(numbers.values()):
            continue
        closes = numbers["start"] + numbers["entered"] - numbers["left"] + numbers["turned_18"]
        if closes != numbers["end"]:
            message = f"The person balance does not close: {numbers} ({name or 'everybody'})."
            raise EvalError(message)
        yield from _told(plan, name, numbers)


def _sum(
    cells: Mapping[tuple[str, ...], int],
    *,
    present: tuple[str | None, str | None],
    age: tuple[str | None, str | None],
) -> int:
    """Add up the cells with the given levels; None takes any."""
    wanted = (*present, *age)
    return sum(
        n
        for cell, n in cells.items()
        if all(want is None or want == level for want, level in zip(wanted, cell, strict=True))
    )


def _told(plan: Plan, name: str, numbers: Mapping[str, int]) -> Iterator[Result]:
    """Give the five numbers of one class as results."""
    both = (plan.first, plan.last)
    for stat, value in numbers.items():
        at = {"start": (plan.first,), "end": (plan.last,)}.get(stat, both)
        yield Result(
            address=Address(
                measure="balance",
                stat="count" if stat in {"start", "end"} else stat,
                waves=at,
                population=EVERYONE,
                groups=(("age", name),) if name else (),
            ),
            value=value,
            unit=Unit.COUNT,
            numerator=value,
            denominator=None,
            missing=0,
            definition=f"persons {stat}",
            method="balance",
        )
