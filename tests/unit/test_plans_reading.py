from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]  # it comes without types
import pytest
from ruamel.yaml import YAML

from hfi_eval import examples, plans
from hfi_eval.model.plan import EVERY_FAMILY, EVERYONE, CodeTest, Range
from hfi_eval.plans import first_plan, load_plan, schema
from hfi_eval.plans.source import read
from tests.build import HEAD, plan_of

ROOT = Path(__file__).resolve().parents[2]
ASSENS = examples.folder("assens") / "plan.yaml"
FIRST = [Path(plans.__file__).parent / f"first_{language}.yaml" for language in ("da", "en")]
SMALL = (
    HEAD
    + """
populations:
  adults: {age: 18.., at: start, label: {da: Voksne ved start, en: Adults at the start}}
  old: {of: adults, age: 60.., label: {da: Ældre, en: Elderly}}
  older: {of: old, age: 70, label: Older}
indicators:
  course: {label: {da: AMU, en: AMU course}, codes: {a: A}}
  job: {label: Job, codes: {work: {da: I job, en: In a job, phrase: {da: ansat, en: employed}}, none: None}}
  happy: {label: {da: Er glad, en: Is happy}, yes_no: true}
  sad: {label: Sad, yes_no: true, no: {da: Ikke trist, en: Not sad}}
definitions:
  fine: {label: Fine, is: {job: [work], happy: [yes]}, variants: {only_job: {job: [work], da: Kun job, en: Only job}, happy_too: {happy: yes}}}
"""
)


def test_what_looks_like_another_type_stays_text() -> None:
    plan = plan_of(
        HEAD
        + """
populations: {all_adults: {age: 18.., at: start, job: [no, 0420, "null"], label: on}}
indicators:
  job: {label: 0420, codes: {no: no, yes: yes, on: on, 0420: 1-2, 1-2: 12:30, 12:30: 1e3, "null": ~text, off: 0x1F}}
"""
    )
    codes = plan.indicators["job"].codes
    assert {key: code.label["da"] for key, code in codes.codes.items()} == {
        "no": "no",
        "yes": "yes",
        "on": "on",
        "0420": "1-2",
        "1-2": "12:30",
        "12:30": "1e3",
        "null": "~text",
        "off": "0x1F",
    }
    assert plan.indicators["job"].label == {"da": "0420", "en": "0420"}
    adults = plan.populations["all_adults"]
    assert adults.label["en"] == "on"
    assert adults.status == (CodeTest(of="job", codes=("no", "0420", "null")),)


def test_a_phrase_is_the_label_in_lower_case_unless_it_is_given_or_an_abbreviation() -> None:
    plan = plan_of(SMALL)
    assert plan.populations["adults"].phrase == {
        "da": "voksne ved start",
        "en": "adults at the start",
    }
    assert plan.populations["old"].phrase == {"da": "ældre", "en": "elderly"}
    assert plan.indicators["course"].phrase == {"da": "AMU", "en": "AMU course"}
    assert plan.indicators["job"].codes["work"].phrase == {"da": "ansat", "en": "employed"}
    assert plan.indicators["job"].codes["none"].phrase == {"da": "none", "en": "none"}
    assert plan.waves["start"].phrase == {"da": "ved start", "en": "at the start"}


def test_a_part_of_a_population_has_its_wave() -> None:
    plan = plan_of(SMALL)
    assert [plan.populations[name].at for name in ("adults", "old", "older")] == ["start"] * 3
    assert plan.populations["older"].age == Range(low=70, high=70)


def test_everyone_and_every_family_need_no_rule() -> None:
    assert set(plan_of(SMALL).populations) == {"adults", "old", "older", EVERYONE}
    found = plan_of(
        f"{SMALL}measures: {{m: {{share: fine, of: every_family, who: any adults, label: M}}}}"
    )
    assert found.populations[EVERYONE].unit == "person"
    assert found.populations[EVERY_FAMILY].unit == "family"
    assert found.populations[EVERY_FAMILY].at == "start"


def test_sex_role_and_type_of_family_are_built_in_and_can_be_written_anew() -> None:
    plan = plan_of(SMALL)
    assert list(plan.background) == ["sex", "family_role", "family_type"]
    assert list(plan.background["sex"].codes) == ["m", "f"]
    own = plan_of(f"{SMALL}background: {{sex: {{label: Gender, codes: {{x: X}}}}}}")
    assert own.background["sex"].label["en"] == "Gender"
    assert list(own.background["sex"].codes) == ["x"]


