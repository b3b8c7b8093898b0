from __future__ import annotations

from fractions import Fraction
from math import comb
from typing import Any

import numpy as np
import pytest

from hfi_eval.stats import mcnemar, proportion
from hfi_eval.stats.unconditional import largest, mixture, uneven
from tests.reference import binary

# an entry may be None where a statistic is undefined; each test knows which it asks for
mcnemar_asymptotic: Any = mcnemar.mcnemar_asymptotic
mcnemar_cc: Any = mcnemar.mcnemar_cc
mcnemar_exact: Any = mcnemar.mcnemar_exact
mcnemar_midp: Any = mcnemar.mcnemar_midp
mcnemar_unconditional: Any = mcnemar.mcnemar_unconditional
clopper_pearson: Any = proportion.clopper_pearson

METHODS = ("mcnemar_midp", "mcnemar_exact", "mcnemar_asymptotic", "mcnemar_cc")
ALL = [mcnemar_midp, mcnemar_exact, mcnemar_asymptotic, mcnemar_cc, mcnemar_unconditional]
REFERENCES = [*binary.published(*METHODS), *binary.libraries(*METHODS)]


@pytest.mark.parametrize("reference", REFERENCES, ids=binary.name)
def test_p_agrees_with_publications_and_other_programs(reference):
    found = getattr(mcnemar, reference.method)(reference.table)
    near = pytest.approx(reference.value, abs=reference.tolerance, rel=1e-10)
    assert found[reference.entry] == near
    assert found["status"] == "ok"


