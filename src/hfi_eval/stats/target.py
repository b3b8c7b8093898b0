"""A target: whether a share differs from what was promised by more than chance."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from hfi_eval.stats.numeric import at_least, at_most, exactly
from hfi_eval.stats.shape import Probability, part, probability

ALTERNATIVES = ("two-sided", "less", "greater")
SLACK = 1 + 1e-7  # equal probabilities may differ in their last digits; as in R and scipy


def target_exact(x: int, n: int, target: float, alternative: str = "two-sided") -> Probability:
    """Give the exact binomial p-value of a share against its target.

    Args:
        x: those who count, in persons.
        n: those in all, in persons.
        target: the share that was promised, 0 to 1.
        alternative: "two-sided" (outcomes no likelier than the one seen), "less" (the true share
            is below the target) or "greater" (it is above).

    Returns:
        `p`, None where there is nobody, and 0 only where the target makes the outcome impossible;
        `status` is "ok" or "undefined" (nobody).

    Raises:
        ValueError: `x` is not between 0 and `n`, `target` not within 0 and 1, or `alternative`
            unknown.

    Source:
        Clopper & Pearson (1934), Biometrika 26:404-413; two-sided by likelihood as R's
        `binom.test` and scipy's `binomtest`; Fagerland, Lydersen & Laake (2017), Statistical
        Analysis of Contingency Tables, chapter 2.

    Example:
        >>> round(target_exact(13, 16, 0.5)["p"], 5)
        0.02127
    """
    x, n = part(x, n)
    if alternative not in ALTERNATIVES:
        raise ValueError(f"alternative must be one of {ALTERNATIVES}, not {alternative!r}")
    if not 0 <= target <= 1:
        raise ValueError(f"target must be a share between 0 and 1, not {target!r}")
    if n == 0:
        return {"p": None, "status": "undefined"}
    if target in {0, 1}:
        return {"p": _certain(x, n, target, alternative), "status": "ok"}
    if alternative == "less":
        p = at_most(x, n, target)
    elif alternative == "greater":
        p = at_least(x, n, target)
    else:
        p = _two_sided(x, n, target)
    return {"p": probability(p), "status": "ok"}


def _certain(x: int, n: int, target: float, alternative: str) -> float:
    """Give the p-value where the target leaves one possible outcome, nobody or everybody."""
    harmless = alternative == ("greater" if target == 1 else "less")
    return 1.0 if harmless or x == n * target else 0.0


def _two_sided(x: int, n: int, target: float) -> float:
    """Add the tail that was seen and, beyond it, what is no likelier on the other side."""
    bound = SLACK * exactly(x, n, target)
    middle = n * target
    if x == middle:
        return 1.0
    if x < middle:
        # probabilities fall from the middle up: the first that is no likelier starts the tail
        start = bisect_left(
            range(n + 1), -bound, lo=int(middle) + 1, key=lambda k: -exactly(k, n, target)
        )
        return at_most(x, n, target) + at_least(start, n, target)
    end = bisect_right(range(int(middle) + 1), bound, key=lambda k: exactly(k, n, target))
    return at_most(end - 1, n, target) + at_least(x, n, target)
