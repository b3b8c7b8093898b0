"""Persons who are missing at a wave: what their answers could make of the change."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple, TypedDict

from hfi_eval.stats.mcnemar import midp_of
from hfi_eval.stats.shape import tail

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ANSWERS = (0, 1, None)


class Bounds(TypedDict):
    """The worst cases of a change; None where undefined."""

    lower: float | None
    upper: float | None
    complete_case: float | None
    p_min: float | None
    p_max: float | None
    status: str


class _Open(NamedTuple):
    """Known gains and losses, and persons who may yet gain, lose, or do either."""

    gained: int
    lost: int
    may_gain: int
    may_lose: int
    may_either: int


def manski_change(
    before: Sequence[int | None], after: Sequence[int | None], level: float = 0.95
) -> Bounds:
    """Give the worst-case bounds of the change of a share when some answers are missing.

    Args:
        before: one answer a person, 1 (yes), 0 (no) or None (missing).
        after: the same persons in the same order.
        level: accepted as by every interval, and checked; the bounds hold whatever the missing
            answers are and have no level of their own.

    Returns:
        `lower` and `upper`, the smallest and largest change among all persons, after minus
        before, in shares of 1; `complete_case`, the change among those known at both waves, None
        where nobody is; `p_min` and `p_max`, the smallest and largest `mcnemar_midp` over every
        completion. `status` is "ok", "no_change" (nobody can have changed) or "undefined"
        (nobody).

    Raises:
        ValueError: the lists differ in length, an answer is not 1, 0 or None, or `level` is not
            between 0 and 1.

    Source:
        Horowitz & Manski (2000), JASA 95:77-84, bounds without assumptions on the missing.

    Example:
        >>> found = manski_change([1, 0, 0, 0], [1, 1, 0, None])
        >>> found["lower"], found["upper"], round(found["complete_case"], 3)
        (0.25, 0.5, 0.333)
    """
    tail(level)
    counts = _counts(before, after)
    n = len(before)
    if n == 0:
        return _nobody()
    known = sum(counts[b, a] for b in (0, 1) for a in (0, 1))
    case = _Open(
        gained=counts[0, 1],
        lost=counts[1, 0],
        may_gain=counts[0, None] + counts[None, 1],
        may_lose=counts[1, None] + counts[None, 0],
        may_either=counts[None, None],
    )
    net = case.gained - case.lost
    p = [midp_of(min(gains, losses), gains + losses) for gains, losses in _extremes(case)]
    return {
        "lower": (net - case.may_lose - case.may_either) / n,
        "upper": (net + case.may_gain + case.may_either) / n,
        "complete_case": net / known if known else None,
        "p_min": min(p),
        "p_max": max(p),
        "status": "ok" if any(case) else "no_change",
    }


def _counts(
    before: Sequence[int | None], after: Sequence[int | None]
) -> Counter[tuple[int | None, int | None]]:
    """Count the pairs of answers.

    Raises:
        ValueError: the lists differ in length, or an answer is not 1, 0 or None.
    """
    if len(before) != len(after):
        raise ValueError(f"before and after must be as long, not {len(before)} and {len(after)}")
    counts = Counter(zip(before, after, strict=True))
    if wrong := [answer for pair in counts for answer in pair if answer not in ANSWERS]:
        raise ValueError(f"an answer must be 1, 0 or None (missing), not {wrong[0]!r}")
    return counts


def _extremes(case: _Open) -> Iterator[tuple[int, int]]:
    """Give the completions, as gains and losses, among which are the extreme p-values.

    With losses fixed, mid-p rises with gains up to a tie and falls after it: the ends of what is
    possible, and the three counts around the tie, hold the smallest and the largest.
    """
    for losses in range(case.lost, case.lost + case.may_lose + case.may_either + 1):
        either_lost = max(0, losses - case.lost - case.may_lose)
        fewest = case.gained
        most = case.gained + case.may_gain + case.may_either - either_lost
        for gains in {fewest, most, losses - 1, losses, losses + 1}:
            if fewest <= gains <= most:
                yield gains, losses


def _nobody() -> Bounds:
    """Give the result without persons."""
    return {
        "lower": None,
        "upper": None,
        "complete_case": None,
        "p_min": None,
        "p_max": None,
        "status": "undefined",
    }
