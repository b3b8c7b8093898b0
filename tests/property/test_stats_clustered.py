from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hfi_eval.stats import (
    bootstrap,
    clustered_rank,
    clustered_score,
    clustered_share,
    clustered_test,
    cochran,
    cr2,
    did,
    difference,
    marginal,
    mcnemar,
    ordinal,
    signed_rank,
    signflip,
)

# an entry may be None where it is undefined; each test knows which it asks for
bhapkar: Any = marginal.bhapkar
bowker: Any = marginal.bowker
bowker_exact: Any = marginal.bowker_exact
cochran_q: Any = cochran.cochran_q
cr2_change: Any = cr2.cr2_change
difference_in_differences: Any = did.difference_in_differences
durkalski: Any = clustered_test.durkalski
eliasziw: Any = clustered_test.eliasziw
family_bootstrap: Any = bootstrap.family_bootstrap
mcnemar_asymptotic: Any = mcnemar.mcnemar_asymptotic
mcnemar_exact: Any = mcnemar.mcnemar_exact
mcnemar_midp: Any = mcnemar.mcnemar_midp
obuchowski: Any = clustered_test.obuchowski
ordinal_scores: Any = ordinal.ordinal_scores
sign_test: Any = signed_rank.sign_test
signed_rank_datta_satten: Any = clustered_rank.signed_rank_datta_satten
signed_rank_rosner: Any = clustered_rank.signed_rank_rosner
signflip_exact: Any = signflip.signflip_exact
signflip_midp: Any = signflip.signflip_midp
stuart_maxwell: Any = marginal.stuart_maxwell
tango: Any = difference.tango
wilcoxon_pratt: Any = signed_rank.wilcoxon_pratt
wilson_clustered: Any = clustered_share.wilson_clustered
yang: Any = clustered_test.yang
yang_score_ci: Any = clustered_score.yang_score_ci


TESTS = [signflip_midp, signflip_exact, durkalski, obuchowski, yang, eliasziw]
INTERVALS = [cr2_change, yang_score_ci]
STATUSES = {"ok", "no_change", "too_few_clusters", "few_clusters", "zero_variance", "undefined"}

counts_of_families = st.lists(st.tuples(*[st.integers(0, 3)] * 4), min_size=0, max_size=12).map(
    lambda rows: tuple(np.array(rows, dtype=int).reshape(-1, 4).T)
)
many_families = st.lists(st.tuples(*[st.integers(0, 3)] * 4), min_size=4, max_size=14).map(
    lambda rows: tuple(np.array(rows, dtype=int).T)
)
cells = st.lists(st.integers(0, 9), min_size=4, max_size=4)
changes = st.lists(st.tuples(st.integers(-3, 3), st.integers(0, 5)), max_size=15)
squares = st.integers(1, 4).flatmap(
    lambda k: st.lists(st.lists(st.integers(0, 6), min_size=k, max_size=k), min_size=k, max_size=k)
)


def _ones(stayed: Any, lost: Any, gained: Any, never: Any) -> Any:
    kind = np.repeat(np.arange(4), [stayed, lost, gained, never])
    return [(kind == k).astype(int) for k in range(4)]


def _same(one: Any, other: Any) -> Any:
    assert one.keys() == other.keys()
    for name, value in one.items():
        wanted = other[name]
        if isinstance(value, float) and wanted is not None:
            assert value == pytest.approx(wanted, rel=1e-7, abs=1e-9), name
        else:
            assert value == wanted, name


def _sound(answer: Any) -> Any:
    assert answer["status"] in STATUSES | {"approximate"}
    for name, value in answer.items():
        if isinstance(value, float | int):
            assert math.isfinite(value), name
    if answer.get("p") is not None:
        assert 0 < answer["p"] <= 1
    if answer.get("lower") is not None and answer["estimate"] is not None:
        assert answer["lower"] <= answer["estimate"] + 1e-9
        assert answer["estimate"] - 1e-9 <= answer["upper"]


