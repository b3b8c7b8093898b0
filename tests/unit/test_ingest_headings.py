from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
import xlsxwriter

from hfi_eval.ingest import check
from hfi_eval.model.plan import (
    CodeTest,
    Indicator,
    Measure,
    Source,
)
from tests.unit.test_ingest_bad import (
    GOOD,
    HEAD,
    JOB,
    PLAN,
    YES_NO,
    family_plan,
    found,
    only,
    text,
)

WRONG_FILES = {
    "empty": (b"", "a.csv", "A01", "Filen er tom", "The file is empty"),
    "blank": (b"\n \n", "a.csv", "A01", "Filen er tom", "The file is empty"),
    "no headings": (b"a;b\n1;2\n", "a.csv", "A02", "ingen overskrifter", "no headings"),
    "binary": (b"\x89PNG\0\0\0", "a.csv", "A05", "ikke en tekstfil", "not a text file"),
    "NUL": (b"person_id;a\0\n1;2", "a.csv", "A05", "ikke en tekstfil", "not a text file"),
    "half UTF-16": (b"\xff\xfep", "a.csv", "A05", "ikke en tekstfil", "not a text file"),
    "open quote": (b'person_id;a\n1;"2\n3;4', "a.csv", "A06", "anførselstegn", "quotation mark"),
    "not a workbook": (b"person_id", "a.xlsx", "A10", "afkortet", "cut short"),
    "not Parquet": (b"person_id", "a.parquet", "A16", "ikke en Parquet-fil", "not a Parquet file"),
    "unknown suffix": (b"person_id", "a.docx", "A04", ".csv, .tsv", ".csv, .tsv"),
    "headings only": (HEAD.encode(), "a.csv", "A13", "ingen rækker", "no rows"),
}


@pytest.mark.parametrize(
    ("content", "name", "rule", "da", "en"), WRONG_FILES.values(), ids=WRONG_FILES
)
def test_a_wrong_file_is_named_with_its_reason(tmp_path, content, name, rule, da, en):
    issue = only(found(tmp_path, content, name=name), rule)
    assert issue.file == name
    assert da in issue.text("da")
    assert en in issue.text("en")


def test_a_file_that_is_not_there(tmp_path):
    issue = only(list(check([Source(path=tmp_path / "b.csv")], PLAN)), "A03")
    assert issue.text("da") == "A03 b.csv: Filen findes ikke. Kontrollér navnet og mappen."


def test_a_folder_is_called_a_folder_by_its_name(tmp_path, monkeypatch):
    (tmp_path / "c.csv").mkdir()
    issue = only(list(check([Source(path=tmp_path / "c.csv")], PLAN)), "A15")
    assert issue.text("da").startswith("A15 c.csv: Det er en mappe")
    monkeypatch.chdir(tmp_path / "c.csv")
    for name, folder in ((".", "c.csv"), ("..", tmp_path.name)):
        issue = only(list(check([Source(path=Path(name))], PLAN)), "A15")
        assert issue.file == folder
        assert "is a folder" in issue.text("en")


def test_a_parquet_file_cut_short(tmp_path):
    pd.DataFrame({"person_id": ["p1"] * 1000}).to_parquet(tmp_path / "b.parquet")
    whole = (tmp_path / "b.parquet").read_bytes()
    for cut in (whole[:100], whole[50:], whole[:20] + bytes(200) + whole[220:]):
        assert only(found(tmp_path, cut, name="c.parquet"), "A16").file == "c.parquet"


