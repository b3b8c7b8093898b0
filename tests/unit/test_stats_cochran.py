from __future__ import annotations

from itertools import permutations, product
from typing import Any

import numpy as np
import pytest

from hfi_eval.stats import cochran

# an entry may be None where it is undefined; each test knows which it asks for
cochran_q: Any = cochran.cochran_q


def _listed(data: Any) -> Any:
    data = np.array(data)
    rows = [sorted(set(permutations(row))) for row in data.tolist()]
    seen = (data.sum(axis=0) ** 2).sum()
    return np.mean([(np.sum(choice, axis=0) ** 2).sum() >= seen for choice in product(*rows)])


@pytest.mark.parametrize("seed", range(8))
def test_the_exact_p_is_what_listing_every_permutation_gives(seed):
    random = np.random.default_rng(seed)
    data = random.random((6, 3 + seed % 2)) < np.linspace(0.3, 0.8, 3 + seed % 2)
    assert cochran_q(data, exact=True)["p"] == pytest.approx(_listed(data.astype(int)), abs=1e-13)


@pytest.mark.parametrize(("gains", "losses"), [(7, 1), (4, 4), (10, 3)])
def test_two_waves_give_mcnemar(gains, losses):
    stats = pytest.importorskip("scipy.stats")
    data = [[0, 1]] * gains + [[1, 0]] * losses + [[1, 1], [0, 0]]
    assert cochran_q(data)["p"] == pytest.approx(stats.binomtest(gains, gains + losses).pvalue)
    answer = cochran_q(data, exact=False)
    assert answer["statistic"] == pytest.approx((gains - losses) ** 2 / (gains + losses))
    assert answer["df"] == 1


def test_the_published_statistic():
    blocks = [[0, 0, 0, 0, 1]] * 2 + [[0, 0, 0, 1, 1], [0, 1, 0, 1, 1]]
    blocks += [[1, 1, 0, 1, 1]] * 2 + [[1, 1, 0, 1, 0], [1, 1, 0, 0, 0], [1, 0, 0, 0, 0]]
    answer = cochran_q(blocks, exact=False)  # Igor Pro manual, StatsCochranTest, wave2
    assert round(answer["statistic"], 4) == 10.3636
    assert round(answer["p"], 7) == 0.0347281


def test_those_who_never_change_do_not_matter():
    data = [[0, 1, 1], [0, 0, 1], [1, 0, 1], [0, 1, 0]]
    assert cochran_q([*data, [1, 1, 1], [0, 0, 0]]) == cochran_q(data)


def test_the_exact_p_is_near_the_chi_square_where_persons_are_many():
    data = np.random.default_rng(1).random((120, 3)) < [0.4, 0.5, 0.52]
    exact, rough = cochran_q(data, exact=True), cochran_q(data, exact=False)
    assert exact["status"] == "ok"
    assert exact["p"] == pytest.approx(rough["p"], abs=0.01)


def test_it_is_exact_unasked_where_that_is_quick(monkeypatch):
    data = np.random.default_rng(1).random((46, 3)) < [0.4, 0.5, 0.7]
    assert cochran_q(data) == cochran_q(data, exact=True)
    monkeypatch.setattr(cochran, "WORK", 100)
    assert cochran_q(data) == cochran_q(data, exact=False)
    monkeypatch.setattr(cochran, "MOST", 100)
    wide = cochran_q(data, exact=True)
    assert wide["status"] == "approximate"
    assert wide["p"] == cochran_q(data, exact=False)["p"]


def test_degenerate_answers():
    assert cochran_q([])["status"] == "undefined"
    assert cochran_q(np.zeros((0, 3)))["df"] == 2
    one_wave = cochran_q([[1], [0]])
    assert (one_wave["statistic"], one_wave["df"], one_wave["p"]) == (None, 0, None)
    assert one_wave["status"] == "undefined"
    still = cochran_q([[1, 1, 1], [0, 0, 0]])
    assert (still["statistic"], still["p"], still["status"]) == (0, 1, "no_change")
    assert cochran_q([[0, 1, 1]])["p"] == 1


@pytest.mark.parametrize(
    "data",
    [[[0, 2]], [[0, None]], [0, 1], [[0, 1], [1]], [["a", "b"]]],
    ids=["two", "missing", "flat", "ragged", "text"],
)
def test_what_is_no_table_of_answers_is_refused(data):
    with pytest.raises(ValueError, match="data must"):
        cochran_q(data)
