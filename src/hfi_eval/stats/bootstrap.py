"""Change of a share in families: whole families drawn again and again."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

import numpy as np

from hfi_eval.stats.family_counts import families
from hfi_eval.stats.shape import check_level

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from hfi_eval.stats.answers import Interval
    from hfi_eval.stats.family_counts import Families

    IntArray = NDArray[np.int64]

AT_ONCE = 4_000_000
"""Numbers held at once while drawing."""
FEW = 250
"""Families up to which each is drawn by itself; fits eight bits."""
SAFE = 2.5
"""Standard deviations by which the Poisson numbers stay below the number of families."""
UNIT = 2**32
"""A family's net change counts so much, a member 1: one whole number holds both."""


def family_bootstrap(  # noqa: PLR0913 - four counts and three settings
    both: ArrayLike,
    loss: ArrayLike,
    gain: ArrayLike,
    neither: ArrayLike,
    level: float = 0.95,
    *,
    replicates: int = 10_000,
    seed: int = 0,
) -> Interval:
    """Give the percentile interval of a change when families are drawn with replacement.

    Args:
        both: members who are yes before and after, one entry a family.
        loss: members who are yes before and no after, one entry a family.
        gain: members who are no before and yes after, one entry a family.
        neither: members who are no before and after, one entry a family.
        level: the confidence level, such as 0.95.
        replicates: how many times as many families as there are are drawn.
        seed: the start of the random numbers; the same seed gives the same interval.

    Returns:
        `estimate`, the share of yes after minus before, over members; `lower` and `upper`, None
        where fewer than two families have members or all families changed alike (`no_change`,
        `zero_variance`): drawing them again shows no chance then.

    Raises:
        ValueError: the lists differ in length or hold something else than counts, `level` is not
            between 0 and 1, or `replicates` is below 1.

    Source:
        Efron & Tibshirani (1993), An Introduction to the Bootstrap, sections 13.3 and 17.3;
        families as units: Field & Welsh (2007), JRSS B 69:369-390, the randomized cluster
        bootstrap.

    Example:
        >>> result = family_bootstrap([0] * 20, [0] * 20, [1] * 10 + [0] * 10, [0] * 10 + [1] * 10)
        >>> result["estimate"], round(result["lower"], 2), round(result["upper"], 2)
        (0.5, 0.3, 0.7)
    """
    check_level(level)
    if replicates < 1:
        raise ValueError(f"replicates must be at least 1, not {replicates}")
    found = families(both, loss, gain, neither)
    answer: Interval = {
        "estimate": found.estimate,
        "lower": None,
        "upper": None,
        "status": found.status,
    }
    if not found.answerable:
        return answer
    if not (found.net * found.people - found.size * int(found.net.sum())).any():
        answer["status"] = "zero_variance" if found.moved else "no_change"
        return answer
    drawn = changes(found, replicates, np.random.default_rng(seed))
    lower, upper = np.quantile(drawn, [(1 - level) / 2, (1 + level) / 2])
    answer |= {"lower": float(lower), "upper": float(upper)}
    return answer


def changes(found: Families, replicates: int, random: np.random.Generator) -> NDArray[np.float64]:
    """Give the change in each replicate, drawing as many at once as memory should hold."""
    packed = found.net * UNIT + found.size
    draw = _one_by_one if found.number <= FEW else by_kind
    step = max(1, AT_ONCE // min(found.number, FEW))
    parts = [
        draw(packed, min(step, replicates - start), random) for start in range(0, replicates, step)
    ]
    sums = np.concatenate(parts)
    return np.asarray((sums // UNIT) / (sums % UNIT))


def _one_by_one(packed: IntArray, replicates: int, random: np.random.Generator) -> IntArray:
    """Draw every family, and add up."""
    chosen = random.integers(0, len(packed), (len(packed), replicates), dtype=np.uint8)
    return np.asarray(packed.take(chosen).sum(axis=0))


def by_kind(packed: IntArray, replicates: int, random: np.random.Generator) -> IntArray:
    """Draw how often each kind of family occurs, from far fewer random numbers than families.

    A little fewer families than there are come in independent Poisson numbers of each kind, given
    whose total they are multinomial; the families still missing are drawn one by one. Where the
    total happens to be too large the numbers are drawn as a multinomial in the first place.

    Source:
        The Poisson sampling representation of the multinomial distribution: Devroye (1986),
        Non-Uniform Random Variate Generation, section XI.1.4.
    """
    count = len(packed)
    kinds, of_each = np.unique(packed, return_counts=True)
    most = count - SAFE * sqrt(count)
    sums = np.zeros(replicates, dtype=np.int64)
    missing = np.full(replicates, count)
    for kind, families_ in zip(kinds, of_each, strict=True):
        times = random.poisson(most * families_ / count, replicates)
        sums += times * kind
        missing -= times
    over = missing < 0
    sums[over] = random.multinomial(count, of_each / count, int(over.sum())) @ kinds
    missing[over] = 0
    some = np.flatnonzero(missing)
    drawn = packed.take(random.integers(0, count, int(missing.sum()), dtype=np.uint32))
    if len(some):
        ends = np.cumsum(missing[some])
        sums[some] += np.add.reduceat(drawn, ends - missing[some])
    return sums
