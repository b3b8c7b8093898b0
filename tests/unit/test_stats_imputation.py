from __future__ import annotations

from fractions import Fraction
from math import inf, nan
from typing import Any

import pytest

from hfi_eval.stats import imputation

# an entry may be None where a statistic is undefined; each test knows which it asks for
rubin: Any = imputation.rubin


def by_hand(estimates: list[int], variances: list[int], left: int) -> tuple[Any, ...]:
    """Pool in whole fractions, by Rubin's and by Barnard and Rubin's formulas as printed."""
    m = len(estimates)
    mean = Fraction(sum(estimates), m)
    within = Fraction(sum(variances), m)
    between = sum((value - mean) ** 2 for value in estimates) / (m - 1)
    r = (1 + Fraction(1, m)) * between / within
    total = within + (m + 1) * between / m
    old = (m - 1) * (1 + 1 / r) ** 2
    observed = Fraction(left + 1, left + 3) * left * (1 / (1 + r))
    df = old * observed / (old + observed)
    return mean, total, df, (r + 2 / (df + 3)) / (r + 1)


@pytest.mark.parametrize(
    ("estimates", "variances", "left"),
    [([3, 5], [4, 6], 23), ([1, 2, 4, 1, 3], [9, 9, 8, 10, 7], 45), ([10, -10, 3], [1, 2, 1], 1)],
)
def test_pooling_agrees_with_the_formulas_in_fractions(estimates, variances, left):
    mean, total, df, fmi = map(float, by_hand(estimates, variances, left))
    found = rubin(estimates, variances, left + 1, 1)
    assert found["estimate"] == pytest.approx(mean, rel=1e-13)
    assert found["se"] == pytest.approx(total**0.5, rel=1e-13)
    assert found["df"] == pytest.approx(df, rel=1e-12)
    assert found["fmi"] == pytest.approx(fmi, rel=1e-12)
    assert found["status"] == "ok"


def test_the_example_of_mice():
    # R mice, pool.scalar.R: Q = c(-1.5457, -1.428), U = c(0.9723^2, 1.041^2), n = 25, k = 2;
    # its formulas give the second line
    found = rubin(estimates=[-1.5457, -1.428], variances=[0.9723**2, 1.041**2], n=25, k=2)
    assert (found["estimate"], found["se"] ** 2) == pytest.approx((-1.48685, 1.0249141125))
    assert (found["df"], found["fmi"]) == pytest.approx((20.970254838, 0.092728314509), rel=1e-9)


def test_a_large_sample_has_rubins_degrees_of_freedom():
    found = rubin([3, 5], [4, 6])
    r = 1.5 * 2 / 5
    assert found["df"] == pytest.approx((1 + 1 / r) ** 2)
    assert rubin([3, 5], [4, 6], n=10**12)["df"] == pytest.approx(found["df"], rel=1e-9)


def test_imputations_that_agree_lose_nothing_but_the_correction():
    assert rubin([3, 3], [4, 4]) == {"estimate": 3, "se": 2, "df": inf, "fmi": 0, "status": "ok"}
    assert rubin([3, 3], [4, 4], n=21)["df"] == pytest.approx(21 / 23 * 20)


@pytest.mark.parametrize(
    ("arguments", "estimate"),
    [(([], []), None), (([3], [4]), 3), (([3, 5], [4, 6], 2, 2), 4), (([3, 5], [4, 6], 0, 1), 4)],
)
def test_too_few_imputations_or_persons(arguments, estimate):
    nothing = {"se": None, "df": None, "fmi": None, "status": "undefined"}
    assert rubin(*arguments) == {"estimate": estimate, **nothing}


def test_without_variance_within_there_are_no_degrees_of_freedom():
    found = rubin([1, 1], [0, 0], 46)
    assert found == {"estimate": 1, "se": 0, "df": None, "fmi": None, "status": "zero_variance"}
    assert rubin([1, 3], [0, 0], 46)["se"] == pytest.approx(3**0.5)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (([1, 2], [1]), "one variance an estimate, not 1 for 2"),
        (([1, nan], [1, 1]), "every estimate must be a finite number"),
        (([1, 2], [1, -1]), "every variance must be a finite number of at least 0"),
        (([1, 2], [1, inf]), "every variance must be a finite number"),
        (([1, 2], [1, 1], -1), "n and k must be at least 0, not n=-1, k=1"),
        (([1, 2], [1, 1], 5, -1), "n and k must be at least 0"),
    ],
)
def test_wrong_arguments_are_refused(arguments, message):
    with pytest.raises(ValueError, match=message):
        rubin(*arguments)
