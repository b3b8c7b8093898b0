from __future__ import annotations

from dataclasses import replace

import pytest

from hfi_eval.ingest import check
from hfi_eval.model.plan import (
    Background,
    CodeTest,
    Cohort,
    Plan,
    Source,
)
from tests.unit.test_ingest_bad import (
    GOOD,
    HEAD,
    JOB,
    NUMBERS,
    PLAN,
    YES_NO,
    codes,
    family_plan,
    found,
    only,
    text,
)


@pytest.mark.parametrize(
    ("written", "said"),
    [("mange", "ikke et tal"), ("-1", "helt tal"), ("1,5", "helt tal"), ("1..2", "ikke et tal")],
)
def test_wrong_numbers(tmp_path, written, said):
    plan = replace(PLAN, indicators={**PLAN.indicators, "contacts": NUMBERS})
    issues = found(tmp_path, f"{HEAD};contacts\np1;1970-01-01;m;;pas_sick;{written}\n", plan)
    issue = next(each for each in issues if each.rule.startswith("T"))
    assert issue.cell == "F2"
    assert said in issue.text("da")


def test_a_number_that_can_be_read_in_two_ways_is_refused_where_the_sign_is_unknown(tmp_path):
    plan = replace(PLAN, indicators={**PLAN.indicators, "contacts": NUMBERS})
    content = f"{HEAD};contacts\np1;1970-01-01;m;;pas_sick;1.234\n"
    issue = only(found(tmp_path, content.replace(";", "\t"), plan), "T01")
    assert "to måder" in issue.text("da")
    assert "two ways" in issue.text("en")


DATED = replace(
    PLAN,
    background={
        **PLAN.background,
        "years_here": Background(
            label=text("År"),
            phrase=text("år"),
            codes=codes(a=("A", "A")),
            since="residence_from",
            at="start",
        ),
    },
)


@pytest.mark.parametrize(
    ("extra", "values", "rule", "cell"),
    [
        ("residence_from", "1969-12-31", "P03", "F2"),
        ("enrolled_on", "01.01.1960", "E03", "F2"),
        ("Indskrevet;Udskrevet", "2010-05-01;2010-04-01", "E02", "G2"),
    ],
)
def test_dates_in_wrong_order(tmp_path, extra, values, rule, cell):
    content = f"{HEAD};{extra}\np1;1970-05-15;m;pas_sick;pas_sick;{values}\n"
    assert only(found(tmp_path, content, DATED), rule).cell == cell


def test_a_month_of_birth_does_not_come_after_the_month_of_residence(tmp_path):
    content = f"{HEAD};Opholdsdato\np1;1970-05-15;m;pas_sick;pas_sick;1970-05\n"
    assert found(tmp_path, content, DATED) == []


def test_a_family_without_an_adult(tmp_path):
    content = f"{HEAD};Familie-id\np1;2000-01-01;m;;pas_sick;f1\np2;2001-01-01;m;;pas_sick;f1\np3;1970-01-01;m;;pas_sick;f2\np4;;f;;pas_sick;\n"
    issues = found(tmp_path, content)
    issue = only(issues, "F01")
    assert issue.cell == "F2"
    assert "fyldt 18 år" in issue.text("da")
    assert "turned 18" in issue.text("en")
    assert "1 person har intet family_id" in only(issues, "F03").text("da")
    assert "1 person har ingen fødselsdato" in only(issues, "D04").text("da")


def test_families_nobody_belongs_to_and_families_twice(tmp_path):
    (tmp_path / "f.csv").write_text(
        "family_id;Udgifter\nf1;1.234,50\nf9;2\nf1;3\n;4\n", encoding="utf-8"
    )
    (tmp_path / "a.csv").write_text(
        GOOD.replace("sex", "sex;family_id").replace(";m;", ";m;f1;").replace(";f;", ";f;f1;"),
        encoding="utf-8",
    )
    sources = [Source(path=tmp_path / "a.csv"), Source(path=tmp_path / "f.csv")]
    issues = list(check(sources, family_plan()))
    assert {(each.rule, each.cell) for each in issues} == {
        ("F02", "A3"),
        ("F05", "A4"),
        ("F04", "A5"),
    }


def test_an_indicator_of_families_does_not_belong_to_persons(tmp_path):
    issues = found(tmp_path, f"{HEAD};cost@start\np1;1970-01-01;m;;pas_sick;4\n", family_plan())
    assert "gælder familier" in only(issues, "H07").text("da")


def test_persons_without_a_second_wave_are_counted(tmp_path):
    issue = only(found(tmp_path, GOOD + "p3;1975-01-01;f;pas_sick;\n"), "D01")
    assert issue.severity == "query"
    assert issue.column == "job_status@end"
    assert "1 person har svaret på »Jobstatus« før, men ikke efter." in issue.text("da")
    assert '1 person has answered "Job status" før but not efter.' in issue.text("en")


def test_several_persons_have_answered_before_but_not_after(tmp_path):
    content = GOOD + "p3;1975-01-01;f;pas_sick;\np4;1975-01-01;f;pas_sick;\n"
    issue = only(found(tmp_path, content), "D01")
    assert "2 personer har svaret" in issue.text("da")
    assert "2 persons have answered" in issue.text("en")


def test_persons_without_any_status_get_a_warning(tmp_path):
    issue = only(found(tmp_path, GOOD + "p3;1975-01-01;f;;\n"), "D03")
    assert (issue.severity, issue.cell) == ("warning", "A4")


