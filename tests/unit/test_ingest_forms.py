from __future__ import annotations

import datetime as dt
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from hfi_eval.ingest import check, read
from hfi_eval.model.plan import Plan, Source
from hfi_eval.plans import load_plan
from tests.unit.test_ingest_across import DATED
from tests.unit.test_ingest_bad import (
    GOOD,
    HEAD,
    PLAN,
    family_plan,
    wide_plan,
)

if TYPE_CHECKING:
    from hfi_eval.records import Records

WIDE = (
    "Deltager-id;Født;Køn;Job status Før;jobstatus (Efter);Udgift\n"
    "p1;01.05.1970;mænd;Midlertidigt sygemeldt;Ordinary employment;1.234,50\n"
    "\n"
    " p2 ;1975-05;f;pas_sick;;12,5\n"
    "p3;05/06/1990;Kvinder;;PAS_SICK;\n"
)
ROWS: list[tuple[object, ...]] = [
    ("p1", dt.date(1970, 5, 1), "m", "pas_sick", "emp_ordinary", 1234.5),
    ("p2", dt.date(1975, 5, 1), "f", "pas_sick", None, 12.5),
    ("p3", dt.date(1990, 6, 5), "f", None, "pas_sick", None),
]
NAMES = ["person_id", "birth_date", "sex", "job_status@start", "job_status@end", "cost@start"]


def read_files(tmp_path: Path, plan: Plan, **files: str | bytes) -> Records:
    paths = []
    for name, content in files.items():
        paths.append(tmp_path / f"{name}.csv")
        paths[-1].write_bytes(content if isinstance(content, bytes) else content.encode())
    return read([Source(path=path) for path in paths], plan)


def workbook(path: Path, **sheets: list[list[object]]) -> Path:
    with xlsxwriter.Workbook(path, {"default_date_format": "dd-mm-yyyy"}) as book:
        for name, lines in sheets.items():
            sheet = book.add_worksheet(name)
            for row, line in enumerate(lines):
                for column, cell in enumerate(line):
                    if cell is not None:
                        sheet.write(row, column, cell)
    return path


def same(records: Records, expected: pd.DataFrame) -> None:
    frame = records.persons[expected.columns].sort_values("person_id").reset_index(drop=True)
    pd.testing.assert_frame_equal(frame, expected)


@pytest.fixture
def expected(tmp_path):
    return read_files(tmp_path, wide_plan(), expected=WIDE).persons


def test_the_values_are_what_was_written(expected):
    assert list(expected.columns) == ["person_id", "birth_date", *NAMES[2:]]
    assert expected["birth_date"].dtype == "datetime64[us]"
    assert expected["cost@start"].dtype == "float64"
    assert {str(expected[name].dtype) for name in ("person_id", "sex", "job_status@end")} == {"str"}
    plain = expected.astype("object").where(expected.notna(), None)
    plain["birth_date"] = expected["birth_date"].dt.date
    assert list(plain.itertuples(index=False, name=None)) == ROWS


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig", "utf-16"])
def test_encodings_are_found_out(tmp_path, expected, encoding):
    same(read_files(tmp_path, wide_plan(), a=WIDE.encode(encoding)), expected)


def test_separators_and_decimal_signs_are_found_out(tmp_path, expected):
    tabs = WIDE.replace(";", "\t").replace("1.234,50", "1234,50")
    commas = WIDE.replace("12,5\n", "12.5\n").replace("1.234,50", '"1,234.50"').replace(";", ",")
    for content in (tabs, commas, f"sep=;\r\n{WIDE}", f"Udtræk den 1. maj, uge 18\n\n{WIDE}"):
        same(read_files(tmp_path, wide_plan(), a=content), expected)


def test_status_may_be_long_or_fully_long(tmp_path, expected):
    persons = "person_id;birth_date;sex\np1;1970-05-01;m\np2;1975-05-01;f\np3;1990-06-05;f\n"
    long = (
        "Deltager-id;Måletidspunkt;Jobstatus;Udgift\np1;Før;pas_sick;1234,5\np1;end;emp_ordinary;\n"
        "p2;start;pas_sick;12,5\np3;Efter;pas_sick;\n"
    )
    fully = (
        "Deltager-id;Målepunkt;Indikator;Værdi\np1;Før;Jobstatus;pas_sick\np1;start;cost;1234,5\n"
        "p1;end;job_status;emp_ordinary\np2;start;job_status;pas_sick\np2;Before;Udgift;12,5\n"
        "p3;After;Job status;pas_sick\n"
    )
    same(read_files(tmp_path, wide_plan(), persons=persons, status=long), expected)
    same(read_files(tmp_path, wide_plan(), persons=persons, status=fully), expected)