def test_yes_reads_as_the_indicator_and_no_as_the_plan_says() -> None:
    plan = plan_of(SMALL)
    happy, sad = plan.indicators["happy"].codes, plan.indicators["sad"].codes
    assert list(happy) == ["yes", "no"]
    assert happy["yes"].label == {"da": "Er glad", "en": "Is happy"}
    assert happy["no"].label == {"da": "Nej", "en": "No"}
    assert sad["no"].label == {"da": "Ikke trist", "en": "Not sad"}


def test_a_variant_has_its_own_rule_and_a_label_from_its_name_at_least() -> None:
    variants = plan_of(SMALL).definitions["fine"].variants
    assert variants["only_job"].label == {"da": "Kun job", "en": "Only job"}
    assert variants["happy_too"].label == {"da": "Happy too", "en": "Happy too"}
    assert variants["happy_too"].condition == (CodeTest(of="happy", codes=("yes",)),)


CRITERIA = """
criteria:
  least: {share: fine, of: adults, at_least: "12,5 %", compare: rounded}
  most: {share: fine~only_job, of: adults, at_most: 0.2}
  exact: {share: {job: work}, of: adults, exactly: 5 pct.}
  range: {share: happy, of: adults, between: [15 %, 25 per cent]}
  all: {share: happy, of: adults, all: true}
  none: {share: sad, of: old, none: true}
  up: {share: sad, of: old, increase: true, decrease: false}
  bare: {share: sad, of: old, target: 20 %}
  told: {documented: true, says: Told, evidence: Appendix 2}
  again: {measure: least, says: Again, at_least: 90 %}
"""


def test_every_direction_of_a_criterion_is_read() -> None:
    plan = plan_of(SMALL + CRITERIA)
    assert {name: (c.direction, c.low, c.high) for name, c in plan.criteria.items()} == {
        "least": ("at_least", 0.125, None),
        "most": ("at_most", 0.2, None),
        "exact": ("exactly", 0.05, None),
        "range": ("between", 0.15, 0.25),
        "all": ("at_least", 1.0, None),
        "none": ("at_most", 0.0, None),
        "up": ("increase", None, None),
        "bare": ("", 0.2, None),
        "told": ("documented", None, None),
        "again": ("at_least", 0.9, None),
    }
    assert plan.criteria["least"].compare == "rounded"
    assert plan.criteria["told"].measure == ""
    assert plan.criteria["told"].evidence["da"] == "Appendix 2"
    assert plan.criteria["again"].measure == "least"
    assert "again" not in plan.measures
    assert (plan.measures["most"].what, plan.measures["most"].variant) == ("fine", "only_job")
    assert plan.criteria["exact"].label == {"da": "I job", "en": "In a job"}


@pytest.mark.parametrize(
    ("spoken", "codes"),
    [
        ("[good, fair]", ("good", "fair")),
        ("good", ("good",)),
        ("{not: [good]}", ("fair", "bad", "worst")),
        ("{not: good}", ("fair", "bad", "worst")),
        ("{at_least: fair}", ("good", "fair")),
        ("{at_most: bad}", ("bad", "worst")),
    ],
)
@pytest.mark.parametrize("order", ["best_first", "worst_first"])
def test_codes_are_named_excepted_or_ranked(
    spoken: str, codes: tuple[str, ...], order: str
) -> None:
    levels = ["good", "fair", "bad", "worst"]
    if order == "worst_first":
        levels.reverse()
    plan = plan_of(
        f"{HEAD}populations: {{a: {{at: start, health: {spoken}, label: A}}}}\n"
        f"indicators: {{health: {{label: H, ordered: {order}, codes: {{{', '.join(f'{c}: {c}' for c in levels)}}}}}}}"
    )
    assert set(plan.populations["a"].status[0].codes) == set(codes)


def test_a_row_of_a_grouping_stands_for_its_codes(assens: Any) -> None:
    plan = assens.plan
    assert plan.measures["not_ready"].condition == (
        CodeTest(of="job_status", codes=("pas_sick", "pas_parental", "pen_disability")),
    )
    assert plan.measures["targets_total"].parts == (
        "education",
        "employment",
        "activation",
        "not_ready",
    )
    assert len(plan.measures["targets_total"].condition[0].codes) == 10


def test_files_are_one_a_list_or_by_what_they_hold() -> None:
    def files(said: str) -> list[tuple[str, str]]:
        return [(each.path.name, each.sheet) for each in plan_of(f"{SMALL}records: {said}").records]

    assert files("a.csv") == [("a.csv", "")]
    assert files("[a.csv, {file: b.xlsx, sheet: Data}]") == [("a.csv", ""), ("b.xlsx", "Data")]
    assert files("{file: b.xlsx, sheet: Data}") == [("b.xlsx", "Data")]
    assert files("{persons: a.csv, status: [b.csv, c.csv]}") == [
        ("a.csv", ""),
        ("b.csv", ""),
        ("c.csv", ""),
    ]


