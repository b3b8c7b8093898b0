from __future__ import annotations

from math import sqrt
from typing import Any

import pytest

from hfi_eval.stats import difference
from hfi_eval.stats.shape import normal
from tests.reference import binary

# an entry may be None where a statistic is undefined; each test knows which it asks for
agresti_min: Any = difference.agresti_min
bonett_price: Any = difference.bonett_price
newcombe: Any = difference.newcombe
tango: Any = difference.tango

METHODS = ("tango", "newcombe", "bonett_price", "agresti_min")
ALL = [tango, newcombe, bonett_price, agresti_min]
Z = normal(0.95)


@pytest.mark.parametrize("reference", binary.published(*METHODS), ids=binary.name)
def test_limits_agree_with_publications(reference):
    found = getattr(difference, reference.method)(reference.table, reference.level)
    assert found[reference.entry] == pytest.approx(reference.value, abs=reference.tolerance)


@pytest.mark.parametrize(
    "table", [[[1, 1], [7, 12]], [[59, 16], [6, 80]], [[0, 3], [0, 0]], [[2, 0], [5, 9]]]
)
@pytest.mark.parametrize(
    ("method", "added"), [(bonett_price, [[0, 1], [1, 0]]), (agresti_min, [[0.5, 0.5], [0.5, 0.5]])]
)
def test_adjusted_wald_is_the_mean_of_single_changes_after_adding(method, added, table):
    (a, b), (c, d) = (
        [x + y for x, y in zip(*rows, strict=True)] for rows in zip(table, added, strict=True)
    )
    n = a + b + c + d
    mean = (c - b) / n
    variance = (b * (-1 - mean) ** 2 + c * (1 - mean) ** 2 + (a + d) * mean**2) / n
    half = Z * sqrt(variance / n)
    found = method(table)
    assert found["lower"] == pytest.approx(max(-1, mean - half), abs=1e-12)
    assert found["upper"] == pytest.approx(min(1, mean + half), abs=1e-12)


@pytest.mark.parametrize(
    "table",
    [[[1, 1], [7, 12]], [[59, 16], [6, 80]], [[1500, 1000], [1200, 1300]], [[4, 0], [5, 9]]],
)
def test_tango_limits_solve_the_score_equation_by_likelihood(table):
    (a, lost), (gained, d) = table
    n = a + lost + gained + d
    found = tango(table)
    for limit in (found["lower"], found["upper"]):
        # the likeliest share of losses given the change, by its stationary equation, bisected
        low, high = max(0.0, -limit), (1 - limit) / 2

        def slope(q: float, limit: float = limit) -> Any:
            return lost / q + gained / (q + limit) - 2 * (a + d) / (1 - 2 * q - limit)

        for _ in range(200):
            middle = (low + high) / 2
            low, high = (middle, high) if slope(middle) > 0 else (low, middle)
        variance = n * (2 * low + limit - limit * limit)
        assert abs(gained - lost - n * limit) / sqrt(variance) == pytest.approx(Z, rel=1e-8)


@pytest.mark.parametrize("n", [1, 46, 5000])
def test_tango_has_its_closed_form_when_nobody_changes_or_everybody_gains(n):
    square = Z * Z
    still = tango([[n, 0], [0, 0]])
    assert still["upper"] == -still["lower"] == pytest.approx(square / (n + square), rel=1e-12)
    everybody = tango([[0, 0], [n, 0]])
    assert everybody["lower"] == pytest.approx((n - square) / (n + square), abs=1e-12)
    assert (everybody["estimate"], everybody["upper"]) == (1, 1)


@pytest.mark.parametrize("method", ALL)
def test_degenerate_tables_have_a_status(method):
    assert method([[0, 0], [0, 0]]) == {
        "estimate": None,
        "lower": None,
        "upper": None,
        "status": "undefined",
    }
    still = method([[3, 0], [0, 4]])
    assert (still["estimate"], still["status"]) == (0, "no_change")
    assert -1 < still["lower"] < 0 < still["upper"] < 1
    everybody = method(table=[[0, 0], [7, 0]], level=0.95)
    assert (everybody["estimate"], everybody["upper"], everybody["status"]) == (1, 1, "ok")
    assert everybody["lower"] < 1


@pytest.mark.parametrize("method", ALL)
def test_differences_are_after_minus_before(method):
    assert method([[10, 0], [30, 6]])["lower"] > 0
    assert method([[10, 30], [0, 6]])["upper"] < 0


@pytest.mark.parametrize("method", ALL)
def test_wrong_arguments_are_refused(method):
    with pytest.raises(ValueError, match="the table must be 2 x 2"):
        method([[1, 2, 3], [4, 5, 6]])
    with pytest.raises(ValueError, match="level must be between 0 and 1"):
        method([[1, 2], [3, 4]], 1.0)
