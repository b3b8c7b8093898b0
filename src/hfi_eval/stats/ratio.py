"""The share afterwards as a multiple of the share before, the same persons asked."""

from __future__ import annotations

from math import exp, inf, sqrt
from typing import TYPE_CHECKING

from hfi_eval.stats.numeric import root
from hfi_eval.stats.proportion import wilson_lower
from hfi_eval.stats.shape import Cells, Estimate, cells, normal

if TYPE_CHECKING:
    from collections.abc import Sequence

FURTHEST = 700.0  # exp of more is no longer a number


def ratio_bonett_price(table: Sequence[Sequence[int]], level: float = 0.95) -> Estimate:
    """Give the ratio of two shares with Bonett and Price's hybrid Wilson interval.

    Args:
        table: 2 x 2, persons; rows before (yes, no), columns after (yes, no).
        level: the confidence level, such as 0.95.

    Returns:
        `estimate`, `lower` and `upper`, after over before; `inf` where nobody said yes before;
        the estimate None, between 0 and `inf`, where nobody ever did; all None where there is
        nobody. `status` is "ok", "no_change", "unbounded" or "undefined".

    Raises:
        ValueError: the table is not 2 x 2, a cell is no count, or `level` not between 0 and 1.

    Source:
        Bonett & Price (2006), Stat Med 25:3039-3047, hybrid Wilson intervals of the two shares
        among those who ever said yes; Fagerland, Lydersen & Laake (2014), Stat Med 33:2850-2875.

    Example:
        >>> found = ratio_bonett_price([[59, 16], [6, 80]])
        >>> round(found["estimate"], 4), round(found["lower"], 4), round(found["upper"], 4)
        (0.8667, 0.7579, 0.991)
    """
    found, z = cells(table), normal(level)
    ever, after, before = found.stayed + found.discordant, found.after, found.before
    if ever == 0:
        return _undefined(found)
    joint = sqrt((found.discordant + 2) / ((after + 1) * (before + 1)))
    separate = sum(sqrt((1 - (x + 1) / (ever + 2)) / (x + 1)) for x in (after, before))
    z *= joint / separate
    low_after, low_before = wilson_lower(after, ever, z), wilson_lower(before, ever, z)
    high_after = 1 - wilson_lower(ever - after, ever, z)
    high_before = 1 - wilson_lower(ever - before, ever, z)
    return _result(found, low_after / high_before, _over(high_after, low_before))


def ratio_tang(table: Sequence[Sequence[int]], level: float = 0.95) -> Estimate:
    """Give the ratio of two shares with the score interval of Tang, Tang and Chan.

    Args:
        table: 2 x 2, persons; rows before (yes, no), columns after (yes, no).
        level: the confidence level, such as 0.95.

    Returns:
        `estimate`, `lower` and `upper`, after over before; `inf` where nobody said yes before;
        the estimate None, between 0 and `inf`, where nobody ever did; all None where there is
        nobody. `status` is "ok", "no_change", "unbounded" or "undefined".

    Raises:
        ValueError: the table is not 2 x 2, a cell is no count, or `level` not between 0 and 1.

    Source:
        Tang, Tang & Chan (2003), Stat Med 22:1217-1233; Fagerland, Lydersen & Laake (2014), Stat
        Med 33:2850-2875.

    Example:
        >>> found = ratio_tang([[59, 16], [6, 80]])
        >>> round(found["estimate"], 4), round(found["lower"], 4), round(found["upper"], 4)
        (0.8667, 0.7476, 0.9876)
    """
    found, z = cells(table), normal(level)
    if found.stayed + found.discordant == 0:
        return _undefined(found)
    bound = z / sqrt(1 + z * z)
    lower = _tang_limit(found, bound) if found.after else 0.0
    upper = _tang_limit(found, -bound) if found.before else inf
    return _result(found, lower, upper)


