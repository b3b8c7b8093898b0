"""What the statistics take and give: checked counts in, a small dict out."""

from __future__ import annotations

from math import nan
from numbers import Real
from statistics import NormalDist
from typing import TYPE_CHECKING, NamedTuple, TypedDict

if TYPE_CHECKING:
    from collections.abc import Sequence

SMALLEST = 2.0**-1022  # a p-value below the smallest number is still not 0


class Estimate(TypedDict):
    """An estimate with its interval; None where undefined, `inf` where unbounded."""

    estimate: float | None
    lower: float | None
    upper: float | None
    status: str


class Probability(TypedDict):
    """A p-value alone; None where undefined."""

    p: float | None
    status: str


class Significance(TypedDict):
    """A p-value with the statistic that it belongs to; None where undefined."""

    statistic: float | None
    p: float | None
    status: str


class Cells(NamedTuple):
    """The four cells of a before/after table, in persons."""

    stayed: int
    lost: int
    gained: int
    never: int

    @property
    def n(self) -> int:
        """All persons."""
        return sum(self)

    @property
    def before(self) -> int:
        """Those who said yes before."""
        return self.stayed + self.lost

    @property
    def after(self) -> int:
        """Those who said yes afterwards."""
        return self.stayed + self.gained

    @property
    def discordant(self) -> int:
        """Those whose answer changed."""
        return self.gained + self.lost

    @property
    def status(self) -> str:
        """Say whether there is anybody, and anybody who changed."""
        if self.n == 0:
            return "undefined"
        return "ok" if self.discordant else "no_change"


def whole(value: object, name: str) -> int:
    """Give a count as an int.

    Raises:
        ValueError: it is negative or not a whole number.
    """
    number = float(value) if isinstance(value, Real) else nan
    if not (number >= 0 and number.is_integer()):
        raise ValueError(f"{name} must be a whole number of at least 0, not {value!r}")
    return int(number)


def part(x: float, n: float, name: str = "x") -> tuple[int, int]:
    """Give a count and the count it is a part of.

    Raises:
        ValueError: one is no count, or the part is larger than the whole.
    """
    x, n = whole(x, name), whole(n, "n")
    if x > n:
        raise ValueError(f"{name} must be at most n, not {name}={x} of n={n}")
    return x, n


def cells(table: Sequence[Sequence[int]]) -> Cells:
    """Give the cells of a 2 x 2 table: rows before (yes, no), columns after (yes, no).

    Raises:
        ValueError: it is not 2 x 2, or a cell is no count.
    """
    try:
        rows = [list(row) for row in table]
    except TypeError:
        rows = []
    if [len(row) for row in rows] != [2, 2]:
        message = "the table must be 2 x 2: rows before (yes, no), columns after (yes, no)"
        raise ValueError(f"{message}; not {table!r}")
    return Cells(*(whole(value, "a cell of the table") for row in rows for value in row))


def check_level(level: float) -> None:
    """Refuse a confidence level that is none.

    Raises:
        ValueError: the level is not between 0 and 1.
    """
    if not 0 < level < 1:
        raise ValueError(f"level must be between 0 and 1, such as 0.95, not {level!r}")


def tail(level: float) -> float:
    """Give the probability left in each tail by a two-sided level."""
    check_level(level)
    return (1 - level) / 2


def normal(level: float) -> float:
    """Give the two-sided normal quantile of a level, such as 1.96 for 0.95."""
    return -NormalDist().inv_cdf(tail(level))


def probability(p: float) -> float:
    """Give a p-value within the smallest positive number and 1."""
    return min(1.0, max(SMALLEST, p))
