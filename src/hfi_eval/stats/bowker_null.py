"""The exact distribution of Bowker's statistic: a sum over pairs, each a fair binomial."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from hfi_eval.stats.signed_sum import half_binomial

if TYPE_CHECKING:
    from numpy.typing import NDArray

    FloatArray = NDArray[np.float64]
    IntArray = NDArray[np.int64]

LISTED = 2_000_000
"""Outcomes of half the pairs up to which all are listed."""
STEPS = 200_000
"""Steps of the grid where they are too many."""
EQUAL = 1e-9
"""Statistics this close, relatively, are the same."""
LOST = 1e-17
"""Outcomes less likely than this are left out where the pairs are many."""


class Outcomes:
    """Values of a part of the statistic, ascending, and their probabilities."""

    def __init__(self, values: FloatArray, chances: FloatArray) -> None:
        """Sort the outcomes and join those of equal value."""
        order = np.argsort(values)
        values, chances = values[order], chances[order]
        starts = np.flatnonzero(np.diff(values, prepend=-1.0) > EQUAL * (1 + values))
        self.values = values[starts]
        self.chances = np.add.reduceat(chances, starts)

    def plus(self, other: Outcomes) -> Outcomes:
        """Give the sum of two independent parts."""
        return Outcomes(
            np.add.outer(self.values, other.values).ravel(),
            np.multiply.outer(self.chances, other.chances).ravel(),
        )


def reached(ahead: IntArray, moved: IntArray) -> tuple[float, bool]:
    """Give the probability of a statistic as large as observed, and whether it is exact.

    The pairs are halved, the outcomes of each half are listed, and for every outcome of one half
    the other is looked up: the root of the work of listing all.

    Args:
        ahead: moves one way less moves the other, one entry a pair.
        moved: moves either way, one entry a pair, at least 1.

    Example:
        >>> reached(np.array([3, 1]), np.array([3, 1]))
        (0.25, True)
    """
    observed = float((ahead.astype(float) ** 2 / moved).sum())
    parts = sorted((_part(int(n)) for n in moved), key=lambda part: -len(part.values))
    halves = [Outcomes(np.zeros(1), np.ones(1)) for _ in range(2)]
    for part in parts:
        halves.sort(key=lambda half: len(half.values))
        if len(halves[0].values) * len(part.values) > LISTED:
            return _on_a_grid(parts, observed), False
        halves[0] = halves[0].plus(part)
    needed = observed - halves[0].values - EQUAL * (1 + observed)
    above = np.append(np.cumsum(halves[1].chances[::-1])[::-1], 0.0)
    found = above[np.searchsorted(halves[1].values, needed)]
    return float((halves[0].chances * found).sum()), True


def _part(n: int) -> Outcomes:
    """Give what a pair with n moves adds."""
    chances = half_binomial(n)
    seen = chances > LOST if n > 64 else chances > 0
    forth = np.arange(n + 1)[seen]
    return Outcomes((2.0 * forth - n) ** 2 / n, chances[seen])


def _on_a_grid(parts: list[Outcomes], observed: float) -> float:
    """Convolve on a grid below the observed value, each outcome shared by its two neighbours.

    Sharing keeps the mean, so that the error is of the second order in the step.
    """
    step = observed / STEPS
    below = np.zeros(STEPS + 1)
    below[0] = 1.0
    for part in parts:
        at = part.values / step
        near = np.floor(at).astype(np.int64)
        summed = np.zeros(STEPS + 1)
        for place, over, chance in zip(near, at - near, part.chances, strict=True):
            for start, weight in ((int(place), 1 - over), (int(place) + 1, over)):
                if weight and start <= STEPS:
                    summed[start:] += chance * weight * below[: STEPS + 1 - start]
        below = summed
    return max(0.0, 1 - float(below[:-1].sum()) - float(below[-1]) / 2)
