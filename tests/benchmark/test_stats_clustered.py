"""The clustered defaults beside their peers, in one run.

    python -m pytest tests/benchmark/test_stats_clustered.py --benchmark-only \
        --benchmark-group-by=group

The tests of a ratio take both times themselves, in the same run: a floor that must hold.
"""

from __future__ import annotations

import time
from typing import Any

import numpy as np
import pytest

from hfi_eval.stats import bootstrap, cr2, signflip

# an entry may be None where it is undefined; each test knows which it asks for
cr2_change: Any = cr2.cr2_change
family_bootstrap: Any = bootstrap.family_bootstrap
signflip_midp: Any = signflip.signflip_midp


REPLICATES = 10_000


def _families(count: Any, seed: Any = 2009) -> Any:
    """Families of 1 to 6 members, 3.45 on average, whose members change alike."""
    random = np.random.default_rng(seed)
    size = random.choice([1, 2, 3, 4, 5, 6], count, p=[0.1, 0.15, 0.25, 0.25, 0.15, 0.1])
    shares = random.dirichlet([1.0, 0.4, 0.7, 1.2], count)
    return random.multinomial(size, shares).T


def _persons(counts: Any) -> Any:
    kinds = np.array([[1, 1], [1, 0], [0, 1], [0, 0]])
    which = np.concatenate([np.repeat(np.arange(4), family) for family in counts.T])
    return (
        kinds[which, 0],
        kinds[which, 1],
        np.repeat(np.arange(counts.shape[1]), counts.sum(axis=0)),
    )


def _gee(counts: Any) -> Any:
    models = pytest.importorskip("statsmodels.api")
    before, after, family = _persons(counts)
    status = np.concatenate((before, after))
    wave = models.add_constant(np.repeat([0.0, 1.0], len(before)))
    return models.GEE(status, wave, np.concatenate((family, family)))


def _resample(counts: Any) -> Any:
    stats = pytest.importorskip("scipy.stats")
    net, size = (counts[2] - counts[1]).astype(float), counts.sum(axis=0).astype(float)

    def change(gains: Any, members: Any, axis: Any = -1) -> Any:
        return gains.sum(axis=axis) / members.sum(axis=axis)

    return stats.bootstrap(
        (net, size),
        change,
        n_resamples=REPLICATES,
        paired=True,
        vectorized=True,
        batch=min(REPLICATES, 4_000_000 // len(net)),
        method="percentile",
        random_state=np.random.default_rng(1),
    ).confidence_interval


def _best(function: Any, rounds: Any) -> Any:
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        function()
        times.append(time.perf_counter() - start)
    return min(times)


@pytest.fixture(scope="module")
def register() -> Any:
    counts = _families(29_000)
    assert counts.sum() == pytest.approx(100_000, rel=0.02)
    return counts


@pytest.mark.benchmark(group="change of 100,000 persons in 29,000 families")
def test_cr2_change(benchmark, register):
    assert benchmark(cr2_change, *register)["status"] == "ok"


@pytest.mark.benchmark(group="change of 100,000 persons in 29,000 families")
def test_statsmodels_gee_two_waves(benchmark, register):
    model = _gee(register)
    found = benchmark.pedantic(model.fit, rounds=1, iterations=1)
    assert found.params[1] == pytest.approx(cr2_change(*register)["estimate"], rel=1e-6)


@pytest.mark.benchmark(group="change of 100,000 persons in 29,000 families")
def test_signflip_midp(benchmark, register):
    assert benchmark(signflip_midp, *register)["status"] == "ok"


@pytest.mark.parametrize("count", [28, 5000])
@pytest.mark.benchmark(min_rounds=3)
def test_family_bootstrap(benchmark, count):
    benchmark.group = f"10,000 replicates over {count} families"
    counts = _families(count)
    found = benchmark(family_bootstrap, *counts, replicates=REPLICATES, seed=1)
    wanted = _resample(counts)
    assert found["lower"] == pytest.approx(wanted.low, abs=0.02)
    assert found["upper"] == pytest.approx(wanted.high, abs=0.02)


@pytest.mark.parametrize("count", [28, 5000])
@pytest.mark.benchmark(min_rounds=3)
def test_scipy_bootstrap_vectorised(benchmark, count):
    benchmark.group = f"10,000 replicates over {count} families"
    benchmark(_resample, _families(count))


@pytest.mark.benchmark(group="floors")
@pytest.mark.parametrize(("count", "floor"), [(28, 1), (5000, 10)])
def test_the_family_bootstrap_keeps_its_floor(benchmark, count, floor):
    counts = _families(count)
    peer = _best(lambda: _resample(counts), 3)
    ours = _best(lambda: family_bootstrap(*counts, replicates=REPLICATES), 3)
    benchmark.extra_info["times faster"] = peer / ours
    benchmark.pedantic(family_bootstrap, list(counts), {"replicates": REPLICATES}, rounds=1)
    assert peer / ours >= floor


@pytest.mark.benchmark(group="floors")
def test_cr2_change_keeps_its_floor(benchmark, register):
    peer = _best(_gee(register).fit, 1)
    ours = _best(lambda: cr2_change(*register), 5)
    benchmark.extra_info["times faster"] = peer / ours
    benchmark.pedantic(cr2_change, list(register), rounds=1)
    assert peer / ours >= 50
