from __future__ import annotations

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
    "zero lost": "101900000",
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
     "3f010190-1234-4abc-8def-010203040506", "9c1f0a0101901234"],
)  # fmt: skip
def test_dates_and_other_numbers_are_no_cpr_numbers(tmp_path, harmless):
    assert "P02" not in {
        each.rule for each in found(tmp_path, rows(f"{harmless};1980-01-01;m;;pas_sick"))
    }


def test_many_cpr_numbers_in_a_column_are_one_issue(tmp_path):
    path = tmp_path / "b.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Ark1")
        sheet.write_row(0, 0, ["person_id", "nr"])
        for row in range(1, 95):
            sheet.write_row(row, 0, [f"p{row}", 101900000 + row])
    [issue] = check([Source(path=path)], PLAN)
    assert issue.text("da").startswith(
        'P02 b.xlsx, Ark1, B2, kolonne "nr": CPR-lignende værdi i 94 celler.'
    )


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
