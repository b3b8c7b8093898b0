"""Counts: how many units have each combination of keys. Enough for every measure."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from hfi_eval.model.plan import Condition

UNKNOWN = ""
"""The level of a key whose value is not known."""
YES, NO = "yes", "no"
"""The levels of a key that asks whether something holds."""


@dataclass(frozen=True, slots=True)
class Member:
    """Whether the unit belongs to a population: yes or no."""

    population: str


@dataclass(frozen=True, slots=True)
class Background:
    """The level of a background variable; of a family, the one all its members share."""

    variable: str


@dataclass(frozen=True, slots=True)
class Level:
    """The level of an indicator at a wave, as a row of `grouping` ("" for the leaf code)."""

    indicator: str
    wave: str
    grouping: str = ""


@dataclass(frozen=True, slots=True)
class Holds:
    """Whether a condition holds at a wave: yes, no, or unknown while an answer it needs is.

    Of a family, `who` says of whom: of any member of a population of persons, or of all.
    """

    condition: Condition
    wave: str
    who: tuple[Literal["any", "all"], str] | None = None


@dataclass(frozen=True, slots=True)
class Present:
    """Whether the person is in the programme on the day of a wave: yes or no."""

    wave: str


@dataclass(frozen=True, slots=True)
class Adult:
    """Whether the person has turned 18 on the day of a wave: yes, no or unknown."""

    wave: str


@dataclass(frozen=True, slots=True)
class Answered:
    """Whether a number is known for the unit at a wave: yes or no."""

    indicator: str
    wave: str


Key = Member | Background | Level | Holds | Present | Adult | Answered


@dataclass(frozen=True, slots=True)
class Request:
    """What to count: units by every combination of keys, with sums of numeric indicators.

    `sums` are pairs of an indicator and a wave.
    """

    unit: Literal["person", "family"]
    keys: tuple[Key, ...]
    sums: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Total:
    """The known values of a numeric indicator: how many, their sum and their sum of squares."""

    known: int = 0
    sum: float = 0.0
    squares: float = 0.0

    def __add__(self, other: Total) -> Total:
        """Put two totals together."""
        return Total(self.known + other.known, self.sum + other.sum, self.squares + other.squares)


@dataclass(frozen=True, slots=True)
class Counts:
    """Units by one level per key.

    Attributes:
        keys: what each position of a cell means.
        levels: for each key its levels in order, those nobody has included; UNKNOWN is never listed.
        cells: the combinations that occur, and how many units have each.
        totals: the same combinations, and the totals of `Request.sums` in order.
    """

    keys: tuple[Key, ...]
    levels: Mapping[Key, tuple[str, ...]]
    cells: Mapping[tuple[str, ...], int]
    totals: Mapping[tuple[str, ...], tuple[Total, ...]] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """All units."""
        return sum(self.cells.values())

    def where(self, key: Key, levels: Collection[str]) -> Counts:
        """Keep the units whose level of `key` is among `levels`."""
        at = self.keys.index(key)
        cells = {cell: n for cell, n in self.cells.items() if cell[at] in levels}
        totals = {cell: total for cell, total in self.totals.items() if cell[at] in levels}
        return Counts(self.keys, self.levels, cells, totals)

    def of(self, population: str) -> Counts:
        """Keep the members of a population."""
        key = Member(population)
        return self.where(key, {YES}) if key in self.keys else self

    def known(self, *keys: Key) -> Counts:
        """Keep the units whose level of every one of `keys` is known."""
        at = [self.keys.index(key) for key in keys]
        cells = {cell: n for cell, n in self.cells.items() if all(cell[i] != UNKNOWN for i in at)}
        totals = {cell: total for cell, total in self.totals.items() if cell in cells}
        return Counts(self.keys, self.levels, cells, totals)

    def by(self, *keys: Key) -> dict[tuple[str, ...], int]:
        """Add up over all other keys.

        Returns:
            A number for the whole grid of known levels, 0 where nobody is, and after them a number
            for each combination with an unknown level that occurs.
        """
        at = [self.keys.index(key) for key in keys]
        found = dict.fromkeys(product(*(self.levels[key] for key in keys)), 0)
        for cell, n in self.cells.items():
            short = tuple(cell[i] for i in at)
            found[short] = found.get(short, 0) + n
        return found

    def sums(self, position: int) -> Total:
        """Add up the totals at a position of `Request.sums`."""
        return sum((total[position] for total in self.totals.values()), Total())

    def __iter__(self) -> Iterator[tuple[tuple[str, ...], int]]:
        """Give the whole grid of known levels, then the cells with an unknown level."""
        return iter(self.by(*self.keys).items())