@pytest.mark.parametrize("discordant", [1, 2, 7, 8, 46, 999, 5000])
def test_the_exact_tests_are_exact(discordant):
    for smaller in {0, 1, discordant // 4, discordant // 2}:
        if 2 * smaller > discordant:
            continue
        tail = Fraction(sum(comb(discordant, k) for k in range(smaller + 1)), 2**discordant)
        seen = Fraction(comb(discordant, smaller), 2**discordant)
        exact = min(Fraction(1), 2 * tail)
        midp = 1 - seen / 2 if 2 * smaller == discordant else exact - seen
        table = [[3, smaller], [discordant - smaller, 4]]
        if exact > 1e-300:
            assert mcnemar_exact(table)["p"] == pytest.approx(float(exact), rel=1e-10)
            assert mcnemar_midp(table)["p"] == pytest.approx(float(midp), rel=1e-10)


@pytest.mark.parametrize("method", ALL)
def test_nobody_changed(method):
    assert method([[3, 0], [0, 2]]) == {"statistic": 0.0, "p": 1.0, "status": "no_change"}
    assert method([[0, 0], [0, 1]])["status"] == "no_change"


@pytest.mark.parametrize("method", ALL)
def test_of_nobody_nothing_is_known(method):
    assert method([[0, 0], [0, 0]]) == {"statistic": None, "p": None, "status": "undefined"}


@pytest.mark.parametrize("method", ALL)
@pytest.mark.parametrize("n", [1, 46, 5000])
def test_everybody_gaining_is_improbable_and_not_impossible(method, n):
    found = method([[0, 0], [n, 0]])
    assert 0 < found["p"] <= 1
    assert found["status"] == "ok"
    assert (found["p"] < 1e-10) == (n > 1)


@pytest.mark.parametrize("n", [1, 5, 2500])
def test_as_many_gains_as_losses_is_no_evidence(n):
    table = [[2, n], [n, 2]]
    assert mcnemar_exact(table)["p"] == 1
    assert (
        mcnemar_asymptotic(table) == mcnemar_cc(table) == {"statistic": 0, "p": 1, "status": "ok"}
    )
    assert mcnemar_unconditional(table)["p"] == 1
    assert mcnemar_midp(table)["p"] == pytest.approx(1 - comb(2 * n, n) / 4**n / 2, rel=1e-12)


def test_the_statistics_are_named_in_persons_or_as_chi_square():
    table = [[1, 1], [7, 12]]
    assert mcnemar_midp(table)["statistic"] == mcnemar_exact(table)["statistic"] == 1
    assert (
        mcnemar_asymptotic(table)["statistic"] == mcnemar_unconditional(table)["statistic"] == 4.5
    )
    assert mcnemar_cc(table)["statistic"] == 25 / 8


@pytest.mark.parametrize("method", ALL)
@pytest.mark.parametrize(
    ("table", "message"),
    [
        ([[1, 2], [3]], "the table must be 2 x 2"),
        ([[1, 2]], "the table must be 2 x 2"),
        ([[1, 2, 3], [4, 5, 6], [7, 8, 9]], "the table must be 2 x 2"),
        ([1, 2, 3, 4], "the table must be 2 x 2"),
        (7, "the table must be 2 x 2"),
        ([[1, -2], [3, 4]], "a cell of the table must be a whole number of at least 0, not -2"),
        ([[1, 0.5], [3, 4]], "a cell of the table must be a whole number of at least 0, not 0.5"),
        ([["1", 2], [3, 4]], "a cell of the table must be a whole number of at least 0, not '1'"),
    ],
)
def test_what_is_no_table_of_counts_is_refused(method, table, message):
    with pytest.raises(ValueError, match=message):
        method(table)


def test_a_table_may_be_an_array():
    assert mcnemar_midp(np.array([[1, 1], [7, 12]])) == mcnemar_midp([[1, 1], [7, 12]])


def rejected(n: int, gained: int, lost: int) -> list[Fraction]:
    """Give, for each number of changers, the chance of a change as uneven, in whole fractions."""
    chances = [Fraction(0)]
    for m in range(1, n + 1):
        uneven_ones = [
            k for k in range(m + 1)
            if (m - 2 * k) ** 2 * (gained + lost) >= (gained - lost) ** 2 * m
        ]  # fmt: skip
        chances.append(Fraction(sum(comb(m, k) for k in uneven_ones), 2**m))
    return chances


def bernstein_top(chances: list[Fraction], pieces: int) -> float:
    """Give a proven upper bound of the mixture: the largest control point on any of the pieces."""
    n, top = len(chances) - 1, 0.0
    rest = np.array([float(chance) for chance in chances])
    for piece in range(pieces, 0, -1):
        at, left, right = 1 / piece, [rest[0]], [rest[-1]]
        points = rest
        for _ in range(n):
            points = (1 - at) * points[:-1] + at * points[1:]
            left.append(points[0])
            right.append(points[-1])
        top = max(top, *left)
        rest = np.array(right[::-1])
    return top


@pytest.mark.parametrize(
    ("n", "gained", "lost"),
    [(21, 7, 1), (14, 1, 0), (30, 9, 4), (46, 10, 4), (46, 6, 0), (12, 12, 0), (60, 1, 0)],
)
def test_the_unconditional_p_lies_between_a_fine_grid_and_a_proven_bound(n, gained, lost):
    chances = rejected(n, gained, lost)
    assert uneven(n, gained, lost) == pytest.approx(
        [float(chance) for chance in chances], abs=1e-14
    )
    p = largest(n, gained, lost)
    grid = [
        float(value)
        for value in mixture(
            np.linspace(0, np.pi / 2, 20_001), np.array([float(c) for c in chances])
        )
    ]
    assert p >= max(grid) - 1e-13
    assert p <= bernstein_top(chances, 400) + 1e-12
    assert p == pytest.approx(max(grid), abs=1e-6)


def test_the_mixture_is_exact():
    n, gained, lost = 46, 10, 4
    chances = rejected(n, gained, lost)
    for share in (0.0, 0.05, 0.3, 0.5, 0.8, 1.0):
        exact = sum(
            comb(n, m) * Fraction(share) ** m * (1 - Fraction(share)) ** (n - m) * chance
            for m, chance in enumerate(chances)
        )
        angle = np.array([np.arcsin(np.sqrt(share))])
        assert mixture(angle, uneven(n, gained, lost)) == pytest.approx(float(exact), abs=1e-13)


@pytest.mark.parametrize(
    ("table", "printed"), [([[59, 6], [16, 80]], 0.034053), ([[5, 0], [1, 8]], 0.542071)]
)
def test_the_unconditional_p_agrees_with_r_once_restricted_as_there(table, printed):
    # R contingencytables, tests/testthat/test-ch8.R: only shares in a 99.99 % interval, and 0.0001 added
    (a, lost), (gained, d) = table
    n = a + lost + gained + d
    interval = clopper_pearson(lost + gained, n, 0.9999)
    shares = np.linspace(interval["lower"], interval["upper"], 1000)
    found = mixture(np.arcsin(np.sqrt(shares)), uneven(n, gained, lost)).max() + 0.0001
    assert found == pytest.approx(printed, abs=0.501e-6)
    assert mcnemar_unconditional(table)["p"] >= found - 0.0001 - 1e-12


@pytest.mark.parametrize(("n", "gained", "lost"), [(500, 55, 30), (5000, 260, 200), (5000, 2, 1)])
def test_the_unconditional_p_of_many_is_that_of_a_ten_times_finer_search(n, gained, lost):
    angles = np.linspace(0, np.pi / 2, 9001)
    fine = mixture(angles, uneven(n, gained, lost)).max()
    p = mcnemar_unconditional([[0, lost], [gained, n - gained - lost]])["p"]
    assert fine - 1e-12 <= p == pytest.approx(fine, rel=1e-4)


def test_the_mid_p_of_no_coin_is_1():
    assert mcnemar.midp_of(0, 0) == 1
