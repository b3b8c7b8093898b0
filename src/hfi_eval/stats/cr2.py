"""Mean change in families with a small-sample variance: CR2 and Satterthwaite degrees of freedom."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

from hfi_eval.stats.family_counts import families
from hfi_eval.stats.shape import check_level
from hfi_eval.stats.tails import student

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from hfi_eval.stats.answers import RobustChange
    from hfi_eval.stats.family_counts import Families


def cr2_change(
    both: ArrayLike, loss: ArrayLike, gain: ArrayLike, neither: ArrayLike, level: float = 0.95
) -> RobustChange:
    """Give the change of a share in families with its interval: the default with families.

    Args:
        both: members who are yes before and after, one entry a family.
        loss: members who are yes before and no after, one entry a family.
        gain: members who are no before and yes after, one entry a family.
        neither: members who are no before and after, one entry a family.
        level: the confidence level, such as 0.95.

    Returns:
        `estimate`, the share of yes after minus before, over members; its standard error `se`,
        degrees of freedom `df`, `lower` and `upper` within -1 and 1, and `p`, two-sided. With
        fewer than two families only the estimate. Where families do not differ (nobody changed,
        everybody gained) `se` is 0, so there is no interval, and no p-value but for a change of
        0, where it is 1 (`no_change`, `zero_variance`). Two families have `df` 1
        (`few_clusters`).

    Raises:
        ValueError: the lists differ in length, hold something else than counts, or `level` is
            not between 0 and 1.

    Source:
        Bell & McCaffrey (2002), Survey Methodology 28:169-181; Pustejovsky & Tipton (2018), J Bus
        Econ Stat 36:672-683, equations 6 and 11, for a mean with an independent working model.
        With N members, n in a family and residual sum r the hat matrix has one eigenvalue n / N,
        so the variance is the sum of r**2 / (1 - n / N) over N**2. The two-wave regression of
        status on wave with families as clusters gives the same.

    Example:
        Families of 2, 1 and 1 who gained 2, 0 and 0: 0.5, with residual sums 1, -0.5 and -0.5.

        >>> result = cr2_change([0, 0, 0], [0, 0, 0], [2, 0, 0], [0, 1, 1])
        >>> result["estimate"], round(result["se"] ** 2, 6)  # (1 / 0.5 + 2 x 0.25 / 0.75) / 16
        (0.5, 0.166667)
        >>> round(result["df"], 4)  # 16 / (6 + 2 x (2 x 2/3 + 1/9))
        1.8
    """
    check_level(level)
    found = families(both, loss, gain, neither)
    answer: RobustChange = {
        "estimate": found.estimate,
        "se": None,
        "df": None,
        "lower": None,
        "upper": None,
        "p": None,
        "status": found.status,
    }
    if not found.answerable:
        return answer
    variance, df = _variance(found)
    answer |= {"se": sqrt(variance), "df": df}
    change = found.estimate or 0.0
    if variance == 0:
        answer["status"] = "zero_variance" if found.moved else "no_change"
        answer["p"] = None if change else 1.0
        return answer
    range_ = student(change, variance, df, level)
    answer |= {"lower": max(-1.0, range_.lower), "upper": min(1.0, range_.upper), "p": range_.p}
    return answer


def _variance(found: Families) -> tuple[float, float]:
    """Give the CR2 variance of the mean change and its Satterthwaite degrees of freedom."""
    size, people = found.size, found.people
    # people x (net - size x mean change), in whole numbers: exactly 0 where families are alike
    residual = found.net * people - size * int(found.net.sum())
    rest = people - size
    variance = float((residual.astype(float) ** 2 / rest).sum()) / float(people) ** 3
    share = size.astype(float) ** 2 / rest
    cross = float(share.sum()) ** 2 - float((share**2).sum())
    df = float(people) ** 2 / (float((size.astype(float) ** 2).sum()) + cross)
    return variance, df
