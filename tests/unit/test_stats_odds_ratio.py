from __future__ import annotations

from math import inf
from typing import Any

import pytest

from hfi_eval.stats import odds_ratio, proportion
from tests.reference import binary

# an entry may be None where a statistic is undefined; each test knows which it asks for
odds_ratio_clopper_pearson: Any = odds_ratio.odds_ratio_clopper_pearson
odds_ratio_midp: Any = odds_ratio.odds_ratio_midp
odds_ratio_wilson: Any = odds_ratio.odds_ratio_wilson

METHODS = ("odds_ratio_midp", "odds_ratio_clopper_pearson", "odds_ratio_wilson")
ALL = [odds_ratio_midp, odds_ratio_clopper_pearson, odds_ratio_wilson]


@pytest.mark.parametrize("reference", binary.published(*METHODS), ids=binary.name)
def test_limits_agree_with_publications(reference):
    found = getattr(odds_ratio, reference.method)(reference.table, reference.level)
    assert found[reference.entry] == pytest.approx(reference.value, abs=reference.tolerance)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(("gained", "lost"), [(7, 1), (1, 7), (3, 3), (40, 11), (1200, 1000)])
def test_the_odds_are_those_of_the_share_of_gains_among_changes(method, gained, lost):
    share = getattr(proportion, method.removeprefix("odds_ratio_"))(gained, gained + lost, 0.9)
    found = getattr(odds_ratio, method)([[5, lost], [gained, 5]], 0.9)
    for entry in ("estimate", "lower", "upper"):
        assert found[entry] == pytest.approx(share[entry] / (1 - share[entry]), rel=1e-9)


@pytest.mark.parametrize("method", ALL)
def test_degenerate_tables_have_a_status(method):
    nothing = {"estimate": None, "lower": 0, "upper": inf}
    assert method([[0, 0], [0, 0]]) == {**nothing, "status": "undefined"}
    assert method(table=[[5, 0], [0, 4]], level=0.95) == {**nothing, "status": "no_change"}


@pytest.mark.parametrize("method", ALL)
@pytest.mark.parametrize("n", [1, 46, 5000])
def test_without_losses_there_is_no_upper_bound_and_without_gains_no_lower(method, n):
    gains, losses = method([[0, 0], [n, 3]]), method([[3, n], [0, 0]])
    assert (gains["estimate"], gains["upper"], gains["status"]) == (inf, inf, "unbounded")
    assert (losses["estimate"], losses["lower"], losses["status"]) == (0, 0, "ok")
    assert 0 < gains["lower"] == pytest.approx(1 / losses["upper"], rel=1e-9)


@pytest.mark.parametrize("method", ALL)
def test_wrong_arguments_are_refused(method):
    with pytest.raises(ValueError, match="the table must be 2 x 2"):
        method([[1, 2], [3, 4, 5]])
    with pytest.raises(ValueError, match="level must be between 0 and 1"):
        method([[1, 2], [3, 4]], 2)
