"""The numerical tools beneath the exact and the score methods."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def at_least(x: int, n: int, share: float) -> float:
    """Give the binomial probability of `x` or more of `n`.

    Source:
        The regularised incomplete beta function; Abramowitz & Stegun (1964), 26.5.24.

    Example:
        >>> round(at_least(8, 10, 0.5), 10)  # 56 of 1024
        0.0546875
    """
    from scipy.special import betainc  # noqa: PLC0415 - scipy loads when a statistic is asked for

    if x <= 0:
        return 1.0
    return float(betainc(x, n - x + 1, share)) if x <= n else 0.0


def at_most(x: int, n: int, share: float) -> float:
    """Give the binomial probability of `x` or fewer of `n`."""
    from scipy.special import betaincc  # noqa: PLC0415 - scipy loads when a statistic is asked for

    if x < 0:
        return 0.0
    return float(betaincc(x + 1, n - x, share)) if x < n else 1.0


def exactly(x: int, n: int, share: float) -> float:
    """Give the binomial probability of `x` of `n`, for a share strictly between 0 and 1.

    Source:
        Loader (2000), Fast and accurate computation of binomial probabilities: the deviance
        form, which keeps full precision where log factorials lose it.

    Example:
        >>> round(exactly(5, 10, 0.5) * 1024, 10)
        252.0
    """
    if x in {0, n}:
        return float((share if x else 1 - share) ** n)
    deviance = _deviance(x, n * share) + _deviance(n - x, n * (1 - share))
    correction = _stirling(n) - _stirling(x) - _stirling(n - x)
    return math.exp(correction - deviance) * math.sqrt(n / (2 * math.pi * x * (n - x)))


def _stirling(n: int) -> float:
    """Give what Stirling's formula leaves out of the logarithm of n factorial."""
    if n < 16:
        return math.lgamma(n + 1) - (n + 0.5) * math.log(n) + n - math.log(2 * math.pi) / 2
    s = 1 / n**2
    return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - s / 1188) * s) * s) * s) / n


def _deviance(x: float, mean: float) -> float:
    """Give x log(x / mean) + mean - x without cancellation."""
    step = (x - mean) / mean
    if abs(step) > 0.1:
        return x * math.log(x / mean) + mean - x
    v = (x - mean) / (x + mean)
    total, term, k = (x - mean) * v, 2 * x * v, 1
    while True:
        term *= v * v
        k += 2
        if total + term / k == total:
            return total
        total += term / k


def root(f: Callable[[float], float], low: float, high: float) -> float:
    """Give where a monotone function crosses 0 between two points of opposite sign.

    Source:
        Brent (1973), Algorithms for Minimization without Derivatives, chapter 4.
    """
    from scipy.optimize import brentq  # noqa: PLC0415 - slow to import, and few need it

    return float(brentq(f, low, high, xtol=1e-300, maxiter=500))
