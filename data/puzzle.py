"""Choose options for things under totals: a small integer programme, the same every time."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from itertools import product
from typing import TYPE_CHECKING, Generic, TypeVar

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

SEED = "assens-2009"

Option = dict[str, str]
T = TypeVar("T")


@dataclass
class Puzzle(Generic[T]):
    """A choice of options for every thing, under totals: an integer programme of zeros and ones."""

    things: Sequence[T]
    choices: list[tuple[int, Option]] = field(default_factory=list)
    rows: list[tuple[dict[int, float], float, float]] = field(default_factory=list)

    def pick(self, options: Sequence[Option], fits: Callable[[T, Option], bool]) -> None:
        """Let every thing have exactly one of the options that fit it."""
        for index, thing in enumerate(self.things):
            first = len(self.choices)
            self.choices += [(index, option) for option in options if fits(thing, option)]
            self.rows.append((dict.fromkeys(range(first, len(self.choices)), 1.0), 1, 1))

    def total(self, weigh: Callable[[T, Option], float], low: int, high: int | None = None) -> None:
        """Keep the sum of weights of all chosen options between low and high (low if not given)."""
        weights = {
            place: float(weight)
            for place, (index, option) in enumerate(self.choices)
            if (weight := weigh(self.things[index], option))
        }
        self.rows.append((weights, low, low if high is None else high))

    def margins(self, margins: dict[str, dict[str, int]]) -> None:
        """Keep the number of things with each code of each column."""
        for name, codes in margins.items():
            for code, count in codes.items():
                self.total(lambda _, option, n=name, c=code: option.get(n) == c, count)  # type: ignore[misc]

    def never(self, one: str, other: str, who: Callable[[T], bool] = lambda _: True) -> None:
        """Let nobody have both, each written as `column=code|code & column=code`."""
        for index in filter(lambda index: who(self.things[index]), range(len(self.things))):
            places = [
                place
                for place, (owner, option) in enumerate(self.choices)
                if owner == index and (has(option, one) or has(option, other))
            ]
            self.rows.append((dict.fromkeys(places, 1.0), 0, 1))

    def solve(self, cost: Callable[[T, Option], float]) -> list[Option]:
        """Choose what costs least; the chosen options of each thing become one.

        Raises:
            RuntimeError: when the totals cannot all be kept.
        """
        cells = [
            (row, place, w) for row, (ws, _, _) in enumerate(self.rows) for place, w in ws.items()
        ]
        at, places, weights = zip(*cells, strict=True)
        matrix = csr_array((weights, (at, places)), shape=(len(self.rows), len(self.choices)))
        limits = LinearConstraint(
            matrix, [low for _, low, _ in self.rows], [high for *_, high in self.rows]
        )
        found = milp(
            np.array([cost(self.things[index], option) for index, option in self.choices]),
            integrality=np.ones(len(self.choices), dtype=np.int64),
            bounds=Bounds(0, 1),
            constraints=limits,
            options={"mip_rel_gap": 0},
        )
        if found.x is None:
            raise RuntimeError(found.message)
        chosen: list[Option] = [{} for _ in self.things]
        for (index, option), taken in zip(self.choices, found.x, strict=True):
            if taken > 0.5:
                chosen[index] |= option
        return chosen


def has(option: Option, text: str) -> bool:
    """Tell whether an option has all of `column=code|code & column=code`."""
    parts = (part.split("=") for part in text.split(" & "))
    return all(option.get(name) in codes.split("|") for name, codes in parts)


def chance(*key: object) -> float:
    """Draw a number from 0 to 1 that depends on nothing but SEED and the key."""
    text = "/".join(map(str, (SEED, *key)))
    return int.from_bytes(sha256(text.encode()).digest()[:6]) / 2**48


def grid(**columns: Iterable[object]) -> list[Option]:
    """Combine all values of all columns into options."""
    return [dict(zip(columns, map(str, each), strict=True)) for each in product(*columns.values())]
