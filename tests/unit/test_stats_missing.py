from __future__ import annotations

import time
from itertools import product
from math import nan
from typing import Any

import pytest

from hfi_eval.stats import mcnemar, missing

# an entry may be None where a statistic is undefined; each test knows which it asks for
mcnemar_midp: Any = mcnemar.mcnemar_midp
manski_change: Any = missing.manski_change


CASES = [
    ([1, 0, 0, 0], [1, 1, 0, None]),
    ([1, 0, None, None, None, 0, 1], [0, 1, 1, 0, None, None, None]),
    ([None, None, None], [None, None, None]),
    ([1, 1, 1, 1, 0, 0], [0, 0, 0, None, 1, None]),
    ([0, 0, 0, 0, 0, 0, 0, None], [1, 1, 1, 1, 1, None, None, None]),
    ([1, 1, None, 0], [None, None, 0, 0]),
    ([1, 0, 1, 0], [0, 1, 1, 0]),
    ([None], [1]),
]


@pytest.mark.parametrize(("before", "after"), CASES)
def test_the_bounds_are_those_of_every_completion(before, after):
    n = len(before)
    changes, ps = [], []
    for filled in product(
        *[(answer,) if answer is not None else (0, 1) for answer in (*before, *after)]
    ):
        pairs = list(zip(filled[:n], filled[n:], strict=True))
        table = [[pairs.count((b, a)) for a in (1, 0)] for b in (1, 0)]
        changes.append(sum(a - b for b, a in pairs) / n)
        ps.append(mcnemar_midp(table)["p"])
    found = manski_change(before, after)
    assert (found["lower"], found["upper"]) == (
        pytest.approx(min(changes)),
        pytest.approx(max(changes)),
    )
    assert (found["p_min"], found["p_max"]) == (min(ps), max(ps))


def test_with_everybody_known_the_bounds_are_the_change():
    found = manski_change(before=[1, 0, 0, 0], after=[1, 1, 1, 0], level=0.95)
    assert found["lower"] == found["upper"] == found["complete_case"] == 0.5
    assert found["p_min"] == found["p_max"] == mcnemar_midp([[1, 0], [2, 1]])["p"]
    assert found["status"] == "ok"


def test_complete_cases_are_those_known_at_both_waves():
    assert manski_change([1, 0, None], [1, 1, 1])["complete_case"] == 0.5
    assert manski_change([1, None], [None, 0])["complete_case"] is None


def test_nobody_can_have_changed():
    found = manski_change([True, False], [True, False])
    assert (found["lower"], found["upper"], found["p_max"], found["status"]) == (
        0,
        0,
        1,
        "no_change",
    )


def test_of_nobody_nothing_is_known():
    found = manski_change([], [])
    assert found.pop("status") == "undefined"
    assert set(found.values()) == {None}


def test_thousands_of_missing_are_counted_and_not_enumerated():
    before, after = (
        [0] * 3000 + [1] * 2000,
        [None] * 2000 + [1] * 500 + [0] * 500 + [None] * 1900 + [1] * 100,
    )
    start = time.process_time()
    found = manski_change(before, after)
    assert time.process_time() - start < 2
    assert (found["lower"], found["upper"]) == (
        pytest.approx(-1400 / 5000),
        pytest.approx(2500 / 5000),
    )
    assert 0 < found["p_min"] < 1e-300
    assert 0.98 < found["p_max"] < 1


@pytest.mark.parametrize(
    ("before", "after", "level", "message"),
    [
        ([1], [1, 0], 0.95, "before and after must be as long, not 1 and 2"),
        ([2], [1], 0.95, "an answer must be 1, 0 or None"),
        ([1], [nan], 0.95, "an answer must be 1, 0 or None"),
        (["yes"], [1], 0.95, "an answer must be 1, 0 or None .missing., not 'yes'"),
        ([1], [1], 95, "level must be between 0 and 1"),
    ],
)
def test_wrong_arguments_are_refused(before, after, level, message):
    with pytest.raises(ValueError, match=message):
        manski_change(before, after, level)
