"""Yes or no at more than two waves: Cochran's Q."""

from __future__ import annotations

from itertools import combinations
from math import comb
from typing import TYPE_CHECKING

import numpy as np

from hfi_eval.stats.shape import probability
from hfi_eval.stats.tails import chi_square

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import ArrayLike, NDArray

    from hfi_eval.stats.answers import ChiSquare

    IntArray = NDArray[np.int64]

WORK = 20_000_000
"""Additions up to which the exact p-value is worked out unasked: some hundredths of a second."""
MOST = 4_000_000_000
"""Additions up to which it is worked out when asked for: some seconds."""


def cochran_q(data: ArrayLike, exact: bool | None = None) -> ChiSquare:  # noqa: FBT001 - the documented name
    """Give Cochran's test that yes is as common at every wave.

    Args:
        data: person x wave, 0 or 1; only those known at every wave.
        exact: whether `p` is that of the permutations of each person's answers; None: where
            that is quick.

    Returns:
        `statistic`, `df` (waves less 1) and `p`. Nobody's answer changed: 0 and 1
        (`no_change`); nobody, or fewer than two waves: `undefined`. Where `exact` is asked for
        and out of reach, `p` is the chi-square's (`approximate`).

    Raises:
        ValueError: not a table of persons by waves, or an entry is neither 0 nor 1.

    Source:
        Cochran (1950), Biometrika 37:256-266; the permutation distribution: Patil (1975), JASA
        70:186-189, here by convolution over persons of the totals of the waves.

    Example:
        >>> blocks = [[0, 0, 0, 0, 1], [0, 0, 0, 0, 1], [0, 0, 0, 1, 1], [0, 1, 0, 1, 1],
        ...           [0, 1, 0, 1, 0], [1, 1, 0, 1, 0], [1, 1, 0, 0, 0], [1, 0, 0, 0, 0],
        ...           [1, 0, 0, 0, 0]]
        >>> result = cochran_q(blocks, exact=False)  # Igor Pro manual: 5.56522 and 0.234056
        >>> round(result["statistic"], 5), result["df"], round(result["p"], 6)
        (5.56522, 4, 0.234056)
    """
    answers = _answers(data)
    people, waves = answers.shape
    df = max(0, waves - 1)
    if people == 0 or waves < 2:
        return {"statistic": None, "df": df, "p": None, "status": "undefined"}
    yes = answers.sum(axis=1)
    moved = answers[(yes > 0) & (yes < waves)]
    if not len(moved):
        return {"statistic": 0.0, "df": df, "p": 1.0, "status": "no_change"}
    yes, totals = moved.sum(axis=1), moved.sum(axis=0)
    spread = int((yes * (waves - yes)).sum())
    squares = int((totals**2).sum())
    statistic = (waves - 1) * (waves * squares - int(totals.sum()) ** 2) / spread
    work = _work(yes, waves)
    if exact is False or work > (MOST if exact else WORK):
        status = "approximate" if exact else "ok"
        return {"statistic": statistic, "df": df, "p": chi_square(statistic, df), "status": status}
    p = probability(_reached(np.bincount(yes, minlength=waves), waves, squares))
    return {"statistic": statistic, "df": df, "p": p, "status": "ok"}


def _answers(data: ArrayLike) -> IntArray:
    """Give the answers as whole numbers.

    Raises:
        ValueError: not a table of persons by waves, or an entry is neither 0 nor 1.
    """
    try:
        answers = np.asarray(data, dtype=np.float64)
    except (TypeError, ValueError):
        answers = np.empty(())
    if answers.size == 0 and answers.ndim == 1:
        answers = answers.reshape(0, 0)
    if answers.ndim != 2:
        raise ValueError("data must be a table, one row a person and one column a wave")
    if not np.isin(answers, (0, 1)).all():
        raise ValueError("data must hold 0 and 1 only; leave out those who are missing at a wave")
    return answers.astype(np.int64)


def _work(yes: IntArray, waves: int) -> float:
    """Give the additions that the exact distribution takes."""
    people = len(yes)
    patterns: Mapping[int, int] = {k: comb(waves, k) for k in range(waves + 1)}
    return float(people + 1) ** (waves - 1) * sum(patterns[int(k)] for k in yes)


def _reached(of_each: IntArray, waves: int, squares: int) -> float:
    """Give how likely permuted answers have totals with a sum of squares as large.

    The totals of all waves but the last are the digits of a place in one long list; a person
    with k times yes moves what is there by each of the patterns with k times yes.
    """
    people = int(of_each.sum())
    digits = (people + 1) ** np.arange(waves - 1)
    chances = np.zeros((people + 1) ** (waves - 1))
    chances[0] = 1.0
    done = 1
    for k, count in enumerate(of_each.tolist()):
        moves = _moves(k, digits, waves)
        for _ in range(count):
            reach = done + max(moves)
            added = np.zeros(reach)
            for move in moves:
                added[move : move + done] += chances[:done]
            chances[:reach] = added / len(moves)
            done = reach
    places = np.arange(done)
    totals = [places // digit % (people + 1) for digit in digits]
    rest = int((np.arange(waves + 1)[: len(of_each)] * of_each).sum()) - sum(totals)
    reached = sum(total**2 for total in totals) + rest**2 >= squares
    return float(chances[:done][reached].sum())


def _moves(k: int, digits: IntArray, waves: int) -> list[int]:
    """Give how far each pattern with k times yes moves along the list."""
    steps = [*digits.tolist(), 0]
    return [sum(steps[wave] for wave in chosen) for chosen in combinations(range(waves), k)]
