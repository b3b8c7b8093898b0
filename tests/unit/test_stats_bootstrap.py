from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from hfi_eval.stats import bootstrap
from hfi_eval.stats.bootstrap import UNIT
from hfi_eval.stats.family_counts import families

# an entry may be None where it is undefined; each test knows which it asks for
family_bootstrap: Any = bootstrap.family_bootstrap


def _families(count: Any, seed: Any = 1) -> Any:
    random = np.random.default_rng(seed)
    return random.multinomial(random.integers(1, 4, count), [0.3, 0.15, 0.25, 0.3]).T


@pytest.mark.parametrize("count", [20, 400])
def test_the_same_seed_gives_the_same_interval_and_another_another(count):
    counts = _families(count)
    assert family_bootstrap(*counts, seed=4) == family_bootstrap(*counts, seed=4)
    assert family_bootstrap(*counts, seed=4) != family_bootstrap(*counts, seed=5)


def test_families_of_one_give_binomial_quantiles():
    stats = pytest.importorskip("scipy.stats")
    answer = family_bootstrap(
        [0] * 40, [0] * 40, [1] * 12 + [0] * 28, [0] * 12 + [1] * 28, level=0.9, replicates=200_000
    )
    low, high = stats.binom.ppf([0.05, 0.95], 40, 0.3) / 40
    assert answer["lower"] == pytest.approx(low, abs=0.0251)
    assert answer["upper"] == pytest.approx(high, abs=0.0251)


def test_kinds_are_drawn_as_often_as_families_one_by_one():
    counts = _families(300, seed=7)
    packed = (counts[2] - counts[1]) * UNIT + counts.sum(axis=0)
    replicates = 100_000
    sums = bootstrap.by_kind(packed, replicates, np.random.default_rng(2))
    drawn = np.column_stack((sums // UNIT, sums % UNIT)).astype(float)
    one = np.column_stack((counts[2] - counts[1], counts.sum(axis=0))).astype(float)
    error = 300**0.5 * one.std(axis=0) / replicates**0.5
    assert (np.abs(drawn.mean(axis=0) - one.sum(axis=0)) < 5 * error).all()
    wanted = 300 * np.cov(one.T, bias=True)
    assert np.cov(drawn.T) == pytest.approx(wanted, rel=0.03, abs=2)


def test_too_large_poisson_totals_are_drawn_as_multinomials(monkeypatch):
    monkeypatch.setattr(bootstrap, "SAFE", 0.0)
    counts = _families(300, seed=7)
    packed = (counts[2] - counts[1]) * UNIT + counts.sum(axis=0)
    sums = bootstrap.by_kind(packed, 40_000, np.random.default_rng(2))
    assert (sums % UNIT).mean() == pytest.approx(counts.sum(), rel=0.001)
    assert (sums % UNIT).std() == pytest.approx(300**0.5 * counts.sum(axis=0).std(), rel=0.02)


def test_draws_in_parts_are_as_many_as_asked_for(monkeypatch):
    monkeypatch.setattr(bootstrap, "AT_ONCE", 1000)
    counts = _families(20)
    sums = bootstrap.changes(families(*counts), 101, np.random.default_rng(1))
    assert len(sums) == 101


def test_the_interval_is_near_that_of_many_families_in_theory():
    counts = _families(3000)
    answer = family_bootstrap(*counts)
    net, size = counts[2] - counts[1], counts.sum(axis=0)
    residual = net - size * net.sum() / size.sum()
    half = 1.96 * (residual**2).sum() ** 0.5 / size.sum()
    assert answer["upper"] - answer["lower"] == pytest.approx(2 * half, rel=0.03)
    assert (answer["upper"] + answer["lower"]) / 2 == pytest.approx(answer["estimate"], abs=0.001)


def test_degenerate_families():
    assert family_bootstrap([], [], [], [])["status"] == "undefined"
    one = family_bootstrap([1], [0], [1], [0])
    assert (one["estimate"], one["lower"], one["status"]) == (0.5, None, "too_few_clusters")
    still = family_bootstrap([1, 1], [0, 0], [0, 0], [0, 2])
    assert (still["estimate"], still["upper"], still["status"]) == (0, None, "no_change")
    gained = family_bootstrap([0, 0], [0, 0], [2, 1], [0, 0])
    assert (gained["estimate"], gained["upper"], gained["status"]) == (1, None, "zero_variance")
    two = family_bootstrap([0, 0], [0, 0], [2, 1], [0, 1])
    assert two["status"] == "few_clusters"
    assert two["lower"] == 0.5
    assert two["upper"] == 1


def test_wrong_settings_are_refused():
    with pytest.raises(ValueError, match="replicates must be at least 1"):
        family_bootstrap([1], [1], [1], [1], replicates=0)
    with pytest.raises(ValueError, match="level must be"):
        family_bootstrap([1], [1], [1], [1], level=0)