@pytest.mark.parametrize("method", [*TESTS, *INTERVALS])
@given(counts=counts_of_families)
def test_every_count_of_families_has_a_sound_answer(method, counts):
    _sound(method(*counts))


@given(counts=counts_of_families)
def test_the_bootstrap_and_the_clustered_share_have_a_sound_answer(counts):
    _sound(family_bootstrap(*counts, replicates=50))
    _sound(wilson_clustered(counts[0], counts[0] + counts[1] + counts[3]))


@pytest.mark.parametrize("method", [*TESTS, *INTERVALS])
@given(counts=counts_of_families)
def test_yes_and_no_exchanged_turn_the_sign_and_nothing_else(method, counts):
    both, loss, gain, neither = counts
    there, back = method(both, loss, gain, neither), method(neither, gain, loss, both)
    if back["estimate"] is not None:
        back["estimate"] = -back["estimate"] + 0.0
    if back.get("lower") is not None:
        back["lower"], back["upper"] = -back["upper"], -back["lower"]
    _same(there, back)


@pytest.mark.parametrize("method", [*TESTS, *INTERVALS])
@given(counts=counts_of_families, seed=st.integers(0, 99))
def test_the_order_of_families_does_not_matter(method, counts, seed):
    order = np.random.default_rng(seed).permutation(len(counts[0]))
    _same(method(*counts), method(*(each[order] for each in counts)))


@pytest.mark.parametrize("method", [*TESTS, *INTERVALS])
@given(counts=counts_of_families)
def test_families_without_members_do_not_matter(method, counts):
    _same(method(*counts), method(*(np.append(each, [0, 0]) for each in counts)))


@given(cells=cells)
def test_families_of_one_equal_the_unclustered_methods(cells):
    stayed, lost, gained, never = cells
    assume(sum(cells) > 1 and lost + gained > 0)
    table, ones = [[stayed, lost], [gained, never]], _ones(*cells)
    assert signflip_midp(*ones)["p"] == pytest.approx(mcnemar_midp(table)["p"], rel=1e-10)
    assert signflip_exact(*ones)["p"] == pytest.approx(mcnemar_exact(table)["p"], rel=1e-10)
    wanted = mcnemar_asymptotic(table)
    for test in (durkalski, eliasziw):
        assert test(*ones)["p"] == pytest.approx(wanted["p"], rel=1e-9)
    interval, answer = tango(table, level=0.95), yang_score_ci(*ones)
    assert answer["lower"] == pytest.approx(interval["lower"], abs=1e-9)
    assert answer["upper"] == pytest.approx(interval["upper"], abs=1e-9)


@given(counts=many_families, level=st.sampled_from([0.5, 0.8, 0.9, 0.95, 0.99]))
def test_intervals_and_their_tests_agree(counts, level):
    for interval, p in (
        (cr2_change(*counts, level=level), cr2_change(*counts)["p"]),
        (yang_score_ci(*counts, level=level), eliasziw(*counts)["p"]),
    ):
        if interval["status"] in {"ok", "few_clusters"} and abs(p - 1 + level) > 1e-9:
            outside = interval["lower"] > 0 or interval["upper"] < 0
            assert outside == (p < 1 - level)


@given(counts=many_families)
def test_the_exact_test_is_never_below_the_mid_p(counts):
    exact, midp = signflip_exact(*counts)["p"], signflip_midp(*counts)["p"]
    assert exact is None or exact >= midp


@pytest.mark.parametrize("method", [signed_rank_datta_satten, signed_rank_rosner])
@given(people=changes)
def test_ranks_in_families_have_a_sound_answer(method, people):
    answer = method([change for change, _ in people], [family for _, family in people])
    _sound(answer)
    back = method([-change for change, _ in people], [family for _, family in people])
    if answer["p"] is not None:
        assert back["p"] == pytest.approx(answer["p"])


@pytest.mark.parametrize("method", [wilcoxon_pratt, sign_test])
@given(people=changes)
def test_ranks_have_a_sound_answer(method, people):
    steps = [change for change, _ in people]
    answer = method(steps)
    _sound(answer)
    assert method([-step for step in steps])["p"] == answer["p"]
    assert method([3 * step for step in reversed(steps)]) == answer


