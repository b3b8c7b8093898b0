"""Change of a share in families: whole families drawn again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from hfi_eval.stats.family_counts import families
from hfi_eval.stats.tails import check_level

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from hfi_eval.stats.answers import Interval
    from hfi_eval.stats.family_counts import Families

AT_ONCE = 4_000_000
"""Numbers held at once while drawing."""


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
    changes = _changes(found, replicates, np.random.default_rng(seed))
    lower, upper = np.quantile(changes, [(1 - level) / 2, (1 + level) / 2])
    answer.update(lower=float(lower), upper=float(upper))
    return answer


def _changes(found: Families, replicates: int, random: np.random.Generator) -> NDArray[np.float64]:
    """Give the change in each replicate, from the kinds of families (net change and size)."""
    kinds, of_each = np.unique(np.column_stack((found.net, found.size)), axis=0, return_counts=True)
    step = max(1, AT_ONCE // len(kinds))
    parts = [
        random.multinomial(found.count, of_each / found.count, min(step, replicates - start))
        @ kinds
        for start in range(0, replicates, step)
    ]
    drawn = np.concatenate(parts)
    return np.asarray(drawn[:, 0] / drawn[:, 1])
