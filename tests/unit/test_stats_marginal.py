from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pytest

from hfi_eval.stats import bowker_null, marginal, ordinal

# an entry may be None where it is undefined; each test knows which it asks for
bhapkar: Any = marginal.bhapkar
bowker: Any = marginal.bowker
bowker_exact: Any = marginal.bowker_exact
ordinal_scores: Any = ordinal.ordinal_scores
stuart_maxwell: Any = marginal.stuart_maxwell


EVERY = [stuart_maxwell, bhapkar, bowker, bowker_exact]


def _listed(table: Any) -> Any:
    stats = pytest.importorskip("scipy.stats")
    pairs = [(table[i][j], table[j][i]) for i in range(len(table)) for j in range(i)]
    pairs = [pair for pair in pairs if sum(pair)]
    seen = sum((a - b) ** 2 / (a + b) for a, b in pairs)
    chance = 0.0
    for outcome in product(*(range(a + b + 1) for a, b in pairs)):
        value = sum(
            (2 * x - a - b) ** 2 / (a + b) for x, (a, b) in zip(outcome, pairs, strict=True)
        )
        if value >= seen - 1e-9:
            chance += np.prod(
                [stats.binom.pmf(x, a + b, 0.5) for x, (a, b) in zip(outcome, pairs, strict=True)]
            )
    return chance


@pytest.mark.parametrize("seed", range(8))
def test_exact_bowker_is_what_listing_every_outcome_gives(seed):
    table = np.random.default_rng(seed).poisson(1.5, (3 + seed % 2, 3 + seed % 2))
    if seed == 7:
        table[0] = table[:, 0] = 0
    assert bowker_exact(table)["p"] == pytest.approx(_listed(table.tolist()), abs=1e-12)


def test_two_statuses_give_mcnemar():
    table = [[10, 2], [9, 14]]
    assert stuart_maxwell(table)["statistic"] == pytest.approx(49 / 11)
    assert bowker(table)["statistic"] == pytest.approx(49 / 11)
    assert bhapkar(table)["statistic"] == pytest.approx(49 / (11 - 49 / 35))
    stats = pytest.importorskip("scipy.stats")
    assert bowker_exact(table)["p"] == pytest.approx(stats.binomtest(2, 11).pvalue, rel=1e-12)


def test_a_status_that_nobody_moves_to_or_from_is_dropped():
    table = np.array([[5, 3, 1], [0, 6, 4], [2, 1, 7]])
    wide = np.zeros((5, 5), dtype=int)
    wide[np.ix_([0, 2, 4], [0, 2, 4])] = table
    wide[1, 1] = 9
    assert stuart_maxwell(wide) == stuart_maxwell(table)
    assert bowker(wide)["statistic"] == bowker(table)["statistic"]
    assert (bowker(wide)["df"], bowker(table)["df"]) == (10, 3)
    assert bhapkar(wide)["statistic"] != bhapkar(table)["statistic"]


def test_separate_sets_of_statuses_lose_a_degree_of_freedom_each():
    table = [[4, 6, 0, 0], [1, 3, 0, 0], [0, 0, 2, 5], [0, 0, 2, 1]]
    answer = stuart_maxwell(table)
    assert answer["statistic"] == pytest.approx(25 / 7 + 9 / 7)
    assert answer["df"] == 2


@pytest.mark.parametrize("test", EVERY)
def test_before_and_after_exchanged_give_the_same(test):
    table = np.array([[5, 3, 1], [0, 6, 4], [2, 1, 7]])
    assert test(table.T)["p"] == pytest.approx(test(table)["p"])
    assert test(table[::-1, ::-1])["p"] == pytest.approx(test(table)["p"])


@pytest.mark.parametrize("test", EVERY)
def test_degenerate_tables(test):
    nobody = test(np.zeros((3, 3)))
    assert (nobody["statistic"], nobody["p"], nobody["status"]) == (None, None, "undefined")
    assert test(np.zeros((0, 0)))["status"] == "undefined"
    still = test(np.diag([3, 2]))
    assert (still["statistic"], still["p"], still["status"]) == (0, 1, "no_change")
    assert test([[7]])["status"] == "no_change"
    assert test([[0, 1], [0, 0]])["df"] == 1


def test_everybody_moving_the_same_way_leaves_bhapkar_without_variance():
    answer = bhapkar([[0, 0], [6, 0]])
    assert (answer["statistic"], answer["p"], answer["status"]) == (None, None, "zero_variance")
    round_about = bhapkar([[0, 3, 0], [0, 0, 3], [0, 0, 0]])
    assert round_about["status"] == "zero_variance"
    assert stuart_maxwell([[0, 0], [6, 0]])["statistic"] == pytest.approx(6)


