"""The plan: what is evaluated, written down before any number is seen.

Everything here can be built in code; `plans.load_plan` builds the same from a YAML file.
A text is a mapping from language to words, such as {"da": "Før", "en": "Before"}.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from hfi_eval.errors import UnknownNameError
from hfi_eval.model.codelist import Code, CodeList, CodeTest, Condition, Text
from hfi_eval.model.display import FigureSpec, Rounding, TableKind, TableSpec
from hfi_eval.model.promise import Criterion, Direction, Measure

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping
    from pathlib import Path

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
