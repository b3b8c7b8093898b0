from __future__ import annotations

from typing import Any

import pytest

from hfi_eval.stats import difference, margins, mcnemar

# an entry may be None where a statistic is undefined; each test knows which it asks for
tango: Any = difference.tango
margins_only: Any = margins.margins_only
mcnemar_exact: Any = mcnemar.mcnemar_exact
mcnemar_midp: Any = mcnemar.mcnemar_midp


@pytest.mark.parametrize(
    ("n", "before", "after"),
    [
        (46, 30, 36),
        (46, 36, 30),
        (12, 5, 5),
        (12, 0, 5),
        (12, 12, 5),
        (9, 9, 9),
        (1, 0, 1),
        (40, 38, 21),
    ],
)
def test_the_range_is_that_of_every_table_with_the_margins(n, before, after):
    tables = []
    for losses in range(n + 1):
        gains = after - before + losses
        rows = [[before - losses, losses], [gains, n - before - gains]]
        if all(count >= 0 for row in rows for count in row):
            tables.append(rows)
    found = margins_only(n, before, after)
    midps = [mcnemar_midp(table)["p"] for table in tables]
    exacts = [mcnemar_exact(table)["p"] for table in tables]
    assert (found["losses_min"], found["losses_max"]) == (tables[0][0][1], tables[-1][0][1])
    assert (found["midp_min"], found["midp_max"]) == (min(midps), max(midps))
    assert (found["exact_min"], found["exact_max"]) == (min(exacts), max(exacts))
    assert found["lower_min"] == pytest.approx(
        min(tango(table)["lower"] for table in tables), abs=1e-12
    )
    assert found["upper_max"] == pytest.approx(
        max(tango(table)["upper"] for table in tables), abs=1e-12
    )


def test_thirty_of_46_before_and_36_after():
    found = margins_only(n=46, before=30, after=36)
    assert (found["losses_min"], found["losses_max"], found["status"]) == (0, 10, "ok")
    assert found["exact_min"] == pytest.approx(2 / 2**6)  # six gains, no loss
    assert found["midp_min"] == pytest.approx(1 / 2**6)
    assert found["exact_max"] == pytest.approx(0.32694, abs=1e-5)  # 16 gains, 10 losses


def test_a_wider_level_gives_wider_limits():
    narrow, wide = margins_only(46, 30, 36, 0.8), margins_only(46, 30, 36, level=0.99)
    assert wide["lower_min"] < narrow["lower_min"] < narrow["upper_max"] < wide["upper_max"]


def test_margins_that_allow_no_change():
    found = margins_only(9, 9, 9)
    assert (found["midp_min"], found["exact_max"], found["status"]) == (1, 1, "no_change")
    assert found["losses_max"] == 0


def test_of_nobody_nothing_is_known():
    found = margins_only(0, 0, 0)
    assert found.pop("status") == "undefined"
    assert (found.pop("losses_min"), found.pop("losses_max")) == (0, 0)
    assert set(found.values()) == {None}


def test_five_thousand_persons_are_no_trouble():
    found = margins_only(5000, 2500, 2600)
    assert found["losses_max"] == 2400
    assert 0 < found["midp_min"] < 1e-20
    assert found["midp_max"] < found["exact_max"] < 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((46, 47, 36), "before must be at most n, not before=47 of n=46"),
        ((46, 30, 47), "after must be at most n"),
        ((46, -1, 30), "before must be a whole number"),
        ((-46, 0, 0), "n must be a whole number"),
        ((0, 0, 0, 2), "level must be between 0 and 1"),
    ],
)
def test_wrong_arguments_are_refused(arguments, message):
    with pytest.raises(ValueError, match=message):
        margins_only(*arguments)
