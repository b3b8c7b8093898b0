"""The change of a share between two waves, the same persons asked: how large it may be."""

from __future__ import annotations

from math import copysign, sqrt
from typing import TYPE_CHECKING

from hfi_eval.stats.numeric import root
from hfi_eval.stats.proportion import wilson_lower
from hfi_eval.stats.shape import Cells, Estimate, cells, normal

if TYPE_CHECKING:
    from collections.abc import Sequence


def tango(table: Sequence[Sequence[int]], level: float = 0.95) -> Estimate:
    """Give the change of a share with Tango's score interval: the recommended one.

    Args:
        table: 2 x 2, persons; rows before (yes, no), columns after (yes, no).
        level: the confidence level, such as 0.95.

    Returns:
        `estimate`, `lower` and `upper`, after minus before, in shares of 1 and within -1 and 1;
        all None where there is nobody; `status` is "ok", "no_change" or "undefined" (nobody).

    Raises:
        ValueError: the table is not 2 x 2, a cell is no count, or `level` not between 0 and 1.

    Source:
        Tango (1998), Stat Med 17:891-908; Fagerland, Lydersen & Laake
        (2014), Stat Med 33:2850-2875.

    Example:
        >>> found = tango([[1, 1], [7, 12]])
        >>> round(found["estimate"], 3), round(found["lower"], 3), round(found["upper"], 3)
        (0.286, 0.026, 0.517)
    """
    found, z = cells(table), normal(level)
    if found.n == 0:
        return _nobody()
    estimate = (found.gained - found.lost) / found.n
    bound = z / sqrt(1 + z * z)
    lower = _tango_limit(found, -1.0, estimate, bound)
    upper = _tango_limit(found, estimate, 1.0, -bound)
    return {"estimate": estimate, "lower": lower, "upper": upper, "status": found.status}


def newcombe(table: Sequence[Sequence[int]], level: float = 0.95) -> Estimate:
    """Give the change of a share with Newcombe's square-and-add interval.

    Args:
        table: 2 x 2, persons; rows before (yes, no), columns after (yes, no).
        level: the confidence level, such as 0.95.

    Returns:
        `estimate`, `lower` and `upper`, after minus before, in shares of 1 and within -1 and 1;
        all None where there is nobody; `status` is "ok", "no_change" or "undefined" (nobody).

    Raises:
        ValueError: the table is not 2 x 2, a cell is no count, or `level` not between 0 and 1.

    Source:
        Newcombe (1998), Stat Med 17:2635-2650, method 10, with the corrected phi coefficient.

    Example:
        >>> found = newcombe([[20, 2], [12, 16]])
        >>> round(found["lower"], 4), round(found["upper"], 4)
        (0.0562, 0.3292)
    """
    found, z = cells(table), normal(level)
    if found.n == 0:
        return _nobody()
    n, after, before = found.n, found.after, found.before
    below_after = after / n - wilson_lower(after, n, z)
    above_after = (n - after) / n - wilson_lower(n - after, n, z)
    below_before = before / n - wilson_lower(before, n, z)
    above_before = (n - before) / n - wilson_lower(n - before, n, z)
    estimate, phi = (found.gained - found.lost) / n, _phi(found)
    down = _third_side(below_after, above_before, phi)
    up = _third_side(above_after, below_before, phi)
    return _within_one(estimate, estimate - down, estimate + up, found.status)


def bonett_price(table: Sequence[Sequence[int]], level: float = 0.95) -> Estimate:
    """Give the change of a share with Bonett and Price's adjusted Wald interval.

    Args:
        table: 2 x 2, persons; rows before (yes, no), columns after (yes, no).
        level: the confidence level, such as 0.95.

    Returns:
        `estimate` (unadjusted), `lower` and `upper`, after minus before, in shares of 1 and
        within -1 and 1; all None where there is nobody; `status` is "ok", "no_change" or
        "undefined" (nobody).

    Raises:
        ValueError: the table is not 2 x 2, a cell is no count, or `level` not between 0 and 1.

    Source:
        Bonett & Price (2012), J Educ Behav Stat 37:479-488: one person more in each of the
        cells of change; Fagerland, Lydersen & Laake (2014), Stat Med 33:2850-2875.

    Example:
        >>> found = bonett_price([[59, 16], [6, 80]])
        >>> round(found["lower"], 4), round(found["upper"], 4)
        (-0.1195, -0.0032)
    """
    return _wald(cells(table), 1.0, normal(level))


