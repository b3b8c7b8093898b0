from __future__ import annotations

import pytest

from hfi_eval.errors import UnknownNameError
from hfi_eval.model.result import State
from tests.build import HEAD, numbers, of, plan_of, records, released, shown, text

PLAN = plan_of(
    HEAD
    + """
background:
  origin: {label: Origin, codes: {a: A-land, b: B-land, c: C-land}}
populations:
  adults: {age: 18.., at: start, label: Adults}
  homes: {unit: family, members: {adults: 1..}, at: start, label: Families with adults}
cohort: {turned_18: adult_at_both_waves}
indicators:
  job: {label: Job, yes_no: true}
  seen: {label: Seen, unit: family, yes_no: true}
  visits: {label: Visits, count: true}
  cost: {label: Cost, unit: family, amount: true}
measures:
  by_origin: {share: job, of: everyone, by: [origin], groups_of_at_least: 2, label: Job by origin}
  by_both: {share: job, of: everyone, by: [origin, sex], groups_of_at_least: 1, label: Job by both}
  any_job: {share: job, of: every_family, also_of: [homes], who: any adults, label: Any}
  all_job: {share: job, of: every_family, who: all adults, label: All}
criteria:
  visit: {mean: visits, of: everyone, at_least: 3, says: Three visits}
  visited: {sum: visits, of: everyone, increase: true, says: More visits}
  costs: {mean: cost, of: homes, decrease: true, says: Cheaper}
  family_jobs: {measure: any_job, at_least: 60 %, says: Most families}
  family_all: {share: job, of: every_family, who: all adults, at_most: 10 %, says: Few families}
tables:
  T1: {kind: groups, measure: by_origin}
  T2: {kind: groups, measure: by_both}
  T3: {kind: denominators, measure: any_job}
  T4: {kind: criteria}
  T5: {kind: composition, rows: family_type, across: [every_family]}
  T6: {kind: composition, rows: origin, across: [everyone, homes]}
"""
)

PERSONS = """
family_id | birth_date | sex | origin | job@start | job@end | visits@start | visits@end
f1        | 1970-01-01 | f   | a      | no        | yes     | 1            | 2
f1        | 1970-01-01 | m   | a      | no        | no      | 2            | 3
f1        | 2000-01-01 | m   | a      | no        | yes     |              | 3
f2        | 1970-01-01 | f   | b      | yes       |         | 3            |
f2        | 2000-01-01 | f   | a      |           | no      | 0            | 2
f3        | 1970-01-01 | m   |        | yes       | yes     | 1            | 3
f4        | 2000-01-01 | m   |        | no        | no      | 1            | 3
          | 1970-01-01 | f   |        | yes       | yes     | 1            | 3
"""
FAMILIES = """
family_id | seen@start | seen@end | cost@start | cost@end
f1        | yes        | no       | 1000.5     | 900
f2        | no         |          | 500        |
f3        |            | yes      |            | 0.25
"""
HELD = records(PLAN, PERSONS, FAMILIES)
FOUND = released(PLAN, HELD)


def test_a_group_with_too_few_has_a_count_but_no_share() -> None:
    share = FOUND["by_origin.share@end/everyone?origin=a"]
    assert of(share) == "2/4"
    assert share.value == 0.5
    small = FOUND["by_origin.share@start/everyone?origin=b"]
    assert (small.value, small.state, small.denominator) == (None, State.TOO_FEW, 1)
    assert small.interval is None
    assert FOUND["by_origin.count@start/everyone?origin=b"].value == 1


def test_a_group_whose_answers_are_all_missing_is_empty_not_small() -> None:
    share = FOUND["by_origin.share@end/everyone?origin=b"]
    assert (share.value, share.state, share.missing) == (None, State.EMPTY, 1)


def test_those_whose_group_is_not_known_are_a_group_where_there_are_any() -> None:
    assert of(FOUND["by_origin.share@end/everyone?origin="]) == "2/3"
    assert list(text(shown(PLAN, FOUND, "T1"))) == [
        "A-land",
        "B-land",
        "C-land",
        "Not known",
        "Total",
    ]
    with pytest.raises(UnknownNameError):
        FOUND["by_both.share@end/everyone?origin=a&sex="]


def test_groups_of_two_variables_are_crossed_and_every_level_is_shown() -> None:
    table = shown(PLAN, FOUND, "T2")
    labels = [(row.role, row.label) for row in table.rows]
    sexes = [("body", "Men"), ("body", "Women")]
    names = ["A-land", "B-land", "C-land", "Not known"]
    assert labels == [each for name in names for each in (("group", name), *sexes)] + [
        ("total", "Total")
    ]
    assert of(FOUND["by_both.share@end/everyone?origin=a&sex=m"]) == "1/2"
    assert table.stub == "Origin and sex"


