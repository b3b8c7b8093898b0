"""A k x k table of statuses before and after: equal margins, and symmetry."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from hfi_eval.stats.bowker_null import reached
from hfi_eval.stats.shape import probability
from hfi_eval.stats.tails import chi_square

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from hfi_eval.stats.answers import ChiSquare

    FloatArray = NDArray[np.float64]


def stuart_maxwell(table: ArrayLike) -> ChiSquare:
    """Give the Stuart-Maxwell test that every status is as common after as before.

    Args:
        table: k x k, persons; rows before, columns after, the statuses in the same order.

    Returns:
        `statistic`, `df` and `p`. A status that nobody enters or leaves does not count; `df` is
        the rank of the covariance: the statuses that are moved between, less the separate sets
        of them. Nobody moved: 0, 0 and 1 (`no_change`); nobody at all: `undefined`.

    Raises:
        ValueError: the table is not square, or a cell is no count.

    Source:
        Stuart (1955), Biometrika 42:412-416; Maxwell (1970), Br J Psychiatry 116:651-655.

    Example:
        Vision of the right and the left eye of 7477 women (Stuart 1955): 11.96 on 3 degrees.

        >>> women = [[1520, 266, 124, 66], [234, 1512, 432, 78], [117, 362, 1772, 205],
        ...          [36, 82, 179, 492]]
        >>> result = stuart_maxwell(women)
        >>> round(result["statistic"], 2), result["df"], round(result["p"], 4)
        (11.96, 3, 0.0075)
    """
    counts = square(table)
    status = _status(counts)
    if status != "ok":
        return _nothing(status, 0)
    statistic, df = _margins(counts)
    return {"statistic": statistic, "df": df, "p": chi_square(statistic, df), "status": "ok"}


def bhapkar(table: ArrayLike) -> ChiSquare:
    """Give Bhapkar's test of equal margins: Stuart-Maxwell with the variance as observed.

    Args:
        table: k x k, persons; rows before, columns after, the statuses in the same order.

    Returns:
        As `stuart_maxwell`; where everybody moved the same way the variance is 0 and there is
        neither statistic nor p-value (`zero_variance`).

    Raises:
        ValueError: the table is not square, or a cell is no count.

    Source:
        Bhapkar (1966), JASA 61:228-235; from Stuart's statistic Q of n persons as Q / (1 - Q / n)
        (Keefe 1982, Biometrics 38:1099-1102).

    Example:
        >>> women = [[1520, 266, 124, 66], [234, 1512, 432, 78], [117, 362, 1772, 205],
        ...          [36, 82, 179, 492]]
        >>> round(bhapkar(women)["statistic"], 2)
        11.98
    """
    counts = square(table)
    status = _status(counts)
    if status != "ok":
        return _nothing(status, 0)
    stuart, df = _margins(counts)
    rest = 1 - stuart / float(counts.sum())
    if rest < 1e-12:
        return {"statistic": None, "df": df, "p": None, "status": "zero_variance"}
    statistic = stuart / rest
    return {"statistic": statistic, "df": df, "p": chi_square(statistic, df), "status": "ok"}


def bowker(table: ArrayLike) -> ChiSquare:
    """Give Bowker's test that moves between two statuses are as common either way.

    Args:
        table: k x k, persons; rows before, columns after, the statuses in the same order.

    Returns:
        `statistic`, `df` and `p`; `df` is k (k - 1) / 2, pairs between which nobody moved
        included. Nobody moved: 0 and 1 (`no_change`); nobody at all: `undefined`.

    Raises:
        ValueError: the table is not square, or a cell is no count.

    Source:
        Bowker (1948), JASA 43:572-574.

    Example:
        >>> women = [[1520, 266, 124, 66], [234, 1512, 432, 78], [117, 362, 1772, 205],
        ...          [36, 82, 179, 492]]
        >>> result = bowker(women)
        >>> round(result["statistic"], 2), result["df"], round(result["p"], 4)
        (19.11, 6, 0.004)
    """
    counts = square(table)
    k = len(counts)
    status = _status(counts)
    if status != "ok":
        return _nothing(status, k * (k - 1) // 2)
    ahead, moved = _pairs(counts)
    statistic = float((ahead**2 / moved).sum())
    df = k * (k - 1) // 2
    return {"statistic": statistic, "df": df, "p": chi_square(statistic, df), "status": "ok"}


def bowker_exact(table: ArrayLike) -> ChiSquare:
    """Give Bowker's statistic with its exact p-value, given how many moved between each two.

    Args:
        table: k x k, persons; rows before, columns after, the statuses in the same order.

    Returns:
        As `bowker`; `p` is the probability of a statistic as large, each move as likely either
        way. With very many moves between very many statuses it is worked out on a fine grid
        and right to about 1e-6 (`approximate`).

    Raises:
        ValueError: the table is not square, or a cell is no count.

    Source:
        Bowker (1948), JASA 43:572-574, conditional on the pairs' sums: Krauth (1973), Biom J
        15:493-497.

    Example:
        Moves 5 to 0 and 1 to 2: of the 32 x 8 outcomes, 2 x 8 reach 5 + 1/3.

        >>> bowker_exact([[3, 5, 1], [0, 4, 0], [2, 0, 2]])["p"]
        0.0625
    """
    counts = square(table)
    k = len(counts)
    status = _status(counts)
    if status != "ok":
        return _nothing(status, k * (k - 1) // 2)
    ahead, moved = _pairs(counts)
    p, exact = reached(ahead.astype(np.int64), moved.astype(np.int64))
    return {
        "statistic": float((ahead**2 / moved).sum()),
        "df": k * (k - 1) // 2,
        "p": probability(p),
        "status": "ok" if exact else "approximate",
    }


def square(table: ArrayLike) -> FloatArray:
    """Give a square table of counts as an array.

    Raises:
        ValueError: the table is not square, or a cell is no count.
    """
    try:
        counts = np.asarray(table, dtype=np.float64)
    except (TypeError, ValueError):
        counts = np.empty(0)
    if counts.ndim != 2 or counts.shape[0] != counts.shape[1]:
        raise ValueError("the table must be square: rows before, columns after, the same statuses")
    if not np.isfinite(counts).all() or (counts < 0).any() or (counts != np.floor(counts)).any():
        raise ValueError("a cell of the table must be a whole number of at least 0")
    return counts


def _status(counts: FloatArray) -> str:
    if not counts.sum():
        return "undefined"
    return "ok" if counts.sum() > np.trace(counts) else "no_change"


def _nothing(status: str, df: int) -> ChiSquare:
    """Answer for a table without movers, or without persons."""
    if status == "undefined":
        return {"statistic": None, "df": df, "p": None, "status": status}
    return {"statistic": 0.0, "df": df, "p": 1.0, "status": status}


def _pairs(counts: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Give how far one way was ahead, and how many moved, for the pairs with movers."""
    upper = np.triu_indices(len(counts), 1)
    forth, back = counts[upper], counts.T[upper]
    some = forth + back > 0
    return (forth - back)[some], (forth + back)[some]


def _margins(counts: FloatArray) -> tuple[float, int]:
    """Give Stuart's statistic and the rank of its covariance, a graph's Laplacian.

    Statuses are linked where somebody moved between them; of every linked set one is left out.
    """
    moved = counts + counts.T
    np.fill_diagonal(moved, 0)
    names = np.arange(len(counts))
    sets = names.copy()
    for _ in names:
        sets = np.minimum(sets, np.where(moved > 0, sets[None, :], len(names)).min(axis=1))
    free = sets != names
    covariance = (np.diag(moved.sum(axis=1)) - moved)[np.ix_(free, free)]
    change = (counts.sum(axis=0) - counts.sum(axis=1))[free]
    return float(change @ np.linalg.solve(covariance, change)), int(free.sum())
