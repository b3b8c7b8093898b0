from __future__ import annotations

import pytest

from hfi_eval.model.result import State, Verdict
from hfi_eval.wording import round_half_up
from tests.build import HEAD, plan_of, records, released, shown, text

PLAN = plan_of(
    HEAD
    + """
populations: {adults: {age: 18.., at: start, label: Adults}}
indicators:
  job: {label: Job, codes: {work: Work, study: Study, ill: Ill}}
  friend: {label: Has a friend, yes_no: true, at: [end]}
  crime: {label: Crime, yes_no: true}
  cost: {label: Cost, amount: true}
criteria:
  least: {share: {job: [work]}, of: adults, at_least: 20 %, says: Least}
  rounded: {measure: least, at_least: 20 %, compare: rounded, says: Rounded}
  most: {measure: least, at_most: 19 %, says: Most}
  exact: {measure: least, exactly: 20 %, says: Exact}
  range: {measure: least, between: [15 %, 19.6 %], says: Range}
  narrow: {measure: least, between: [10 %, 15 %], says: Narrow}
  bare: {measure: least, target: 20 %, says: Bare}
  all: {measure: least, all: true, says: All}
  none: {measure: least, none: true, says: None}
  up: {measure: least, increase: true, says: Up}
  down: {measure: least, decrease: true, says: Down}
  friends: {share: friend, of: adults, increase: true, says: Friends}
  friendly: {measure: friends, at_least: 50 %, says: Friendly}
  crimes: {share: crime, of: adults, none: true, says: No crime}
  costs: {mean: cost, of: adults, decrease: true, says: Cheaper}
  told: {documented: true, evidence: See appendix 2, says: Told}
  untold: {documented: true, says: Untold}
tables:
  T1: {kind: criteria, columns: [target, before, after, change, verdict]}
"""
)


def persons(before: int, after: int, n: int) -> str:
    head = "birth_date | job@start | job@end | friend@end"
    rows = [
        f"1970-01-01 | {'work' if i < before else 'ill'} | {'work' if i < after else 'study'} | yes"
        for i in range(n)
    ]
    return "\n".join([head, *rows])


FOUND = released(PLAN, records(PLAN, persons(2, 9, 46)))


def verdict(name: str) -> Verdict | None:
    return FOUND[f"{name}.verdict@end/adults"].verdict


def test_nine_of_46_reach_20_per_cent_by_rounding_only() -> None:
    assert FOUND["least.share@end/adults"].value == 9 / 46
    assert verdict("least") is Verdict.MET_BY_ROUNDING
    assert verdict("rounded") is Verdict.MET
    assert FOUND["least.short@end/adults"].value == 1
    assert FOUND["least.gap@end/adults"].value == pytest.approx(9 / 46 - 0.2)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("most", Verdict.NOT_MET),
        ("exact", Verdict.MET_BY_ROUNDING),
        ("range", Verdict.MET),
        ("narrow", Verdict.NOT_MET),
        ("bare", Verdict.UNDECIDABLE),
        ("all", Verdict.SHORT),
        ("none", Verdict.NOT_MET),
        ("up", Verdict.MET),
        ("down", Verdict.NOT_MET),
        ("friends", Verdict.AFTER_ONLY),
        ("friendly", Verdict.MET),
        ("crimes", Verdict.NOT_REPORTED),
        ("costs", Verdict.NOT_REPORTED),
    ],
)
def test_every_direction_has_its_verdict(name: str, wanted: Verdict) -> None:
    assert verdict(name) is wanted


def test_a_documented_promise_is_met_where_the_plan_says_where() -> None:
    assert FOUND["told.verdict@end/everyone"].verdict is Verdict.MET
    assert FOUND["untold.verdict@end/everyone"].verdict is Verdict.NOT_REPORTED


def test_a_verdict_that_is_no_number_has_a_state_that_says_so() -> None:
    assert FOUND["bare.verdict@end/adults"].state is State.UNDECIDABLE
    assert FOUND["friends.verdict@end/adults"].state is State.EMPTY
    assert FOUND["least.verdict@end/adults"].state is State.OPEN


