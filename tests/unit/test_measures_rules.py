from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from hfi_eval.errors import EvalError, UnknownNameError
from hfi_eval.measures.paired import settle
from hfi_eval.model.counts import UNKNOWN, Counts, Holds, Level
from hfi_eval.model.plan import Cohort
from hfi_eval.model.result import Address, Result, Results, State, Unit, Verdict
from tests.build import HEAD, numbers, of, plan_of, records, released

if TYPE_CHECKING:
    from typing import Literal

    from hfi_eval.disclosure import Released
    from hfi_eval.model.plan import Plan

PLAN = plan_of(
    HEAD
    + """
populations:
  adults: {age: 18.., at: end, label: Adults}
  adults_start: {age: 18.., at: start, label: Adults at the start}
  children: {age: ..17, at: start, label: Children}
cohort: {turned_18: adult_at_both_waves}
indicators:
  job: {label: Job, codes: {work: Work, study: Study, ill: Ill}}
  wants: {label: Wants a job, yes_no: true}
definitions:
  active: {label: Active, is: {job: [work, study]}, variants: {work_only: {job: [work]}}}
  keen: {label: Keen, is: {job: [work], wants: [yes]}}
criteria:
  active: {share: active, of: adults, also_of: [everyone], at_least: 50 %}
  keen: {share: keen, of: everyone, at_least: 50 %}
  wants: {share: wants, of: everyone, at_least: 50 %}
tables:
  jobs: {kind: before_after, indicator: job, of: everyone}
  wanted: {kind: before_after, indicator: wants, of: everyone}
""".replace("criteria:\n  active:", "criteria:\n  activity:")
    .replace("\n  keen: {share", "\n  keenness: {share")
    .replace("\n  wants: {share", "\n  wanting: {share")
)

FIVE = """
birth_date | job@start | job@end | wants@start | wants@end
1970-01-01 | ill       | work    | yes         | yes
1970-01-01 | study     |         | yes         | no
1970-01-01 | work      | study   |             | yes
1970-01-01 |           | ill     | no          |
1970-01-01 | ill       |         |             |
"""


def under(**cohort: str) -> Plan:
    return replace(PLAN, cohort=replace(PLAN.cohort, **cohort))  # type: ignore[arg-type]


def shares(found: Released, measure: str) -> list[str]:
    return [of(found[f"{measure}.share@{wave}/everyone"]) for wave in ("start", "end")]


@pytest.mark.parametrize(
    ("rule", "active", "wants", "stayed_lost_gained_never"),
    [
        ("count_as_missing", ["2/4 (1 missing)", "2/3 (2 missing)"],
         ["2/3 (2 missing)", "2/3 (2 missing)"], [1, 0, 1, 0]),
        ("count_as_failure", ["2/4 (1 missing)", "2/5"], ["2/3 (2 missing)", "2/5"], [1, 1, 1, 1]),
        ("last_observed", ["2/4 (1 missing)", "3/5"],
         ["2/3 (2 missing)", "2/4 (1 missing)"], [2, 0, 1, 1]),
        ("leave_out", ["1/2 (1 missing)", "2/3"], ["2/2 (1 missing)", "2/3"], [1, 0, 1, 0]),
    ],
)  # fmt: skip
def test_the_plan_decides_what_becomes_of_those_without_a_second_answer(
    rule: str, active: list[str], wants: list[str], stayed_lost_gained_never: list[int]
) -> None:
    plan = under(no_second_wave=rule)
    found = released(plan, records(plan, FIVE))
    assert shares(found, "active") == active
    assert shares(found, "wants") == wants
    stats = [f"active.{stat}@start..end/everyone" for stat in ("stayed", "lost", "gained", "never")]
    assert numbers(found, *stats) == stayed_lost_gained_never


def test_a_second_answer_alone_is_never_made_up_for_the_first_wave() -> None:
    for rule in ("count_as_failure", "last_observed", "leave_out"):
        plan = under(no_second_wave=rule)
        start = released(plan, records(plan, FIVE))["active.share@start/everyone"]
        assert start.missing == 1


def test_levels_keep_their_base_when_no_answer_is_a_failure_but_yes_or_no_does_not() -> None:
    plan = under(no_second_wave="count_as_failure")
    found = released(plan, records(plan, FIVE))
    jobs, wants = found["job.base@end/everyone"], found["wants.base@end/everyone"]
    assert (jobs.value, jobs.missing) == (3, 2)
    assert (wants.value, wants.missing) == (5, 0)
    assert found["wants.count@end/everyone?wants=no"].value == 3
    assert found["wants.count@end/everyone"].value == 2


def test_one_question_asked_at_one_wave_only_is_left_as_it_is() -> None:
    key = Level("job", "start")
    counts = Counts((key,), {key: ("work",)}, {(UNKNOWN,): 2, ("work",): 1})
    rules: tuple[Literal["count_as_failure", "leave_out"], ...] = ("count_as_failure", "leave_out")
    for rule in rules:
        assert settle(counts, (key,), rule) is counts


