from __future__ import annotations

from itertools import pairwise
from math import inf, sqrt
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from hfi_eval.stats import (
    difference,
    margins,
    mcnemar,
    multiplicity,
    odds_ratio,
    proportion,
    ratio,
    target,
)
from hfi_eval.stats.difference import tango_score
from hfi_eval.stats.shape import cells, normal

# an entry may be None where a statistic is undefined; each test knows which it asks for
agresti_min: Any = difference.agresti_min
bonett_price: Any = difference.bonett_price
newcombe: Any = difference.newcombe
tango: Any = difference.tango
margins_only: Any = margins.margins_only
mcnemar_asymptotic: Any = mcnemar.mcnemar_asymptotic
mcnemar_cc: Any = mcnemar.mcnemar_cc
mcnemar_exact: Any = mcnemar.mcnemar_exact
mcnemar_midp: Any = mcnemar.mcnemar_midp
mcnemar_unconditional: Any = mcnemar.mcnemar_unconditional
benjamini_hochberg: Any = multiplicity.benjamini_hochberg
holm: Any = multiplicity.holm
odds_ratio_clopper_pearson: Any = odds_ratio.odds_ratio_clopper_pearson
odds_ratio_midp: Any = odds_ratio.odds_ratio_midp
odds_ratio_wilson: Any = odds_ratio.odds_ratio_wilson
clopper_pearson: Any = proportion.clopper_pearson
jeffreys: Any = proportion.jeffreys
midp: Any = proportion.midp
wilson: Any = proportion.wilson
ratio_bonett_price: Any = ratio.ratio_bonett_price
ratio_mover_wilson: Any = ratio.ratio_mover_wilson
ratio_tang: Any = ratio.ratio_tang
target_exact: Any = target.target_exact

SHARES = [wilson, clopper_pearson, jeffreys, midp]
TESTS = [mcnemar_midp, mcnemar_exact, mcnemar_asymptotic, mcnemar_cc, mcnemar_unconditional]
DIFFERENCES = [tango, newcombe, bonett_price, agresti_min]
RATIOS = [ratio_bonett_price, ratio_tang, ratio_mover_wilson]
ODDS = [odds_ratio_midp, odds_ratio_clopper_pearson, odds_ratio_wilson]
INTERVALS = [*DIFFERENCES, *RATIOS, *ODDS]

# few, as in an evaluation, and up to 5,000 in all
COUNTS = st.one_of(st.integers(0, 4), st.integers(0, 60), st.integers(0, 1250))
TABLES = st.tuples(st.tuples(COUNTS, COUNTS), st.tuples(COUNTS, COUNTS))
PARTS = st.one_of(st.integers(1, 60), st.integers(1, 5000)).flatmap(
    lambda n: st.tuples(st.integers(0, n), st.just(n))
)
LEVELS = st.sampled_from([0.5, 0.8, 0.9, 0.95, 0.99, 0.999])


def turned_in_time(table: Any) -> Any:
    (a, b), (c, d) = table
    return (a, c), (b, d)


def yes_for_no(table: Any) -> Any:
    (a, b), (c, d) = table
    return (d, c), (b, a)