def test_background_may_stand_in_the_long_table(tmp_path, expected):
    long = (
        "person_id;wave;birth_date;sex;job_status;cost\np1;start;1970-05-01;m;pas_sick;1234,5\n"
        "p1;end;1970-05-01;m;emp_ordinary;\np2;start;1975-05-01;f;pas_sick;12,5\n"
        "p3;end;1990-06-05;f;pas_sick;\n"
    )
    same(read_files(tmp_path, wide_plan(), a=long), expected)


def test_persons_may_be_split_over_files(tmp_path, expected):
    lines = WIDE.splitlines(keepends=True)
    halves = {"a": "".join(lines[:2]), "b": "".join([lines[0], *lines[3:]])}
    records = read_files(tmp_path, wide_plan(), **halves)
    same(records, expected)
    assert [(each.name, each.rows, len(each.sha256)) for each in records.files] == [
        ("a.csv", 1, 64),
        ("b.csv", 2, 64),
    ]


def test_a_workbook_with_two_sheets_and_titles(tmp_path, expected):
    path = workbook(
        tmp_path / "a.xlsx",
        Deltagere=[
            ["Deltagere i projektet"],
            [],
            ["Deltager-id", "Fødselsdato", "Køn"],
            *[list(row[:3]) for row in ROWS],
        ],
        Status=[
            ["Deltager-id", "Jobstatus Før", "Jobstatus Efter", "Udgift"],
            *[[row[0], *row[3:]] for row in ROWS],
        ],
    )
    records = read([Source(path=path)], wide_plan())
    same(records, expected)
    assert records.files[0].rows == 6
    each = [Source(path=path, sheet=name) for name in ("Deltagere", "Status")]
    same(read(each, wide_plan()), expected)
    assert read(each, wide_plan()).files[0].rows == 6


def test_a_small_parquet_file(tmp_path, expected):
    table = pd.DataFrame(ROWS, columns=NAMES)
    table["sex"] = table["sex"].astype("category")
    table.to_parquet(tmp_path / "a.parquet")
    same(read([Source(path=tmp_path / "a.parquet")], wide_plan()), expected)
    table.loc[1, "sex"] = None
    table["sex"] = ["m", "x", "f"]
    table.to_parquet(tmp_path / "a.parquet")
    [issue] = [
        each
        for each in check([Source(path=tmp_path / "a.parquet")], wide_plan())
        if each.rule == "S01"
    ]
    assert (issue.row, issue.cell, issue.column) == (2, "", "sex")
    assert 'a.parquet, række 2, kolonne "sex"' in issue.text("da")


def test_rows_are_physical_lines_also_after_a_break_inside_quotes(tmp_path):
    content = f'{HEAD};note\np1;1970-01-01;m;;pas_sick;"to\nlinjer"\n\np2;1970-01-01;x;;pas_sick;\n'
    (tmp_path / "a.csv").write_text(content, encoding="utf-8")
    issues = check([Source(path=tmp_path / "a.csv")], PLAN)
    assert [each.cell for each in issues if each.rule == "S01"] == ["C5"]
    assert [each.cell for each in issues if each.rule == "H03"] == ["F1"]


def test_families_have_a_table_of_their_own(tmp_path):
    persons = GOOD.replace("sex", "sex;Familienr").replace(";m;", ";m;f1;").replace(";f;", ";f;f1;")
    records = read_files(
        tmp_path, family_plan(), a=persons, f="Familie-id;Udgifter Før\nf1;1.234,5\n"
    )
    assert records.families.to_dict("records") == [{"family_id": "f1", "cost@start": 1234.5}]
    assert records.indicators == {"job_status", "cost"}


def test_yes_and_no_in_many_words(tmp_path):
    plan = wide_plan(wants=True)
    words = ["ja", "Ja", "1", "TRUE", "sand", "yes"]
    content = "person_id;birth_date;sex;job_status@start;job_status@end;wants_job;cost\n" + "".join(
        f"p{at};1970-01-01;m;pas_sick;pas_sick;{word};1\n" for at, word in enumerate(words)
    )
    assert set(read_files(tmp_path, plan, a=content).persons["wants_job@end"]) == {"yes"}
    with_no = content.replace("ja", "nej").replace(";1;1", ";falsk;1")
    assert list(read_files(tmp_path, plan, a=with_no).persons["wants_job@end"][:3]) == [
        "no",
        "yes",
        "no",
    ]


