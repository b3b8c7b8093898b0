"""Tail probabilities and t-intervals, from the special functions alone, so that starting is quick."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from hfi_eval.stats.shape import probability

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray


class Student(NamedTuple):
    """What a t-distribution says of an estimate and its standard error."""

    lower: float
    upper: float
    p: float


def chi_square(statistic: float, df: int) -> float:
    """Give the probability of a chi-square as large as this one.

    Example:
        >>> round(chi_square(3.841459, 1), 6)
        0.05
    """
    from scipy.special import chdtrc  # noqa: PLC0415 - scipy loads when a statistic is asked for

    return 1.0 if df == 0 else probability(float(chdtrc(df, statistic)))


def normal(z: float) -> float:
    """Give the two-sided probability of a normal deviate as far from 0 as this one.

    Example:
        >>> round(normal(-1.959964), 6)
        0.05
    """
    from scipy.special import ndtr  # noqa: PLC0415 - scipy loads when a statistic is asked for

    return probability(2 * float(ndtr(-abs(z))))


def student(estimate: float, variance: float, df: float, level: float) -> Student:
    """Give the t-interval of an estimate and its two-sided test against 0.

    Example:
        >>> [round(number, 4) for number in student(1.0, 0.25, 4, 0.95)]
        [-0.3882, 2.3882, 0.1161]
    """
    from scipy.special import stdtr, stdtrit  # noqa: PLC0415 - scipy loads when it is asked for

    se = sqrt(variance)
    half = float(stdtrit(df, (1 + level) / 2)) * se
    p = probability(2 * float(stdtr(df, -abs(estimate) / se)))
    return Student(estimate - half, estimate + half, p)


def finite(values: ArrayLike, name: str) -> NDArray[np.float64]:
    """Give a list of numbers as an array, one entry a person.

    Raises:
        ValueError: it is not one-dimensional, or a number is missing or infinite.
    """
    try:
        numbers = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError):
        numbers = np.array(np.nan)
    if numbers.ndim != 1 or not np.isfinite(numbers).all():
        raise ValueError(
            f"{name} must be one list of finite numbers; leave out those who are missing"
        )
    return numbers
