from __future__ import annotations

import datetime as dt
import gc
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from hfi_eval.ingest import check, large, read
from hfi_eval.ingest.names import vocabulary
from hfi_eval.model.plan import Source
from tests.unit.test_ingest_bad import PLAN, only, wide_plan

if TYPE_CHECKING:
    from pathlib import Path

    from hfi_eval.errors import Issue
    from hfi_eval.model.plan import Plan


@pytest.fixture
def people(monkeypatch):
    monkeypatch.setattr(large, "SMALLEST", 50)
    monkeypatch.setattr(large, "BATCH", 40)
    return pd.DataFrame(
        {
            "person_id": [f"p{at}" for at in range(100)],
            "birth_date": pd.Timestamp("1970-01-01"),
            "sex": pd.Categorical(["m", "f"] * 50),
            "job_status@start": "pas_sick",
            "job_status@end": "emp_ordinary",
        }
    )


def issues(tmp_path: Path, people: pd.DataFrame, plan: Plan = PLAN) -> list[Issue]:
    people.to_parquet(tmp_path / "a.parquet")
    return list(check([Source(path=tmp_path / "a.parquet")], plan))


def test_a_large_file_stays_where_it_is(tmp_path, people):
    people.to_parquet(tmp_path / "a.parquet")
    records = read([Source(path=tmp_path / "a.parquet")], PLAN)
    gc.collect()
    assert records.persons.aggregate("count(*)").fetchall() == [(100,)]
    assert records.persons.columns == list(people.columns)
    assert records.indicators == {"job_status"}
    assert records.files[0].rows == 100
    assert records.issues == ()


def test_breaks_are_counted_and_the_first_of_them_listed(tmp_path, people):
    people["sex"] = people["sex"].astype("str")
    people.loc[30:89, "sex"] = "q"
    people.loc[60, "person_id"] = "p1"
    people.loc[70, "person_id"] = None
    people.loc[95, "birth_date"] = pd.Timestamp("2012-01-01")
    people["extra"] = 1
    found = issues(tmp_path, people)
    coded = [each for each in found if each.rule == "S01"]
    assert [each.row for each in coded] == [*range(31, 51), None]
    assert "60 celler" in coded[-1].text("da")
    assert "60 cells" in coded[-1].text("en")
    assert only(found, "P01").row == 61
    assert only(found, "P05").row == 71
    assert only(found, "P06").row == 96
    assert (only(found, "H03").column, only(found, "H03").cell) == ("", "F")


def test_a_column_the_plan_needs_is_missed(tmp_path, people):
    assert only(issues(tmp_path, people.drop(columns="sex")), "H01").file == "a.parquet"


def test_cpr_numbers_stop_everything(tmp_path, people):
    people["sex"] = people["sex"].astype("str")
    people.loc[77, "sex"] = "010190-0000"
    people["020290-0000"] = 1
    found = issues(tmp_path, people)
    assert [(each.rule, each.row) for each in found] == [("P02", 78), ("P02", None)]
    assert not any("0000" in each.text("da") for each in found)


def test_hashes_are_no_cpr_numbers_and_a_lost_zero_is_one_in_a_number_only(tmp_path, people):
    people["person_id"] = [f"{at:06x}0101901234" for at in range(100)]
    people["sex"] = people["sex"].astype("str")
    people["nr"] = "101900000"
    assert [each.rule for each in issues(tmp_path, people)] == ["H03"]
    people["nr"] = 101900000
    assert [(each.rule, each.cell) for each in issues(tmp_path, people)] == [("P02", "F1")]


def test_a_file_with_a_broken_page_is_told(tmp_path, people):
    people["person_id"] = [f"p{at}" * 20 for at in range(100)]
    people.to_parquet(tmp_path / "a.parquet")
    whole = (tmp_path / "a.parquet").read_bytes()
    (tmp_path / "a.parquet").write_bytes(whole[:10] + b"\xff" * 400 + whole[410:])
    assert only(list(check([Source(path=tmp_path / "a.parquet")], PLAN)), "A16").row is None


def test_a_file_with_other_names_or_another_table_of_persons_is_read_like_any_other(
    tmp_path, people
):
    renamed = people.rename(columns={"sex": "Køn"})
    renamed.to_parquet(tmp_path / "a.parquet")
    assert isinstance(read([Source(path=tmp_path / "a.parquet")], PLAN).persons, pd.DataFrame)
    people.to_parquet(tmp_path / "a.parquet")
    (tmp_path / "b.csv").write_text("person_id,enrolled_on\np1,2009-05-01\n", encoding="utf-8")
    sources = [Source(path=tmp_path / name) for name in ("a.parquet", "b.csv")]
    frame = read(sources, PLAN).persons
    assert frame.set_index("person_id").loc["p1", "enrolled_on"] == pd.Timestamp("2009-05-01")


def test_a_name_with_brackets_is_a_name_and_no_pattern(tmp_path, people):
    people.to_parquet(tmp_path / "a[1]*.parquet")
    records = read([Source(path=tmp_path / "a[1]*.parquet")], PLAN)
    assert records.persons.aggregate("count(*)").fetchall() == [(100,)]


@pytest.mark.parametrize(
    "change",
    [
        {"sex": 1},
        {"wave": "start"},
        {"birth_date": "1970-01-01"},
        {"job_status@end": True},
        {"job_status@middle": "pas_sick"},
    ],
    ids=str,
)
def test_a_file_whose_columns_have_other_types_is_read_like_any_other(tmp_path, people, change):
    people.assign(**change).to_parquet(tmp_path / "a.parquet")
    words = vocabulary(PLAN)
    assert large.opened(Source(path=tmp_path / "a.parquet"), words) is None


def test_dates_without_a_time_and_numbers_are_fine(tmp_path, people):
    changed = people.assign(**{"birth_date": dt.date(1970, 1, 1), "cost@start": 3})
    changed.to_parquet(tmp_path / "a.parquet")
    plan = wide_plan()
    plan = replace(
        plan, indicators={**plan.indicators, "cost": replace(plan.indicators["cost"], kind="count")}
    )
    records = read([Source(path=tmp_path / "a.parquet")], plan)
    assert dict(zip(records.persons.columns, map(str, records.persons.types), strict=True)) == {
        "person_id": "VARCHAR",
        "birth_date": "TIMESTAMP",
        "sex": "VARCHAR",
        "job_status@start": "VARCHAR",
        "job_status@end": "VARCHAR",
        "cost@start": "DOUBLE",
    }
