"""Plans that use every kind of rule, and records that use every kind of gap."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from hfi_eval.model.counts import Adult, Background, Holds, Key, Level, Member, Present, Request
from hfi_eval.model.plan import CodeTest, Cohort
from hfi_eval.records import Records, column
from tests.build import frame_of, plan_of

if TYPE_CHECKING:
    from hfi_eval.model.plan import Condition, Plan

RICH = plan_of("""
title: Rich
waves:
  start: {date: 2009-03-01, label: Before}
  middle: {date: 2010-02-28, label: Middle}
  end: {date: 2012-02-29, label: After}
background:
  origin: {label: Origin, codes: {a: A, b: B}}
  age: {label: Age, since: birth_date, at: start, bands: [0..17, 18..24, 30..]}
  years: {label: Years, since: residence_from, at: end, born_here: Born here, bands: [..2, 3..3, 4..]}
populations:
  adults: {age: 18.., at: end, label: Adults}
  adults_start: {age: 18.., at: start, label: Adults at the start}
  children: {age: ..17, at: start, label: Children}
  forties: {age: 40..49, at: middle, label: In their forties}
  women: {of: adults, sex: [f], at: start, label: Women}
  able: {of: adults_start, job: {not: [pension]}, at: end, label: Able}
  grouped: {job.coarse: [active], origin: [a], years: {not: [born_here]}, at: middle, label: Active}
  small: {unit: family, members: {everyone: ..2}, at: start, label: Small families}
  mixed: {unit: family, members: {adults: 1.., children: 1..3}, at: end, label: Mixed}
  seen: {unit: family, of: mixed, seen: [yes], at: start, label: Seen}
  same: {unit: family, origin: [a, b], family_type: {not: [other]}, at: start, label: Same origin}
indicators:
  job:
    label: Job
    ordered: best_first
    codes: {work: Work, study: Study, ill: Ill, pension: Pension}
    groupings: {coarse: {active: {is: [study, work], da: A, en: A}, passive: {is: [ill, pension], da: P, en: P}}}
  wants: {label: Wants, yes_no: true, at: [start, end]}
  score: {label: Score, amount: true}
  visits: {label: Visits, count: true, at: [start, middle]}
  seen: {label: Seen, unit: family, yes_no: true, at: [start, end]}
  need:
    label: Need
    unit: family
    codes: {low: Low, high: High, top: Top}
    groupings: {two: {less: {is: [low], da: L, en: L}, more: {is: [high, top], da: M, en: M}}}
  cost: {label: Cost, unit: family, amount: true}
definitions:
  working: {label: Working, is: {job: [work]}, variants: {any: {job: {at_least: study}}}}
  keen: {label: Keen, is: {job: {not: [work]}, wants: [yes]}}
  girls: {label: Girls at work, is: {job: [work, study], sex: [f]}}
  calm: {label: Calm, is: {need: [low], seen: [no]}}
measures:
  by_origin: {label: By origin, share: working, of: adults, by: [origin, wants], groups_of_at_least: 2}
  any_works: {label: Any works, share: working, of: every_family, also_of: [small, mixed], who: any adults}
  all_keen: {label: All keen, share: keen, of: mixed, who: all adults_start}
criteria:
  work: {share: working, of: adults, also_of: [women, able, forties], at_least: 50 %}
  many: {share: working~any, of: children, at_most: 20 %}
  wanting: {share: wants, of: everyone, also_of: [adults], at_most: 40 %}
  keenness: {share: keen, of: grouped, increase: true}
  girls_work: {share: girls, of: everyone, between: [10 %, 20 %]}
  calmness: {share: calm, of: every_family, also_of: [seen, same], all: true}
  scores: {mean: score, of: adults, at_least: 2.5}
  visit: {sum: visits, of: everyone, decrease: true}
  costs: {mean: cost, of: mixed, decrease: true}
tables:
  jobs: {kind: before_after, indicator: job, of: [adults, children]}
  coarse: {kind: before_after, indicator: job.coarse, of: adults}
  wanted: {kind: before_after, indicator: wants, of: everyone}
  needs: {kind: transitions, indicator: need.two, of: seen}
  crossed: {kind: cross, rows: age, across: [origin], of: everyone}
  types: {kind: composition, rows: family_type, across: [every_family, small, mixed]}
  long: {kind: blocks, rows: years, of: [everyone, women]}
  balance: {kind: balance}
""")

BARE = plan_of("""
title: Bare
waves:
  only: {date: 2012-02-29, label: Now}
populations:
  adults: {age: 18.., at: only, label: Adults}
  idle: {of: adults, job: [no], at: only, label: Idle}
  two: {unit: family, members: {idle: ..1}, at: only, label: At most one idle}
indicators:
  job: {label: Job, yes_no: true}
  score: {label: Score, amount: true}
criteria:
  all_work: {share: job, of: adults, also_of: [idle], all: true}
  scores: {mean: score, of: adults, increase: true}
  families: {share: job, of: two, who: all adults, at_least: 10 %}
