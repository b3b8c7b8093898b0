from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from hfi_eval.model.plan import Rounding, TableSpec
from hfi_eval.tables import numbers
from hfi_eval.tables.rounding import largest_remainder
from tests.build import HEAD, plan_of, records, released, shown, text

if TYPE_CHECKING:
    from hfi_eval.model.plan import Plan
    from hfi_eval.records import Records

PLAN = plan_of(
    HEAD
    + """
source: The municipality.
populations:
  adults: {age: 18.., at: end, label: {da: Voksne, en: Adults}}
  adults_start: {age: 18.., at: start, label: {da: Voksne ved start, en: Adults at the start}}
  children: {age: ..17, at: start, label: {da: Børn, en: Children}}
  willing: {of: adults_start, wants: [yes], at: end, label: {da: Villige, en: Willing}}
  homes: {unit: family, members: {adults_start: 1..}, at: start, label: {da: Hjem, en: Homes}}
cohort: {turned_18: adult_at_both_waves}
background: {town: {label: Town, codes: {a: A, b: B}}}
indicators:
  job: {label: Job, assessor: caseworker, codes: {work: Work, study: Study, ill: Ill}}
  wants: {label: Wants a job, assessor: self, yes_no: true}
  friend: {label: Has a friend, assessor: register, yes_no: true, at: [end]}
definitions: {active: {label: Active, is: {job: [work, study]}}}
measures:
  active_all: {share: active, of: adults, also_of: [adults_start, willing], label: Active}
  by_town: {share: active, of: everyone, by: [town], groups_of_at_least: 3, label: By town}
tables:
  jobs: {kind: before_after, indicator: job, of: adults, stats: [count, share], notes: [Own note.]}
  small: {kind: before_after, indicator: job, of: adults_start}
  both: {kind: before_after, indicator: wants, of: [adults, children], source: Another source}
  yes: {kind: indicators, indicators: [wants, friend], of: adults_start, stats: [count, share]}
  once: {kind: indicators, indicators: [friend], of: adults_start}
  who: {kind: composition, rows: town, across: [adults, children, homes, every_family]}
  ages: {kind: composition, rows: town, across: [adults_start, children]}
  bases: {kind: denominators, measure: active_all}
  mine: {kind: before_after, indicator: job, of: willing}
  readings: {kind: definitions, definition: active, of: adults_start}
  towns: {kind: groups, measure: by_town}
  moves: {kind: transitions, indicator: job, of: adults_start}
"""
)
PERSONS = """
family_id | birth_date | town | job@start | job@end | wants@start | wants@end | friend@end
f1        | 1970-01-01 | a    | work      | work    | yes         | yes       | yes
f1        | 1971-01-01 | a    | ill       | study   | no          | yes       | no
f2        | 1972-01-01 | a    | study     |         | no          |           | yes
f2        | 1992-01-01 | b    | study     | ill     | yes         | no        | no
f2        | 2000-01-01 | b    | ill       | ill     | no          | no        |
"""
HELD = records(PLAN, PERSONS)


def notes(name: str, language: str = "en", plan: Plan = PLAN, held: Records = HELD) -> list[str]:
    return list(shown(plan, released(plan, held), name, language).notes)


def under(rule: str) -> Plan:
    return replace(PLAN, cohort=replace(PLAN.cohort, no_second_wave=rule))  # type: ignore[arg-type]


TURNED = "3 were adults at the start and 4 at the end: one person turned 18 on the way"


def test_the_plans_own_notes_come_first() -> None:
    assert notes("jobs")[0] == "Own note."


def test_who_turned_18_is_told_where_adults_are_fixed_after_the_first_wave() -> None:
    assert any(note.startswith(TURNED) for note in notes("jobs"))
    assert any("én person fyldte 18 år undervejs" in note for note in notes("jobs", "da"))
    assert not any("turned 18" in note for note in notes("small"))


def test_who_turned_18_is_told_once_and_nothing_if_nobody_did() -> None:
    assert sum(note.startswith(TURNED) for note in notes("both")) == 1
    old = records(PLAN, PERSONS.replace("1992-01-01", "1973-01-01"))
    assert not any("urned 18" in note for note in notes("jobs", held=old))


