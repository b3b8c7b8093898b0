"""How a count, a share and a change become results, the same for every kind of measure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hfi_eval.model.result import Interval, Result, State, Unit
from hfi_eval.stats.proportion import wilson

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hfi_eval.measures.paired import Paired
    from hfi_eval.model.result import Address

LEVEL = 0.95


def base(address: Address, known: int, missing: int, definition: str) -> Result:
    """Give how many answers are known: the denominator, as a number of its own."""
    return Result(
        address=replace(address, stat="base"),
        value=known,
        unit=Unit.COUNT,
        numerator=known,
        denominator=known,
        missing=missing,
        definition=definition,
    )


def unanswered(address: Address, n: int, total: int, definition: str) -> Result:
    """Give how many gave no answer at a wave, before the plan's rule for them was applied."""
    return Result(
        address=replace(address, stat="unanswered"),
        value=n,
        unit=Unit.COUNT,
        numerator=n,
        denominator=total,
        missing=0,
        definition=definition,
    )


def count_and_share(
    address: Address, x: int, n: int, missing: int, definition: str, smallest: int = 1
) -> Iterator[Result]:
    """Give a count and its share with a Wilson interval.

    Args:
        address: with any stat; the results carry "count" and "share".
        x: those who count.
        n: those whose answer is known.
        missing: those whose answer is not known.
        definition: what was counted.
        smallest: with fewer known than this there is no share.
    """
    common = {"numerator": x, "denominator": n, "missing": missing, "definition": definition}
    yield Result(
        address=replace(address, stat="count"), value=x, unit=Unit.COUNT, **common  # type: ignore[arg-type]
    )  # fmt: skip
    state = State.EMPTY if n == 0 else State.TOO_FEW if n < smallest else State.OPEN
    yield Result(
        address=replace(address, stat="share"),
        value=x / n if state is State.OPEN else None,
        unit=Unit.SHARE,
        interval=_interval(x, n) if state is State.OPEN else None,
        method="share",
        state=state,
        **common,  # type: ignore[arg-type]
    )


def _interval(x: int, n: int) -> Interval | None:
    """Give the Wilson interval of a share."""
    found = wilson(x, n, LEVEL)
    low, high = found["lower"], found["upper"]
    if low is None or high is None:
        return None
    return Interval(low=low, high=high, level=LEVEL, method="wilson")


def change(address: Address, found: Paired, missing: int, definition: str) -> Iterator[Result]:
    """Give the change of a share and who is behind it.

    Args:
        address: with both waves and any stat.
        found: gains and losses among those known at both waves.
        missing: those not known at both.
        definition: what was counted.

    Yields:
        change (points, of those known at both waves), net, gained, lost, stayed and never (persons).
    """
    n = found.known
    yield Result(
        address=replace(address, stat="change"),
        value=found.net / n if n else None,
        unit=Unit.POINTS,
        numerator=found.net,
        denominator=n,
        missing=missing,
        definition=definition,
        method="paired_difference",
        inputs=tuple(replace(address, stat=stat) for stat in ("gained", "lost")),
        state=State.OPEN if n else State.EMPTY,
    )
    for stat in ("net", "gained", "lost", "stayed", "never"):
        value = getattr(found, stat)
        yield Result(
            address=replace(address, stat=stat),
            value=value,
            unit=Unit.COUNT,
            numerator=value,
            denominator=n,
            missing=missing,
            definition=definition,
            method="paired_count",
        )