def ratio_mover_wilson(table: Sequence[Sequence[int]], level: float = 0.95) -> Estimate:
    """Give the ratio of two shares with limits recovered from the Wilson limits of each.

    Where nobody changed and as many say yes as no, the correlation of 1 makes the limits meet in
    1: a flaw of the formula as published, and one reason why it is not the default.

    Args:
        table: 2 x 2, persons; rows before (yes, no), columns after (yes, no).
        level: the confidence level, such as 0.95.

    Returns:
        `estimate`, `lower` and `upper`, after over before; `inf` where nobody said yes before;
        the estimate None, between 0 and `inf`, where nobody ever did; all None where there is
        nobody. `status` is "ok", "no_change", "unbounded" or "undefined".

    Raises:
        ValueError: the table is not 2 x 2, a cell is no count, or `level` not between 0 and 1.

    Source:
        Tang, Li & Tang (2012), Stat Methods Med Res 21:361-378, after Donner & Zou (2012), Stat
        Methods Med Res 21:347-359; Fagerland, Lydersen & Laake (2014), Stat Med 33:2850-2875.

    Example:
        >>> found = ratio_mover_wilson([[59, 16], [6, 80]])
        >>> round(found["estimate"], 4), round(found["lower"], 4), round(found["upper"], 4)
        (0.8667, 0.7592, 0.9866)
    """
    found, z = cells(table), normal(level)
    n, after, before = found.n, found.after, found.before
    if found.stayed + found.discordant == 0:
        return _undefined(found)
    product = after * (n - after) * before * (n - before)
    excess = found.stayed * found.never - found.gained * found.lost
    phi, apart = (excess / sqrt(product), (product - excess**2) / product) if product else (0, 1)
    p, q = after / n, before / n
    low_p, high_p = wilson_lower(after, n, z), 1 - wilson_lower(n - after, n, z)
    low_q, high_q = wilson_lower(before, n, z), 1 - wilson_lower(n - before, n, z)
    # the limits are the small root and the large one of e r^2 - 2 h r + f = 0, with e and f as
    # below and h^2 - e f written as a sum of squares, which no rounding makes negative
    x, y = p - low_p, high_q - q
    f = low_p * (p + x)
    root_of_rest = sqrt((q * x - phi * p * y) ** 2 + apart * y * y * f)
    lower = f / (p * q - phi * x * y + root_of_rest) if f else 0.0
    x, y = high_p - p, q - low_q
    e = low_q * (q + y)
    root_of_rest = sqrt((p * y - phi * q * x) ** 2 + apart * x * x * e)
    upper = _over(p * q - phi * x * y + root_of_rest, e)
    return _result(found, lower, upper)


def tang_score(found: Cells, ratio: float) -> float:
    """Give the score of a ratio, scaled to -1 to 1: z / sqrt(1 + z^2).

    It falls from 1 to -1 as the ratio rises, so each limit is the one root of its bracket.

    Args:
        found: the cells of the table.
        ratio: the ratio that is tried, after over before, above 0.
    """
    lost, after, before, n, sign = found.lost, found.after, found.before, found.n, 1
    if ratio < 1:  # the mirror image, so that no term below is a difference
        lost, after, before, ratio, sign = found.gained, before, after, 1 / ratio, -1
    excess = after - ratio * before
    if excess == 0:
        return 0.0
    ever = found.stayed + found.discordant
    a, b = n * (1 + ratio), before * ratio * ratio - after - 2 * lost
    c = lost * (ratio - 1) * ever / n
    wing = sqrt(b * b + 4 * a * c)
    share = 2 * c / (wing + b) if b > 0 else (wing - b) / (2 * a)
    spread = a * share + ever * (ratio - 1)
    return sign * excess / sqrt(spread + excess * excess)


def _tang_limit(found: Cells, bound: float) -> float:
    """Give the ratio at which the scaled score is `bound`, searched on the log scale."""

    def above(log_ratio: float) -> float:
        return tang_score(found, exp(log_ratio)) - bound

    low = high = 0.0
    step = 1.0
    while above(low) < 0 and low > -FURTHEST:
        low, step = max(-FURTHEST, low - step), 2 * step
    step = 1.0
    while above(high) > 0 and high < FURTHEST:
        high, step = min(FURTHEST, high + step), 2 * step
    return exp(root(above, low, high))


def _over(a: float, b: float) -> float:
    """Divide; something over nothing is without bound."""
    return a / b if b else inf


def _result(found: Cells, lower: float, upper: float) -> Estimate:
    """Give the result where somebody said yes; no limit passes the estimate by a rounding."""
    estimate = _over(found.after, found.before)
    lower, upper = min(lower, estimate), max(upper, estimate)
    status = "unbounded" if upper == inf else found.status
    return {"estimate": estimate, "lower": lower, "upper": upper, "status": status}


def _undefined(found: Cells) -> Estimate:
    """Give the result where nobody ever said yes, or where there is nobody."""
    if found.n == 0:
        return {"estimate": None, "lower": None, "upper": None, "status": "undefined"}
    return {"estimate": None, "lower": 0.0, "upper": inf, "status": "undefined"}
