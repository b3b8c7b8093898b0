"""Several completed sets of answers: one estimate that carries what was missing."""

from __future__ import annotations

from math import inf, isfinite, sqrt
from statistics import fmean, variance
from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from collections.abc import Sequence

UNIMPUTED = 2  # between-imputation variance needs at least this many


class Pooled(TypedDict):
    """A pooled estimate; None where undefined, `inf` degrees of freedom for a normal one."""

    estimate: float | None
    se: float | None
    df: float | None
    fmi: float | None
    status: str


def rubin(
    estimates: Sequence[float],
    variances: Sequence[float],
    n: float = inf,
    k: int = 1,
) -> Pooled:
    """Give one estimate from several imputations by Rubin's rules.

    Args:
        estimates: one estimate an imputation.
        variances: the squared standard error of each, in the same order.
        n: persons in the completed data; `inf` for a large sample.
        k: parameters estimated, so that complete data would have n - k degrees of freedom.

    Returns:
        `estimate`; `se`, of within- and between-imputation variance; `df`, Barnard and Rubin's
        degrees of freedom; `fmi`, the fraction of missing information. With fewer than two
        imputations, or no degrees of freedom, what cannot be known is None and `status`
        "undefined"; it is "zero_variance" where the estimates have no variance within.

    Raises:
        ValueError: the lists differ in length, an estimate is not finite, a variance is negative
            or not finite, or `n` or `k` is negative.

    Source:
        Rubin (1987), Multiple Imputation for Nonresponse in Surveys, formulas (3.1.2) to
        (3.1.10); Barnard & Rubin (1999), Biometrika 86:948-955.

    Example:
        >>> found = rubin([-1.5457, -1.428], [0.9723**2, 1.041**2], n=25, k=2)
        >>> round(found["estimate"], 5), round(found["df"], 2)
        (-1.48685, 20.97)
    """
    _check(estimates, variances, n, k)
    m, left = len(estimates), n - k
    estimate = fmean(estimates) if m else None
    if m < UNIMPUTED or left <= 0:
        return {"estimate": estimate, "se": None, "df": None, "fmi": None, "status": "undefined"}
    within, between = fmean(variances), (1 + 1 / m) * variance(estimates)
    total = within + between
    se = sqrt(total)
    if within == 0:
        return {"estimate": estimate, "se": se, "df": None, "fmi": None, "status": "zero_variance"}
    missing = between / total
    df = _degrees(m, left, missing)
    fmi = missing + (1 - missing) * 2 / (df + 3)
    return {"estimate": estimate, "se": se, "df": df, "fmi": fmi, "status": "ok"}


def _degrees(m: int, left: float, missing: float) -> float:
    """Give Barnard and Rubin's degrees of freedom, from what complete data would leave."""
    from_imputations = (m - 1) / missing**2 if missing > 0 else inf
    if left == inf:
        return from_imputations
    observed = (left + 1) / (left + 3) * left * (1 - missing)
    return 1 / (1 / from_imputations + 1 / observed)


def _check(estimates: Sequence[float], variances: Sequence[float], n: float, k: int) -> None:
    """Refuse what cannot be pooled.

    Raises:
        ValueError: the lists do not belong together, or hold what is no estimate or variance.
    """
    if len(estimates) != len(variances):
        raise ValueError(
            f"there must be one variance an estimate, not {len(variances)} for {len(estimates)}"
        )
    if not all(isfinite(value) for value in estimates):
        raise ValueError("every estimate must be a finite number")
    if not all(isfinite(value) and value >= 0 for value in variances):
        raise ValueError("every variance must be a finite number of at least 0")
    if not (n >= 0 and k >= 0):
        raise ValueError(f"n and k must be at least 0, not n={n}, k={k}")
