"""A comparison group: how much more the treated changed than the others, clustered on family."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from hfi_eval.stats.family_counts import numbered
from hfi_eval.stats.shape import check_level
from hfi_eval.stats.tails import finite, student

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from hfi_eval.stats.answers import RobustChange

    FloatArray = NDArray[np.float64]


class Arm(NamedTuple):
    """One side of the comparison: its members' changes, added up by family."""

    size: FloatArray
    total: FloatArray

    @property
    def people(self) -> float:
        """All members."""
        return float(self.size.sum())

    @property
    def families(self) -> int:
        """Families with a member on this side."""
        return int((self.size > 0).sum())

    @property
    def mean(self) -> float:
        """The mean change."""
        return float(self.total.sum()) / self.people

    @property
    def residual(self) -> FloatArray:
        """What each family's changes add up to beyond the mean."""
        return self.total - self.size * self.mean

    @property
    def enlarged(self) -> FloatArray:
        """The factor of each family's residual sum in CR2."""
        return 1 / np.sqrt(1 - self.size / self.people)


def difference_in_differences(
    before: ArrayLike,
    after: ArrayLike,
    treated: ArrayLike,
    family: ArrayLike,
    level: float = 0.95,
) -> RobustChange:
    """Give the mean change of the treated minus that of the comparison group, with its interval.

    It is the effect only if the two groups would have changed alike without the treatment, if
    nobody in the comparison group was reached by it, and if leaving the records has nothing to do
    with the outcome.

    Args:
        before: the outcome before, 0 or 1 or a score, one entry a person.
        after: the outcome after, one entry a person.
        treated: 1 or True for the treated, one entry a person.
        family: the family of each person, by any name; a family may have members on both sides.
        level: the confidence level, such as 0.95.

    Returns:
        `estimate`, `se`, `df`, `lower`, `upper` and `p`. With fewer than two families on either
        side only the estimate (`too_few_clusters`), with two `few_clusters`; where families of
        the same side do not differ, `se` 0 and no interval (`zero_variance`; `no_change` with
        p 1 where nobody changed). The limits of a difference of shares stay within -2 and 2.

    Raises:
        ValueError: the lists differ in length, hold something else than numbers, `treated` is
            neither 0 nor 1, or `level` is not between 0 and 1.

    Source:
        Bell & McCaffrey (2002), Survey Methodology 28:169-181; Pustejovsky & Tipton (2018), J Bus
        Econ Stat 36:672-683, for the regression of change on treatment; the design: Angrist &
        Pischke (2009), Mostly Harmless Econometrics, section 5.2.

    Example:
        >>> result = difference_in_differences(
        ...     [0, 0, 0, 1, 0, 0, 1, 0], [1, 1, 0, 1, 0, 1, 0, 0],
        ...     [1, 1, 1, 1, 0, 0, 0, 0], ["a", "a", "b", "c", "d", "e", "f", "f"])
        >>> result["estimate"], round(result["se"], 4), round(result["df"], 2)
        (0.5, 0.6124, 3.6)
    """
    check_level(level)
    arms, unit = _arms(before, after, treated, family)
    answer: RobustChange = {
        "estimate": None,
        "se": None,
        "df": None,
        "lower": None,
        "upper": None,
        "p": None,
        "status": "undefined",
    }
    if not all(arm.people for arm in arms):
        return answer
    change = arms[0].mean - arms[1].mean
    fewest = min(arm.families for arm in arms)
    answer |= {"estimate": change, "status": _status(fewest)}
    if fewest < 2:
        return answer
    variance, df = _variance(*arms)
    answer |= {"se": sqrt(variance), "df": df}
    if sqrt(variance) <= 1e-12 * _scale(arms):
        moved = any(arm.total.any() for arm in arms)
        answer |= {"se": 0.0, "p": None if abs(change) > 1e-12 * _scale(arms) else 1.0}
        answer["status"] = "zero_variance" if moved else "no_change"
        return answer
    range_ = student(change, variance, df, level)
    most = 2.0 if unit else float("inf")
    answer |= {"lower": max(-most, range_.lower), "upper": min(most, range_.upper), "p": range_.p}
    return answer


def _arms(
    before: ArrayLike, after: ArrayLike, treated: ArrayLike, family: ArrayLike
) -> tuple[tuple[Arm, Arm], bool]:
    """Add up the changes by side and family; also say whether the outcome is yes or no.

    Raises:
        ValueError: the lists differ in length, hold something else than numbers, or `treated`
            is neither 0 nor 1.
    """
    start, end = finite(before, "before"), finite(after, "after")
    side = finite(treated, "treated")
    if not len(start) == len(end) == len(side):
        lengths = [len(start), len(end), len(side)]
        raise ValueError(f"before, after and treated must have one entry a person, not {lengths}")
    if not np.isin(side, (0, 1)).all():
        raise ValueError("treated must be 1 for the treated and 0 for the comparison group")
    group = numbered(family, len(start))
    change = end - start
    sides = [
        Arm(
            np.bincount(group, of_side).astype(np.float64),
            np.bincount(group, of_side * change).astype(np.float64),
        )
        for of_side in (side, 1 - side)
    ]
    unit = bool(np.isin(start, (0, 1)).all() and np.isin(end, (0, 1)).all())
    return (sides[0], sides[1]), unit


def _status(families: int) -> str:
    if families < 2:
        return "too_few_clusters"
    return "few_clusters" if families == 2 else "ok"


def _scale(arms: tuple[Arm, Arm]) -> float:
    """Give the largest change of a family, to tell rounding from variance."""
    return max(1e-300, *(float(np.abs(arm.total).max()) for arm in arms))


def _variance(treated: Arm, others: Arm) -> tuple[float, float]:
    """Give the CR2 variance of the difference and its Satterthwaite degrees of freedom."""
    pull = treated.enlarged * treated.residual / treated.people
    pull = pull - others.enlarged * others.residual / others.people
    own = treated.size / treated.people**2 + others.size / others.people**2
    p, q = (arm.enlarged * arm.size / arm.people**1.5 for arm in (treated, others))
    cross = float((p**2).sum()) ** 2 + 2 * float((p * q).sum()) ** 2 + float((q**2).sum()) ** 2
    cross -= float(((p**2 + q**2) ** 2).sum())
    df = float(own.sum()) ** 2 / (float((own**2).sum()) + cross)
    return float((pull**2).sum()), df