def shown_of(*populations: str) -> Plan:
    table = replace(PLAN.tables["T6"], of=populations)
    return replace(PLAN, tables={**PLAN.tables, "T6": table})


CHILD = "p3;2005-01-01;f;;\n"


def test_who_is_asked_nothing_need_not_have_a_status(tmp_path):
    assert found(tmp_path, GOOD + CHILD, shown_of("adults")) == []
    plan = shown_of("adults", "children")
    assert only(found(tmp_path, GOOD + CHILD, plan), "D03").cell == "A4"
    assert only(found(tmp_path, GOOD + "p3;;f;;\n", shown_of("adults")), "D03").cell == "A4"
    everyone = replace(PLAN, tables={"T6": replace(PLAN.tables["T6"], of=("everyone",))})
    assert only(found(tmp_path, GOOD + CHILD, everyone), "D03").cell == "A4"


def test_a_population_nobody_belongs_to_gets_a_warning(tmp_path):
    issue = only(found(tmp_path, GOOD, shown_of("adults", "children")), "W06")
    assert (issue.severity, issue.cell) == ("warning", "B1")
    assert "Ingen person hører til »Børn«" in issue.text("da")
    assert 'No person belongs to "Children"' in issue.text("en")
    assert found(tmp_path, GOOD + "p3;2005-01-01;f;pas_sick;pas_sick\n", shown_of("children")) == []


def test_a_population_is_empty_by_background_and_by_the_one_it_is_part_of(tmp_path):
    young = replace(PLAN.populations["adults"], age=None, of="children", label=text("Unge"))
    women = replace(
        young, of="", label=text("Kvinder"), background=(CodeTest(of="sex", codes=("f",)),)
    )
    plan = replace(
        shown_of("young", "women"),
        populations={**PLAN.populations, "young": young, "women": women},
    )
    men = GOOD.replace(";f;", ";m;")
    empty = [each for each in found(tmp_path, men, plan) if each.rule == "W06"]
    assert [(each.cell, "Unge" in each.text()) for each in empty] == [("B1", True), ("C1", False)]
    assert [each.cell for each in found(tmp_path, GOOD, plan) if each.rule == "W06"] == ["B1"]


def test_a_population_is_not_called_empty_because_of_dates_that_cannot_be_read(tmp_path):
    issues = found(tmp_path, f"{HEAD}\np1;1.1.;m;pas_sick;pas_sick\n", shown_of("adults"))
    assert {each.rule for each in issues} == {"D02"}


def test_status_of_a_person_nobody_knows_and_repeated_status(tmp_path):
    (tmp_path / "p.csv").write_text("person_id;birth_date;sex\np1;1970-01-01;m\n", encoding="utf-8")
    (tmp_path / "s.csv").write_text(
        "person_id;wave;job_status\np1;start;pas_sick\np1;end;pas_sick\np1;Før;pas_sick\n"
        "p1;Efter;emp_ordinary\np9;start;pas_sick\np1;slut;pas_sick\np1;;pas_sick\np1;startt;pas_sick",
        encoding="utf-8",
    )
    issues = list(check([Source(path=tmp_path / name) for name in ("p.csv", "s.csv")], PLAN))
    same, conflict = only(issues, "R02"), only(issues, "R01")
    assert (same.severity, same.cell, "C2" in same.text("da")) == ("warning", "C4", True)
    assert (conflict.severity, conflict.cell, "C3" in conflict.text("da")) == ("error", "C5", True)
    assert only(issues, "P04").cell == "A6"
    assert only(issues, "W05").cell == "B8"
    wave, near = [each for each in issues if each.rule == "W03"]
    assert "Planens målepunkter: start, end." in wave.text("da")
    assert 'Did you mean "start"?' in near.text("en")


def test_an_unknown_indicator_in_a_long_table(tmp_path):
    content = "person_id;wave;indicator;value\np1;start;job_statu;pas_sick\np1;end;andet;x\n"
    near, other = [each for each in found(tmp_path, content) if each.rule == "I01"]
    assert "Mente du »job_status«?" in near.text("da")
    assert "Planens indikatorer: job_status." in other.text("da")


def test_turning_18_is_refused_where_the_plan_says_so(tmp_path):
    plan = replace(PLAN, cohort=Cohort(turned_18="refuse"))
    issue = only(found(tmp_path, GOOD + "p3;1992-01-01;f;;pas_sick\n", plan), "W01")
    assert issue.column == "birth_date"
    assert "1 person er både i »Børn« før og i »Voksne« efter" in issue.text("da")
    assert found(tmp_path, GOOD, plan) == []


def test_facets_that_do_not_go_together_are_asked_about(tmp_path):
    can = replace(JOB, label=text("Kan", "Can"), codes=codes(can=("Kan", "C"), cannot=("Nej", "N")))
    wants = replace(JOB, label=text("Ønsker", "Wants"), codes=YES_NO, yes_no=True)
    plan = replace(PLAN, indicators={**PLAN.indicators, "can_job": can, "wants_job": wants})
    content = f"{HEAD};can_job@start;can_job@end;wants_job@start;wants_job@end\np1;1970-01-01;m;pas_sick;emp_ordinary;cannot;cannot;ja;0\n"
    issues = found(tmp_path, content, plan)
    assert [(each.rule, each.cell, each.severity) for each in issues] == [
        ("X01", "G2", "query"),
        ("X02", "I2", "query"),
    ]