def test_a_table_of_five_thousand_is_exact_and_near_the_chi_square():
    table = [[900, 700, 480], [640, 800, 300], [520, 290, 370]]
    assert bowker_exact(table)["status"] == "ok"
    assert bowker_exact(table)["p"] == pytest.approx(bowker(table)["p"], rel=0.03)
    apart = bowker_exact([[0, 2000, 0], [0, 0, 0], [1500, 0, 1500]])
    assert 0 < apart["p"] < 1e-100


def test_very_many_moves_are_worked_out_on_a_grid(monkeypatch):
    table = [[10, 30, 14, 9], [18, 20, 25, 12], [9, 16, 30, 11], [4, 14, 17, 20]]
    exact = bowker_exact(table)
    monkeypatch.setattr(bowker_null, "LISTED", 1000)
    grid = bowker_exact(table)
    assert (exact["status"], grid["status"]) == ("ok", "approximate")
    assert grid["p"] == pytest.approx(exact["p"], abs=1e-4)


@pytest.mark.parametrize("test", EVERY)
@pytest.mark.parametrize(
    "table",
    [[[1, 2]], [1, 2], [[1, -2], [3, 4]], [[1, 2.5], [3, 4]], [[1, None], [3, 4]], [[1], [2, 3]]],
    ids=["oblong", "flat", "negative", "fraction", "missing", "ragged"],
)
def test_what_is_no_square_table_of_counts_is_refused(test, table):
    with pytest.raises(ValueError, match=r"table must be square|cell of the table"):
        test(table)


def test_scores_of_two_levels_give_mcnemar_and_its_interval():
    answer = ordinal_scores([[10, 2], [9, 14]], [1, 0])
    assert answer["estimate"] == pytest.approx(7 / 35)
    assert answer["statistic"] == pytest.approx(49 / 11)


def test_only_distances_of_scores_matter_and_their_order_gives_the_sign():
    table = [[5, 3, 1], [0, 6, 4], [2, 1, 7]]
    low, high = ordinal_scores(table, [1, 2, 3]), ordinal_scores(table, [10, 30, 50])
    back = ordinal_scores(table, [3, 2, 1])
    assert high["statistic"] == pytest.approx(low["statistic"])
    assert high["upper"] == pytest.approx(20 * low["upper"])
    assert back["estimate"] == -low["estimate"]
    assert back["lower"] == pytest.approx(-low["upper"])


@pytest.mark.parametrize("seed", range(25))
def test_the_interval_of_scores_agrees_with_their_test(seed):
    random = np.random.default_rng(seed)
    table, level = random.poisson(random.uniform(0.3, 4, (3, 3))), 0.8
    answer = ordinal_scores(table, [0, 1, 3], level)
    if answer["status"] == "ok":
        assert (answer["lower"] > 0 or answer["upper"] < 0) == (answer["p"] < 1 - level)


def test_an_interval_of_scores_is_where_the_statistic_reaches_the_quantile():
    steps = np.repeat([-1, 0, 1, 2], [2, 11, 5, 4])
    table = [[5, 3, 4], [1, 3, 2], [0, 1, 3]]
    answer = ordinal_scores(table, [1, 2, 3])
    for limit in (answer["lower"], answer["upper"]):
        moved = steps - limit
        assert moved.sum() ** 2 / (moved**2).sum() == pytest.approx(1.959964**2, rel=1e-6)


def test_degenerate_scores():
    assert ordinal_scores([[0, 0], [0, 0]], [1, 2])["status"] == "undefined"
    still = ordinal_scores([[3, 0], [0, 2]], [1, 2])
    assert (still["estimate"], still["p"], still["lower"], still["status"]) == (
        0,
        1,
        None,
        "no_change",
    )
    risen = ordinal_scores([[0, 4], [0, 0]], [1, 2])
    assert (risen["estimate"], risen["statistic"], risen["upper"]) == (1, 4, None)
    assert risen["status"] == "zero_variance"
    assert ordinal_scores([[1, 1], [1, 1]], [5, 5])["status"] == "no_change"
    few = ordinal_scores([[1, 1], [0, 1]], [1, 2])
    assert (few["lower"], few["upper"]) == (-1, 1)
    with pytest.raises(ValueError, match="one score a level"):
        ordinal_scores([[1, 1], [0, 1]], [1, 2, 3])
    with pytest.raises(ValueError, match="scores must be"):
        ordinal_scores([[1, 1], [0, 1]], [1, float("inf")])