def test_bands_are_named_by_their_ends_and_labelled_in_years(assens: Any) -> None:
    age, years = (assens.plan.background[name] for name in ("age", "years_in_denmark"))
    assert list(age.codes) == ["0-5", "6-9", "10-13", "14-17", "18-24", "25-34", "35-49", "50"]
    assert age.codes["50"].label == {"da": "50 år og derover", "en": "50 years and over"}
    assert list(years.codes) == ["born_here", "2", "3-4", "5-9", "10"]
    assert years.codes["2"].label == {"da": "0-2 år", "en": "0-2 years"}
    assert years.bands["10"] == Range(low=10)


@pytest.mark.parametrize("path", [ASSENS, *FIRST], ids=lambda path: path.stem)
def test_a_plan_built_in_code_is_the_plan_of_the_file(path: Path) -> None:
    told = YAML(typ="safe").load(path.read_text("utf-8"))
    built, loaded = load_plan(told), load_plan(path)
    assert built.sha256 == ""
    assert len(loaded.sha256) == 64
    here = tuple(replace(each, path=path.parent / each.path) for each in built.records)
    assert replace(built, records=here, sha256=loaded.sha256) == loaded


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_first_plan_fits_on_a_screen(language: str) -> None:
    text = first_plan(language)
    assert len(text.splitlines()) <= 45
    assert max(map(len, text.splitlines())) <= 180
    assert plan_of(text).language == language


def test_the_first_plans_differ_in_language_and_files_only() -> None:
    danish, english = map(load_plan, FIRST)
    assert replace(danish, sha256="", language="", records=()) == replace(
        english, sha256="", language="", records=()
    )


CHECKER = jsonschema.Draft202012Validator(schema())


def test_the_schema_is_a_valid_json_schema_and_says_which() -> None:
    assert schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(schema())


def test_the_schema_file_is_current() -> None:
    written = (ROOT / "data/schemas/plan.schema.json").read_text("utf-8")
    wanted = json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"
    assert written == wanted, "run: hfi-eval schema > data/schemas/plan.schema.json"


@pytest.mark.parametrize("path", [ASSENS, *FIRST], ids=lambda path: path.stem)
def test_an_editor_accepts_a_plan_however_it_reads_plain_values(path: Path) -> None:
    as_texts = read(path).values
    as_types = json.loads(json.dumps(YAML(typ="safe").load(path.read_text("utf-8")), default=str))
    for told in (as_texts, as_types):
        assert [error.message for error in CHECKER.iter_errors(told)] == []


@pytest.mark.parametrize(
    ("section", "accepted"),
    [
        ({"plan": 1}, True),
        ({"plan": "1"}, True),
        ({"plan": 2}, False),
        ({"criteria": {"a": {"share": "x", "at_least": 0.5}}}, True),
        ({"criteria": {"a": {"share": "x", "between": [0.1, "20 %"]}}}, True),
        ({"criteria": {"a": {"share": "x", "atleast": 0.5}}}, False),
        ({"indicators": {"a": {"label": 2011, "codes": {"1": 1, "2": {"da": "To", "en": 2}}}}}, True),
        ({"indicators": {"a": {"label": "A", "yes_no": True}}}, True),
        ({"indicators": {"a": {"label": "A", "yes_no": "yes"}}}, False),
        ({"indicators": {"a": {"yes_no": True}}}, False),
        ({"indicators": {"a": {"label": {"da": "A"}, "yes_no": True}}}, False),
        ({"populations": {"a": {"age": 18, "at": "start", "label": "A", "job": [1, 2]}}}, True),
        ({"background": {"a": {"label": "A", "since": "birth_date", "bands": [4, "5.."]}}}, True),
        ({"rounding": {"decimals": 1}, "privacy": {"threshold": "5"}}, True),
        ({"rounding": {"decimals": 3}}, False),
        ({"records": "a.csv"}, True),
        ({"records": {"status": {"file": "a.xlsx", "sheet": "1"}}}, True),
        ({"tables": {"T1": {"kind": "criteria", "stats": "share", "notes": "One note"}}}, True),
        ({"tables": {"T1": {"kind": "pie"}}}, False),
        ({"limits": ["One", {"da": "To", "en": "Two"}]}, True),
    ],
    ids=json.dumps,
)  # fmt: skip
def test_an_editor_accepts_what_loads_and_marks_what_does_not(section: Any, accepted: bool) -> None:  # noqa: FBT001 -- the expectation
    told = {"title": "T", "waves": {"start": {"date": "2025-01-01", "label": "S"}}, **section}
    assert CHECKER.is_valid(told) is accepted
