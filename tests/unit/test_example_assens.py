from __future__ import annotations

import csv
import importlib
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType

Rows = list[dict[str, str]]

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "src/hfi_eval/examples/assens"
FILES = ("persons.csv", "status.csv", "families.csv")


@pytest.fixture
def data(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "data"))
    return importlib.import_module("make_assens")


def rows(name: str) -> Rows:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


@pytest.fixture(scope="module")
def persons() -> Rows:
    status = {each["person_id"]: each for each in rows("status.csv")}
    return [each | status[each["person_id"]] for each in rows("persons.csv")]


@pytest.fixture(scope="module")
def adults(persons: Rows) -> Rows:
    return [each for each in persons if date.fromisoformat(each["birth_date"]) <= date(1993, 4, 30)]


@pytest.mark.slow
def test_the_committed_files_are_what_the_script_makes(
    data: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert data.main(["--out", str(tmp_path)]) == 0
    told = capsys.readouterr().out
    assert "98 claims: 84 met, 7 cannot be true with others, 7 outside" in told
    assert "MISSED" not in told
    for name in FILES:
        assert (tmp_path / name).read_bytes() == (FOLDER / name).read_bytes()


def test_every_claim_is_judged_once_and_none_is_missed(data: ModuleType) -> None:
    lines, fine = data.report(FOLDER)
    claims = [line.split()[0] for line in lines if line.startswith("C")]
    assert fine
    assert claims == [f"C{number:02}" for number in range(1, 99)]


def test_a_changed_answer_is_noticed(data: ModuleType, tmp_path: Path) -> None:
    for name in FILES:
        text = (FOLDER / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(text.replace("edu_amu", "act_internship"), encoding="utf-8")
    lines, fine = data.report(tmp_path)
    assert not fine
    assert "C63  MISSED: published 2, found 0" in lines


def test_files_are_plain_text_with_semicolons() -> None:
    for name in FILES:
        content = (FOLDER / name).read_bytes()
        assert content[:3] != b"\xef\xbb\xbf"
        assert b"\r" not in content
        assert content.split(b";")[0] in {b"person_id", b"family_id"}


def test_there_are_94_persons_in_28_units(persons: Rows) -> None:
    assert len(persons) == len({each["person_id"] for each in persons}) == 94
    assert {each["family_id"] for each in persons} == {
        each["family_id"] for each in rows("families.csv")
    }
    assert len(rows("families.csv")) == 28
    assert Counter(each["family_role"] for each in persons) == {
        "parent": 31,
        "single_adult": 10,
        "adult_child_home": 4,
        "child": 49,
    }
    assert sum(each["origin"] == "iraq" for each in persons) == 62


def test_46_are_adults_at_the_end_and_one_of_them_was_a_child(adults: Rows) -> None:
    assert len(adults) == 46
    assert [each["job_status@end"] for each in adults if each["family_role"] == "child"] == [
        "act_internship"
    ]


@pytest.mark.parametrize(
    ("column", "counts"),
    [
        ("wants_job@start", {"yes": 30, "no": 16}),
        ("wants_job@end", {"yes": 36, "no": 10}),
        ("can_job@start", {"can": 2, "special": 2, "in_a_year": 27, "cannot": 15}),
        ("can_job@end", {"can": 8, "special": 24, "in_a_year": 4, "cannot": 10}),
        ("association@start", {"yes": 1, "no": 45}),
        ("association@end", {"yes": 21, "no": 25}),
        ("danish_friend@end", {"yes": 37, "no": 9}),
        (
            "support_basis@start",
            {"self": 10, "cash_benefit": 24, "integration_or_pension": 11, "": 1},
        ),
        ("branch@end", {"service": 6, "other": 3, "": 37}),
    ],
)
def test_the_answers_of_46_adults(adults: Rows, column: str, counts: dict[str, int]) -> None:
    assert Counter(each[column] for each in adults) == counts


def test_table_6(adults: Rows) -> None:
    def kinds(wave: str) -> Counter[str]:
        return Counter(each[f"job_status@{wave}"][:3] for each in adults)

    assert kinds("start") == {"emp": 1, "edu": 6, "act": 12, "pas": 26, "pen": 1}
    assert kinds("end") == {"emp": 9, "edu": 16, "act": 10, "pas": 1, "pen": 10}


def test_one_query_of_each_kind(adults: Rows) -> None:
    employed = [each for each in adults if each["job_status@end"] == "emp_ordinary"]
    unable = [
        each["person_id"] for each in employed if each["can_job@end"] not in {"can", "special"}
    ]
    unwilling = [each["person_id"] for each in employed if each["wants_job@end"] == "no"]
    assert len(unable) == len(unwilling) == 1
    assert unable != unwilling


def test_the_answers_about_49_children(persons: Rows) -> None:
    children = [each for each in persons if each["family_role"] == "child"]
    assert sum(each["child_association@start"] == "yes" for each in children) == 17
    assert sum(each["child_association@end"] == "yes" for each in children) == 27
    assert sum(each["concern@end"] == "yes" for each in children) == 24
    assert Counter(each["school_problems@end"] for each in children) == {
        "none": 38,
        "solved": 6,
        "progressing": 5,
    }
