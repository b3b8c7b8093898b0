from __future__ import annotations

import pandas as pd
import pytest
import xlsxwriter

from hfi_eval.ingest import check
from hfi_eval.model.plan import (
    Source,
)
from tests.unit.test_ingest_bad import (
    GOOD,
    PLAN,
    found,
    only,
    rows,
)

CPR = {
    "dashed": "010190-0000",
    "plain": "0101900000",
    "spaced": "010190 0000",
    "replacement": "670190-0000",
    "lettered": "010190-0AB0",
    "lettered without dash": "0101900AB0",
    "within text": "kone: 311299-0000, to børn",
    "century": "01011990-0000",
    "century and dashes": "01-01-1990-0000",
    "century without dash": "010119900000",
    "after letters": "CPR0101900000",
    "before letters": "CPR:0101900000x",
    "between hexadecimal digits": "f0101900000e",
    "dashes": "01-01-90-0000",
}


@pytest.mark.parametrize("number", CPR.values(), ids=CPR)
def test_a_cpr_number_stops_everything_and_is_not_said(tmp_path, number):
    [issue] = found(tmp_path, rows(f"p2;31.04.1980;m;{number};pas_sick"))
    assert (issue.rule, issue.severity, issue.cell) == ("P02", "stop", "D3")
    assert "CPR-lignende værdi i 1 celle." in issue.text("da")
    assert "CPR-like value in 1 cell." in issue.text("en")
    assert not any(number in issue.text(language) for language in ("da", "en"))


@pytest.mark.parametrize(
    "harmless",
    ["2009-04-01", "01-04-2009", "01.04.2009", "1.234.567,50", "12345678", "1313901234", "p0101",
     "3f010190-1234-4abc-8def-010203040506", "9c1f0a0101901234", "0101901234abcdef", "101900000",
     "1012345678e12", "01.04.2009 - 2011"],
)  # fmt: skip
def test_dates_and_other_numbers_are_no_cpr_numbers(tmp_path, harmless):
    assert "P02" not in {
        each.rule for each in found(tmp_path, rows(f"{harmless};1980-01-01;m;;pas_sick"))
    }


@pytest.mark.parametrize("heading", ["CPR-nr", "cpr", "Personnummer", "pnr"])
def test_a_lost_zero_is_a_hit_in_text_where_the_heading_says_so(tmp_path, heading):
    content = GOOD.replace("job_status@end\n", f"job_status@end;{heading}\n").replace(
        "emp_ordinary\n", "emp_ordinary;101900000\n"
    )
    assert only(found(tmp_path, content), "P02").cell == "F2"


@pytest.mark.parametrize(("written", "hit"), [(101900000, True), ("101900000", False)])
def test_a_lost_zero_is_a_hit_in_a_number_of_a_workbook_even_in_an_id(tmp_path, written, hit):
    with xlsxwriter.Workbook(tmp_path / "b.xlsx") as book:
        sheet = book.add_worksheet("Ark1")
        sheet.write_column(0, 0, ["person_id", written])
    issues = check([Source(path=tmp_path / "b.xlsx")], PLAN)
    assert ("P02" in {each.rule for each in issues}) == hit


def test_a_parquet_file_may_have_ids_of_nine_digits_but_no_other_column(tmp_path):
    for heading, rules in (("Løbenummer", set()), ("nr", {"P02"})):
        frame = pd.DataFrame({"person_id": ["p1"], "nr": [5]} | {heading: [101900000]})
        frame = frame.drop(columns=["person_id"] if heading == "Løbenummer" else [])
        frame.to_parquet(tmp_path / "b.parquet")
        issues = check([Source(path=tmp_path / "b.parquet")], PLAN)
        assert {each.rule for each in issues} & {"P02"} == rules


def test_many_cpr_numbers_in_a_column_are_one_issue(tmp_path):
    path = tmp_path / "b.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Ark1")
        sheet.write_row(0, 0, ["person_id", "nr"])
        for row in range(1, 95):
            sheet.write_row(row, 0, [f"p{row}", 101900000 + row])
    [issue] = check([Source(path=path)], PLAN)
    assert issue.text("da").startswith("P02 b.xlsx, Ark1, B2: CPR-lignende værdi i 94 celler.")


def test_a_heading_that_may_name_a_person_is_not_said_beside_a_cpr_number(tmp_path):
    content = GOOD.replace("job_status@end\n", "job_status@end;Mette Hansen\n").replace(
        "emp_ordinary\n", "emp_ordinary;010190-0000\n"
    )
    issue = only(found(tmp_path, content), "P02")
    assert (issue.column, issue.cell) == ("", "F2")
    frame = pd.DataFrame({"person_id": ["p1"], "Mette Hansen": ["010190-0000"]})
    frame.to_parquet(tmp_path / "a.parquet")
    [issue] = check([Source(path=tmp_path / "a.parquet")], PLAN)
    assert (issue.column, issue.cell) == ("", "B1")


def test_cpr_numbers_in_headings_sheets_and_file_names_are_not_said(tmp_path):
    path = tmp_path / "b.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("010190-0000")
        sheet.write_row(0, 0, ["person_id", "020290-0000"])
        sheet.write_row(1, 0, ["p1", "x"])
    issues = list(check([Source(path=path)], PLAN))
    assert [each.rule for each in issues] == ["P02", "P02"]
    [named] = found(tmp_path, GOOD, name="030390-0000.csv")
    assert "filnavnet" in named.text("da")
    assert not any("0000" in each.text("da") for each in [*issues, named])