def test_without_records_the_target_is_still_told() -> None:
    assert FOUND["crimes.target@end/adults"].value == 0
    with pytest.raises(KeyError):
        FOUND["crimes.gap@end/adults"]


def test_both_ends_of_a_range_are_told() -> None:
    assert FOUND["range.target@end/adults"].value == 0.15
    assert FOUND["range.target_high@end/adults"].value == 0.196


def test_the_table_of_criteria_writes_targets_changes_and_verdicts() -> None:
    table = shown(PLAN, FOUND, "T1")
    assert [column.label for column in table.columns] == [
        "Target",
        "Before",
        "After",
        "Change",
        "Verdict",
    ]
    assert text(table) == {
        "Least": ["at least 20%", "4%", "20%", "+15", "Met only by rounding"],
        "Rounded": ["at least 20%", "4%", "20%", "+15", "Met"],
        "Most": ["at most 19%", "4%", "20%", "+15", "Not met"],
        "Exact": ["exactly 20%", "4%", "20%", "+15", "Met only by rounding"],
        "Range": ["15-19.6%", "4%", "20%", "+15", "Met"],
        "Narrow": ["10-15%", "4%", "20%", "+15", "Not met"],
        "Bare": ["20%, no direction given", "4%", "20%", "+15", "Cannot be decided"],
        "All": ["all", "4%", "20%", "+15", "Short by 37 persons"],
        "None": ["none", "4%", "20%", "+15", "Not met"],
        "Up": ["an increase", "4%", "20%", "+15", "Met"],
        "Down": ["a decrease", "4%", "20%", "+15", "Not met"],
        "Friends": ["an increase", "–", "100%", "–", "Measured only after"],
        "Friendly": ["at least 50%", "–", "100%", "–", "Met"],
        "No crime": ["none", "–", "–", "–", "Not reported"],
        "Cheaper": ["a decrease", "–", "–", "–", "Not reported"],
        "Told": ["documented", "–", "–", "–", "Met"],
        "Untold": ["documented", "–", "–", "–", "Not reported"],
    }


@pytest.mark.parametrize(
    ("value", "decimals", "wanted"),
    [(0.5, 0, "1"), (-0.5, 0, "-1"), (-2.5, 0, "-3"), (2.5, 0, "3"), (0.125, 2, "0.13"), (12.5, 0, "13"),
     (1.005, 2, "1.01"), (0.285, 2, "0.29"), (-0.25, 1, "-0.3"), (0.49999, 0, "0")],
)  # fmt: skip
def test_halves_are_rounded_away_from_zero_as_they_are_written(
    value: float, decimals: int, wanted: str
) -> None:
    assert str(round_half_up(value, decimals)) == wanted


@pytest.mark.parametrize(
    ("x", "n", "target", "wanted"),
    [
        (25, 200, "13 %", Verdict.MET_BY_ROUNDING),  # 12.5 % is shown as 13 %
        (24, 200, "13 %", Verdict.SHORT),
        (29, 200, "15 %", Verdict.MET_BY_ROUNDING),  # 14.5 %, whatever 0.145 * 100 is in floats
        (3, 10, "30 %", Verdict.MET),  # 0.3 is three tenths, not 0.299999
        (7, 10, "0.7", Verdict.MET),
    ],
)
def test_targets_and_shares_are_compared_exactly(
    x: int, n: int, target: str, wanted: Verdict
) -> None:
    plan = plan_of(
        HEAD
        + f"""
populations: {{adults: {{age: 18.., at: start, label: Adults}}}}
indicators: {{job: {{label: Job, codes: {{work: Work, study: Study, ill: Ill}}}}}}
criteria: {{least: {{share: {{job: work}}, of: adults, at_least: {target}}}}}
"""
    )
    found = released(plan, records(plan, persons(0, x, n)))
    assert found["least.verdict@end"].verdict is wanted
