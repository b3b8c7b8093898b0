from __future__ import annotations

from math import isnan
from typing import Any

import numpy as np
import pytest

from hfi_eval.stats import cr2, did

# an entry may be None where it is undefined; each test knows which it asks for
cr2_change: Any = cr2.cr2_change
difference_in_differences: Any = did.difference_in_differences


def _matrices(design: Any, change: Any, family: Any, wanted: Any) -> Any:
    """Give estimate, variance and degrees of freedom by the matrices of Bell & McCaffrey."""
    bread = np.linalg.inv(design.T @ design)
    hat = design @ bread @ design.T
    residual = change - hat @ change
    rows, total = [], 0.0
    for one in np.unique(family):
        mine = family == one
        values, vectors = np.linalg.eigh(np.eye(mine.sum()) - hat[np.ix_(mine, mine)])
        root = vectors @ np.diag(values**-0.5) @ vectors.T
        weights = (bread @ design[mine].T @ root)[wanted]
        total += (weights @ residual[mine]) ** 2
        rows.append(weights @ (np.eye(len(change)) - hat)[mine])
    gram = np.array(rows) @ np.array(rows).T
    estimate = (bread @ design.T @ change)[wanted]
    return estimate, total, np.trace(gram) ** 2 / (gram**2).sum()


def _people(counts: Any) -> Any:
    change = np.concatenate([np.repeat([0, -1, 1, 0], row) for row in np.array(counts).T])
    return change, np.repeat(np.arange(len(counts[0])), np.array(counts).sum(axis=0))


@pytest.mark.parametrize("seed", range(5))
def test_the_sums_over_families_are_the_matrix_formula(seed):
    counts = np.random.default_rng(seed).poisson(0.9, (4, 9)) + np.eye(4, 9, dtype=int)
    change, family = _people(counts[:, counts.sum(axis=0) > 0])
    estimate, variance, df = _matrices(np.ones((len(change), 1)), change, family, 0)
    answer = cr2_change(*counts)
    assert answer["estimate"] == pytest.approx(estimate, abs=1e-13)
    assert answer["se"] == pytest.approx(variance**0.5, rel=1e-11)
    assert answer["df"] == pytest.approx(df, rel=1e-11)


@pytest.mark.parametrize("seed", range(5))
def test_status_on_wave_with_two_rows_a_person_gives_the_same(seed):
    counts = np.random.default_rng(seed).poisson(0.8, (4, 8)) + np.eye(4, 8, dtype=int)
    kinds = np.repeat(np.array([[1, 1], [1, 0], [0, 1], [0, 0]])[None], 8, axis=0)
    rows = [np.repeat(kinds[f], counts[:, f], axis=0) for f in range(8) if counts[:, f].sum()]
    people = np.concatenate(rows)
    family = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    design = np.column_stack((np.ones(2 * len(people)), np.repeat([0, 1], len(people))))
    both = np.concatenate((family, family))
    estimate, variance, df = _matrices(design, people.T.ravel(), both, 1)
    answer = cr2_change(*counts)
    assert answer["estimate"] == pytest.approx(estimate, abs=1e-12)
    assert answer["se"] == pytest.approx(variance**0.5, rel=1e-10)
    assert answer["df"] == pytest.approx(df, rel=1e-10)


@pytest.mark.parametrize("families", [2, 5, 28])
def test_families_of_one_size_have_one_degree_of_freedom_less_than_families(families):
    gain = np.arange(families) % 3
    answer = cr2_change([0] * families, [0] * families, gain, 2 - gain)
    assert answer["df"] == pytest.approx(families - 1)


def test_families_of_one_give_the_paired_t_test():
    stats = pytest.importorskip("scipy.stats")
    change = np.array([1] * 9 + [-1] * 3 + [0] * 8)
    answer = cr2_change([0] * 20, change == -1, change == 1, change == 0)
    wanted = stats.ttest_1samp(change, 0)
    low, high = wanted.confidence_interval(0.9)
    assert answer["p"] == pytest.approx(wanted.pvalue, rel=1e-12)
    answer = cr2_change([0] * 20, change == -1, change == 1, change == 0, level=0.9)
    assert [answer["lower"], answer["upper"]] == pytest.approx([low, high], rel=1e-11)


def test_two_families_have_one_degree_of_freedom_and_a_wide_clipped_interval():
    answer = cr2_change([2, 0], [0, 1], [3, 0], [0, 2])
    assert answer["status"] == "few_clusters"
    assert answer["df"] == pytest.approx(1)
    assert (answer["lower"], answer["upper"]) == (-1, 1)
    assert 0.3 < answer["p"] < 1


