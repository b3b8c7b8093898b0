"""Before and after in families: chi-square tests that adjust McNemar's for the families."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from hfi_eval.stats.family_counts import families
from hfi_eval.stats.tails import chi_square

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from hfi_eval.stats.answers import ClusteredTest
    from hfi_eval.stats.family_counts import Families


def durkalski(
    both: ArrayLike, loss: ArrayLike, gain: ArrayLike, neither: ArrayLike
) -> ClusteredTest:
    """Give Durkalski's test of a change in families, every family counting the same.

    Args:
        both: members who are yes before and after, one entry a family.
        loss: members who are yes before and no after, one entry a family.
        gain: members who are no before and yes after, one entry a family.
        neither: members who are no before and after, one entry a family.

    Returns:
        `estimate`, the share of yes after minus before over members (the test weighs families
        alike, whatever their size); `statistic`, `df` (1) and `p`, None where fewer than two
        families have members; 0 and 1 where no family's net changed.

    Raises:
        ValueError: the lists differ in length, or hold something else than counts.

    Source:
        Durkalski, Palesch, Lipsitz & Rust (2003), Stat Med 22:2417-2428.

    Example:
        Glands of 21 patients, PET and SPECT (Obuchowski 1998): 2.32 in Durkalski et al.

        >>> both = [0, 2, 3, 1, 2, 4, 3, 2, 1, 1, 2, 2, 3, 2, 0, 2, 2, 2, 2, 1, 2]
        >>> pet_only = [0] * 8 + [1] + [0] * 12
        >>> spect_only = [2, 1, 0, 0, 1] + [0] * 9 + [2, 0, 0, 1, 0, 0, 0]
        >>> neither = [1] + [0] * 9 + [1] + [0] * 4 + [1, 1] + [0] * 4
        >>> round(durkalski(both, pet_only, spect_only, neither)["statistic"], 2)
        2.32
    """
    found = families(both, loss, gain, neither)
    shares = found.net / found.size
    return _answer(found, float(shares.sum()) ** 2, float((shares**2).sum()))


def obuchowski(
    both: ArrayLike, loss: ArrayLike, gain: ArrayLike, neither: ArrayLike
) -> ClusteredTest:
    """Give Obuchowski's test of a change in families, every member counting the same.

    Args:
        both: members who are yes before and after, one entry a family.
        loss: members who are yes before and no after, one entry a family.
        gain: members who are no before and yes after, one entry a family.
        neither: members who are no before and after, one entry a family.

    Returns:
        As `durkalski`.

    Raises:
        ValueError: the lists differ in length, or hold something else than counts.

    Source:
        Obuchowski (1998), Stat Med 17:1495-1507, in the form of Yang, Sun & Hardin (2010), Biom J
        52:638-652.

    Example:
        >>> result = obuchowski([5, 4, 3], [0, 0, 1], [2, 1, 1], [1, 2, 1])
        >>> round(result["statistic"], 4)  # 2/3 x 3**2 / (2**2 + 1**2)
        1.2
    """
    found = families(both, loss, gain, neither)
    net = found.net
    spread = _small_sample(found) * float((net**2).sum())
    return _answer(found, float(net.sum()) ** 2, spread)


def yang(both: ArrayLike, loss: ArrayLike, gain: ArrayLike, neither: ArrayLike) -> ClusteredTest:
    """Give Yang's modification of Obuchowski's test: the variance half under the null.

    Args:
        both: members who are yes before and after, one entry a family.
        loss: members who are yes before and no after, one entry a family.
        gain: members who are no before and yes after, one entry a family.
        neither: members who are no before and after, one entry a family.

    Returns:
        As `durkalski`.

    Raises:
        ValueError: the lists differ in length, or hold something else than counts.

    Source:
        Yang, Sun & Hardin (2010), Biom J 52:638-652, the modified Obuchowski test.

    Example:
        >>> result = yang([5, 4, 3], [0, 0, 1], [2, 1, 1], [1, 2, 1])
        >>> round(result["statistic"], 4)  # 9 / (3/2 x (72/49 + 5) / 2)
        1.8549
    """
    found = families(both, loss, gain, neither)
    net, size = found.net, found.size
    centred = net - size * (found.estimate or 0.0)
    spread = _small_sample(found) * float((centred**2 + net**2).sum()) / 2
    return _answer(found, float(net.sum()) ** 2, spread)


def eliasziw(
    both: ArrayLike, loss: ArrayLike, gain: ArrayLike, neither: ArrayLike
) -> ClusteredTest:
    """Give McNemar's chi-square divided by what the correlation in families inflates it with.

    Args:
        both: members who are yes before and after, one entry a family.
        loss: members who are yes before and no after, one entry a family.
        gain: members who are no before and yes after, one entry a family.
        neither: members who are no before and after, one entry a family.

    Returns:
        As `durkalski`; `zero_variance` where all members moved alike, so that the correlation
        is unknown and the largest, 1, is used.

    Raises:
        ValueError: the lists differ in length, or hold something else than counts.

    Source:
        Eliasziw & Donner (1991), Stat Med 10:1981-1991, the pooled estimate of correlation; a
        negative estimate is set to 0.

    Example:
        >>> both = [0, 2, 3, 1, 2, 4, 3, 2, 1, 1, 2, 2, 3, 2, 0, 2, 2, 2, 2, 1, 2]
        >>> pet_only = [0] * 8 + [1] + [0] * 12
        >>> spect_only = [2, 1, 0, 0, 1] + [0] * 9 + [2, 0, 0, 1, 0, 0, 0]
        >>> neither = [1] + [0] * 9 + [1] + [0] * 4 + [1, 1] + [0] * 4
        >>> round(eliasziw(both, pet_only, spect_only, neither)["statistic"], 2)  # as published
        3.66
    """
    found = families(both, loss, gain, neither)
    if not found.answerable or not found.moved:
        return _answer(found, 0.0, 0.0)
    spread = found.moved * inflation(found)
    answer = _answer(found, float(found.net.sum()) ** 2, spread)
    if _pooled_correlation(found) is None:
        answer["status"] = "zero_variance"
    return answer


def inflation(found: Families) -> float:
    """Give the factor by which the correlation in families inflates McNemar's variance.

    At least 1; where the data say nothing of the correlation it is taken to be 1, so that the
    factor is as large as it can be.

    Source:
        Eliasziw & Donner (1991), Stat Med 10:1981-1991: 1 + (n_c - 1) rho. Their n_c is the sum of
        squares of the families' changers over the sum.
    """
    changed = (found.loss + found.gain) if found.moved else found.size
    typical = float((changed**2).sum()) / float(changed.sum())
    common = _pooled_correlation(found)
    if common is None or not found.moved:
        return typical
    moving = found.moved / found.people
    correlation = common / (common + moving * (1 - common)) if common > 0 else 0.0
    return 1 + (typical - 1) * correlation


def _pooled_correlation(found: Families) -> float | None:
    """Give the analysis-of-variance correlation in families, pooled over the four outcomes."""
    size = found.size
    cells = np.column_stack(found)
    mean = found.people / found.number
    if found.people == found.number:
        return 0.0
    expected = np.outer(size, cells.sum(axis=0) / found.people)
    between = float(((cells - expected) ** 2 / size[:, None]).sum()) / found.number
    within = float((cells * (size[:, None] - cells) / size[:, None]).sum())
    within /= found.people - found.number
    usual = mean - float(((size - mean) ** 2).sum()) / (found.number * (found.number - 1) * mean)
    total = between + (usual - 1) * within
    return (between - within) / total if total > 0 else None


def _small_sample(found: Families) -> float:
    """Give K / (K - 1) of K families."""
    return found.number / (found.number - 1) if found.answerable else 1.0


def _answer(found: Families, square: float, spread: float) -> ClusteredTest:
    """Give square over spread as a chi-square with one degree of freedom."""
    status = found.status
    if not found.answerable:
        return {
            "estimate": found.estimate,
            "statistic": None,
            "df": 1,
            "p": None,
            "status": status,
        }
    if spread == 0:
        status = status if status == "no_change" else "zero_variance"
    statistic = square / spread if spread else 0.0
    return {
        "estimate": found.estimate,
        "statistic": statistic,
        "df": 1,
        "p": chi_square(statistic, 1),
        "status": status,
    }
