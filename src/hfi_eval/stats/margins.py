"""Only how many said yes before and after is known: what the unseen changes allow."""

from __future__ import annotations

from typing import TypedDict

from hfi_eval.stats.difference import tango
from hfi_eval.stats.mcnemar import exact_of, midp_of
from hfi_eval.stats.shape import part, tail


class Margins(TypedDict):
    """The range of each result over every table with the same margins; None where undefined."""

    losses_min: int
    losses_max: int
    midp_min: float | None
    midp_max: float | None
    exact_min: float | None
    exact_max: float | None
    lower_min: float | None
    upper_max: float | None
    status: str


def margins_only(n: int, before: int, after: int, level: float = 0.95) -> Margins:
    """Give the range of p-values and interval limits that published margins allow.

    The net change fixes gains less losses; how many lost is unseen. With every hidden loss, and
    the gain that makes up for it, the score interval widens on both sides (its variance rises at
    every change that is tried), so the widest belongs to the most losses.

    Args:
        n: persons asked at both waves.
        before: those of them who said yes before.
        after: those of them who said yes afterwards.
        level: the confidence level of the Tango limits.

    Returns:
        `losses_min` and `losses_max` in persons; the smallest and largest p-value of
        `mcnemar_midp` and of `mcnemar_exact`; `lower_min` and `upper_max`, the outermost Tango
        limits, after minus before; None where there is nobody. `status` is "ok", "no_change"
        (the margins leave no change possible) or "undefined" (nobody).

    Raises:
        ValueError: a count is none, `before` or `after` is more than `n`, or `level` is not
            between 0 and 1.

    Source:
        The bounds of Frechet (1951) on a joint table with given margins; p-values and limits as
        in `mcnemar_midp`, `mcnemar_exact` and `tango`.

    Example:
        >>> found = margins_only(46, 30, 36)
        >>> found["losses_min"], found["losses_max"]
        (0, 10)
        >>> round(found["exact_min"], 5), round(found["midp_max"], 3)  # 0 of 6 and 10 of 26
        (0.03125, 0.248)
    """
    before, n = part(before, n, "before")
    after, n = part(after, n, "after")
    tail(level)
    fewest, most = max(0, before - after), min(before, n - after)
    net = after - before
    pairs = [(min(lost, lost + net), 2 * lost + net) for lost in range(fewest, most + 1)]
    midps, exacts = [midp_of(*pair) for pair in pairs], [exact_of(*pair) for pair in pairs]
    widest = tango([[before - most, most], [most + net, n - after - most]], level)
    return {
        "losses_min": fewest,
        "losses_max": most,
        "midp_min": min(midps) if n else None,
        "midp_max": max(midps) if n else None,
        "exact_min": min(exacts) if n else None,
        "exact_max": max(exacts) if n else None,
        "lower_min": widest["lower"],
        "upper_max": widest["upper"],
        "status": widest["status"],
    }
