"""The shape of a plan file, checked by pydantic; the JSON Schema is made from these classes."""

from __future__ import annotations

import datetime  # noqa: TC003 -- pydantic reads it at run time
import re
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from hfi_eval.plans.fields import (
    Bands,
    Ends,
    Flag,
    Names,
    Rule,
    Spoken,
    Text,
    Texts,
    file_listed,
    files_listed,
    in_both,
    listed,
    whole,
)

_KEY = re.compile(r"[a-z][a-z0-9_]*")


class Door(BaseModel):
    """Common to all parts: unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Wave(Door):
    """A point of measurement."""

    date: datetime.date
    label: Text
    phrase: Text | None = None


class Code(Door):
    """A code or a row of a grouping: its label, and for a row the codes it holds."""

    da: Spoken
    en: Spoken
    phrase: Text | None = None
    holds: Names | None = Field(default=None, alias="is")


Codes = dict[str, Annotated[Code, BeforeValidator(in_both, json_schema_input_type=Spoken | Code)]]


class Background(Door):
    """A background variable: codes, or years since a date in bands."""

    label: Text
    phrase: Text | None = None
    codes: Codes | None = None
    since: str | None = None
    at: str | None = None
    bands: Bands | None = None
    born_here: Text | None = None


class Population(BaseModel):
    """Unit, rule and wave. Every key not listed is a background variable or an indicator."""

    model_config = ConfigDict(extra="allow", frozen=True)

    at: str | None = None
    label: Text
    phrase: Text | None = None
    unit: Literal["person", "family"] = "person"
    of: str | None = None
    age: Spoken | None = None
    members: dict[str, Spoken] = {}


class Cohort(Door):
    """What becomes of people who do not stay as they were."""

    turned_18: Literal["adult_at_both_waves", "leave_out", "refuse"] = "refuse"
    no_second_wave: Literal[
        "count_as_missing", "count_as_failure", "last_observed", "leave_out"
    ] = "count_as_missing"
    late_entry: Literal["keep", "leave_out"] = "keep"
    dropouts: Literal["keep", "leave_out"] = "keep"


class Indicator(Door):
    """What is asked at the waves."""

    label: Text
    phrase: Text | None = None
    theme: str = ""
    facet: Literal["interest", "prerequisite", "status"] = "status"
    assessor: Literal["self", "caseworker", "register"] | None = None
    unit: Literal["person", "family"] = "person"
    at: Names | None = None
    yes_no: Flag = False
    no: Text | None = None
    count: Flag = False
    amount: Flag = False
    ordered: Literal["best_first", "worst_first"] | None = None
    codes: Codes | None = None
    groupings: dict[str, Codes] = {}


class Variant(BaseModel):
    """Another reading of a definition: its label, and codes by indicator."""

    model_config = ConfigDict(extra="allow", frozen=True)

    da: str = ""
    en: str = ""


class Definition(Door):
    """A named condition with variants."""

    label: Text
    phrase: Text | None = None
    note: Text | None = None
    holds: Rule = Field(alias="is")
    variants: dict[str, Variant] = {}


class Measure(Door):
    """A number to compute: one of share, mean, sum or sum_of."""

    label: Text
    phrase: Text | None = None
    share: Rule = None
    mean: str | None = None
    sum: str | None = None
    sum_of: Names | None = None
    of: str | None = None
    also_of: Names = []
    by: Names = []
    groups_of_at_least: Annotated[int, Field(ge=1), whole(1)] = 5
    who: str | None = None


class Criterion(Door):
    """A promise: a measure (or none), and a direction or a target."""

    says: Text | None = None
    label: Text | None = None
    phrase: Text | None = None
    party: str = ""
    theme: str = ""
    measure: str | None = None
    share: Rule = None
    mean: str | None = None
    sum: str | None = None
    sum_of: Names | None = None
    of: str | None = None
    also_of: Names = []
    who: str | None = None
    at_least: Spoken | None = None
    at_most: Spoken | None = None
    exactly: Spoken | None = None
    between: Ends | None = None
    all: Flag | None = None
    none: Flag | None = None
    increase: Flag | None = None
    decrease: Flag | None = None
    documented: Flag | None = None
    evidence: Text | None = None
    target: Spoken | None = None
    compare: Literal["exact", "rounded"] = "exact"


Stat = Literal["count", "share"]


class Table(Door):
    """A table of the report."""

    kind: Literal[
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
    title: Text | None = None
    indicator: str = ""
    indicators: Names = []
    rows: str = ""
    across: Names = []
    of: Names = []
    measure: str = ""
    definition: str = ""
    criteria: Names = []
    columns: list[Literal["target", "before", "after", "change", "verdict"]] = []
    stats: Annotated[
        list[Stat], BeforeValidator(listed, json_schema_input_type=Stat | list[Stat])
    ] = ["count"]
    total: str = ""
    stub: Text | None = None
    notes: Texts = []
    source: Text | None = None
    theme: str = ""


class Figure(Door):
    """A figure of the report."""

    title: Text
    criteria: Names = []
    indicator: str = ""
    of: str = ""


class Rounding(Door):
    """How shares are rounded."""

    decimals: Annotated[int, Field(ge=0, le=2), whole(0, 2)] = 0
    total: Literal["true_sum", "largest_remainder"] = "true_sum"


class Privacy(Door):
    """How small a count a public version may show."""

    threshold: Annotated[int, Field(ge=2), whole(2)] = 5


class File(Door):
    """A file of records."""

    file: str
    sheet: Spoken = ""


Source = Annotated[File, BeforeValidator(file_listed, json_schema_input_type=str | File)]
Sources = dict[str, Source | list[Source]]


class Plan(Door):
    """An evaluation plan of hfi-eval."""

    plan: Annotated[Literal["1"], WithJsonSchema({"enum": [1, "1"]})] = "1"
    title: Text
    subtitle: Text | None = None
    author: str = ""
    source: Text | None = None
    notice: Text | None = None
    language: Literal["da", "en"] = "da"
    design: Literal["before_after", "comparison", "randomised"] = "before_after"
    waves: Annotated[dict[str, Wave], Field(min_length=1)]
    records: Annotated[
        list[Source],
        BeforeValidator(files_listed, json_schema_input_type=Source | list[Source] | Sources),
    ] = []
    themes: dict[str, Text] = {}
    parties: dict[str, Text] = {}
    background: dict[str, Background] = {}
    populations: dict[str, Population] = {}
    cohort: Cohort = Cohort()
    indicators: dict[str, Indicator] = {}
    definitions: dict[str, Definition] = {}
    measures: dict[str, Measure] = {}
    criteria: dict[str, Criterion] = {}
    tables: dict[str, Table] = {}
    figures: dict[str, Figure] = {}
    limits: Texts = []
    rounding: Rounding = Rounding()
    privacy: Privacy = Privacy()


def is_key(text: str) -> bool:
    """Tell whether a name can be part of an address.

    Example:
        >>> is_key("self_supporting"), is_key("Selvforsørgende")
        (True, False)
    """
    return _KEY.fullmatch(text) is not None