def test_the_small_group_is_marked_and_the_mark_explained_in_tables() -> None:
    table = shown(PLAN, FOUND, "T1")
    assert text(table)["B-land"] == ["1", "1", "·", "0", "0", "–"]
    assert table.rows[1].cells[2].spoken == "too few persons for a share"
    assert "· No share, because the group has fewer than 2 persons." in table.notes


def test_a_share_of_families_asks_any_or_all_of_their_members() -> None:
    # f1: one of two adults works; f2: not known; f3: the only one; f4: has no adult
    assert of(FOUND["any_job.share@end/every_family"]) == "2/2 (2 missing)"
    assert of(FOUND["all_job.share@end/every_family"]) == "1/2 (2 missing)"
    assert of(FOUND["any_job.share@start/homes"]) == "2/3"
    assert FOUND["population.count@start/every_family"].value == 4
    assert FOUND["population.count@start/homes"].value == 3


def test_a_criterion_about_members_of_families_is_judged_by_its_own_share() -> None:
    assert FOUND["family_jobs.verdict@end"].verdict == "met"
    assert FOUND["family_all.verdict@end"].verdict == "not_met"
    assert FOUND["family_all.short@end"].value == 1
    table = text(shown(PLAN, FOUND, "T4"))
    assert table["Most families"] == ["at least 60%", "67%", "100%", "Met"]
    assert table["Few families"] == ["at most 10%", "67%", "50%", "Not met"]


def test_whoever_has_no_family_is_in_none() -> None:
    assert text(shown(PLAN, FOUND, "T3"))["All family units"][:2] == ["2", "3"]
    table = text(shown(PLAN, FOUND, "T5"))
    assert table == {
        "Two parents with children": ["1"],
        "Single mother with children": ["1"],
        "Single without children": ["1"],
        "Others": ["1"],
        "Total": ["4"],
    }


def test_a_family_has_the_origin_that_its_members_share() -> None:
    table = shown(PLAN, FOUND, "T6")
    assert text(table) == {
        "A-land": ["4", "1"],
        "B-land": ["1", "0"],
        "C-land": ["0", "0"],
        "Not known": ["3", "2"],
        "Total": ["8", "3"],
    }
    assert (
        "The column Families with adults counts families, the others count persons." in table.notes
    )
    assert "Families whose members do not share one origin are shown as not known." in table.notes


def test_means_and_sums_are_of_those_with_a_number() -> None:
    mean = FOUND["visits.mean@start/everyone"]
    assert (mean.numerator, mean.denominator, mean.missing) == (9, 7, 1)
    assert mean.value == 9 / 7
    assert numbers(
        FOUND,
        "visits.sum@start/everyone",
        "visits.sum@end/everyone",
        "visits.sum_change@start..end/everyone",
    ) == [9, 19, 10]
    change = FOUND["visits.mean_change@start..end/everyone"]
    assert change.value == 10 / 6  # of the six who answered at both waves
    assert (change.denominator, change.missing) == (6, 2)
    assert [str(each) for each in change.inputs] == [
        "visits.mean@start/everyone",
        "visits.mean@end/everyone",
    ]


def test_amounts_of_families_are_added_up_over_families() -> None:
    assert numbers(FOUND, "cost.sum@start/homes", "cost.sum@end/homes") == [1500.5, 900.25]
    assert FOUND["cost.mean@start/homes"].value == 750.25
    assert FOUND["costs.verdict@end"].verdict == "met"
    assert FOUND["visited.verdict@end"].verdict == "met"


def test_a_mean_is_met_by_rounding_only_as_its_one_decimal_shows() -> None:
    # 19/7 is 2.714: shown as 2.7, which is not 3
    assert FOUND["visit.verdict@end"].verdict == "not_met"
    assert FOUND["visit.gap@end"].value == pytest.approx(19 / 7 - 3)
    assert text(shown(PLAN, FOUND, "T4"))["Three visits"] == ["at least 3", "1.3", "2.7", "Not met"]
    almost = plan_of(
        HEAD
        + """
populations: {}
indicators: {visits: {label: Visits, amount: true}}
criteria: {visit: {mean: visits, of: everyone, at_least: 3, says: Three}}
"""
    )
    found = released(almost, records(almost, "visits@start | visits@end\n1 | 2.95"))
    assert found["visit.verdict@end"].verdict == "met_by_rounding"


def test_numbers_of_nobody_are_empty() -> None:
    found = released(
        PLAN,
        records(
            PLAN,
            "family_id | birth_date | job@start | visits@start | visits@end\nf1 | 1970-01-01 | | 1 |",
        ),
    )
    for address in ("visits.mean@end/everyone", "visits.sum_change@start..end/everyone"):
        assert (found[address].value, found[address].state) == (None, State.EMPTY)
    assert found["visited.verdict@end"].verdict == "not_reported"
    assert found["visit.verdict@end"].verdict == "not_reported"