def test_a_workbook_cut_short(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "b.xlsx") as book:
        book.add_worksheet().write(0, 0, "person_id")
    whole = (tmp_path / "b.xlsx").read_bytes()
    assert only(found(tmp_path, whole[: len(whole) // 2], name="c.xlsx"), "A10").severity == "error"
    with zipfile.ZipFile(tmp_path / "d.xlsx", "w") as other:
        other.writestr("letter.txt", "person_id")
    assert only(list(check([Source(path=tmp_path / "d.xlsx")], PLAN)), "A10").file == "d.xlsx"


def test_sheets_without_headings_and_sheets_that_are_not_there(tmp_path):
    path = tmp_path / "b.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Vejledning").write(0, 0, "Læs dette")
        book.add_worksheet("Tom")
    issues = list(check([Source(path=path)], PLAN))
    assert [each.rule for each in issues] == ["A09", "A02"]
    missing = only(list(check([Source(path=path, sheet="Ark1")], PLAN)), "A08")
    assert missing.sheet == "Ark1"
    assert "Vejledning, Tom" in missing.text("da")
    assert only(list(check([Source(path=path, sheet="Tom")], PLAN)), "A01").file == "b.xlsx"


HEADINGS = {
    "missing background": ("person_id;birth_date;job_status@start;job_status@end\np1;1970-01-01;;pas_sick", "H01", "sex (Køn)", "sex (Sex)"),
    "missing birth date": ("person_id;sex;job_status@start;job_status@end\np1;m;;pas_sick", "H01", "birth_date (Fødselsdato)", "birth_date"),
    "doubled": (f"{HEAD};Køn\np1;1970-01-01;m;;pas_sick;m", "H02", "celle C1", "cell C1"),
    "unknown": (f"{HEAD};qqqq\np1;1970-01-01;m;;pas_sick;m", "H03", "Planen kender ikke", "does not know"),
    "unknown near": (f"{HEAD};birthdate_\np1;1970-01-01;m;;pas_sick;m", "H02", "celle B1", "cell B1"),
    "slip": (f"{HEAD};enroled_on\np1;1970-01-01;m;;pas_sick;m", "H03", "Mente du enrolled_on?", "Did you mean enrolled_on?"),
    "indicator without column": ("person_id;birth_date;sex\np1;1970-01-01;m", "H04", "tables.T6", "job_status@start, job_status@end"),
    "wave without column": ("person_id;birth_date;sex;job_status@start\np1;1970-01-01;m;pas_sick", "H06", "end (Efter)", "end (After)"),
    "unknown wave": (f"{HEAD};job_status@middle\np1;1970-01-01;m;;pas_sick;m", "W03", "start, end", "start, end"),
    "unknown wave near": (f"{HEAD};job_status@efterr\np1;1970-01-01;m;;pas_sick;m", "W03", "Mente du »Efter«?", 'Did you mean "Efter"?'),
}  # fmt: skip


@pytest.mark.parametrize(("content", "rule", "da", "en"), HEADINGS.values(), ids=HEADINGS)
def test_wrong_headings_are_named(tmp_path, content, rule, da, en):
    issue = only(found(tmp_path, content), rule)
    assert da in issue.text("da")
    assert en in issue.text("en")


def test_a_heading_that_may_name_a_person_is_not_said(tmp_path):
    for heading in ("Mette Hansen", "job_status@Mette Hansen"):
        issues = found(tmp_path, GOOD.replace("sex", f"sex;{heading}"))
        assert any(each.cell == "D1" and not each.column for each in issues)
        assert not any("Mette" in each.text("da") + each.text("en") for each in issues)
    slip = only(found(tmp_path, f"{HEAD};enroled_on\np1;1970-01-01;m;;pas_sick;m"), "H03")
    assert slip.column == "enroled_on"


def test_a_plan_about_families_needs_family_id(tmp_path):
    issue = only(found(tmp_path, GOOD, family_plan()), "H01")
    assert "family_id (Familie-id)" in issue.text("da")


def test_an_indicator_only_measures_use_gets_a_warning(tmp_path):
    crime = Indicator(
        label=text("Kriminalitet", "Crime"), phrase=text("k"), codes=YES_NO, yes_no=True
    )
    share = Measure(
        kind="share",
        of="adults",
        label=text("m"),
        phrase=text("m"),
        condition=(CodeTest(of="crime", codes=("no",)),),
    )
    plan = replace(
        PLAN, indicators={**PLAN.indicators, "crime": crime}, measures={"crime_free": share}
    )
    issue = only(found(tmp_path, GOOD, plan), "H05")
    assert issue.severity == "warning"
    assert "»ikke oplyst«" in issue.text("da")
    assert '"not reported"' in issue.text("en")


def test_an_indicator_at_a_wave_where_it_is_not_used_gets_a_warning(tmp_path):
    plan = replace(PLAN, indicators={"job_status": replace(JOB, waves=("end",))})
    issue = only(found(tmp_path, GOOD, plan), "W04")
    assert (issue.cell, issue.severity) == ("D1", "warning")
