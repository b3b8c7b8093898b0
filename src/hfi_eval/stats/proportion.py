"""One share: how much it may vary by chance."""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist


def wilson(x: int, n: int, level: float = 0.95) -> tuple[float, float] | None:
    """Give the Wilson score interval of a share, both bounds within 0 and 1.

    Args:
        x: those who count.
        n: those in all.
        level: the confidence level, such as 0.95.

    Returns:
        The lower and the upper bound; None where there is nobody.

    Raises:
        ValueError: `x` is not between 0 and `n`, or `level` not between 0 and 1.

    Source:
        Wilson (1927), JASA 22:209-212; Newcombe (1998), Stat Med 17:857-872, method 3.

    Example:
        >>> low, high = wilson(81, 263)
        >>> round(low, 4), round(high, 4)
        (0.2553, 0.3662)
        >>> wilson(0, 0) is None
        True
    """
    if not 0 <= x <= n or not 0 < level < 1:
        message = f"wilson needs 0 <= x <= n and 0 < level < 1, not x={x}, n={n}, level={level}"
        raise ValueError(message)
    if n == 0:
        return None
    z = NormalDist().inv_cdf((1 + level) / 2)
    middle = (x + z * z / 2) / (n + z * z)
    half = z / (n + z * z) * sqrt(x * (n - x) / n + z * z / 4)
    low = 0.0 if x == 0 else max(0.0, middle - half)
    high = 1.0 if x == n else min(1.0, middle + half)
    return low, high
