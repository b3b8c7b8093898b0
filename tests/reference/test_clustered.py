"""The clustered, square-table and rank methods beside published values, R and statsmodels.

The CSVs in `clustered/` name their sources; the scripts beside them made them.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from hfi_eval.stats import (
    clustered_rank,
    clustered_share,
    clustered_test,
    cochran,
    cr2,
    did,
    marginal,
    ordinal,
    signed_rank,
    signflip,
)

HERE = Path(__file__).parent / "clustered"
MODULES = (
    clustered_rank,
    clustered_share,
    clustered_test,
    cochran,
    cr2,
    did,
    marginal,
    ordinal,
    signed_rank,
    signflip,
)
TABLES = {"stuart_maxwell", "bhapkar", "bowker", "bowker_exact", "ordinal_scores"}


def _rows(name: Any) -> Any:
    with (HERE / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _numbers(name: Any, case: Any) -> Any:
    rows = [row for row in _rows(name) if row["case"] == case]
    return np.array([[int(n) for key, n in row.items() if key != "case"] for row in rows])


def _function(method: Any) -> Any:
    name = method.removesuffix("_asymptotic") if method.startswith("cochran_q") else method
    return next(getattr(module, name) for module in MODULES if hasattr(module, name))


def _answer(method: Any, case: Any) -> Any:
    return _function(method)(*_given(method, case))


def _given(method: Any, case: Any) -> Any:
    """Give what the method is given: persons, differences, waves, a table or families."""
    if method.startswith("signed_rank"):
        people = _numbers("persons", case)
        return people[:, 4], people[:, 3]
    if method == "difference_in_differences":
        return _numbers("persons", case).T[:4]
    if method in {"wilcoxon_pratt", "sign_test"}:
        return [_numbers("differences", case)[:, 0]]
    if method.startswith("cochran_q"):
        waves = _numbers("waves", "three")
        return waves[:8] if case == "first eight" else waves, not method.endswith("asymptotic")
    return _table(method, case) if method in TABLES else _counts(method, case)


def _table(method: Any, case: Any) -> Any:
    cells = _numbers("tables", case)
    k = int(cells[:, 0].max()) + 1
    table = cells[:, 2].reshape(k, k)
    return [table, range(1, k + 1)] if method == "ordinal_scores" else [table]


def _counts(method: Any, case: Any) -> Any:
    counts = _numbers("families", case)
    if method == "wilson_clustered":
        return counts[:, 0] + counts[:, 2], counts.sum(axis=1)
    return counts.T


def _named(rows: Any) -> Any:
    return [
        pytest.param(row, id=f"{row['method']}-{row['case']}-{row['entry']}-{at}")
        for at, row in enumerate(rows)
    ]


@pytest.mark.parametrize("row", _named(_rows("published")))
def test_it_agrees_with_the_published_value(row):
    answer = _answer(row["method"], row["case"])
    assert round(answer[row["entry"]], int(row["digits"])) == float(row["value"])


@pytest.mark.parametrize("row", _named(_rows("from_r")))
def test_it_agrees_with_r(row):
    answer = _answer(row["method"], row["case"])
    assert answer[row["entry"]] == pytest.approx(float(row["value"]), rel=1e-9)


SAME = [row for row in _rows("from_statsmodels") if row["method"] != "gee_change"]


@pytest.mark.parametrize("row", _named(SAME))
def test_it_agrees_with_statsmodels_scipy_and_the_definitions(row):
    answer = _answer(row["method"], row["case"])
    assert answer[row["entry"]] == pytest.approx(float(row["value"]), rel=1e-9)


@pytest.mark.parametrize("case", ["thyroid", "mixed", "large", "two"])
def test_the_two_wave_gee_has_the_same_change_and_the_plain_sandwich(case):
    wanted = {
        row["entry"]: float(row["value"])
        for row in _rows("from_statsmodels")
        if row["method"] == "gee_change" and row["case"] == case
    }
    counts = _numbers("families", case)
    size, net = counts.sum(axis=1), counts[:, 2] - counts[:, 1]
    answer: Any = cr2.cr2_change(*counts.T)
    assert answer["estimate"] == pytest.approx(wanted["estimate"], rel=1e-6)
    residual = net - size * answer["estimate"]
    assert np.sqrt((residual**2).sum()) / size.sum() == pytest.approx(wanted["se"], rel=1e-6)
    assert answer["se"] > wanted["se"]
