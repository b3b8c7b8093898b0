"""The shape of a plan file, checked by pydantic; the JSON Schema is made from these classes."""

from __future__ import annotations

import datetime  # noqa: TC003 -- pydantic reads it at run time
import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

LANGUAGES = ("da", "en")
_KEY = re.compile(r"[a-z][a-z0-9_]*")


def _text(value: object) -> object:
    """Take one text for all languages, or a text for each.

    Raises:
        ValueError: a language is missing or unknown.
    """
    if isinstance(value, str):
        return dict.fromkeys(LANGUAGES, value)
    if isinstance(value, dict):
        missing = [each for each in LANGUAGES if not value.get(each)]
        unknown = [str(each) for each in value if each not in LANGUAGES]
        if unknown:
            raise ValueError(f'"{unknown[0]}" is not a language of hfi-eval; write da and en')
        if missing:
            raise ValueError(f'the text in "{missing[0]}" is missing; write {{da: ..., en: ...}}')
        return value
    raise ValueError("write {da: ..., en: ...}, or one text for both languages")


def _listed(value: object) -> object:
    """Take one name as a list of one."""
    return value if isinstance(value, (list, tuple)) else [value]


def _flag(value: object) -> object:
    """Take true and false only; "no" and "off" are texts.

    Raises:
        ValueError: it is neither.
    """
    if value in {"true", "false"}:
        return value == "true"
    if isinstance(value, bool):
        return value
    raise ValueError("write true or false")


def _code(value: object) -> object:
    """Take one text as the label in all languages."""
    return dict.fromkeys(LANGUAGES, value) if isinstance(value, str) else value


def _bands(value: object) -> object:
    """Take a list of ranges, or ranges by key."""
    if isinstance(value, (list, tuple)):
        return {re.sub(r"^-|-$", "", str(each).replace("..", "-")): str(each) for each in value}
    return value


def _source(value: object) -> object:
    """Take a path as a file with all its sheets."""
    return {"file": value} if isinstance(value, str) else value


def _sources(value: object) -> object:
    """Take one file, a list of files, or files by what they hold."""
    if isinstance(value, dict) and "file" not in value:
        return [each for held in value.values() for each in _listed(held)]  # type: ignore[attr-defined]
    return _listed(value)


_TEXT_SCHEMA = {
    "description": "A text for each language, or one for both.",
    "anyOf": [
        {"type": "string"},
        {
            "type": "object",
            "properties": {"da": {"type": "string"}, "en": {"type": "string"}},
            "required": ["da", "en"],
            "additionalProperties": False,
        },
    ],
}
_NAMES_SCHEMA = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}

Text = Annotated[dict[str, str], BeforeValidator(_text), WithJsonSchema(_TEXT_SCHEMA)]
Names = Annotated[list[str], BeforeValidator(_listed), WithJsonSchema(_NAMES_SCHEMA)]
Flag = Annotated[bool, BeforeValidator(_flag), WithJsonSchema({"type": "boolean"})]
Spoken = Annotated[str, WithJsonSchema({"type": ["string", "number"]})]
"""A range such as 18.. or a number such as 50 %, read further on."""
Rule = Annotated[
    Any,
    WithJsonSchema(
        {
            "description": "A definition or yes/no indicator by name, or codes by indicator.",
            "anyOf": [{"type": "string"}, {"type": "object"}],
        }
    ),
]


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

    da: str
    en: str
    phrase: Text | None = None
    holds: Names | None = Field(default=None, alias="is")


Codes = dict[str, Annotated[Code, BeforeValidator(_code)]]


class Background(Door):
    """A background variable: codes, or years since a date in bands."""

    label: Text
    phrase: Text | None = None
    codes: Codes | None = None
    since: str | None = None
    at: str | None = None
    bands: Annotated[dict[str, Spoken], BeforeValidator(_bands)] | None = None
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
    groups_of_at_least: int = Field(default=5, ge=1)
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
    between: Annotated[list[Spoken], BeforeValidator(_listed)] | None = None
    all: Flag | None = None
    none: Flag | None = None
    increase: Flag | None = None
    decrease: Flag | None = None
    documented: Flag | None = None
    evidence: Text | None = None
    target: Spoken | None = None
    compare: Literal["exact", "rounded"] = "exact"


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
    stats: Annotated[list[Literal["count", "share"]], BeforeValidator(_listed)] = ["count"]
    total: str = ""
    stub: Text | None = None
    notes: Annotated[list[Text], BeforeValidator(_listed)] = []
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

    decimals: int = Field(default=0, ge=0, le=2)
    total: Literal["true_sum", "largest_remainder"] = "true_sum"


class Privacy(Door):
    """How small a count a public version may show."""

    threshold: int = Field(default=5, ge=2)


class File(Door):
    """A file of records."""

    file: str
    sheet: str = ""


class Plan(Door):
    """An evaluation plan of hfi-eval."""

    plan: Literal["1"] = "1"
    title: Text
    subtitle: Text | None = None
    author: str = ""
    source: Text | None = None
    notice: Text | None = None
    language: Literal["da", "en"] = "da"
    design: Literal["before_after", "comparison", "randomised"] = "before_after"
    waves: Annotated[dict[str, Wave], Field(min_length=1)]
    records: Annotated[
        list[Annotated[File, BeforeValidator(_source)]], BeforeValidator(_sources)
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
    limits: Annotated[list[Text], BeforeValidator(_listed)] = []
    rounding: Rounding = Rounding()
    privacy: Privacy = Privacy()


def is_key(text: str) -> bool:
    """Tell whether a name can be part of an address.

    Example:
        >>> is_key("self_supporting"), is_key("Selvforsørgende")
        (True, False)
    """
    return _KEY.fullmatch(text) is not None
