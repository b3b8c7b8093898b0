from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from hfi_eval.stats.proportion import wilson

TABLE = Path(__file__).resolve().parents[1] / "reference/wilson.csv"
with TABLE.open(encoding="utf-8") as file:
    PUBLISHED = list(csv.DictReader(line for line in file if not line.startswith("#")))
PART = st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def bounds(x: int, n: int, level: float = 0.95) -> tuple[float, float]:
    found = wilson(x, n, level)
    assert found["lower"] is not None
    assert found["upper"] is not None
    return found["lower"], found["upper"]


@pytest.mark.parametrize("row", PUBLISHED, ids=lambda row: f"{row['x']} of {row['n']}")
def test_wilson_gives_the_published_bounds(row: dict[str, str]) -> None:
    low, high = bounds(int(row["x"]), int(row["n"]))
    assert (round(low, 4), round(high, 4)) == (float(row["low"]), float(row["high"]))


@given(PART, st.sampled_from([0.5, 0.9, 0.95, 0.99]))
def test_wilson_agrees_with_scipy(part: tuple[int, int], level: float) -> None:
    other = binomtest(*part).proportion_ci(confidence_level=level, method="wilson")
    assert bounds(*part, level) == pytest.approx((other.low, other.high), abs=1e-12)


@given(PART)
def test_wilson_holds_the_share_and_mirrors_its_complement(part: tuple[int, int]) -> None:
    x, n = part
    low, high = bounds(x, n)
    assert 0 <= low <= x / n <= high <= 1
    other = bounds(n - x, n)
    assert (low, high) == pytest.approx((1 - other[1], 1 - other[0]), abs=1e-12)


def test_the_ends_are_exact_where_nobody_or_everybody_counts() -> None:
    assert bounds(0, 20)[0] == 0.0
    assert bounds(20, 20)[1] == 1.0


def test_there_is_no_interval_of_nobody() -> None:
    found = wilson(0, 0)
    assert (found["lower"], found["upper"], found["status"]) == (None, None, "undefined")


@pytest.mark.parametrize(
    ("x", "n", "level"), [(-1, 5, 0.95), (6, 5, 0.95), (1, 5, 0.0), (1, 5, 1.0)]
)
def test_what_is_no_share_is_refused(x: int, n: int, level: float) -> None:
    with pytest.raises(ValueError, match="must be"):
        wilson(x, n, level)
