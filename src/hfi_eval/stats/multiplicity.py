"""Several tests at once: p-values that keep their promise together."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from collections.abc import Sequence


class Adjusted(TypedDict):
    """Adjusted p-values in the order they came; None stays None."""

    p_adjusted: list[float | None]
    status: str


def holm(p: Sequence[float | None]) -> Adjusted:
    """Give Holm's adjusted p-values: the chance of any false alarm is kept.

    Args:
        p: one p-value a test, 0 to 1; None where it is undefined, which does not count.

    Returns:
        `p_adjusted`, in the order of `p`, None where `p` is; `status` is "ok", or "undefined"
        where no p-value is defined.

    Raises:
        ValueError: a p-value is not between 0 and 1.

    Source:
        Holm (1979), Scand J Stat 6:65-70.

    Example:
        >>> [round(each, 3) for each in holm([0.01, 0.04, 0.03, 0.005])["p_adjusted"]]
        [0.03, 0.06, 0.06, 0.02]
    """
    known = _known(p)
    found: list[float | None] = [None] * len(p)
    worst = 0.0
    for left, (value, place) in zip(range(len(known), 0, -1), sorted(known), strict=True):
        worst = max(worst, min(1.0, left * value))
        found[place] = worst
    return {"p_adjusted": found, "status": "ok" if known else "undefined"}


def benjamini_hochberg(p: Sequence[float | None]) -> Adjusted:
    """Give Benjamini and Hochberg's adjusted p-values: the share of false alarms is kept.

    Args:
        p: one p-value a test, 0 to 1; None where it is undefined, which does not count.

    Returns:
        `p_adjusted`, in the order of `p`, None where `p` is; `status` is "ok", or "undefined"
        where no p-value is defined.

    Raises:
        ValueError: a p-value is not between 0 and 1.

    Source:
        Benjamini & Hochberg (1995), J R Stat Soc B 57:289-300.

    Example:
        >>> [round(each, 3) for each in benjamini_hochberg([0.01, 0.04, 0.03, 0.005])["p_adjusted"]]
        [0.02, 0.04, 0.04, 0.02]
    """
    known = _known(p)
    found: list[float | None] = [None] * len(p)
    best = 1.0
    for rank, (value, place) in zip(range(len(known), 0, -1), sorted(known)[::-1], strict=True):
        best = min(best, len(known) * value / rank)
        found[place] = best
    return {"p_adjusted": found, "status": "ok" if known else "undefined"}


def _known(p: Sequence[float | None]) -> list[tuple[float, int]]:
    """Give each defined p-value with its place.

    Raises:
        ValueError: a p-value is not between 0 and 1.
    """
    known = [(float(value), place) for place, value in enumerate(p) if value is not None]
    if wrong := [value for value, _ in known if not 0 <= value <= 1]:
        raise ValueError(f"a p-value must be between 0 and 1, or None, not {wrong[0]!r}")
    return known