""")

PLANS = (RICH, BARE)

COHORTS = st.builds(
    Cohort,
    turned_18=st.sampled_from(["adult_at_both_waves", "leave_out"]),
    no_second_wave=st.sampled_from(
        ["count_as_missing", "count_as_failure", "last_observed", "leave_out"]
    ),
    late_entry=st.sampled_from(["keep", "leave_out"]),
    dropouts=st.sampled_from(["keep", "leave_out"]),
)

EDGES = [
    dt.date(1991, 3, 1),
    dt.date(1991, 3, 2),
    dt.date(1992, 2, 28),
    dt.date(1992, 2, 29),
    dt.date(1994, 2, 28),
    dt.date(1994, 3, 1),
    dt.date(2008, 2, 29),
    dt.date(2009, 3, 1),
    dt.date(2012, 2, 29),
    dt.date(2012, 3, 1),
]
MAYBE_DATE = st.one_of(
    st.none(), st.sampled_from(EDGES), st.dates(dt.date(1950, 1, 1), dt.date(2012, 12, 31))
)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Give one of the plans, with any rules for those who do not stay as they were."""
    return replace(draw(st.sampled_from(PLANS)), cohort=draw(COHORTS))


def _answers(plan: Plan, unit: str) -> dict[str, st.SearchStrategy[Any]]:
    """Give for each column of a unit's indicators what can stand in it."""
    found: dict[str, st.SearchStrategy[Any]] = {}
    for name, indicator in plan.indicators.items():
        if indicator.unit != unit:
            continue
        for wave in indicator.waves:
            known: st.SearchStrategy[Any] = st.sampled_from(list(indicator.codes) or [""])
            if indicator.kind != "codes":
                known = st.integers(0, 8).map(lambda quarters: quarters / 4)
            found[column(name, wave)] = st.none() | known
    return found


@st.composite
def held(draw: st.DrawFn, plan: Plan) -> Records:
    """Give records for a plan: any persons, any families, any gaps, and any columns left out."""
    person: dict[str, st.SearchStrategy[Any]] = {
        "birth_date": MAYBE_DATE,
        "residence_from": MAYBE_DATE,
        "enrolled_on": MAYBE_DATE,
        "exited_on": MAYBE_DATE,
        "family_id": st.none() | st.sampled_from(["f1", "f2", "f3"]),
        "born_in_dk": st.sampled_from([None, "yes", "no"]),
        "family_role": st.sampled_from([None, "parent", "child", "single_adult"]),
        "sex": st.sampled_from([None, "m", "f"]),
        "origin": st.sampled_from([None, "a", "b"]),
        **_answers(plan, "person"),
    }
    optional = ["enrolled_on", "exited_on", "born_in_dk", "family_role", "sex", "origin"]
    left_out = draw(st.sets(st.sampled_from(optional)))
    kept = {name: each for name, each in person.items() if name not in left_out}
    rows = draw(st.lists(st.fixed_dictionaries(kept), max_size=12))
    persons = frame_of(
        plan, [{"person_id": f"p{i}", **row} for i, row in enumerate(rows)], ["person_id", *kept]
    )
    answers = _answers(plan, "family")
    families = None
    has_own: bool = draw(st.booleans())
    if answers and has_own:
        ids = draw(st.lists(st.sampled_from(["f1", "f2", "f3", "f9"]), unique=True))
        own = [{"family_id": each, **draw(st.fixed_dictionaries(answers))} for each in ids]
        families = frame_of(plan, own, ["family_id", *answers])
    unrecorded = {
        name
        for name, indicator in plan.indicators.items()
        if indicator.unit == "family" and families is None
    }
    return Records(
        persons=persons, families=families, indicators=frozenset(plan.indicators) - unrecorded
    )


def _conditions(plan: Plan) -> dict[str, list[Condition]]:
    """Give the conditions of a plan by the unit they are about."""
    found: dict[str, list[Condition]] = {"person": [], "family": []}
    for measure in plan.measures.values():
        unit = "person" if measure.who else plan.populations[measure.of].unit
        if measure.condition:
            found[unit].append(measure.condition)
    found["family"].append((CodeTest(of="family_type", codes=("two_parents", "other")),))
    return found


def keys(plan: Plan, unit: str) -> list[Key]:
    """Give every key that can be asked about a unit."""
    waves = list(plan.waves)
    conditions = _conditions(plan)
    backgrounds = [name for name in plan.background if unit == "family" or name != "family_type"]
    found: list[Key] = [Background(name) for name in backgrounds]
    found += [Member(name) for name, each in plan.populations.items() if each.unit == unit]
    for wave in waves:
        found += [Holds(condition, wave) for condition in conditions[unit]]
        for name, indicator in plan.indicators.items():
            if indicator.unit == unit and indicator.kind == "codes":
                found += [Level(name, wave, each) for each in ("", *indicator.groupings)]
        if unit == "person":
            found += [Present(wave), Adult(wave)]
        else:
            found += [
                Holds(condition, wave, (how, "adults"))
                for condition in conditions["person"]
                for how in ("any", "all")
            ]
    return found


@st.composite
def requests(draw: st.DrawFn, plan: Plan) -> tuple[Request, ...]:
    """Give a request about persons and one about families, with any keys and sums."""
    found = []
    for unit in ("person", "family"):
        numeric = [
            (name, wave)
            for name, indicator in plan.indicators.items()
            if indicator.unit == unit and indicator.kind != "codes"
            for wave in indicator.waves
        ]
        chosen = st.lists(st.sampled_from(keys(plan, unit)), min_size=1, max_size=4, unique=True)
        sums = (
            st.lists(st.sampled_from(numeric), max_size=2, unique=True) if numeric else st.just([])
        )
        found.append(Request(unit, tuple(draw(chosen)), tuple(draw(sums))))
    return tuple(found)
