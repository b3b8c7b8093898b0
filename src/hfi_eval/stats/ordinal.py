"""Ordered levels before and after: has the mean score moved."""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

from hfi_eval.stats.marginal import square
from hfi_eval.stats.shape import check_level
from hfi_eval.stats.tails import chi_square, finite

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from hfi_eval.stats.answers import ScoreChange


def ordinal_scores(table: ArrayLike, scores: ArrayLike, level: float = 0.95) -> ScoreChange:
    """Give the test of marginal homogeneity with scores, and the interval that agrees with it.

    Args:
        table: k x k, persons; rows before, columns after, the levels in the same order.
        scores: one number a level, such as 1, 2, 3.
        level: the confidence level, such as 0.95.

    Returns:
        `estimate`, the mean change of the score, after minus before; `statistic`, a chi-square
        with one degree of freedom, and `p`; `lower` and `upper`: the changes that the test does
        not reject, within what the scores allow. No interval where everybody's score moved alike
        (`zero_variance`) or nobody's (`no_change`: statistic 0, p 1); nobody at all: `undefined`.

    Raises:
        ValueError: the table is not square, a cell is no count, there is not one score a level,
            or `level` is not between 0 and 1.

    Source:
        Stuart (1955) with scores: Agresti (1983), Biometrics 39:505-510; Strasser & Weber (1999),
        the linear-by-linear case of R coin `mh_test`. The sum of the changes of score over the
        root of the sum of their squares; the interval takes a change from every person's first.

    Example:
        >>> women = [[1520, 266, 124, 66], [234, 1512, 432, 78], [117, 362, 1772, 205],
        ...          [36, 82, 179, 492]]
        >>> result = ordinal_scores(women, [1, 2, 3, 4])
        >>> round(result["estimate"], 5), round(result["statistic"], 3), round(result["p"], 5)
        (0.02996, 11.947, 0.00055)
    """
    check_level(level)
    counts = square(table)
    points = finite(scores, "scores")
    if len(points) != len(counts):
        raise ValueError(f"there must be one score a level, not {len(points)} for {len(counts)}")
    steps = points[None, :] - points[:, None]
    n = float(counts.sum())
    answer: ScoreChange = {
        "estimate": None,
        "statistic": None,
        "p": None,
        "lower": None,
        "upper": None,
        "status": "undefined",
    }
    if not n:
        return answer
    mean = float((counts * steps).sum()) / n
    squares = float((counts * steps**2).sum())
    statistic = (n * mean) ** 2 / squares if squares else 0.0
    answer |= {
        "estimate": mean,
        "statistic": statistic,
        "p": chi_square(statistic, 1),
        "status": "ok",
    }
    variance = float((counts * (steps - mean) ** 2).sum()) / n
    if len(np.unique(steps[counts > 0])) == 1:
        answer["status"] = "zero_variance" if squares else "no_change"
        return answer
    far = NormalDist().inv_cdf((1 + level) / 2)
    most = float(points.max() - points.min())
    half = far * sqrt(variance / (n - far**2)) if n > far**2 else 2 * most
    answer |= {"lower": max(-most, mean - half), "upper": min(most, mean + half)}
    return answer
