"""The largest p-value over the unknown share of persons who change."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc, gammaln

Floats = NDArray[np.float64]

PER_DEVIATION = 4  # grid points to a standard deviation of the share, on the angular scale
FEWEST = 64
ROUNDS = 11  # each makes the grid around what may be the largest four times finer
WIDTH = 9.5  # deviations beyond which a binomial probability is below 1e-20
BLOCK = 64
TINY = 1e-300


def largest(n: int, gained: int, lost: int) -> float:
    """Give the supremum, over the share of changers, of the probability of so uneven a change.

    Given m changers, so uneven a change has the two-sided binomial probability g(m); with a share
    pi of changers it is the mixture of g under Binomial(n, pi): a smooth function of the angle
    arcsin(sqrt(pi)), on which a binomial's standard deviation is 1 / (2 sqrt(n)) everywhere. A
    grid of four points a deviation brackets every maximum; all maxima within reach of the largest
    are then narrowed together, until the rest lies below 1e-12 of the value.

    Args:
        n: persons in all.
        gained: persons who changed to yes.
        lost: persons who changed to no; at least one changed.

    Returns:
        The supremum, within 1e-10 of the true one.
    """
    if gained == lost:
        return 1.0
    g = uneven(n, gained, lost)
    points = max(FEWEST, int(np.ceil(np.pi * np.sqrt(n) * PER_DEVIATION)))
    angles = np.linspace(0.0, np.pi / 2, points + 1)
    step = angles[1]
    values = mixture(angles, g)
    padded = np.pad(values, 1, constant_values=-1.0)
    peaks = (values >= padded[:-2]) & (values >= padded[2:]) & (values > 0)
    if not peaks.any():
        return 0.0  # below the smallest number
    centres, best, reach = angles[peaks], values[peaks], 0.5
    offsets = np.arange(-4, 5) / 4
    for _ in range(ROUNDS):
        near = best >= (1 - reach) * best.max()
        around = np.clip(centres[near][:, None] + step * offsets, 0.0, np.pi / 2)
        heights = mixture(around.ravel(), g).reshape(around.shape)
        which = heights.argmax(axis=1)
        rows = np.arange(len(which))
        centres, best = around[rows, which], heights[rows, which]
        step, reach = step / 4, reach / 8
    return float(best.max())


def uneven(n: int, gained: int, lost: int) -> Floats:
    """Give, for 0 to n changers, the probability of a change at least as uneven as was seen.

    Args:
        n: persons in all.
        gained: persons who changed to yes.
        lost: persons who changed to no; another number than gained.

    Returns:
        One probability for each number of changers, 0 first.
    """
    m = np.arange(n + 1)
    changed, net = gained + lost, abs(gained - lost)
    # as uneven: (m - 2k)^2 / m >= net^2 / changed, in whole numbers so that ties are ties
    least = np.floor(net * np.sqrt(m / changed)).astype(np.int64)
    least = np.maximum(least - 1, 0)
    needed = np.longdouble(net) ** 2 * m
    for _ in range(3):
        least += least.astype(np.longdouble) ** 2 * changed < needed
    k = (m - least) // 2
    tails = 2 * betainc(np.maximum(m - k, 0.5), k + 1.0, 0.5)
    return np.where((k >= 0) & (m > 0), np.minimum(tails, 1.0), 0.0)


def mixture(angles: Floats, g: Floats) -> Floats:
    """Give the mean of g over Binomial(n, sin(angle)^2) at every angle.

    Args:
        angles: between 0 and pi / 2, in any order.
        g: one value for each number of changers, 0 to n.

    Returns:
        One mean an angle.
    """
    n = len(g) - 1
    m = np.arange(n + 1.0)
    choose = gammaln(n + 1) - gammaln(m + 1) - gammaln(n - m + 1)
    order = np.argsort(angles)
    means = np.empty(len(angles))
    for start in range(0, len(angles), BLOCK):
        block = order[start : start + BLOCK]
        share = np.sin(angles[block]) ** 2
        spread = WIDTH * np.sqrt(n * 0.25) + WIDTH**2
        low = max(0, int(n * share[0] - spread))
        high = min(n, int(n * share[-1] + spread)) + 1
        window = slice(low, high)
        yes = 2 * np.log(np.maximum(np.sin(angles[block]), TINY))[:, None] * m[window]
        no = 2 * np.log(np.maximum(np.cos(angles[block]), TINY))[:, None] * (n - m[window])
        means[block] = np.exp(choose[window] + yes + no) @ g[window]
    return means
