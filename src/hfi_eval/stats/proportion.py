"""One share: how much it may vary by chance."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

from hfi_eval.stats.numeric import at_least, root
from hfi_eval.stats.shape import Estimate, normal, part, tail

if TYPE_CHECKING:
    from collections.abc import Callable


def wilson(x: int, n: int, level: float = 0.95) -> Estimate:
    """Give the Wilson score interval of a share, both bounds within 0 and 1.

    Args:
        x: those who count, in persons.
        n: those in all, in persons.
        level: the confidence level, such as 0.95.

    Returns:
        `estimate`, `lower` and `upper` as shares of 1, all None where there is nobody; `status`
        is "ok" or "undefined" (nobody).

    Raises:
        ValueError: `x` is not between 0 and `n`, or `level` not between 0 and 1.

    Source:
        Wilson (1927), JASA 22:209-212; Newcombe (1998), Stat Med 17:857-872, method 3.

    Example:
        >>> found = wilson(81, 263)
        >>> round(found["lower"], 4), round(found["upper"], 4)
        (0.2553, 0.3662)
        >>> wilson(0, 0)["status"]
        'undefined'
    """
    z = normal(level)
    return _both_ends(x, n, lambda x, n: wilson_lower(x, n, z))


def wilson_lower(x: int, n: int, z: float) -> float:
    """Give the lower Wilson limit in the form that does not cancel, exactly 0 at x = 0.

    Args:
        x: those who count, in persons.
        n: those in all, at least 1.
        z: the normal quantile.
    """
    return 2 * x * x / (n * (2 * x + z * z + z * sqrt(z * z + 4 * x * (n - x) / n)))


def clopper_pearson(x: int, n: int, level: float = 0.95) -> Estimate:
    """Give the exact interval of a share: each tail holds at most half of what is left.

    Args:
        x: those who count, in persons.
        n: those in all, in persons.
        level: the confidence level, such as 0.95.

    Returns:
        `estimate`, `lower` and `upper` as shares of 1, all None where there is nobody; `status`
        is "ok" or "undefined" (nobody).

    Raises:
        ValueError: `x` is not between 0 and `n`, or `level` not between 0 and 1.

    Source:
        Clopper & Pearson (1934), Biometrika 26:404-413; Newcombe (1998), Stat Med 17:857-872,
        method 5, table I.

    Example:
        >>> found = clopper_pearson(81, 263)
        >>> round(found["lower"], 4), round(found["upper"], 4)
        (0.2527, 0.3676)
    """
    alpha = tail(level)
    return _both_ends(x, n, lambda x, n: clopper_pearson_lower(x, n, alpha))


def jeffreys(x: int, n: int, level: float = 0.95) -> Estimate:
    """Give the equal-tailed Jeffreys interval of a share, from 0 at x = 0 and to 1 at x = n.

    Args:
        x: those who count, in persons.
        n: those in all, in persons.
        level: the confidence level, such as 0.95.

    Returns:
        `estimate`, `lower` and `upper` as shares of 1, all None where there is nobody; `status`
        is "ok" or "undefined" (nobody).

    Raises:
        ValueError: `x` is not between 0 and `n`, or `level` not between 0 and 1.

    Source:
        Brown, Cai & DasGupta (2001), Stat Sci 16:101-133, section 3.1;
        Fagerland, Lydersen & Laake (2017), Statistical Analysis of Contingency Tables, chapter 2.

    Example:
        >>> found = jeffreys(13, 16)
        >>> round(found["lower"], 4), round(found["upper"], 4)
        (0.5792, 0.9442)
    """
    alpha = tail(level)
    return _both_ends(x, n, lambda x, n: _beta_quantile(x + 0.5, n - x + 0.5, alpha) if x else 0.0)


def midp(x: int, n: int, level: float = 0.95) -> Estimate:
    """Give the mid-p interval of a share: what was seen counts half in each tail.

    Args:
        x: those who count, in persons.
        n: those in all, in persons.
        level: the confidence level, such as 0.95.

    Returns:
        `estimate`, `lower` and `upper` as shares of 1, all None where there is nobody; `status`
        is "ok" or "undefined" (nobody).

    Raises:
        ValueError: `x` is not between 0 and `n`, or `level` not between 0 and 1.

    Source:
        Lancaster (1961), JASA 56:223-234; Newcombe (1998), Stat Med 17:857-872, method 6,
        table I.

    Example:
        >>> found = midp(15, 148)
        >>> round(found["lower"], 4), round(found["upper"], 4)
        (0.0601, 0.1581)
    """
    alpha = tail(level)
    return _both_ends(x, n, lambda x, n: midp_lower(x, n, alpha))


def midp_lower(x: int, n: int, alpha: float) -> float:
    """Give the share at which `x` or more of `n`, `x` itself counted half, has probability `alpha`.

    Args:
        x: those who count, in persons.
        n: those in all, at least 1.
        alpha: what one tail holds, above 0 and below 0.5.
    """
    if x == 0:
        return 0.0
    if x == n:
        return float((2 * alpha) ** (1 / n))
    low, high = _beta_quantile(x, n - x + 1, alpha), _beta_quantile(x + 1, n - x, alpha)
    return root(lambda p: at_least(x, n, p) + at_least(x + 1, n, p) - 2 * alpha, low, high)


def clopper_pearson_lower(x: int, n: int, alpha: float) -> float:
    """Give the share at which `x` or more of `n` has probability `alpha`; 0 at x = 0."""
    return _beta_quantile(x, n - x + 1, alpha) if x else 0.0


def _beta_quantile(a: float, b: float, p: float) -> float:
    """Give the quantile of a beta distribution."""
    from scipy.special import betaincinv  # noqa: PLC0415 - scipy loads when a statistic is asked for

    return float(betaincinv(a, b, p))


def _both_ends(x: int, n: int, lower: Callable[[int, int], float]) -> Estimate:
    """Give an interval from its lower limit: the upper is the other answer's lower."""
    x, n = part(x, n)
    if n == 0:
        return {"estimate": None, "lower": None, "upper": None, "status": "undefined"}
    return {
        "estimate": x / n,
        "lower": lower(x, n),
        "upper": 1 - lower(n - x, n),
        "status": "ok",
    }
