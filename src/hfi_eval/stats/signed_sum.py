"""The exact distribution of a sum of weights whose signs are tossed: sign-flip and signed rank."""

from __future__ import annotations

from math import ceil, exp, gcd, pi, sqrt
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from hfi_eval.stats.shape import probability

if TYPE_CHECKING:
    from numpy.typing import NDArray

    FloatArray = NDArray[np.float64]
    IntArray = NDArray[np.int64]

DENSE = 300_000_000
"""Multiplications up to which the distribution is written out, a tenth of a second or so."""
FAR = 8.7
"""Standard deviations beyond which Hoeffding's bound is below 1e-16."""
FAINT = 1e-18
"""A characteristic function smaller than this is not followed further."""


class Tail(NamedTuple):
    """How likely a sum as far from 0 as the observed one is, and one exactly as far."""

    reached: float
    equalled: float

    @property
    def exact(self) -> float:
        """The exact two-sided p-value."""
        return probability(self.reached)

    @property
    def midp(self) -> float:
        """The mid-p-value: half of what is exactly as far is left out."""
        return probability(self.reached - self.equalled / 2)


def tail(weights: IntArray, total: int) -> Tail:
    """Give how likely the absolute sum of weights with tossed signs reaches a total.

    Args:
        weights: whole numbers, their sign of no account; zeros add nothing.
        total: a sum that some signs give.

    Source:
        Fisher (1935), The Design of Experiments, section 21; the convolution of Streitberg & Roehmel
        (1986), Stat Software Newsletter 12:10-17. Where writing it out is too much: the inverse of
        the characteristic function, a product of cosines (Good 1982, Ann Statist 10:1007-1012), exact
        but for aliasing below 1e-15.

    Example:
        >>> tail(np.array([1, 1, 1, 2]), 5)
        Tail(reached=0.125, equalled=0.125)
    """
    some = np.abs(weights[weights != 0])
    if not len(some):
        return Tail(1.0, 1.0)
    step = gcd(*some.tolist())
    values, times = np.unique(some // step, return_counts=True)
    far = abs(total) // step
    lengths = np.cumsum(values * times) + 1
    work = float((lengths[1:] * 1.0 * (values * times)[1:]).sum())
    return _written_out(values, times, far) if work <= DENSE else _inverted(values, times, far)


def half_binomial(n: int) -> FloatArray:
    """Give the probabilities of 0 to n heads in n tosses, by ratios from the middle.

    Example:
        >>> half_binomial(3).tolist()
        [0.125, 0.375, 0.375, 0.125]
    """
    heads = np.arange(n // 2 + 1, n + 1)
    upper = np.concatenate(([1.0], np.cumprod((n - heads + 1) / heads)))
    chances = np.concatenate((upper[:0:-1], upper[n % 2 :]))
    return np.asarray(chances / chances.sum())


def _written_out(values: IntArray, times: IntArray, far: int) -> Tail:
    """Convolve the families of equal weight, one after the other."""
    chances = np.ones(1)
    for value, count in zip(values.tolist(), times.tolist(), strict=True):
        stretched = np.zeros(value * count + 1)
        stretched[::value] = half_binomial(count)
        chances = np.convolve(chances, stretched)
    top = len(chances) - 1
    at = (top + far) // 2
    if far == 0:
        return Tail(1.0, float(chances[at]))
    return Tail(min(1.0, 2 * float(chances[at:].sum())), 2 * float(chances[at]))


def _inverted(values: IntArray, times: IntArray, far: int) -> Tail:
    """Invert the characteristic function on a grid as long as the distribution is wide."""
    spread = sqrt(float((values.astype(float) ** 2 * times).sum()))
    if far > FAR * spread:
        return Tail(2 * exp(-((far / spread) ** 2) / 2), 0.0)
    length = ceil((far + FAR * spread) / 2) + 1
    length += 1 - length % 2
    angles = pi / length * np.arange(1, (length + 1) // 2)
    heights = np.ones(len(angles))
    for at, (value, count) in enumerate(zip(values.tolist(), times.tolist(), strict=True)):
        heights *= np.cos(value * angles) ** count
        if at % 8 == 7:
            seen = np.abs(heights) > FAINT
            angles, heights = angles[seen], heights[seen]
    equal = (1 + 2 * float((heights * np.cos(far * angles)).sum())) / length
    if far == 0:
        return Tail(1.0, max(equal, 0.0))
    waves = heights * np.sin((far - 1) * angles) / np.sin(angles)
    nearer = (far - 1 + 2 * float(waves.sum())) / length
    bound = min(1.0, 2 * exp(-((far / spread) ** 2) / 2))
    return Tail(min(bound, max(1 - nearer, 0.0)), max(2 * equal, 0.0))
