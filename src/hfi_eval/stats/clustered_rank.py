"""Changes of ordered levels in families: signed-rank tests for clustered data."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

import numpy as np

from hfi_eval.stats.family_counts import numbered
from hfi_eval.stats.signed_rank import double_midranks
from hfi_eval.stats.tails import finite, normal

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from hfi_eval.stats.answers import RankTest

    FloatArray = NDArray[np.float64]
    IntArray = NDArray[np.int64]


def signed_rank_datta_satten(change: ArrayLike, family: ArrayLike) -> RankTest:
    """Give the signed-rank test that a member drawn from every family would give on average.

    Every family counts the same, so that the test also stands where the size of a family has
    to do with its change.

    Args:
        change: after minus before, one entry a person.
        family: the family of each person, by any name.

    Returns:
        `statistic`, normal with mean 0 and variance 1 in many families, and `p`, two-sided.
        Neither with fewer than two families; nobody moved: 0 and 1 (`no_change`).

    Raises:
        ValueError: not as many families as changes, or a change is no finite number.

    Source:
        Datta & Satten (2008), Biometrics 64:501-507, the statistic of section 2 and its empirical
        variance; R package clusrank, `method = "ds"`.

    Example:
        >>> result = signed_rank_datta_satten([1, 2, -1, 3, 0, 2], ["a", "a", "b", "c", "c", "d"])
        >>> round(result["statistic"], 4)
        1.2575
    """
    steps = finite(change, "change")
    group = numbered(family, len(steps))
    size = np.bincount(group)
    status = _status(steps, len(size))
    if len(size) < 2 or not steps.any():
        return _nothing(status)
    signs = np.sign(steps)
    first = np.bincount(group, signs) / size
    every = _middle_share(np.abs(steps), 1 / size[group])
    own = _share_in_family(np.abs(steps), group, size)
    pooled = _middle_share(np.abs(steps), np.full(len(steps), 1 / len(steps)))
    total = first + np.bincount(group, signs * (every - own)) / size
    spread = first + (len(size) - 1) * np.bincount(group, signs * pooled) / size
    return _answer(float(total.sum()), float((spread**2).sum()), status)


def signed_rank_rosner(change: ArrayLike, family: ArrayLike) -> RankTest:
    """Give the signed-rank test that weighs families by size and likeness of their members.

    Args:
        change: after minus before, one entry a person; those who did not move do not count.
        family: the family of each person, by any name.

    Returns:
        As `signed_rank_datta_satten`; the families are those in which somebody moved.

    Raises:
        ValueError: not as many families as changes, or a change is no finite number.

    Source:
        Rosner, Glynn & Lee (2006), Biometrics 62:185-192: the sum of the signed ranks where
        families are of one size (section 2), and weighted family means where they are not
        (section 3), the correlation of signed ranks by analysis of variance, corrected for few
        families and kept between 0 and 1; R package clusrank, `method = "rgl"`.

    Example:
        Ranks 2.5, 1 and 2.5 and 4 with a minus on 1, families of one: 8 / sqrt(29.5).

        >>> result = signed_rank_rosner([2, -1, 2, 3, 0], ["a", "b", "c", "d", "e"])
        >>> round(result["statistic"], 4)
        1.4729
    """
    steps = finite(change, "change")
    group = numbered(family, len(steps))
    families = len(np.bincount(group))
    if families < 2 or not steps.any():
        return _nothing(_status(steps, families))
    moved = steps != 0
    steps, group = steps[moved], np.unique(group[moved], return_inverse=True)[1]
    size = np.bincount(group)
    status = _status(steps, len(size))
    if len(size) < 2:
        return _nothing(status)
    ranks = np.sign(steps) * double_midranks(np.abs(steps)) / 2
    sums = np.bincount(group, ranks)
    if size.min() < size.max():
        sums = sums / (1 + (size - 1) * _likeness(ranks, group, size))
    return _answer(float(sums.sum()), float((sums**2).sum()), status)


def _middle_share(sizes: FloatArray, weights: FloatArray) -> FloatArray:
    """Give the weight of what is smaller than each number, and half the weight of its equals."""
    _, place = np.unique(sizes, return_inverse=True)
    equal = np.bincount(place, weights)
    return (np.cumsum(equal) - equal / 2)[place]


def _share_in_family(sizes: FloatArray, group: IntArray, size: IntArray) -> FloatArray:
    """Give the same within the family of each person."""
    order = np.unique(sizes, return_inverse=True)[1]
    _, place = np.unique(group * (int(order.max()) + 1) + order, return_inverse=True)
    equal = np.bincount(place)
    ahead = (np.cumsum(equal) - equal / 2)[place]
    return (ahead - (np.cumsum(size) - size)[group]) / size[group]


def _likeness(ranks: FloatArray, group: IntArray, size: IntArray) -> float:
    """Give the correlation of signed ranks in families of unlike size, at least 0."""
    people, families = len(ranks), len(size)
    means = np.bincount(group, ranks) / size
    within = float(((ranks - means[group]) ** 2).sum()) / (people - families)
    between = float((size * (means - ranks.mean()) ** 2).sum()) / (families - 1)
    usual = (people - float((size**2).sum()) / people) / (families - 1)
    total = between + (usual - 1) * within
    raw = max(0.0, (between - within) / total) if total > 0 else 1.0
    return min(1.0, max(0.0, raw * (1 + (1 - raw**2) / (families - 2.5))))


def _status(steps: FloatArray, families: int) -> str:
    if not len(steps):
        return "undefined"
    if families == 1:
        return "too_few_clusters"
    if not steps.any():
        return "no_change"
    return "few_clusters" if families == 2 else "ok"


def _nothing(status: str) -> RankTest:
    if status == "no_change":
        return {"statistic": 0.0, "p": 1.0, "status": status}
    return {"statistic": None, "p": None, "status": status}


def _answer(total: float, square: float, status: str) -> RankTest:
    """Give a sum over the root of its variance; where every family's sum is 0, no evidence."""
    if square <= 0:
        return {"statistic": 0.0, "p": 1.0, "status": "zero_variance"}
    z = total / sqrt(square)
    return {"statistic": z, "p": normal(z), "status": status}