def test_adults_and_children_of_different_waves_are_told_to_overlap() -> None:
    told = (
        "Turned 18 on the way: one person, counted both among the adults and among the children "
        "and young people."
    )
    assert notes("both")[:2] == [next(n for n in notes("jobs") if n.startswith(TURNED)), told]
    assert told in notes("who")
    assert "Fyldte 18 år undervejs: én person, som er med både blandt" in " ".join(
        notes("who", "da")
    )
    assert notes("ages") == []


def test_nobody_is_told_to_be_in_two_populations_where_the_plan_leaves_them_out() -> None:
    plan = replace(PLAN, cohort=replace(PLAN.cohort, turned_18="leave_out"))
    for name in ("jobs", "both", "who"):
        assert not any("urned 18" in note for note in notes(name, plan=plan))


def test_a_base_that_the_outcome_decides_is_warned_about() -> None:
    assert (
        "The base was fixed after the programme: who is in it depends on the status at the end."
        in notes("mine")
    )
    assert any(
        note.startswith("Willing: the base was fixed after the programme.")
        for note in notes("bases")
    )
    assert not any("the base was fixed" in note for note in notes("small"))


def test_missing_answers_are_counted_at_each_wave() -> None:
    assert "Without an answer at the end: 1 person, not in the figures." in notes("small")
    assert "Uden svar ved slut: 1 person, som ikke er med i tallene." in notes("small", "da")
    assert not any("at the start" in note and "Without" in note for note in notes("small"))
    assert any("Without an answer at the end" in note for note in notes("moves"))