def agresti_min(table: Sequence[Sequence[int]], level: float = 0.95) -> Estimate:
    """Give the change of a share with Agresti and Min's adjusted Wald interval.

    Args:
        table: 2 x 2, persons; rows before (yes, no), columns after (yes, no).
        level: the confidence level, such as 0.95.

    Returns:
        `estimate` (unadjusted), `lower` and `upper`, after minus before, in shares of 1 and
        within -1 and 1; all None where there is nobody; `status` is "ok", "no_change" or
        "undefined" (nobody).

    Raises:
        ValueError: the table is not 2 x 2, a cell is no count, or `level` not between 0 and 1.

    Source:
        Agresti & Min (2005), Stat Med 24:729-740: half a person more in each of the four cells;
        Fagerland, Lydersen & Laake (2014), Stat Med 33:2850-2875.

    Example:
        >>> found = agresti_min([[59, 16], [6, 80]])
        >>> round(found["lower"], 4), round(found["upper"], 4)
        (-0.1182, -0.0045)
    """
    return _wald(cells(table), 0.5, normal(level))


def tango_score(found: Cells, change: float) -> float:
    """Give Tango's score of a change, scaled to -1 to 1: z / sqrt(1 + z^2).

    The scaling keeps the score finite where its variance is 0, at a change of -1 or 1; it falls
    from 1 to -1 as the change rises, so each limit is the one root of its bracket.

    Args:
        found: the cells of the table.
        change: the change that is tried, after minus before, within -1 and 1.
    """
    gained, lost, n = found.gained, found.lost, found.n
    excess = gained - lost - n * change
    if change < 0:  # the mirror image, so that no term below is a difference
        gained, lost, change = lost, gained, -change
    b = (2 * n - gained + lost) * change - gained - lost
    c = lost * change * (1 - change)
    wing = sqrt(b * b + 8 * n * c)
    share = 2 * c / (wing + b) if b > 0 else (wing - b) / (4 * n)
    spread = n * (2 * share + change * (1 - change))
    return excess / sqrt(spread + excess * excess) if excess else 0.0


def _tango_limit(found: Cells, low: float, high: float, bound: float) -> float:
    """Give the change between two others at which the scaled score is `bound`."""
    if low == high:
        return low
    return root(lambda change: tango_score(found, change) - bound, low, high)


def _phi(found: Cells) -> float:
    """Give the correlation of the two answers as corrected by Newcombe: smaller when positive."""
    product = found.after * (found.n - found.after) * found.before * (found.n - found.before)
    if product == 0:
        return 0.0
    excess = found.stayed * found.never - found.gained * found.lost
    if excess > 0:
        return max(0.0, excess - found.n / 2) / sqrt(product)
    return excess / sqrt(product)


def _third_side(a: float, b: float, cosine: float) -> float:
    """Give the third side of a triangle."""
    return sqrt(max(0.0, (a - b) ** 2 + 2 * a * b * (1 - cosine)))


def _wald(found: Cells, added: float, z: float) -> Estimate:
    """Give a Wald interval after adding to the cells of change and two persons in all."""
    if found.n == 0:
        return _nobody()
    n = found.n + 2
    middle = (found.gained - found.lost) / n
    variance = (found.discordant + 2 * added) / n - middle * middle
    half = z * sqrt(variance / n)
    estimate = (found.gained - found.lost) / found.n
    return _within_one(estimate, middle - half, middle + half, found.status)


def _within_one(estimate: float, lower: float, upper: float, status: str) -> Estimate:
    """Give an interval cut off at -1 and 1."""
    lower, upper = (copysign(min(1.0, abs(end)), end) for end in (lower, upper))
    return {"estimate": estimate, "lower": lower, "upper": upper, "status": status}


def _nobody() -> Estimate:
    """Give the result of a table without persons."""
    return {"estimate": None, "lower": None, "upper": None, "status": "undefined"}
