from __future__ import annotations

from fractions import Fraction
from math import comb
from typing import Any

import pytest

from hfi_eval.stats import target
from tests.reference import binary

# an entry may be None where a statistic is undefined; each test knows which it asks for
target_exact: Any = target.target_exact

REFERENCES = binary.libraries("target_exact")


@pytest.mark.parametrize("reference", REFERENCES, ids=binary.name)
def test_p_agrees_with_scipy(reference):
    x, n, target, alternative = reference.cells
    found = target_exact(int(x), int(n), float(target), alternative)
    assert found == {"p": pytest.approx(reference.value, abs=1e-12, rel=1e-10), "status": "ok"}


def test_p_agrees_with_the_published_value():
    # R contingencytables, tests/testthat/test-ch2.R, Exact_binomial_test_1x2 (Ligarden 2010)
    assert target_exact(13, 16, 0.5)["p"] == pytest.approx(0.02127, abs=0.501e-5)


@pytest.mark.parametrize(
    "target", [Fraction(1, 2), Fraction(1, 10), Fraction(7, 10), Fraction(2, 3)]
)
def test_two_sided_adds_every_outcome_no_likelier(target):
    for n in range(1, 24):
        chances = [comb(n, k) * target**k * (1 - target) ** (n - k) for k in range(n + 1)]
        for x in range(n + 1):
            wanted = sum(chance for chance in chances if chance <= chances[x])
            assert target_exact(x, n, float(target))["p"] == pytest.approx(float(wanted), rel=1e-12)


@pytest.mark.parametrize(
    ("x", "target", "alternative", "p"),
    [
        (0, 0, "two-sided", 1),
        (0, 0, "less", 1),
        (0, 0, "greater", 1),
        (3, 0, "two-sided", 0),
        (3, 0, "less", 1),
        (3, 0, "greater", 0),
        (9, 1, "two-sided", 1),
        (9, 1, "less", 1),
        (9, 1, "greater", 1),
        (3, 1, "two-sided", 0),
        (3, 1, "less", 0),
        (3, 1, "greater", 1),
    ],
)
def test_a_target_of_none_or_all_is_met_or_impossible(x, target, alternative, p):
    assert target_exact(x, 9, target, alternative) == {"p": p, "status": "ok"}


@pytest.mark.parametrize(("x", "target"), [(5000, 0.01), (0, 0.99)])
def test_the_improbable_is_not_the_impossible(x, target):
    for alternative in ("two-sided", "less" if x == 0 else "greater"):
        assert 0 < target_exact(x, 5000, target, alternative)["p"] < 1e-300


def test_of_nobody_nothing_is_known():
    assert target_exact(0, 0, 0.5) == {"p": None, "status": "undefined"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((3, 9, 0.5, "two_sided"), "alternative must be one of .* not 'two_sided'"),
        ((3, 9, 1.5), "target must be a share between 0 and 1, not 1.5"),
        ((3, 9, -0.1), "target must be a share"),
        ((10, 9, 0.5), "x must be at most n"),
    ],
)
def test_wrong_arguments_are_refused(arguments, message):
    with pytest.raises(ValueError, match=message):
        target_exact(*arguments)
