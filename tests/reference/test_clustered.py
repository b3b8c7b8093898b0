"""The clustered, square-table and rank methods beside published values, R and statsmodels.

The CSVs in `clustered/` name their sources; the scripts beside them made them.
"""

from __future__ import annotations

import csv
from pathlib import Path

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
    clustered_test,
    cochran,
    cr2,
    marginal,
    ordinal,
    signed_rank,
    signflip,
)


def _rows(name):
    with (HERE / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _numbers(name, case):
    rows = [row for row in _rows(name) if row["case"] == case]
    return np.array([[int(n) for key, n in row.items() if key != "case"] for row in rows])


def _function(method):
    return next(getattr(module, method) for module in MODULES if hasattr(module, method))


def _answer(method, case):
    if method in {"signed_rank_datta_satten", "signed_rank_rosner"}:
        people = _numbers("persons", case)
        return _function(method)(people[:, 4], people[:, 3])
    if method == "difference_in_differences":
        return did.difference_in_differences(*_numbers("persons", case).T[:4])
    if method in {"wilcoxon_pratt", "sign_test"}:
        return _function(method)(_numbers("differences", case)[:, 0])
    if method.startswith("cochran_q"):
        waves = _numbers("waves", "three")
        rows = waves[:8] if case == "first eight" else waves
        return cochran.cochran_q(rows, exact=not method.endswith("asymptotic"))
    if case in {"vision", "small", "sparse", "two"} and "signflip" not in method:
        cells = _numbers("tables", case)
        k = int(cells[:, 0].max()) + 1
        extra = [range(1, k + 1)] if method == "ordinal_scores" else []
        return _function(method)(cells[:, 2].reshape(k, k), *extra)
    counts = _numbers("families", case)
    if method == "wilson_clustered":
        return clustered_share.wilson_clustered(counts[:, 0] + counts[:, 2], counts.sum(axis=1))
    return _function(method)(*counts.T)


def _named(rows):
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
    answer = cr2.cr2_change(*counts.T)
    assert answer["estimate"] == pytest.approx(wanted["estimate"], rel=1e-6)
    residual = net - size * answer["estimate"]
    assert np.sqrt((residual**2).sum()) / size.sum() == pytest.approx(wanted["se"], rel=1e-6)
    assert answer["se"] > wanted["se"]