@pytest.mark.parametrize("method", [stuart_maxwell, bhapkar, bowker, bowker_exact])
@given(table=squares, seed=st.integers(0, 99))
def test_square_tables_have_a_sound_answer_whatever_the_order(method, table, seed):
    answer = method(table)
    _sound(answer)
    order = np.random.default_rng(seed).permutation(len(table))
    _same(answer, method(np.array(table)[np.ix_(order, order)]))
    if answer["statistic"] is not None:
        assert answer["statistic"] >= 0


@given(table=squares)
def test_scores_have_a_sound_answer(table):
    _sound(ordinal_scores(table, range(len(table))))


@given(
    answers=st.integers(1, 4).flatmap(
        lambda k: st.lists(st.lists(st.integers(0, 1), min_size=k, max_size=k), max_size=9)
    ),
    exact=st.sampled_from([True, False, None]),
)
def test_answers_at_several_waves_have_a_sound_answer(answers, exact):
    _sound(cochran_q(answers, exact))
    swapped = cochran_q([[1 - x for x in row] for row in answers], exact)
    _same(cochran_q(answers, exact), swapped)


@given(
    people=st.lists(
        st.tuples(st.integers(0, 1), st.integers(0, 1), st.integers(0, 1), st.integers(0, 5)),
        max_size=20,
    )
)
def test_comparisons_have_a_sound_answer(people):
    _sound(difference_in_differences(*np.array(people, dtype=int).reshape(-1, 4).T))


SIZES = [1] * 11 + [2] * 17


def _null(random: Any) -> Any:
    """Draw 28 families, 45 adults, six of ten families on one path, as many gains as losses."""
    family = np.repeat(np.arange(28), SIZES)
    chances = [0.35, 0.15, 0.15, 0.35]
    own, common = random.choice(4, 45, p=chances), random.choice(4, 28, p=chances)
    path = np.where((random.random(28) < 0.6)[family], common[family], own)
    counts = np.zeros((4, 28), dtype=int)
    np.add.at(counts, (path, family), 1)
    return counts, path, family


def test_p_values_are_uniform_or_conservative_without_a_change():
    random = np.random.default_rng(2011)
    runs = 1500
    found: dict[str, list[float]] = {}
    for _ in range(runs):
        counts, path, family = _null(random)
        change = np.array([0, -1, 1, 0])[path]
        said = {test.__name__: test(*counts)["p"] for test in [*TESTS, cr2_change]}
        said["rosner"] = signed_rank_rosner(change, family)["p"]
        said["datta_satten"] = signed_rank_datta_satten(change, family)["p"]
        for name, p in said.items():
            found.setdefault(name, []).append(p)
    for name, ps in found.items():
        for size in (0.01, 0.05, 0.1, 0.2):
            hits = (np.array(ps) <= size).mean()
            slack = 4 * (size * (1 - size) / runs) ** 0.5
            assert hits <= size + slack, (name, size, hits)
    assert (np.array(found["signflip_midp"]) <= 0.05).mean() > 0.02


def test_ignoring_families_would_raise_too_many_false_alarms():
    random = np.random.default_rng(2011)
    alarms = [
        mcnemar_midp(_null(random)[0].sum(axis=1).reshape(2, 2).tolist())["p"] <= 0.05
        for _ in range(1500)
    ]
    assert 0.07 < np.mean(alarms) < 0.13


def test_intervals_hold_the_truth_as_often_as_they_say():
    random = np.random.default_rng(2009)
    hits = {method.__name__: 0 for method in INTERVALS}
    for _ in range(1500):
        counts = _null(random)[0]
        for method in INTERVALS:
            answer = method(*counts)
            hits[method.__name__] += (
                answer["lower"] is None or answer["lower"] <= 0 <= answer["upper"]
            )
    for name, times in hits.items():
        assert 0.93 < times / 1500 < 0.975, name