@pytest.mark.parametrize(
    ("rule", "table", "told", "untold"),
    [
        ("count_as_failure", "yes", "Without an answer at the end: 1 person, counted as not meeting it.", "latest"),
        ("count_as_failure", "small", "Without an answer at the end: 1 person", "not meeting"),
        ("last_observed", "small", "Without an answer at the end: 1 person, for whom the latest answer holds.",
         "not in the figures"),
        ("leave_out", "small", "Left out because they gave no answer at the end: 1 person.",
         "not in the figures"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", ["da", "en"])
def test_the_rule_for_missing_answers_is_told(
    rule: str, table: str, told: str, untold: str, language: str
) -> None:
    found = notes(table, language, under(rule))
    if language == "en":
        assert any(told in note for note in found), found
        assert not any(untold in note for note in found), found


def test_who_judged_is_told_once_each() -> None:
    assert "Judged by the caseworker." in notes("small")
    assert notes("yes")[-2:] == ["Judged by the participant.", "Taken from registers."]


def test_a_table_without_a_total_says_of_how_many_it_is() -> None:
    assert "Numbers and per cents are of 3 adults at the start." in notes("once")
    assert any("2-3 adults at the start" in note for note in notes("yes"))
    assert any("2-3 adults at the start" in note for note in notes("readings"))


def test_columns_of_families_among_columns_of_persons_are_told() -> None:
    assert (
        "The columns Homes and All family units count families, the others count persons."
        in notes("who")
    )
    assert "Families whose members do not share one town are shown as not known." in notes("who")


def test_a_small_group_is_marked_and_explained() -> None:
    assert "· No share, because the group has fewer than 3 persons." in notes("towns")
    found = text(shown(PLAN, released(PLAN, HELD), "towns"))
    assert found["B"][2] == "·"
    assert found["A"][2] == "67%"


def test_shares_that_do_not_add_up_say_so() -> None:
    told = "The percentages are rounded one by one and add up to 99 ({})."
    assert told.format("After") in notes("jobs")
    thirds = records(PLAN, PERSONS.replace("1992-01-01", "1999-01-01"))
    assert told.format("Before") in notes("jobs", held=thirds)
    assert not any("add up" in note for note in notes("yes"))


def test_the_largest_remainder_makes_shares_add_up_and_marks_what_it_changed() -> None:
    plan = replace(PLAN, rounding=Rounding(total="largest_remainder"))
    held = records(PLAN, PERSONS.replace("1992-01-01", "1999-01-01"))
    table = shown(plan, released(plan, held), "jobs")
    assert text(table) == {
        "Work": ["1", "34% *", "1", "50%"],
        "Study": ["1", "33%", "1", "50%"],
        "Ill": ["1", "33%", "0", "0%"],
        "Total": ["3", "100%", "2", "100%"],
    }
    assert "* Rounded up or down so that the percentages add up to 100." in table.notes
    assert table.rows[0].cells[1].value == 1 / 3


def test_decimals_are_those_of_the_plan() -> None:
    plan = replace(PLAN, rounding=Rounding(decimals=1))
    held = records(PLAN, PERSONS.replace("1992-01-01", "1999-01-01"))
    found = released(plan, held)
    assert text(shown(plan, found, "jobs"))["Work"] == ["1", "33.3%", "1", "50.0%"]
    assert text(shown(plan, found, "jobs", "da"))["Work"] == ["1", "33,3 %", "1", "50,0 %"]
    assert any("99.9" in note for note in shown(plan, found, "jobs").notes)


@pytest.mark.parametrize(
    ("shares", "decimals", "wanted"),
    [
        ([1 / 3, 1 / 3, 1 / 3], 0, ["34", "33", "33"]),
        ([29 / 200, 171 / 200], 0, ["15", "85"]),
        ([1 / 6, 1 / 6, 4 / 6], 1, ["16.7", "16.7", "66.6"]),
        ([1.0], 0, ["100"]),
        ([0.29, 0.71], 0, ["29", "71"]),
    ],
)
def test_the_largest_remainder_adds_up_to_100(
    shares: list[float], decimals: int, wanted: list[str]
) -> None:
    found = largest_remainder(shares, decimals)
    assert [str(each) for each in found] == wanted
    assert sum(found) == 100


def test_the_note_adds_up_what_the_cells_show() -> None:
    # 29 of 200 is 14.5 %, shown as 15 %; floats make 0.145 * 100 a little less
    plan = plan_of(
        HEAD
        + """
populations: {}
indicators: {job: {label: Job, codes: {work: Work, ill: Ill}}}
tables: {jobs: {kind: before_after, indicator: job, of: everyone, stats: share}}
"""
    )
    rows = ["job@start | job@end", *(f"{'work' if i < 29 else 'ill'} | work" for i in range(200))]
    table = shown(plan, released(plan, records(plan, "\n".join(rows))), "jobs")
    assert text(table)["Work"][0] == "15%"
    assert text(table)["Ill"][0] == "86%"
    assert any("add up to 101 (Before)" in note for note in table.notes)


def test_whose_age_is_not_known_has_a_row_in_the_balance_where_there_is_anybody() -> None:
    plan = replace(PLAN, tables={"t": TableSpec(kind="balance", title={"en": "Balance"})})
    rows = ["Adults (18 years and over)", "Children and young people (0-17 years)", "Total"]
    assert list(text(shown(plan, released(plan, HELD), "t"))) == rows
    held = records(PLAN, PERSONS.replace("1970-01-01", "          "))
    assert text(shown(plan, released(plan, held), "t"))["Age not known"] == [
        "1",
        "0",
        "0",
        "0",
        "1",
    ]


def test_the_source_is_the_plans_unless_the_table_has_its_own() -> None:
    found = released(PLAN, HELD)
    assert shown(PLAN, found, "jobs").source == "Source: The municipality."
    assert shown(PLAN, found, "both", "da").source == "Kilde: Another source."
    silent = replace(PLAN, source={})
    assert shown(silent, found, "jobs").source == ""


def test_tables_without_numbers_of_their_own_are_counted() -> None:
    assert list(numbers(PLAN).values()) == [str(i) for i in range(1, 13)]
    assert shown(PLAN, released(PLAN, HELD), "small").caption == "Table 2. Job"


@pytest.mark.parametrize(
    ("names", "wanted"),
    [
        (["T2", "a", "b", "T7", "c"], ["2", "2a", "2b", "7", "7a"]),
        (["a", "T1"], ["0a", "1"]),
        (["T1", "X1"], ["1", "2"]),
        (["T1", *(f"z{'x' * i}" for i in range(28))], ["1", *(f"1{chr(97 + i)}" for i in range(26)), "1aa", "1ab"]),
    ],
    ids=["own", "before", "twice", "many"],
)  # fmt: skip
def test_tables_between_numbered_ones_have_letters(names: list[str], wanted: list[str]) -> None:
    plan = replace(PLAN, tables=dict.fromkeys(names, PLAN.tables["jobs"]))
    assert list(numbers(plan).values()) == wanted
