"""Promises: what is measured of whom, and what was promised about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from hfi_eval.model.codelist import Condition, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A number to compute: the share with a condition, or the mean or sum of an indicator.

    Attributes:
        what: the name of a definition ("share"), or of an indicator ("mean", "sum"); "" where the
            condition has no name of its own.
        condition: for a share, what must hold.
        of: the headline population.
        also_of: further populations, each a denominator of its own.
        by: background variables or indicators (at the first wave) to break it down by.
        smallest_group: groups with fewer known get no share.
        who: for a share of families, ("any" or "all", a population of persons) of whom it must hold.
        parts: for a sum of parts, the names of the measures or criteria that are added.
    """

    kind: Literal["share", "mean", "sum"]
    of: str
    label: Text
    phrase: Text
    what: str = ""
    variant: str = ""
    condition: Condition = ()
    also_of: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    smallest_group: int = 5
    who: tuple[Literal["any", "all"], str] | None = None
    parts: tuple[str, ...] = ()

    def address_name(self, name: str) -> str:
        """Give the first part of its addresses: what is measured, if that has a name of its own.

        Of groups, and of families by their members, it is the measure's own name.
        """
        return name if self.who or self.by else self.what or name


Direction = Literal[
    "at_least", "at_most", "exactly", "between", "increase", "decrease", "documented", ""
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """A promise: a measure, a direction and a target.

    Attributes:
        measure: the name of its measure in the plan; "" where nothing is measured.
        direction: "" for a bare target, which cannot be judged.
        low: the target (0 to 1 for shares), or the lower end for "between".
        high: the upper end for "between".
        compare: whether the exact or the rounded value must reach the target.
        party: whom it was promised for, a key of `Plan.parties`; "" for none.
        evidence: for "documented", where it is documented; empty for nowhere.
        wave: the wave at which it is judged; the last one of its measure.
    """

    label: Text
    phrase: Text
    direction: Direction
    measure: str = ""
    low: float | None = None
    high: float | None = None
    compare: Literal["exact", "rounded"] = "exact"
    party: str = ""
    theme: str = ""
    evidence: Text = field(default_factory=dict)
