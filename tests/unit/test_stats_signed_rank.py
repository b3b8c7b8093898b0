from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pytest

from hfi_eval.stats import clustered_rank, signed_rank
from hfi_eval.stats.signed_rank import double_midranks

# an entry may be None where it is undefined; each test knows which it asks for
sign_test: Any = signed_rank.sign_test
signed_rank_datta_satten: Any = clustered_rank.signed_rank_datta_satten
signed_rank_rosner: Any = clustered_rank.signed_rank_rosner
wilcoxon_pratt: Any = signed_rank.wilcoxon_pratt

CLUSTERED = [signed_rank_datta_satten, signed_rank_rosner]


def _listed(differences: Any) -> Any:
    stats = pytest.importorskip("scipy.stats")
    ranks = stats.rankdata(np.abs(differences))
    signs = np.sign(differences)
    free = ranks[signs != 0]
    sums = np.array(list(product([-1, 1], repeat=len(free)))) @ free
    return (np.abs(sums) >= abs((signs * ranks).sum()) - 1e-9).mean()


@pytest.mark.parametrize("seed", range(8))
def test_pratts_test_is_what_listing_every_sign_gives(seed):
    differences = np.random.default_rng(seed).integers(-2, 4, 9)
    assert wilcoxon_pratt(differences)["p"] == pytest.approx(_listed(differences), abs=1e-13)


def test_without_ties_and_zeros_it_is_wilcoxons():
    stats = pytest.importorskip("scipy.stats")
    differences = np.random.default_rng(3).normal(0.4, 1, 25)
    wanted = stats.wilcoxon(differences, method="exact")
    assert wilcoxon_pratt(differences)["p"] == pytest.approx(wanted.pvalue, rel=1e-11)


def test_five_thousand_persons_are_exact_and_near_the_normal():
    stats = pytest.importorskip("scipy.stats")
    random = np.random.default_rng(1)
    levels = random.integers(-3, 4, 5000)
    levels[:40] = 2
    ranks = stats.rankdata(np.abs(levels)) * np.sign(levels)
    wanted = 2 * stats.norm.sf(abs(ranks.sum()) / (ranks**2).sum() ** 0.5)
    assert wilcoxon_pratt(levels)["p"] == pytest.approx(wanted, rel=1e-2)
    apart = wilcoxon_pratt(random.normal(0.05, 1, 5000))["p"]
    assert 0 < apart < 1
    assert 0 < wilcoxon_pratt(np.arange(1, 5001))["p"] < 1e-300


def test_the_statistic_is_the_rank_sum_of_those_who_rose():
    assert wilcoxon_pratt([3, -1, 0, 2])["statistic"] == 7
    assert sign_test([3, -1, 0, 2])["statistic"] == 2


@pytest.mark.parametrize("test", [wilcoxon_pratt, sign_test])
def test_degenerate_differences(test):
    assert test([]) == {"statistic": None, "p": None, "status": "undefined"}
    assert test([0, 0]) == {"statistic": 0, "p": 1, "status": "no_change"}
    assert test([2])["p"] == 1
    assert test([1, -1])["p"] == 1
    with pytest.raises(ValueError, match="differences must be one list"):
        test([1, None])
    with pytest.raises(ValueError, match="differences must be one list"):
        test([[1, 2]])


def test_doubled_midranks_are_whole():
    assert double_midranks(np.array([2.0, 1.0, 2.0, 9.0])).tolist() == [5, 2, 5, 8]


def test_families_of_one_give_rosner_the_usual_signed_rank():
    stats = pytest.importorskip("scipy.stats")
    change = np.array([2, -1, 2, 3, 0, 1, -2, 4, 1])
    wanted = stats.wilcoxon(change, method="asymptotic", zero_method="wilcox", correction=False)
    assert signed_rank_rosner(change, range(9))["p"] == pytest.approx(wanted.pvalue, rel=1e-10)


def test_families_of_one_size_give_rosner_the_sums_of_signed_ranks():
    stats = pytest.importorskip("scipy.stats")
    change = np.array([2, -1, 2, 3, 1, 1, -2, 4, 1, 5])
    ranks = stats.rankdata(np.abs(change)) * np.sign(change)
    sums = ranks.reshape(5, 2).sum(axis=1)
    answer = signed_rank_rosner(change, np.repeat(list("abcde"), 2))
    assert answer["statistic"] == pytest.approx(sums.sum() / (sums**2).sum() ** 0.5)


def test_datta_satten_is_its_double_sum():
    random = np.random.default_rng(5)
    family = np.sort(random.integers(0, 7, 22))
    change = random.integers(-2, 4, 22)
    groups = [change[family == one] for one in np.unique(family)]

    def share(numbers: Any, size: Any) -> Any:
        return ((np.abs(numbers) <= size).mean() + (np.abs(numbers) < size).mean()) / 2

    total, spread = 0.0, 0.0
    for i, mine in enumerate(groups):
        others = [sum(share(o, abs(x)) for j, o in enumerate(groups) if j != i) for x in mine]
        pooled = [share(change, abs(x)) for x in mine]
        total += np.mean(np.sign(mine) * (1 + np.array(others)))
        spread += np.mean(np.sign(mine) * (1 + (len(groups) - 1) * np.array(pooled))) ** 2
    answer = signed_rank_datta_satten(change, family)
    assert answer["statistic"] == pytest.approx(total / spread**0.5, rel=1e-12)


@pytest.mark.parametrize("test", CLUSTERED)
def test_falls_instead_of_rises_turn_the_sign_and_names_do_not_matter(test):
    change, family = [1, 2, -1, 3, 0, 2, 1], ["a", "a", "b", "c", "c", "d", "d"]
    there = test(change, family)
    back = test([-x for x in change], [f"{name}!" for name in family])
    assert back["statistic"] == pytest.approx(-there["statistic"])
    mixed = test(change[::-1], family[::-1])
    assert mixed["statistic"] == pytest.approx(there["statistic"])


@pytest.mark.parametrize("test", CLUSTERED)
def test_degenerate_families(test):
    assert test([], []) == {"statistic": None, "p": None, "status": "undefined"}
    assert test([1, 2], "aa") == {"statistic": None, "p": None, "status": "too_few_clusters"}
    assert test([0, 0], "ab") == {"statistic": 0, "p": 1, "status": "no_change"}
    assert test([1, 2], "ab")["status"] == "few_clusters"
    assert test([1, -1, 2, -2, 1, -1], "aabbcc")["p"] == 1
    with pytest.raises(ValueError, match="one family a person"):
        test([1, 2], "a")
    with pytest.raises(ValueError, match="change must be one list"):
        test([1, float("nan")], "ab")


def test_rosner_needs_two_families_in_which_somebody_moved():
    assert signed_rank_rosner([1, 2, 0], "aab")["status"] == "too_few_clusters"
    assert signed_rank_datta_satten([1, 2, 0], "aab")["status"] == "few_clusters"


def test_likeness_in_rosners_weights_is_kept_between_0_and_1():
    alike = signed_rank_rosner([1, 1, 1, -3, -3, 2], "aaabbc")
    unlike = signed_rank_rosner([1, -1, 2, -2, 3], "aabbc")
    two = signed_rank_rosner([1, 1, 1, -3, -3], "aaabb")
    for answer in (alike, unlike, two):
        assert 0 < answer["p"] <= 1
