"""Before and after, yes or no: whether more changed one way than the other."""

from __future__ import annotations

from math import erfc, sqrt
from typing import TYPE_CHECKING

from hfi_eval.stats.numeric import at_most, exactly
from hfi_eval.stats.shape import Cells, Significance, cells, probability

if TYPE_CHECKING:
    from collections.abc import Sequence


def mcnemar_midp(table: Sequence[Sequence[int]]) -> Significance:
    """Give the mid-p McNemar test of a before/after table: the recommended one in small samples.

    Args:
        table: 2 x 2, persons; rows before (yes, no), columns after (yes, no).

    Returns:
        `p`, None where there is nobody and 1 where nobody changed; `statistic`, the smaller of
        gains and losses; `status` is "ok", "no_change" or "undefined" (nobody).

    Raises:
        ValueError: the table is not 2 x 2, or a cell is no count.

    Source:
        Fagerland, Lydersen & Laake (2013), BMC Med Res Methodol 13:91: the exact p-value less
        half the probability of what was seen on either side; with as many gains as losses, 1
        less half that probability.

    Example:
        >>> round(mcnemar_midp([[59, 6], [16, 80]])["p"], 6)
        0.03469
    """
    found = cells(table)
    smaller = min(found.gained, found.lost)
    if not found.discordant:
        return _nobody_changed(found)
    return {"statistic": float(smaller), "p": midp_of(smaller, found.discordant), "status": "ok"}


def mcnemar_exact(table: Sequence[Sequence[int]]) -> Significance:
    """Give the exact conditional McNemar test of a before/after table.

    Args:
        table: 2 x 2, persons; rows before (yes, no), columns after (yes, no).

    Returns:
        `p`, None where there is nobody and 1 where nobody changed; `statistic`, the smaller of
        gains and losses; `status` is "ok", "no_change" or "undefined" (nobody).

    Raises:
        ValueError: the table is not 2 x 2, or a cell is no count.

    Source:
        McNemar (1947), Psychometrika 12:153-157; Fagerland, Lydersen & Laake (2013), BMC Med
        Res Methodol 13:91, twice the smaller binomial tail.

    Example:
        >>> round(mcnemar_exact([[59, 6], [16, 80]])["p"], 6)
        0.052479
    """
    found = cells(table)
    smaller = min(found.gained, found.lost)
    if not found.discordant:
        return _nobody_changed(found)
    p = exact_of(smaller, found.discordant)
    return {"statistic": float(smaller), "p": p, "status": "ok"}


def mcnemar_asymptotic(table: Sequence[Sequence[int]]) -> Significance:
    """Give the asymptotic McNemar test of a before/after table, without continuity correction.

    Args:
        table: 2 x 2, persons; rows before (yes, no), columns after (yes, no).

    Returns:
        `p`, None where there is nobody and 1 where nobody changed; `statistic`, chi-square with
        one degree of freedom; `status` is "ok", "no_change" or "undefined" (nobody).

    Raises:
        ValueError: the table is not 2 x 2, or a cell is no count.

    Source:
        McNemar (1947), Psychometrika 12:153-157; Fagerland, Lydersen & Laake (2013), BMC Med
        Res Methodol 13:91.

    Example:
        >>> round(mcnemar_asymptotic([[59, 6], [16, 80]])["p"], 6)
        0.033006
    """
    found = cells(table)
    return _chi_square(found, abs(found.gained - found.lost))


def mcnemar_cc(table: Sequence[Sequence[int]]) -> Significance:
    """Give the McNemar test with Edwards's continuity correction; too cautious to be a default.

    Args:
        table: 2 x 2, persons; rows before (yes, no), columns after (yes, no).

    Returns:
        `p`, None where there is nobody and 1 where nobody changed; `statistic`, the corrected
        chi-square, 0 with as many gains as losses; `status` is "ok", "no_change" or "undefined"
        (nobody).

    Raises:
        ValueError: the table is not 2 x 2, or a cell is no count.

    Source:
        Edwards (1948), Psychometrika 13:185-187; Fagerland, Lydersen & Laake (2013), BMC Med
        Res Methodol 13:91. No correction of a difference of 0, as R's `mcnemar.test`.

    Example:
        >>> round(mcnemar_cc([[59, 6], [16, 80]])["p"], 6)
        0.055009
    """
    found = cells(table)
    return _chi_square(found, max(0, abs(found.gained - found.lost) - 1))


def mcnemar_unconditional(table: Sequence[Sequence[int]]) -> Significance:
    """Give the exact unconditional McNemar test: the largest p-value any share of changers gives.

    Args:
        table: 2 x 2, persons; rows before (yes, no), columns after (yes, no).

    Returns:
        `p`, None where there is nobody and 1 where nobody changed; `statistic`, chi-square as in
        `mcnemar_asymptotic`; `status` is "ok", "no_change" or "undefined" (nobody).

    Raises:
        ValueError: the table is not 2 x 2, or a cell is no count.

    Source:
        Suissa & Shuster (1991), Biometrics 47:361-372, the method of their (1985), J R Stat Soc
        A 148:317-327; Fagerland, Lydersen & Laake (2013), BMC Med Res Methodol 13:91 (without
        the Berger & Boos restriction). Both sides count; tables without a changer do not.

    Example:
        >>> round(mcnemar_unconditional([[59, 6], [16, 80]])["p"], 4)
        0.0342
    """
    found = cells(table)
    if not found.discordant:
        return _nobody_changed(found)
    from hfi_eval.stats.unconditional import largest  # noqa: PLC0415 - the only one in need of numpy

    p = largest(found.n, found.gained, found.lost)
    return {**_chi_square(found, abs(found.gained - found.lost)), "p": probability(p)}


def midp_of(smaller: int, discordant: int) -> float:
    """Give the two-sided mid-p of `smaller` of `discordant` fair coins; 1 where there is none."""
    if discordant == 0:
        return 1.0
    seen = exactly(smaller, discordant, 0.5)
    if 2 * smaller == discordant:
        return 1 - seen / 2
    return probability(2 * at_most(smaller - 1, discordant, 0.5) + seen)


def exact_of(smaller: int, discordant: int) -> float:
    """Give twice the tail of `smaller` of `discordant` fair coins, at most 1."""
    return probability(2 * at_most(smaller, discordant, 0.5))


def _nobody_changed(found: Cells) -> Significance:
    """Give the result of a table in which nobody changed, or in which there is nobody."""
    if found.n == 0:
        return {"statistic": None, "p": None, "status": "undefined"}
    return {"statistic": 0.0, "p": 1.0, "status": "no_change"}


def _chi_square(found: Cells, difference: int) -> Significance:
    """Give the chi-square test of a difference between gains and losses."""
    if not found.discordant:
        return _nobody_changed(found)
    statistic = difference * difference / found.discordant
    return {"statistic": statistic, "p": probability(erfc(sqrt(statistic / 2))), "status": "ok"}
