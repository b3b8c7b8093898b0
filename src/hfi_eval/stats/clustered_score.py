"""Change of a share in families: Tango's score interval, widened by the correlation in families."""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist
from typing import TYPE_CHECKING

from hfi_eval.stats.clustered_test import inflation
from hfi_eval.stats.family_counts import families
from hfi_eval.stats.shape import check_level

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from hfi_eval.stats.answers import Interval


def yang_score_ci(
    both: ArrayLike, loss: ArrayLike, gain: ArrayLike, neither: ArrayLike, level: float = 0.95
) -> Interval:
    """Give the score interval of a change in families; it agrees with the test `eliasziw`.

    Args:
        both: members who are yes before and after, one entry a family.
        loss: members who are yes before and no after, one entry a family.
        gain: members who are no before and yes after, one entry a family.
        neither: members who are no before and after, one entry a family.
        level: the confidence level, such as 0.95.

    Returns:
        `estimate`, the share of yes after minus before, over members; `lower` and `upper` within
        -1 and 1, None where fewer than two families have members. Where all members moved alike
        or none did, the correlation is unknown and the largest, 1, is used (`zero_variance`,
        `no_change`).

    Raises:
        ValueError: the lists differ in length, hold something else than counts, or `level` is
            not between 0 and 1.

    Source:
        Yang, Sun & Hardin (2012), Pharm Stat 11:386-393, the score interval of the McNemar
        statistic adjusted for the correlation in families (Eliasziw & Donner 1991, Stat Med
        10:1981-1991): the score statistic of Tango (1998), Stat Med 17:891-908, over the
        inflation of its variance. With families of one it is Tango's interval.

    Example:
        Families of one, 7 gains and 1 loss among 21: Tango's interval, 0.026 to 0.517 in
        Fagerland, Lydersen & Laake (2014), Stat Med 33:2850-2875.

        >>> kinds = [[1] + [0] * 20, [0, 1] + [0] * 19, [0] * 2 + [1] * 7 + [0] * 12]
        >>> result = yang_score_ci(*kinds, [0] * 9 + [1] * 12)
        >>> round(result["lower"], 3), round(result["upper"], 3)
        (0.026, 0.517)
    """
    check_level(level)
    found = families(both, loss, gain, neither)
    answer: Interval = {
        "estimate": found.estimate,
        "lower": None,
        "upper": None,
        "status": found.status,
    }
    if not found.answerable:
        return answer
    gained, lost, people = int(found.gain.sum()), int(found.loss.sum()), found.people
    if people in {gained, lost}:
        answer["status"] = "zero_variance"
    far = NormalDist().inv_cdf((1 + level) / 2) * sqrt(inflation(found))
    answer["upper"] = _upper(gained, lost, people, far)
    answer["lower"] = -_upper(lost, gained, people, far)
    return answer


def _upper(gained: int, lost: int, people: int, far: float) -> float:
    """Give the change that lies `far` standard errors above the observed one, by bisection."""
    low, high = (gained - lost) / people, 1.0
    if low == 1.0:
        return 1.0
    for _ in range(200):
        middle = (low + high) / 2
        if middle in {low, high}:
            break
        if _distance(gained, lost, people, middle) < far:
            low = middle
        else:
            high = middle
    return low


def _distance(gained: int, lost: int, people: int, change: float) -> float:
    """Give how many standard errors a change lies above the observed one.

    Source:
        Tango (1998), Stat Med 17:891-908, equations 5 to 8; the root in the form that does not
        cancel.
    """
    b = (2 * people + lost - gained) * change - lost - gained
    c = -lost * change * (1 - change)
    root = sqrt(b * b - 8 * people * c)
    share = (root - b) / (4 * people) if b <= 0 else -2 * c / (root + b)
    variance = people * (2 * share + change * (1 - change))
    above = people * change - (gained - lost)
    return above / sqrt(variance) if variance > 0 else float("inf")
