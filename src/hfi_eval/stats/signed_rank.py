"""Differences of persons without families: the exact signed-rank and the sign test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from hfi_eval.stats.signed_sum import tail
from hfi_eval.stats.tails import finite

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from hfi_eval.stats.answers import RankTest


def wilcoxon_pratt(differences: ArrayLike) -> RankTest:
    """Give Wilcoxon's signed-rank test, exact with ties, those who did not move being ranked too.

    Args:
        differences: after minus before, one entry a person, in levels or any other number.

    Returns:
        `statistic`, the sum of the ranks of those who rose; `p`, exact and two-sided: the signs
        of those who moved are tossed, their midranks stand. Nobody moved: 0 and 1 (`no_change`);
        nobody at all: `undefined`.

    Raises:
        ValueError: not one list of finite numbers.

    Source:
        Wilcoxon (1945), Biometrics Bull 1:80-83; Pratt (1959), JASA 54:655-667: zeros are ranked
        first and their ranks then left out; the exact distribution of midranks by convolution:
        Streitberg & Roehmel (1986), Stat Software Newsletter 12:10-17.

    Example:
        Ranks 1.5 and 1.5 (zeros), 3.5, 3.5, 5 and 6; only one 3.5 fell: 6 of the 16 signs
        leave a sum of 3.5 or less on either side.

        >>> wilcoxon_pratt([0, 0, 1, -1, 2, 3])
        {'statistic': 14.5, 'p': 0.375, 'status': 'ok'}
    """
    steps = finite(differences, "differences")
    if not len(steps):
        return {"statistic": None, "p": None, "status": "undefined"}
    if not steps.any():
        return {"statistic": 0.0, "p": 1.0, "status": "no_change"}
    double = double_midranks(np.abs(steps))
    signed = np.sign(steps).astype(np.int64) * double
    rose = int(signed[signed > 0].sum())
    return {
        "statistic": rose / 2,
        "p": tail(signed, int(signed.sum())).exact,
        "status": "ok",
    }


def sign_test(differences: ArrayLike) -> RankTest:
    """Give the exact sign test: as many rose as fell.

    Args:
        differences: after minus before, one entry a person; zeros do not count.

    Returns:
        `statistic`, how many rose; `p`, exact and two-sided. Nobody moved: 0 and 1
        (`no_change`); nobody at all: `undefined`.

    Raises:
        ValueError: not one list of finite numbers.

    Source:
        Arbuthnott (1710); Dixon & Mood (1946), JASA 41:557-566.

    Example:
        >>> sign_test([1, 2, 1, 3, -1, 0])  # 2 x (1 + 5) / 32
        {'statistic': 4.0, 'p': 0.375, 'status': 'ok'}
    """
    steps = finite(differences, "differences")
    if not len(steps):
        return {"statistic": None, "p": None, "status": "undefined"}
    if not steps.any():
        return {"statistic": 0.0, "p": 1.0, "status": "no_change"}
    signs = np.sign(steps).astype(np.int64)
    chance = tail(signs, int(signs.sum()))
    return {"statistic": float((signs > 0).sum()), "p": chance.exact, "status": "ok"}


def double_midranks(
    sizes: np.ndarray[tuple[int], np.dtype[np.float64]],
) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Give twice the midranks of numbers: ties share their mean rank, and all are whole.

    Example:
        >>> double_midranks(np.array([0.0, 2.0, 2.0, 5.0])).tolist()
        [2, 5, 5, 8]
    """
    _, place, ties = np.unique(sizes, return_inverse=True, return_counts=True)
    last = np.cumsum(ties)
    return (2 * last - ties + 1)[place]
