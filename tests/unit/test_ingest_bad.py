from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from hfi_eval.errors import RecordsError
from hfi_eval.ingest import check, read
from hfi_eval.ingest.checks import CHECKS
from hfi_eval.ingest.messages import CATALOGUE
from hfi_eval.model.plan import (
    Background,
    Code,
    CodeList,
    Cohort,
    Indicator,
    Plan,
    Population,
    Range,
    Source,
    TableSpec,
    Wave,
)

if TYPE_CHECKING:
    from pathlib import Path

    from hfi_eval.errors import Issue


def text(da: str, en: str = "") -> dict[str, str]:
    return {"da": da, "en": en or da}


def codes(**labels: tuple[str, str]) -> CodeList:
    return CodeList(
        codes={key: Code(label=text(*both), phrase=text(*both)) for key, both in labels.items()}
    )


YES_NO = codes(yes=("Ja", "Yes"), no=("Nej", "No"))
JOB = Indicator(
    label=text("Jobstatus", "Job status"),
    phrase=text("job"),
    codes=codes(
        emp_ordinary=("Ordinær beskæftigelse", "Ordinary employment"),
        pas_sick=("Midlertidigt sygemeldt", "Temporarily sick"),
    ),
    waves=("start", "end"),
)
PLAN = Plan(
    title=text("Prøve", "Trial"),
    language="da",
    waves={
        "start": Wave(date=dt.date(2009, 4, 1), label=text("Før", "Before"), phrase=text("før")),
        "end": Wave(date=dt.date(2011, 4, 30), label=text("Efter", "After"), phrase=text("efter")),
    },
    populations={
        "adults": Population(
            at="end", age=Range(low=18), label=text("Voksne", "Adults"), phrase=text("v")
        ),
        "children": Population(
            at="start", age=Range(high=17), label=text("Børn", "Children"), phrase=text("b")
        ),
    },
    background={
        "sex": Background(
            label=text("Køn", "Sex"),
            phrase=text("køn"),
            codes=codes(m=("Mænd", "Men"), f=("Kvinder", "Women")),
        ),
    },
    cohort=Cohort(turned_18="adult_at_both_waves"),
    indicators={"job_status": JOB},
    tables={
        "T6": TableSpec(kind="before_after", title=text("T6"), indicator="job_status"),
        "by": TableSpec(kind="cross", title=text("by"), rows="sex"),
    },
)
HEAD = "person_id;birth_date;sex;job_status@start;job_status@end"
GOOD = f"{HEAD}\np1;1970-05-01;m;pas_sick;emp_ordinary\np2;1975-05-01;f;pas_sick;pas_sick\n"


def found(
    tmp_path: Path, content: str | bytes, plan: Plan = PLAN, name: str = "a.csv"
) -> list[Issue]:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(check([Source(path=path)], plan))


def only(issues: list[Issue], rule: str) -> Issue:
    [issue] = [each for each in issues if each.rule == rule]
    return issue


def rows(*lines: str) -> str:
    return "\n".join([HEAD, "p1;1970-05-01;m;pas_sick;emp_ordinary", *lines]) + "\n"


def family_plan() -> Plan:
    amount = Indicator(
        label=text("Udgifter", "Expenditure"),
        phrase=text("udgifter"),
        unit="family",
        kind="amount",
        waves=("start",),
    )
    return replace(PLAN, indicators={**PLAN.indicators, "cost": amount})


def wide_plan(*, wants: bool = False) -> Plan:
    cost = Indicator(
        label=text("Udgift", "Cost"), phrase=text("u"), kind="amount", waves=("start",)
    )
    wish = Indicator(
        label=text("Ønsker", "Wants"), phrase=text("ø"), codes=YES_NO, yes_no=True, waves=("end",)
    )
    more = {"cost": cost, "wants_job": wish} if wants else {"cost": cost}
    return replace(PLAN, indicators={**PLAN.indicators, **more})


NUMBERS = Indicator(label=text("Tal", "Number"), phrase=text("t"), kind="count", waves=("start",))


def test_good_records_have_nothing_to_say(tmp_path):
    assert found(tmp_path, GOOD) == []