def test_columns_with_a_date_are_read_as_dates(tmp_path):
    content = (
        f"{HEAD};Opholdsdato i DK;Født i Danmark\np1;1970-01-01;m;pas_sick;pas_sick;2001-05;nej\n"
    )
    frame = read_files(tmp_path, DATED, a=content).persons
    assert frame["residence_from"][0] == pd.Timestamp("2001-05-01")
    assert frame["born_in_dk"][0] == "no"


@given(
    st.dictionaries(
        st.integers(0, 30),
        st.tuples(*[st.sampled_from([None, "emp_ordinary", "pas_sick"])] * 2).filter(any),
        min_size=1,
    ).filter(lambda people: all(any(row[at] for row in people.values()) for at in (0, 1)))
)
def test_wide_and_long_tables_hold_the_same(tmp_path_factory, people):
    folder = tmp_path_factory.mktemp("forms")
    persons = "person_id;birth_date;sex\n" + "".join(f"p{key};1970-01-01;m\n" for key in people)
    wide = "person_id;job_status@start;job_status@end\n" + "".join(
        f"p{key};{';'.join(code or '' for code in row)}\n" for key, row in people.items()
    )
    long = "person_id;wave;job_status\n" + "".join(
        f"p{key};{wave};{code}\n"
        for key, row in people.items()
        for wave, code in zip(("start", "end"), row, strict=True)
        if code
    )
    first = read_files(folder, PLAN, persons=persons, status=wide)
    second = read_files(folder, PLAN, persons=persons, status=long)
    pd.testing.assert_frame_equal(first.persons, second.persons)


EXAMPLE = resources.files("hfi_eval") / "examples" / "assens"


def test_the_example_is_read_with_two_queries_and_four_indicators_not_reported():
    plan = load_plan(Path(str(EXAMPLE / "plan.yaml")))
    records = read(plan.records, plan)
    assert (len(records.persons), len(records.families)) == (94, 28)
    assert {each.severity for each in records.issues} <= {"warning", "query"}
    assert len([each for each in records.issues if each.rule == "H05"]) == 4


def test_a_plan_names_every_column_it_cannot_do_without(tmp_path):
    plan = load_plan(Path(str(EXAMPLE / "plan.yaml")))
    (tmp_path / "a.csv").write_text("person_id\np1\n", encoding="utf-8")
    issues = check([Source(path=tmp_path / "a.csv")], plan)
    missing = [each.message["en"].split()[2] for each in issues if each.rule == "H01"]
    assert set(missing) >= {
        "family_id",
        "birth_date",
        "residence_from",
        "born_in_dk",
        "family_role",
        "sex",
        "origin",
    }
    assert "family_type" not in missing
    shown = [each.message["en"].split()[2] for each in issues if each.rule == "H04"]
    assert {"job_status", "wants_job", "can_job", "concern", "section_50"} <= set(shown)


def test_no_file_at_all():
    assert [each.rule for each in check([], PLAN)] == ["A14"]


def test_values_at_a_wave_the_indicator_does_not_have_are_passed_over(tmp_path):
    content = (
        "person_id;wave;birth_date;sex;job_status;cost\n"
        "p1;start;1970-01-01;m;pas_sick;1\np1;end;1970-01-01;m;pas_sick;2\n"
    )
    records = read_files(tmp_path, wide_plan(), a=content)
    assert [(each.rule, each.cell) for each in records.issues] == [("W04", "F3")]
    assert "cost@end" not in records.persons


def test_a_value_without_an_indicator_is_not_read(tmp_path):
    (tmp_path / "a.csv").write_text("person_id;wave;value\np1;start;pas_sick\n", encoding="utf-8")
    issues = check([Source(path=tmp_path / "a.csv")], PLAN)
    assert [each.cell for each in issues if each.rule == "H03"] == ["C1"]


def test_a_fully_long_table_says_which_indicator_and_of_whom(tmp_path):
    content = "person_id;wave;indicator;value\np1;start;;pas_sick\np1;start;cost;4\n"
    (tmp_path / "a.csv").write_text(content, encoding="utf-8")
    rules = {
        (each.rule, each.cell) for each in check([Source(path=tmp_path / "a.csv")], family_plan())
    }
    assert {("I02", "C2"), ("H07", "C1")} <= rules
