from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from hfi_eval.stats import clustered_score, clustered_test, difference
from hfi_eval.stats.clustered_score import _distance
from hfi_eval.stats.clustered_test import inflation
from hfi_eval.stats.family_counts import families

# an entry may be None where it is undefined; each test knows which it asks for
durkalski: Any = clustered_test.durkalski
eliasziw: Any = clustered_test.eliasziw
obuchowski: Any = clustered_test.obuchowski
tango: Any = difference.tango
yang: Any = clustered_test.yang
yang_score_ci: Any = clustered_score.yang_score_ci

TESTS = [durkalski, obuchowski, yang, eliasziw]


def _ones(stayed: Any, lost: Any, gained: Any, never: Any) -> Any:
    kind = np.repeat(np.arange(4), [stayed, lost, gained, never])
    return [(kind == k).astype(int) for k in range(4)]


@pytest.mark.parametrize("test", [durkalski, eliasziw])
def test_families_of_one_give_mcnemars_chi_square(test):
    assert test(*_ones(4, 6, 14, 3))["statistic"] == pytest.approx(64 / 20)


def test_families_of_one_give_obuchowski_the_small_sample_factor():
    answer = obuchowski(*_ones(4, 6, 14, 3))
    assert answer["statistic"] == pytest.approx(26 / 27 * 64 / 20)
    assert answer["df"] == 1


def test_yangs_variance_is_half_that_under_the_null_and_half_that_observed():
    counts = ([1, 0, 2, 0], [1, 0, 0, 2], [2, 3, 0, 1], [0, 1, 1, 0])
    net, size = np.array([1, 3, 0, -1]), np.array([4, 4, 3, 3])
    centred = net - size * net.sum() / size.sum()
    spread = ((net**2).sum() + (centred**2).sum()) / 2
    assert yang(*counts)["statistic"] == pytest.approx(3 / 4 * net.sum() ** 2 / spread)


def test_couples_who_do_all_alike_count_as_one():
    alone = eliasziw(*_ones(4, 2, 9, 5))
    couples = eliasziw(*(2 * k for k in _ones(4, 2, 9, 5)))
    assert couples["statistic"] == pytest.approx(alone["statistic"])
    found = families(*(2 * k for k in _ones(4, 2, 9, 5)))
    assert inflation(found) == pytest.approx(2)


def test_a_negative_correlation_does_not_help():
    apart = families([0] * 6, [1] * 6, [1] * 6, [0] * 6)
    assert inflation(apart) == 1


@pytest.mark.parametrize("test", TESTS)
def test_too_little_to_test(test):
    assert test([], [], [], []) == {
        "estimate": None,
        "statistic": None,
        "df": 1,
        "p": None,
        "status": "undefined",
    }
    one = test([1], [0], [2], [1])
    assert (one["estimate"], one["statistic"], one["p"]) == (0.5, None, None)
    assert one["status"] == "too_few_clusters"
    still = test([1, 2], [0, 0], [0, 0], [0, 3])
    assert (still["statistic"], still["p"], still["status"]) == (0, 1, "no_change")
    evened = test([0, 0, 1], [1, 2, 0], [1, 2, 0], [0, 1, 1])
    assert (evened["statistic"], evened["p"]) == (0, 1)
    assert test([0, 1], [0, 1], [2, 0], [1, 1])["status"] == "few_clusters"
    everybody = test([0] * 3, [0] * 3, [1, 2, 3], [0] * 3)
    assert 0 < everybody["p"] < 0.5
    assert everybody["estimate"] == 1


def test_everybody_gaining_leaves_the_correlation_unknown_and_the_largest_is_used():
    answer = eliasziw([0] * 3, [0] * 3, [2, 2, 2], [0] * 3)
    assert (answer["status"], answer["statistic"]) == ("zero_variance", 3)


def test_a_p_value_too_small_to_write_is_not_0():
    assert 0 < durkalski(*_ones(0, 0, 5000, 1))["p"] < 1e-300


@pytest.mark.parametrize("table", [(1, 1, 7, 12), (59, 6, 16, 80), (0, 0, 5, 5), (3, 4, 4, 0)])
def test_the_interval_of_families_of_one_is_tangos(table):
    wanted = tango([[table[0], table[1]], [table[2], table[3]]], level=0.95)
    answer = yang_score_ci(*_ones(*table), level=0.95)
    assert answer["lower"] == pytest.approx(wanted["lower"], abs=1e-9)
    assert answer["upper"] == pytest.approx(wanted["upper"], abs=1e-9)


def test_the_limits_lie_as_far_as_the_level_says():
    counts = ([1, 0, 2, 0, 1], [1, 0, 0, 2, 0], [2, 3, 0, 1, 3], [0, 1, 1, 0, 2])
    found = families(*counts)
    answer = yang_score_ci(*counts, level=0.9)
    far = 1.6448536269514722 * inflation(found) ** 0.5
    assert _distance(9, 3, 20, answer["upper"]) == pytest.approx(far, rel=1e-9)
    assert _distance(3, 9, 20, -answer["lower"]) == pytest.approx(far, rel=1e-9)


@pytest.mark.parametrize("seed", range(30))
def test_the_interval_agrees_with_the_test(seed):
    counts = np.random.default_rng(seed).poisson([[0.5], [0.3], [0.9], [0.4]], (4, 12))
    test, level = eliasziw(*counts), 0.9
    answer = yang_score_ci(*counts, level=level)
    assert (answer["lower"] > 0 or answer["upper"] < 0) == (test["p"] < 1 - level)


def test_degenerate_intervals():
    assert yang_score_ci([], [], [], [])["status"] == "undefined"
    one = yang_score_ci([0], [0], [2], [0])
    assert (one["estimate"], one["lower"], one["status"]) == (1, None, "too_few_clusters")
    still = yang_score_ci([3, 1], [0, 0], [0, 0], [1, 0])
    assert still["status"] == "no_change"
    assert still["upper"] == pytest.approx(-still["lower"])
    assert 0 < still["upper"] < 1
    gained = yang_score_ci([0, 0, 0], [0, 0, 0], [2, 1, 1], [0, 0, 0])
    assert (gained["estimate"], gained["upper"], gained["status"]) == (1, 1, "zero_variance")
    assert -1 < gained["lower"] < 1
    lost = yang_score_ci([0, 0, 0], [2, 1, 1], [0, 0, 0], [0, 0, 0])
    assert lost["lower"] == -1
    assert lost["upper"] == pytest.approx(-gained["lower"])
