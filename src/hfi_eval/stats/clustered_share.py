"""One share in families: Wilson's interval with as many persons as the families are worth."""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist
from typing import TYPE_CHECKING

from hfi_eval.stats.family_counts import whole_numbers
from hfi_eval.stats.shape import check_level

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    from hfi_eval.stats.answers import ClusteredShare


def wilson_clustered(events: ArrayLike, sizes: ArrayLike, level: float = 0.95) -> ClusteredShare:
    """Give the Wilson interval of a share in families, both bounds within 0 and 1.

    Args:
        events: members who count, one entry a family.
        sizes: members in all, one entry a family.
        level: the confidence level, such as 0.95.

    Returns:
        `estimate`, the share of members; `lower` and `upper`, None where fewer than two families
        have members; `icc`, the correlation in families, None where it cannot be estimated;
        `design_effect`, at least 1, the number of members over the number that they are worth.
        Where all members count or none does, the correlation is unknown and the largest, 1, is
        used (`zero_variance`). Two families give `few_clusters`.

    Raises:
        ValueError: the lists differ in length or hold something else than counts, a family has
            more events than members, or `level` is not between 0 and 1.

    Source:
        Saha, Miller & Wang (2016), Int J Biostat 12:20150024, the Wilson score interval with the
        design effect 1 + (sum of n**2 / N - 1) icc; `icc` by analysis of variance (Ridout,
        Demetrio & Firth 1999, Biometrics 55:137-148). A design effect below 1 is set to 1.

    Example:
        Siblings with impaired lungs (Liang, Zeger & Qaqish 1992, the example of Saha et al.); R
        package ratesci, `clusterpci(x, n, skew = FALSE)`: 0.2284814, 0.3728302.

        >>> events = [0] * 36 + [1] * 12 + [0] * 15 + [1] * 7 + [2] + [0] * 5 + [1] * 7 + [2] * 3
        >>> events += [3] * 2 + [0] * 3 + [1] * 3 + [2] + [0, 2, 3, 4, 6]
        >>> sizes = [1] * 48 + [2] * 23 + [3] * 17 + [4] * 7 + [6] * 5
        >>> result = wilson_clustered(events, sizes)
        >>> [round(result[name], 6) for name in ("lower", "upper", "icc", "design_effect")]
        [0.228481, 0.37283, 0.185534, 1.349133]
    """
    check_level(level)
    counts, members = _families(events, sizes)
    people, total = int(members.sum()), int(counts.sum())
    answer: ClusteredShare = {
        "estimate": total / people if people else None,
        "lower": None,
        "upper": None,
        "icc": None,
        "design_effect": None,
        "status": {0: "undefined", 1: "too_few_clusters", 2: "few_clusters"}.get(len(counts), "ok"),
    }
    if len(counts) < 2:
        return answer
    icc = _correlation(counts, members)
    if total in {0, people}:
        answer["status"] = "zero_variance"
    most = float((members**2).sum()) / people
    effect = max(1.0, 1 + (most - 1) * (1.0 if icc is None else icc))
    lower, upper = _wilson(total / people, people / effect, level)
    answer |= {"icc": icc, "design_effect": effect, "lower": lower, "upper": upper}
    return answer


def _families(events: ArrayLike, sizes: ArrayLike) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    counts, members = whole_numbers(events, "events"), whole_numbers(sizes, "sizes")
    if len(counts) != len(members):
        raise ValueError(
            f"events and sizes must have one entry a family, not {len(counts)} and {len(members)}"
        )
    if (counts > members).any():
        raise ValueError("no family can have more events than members")
    return counts[members > 0], members[members > 0]


def _correlation(events: NDArray[np.int64], sizes: NDArray[np.int64]) -> float | None:
    """Give the analysis-of-variance correlation; None where families of one or no variance hide it."""
    people, count, total = int(sizes.sum()), len(sizes), int(events.sum())
    if people == count or total in {0, people}:
        return None
    inside = float((events * (sizes - events) / sizes).sum())
    within = inside / (people - count)
    between = (total * (people - total) / people - inside) / (count - 1)
    usual = (people - float((sizes**2).sum()) / people) / (count - 1)
    return (between - within) / (between + (usual - 1) * within)


def _wilson(share: float, worth: float, level: float) -> tuple[float, float]:
    """Give Wilson's bounds for a share of a number of persons that need not be whole."""
    z = NormalDist().inv_cdf((1 + level) / 2)
    middle = (share + z * z / (2 * worth)) / (1 + z * z / worth)
    half = z / (1 + z * z / worth) * sqrt(share * (1 - share) / worth + (z / (2 * worth)) ** 2)
    lower = 0.0 if share == 0 else max(0.0, middle - half)
    upper = 1.0 if share == 1 else min(1.0, middle + half)
    return lower, upper
