"""Gains for each loss, the same persons asked: the conditional odds ratio."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

from hfi_eval.stats.proportion import clopper_pearson_lower, midp_lower, wilson_lower
from hfi_eval.stats.shape import Estimate, cells, normal, tail

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def odds_ratio_midp(table: Sequence[Sequence[int]], level: float = 0.95) -> Estimate:
    """Give gains over losses with the transformed mid-p interval: the recommended one.

    Args:
        table: 2 x 2, persons; rows before (yes, no), columns after (yes, no).
        level: the confidence level, such as 0.95.

    Returns:
        `estimate`, `lower` and `upper`, gains over losses; `inf` where nobody lost; the estimate
        None, between 0 and `inf`, where nobody changed. `status` is "ok", "unbounded",
        "no_change" or "undefined" (nobody).

    Raises:
        ValueError: the table is not 2 x 2, a cell is no count, or `level` not between 0 and 1.

    Source:
        Fagerland, Lydersen & Laake (2014), Stat Med 33:2850-2875, the mid-p interval of the
        share of gains among changes, as odds.

    Example:
        >>> found = odds_ratio_midp([[7, 2], [25, 68]])
        >>> round(found["estimate"], 4), round(found["lower"], 4), round(found["upper"], 4)
        (12.5, 3.4681, 78.2972)
    """
    alpha = tail(level)
    return _odds(table, lambda x, n: midp_lower(x, n, alpha))


def odds_ratio_clopper_pearson(table: Sequence[Sequence[int]], level: float = 0.95) -> Estimate:
    """Give gains over losses with the transformed Clopper-Pearson interval, exact and wide.

    Args:
        table: 2 x 2, persons; rows before (yes, no), columns after (yes, no).
        level: the confidence level, such as 0.95.

    Returns:
        `estimate`, `lower` and `upper`, gains over losses; `inf` where nobody lost; the estimate
        None, between 0 and `inf`, where nobody changed. `status` is "ok", "unbounded",
        "no_change" or "undefined" (nobody).

    Raises:
        ValueError: the table is not 2 x 2, a cell is no count, or `level` not between 0 and 1.

    Source:
        Fagerland, Lydersen & Laake (2014), Stat Med 33:2850-2875, the Clopper-Pearson interval
        of the share of gains among changes, as odds.

    Example:
        >>> found = odds_ratio_clopper_pearson([[7, 2], [25, 68]])
        >>> round(found["estimate"], 4), round(found["lower"], 4), round(found["upper"], 4)
        (12.5, 3.1169, 108.8892)
    """
    alpha = tail(level)
    return _odds(table, lambda x, n: clopper_pearson_lower(x, n, alpha))


def odds_ratio_wilson(table: Sequence[Sequence[int]], level: float = 0.95) -> Estimate:
    """Give gains over losses with the transformed Wilson interval.

    Args:
        table: 2 x 2, persons; rows before (yes, no), columns after (yes, no).
        level: the confidence level, such as 0.95.

    Returns:
        `estimate`, `lower` and `upper`, gains over losses; `inf` where nobody lost; the estimate
        None, between 0 and `inf`, where nobody changed. `status` is "ok", "unbounded",
        "no_change" or "undefined" (nobody).

    Raises:
        ValueError: the table is not 2 x 2, a cell is no count, or `level` not between 0 and 1.

    Source:
        Fagerland, Lydersen & Laake (2014), Stat Med 33:2850-2875, the Wilson interval of the
        share of gains among changes, as odds.

    Example:
        >>> found = odds_ratio_wilson([[59, 16], [6, 80]])
        >>> round(found["estimate"], 4), round(found["lower"], 4), round(found["upper"], 4)
        (0.375, 0.1514, 0.9287)
    """
    z = normal(level)
    return _odds(table, lambda x, n: wilson_lower(x, n, z))


def _odds(table: Sequence[Sequence[int]], lower: Callable[[int, int], float]) -> Estimate:
    """Give the odds of gains among changes from the lower limit of a share.

    The upper limit is one over the lower limit of losses over gains: no digits are lost near 1.
    """
    found = cells(table)
    if not found.discordant:
        return {"estimate": None, "lower": 0.0, "upper": inf, "status": found.status}
    gains, losses = lower(found.gained, found.discordant), lower(found.lost, found.discordant)
    return {
        "estimate": found.gained / found.lost if found.lost else inf,
        "lower": gains / (1 - gains),
        "upper": (1 - losses) / losses if losses else inf,
        "status": "ok" if found.lost else "unbounded",
    }
