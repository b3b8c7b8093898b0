from __future__ import annotations

from math import erfc, inf, sqrt
from typing import Any

import pytest

from hfi_eval.stats import proportion, ratio
from hfi_eval.stats.shape import normal
from tests.reference import binary

# an entry may be None where a statistic is undefined; each test knows which it asks for
wilson: Any = proportion.wilson
ratio_bonett_price: Any = ratio.ratio_bonett_price
ratio_mover_wilson: Any = ratio.ratio_mover_wilson
ratio_tang: Any = ratio.ratio_tang

METHODS = ("ratio_bonett_price", "ratio_tang", "ratio_mover_wilson")
ALL = [ratio_bonett_price, ratio_tang, ratio_mover_wilson]
TABLES = [
    [[1, 1], [7, 12]],
    [[59, 16], [6, 80]],
    [[1500, 1000], [1200, 1300]],
    [[4, 0], [5, 9]],
    [[3, 5], [0, 1]],
]
Z = normal(0.95)


@pytest.mark.parametrize("reference", binary.published(*METHODS), ids=binary.name)
def test_limits_agree_with_publications(reference):
    found = getattr(ratio, reference.method)(reference.table, reference.level)
    assert found[reference.entry] == pytest.approx(reference.value, abs=reference.tolerance)


@pytest.mark.parametrize("table", TABLES)
def test_bonett_price_is_made_of_two_wilson_intervals(table):
    (a, lost), (gained, _) = table
    ever, after, before = a + lost + gained, a + gained, a + lost
    spread = sqrt((lost + gained + 2) / ((after + 1) * (before + 1)))
    apart = sum(sqrt((1 - (x + 1) / (ever + 2)) / (x + 1)) for x in (after, before))
    level = 1 - 2 * upper_tail(spread / apart * Z)
    one, other = wilson(after, ever, level), wilson(before, ever, level)
    found = ratio_bonett_price(table)
    assert found["lower"] == pytest.approx(one["lower"] / other["upper"], rel=1e-9)
    assert found["upper"] == pytest.approx(one["upper"] / other["lower"], rel=1e-9)


def upper_tail(z: float) -> float:
    return erfc(z / sqrt(2)) / 2


@pytest.mark.parametrize("table", TABLES)
def test_tang_limits_solve_the_score_equation_by_likelihood(table):
    (a, lost), (gained, _) = table
    found = ratio_tang(table)
    for limit in (found["lower"], found["upper"]):
        # of those who ever say yes, the likeliest share who lose it, given the ratio, bisected
        low, high = max(0.0, 1 - limit), 1 / (1 + limit)
        for _ in range(200):
            s = (low + high) / 2
            slope = (lost / s if lost else 0) + (gained / (limit - 1 + s) if gained else 0)
            slope -= a * (1 + limit) / (1 - s * (1 + limit)) if a else 0
            low, high = (s, high) if slope > 0 else (low, s)
        variance = (a + lost + gained) * ((1 + limit) * low + limit - 1)
        score = (a + gained - limit * (a + lost)) / sqrt(variance)
        assert abs(score) == pytest.approx(Z, rel=1e-8)


@pytest.mark.parametrize("method", ALL)
def test_the_ratio_turned_round_is_one_over_it(method):
    for (a, lost), (gained, d) in TABLES:
        found, turned = method([[a, lost], [gained, d]]), method([[a, gained], [lost, d]])
        assert found["lower"] == pytest.approx(1 / turned["upper"], rel=1e-9)
        assert found["upper"] == pytest.approx(1 / turned["lower"], rel=1e-9)


@pytest.mark.parametrize("method", ALL)
def test_degenerate_tables_have_a_status(method):
    assert method([[0, 0], [0, 0]]) == {
        "estimate": None,
        "lower": None,
        "upper": None,
        "status": "undefined",
    }
    assert method([[0, 0], [0, 9]]) == {
        "estimate": None,
        "lower": 0,
        "upper": inf,
        "status": "undefined",
    }
    still = method(table=[[5, 0], [0, 4]], level=0.95)
    assert (still["estimate"], still["status"]) == (1, "no_change")
    assert 0 < still["lower"] < 1 < still["upper"] < inf


@pytest.mark.parametrize("method", ALL)
@pytest.mark.parametrize("n", [1, 46, 5000])
def test_from_nobody_there_is_no_upper_bound_and_to_nobody_no_lower(method, n):
    everybody, nobody = method([[0, 0], [n, 0]]), method([[0, n], [0, 0]])
    assert (everybody["estimate"], everybody["upper"], everybody["status"]) == (
        inf,
        inf,
        "unbounded",
    )
    assert (nobody["estimate"], nobody["lower"], nobody["status"]) == (0, 0, "ok")
    assert 0 < everybody["lower"] == pytest.approx(1 / nobody["upper"], rel=1e-9)


def test_tang_has_its_closed_form_when_nobody_changes():
    found = ratio_tang([[30, 0], [0, 16]])
    assert found["upper"] == pytest.approx(1 + Z * Z / 30, rel=1e-12)
    assert found["lower"] == pytest.approx(1 / (1 + Z * Z / 30), rel=1e-12)


@pytest.mark.parametrize("method", ALL)
def test_wrong_arguments_are_refused(method):
    with pytest.raises(ValueError, match="the table must be 2 x 2"):
        method([[1, 2]])
    with pytest.raises(ValueError, match="level must be between 0 and 1"):
        method([[1, 2], [3, 4]], -0.1)


@pytest.mark.parametrize("n", [1, 5, 46, 2500])
def test_mover_is_a_point_when_as_many_stay_yes_as_no(n):
    # the published formula: answers that never change have correlation 1, and the limits meet
    found = ratio_mover_wilson([[n, 0], [0, n]])
    assert (found["lower"], found["upper"]) == (
        pytest.approx(1, abs=1e-14),
        pytest.approx(1, abs=1e-14),
    )
    assert found["status"] == "no_change"


@pytest.mark.parametrize("method", ALL)
def test_as_many_who_stay_as_who_change_is_an_ordinary_table(method):
    found = method([[3, 1], [2, 4]])
    assert found["estimate"] == 1.25
    assert 0 < found["lower"] < 1.25 < found["upper"] < inf
    assert found["status"] == "ok"
