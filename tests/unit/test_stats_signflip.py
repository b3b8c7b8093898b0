from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pytest

from hfi_eval.stats import signflip
from hfi_eval.stats.signed_sum import _inverted, half_binomial, tail

# an entry may be None where it is undefined; each test knows which it asks for
signflip_exact: Any = signflip.signflip_exact
signflip_midp: Any = signflip.signflip_midp


def _families(*nets: Any) -> Any:
    """Families with a net change each and one member who was yes all along."""
    net = np.array(nets)
    return np.ones_like(net), np.maximum(-net, 0), np.maximum(net, 0), np.zeros_like(net)


def _listed(nets: Any) -> Any:
    flips = np.array(list(product([-1, 1], repeat=len(nets)))) @ np.array(nets)
    seen = abs(sum(nets))
    at_least, equal = (np.abs(flips) >= seen).mean(), (np.abs(flips) == seen).mean()
    return at_least, at_least - equal / 2


@pytest.mark.parametrize(
    "nets",
    [
        (1, 1),
        (2, -1),
        (1, -1, 0),
        (3, 1, 1, -2),
        (1, 1, 1, 1, 1, 1, 1),
        (2, 4, -2, 6, 2),
        (5, -3, 2, 2, -1, 1, 1, 1, 0, 4, 1, -1),
        (1, -2, 3, -4, 5, -6, 7, -8, 9, -10, 11, 12),
    ],
    ids=str,
)
def test_it_is_what_listing_every_sign_gives(nets):
    exact, midp = _listed(nets)
    assert signflip_exact(*_families(*nets))["p"] == pytest.approx(exact, abs=1e-14)
    assert signflip_midp(*_families(*nets))["p"] == pytest.approx(midp, abs=1e-14)


@pytest.mark.parametrize(("gains", "losses"), [(7, 1), (3, 3), (9, 0), (12, 20), (1, 0)])
def test_families_of_one_give_the_mid_p_mcnemar(gains, losses):
    stats = pytest.importorskip("scipy.stats")
    moved = gains + losses
    less = min(gains, losses)
    half = stats.binom.pmf(less, moved, 0.5)
    wanted = 1 - half / 2 if gains == losses else 2 * stats.binom.cdf(less, moved, 0.5) - half
    answer = signflip_midp(*_families(*[1] * gains, *[-1] * losses, 0))
    assert answer["p"] == pytest.approx(wanted, rel=1e-12)


def test_the_estimate_is_over_members():
    assert signflip_midp([3, 0], [1, 0], [0, 4], [2, 0])["estimate"] == pytest.approx(0.3)


def test_five_thousand_families_are_exact_and_never_0():
    stats = pytest.importorskip("scipy.stats")
    answer = signflip_exact(*_families(*[1] * 2600, *[-1] * 2400))
    assert answer["p"] == pytest.approx(2 * stats.binom.cdf(2400, 5000, 0.5), rel=1e-10)
    assert 0 < signflip_exact(*_families(*[1] * 5000))["p"] < 1e-300
    assert 0 < signflip_midp(*_families(*[2] * 5000, *[1] * 5000))["p"] < 1e-300


def test_unlike_weights_are_inverted_as_exactly_as_they_are_written_out():
    weights = np.random.default_rng(1).integers(1, 60, 300)
    total = int(weights[:170].sum() - weights[170:].sum())
    values, times = np.unique(weights, return_counts=True)
    whole = int(weights.sum())
    for wished in (abs(total), abs(total) + 500, 0):
        far = wished + (whole - wished) % 2
        written = tail(weights, far)
        inverted = _inverted(values, times, far)
        assert inverted.reached == pytest.approx(written.reached, abs=1e-12)
        assert inverted.equalled == pytest.approx(written.equalled, abs=1e-12)


def test_a_far_total_keeps_within_hoeffdings_bound():
    weights = np.arange(1, 3001)
    chance = tail(weights, int(weights.sum()))
    assert 0 < chance.exact < 1e-300
    assert 0 <= chance.midp <= chance.exact


def test_a_total_of_0_is_reached_by_all_and_equalled_by_as_many_as_written_out():
    weights = np.random.default_rng(4).integers(1, 40, 200)
    weights[0] += weights.sum() % 2
    inverted = _inverted(*np.unique(weights, return_counts=True), 0)
    assert inverted.reached == 1
    assert inverted.equalled == pytest.approx(tail(weights, 0).equalled, abs=1e-12)


@pytest.mark.parametrize("deviations", [7.5, 8.2, 8.6, 9.0, 12.0])
def test_what_is_inverted_never_exceeds_hoeffdings_bound(deviations):
    weights = np.random.default_rng(4).integers(1, 40, 400)
    spread = float((weights**2).sum()) ** 0.5
    far = int(deviations * spread)
    far += (int(weights.sum()) - far) % 2
    inverted = _inverted(*np.unique(weights, return_counts=True), far)
    bound = 2 * np.exp(-((far / spread) ** 2) / 2)
    assert inverted.reached <= bound * (1 + 1e-12)
    assert inverted.reached == pytest.approx(tail(weights, far).reached, abs=1e-12)
    if deviations > 8.7:
        assert inverted.reached == pytest.approx(bound)
        assert inverted.equalled == 0


@pytest.mark.parametrize("n", [0, 1, 2, 3, 10, 101, 5000])
def test_half_binomials_are_symmetric_and_add_up(n):
    chances = half_binomial(n)
    assert len(chances) == n + 1
    assert (chances == chances[::-1]).all()
    assert chances.sum() == pytest.approx(1, abs=1e-12)


@pytest.mark.parametrize("flip", [signflip_exact, signflip_midp])
def test_too_little_to_test(flip):
    assert flip([], [], [], []) == {"estimate": None, "p": None, "status": "undefined"}
    assert flip([0], [0], [0], [0])["status"] == "undefined"
    assert flip([0], [0], [3], [1]) == {"estimate": 0.75, "p": None, "status": "too_few_clusters"}
    assert flip([0, 0], [0, 0], [3, 0], [1, 0])["status"] == "too_few_clusters"
    assert flip([1, 2], [0, 0], [0, 0], [0, 1]) == {"estimate": 0, "p": 1, "status": "no_change"}
    assert flip([0, 0], [1, 2], [1, 2], [0, 1]) == {
        "estimate": 0,
        "p": 1,
        "status": "zero_variance",
    }
    assert flip([0, 0], [0, 0], [1, 2], [0, 1])["status"] == "few_clusters"
    assert flip([0] * 3, [0] * 3, [1, 2, 1], [0] * 3)["status"] == "ok"


@pytest.mark.parametrize(
    ("counts", "message"),
    [
        (([1], [1], [1], [1, 2]), "one entry a family"),
        (([1], [-1], [1], [1]), "loss must be one list of counts"),
        (([1], [1], [0.5], [1]), "gain must hold whole numbers"),
        (([1], [1], [1], [float("nan")]), "neither must be one list of counts"),
        ((1, 1, 1, 1), "both must be one list of counts"),
        ((["a"], [1], [1], [1]), "both must be one list of counts"),
    ],
    ids=["lengths", "negative", "fraction", "missing", "scalar", "text"],
)
def test_what_is_no_count_is_refused(counts, message):
    with pytest.raises(ValueError, match=message):
        signflip_midp(*counts)
