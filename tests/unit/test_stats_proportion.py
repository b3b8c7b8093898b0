from __future__ import annotations

import math
import subprocess
import sys
from fractions import Fraction
from typing import Any

import pytest

from hfi_eval.stats import proportion
from hfi_eval.stats.numeric import at_least, at_most, exactly
from tests.reference import binary

# an entry may be None where a statistic is undefined; each test knows which it asks for
clopper_pearson: Any = proportion.clopper_pearson
jeffreys: Any = proportion.jeffreys
midp: Any = proportion.midp
wilson: Any = proportion.wilson

METHODS = ("wilson", "clopper_pearson", "jeffreys", "midp")
ALL = [wilson, clopper_pearson, jeffreys, midp]
REFERENCES = [*binary.published(*METHODS), *binary.libraries(*METHODS)]


@pytest.mark.parametrize("reference", REFERENCES, ids=binary.name)
def test_limits_agree_with_publications_and_other_programs(reference):
    found = getattr(proportion, reference.method)(*reference.part, reference.level)
    assert found[reference.entry] == pytest.approx(reference.value, abs=reference.tolerance)
    assert found["status"] == "ok"


@pytest.mark.parametrize(
    ("x", "n", "level"), [(3, 46, 0.95), (45, 46, 0.99), (2, 5000, 0.9), (7, 7, 0.5)]
)
def test_the_mid_p_limits_leave_half_of_what_is_left_in_each_tail(x, n, level):
    found = midp(x, n, level)
    upper_tail = at_least(x + 1, n, found["lower"]) + pmf(x, n, found["lower"]) / 2
    assert upper_tail == pytest.approx((1 - level) / 2, rel=1e-10)
    if x < n:
        lower_tail = at_most(x - 1, n, found["upper"]) + pmf(x, n, found["upper"]) / 2
        assert lower_tail == pytest.approx((1 - level) / 2, rel=1e-10)


def pmf(x: int, n: int, share: float) -> float:
    return math.comb(n, x) * share**x * (1 - share) ** (n - x)


@pytest.mark.parametrize("method", ALL)
def test_of_nobody_nothing_is_known(method):
    assert method(0, 0) == {"estimate": None, "lower": None, "upper": None, "status": "undefined"}


@pytest.mark.parametrize("method", ALL)
@pytest.mark.parametrize("n", [1, 2, 46, 5000])
def test_none_and_all_have_one_limit_at_the_edge(method, n):
    none, everybody = method(x=0, n=n, level=0.95), method(x=n, n=n, level=0.95)
    assert (none["estimate"], none["lower"]) == (0.0, 0.0)
    assert (everybody["estimate"], everybody["upper"]) == (1.0, 1.0)
    assert 0 < none["upper"] < 1
    assert everybody["lower"] == pytest.approx(1 - none["upper"], abs=1e-15)


@pytest.mark.parametrize("method", ALL)
@pytest.mark.parametrize(
    ("x", "n", "level", "message"),
    [
        (5, 4, 0.95, "x must be at most n, not x=5 of n=4"),
        (-1, 4, 0.95, "x must be a whole number of at least 0, not -1"),
        (1.5, 4, 0.95, "x must be a whole number"),
        (1, -4, 0.95, "n must be a whole number"),
        (1, math.nan, 0.95, "n must be a whole number"),
        (1, math.inf, 0.95, "n must be a whole number"),
        (None, 4, 0.95, "x must be a whole number"),
        (1, 4, 0, "level must be between 0 and 1, such as 0.95, not 0"),
        (1, 4, 1, "level must be between 0 and 1"),
        (1, 4, 95, "level must be between 0 and 1"),
    ],
)
def test_what_is_no_count_or_level_is_refused(method, x, n, level, message):
    with pytest.raises(ValueError, match=message):
        method(x, n, level)


@pytest.mark.parametrize(
    ("x", "n"), [(0, 5), (5, 5), (1, 5), (2, 4), (7, 46), (2500, 5000), (1, 5000), (4990, 5000)]
)
@pytest.mark.parametrize("share", [0.5, 0.01, 0.3, 0.999])
def test_the_binomial_probability_keeps_its_digits(x, n, share):
    exact = math.comb(n, x) * as_ratio(share, x) * as_ratio(1 - share, n - x)
    if exact > 1e-300:
        assert exactly(x, n, share) == pytest.approx(exact, rel=1e-11)


def as_ratio(base: float, power: int):
    return Fraction(base) ** power


def test_the_tails_of_a_binomial_meet():
    for x in range(-1, 12):
        assert at_most(x, 10, 0.3) + at_least(x + 1, 10, 0.3) == pytest.approx(1, abs=1e-14)


def test_wilson_needs_no_scipy():
    code = (
        "import sys; from hfi_eval.stats import proportion; proportion.wilson(1, 2);"
        "raise SystemExit(any(name.startswith('scipy.') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603 - our own
