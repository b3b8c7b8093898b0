"""The exact unconditional test beside a grid of 1,000 points written with numpy.

python -m pytest tests/benchmark/test_stats_binary.py --benchmark-only --benchmark-group-by=group
"""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import gammaln

from hfi_eval.stats.mcnemar import mcnemar_unconditional

TABLE = [[200, 30], [55, 215]]


def on_a_grid(table: list[list[int]], points: int = 1000) -> float:
    """Sum the trinomial probabilities of the rejected tables at each of the points."""
    (a, lost), (gained, d) = table
    n = a + lost + gained + d
    one, other = np.meshgrid(np.arange(n + 1), np.arange(n + 1), indexing="ij")
    changed = one + other
    seen = (gained - lost) ** 2 * changed <= (one - other) ** 2 * (gained + lost)
    kept = seen & (changed > 0) & (changed <= n)
    one, other, changed = one[kept], other[kept], changed[kept]
    ways = gammaln(n + 1) - gammaln(one + 1) - gammaln(other + 1) - gammaln(n - changed + 1)
    return max(
        float(np.exp(ways + changed * np.log(share / 2) + (n - changed) * np.log1p(-share)).sum())
        for share in np.linspace(0, 1, points + 2)[1:-1]
    )


@pytest.mark.benchmark(group="unconditional McNemar, 500 persons", min_rounds=3)
def test_a_grid_of_1000_points(benchmark):
    assert benchmark(on_a_grid, TABLE) == pytest.approx(0.006725, abs=1e-6)


@pytest.mark.benchmark(group="unconditional McNemar, 500 persons", min_rounds=10)
def test_mcnemar_unconditional(benchmark):
    assert benchmark(mcnemar_unconditional, TABLE)["p"] == pytest.approx(0.006725, abs=1e-6)


@pytest.mark.benchmark(group="unconditional McNemar, 5,000 persons", min_rounds=10)
def test_mcnemar_unconditional_of_many(benchmark):
    assert benchmark(mcnemar_unconditional, [[2000, 200], [260, 2540]])["p"] < 0.01
