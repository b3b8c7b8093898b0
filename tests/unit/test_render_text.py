"""Tables as text, Markdown, CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest

from hfi_eval.model.table import Cell, Row
from hfi_eval.render import TABLE_FORMATS, delimited, json_table, text
from tests.unit.rendering import (
    criteria_table,
    grouped_table,
    long_table,
    nine_columns,
    spanned_table,
    status_table,
)

KINDS = [
    status_table,
    spanned_table,
    grouped_table,
    nine_columns,
    criteria_table,
    long_table,
]


def test_text_stands_in_columns():
    assert text.text(status_table()) == (
        "Tabel 6. Voksne familiemedlemmers status\n"
        "--------------------------------------------------------\n"
        "Job- og uddannelsesstatus                     Før  Efter\n"
        "--------------------------------------------------------\n"
        "Ordinær beskæftigelse                           1      9\n"
        "Uddannelse på almindelige vilkår (SU            6     16\n"
        "el.lign.)\n"
        "I kompetenceafklarende forløb (aktivering),    12     10\n"
        "herunder virksomhedspraktik og\n"
        "danskuddannelse\n"
        "Midlertidigt sygemeldte eller på barsel        26      1\n"
        "Pension, efterløn og selvforsørgede uden        1     10\n"
        "beskæftigelse #1 <2> a_b @hjem $5$\n"
        "--------------------------------------------------------\n"
        "I alt                                          46     46\n"
        "--------------------------------------------------------\n"
        "Kilde: Assens Kommune.\n"
    )


@pytest.mark.parametrize("kind", KINDS)
def test_no_line_of_text_is_wider_than_its_rules(kind):
    lines = text.text(kind()).splitlines()
    rule = max(len(line) for line in lines if set(line) == {"-"})
    assert all(len(line) <= max(rule, 60) for line in lines)


def test_a_heading_over_columns_stands_over_them():
    lines = text.text(spanned_table()).splitlines()
    over = next(line for line in lines if "Antal" in line and "Andel" in line)
    under = next(line for line in lines if line.startswith("Status"))
    assert under.index("Før") < over.index("Antal") < under.index("Efter") + 5


def test_markdown_has_as_many_cells_in_every_row():
    rows = [line for line in text.markdown(grouped_table()).splitlines() if line.startswith("|")]
    assert {line.count("|") for line in rows} == {5}
    assert "| **Køn** |  |  |  |" in rows


def test_markdown_takes_letters_for_letters():
    table = replace(
        status_table(), rows=(Row(label="a|b_c* <5 & #1", cells=(Cell(text="1"),) * 2),)
    )
    assert "| a\\|b\\_c\\* &lt;5 &amp; \\#1 | 1 | 1 |" in text.markdown(table)


@pytest.mark.parametrize("kind", KINDS)
def test_csv_reads_back_with_every_value_exact(kind):
    table = kind()
    heads, *rows = csv.reader(io.StringIO(delimited.csv(table)))
    assert len(heads) == len(table.columns) + 1
    for row, read in zip(table.rows, rows, strict=True):
        assert read[0] == row.label
        assert len(read) == len(heads)
        for cell, written in zip(row.cells, read[1:], strict=False):
            assert float(written) == cell.value if cell.value is not None else written == cell.text


def test_csv_of_a_table_with_headings_above_headings():
    first, second = delimited.csv(spanned_table()).split("\n")[:2]
    assert first == "Status,Antal Før,Antal Efter,Andel Før,Andel Efter,Ændring i procentpoint"
    assert second == (
        "Ordinær beskæftigelse,1,9,0.021739130434782608,0.1956521739130435,-0.1739130434782609"
    )


def test_csv_of_a_group_row_has_empty_cells():
    assert "\nKøn,,,\n" in delimited.csv(grouped_table())


def test_a_value_that_is_no_number_is_written_as_its_text():
    cells = (Cell(text="–", value=float("nan")), Cell(text="∞", value=float("inf")))
    table = replace(status_table(), rows=(Row(label="x", cells=cells),))
    assert delimited.csv(table).endswith("x,–,∞\n")
    assert json.loads(json_table.json(table))["rows"][0]["cells"][0]["value"] is None


def test_json_has_the_value_and_the_address():
    read = json.loads(json_table.json(spanned_table()))
    cell = read["rows"][0]["cells"][3]
    assert cell == {
        "text": "19,6\u00a0%",
        "spoken": "19,6 pct.",
        "value": 9 / 46,
        "unit": "share",
        "address": "status.share@end/adults",
    }
    assert read["columns"][1]["heading"] == "Antal Efter"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", TABLE_FORMATS)
def test_every_format_prints_every_table_the_same_twice(name, kind):
    printed = TABLE_FORMATS[name](kind())
    assert printed == TABLE_FORMATS[name](kind())
    assert printed.endswith("\n")
