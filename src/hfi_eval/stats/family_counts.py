"""Families and the before/after counts of their members: checked, and what a family adds up to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import ArrayLike, NDArray

    IntArray = NDArray[np.int64]


class Families(NamedTuple):
    """Members of each family by what became of them; families without members are left out."""

    both: IntArray
    loss: IntArray
    gain: IntArray
    neither: IntArray

    @property
    def size(self) -> IntArray:
        """Members of each family."""
        return self.both + self.loss + self.gain + self.neither

    @property
    def net(self) -> IntArray:
        """Gains less losses in each family."""
        return self.gain - self.loss

    @property
    def people(self) -> int:
        """Members of all families."""
        return int(self.size.sum())

    @property
    def number(self) -> int:
        """Families that have members."""
        return len(self.both)

    @property
    def moved(self) -> int:
        """Members who gained or lost."""
        return int(self.loss.sum() + self.gain.sum())

    @property
    def estimate(self) -> float | None:
        """Share of yes after minus share of yes before; None where there is nobody."""
        return int(self.net.sum()) / self.people if self.number else None

    @property
    def status(self) -> str:
        """Say whether families and changes suffice for a clustered answer."""
        if self.number == 0:
            return "undefined"
        if self.number == 1:
            return "too_few_clusters"
        if self.moved == 0:
            return "no_change"
        return "few_clusters" if self.number == 2 else "ok"

    @property
    def answerable(self) -> bool:
        """Whether there are two families, so that they can differ."""
        return self.number >= 2


def whole_numbers(values: ArrayLike, name: str) -> IntArray:
    """Give counts as an array of whole numbers.

    Raises:
        ValueError: not one list, or an entry is negative, no whole number or missing.
    """
    numbers = np.asarray(values)
    if numbers.size == 0 and numbers.ndim == 1:
        return np.zeros(0, dtype=np.int64)
    fit = numbers.ndim == 1 and numbers.dtype.kind in "biuf"
    if not fit or not (np.isfinite(numbers).all() and (numbers >= 0).all()):
        raise ValueError(f"{name} must be one list of counts, none of them negative or missing")
    if (numbers != np.floor(numbers)).any():
        raise ValueError(f"{name} must hold whole numbers")
    return numbers.astype(np.int64)


def families(both: ArrayLike, loss: ArrayLike, gain: ArrayLike, neither: ArrayLike) -> Families:
    """Read the four counts of each family.

    Args:
        both: members who are yes before and after, one entry a family.
        loss: members who are yes before and no after.
        gain: members who are no before and yes after.
        neither: members who are no before and after.

    Raises:
        ValueError: the lists differ in length, or hold something else than counts.

    Example:
        >>> families([1, 0], [0, 0], [1, 0], [0, 0]).size.tolist()
        [2]
    """
    named = {"both": both, "loss": loss, "gain": gain, "neither": neither}
    lists = [whole_numbers(values, name) for name, values in named.items()]
    lengths = [len(numbers) for numbers in lists]
    if len(set(lengths)) > 1:
        raise ValueError(
            f"both, loss, gain and neither must have one entry a family, not {lengths}"
        )
    some = np.add.reduce(lists) > 0
    return Families(*(numbers[some] for numbers in lists))


def numbered(family: ArrayLike, people: int) -> IntArray:
    """Number the families from 0 in the order of their first member.

    Args:
        family: the family of each person, by any name.
        people: how many persons there should be.

    Raises:
        ValueError: there is not one family a person.

    Example:
        >>> numbered(["b", "a", "b"], 3).tolist()
        [0, 1, 0]
    """
    names: Iterable[object] = family.tolist() if isinstance(family, np.ndarray) else family  # type: ignore[assignment]
    seen: dict[object, int] = {}
    numbers = np.array([seen.setdefault(name, len(seen)) for name in names], dtype=np.int64)
    if len(numbers) != people:
        raise ValueError(
            f"family must name one family a person: {len(numbers)} for {people} persons"
        )
    return numbers