def test_a_condition_of_two_answers_is_unknown_until_one_says_no() -> None:
    found = released(PLAN, records(PLAN, FIVE))
    keen = found["keen.share@start/everyone"]
    # no: ill; study; the fourth does not want. Unknown: the third works, the fifth is ill, so no.
    assert of(keen) == "0/4 (1 missing)"


MOVERS = """
birth_date | enrolled_on | exited_on  | job@start | job@end
1970-01-01 |             |            | work      | work
1970-01-01 | 2009-04-01  |            | ill       | work
1970-01-01 | 2009-04-02  |            |           | work
1970-01-01 |             | 2011-04-30 | ill       |
1970-01-01 |             | 2011-05-01 | ill       | ill
1992-06-01 |             |            | study     | study
1995-06-01 |             |            | study     | study
           |             |            | study     | study
"""


@pytest.mark.parametrize(
    ("cohort", "sizes"),
    [
        ({}, [8, 6, 5, 2]),
        ({"late_entry": "leave_out"}, [7, 5, 4, 2]),
        ({"dropouts": "leave_out"}, [7, 5, 4, 2]),
        ({"late_entry": "leave_out", "dropouts": "leave_out"}, [6, 4, 3, 2]),
        ({"turned_18": "leave_out"}, [8, 5, 5, 1]),
    ],
    ids=str,
)
def test_the_cohort_decides_who_is_in_a_population(
    cohort: dict[str, str], sizes: list[int]
) -> None:
    plan = under(**cohort)
    found = released(plan, records(plan, MOVERS))
    asked = {"everyone": "start", "adults": "end", "adults_start": "start", "children": "start"}
    addresses = [f"population.count@{wave}/{name}" for name, wave in asked.items()]
    assert numbers(found, *addresses) == sizes


def test_the_balance_tells_who_came_left_and_turned_18() -> None:
    found = released(PLAN, records(PLAN, MOVERS))

    def row(age: str) -> list[float | None]:
        query = f"?age={age}" if age else ""
        stats = (
            "count@start",
            "entered@start..end",
            "left@start..end",
            "turned_18@start..end",
            "count@end",
        )
        return numbers(found, *(f"balance.{stat}/everyone{query}" for stat in stats))

    assert row("adult") == [4, 1, 1, 1, 5]
    assert row("child") == [2, 0, 0, -1, 1]
    assert row("unknown") == [1, 0, 0, 0, 1]
    assert row("") == [7, 1, 1, 0, 7]


@pytest.mark.parametrize(
    ("born", "adult"),
    [("1991-04-01", 1), ("1991-04-02", 0), ("1991-03-31", 1), ("1992-02-29", 0)],
)
def test_adults_are_those_whose_birthday_has_come(born: str, adult: int) -> None:
    found = released(PLAN, records(PLAN, f"birth_date | job@start\n{born} | work"))
    assert found["population.count@start/adults_start"].value == adult


def test_headline_population_and_variant_complete_a_short_address() -> None:
    found = released(PLAN, records(PLAN, FIVE))
    assert found["active.share@end"].address.population == "adults"
    assert found["active~work_only.share@end"].value == pytest.approx(1 / 3)
    assert found.results.headline["active"] == ("adults", "")


def test_an_unknown_address_is_refused_with_those_most_like_it() -> None:
    found = released(PLAN, records(PLAN, FIVE))
    with pytest.raises(UnknownNameError, match=r'no result "active\.shares@end"') as caught:
        found["active.shares@end"]
    assert 'Did you mean "active.share@end/adults"?' in str(caught.value)
    with pytest.raises(UnknownNameError, match='no result "active"'):
        found["active"]


def test_two_results_at_one_address_are_a_mistake_of_ours() -> None:
    result = Result(
        address=Address(measure="a", stat="count", waves=("end",), population="b"),
        value=1,
        unit=Unit.COUNT,
    )
    with pytest.raises(EvalError, match=r"Two results have the address a\.count@end/b"):
        Results([result, result])


def test_rules_hold_by_default_as_the_plan_says_nothing() -> None:
    assert Cohort() == Cohort(
        turned_18="refuse",
        no_second_wave="count_as_missing",
        late_entry="keep",
        dropouts="keep",
    )
    assert Holds(PLAN.definitions["active"].condition, "end").who is None


def test_a_share_of_nobody_is_empty() -> None:
    found = released(PLAN, records(PLAN, "birth_date | job@start | job@end\n1970-01-01 | |"))
    share = found["active.share@end/everyone"]
    assert (share.value, share.state, share.missing, share.interval) == (None, State.EMPTY, 1, None)
    assert found["active.change@start..end/everyone"].state is State.EMPTY
    assert found["activity.verdict@end"].verdict is Verdict.NOT_REPORTED
