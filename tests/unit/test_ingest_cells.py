from __future__ import annotations

import zipfile

import pytest
import xlsxwriter

from hfi_eval.ingest import check
from hfi_eval.model.plan import Source
from tests.unit.test_ingest_across import DATED
from tests.unit.test_ingest_bad import GOOD, HEAD, family_plan, found, only, rows


@pytest.mark.parametrize("quote", ["p2", "p2;1975-05-01;f;;pas_sick", "p2;1975"])
def test_an_id_that_holds_another_row_or_cell_is_an_error(tmp_path, quote):
    content = rows(f'"{quote}\np3";1975-05-01;f;;pas_sick')
    issue = only(found(tmp_path, content), "A17")
    assert (issue.row, issue.severity) == (3, "error")
    assert "linjeskift" in issue.text("da")
    assert "line break" in issue.text("en")


def test_a_separator_inside_an_id_is_an_error(tmp_path):
    assert only(found(tmp_path, rows('"p2;p3";1975-05-01;f;;pas_sick')), "A17").cell == "A3"
    content = GOOD.replace("sex", "sex;family_id").replace(";m;", ';m;"f1;f2";')
    content = content.replace(";f;", ";f;f1;") + "p3;1975-05-01;f;f,1;pas_sick;pas_sick\n"
    assert only(found(tmp_path, content), "A17").cell == "D2"


@pytest.mark.parametrize(
    "swallowed",
    [
        'p2;1975-05-01;"f;;\np3;1975-05-01;f";;pas_sick',
        'p2;1975-05-01;"f;;\np9;1975-05-01;f;;\np3;1975-05-01;f";;pas_sick',
        'p2;1975-05-01;f;;"pas_sick\np3;1975-05-01;f;;pas_sick"',
    ],
)
def test_rows_swallowed_by_a_quote_in_any_column_are_told(tmp_path, swallowed):
    issue = only(found(tmp_path, rows(swallowed)), "A17")
    assert issue.text("da").startswith("A17 a.csv, række 3: ")


def test_a_line_break_in_a_column_of_codes_or_dates_is_told(tmp_path):
    issues = found(tmp_path, rows('p2;"1975-05-01\np3";"f\nm";;pas_sick'))
    assert [(each.rule, each.cell) for each in issues if each.severity == "error"] == [
        ("A17", "B3"),
        ("A17", "C3"),
    ]


def test_notes_and_headings_may_have_several_lines(tmp_path):
    content = f'{HEAD};"no\nte";"Føds\nels"\n'.replace("job_status@start", '"Job status\nFør"')
    content += 'p1;1970-05-01;m;pas_sick;pas_sick;"to linjer,\nen; to; tre; fire";\n'
    assert {each.rule for each in found(tmp_path, content)} == {"H03"}


FAULTS = ["#DIV/0!", "#N/A", "#REF!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"]


def with_formula(path, at: tuple[int, int], fault: str) -> list[tuple[str, str]]:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Ark1")
        sheet.write_row(0, 0, [*HEAD.split(";"), "residence_from", "note"])
        sheet.write_row(1, 0, ["p1", "1970-05-01", "m", "pas_sick", "pas_sick", "1980-01-01", "x"])
        sheet.write_row(2, 0, ["p2", "1970-05-01", "f", "pas_sick", "pas_sick", "1980-01-01", "x"])
        sheet.write_formula(*at, "=1/0", None, fault)
    issues = check([Source(path=path)], DATED)
    return [(each.rule, each.cell) for each in issues if each.severity == "error"]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_failed_formula_is_an_error_and_not_an_empty_cell(tmp_path, fault):
    for column, letter in enumerate("ABCDEF"):
        assert with_formula(tmp_path / "a.xlsx", (2, column), fault) == [("T03", f"{letter}3")]
    assert with_formula(tmp_path / "a.xlsx", (2, 6), fault) == []


def test_a_failed_formula_is_found_however_the_sheet_is_written(tmp_path):
    with_formula(tmp_path / "a.xlsx", (2, 3), "#N/A")
    with (
        zipfile.ZipFile(tmp_path / "a.xlsx") as book,
        zipfile.ZipFile(tmp_path / "b.xlsx", "w") as other,
    ):
        for name in book.namelist():
            content = book.read(name).replace(b'<c r="D3" t="e">', b"<c t='e' r='D3'>")
            other.writestr(name, content)
    issue = only(list(check([Source(path=tmp_path / "b.xlsx")], DATED)), "T03")
    assert issue.cell == "D3"
    assert "regnefejl i cellen" in issue.text("da")
    assert "calculation error" in issue.text("en")


@pytest.mark.parametrize("fault", ["#DIVISION/0!", "#I/T", "#REFERENCE!", "#VÆRDI!", "#n/a"])
def test_a_failed_formula_saved_as_text_is_an_error_too(tmp_path, fault):
    assert only(found(tmp_path, rows(f"p2;1970-05-01;f;{fault};pas_sick")), "T03").cell == "D3"
    assert only(found(tmp_path, rows(f"{fault};1970-05-01;f;;pas_sick")), "T03").cell == "A3"
    number = f"family_id;cost@start\nf1;{fault}\n"
    assert only(found(tmp_path, number, family_plan()), "T03").cell == "B2"