def test_degenerate_families():
    none = {"se": None, "df": None, "lower": None, "upper": None, "p": None}
    assert cr2_change([], [], [], []) == {"estimate": None, "status": "undefined", **none}
    one = cr2_change([1, 0], [0, 0], [3, 0], [0, 0])
    assert one == {"estimate": 0.75, "status": "too_few_clusters", **none}
    still = cr2_change([1, 2, 0], [0] * 3, [0] * 3, [2, 0, 1])
    assert (still["estimate"], still["se"], still["p"], still["lower"]) == (0, 0, 1, None)
    assert still["status"] == "no_change"
    all_gain = cr2_change([0] * 3, [0] * 3, [2, 1, 3], [0] * 3)
    assert (all_gain["estimate"], all_gain["se"], all_gain["p"]) == (1, 0, None)
    assert (all_gain["lower"], all_gain["upper"], all_gain["status"]) == (
        None,
        None,
        "zero_variance",
    )
    evened = cr2_change([0] * 3, [1, 1, 2], [1, 1, 2], [0] * 3)
    assert (evened["p"], evened["status"]) == (1, "zero_variance")
    thirds = cr2_change([2] * 7, [0] * 7, [1] * 7, [0] * 7)
    assert (thirds["se"], thirds["status"], thirds["upper"]) == (0, "zero_variance", None)


def test_a_level_that_is_none_is_refused():
    with pytest.raises(ValueError, match="level must be between 0 and 1"):
        cr2_change([1], [1], [1], [1], level=95)


@pytest.mark.parametrize("seed", range(6))
def test_difference_in_differences_is_the_matrix_formula(seed):
    random = np.random.default_rng(seed)
    family = np.sort(random.integers(0, 9, 30))
    treated = (family % 2 if seed < 3 else random.integers(0, 2, 30)).astype(float)
    before, after = random.integers(0, 2, (2, 30))
    design = np.column_stack((np.ones(30), treated))
    estimate, variance, df = _matrices(design, after - before, family, 1)
    answer = difference_in_differences(before, after, treated, family)
    assert answer["estimate"] == pytest.approx(estimate, abs=1e-12)
    assert answer["se"] == pytest.approx(variance**0.5, rel=1e-10)
    assert answer["df"] == pytest.approx(df, rel=1e-10)
    assert answer["status"] == "ok"


def test_difference_in_differences_turns_with_the_groups():
    before, after = [0, 1, 0, 1, 0, 0], [1, 1, 0, 0, 0, 1]
    side, family = [1, 1, 1, 0, 0, 0], list("abcdef")
    there = difference_in_differences(before, after, side, family)
    back = difference_in_differences(before, after, [1 - s for s in side], family)
    assert back["estimate"] == pytest.approx(-there["estimate"])
    assert back["lower"] == pytest.approx(-there["upper"])
    assert back["p"] == pytest.approx(there["p"])


def test_degenerate_comparisons():
    def status(before: Any, after: Any, treated: Any, family: Any) -> Any:
        answer = difference_in_differences(before, after, treated, family)
        assert not any(isinstance(value, float) and isnan(value) for value in answer.values())
        return answer["status"], answer["estimate"], answer["p"]

    assert status([], [], [], []) == ("undefined", None, None)
    assert status([0, 0], [1, 1], [1, 1], ["a", "b"]) == ("undefined", None, None)
    assert status([0, 0, 0], [1, 1, 0], [1, 1, 0], "aab") == ("too_few_clusters", 1, None)
    assert status([0] * 4, [0] * 4, [1, 1, 0, 0], "abcd") == ("no_change", 0, 1)
    assert status([0] * 4, [1, 1, 0, 0], [1, 1, 0, 0], "abcd") == ("zero_variance", 1, None)
    assert status([0] * 4, [1] * 4, [1, 1, 0, 0], "abcd") == ("zero_variance", 0, 1)
    none = {"se": None, "df": None, "lower": None, "upper": None, "p": None}
    empty = difference_in_differences([], [], [], [])
    assert empty == {"estimate": None, "status": "undefined", **none}
    alike = difference_in_differences([0] * 4, [1, 1, 0, 0], [1, 1, 0, 0], "abcd")
    assert (alike["se"], alike["lower"], alike["upper"]) == (0, None, None)
    found = status([0] * 5, [1, 0, 0, 1, 1], [1, 1, 0, 0, 0], "abcde")
    assert found[0] == "few_clusters"
    assert found[2] is not None


def test_shares_stay_within_2_and_scores_do_not():
    shares = difference_in_differences([0, 1, 1, 0], [1, 1, 0, 0], [1, 1, 0, 0], "abcd")
    assert (shares["lower"], shares["upper"]) == (-2, 2)
    scores = difference_in_differences([0, 5, 5, 0], [5, 5, 0, 0], [1, 1, 0, 0], "abcd")
    assert scores["upper"] > 10


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (([0], [1, 1], [1], ["a"]), "one entry a person"),
        (([None], [1], [1], ["a"]), "before must be one list of finite numbers"),
        (([0], [1], [None], ["a"]), "treated must be one list of finite numbers"),
        (([0], [None], [1], ["a"]), "after must be one list of finite numbers"),
        (([0], ["x"], [1], ["a"]), "after must be one list of finite numbers"),
        (([0], [1], [2], ["a"]), "treated must be 1"),
        (([0], [1], [1], ["a", "b"]), "one family a person"),
    ],
    ids=["lengths", "before", "treated", "after", "text", "side", "families"],
)
def test_what_is_no_comparison_is_refused(given, message):
    with pytest.raises(ValueError, match=message):
        difference_in_differences(*given)