def near(value: Any) -> Any:
    return None if value is None else pytest.approx(value, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("method", TESTS)
@given(TABLES)
@example(((0, 0), (5000, 0)))
@example(((0, 2500), (2500, 0)))
@example(((0, 2499), (2501, 0)))
def test_a_test_does_not_ask_which_answer_or_wave_comes_first(method, table):
    found = method(table)
    assert found == method(turned_in_time(table)) == method(yes_for_no(table))
    if any(map(any, table)):
        assert 0 < found["p"] <= 1
        assert 0 <= found["statistic"] < inf
    else:
        assert found == {"p": None, "statistic": None, "status": "undefined"}


@pytest.mark.parametrize("method", DIFFERENCES)
@given(TABLES, LEVELS)
def test_a_difference_changes_sign_with_the_answer_and_with_time(method, table, level):
    assume(any(map(any, table)))
    found = method(table, level)
    for other in (method(turned_in_time(table), level), method(yes_for_no(table), level)):
        assert -other["estimate"] == near(found["estimate"])
        assert (-other["upper"], -other["lower"]) == near((found["lower"], found["upper"]))


@pytest.mark.parametrize("method", [*RATIOS, *ODDS])
@given(TABLES, LEVELS)
def test_a_ratio_turned_in_time_is_one_over_it(method, table, level):
    found, other = method(table, level), method(turned_in_time(table), level)
    assume(found["lower"] is not None)
    for end, opposite in (("lower", "upper"), ("upper", "lower")):
        assert found[end] == near(one_over(other[opposite]))


def one_over(value: float) -> float:
    return inf if value == 0 else 1 / value


@pytest.mark.parametrize("method", INTERVALS)
@given(TABLES)
@example(((0, 0), (5000, 0)))
@example(((5000, 0), (0, 0)))
@example(((0, 1), (4999, 0)))
def test_an_interval_holds_its_estimate_within_its_bounds(method, table):
    found = method(table)
    assume(found["lower"] is not None)
    least, most = (-1, 1) if method in DIFFERENCES else (0, inf)
    assert least <= found["lower"] <= found["upper"] <= most
    if found["estimate"] is not None:
        slack = 1e-12 * max(1, found["estimate"]) if found["estimate"] < inf else 0
        assert found["lower"] - slack <= found["estimate"] <= found["upper"] + slack


@pytest.mark.parametrize("method", [tango, newcombe, *RATIOS, *ODDS])
@given(TABLES)
def test_a_higher_level_gives_a_wider_interval(method, table):
    assume(method(table)["lower"] is not None)
    ends = [method(table, level) for level in (0.5, 0.8, 0.95, 0.999)]
    for narrow, wide in pairwise(ends):
        assert wide["lower"] <= narrow["lower"] + 1e-12
        assert wide["upper"] >= narrow["upper"] * (1 - 1e-12) - 1e-12


@pytest.mark.parametrize("method", SHARES)
@given(PARTS)
def test_a_share_is_within_its_interval_which_widens_with_the_level(method, part):
    x, n = part
    found, other = method(x, n), method(n - x, n)
    assert 0 <= found["lower"] <= found["estimate"] <= found["upper"] <= 1
    assert (other["lower"], other["upper"]) == near((1 - found["upper"], 1 - found["lower"]))
    wider = method(x, n, 0.99)
    assert wider["lower"] <= found["lower"]
    assert wider["upper"] >= found["upper"]


@given(PARTS, LEVELS, st.floats(0.001, 0.999))
def test_clopper_pearson_holds_the_targets_that_neither_tail_rejects(part, level, target):
    x, n = part
    found = clopper_pearson(x, n, level)
    tails = [target_exact(x, n, target, way)["p"] for way in ("less", "greater")]
    assume(all(abs(tail - (1 - level) / 2) > 1e-9 for tail in tails))
    assert (found["lower"] <= target <= found["upper"]) == (min(tails) > (1 - level) / 2)


@given(PARTS, LEVELS, st.floats(0.001, 0.999))
def test_wilson_holds_the_targets_that_the_score_test_keeps(part, level, target):
    x, n = part
    found, z = wilson(x, n, level), normal(level)
    score = abs(x - n * target) / sqrt(n * target * (1 - target))
    assume(abs(score - z) > 1e-9)
    assert (found["lower"] <= target <= found["upper"]) == (score < z)


@given(PARTS, st.floats(0, 1))
def test_an_exact_p_is_one_sided_on_either_side_and_mirrors(part, target):
    x, n = part
    less, greater = (target_exact(x, n, target, way)["p"] for way in ("less", "greater"))
    assert less + greater >= 1 - 1e-12
    assert 0 <= min(less, greater) <= max(less, greater) <= 1
    assert 1 - target == 1 or target_exact(n - x, n, 1 - target, "less")["p"] == near(greater)
    assert min(less, greater) - 1e-12 <= target_exact(x, n, target)["p"] <= 1


@given(TABLES, LEVELS)
def test_tango_excludes_no_change_when_mcnemar_rejects_it(table, level):
    found, test = tango(table, level), mcnemar_asymptotic(table)
    assume(test["status"] == "ok" and abs(test["p"] - (1 - level)) > 1e-9)
    assert (found["lower"] <= 0 <= found["upper"]) == (test["p"] > 1 - level)


@given(TABLES, LEVELS, st.floats(-1, 1))
def test_tango_holds_the_changes_that_its_score_keeps(table, level, change):
    assume(any(map(any, table)))
    found, z = tango(table, level), normal(level)
    score = tango_score(cells(table), change)
    bound = z / sqrt(1 + z * z)
    assume(abs(abs(score) - bound) > 1e-9)
    assert (found["lower"] <= change <= found["upper"]) == (abs(score) < bound)


@given(TABLES)
def test_tangos_score_falls_as_the_change_rises(table):
    assume(any(map(any, table)))
    scores = [tango_score(cells(table), step / 50) for step in range(-50, 51)]
    assert all(later <= earlier + 1e-12 for earlier, later in pairwise(scores))
    assert -1 <= scores[-1] <= scores[0] <= 1


@pytest.mark.parametrize(
    ("method", "dual"),
    [
        (odds_ratio_clopper_pearson, mcnemar_exact),
        (odds_ratio_midp, mcnemar_midp),
        (odds_ratio_wilson, mcnemar_asymptotic),
    ],
)
@given(TABLES, LEVELS)
def test_an_odds_ratio_excludes_1_when_its_test_rejects(method, dual, table, level):
    found, test = method(table, level), dual(table)
    (_, lost), (gained, _) = table
    assume(test["status"] == "ok" and gained != lost and abs(test["p"] - (1 - level)) > 1e-9)
    assert (found["lower"] <= 1 <= found["upper"]) == (test["p"] > 1 - level)


@given(TABLES)
def test_the_tests_stand_in_their_order(table):
    assume(sum(map(sum, table)) > 0)
    assert mcnemar_midp(table)["p"] <= mcnemar_exact(table)["p"]
    assert mcnemar_asymptotic(table)["p"] <= mcnemar_cc(table)["p"]


@given(TABLES)
def test_what_is_seen_lies_in_what_its_margins_allow(table):
    (a, lost), (gained, d) = table
    n = a + lost + gained + d
    assume(0 < n <= 400)
    found, seen = margins_only(n, a + lost, a + gained), tango(table)
    assert found["losses_min"] <= lost <= found["losses_max"]
    assert found["midp_min"] <= mcnemar_midp(table)["p"] <= found["midp_max"]
    assert found["exact_min"] <= mcnemar_exact(table)["p"] <= found["exact_max"]
    assert (
        found["lower_min"] - 1e-12 <= seen["lower"] <= seen["upper"] <= found["upper_max"] + 1e-12
    )


@given(st.lists(st.one_of(st.none(), st.floats(0, 1)), max_size=12), st.randoms())
def test_adjusted_p_is_larger_keeps_the_order_and_does_not_ask_where_it_stood(p, random):
    order = list(range(len(p)))
    random.shuffle(order)
    for method in (holm, benjamini_hochberg):
        found = method(p)["p_adjusted"]
        assert method([p[place] for place in order])["p_adjusted"] == [
            found[place] for place in order
        ]
        known = sorted(
            (value, now) for value, now in zip(p, found, strict=True) if value is not None
        )
        assert all(value - 1e-15 <= now <= 1 for value, now in known)
        assert [now for _, now in known] == sorted(now for _, now in known)
        assert [value is None for value in found] == [value is None for value in p]
