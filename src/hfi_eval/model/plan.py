"""The plan: what is evaluated, written down before any number is seen.

Everything here can be built in code; `plans.load_plan` builds the same from a YAML file.
A text is a mapping from language to words, such as {"da": "Før", "en": "Before"}.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from hfi_eval.errors import UnknownNameError
from hfi_eval.model.codelist import Code, CodeList

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping
    from pathlib import Path

Text = dict[str, str]

EVERYONE = "everyone"
EVERY_FAMILY = "every_family"
"""The two populations that need no rule: all persons, and all families, in the records."""
FAMILY_TYPE = "family_type"
"""The background variable of families that is made from their members."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wave:
    """A point of measurement."""

    date: datetime.date
    label: Text
    phrase: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """Whole numbers from `low` to `high`, both included; None is open."""

    low: int | None = None
    high: int | None = None

    def __contains__(self, number: float) -> bool:
        """Tell whether a number lies in the range."""
        return (self.low is None or number >= self.low) and (
            self.high is None or number <= self.high
        )

    def __str__(self) -> str:
        """Write the range as a plan does, such as "18.."."""
        low, high = ("" if end is None else str(end) for end in (self.low, self.high))
        return f"{low}..{high}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """A background variable: a column of codes, or completed years since a date, in bands.

    Attributes:
        codes: its levels, in the order they are shown.
        since: the date column whose completed years are banded; "" for a column of codes.
        at: the wave at which the years are counted; "" for a column of codes.
        bands: for each level its range of completed years; empty for a column of codes.
        born_here: the level of those whose column `born_in_dk` says yes; "" for none.
    """

    label: Text
    phrase: Text
    codes: CodeList
    since: str = ""
    at: str = ""
    bands: Mapping[str, Range] = field(default_factory=dict)
    born_here: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """What is asked about a unit at the waves: theme x facet, with levels or a number.

    Attributes:
        kind: "codes" for levels, "count" or "amount" for a number.
        facet: "interest", "prerequisite" or "status".
        assessor: who judged: "self", "caseworker", "register" or "" for not said.
        waves: the waves at which it is recorded, in order.
        yes_no: whether its levels are yes and no, so that its name alone means "yes".
        groupings: other ways to show the levels; each holds every level in exactly one row.
    """

    label: Text
    phrase: Text
    theme: str = ""
    facet: Literal["interest", "prerequisite", "status"] = "status"
    assessor: Literal["self", "caseworker", "register", ""] = ""
    unit: Literal["person", "family"] = "person"
    kind: Literal["codes", "count", "amount"] = "codes"
    codes: CodeList = field(default_factory=CodeList)
    groupings: Mapping[str, CodeList] = field(default_factory=dict)
    waves: tuple[str, ...] = ()
    yes_no: bool = False

    def rows(self, grouping: str = "") -> CodeList:
        """Give the levels as a table shows them: those of a grouping, or its own.

        Raises:
            UnknownNameError: the indicator has no such grouping.
        """
        if not grouping:
            return self.codes
        if grouping not in self.groupings:
            raise UnknownNameError("grouping", grouping, self.groupings)
        return self.groupings[grouping]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeTest:
    """One test of a code: the level of `of` (an indicator or a background) is among `codes`."""

    of: str
    codes: tuple[str, ...]


Condition = tuple[CodeTest, ...]
"""Tests that must all hold at the same wave."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """A named condition, such as self-supporting, with variants that cut it otherwise."""

    label: Text
    phrase: Text
    condition: Condition
    variants: Mapping[str, Variant] = field(default_factory=dict)
    note: Text = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """Another condition under the same name."""

    label: Text
    condition: Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class Population:
    """Whom a number is about: unit + rule + the wave at which the rule holds.

    Attributes:
        at: the wave; membership is decided there, once, and holds at every wave.
        of: the population it is a part of; "" for everybody.
        age: completed years at the wave; None for no rule.
        background: tests of background variables.
        status: tests of indicators at the wave.
        members: for families, how many members they must have in populations of persons.
    """

    at: str
    label: Text
    phrase: Text
    unit: Literal["person", "family"] = "person"
    of: str = ""
    age: Range | None = None
    background: Condition = ()
    status: Condition = ()
    members: Mapping[str, Range] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohort:
    """What becomes of people who do not stay as they were, declared once.

    Attributes:
        turned_18: "adult_at_both_waves": they may be in an adult population of a later wave and in
            a child population of an earlier one, and tables say so; "leave_out": in no population
            with an age rule; "refuse": an error when somebody would be in two.
        no_second_wave: whoever's answer is unknown at a later wave is "count_as_missing" (shown, not
            in the base), "count_as_failure" (in the base, not met), "last_observed" (the answer
            before holds) or "leave_out" (of every wave).
        late_entry: whoever is enrolled after the first wave is kept or left out.
        dropouts: whoever exits before the last wave is kept or left out.
    """

    turned_18: Literal["adult_at_both_waves", "leave_out", "refuse"] = "refuse"
    no_second_wave: Literal[
        "count_as_missing", "count_as_failure", "last_observed", "leave_out"
    ] = "count_as_missing"
    late_entry: Literal["keep", "leave_out"] = "keep"
    dropouts: Literal["keep", "leave_out"] = "keep"


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


TableKind = Literal[
    "before_after",
    "composition",
    "cross",
    "blocks",
    "criteria",
    "transitions",
    "denominators",
    "definitions",
    "groups",
    "indicators",
    "balance",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSpec:
    """A table of the report: which template shows what of whom.

    Attributes:
        indicator: with its grouping, such as "job_status.table6".
        indicators: several yes/no indicators, a row each.
        rows: the background variable down the side.
        across: populations, or for "cross" one background variable, across the top.
        of: the population, or the populations, it is about.
        stats: what stands in the cells: "count", "share" or both.
        total: for criteria, the measure that adds them up; "" for no total row.
        numbered: whether the caption says "Tabel 1." and so on.
    """

    kind: TableKind
    title: Text
    indicator: str = ""
    indicators: tuple[str, ...] = ()
    rows: str = ""
    across: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    measure: str = ""
    definition: str = ""
    criteria: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    stats: tuple[str, ...] = ("count",)
    total: str = ""
    stub: Text = field(default_factory=dict)
    notes: tuple[Text, ...] = ()
    source: Text = field(default_factory=dict)
    theme: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureSpec:
    """A figure of the report: a dumbbell of the named criteria or of an indicator's levels."""

    title: Text
    criteria: tuple[str, ...] = ()
    indicator: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rounding:
    """How shares are rounded for readers; halves always go away from zero.

    Attributes:
        decimals: of per cents in tables.
        total: "true_sum" rounds each share for itself and says so where they do not add up to 100;
            "largest_remainder" makes them add up and marks the cells it changed.
    """

    decimals: int = 0
    total: Literal["true_sum", "largest_remainder"] = "true_sum"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file of records, and the sheet in it ("" for all)."""

    path: Path
    sheet: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """An evaluation plan. `sha256` is of the file it was read from, "" when built in code."""

    title: Text
    language: str
    waves: Mapping[str, Wave]
    populations: Mapping[str, Population]
    indicators: Mapping[str, Indicator]
    design: Literal["before_after", "comparison", "randomised"] = "before_after"
    subtitle: Text = field(default_factory=dict)
    author: str = ""
    source: Text = field(default_factory=dict)
    notice: Text = field(default_factory=dict)
    records: tuple[Source, ...] = ()
    background: Mapping[str, Background] = field(default_factory=dict)
    themes: Mapping[str, Text] = field(default_factory=dict)
    parties: Mapping[str, Text] = field(default_factory=dict)
    cohort: Cohort = field(default_factory=Cohort)
    definitions: Mapping[str, Definition] = field(default_factory=dict)
    measures: Mapping[str, Measure] = field(default_factory=dict)
    criteria: Mapping[str, Criterion] = field(default_factory=dict)
    tables: Mapping[str, TableSpec] = field(default_factory=dict)
    figures: Mapping[str, FigureSpec] = field(default_factory=dict)
    rounding: Rounding = field(default_factory=Rounding)
    threshold: int = 5
    limits: tuple[Text, ...] = ()
    sha256: str = ""

    @property
    def first(self) -> str:
        """The first wave."""
        return next(iter(self.waves))

    @property
    def last(self) -> str:
        """The last wave."""
        return list(self.waves)[-1]

    def indicator(self, name: str) -> tuple[Indicator, str]:
        """Give an indicator and the grouping meant by a name such as "job_status.table6".

        Raises:
            UnknownNameError: the plan has no such indicator, or the indicator no such grouping.
        """
        key, _, grouping = name.partition(".")
        if key not in self.indicators:
            raise UnknownNameError("indicator", key, self.indicators)
        found = self.indicators[key]
        found.rows(grouping)
        return found, grouping

    def decided_by_outcome(self, population: str) -> str:
        """Give the later wave whose answers decide who belongs to a population, or ""."""
        rule = self.populations[population]
        if rule.status and rule.at != self.first:
            return rule.at
        inner = ([rule.of] if rule.of else []) + list(rule.members)
        return next((at for name in inner if (at := self.decided_by_outcome(name))), "")


__all__ = [
    "EVERYONE",
    "EVERY_FAMILY",
    "FAMILY_TYPE",
    "Background",
    "Code",
    "CodeList",
    "CodeTest",
    "Cohort",
    "Condition",
    "Criterion",
    "Definition",
    "Direction",
    "FigureSpec",
    "Indicator",
    "Measure",
    "Plan",
    "Population",
    "Range",
    "Rounding",
    "Source",
    "TableKind",
    "TableSpec",
    "Text",
    "Variant",
    "Wave",
]