def test_both_languages_say_the_same_things():
    assert all({"da", "en", "severity"} == set(said) for said in CATALOGUE.values())
    for said in CATALOGUE.values():
        braces = [
            {part.split("}")[0] for part in said[each].split("{")[1:]} for each in ("da", "en")
        ]
        assert braces[0] == braces[1]
        assert said["severity"] in {"stop", "error", "warning", "query"}


def test_every_check_has_a_text():
    assert set(CHECKS) <= set(CATALOGUE)


WRONG_CELLS = {
    "unknown code near": (
        rows("p2;1970-05-01;m;sygmeldt;"), "S01", "D3",
        "Mente du »Midlertidigt sygemeldt«?", 'Did you mean "Midlertidigt sygemeldt"?',
    ),
    "unknown code": (
        rows("p2;1970-05-01;m;Fatima Hassan;"), "S01", "D3",
        "Mulige koder: emp_ordinary, pas_sick.", "Possible codes: emp_ordinary, pas_sick.",
    ),
    "day that does not exist": (
        rows("p2;31.04.1980;m;;pas_sick"), "D02", "B3",
        "31.04.1980 findes ikke: april har 30 dage.", "31.04.1980 does not exist: April has 30 days.",
    ),
    "leap day": (
        rows("p2;29/02/1981;m;;pas_sick"), "D02", "B3",
        "februar 1981 har 28 dage", "February 1981 has 28 days",
    ),
    "month that does not exist": (
        rows("p2;12.31.1980;m;;pas_sick"), "D02", "B3", "Der er 12 måneder", "there are 12 months",
    ),
    "no date": (rows("p2;ca. 1980;m;;pas_sick"), "D02", "B3", "ikke en dato", "not a date"),
    "duplicate person": (
        rows("p1;1970-05-01;m;;pas_sick"), "P01", "A3",
        "Samme person_id står også i en tidligere række.", "The same person_id is in an earlier row",
    ),
    "no person_id": (rows(";1970-05-01;m;;pas_sick"), "P05", "A3", "intet person_id", "no person_id"),
    "born after": (
        rows("p2;2012-01-01;m;;pas_sick"), "P06", "B3",
        "efter det sidste målepunkt (2011-04-30)", "after the last wave (2011-04-30)",
    ),
    "a sum": (
        rows("I alt;;;;pas_sick"), "P07", "A3", "ligner en sum", "looks like a sum",
    ),
    "too many cells": (
        rows("p2;1980-01-01;m;;pas_sick;x"), "A07", "F3", "flere celler", "more cells",
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("content", "rule", "cell", "da", "en"), WRONG_CELLS.values(), ids=WRONG_CELLS
)
def test_a_wrong_cell_is_named_with_rule_place_and_reason(tmp_path, content, rule, cell, da, en):
    issue = only(found(tmp_path, content), rule)
    assert (issue.file, issue.cell, issue.severity) == ("a.csv", cell, "error")
    assert da in issue.text("da")
    assert en in issue.text("en")


def test_a_value_that_may_be_a_name_is_never_said(tmp_path):
    issues = found(tmp_path, rows("Karen Blixen;1970-05-01;Karen;Karen Blixen;Karen Blixen"))
    assert issues
    assert not any("Karen" in each.text(language) for each in issues for language in ("da", "en"))


def test_every_break_is_listed_at_once(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(rows("p1;31.04.1980;x;qq;pas_sick"), encoding="utf-8")
    with pytest.raises(RecordsError) as error:
        read([Source(path=path)], PLAN)
    assert [each.rule for each in error.value.issues] == ["P01", "D02", "S01", "S01"]


def test_the_gravest_breaks_come_first(tmp_path):
    path = tmp_path / "a.csv"
    content = f"{HEAD};note\np1;1970-01-01;m;pas_sick;;x\np2;1970-01-01;q;;pas_sick;\n"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(RecordsError) as error:
        read([Source(path=path)], PLAN)
    assert [each.rule for each in error.value.issues] == ["S01", "H03", "D01"]
    assert [each.rule for each in check([Source(path=path)], PLAN)] == ["H03", "S01", "D01"]


def test_many_breaks_of_one_rule_are_counted(tmp_path):
    issues = found(tmp_path, rows(*(f"q{n};1970-01-01;x;;pas_sick" for n in range(50))))
    coded = [each for each in issues if each.rule == "S01"]
    assert len(coded) == 21
    assert "I alt bryder 50 celler" in coded[-1].text("da")
    assert coded[-1].severity == "error"
