"""The engine written for reading, not for speed: what the other is tested against."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pandas as pd

from hfi_eval.model.counts import (
    NO,
    UNKNOWN,
    YES,
    Adult,
    Answered,
    Background,
    Counts,
    Holds,
    Key,
    Level,
    Member,
    Present,
    Total,
)
from hfi_eval.model.plan import FAMILY_TYPE
from hfi_eval.records import (
    BIRTH,
    BORN_HERE,
    ENROLLED,
    EXITED,
    FAMILY,
    ROLE,
    SEX,
    column,
)

if TYPE_CHECKING:
    import datetime

    from hfi_eval.model.counts import Request
    from hfi_eval.model.plan import CodeTest, Plan
    from hfi_eval.records import Records

Row = dict[str, Any]


def grouped(records: Records, plan: Plan, request: Request) -> Counts:
    """Count units by every combination of the keys of one request, one unit at a time."""
    persons = _rows(records.persons)
    if request.unit == "person":
        units = persons
        cells = [tuple(_person(plan, row, key) for key in request.keys) for row in persons]
    else:
        own = {row[FAMILY]: row for row in _rows(records.families)}
        families: dict[str, list[Row]] = {}
        for row in persons:
            if row[FAMILY] is not None:
                families.setdefault(row[FAMILY], []).append(row)
        units = [own.get(family, {}) for family in families]
        cells = [
            tuple(_family(plan, members, row, key) for key in request.keys)
            for members, row in zip(families.values(), units, strict=True)
        ]
    totals: dict[tuple[str, ...], tuple[Total, ...]] = {}
    for cell, row in zip(cells, units, strict=True):
        values = [row.get(column(*each)) for each in request.sums]
        new = tuple(Total() if v is None else Total(1, float(v), float(v) ** 2) for v in values)
        old = totals.get(cell, tuple(Total() for _ in new))
        totals[cell] = tuple(a + b for a, b in zip(old, new, strict=True))
    levels = {key: _levels(plan, key) for key in request.keys}
    kept = dict(sorted(totals.items())) if request.sums else {}
    return Counts(request.keys, levels, dict(sorted(Counter(cells).items())), kept)


def _rows(frame: Any) -> list[Row]:
    """Give a frame as dictionaries, None for what is not known."""
    if frame is None:
        return []
    held = frame if isinstance(frame, pd.DataFrame) else frame.df()
    return [
        {str(name): None if pd.isna(value) else value for name, value in row.items()}
        for row in held.astype(object).to_dict("records")
    ]


def _levels(plan: Plan, key: Key) -> tuple[str, ...]:
    """Give the levels a key can have."""
    if isinstance(key, Background):
        return tuple(plan.background[key.variable].codes)
    if isinstance(key, Level):
        return tuple(plan.indicators[key.indicator].rows(key.grouping))
    return YES, NO


def _age(row: Row, name: str, day: datetime.date) -> int | None:
    """Give completed years since a date."""
    since: datetime.date | None = row.get(name)
    if since is None:
        return None
    return day.year - since.year - ((since.month, since.day) > (day.month, day.day))


def _told(*, truth: bool) -> str:
    return YES if truth else NO


def _person(plan: Plan, row: Row, key: Key) -> str:
    """Give the level of a key of one person."""
    match key:
        case Member(population):
            told = _told(truth=_member(plan, row, population))
        case Background(variable):
            told = _background(plan, row, variable)
        case Level(indicator, wave, grouping):
            rows = plan.indicators[indicator].rows(grouping)
            answer = row.get(column(indicator, wave))
            told = next((each for each in rows if answer in rows.leaves(each)), UNKNOWN)
        case Holds(condition, wave):
            told = _all([_test(plan, row, test, wave) for test in condition])
        case Present(wave):
            told = _told(truth=_present(row, plan.waves[wave].date))
        case Answered(indicator, wave):
            told = _told(truth=row.get(column(indicator, wave)) is not None)
        case Adult(wave):
            age = _age(row, BIRTH, plan.waves[wave].date)
            told = UNKNOWN if age is None else _told(truth=age >= 18)
    return told


def _present(row: Row, day: datetime.date) -> bool:
    """Tell whether one person is enrolled and has not exited on a day."""
    enrolled, exited = row.get(ENROLLED), row.get(EXITED)
    late = enrolled is not None and enrolled.date() > day
    gone = exited is not None and exited.date() <= day
    return not late and not gone


def _all(truths: list[bool | None]) -> str:
    """Say yes if all are true, no if one is false, else that it is not known."""
    if False in truths:
        return NO
    return UNKNOWN if None in truths else YES


def _test(plan: Plan, row: Row, test: CodeTest, wave: str) -> bool | None:
    """Tell whether a code is among those of a test; None where it is not known."""
    if test.of in plan.background:
        level = _background(plan, row, test.of)
        return None if level == UNKNOWN else level in test.codes
    answer = row.get(column(test.of, wave))
    return None if answer is None else answer in test.codes


def _member(plan: Plan, row: Row, name: str) -> bool:
    """Tell whether one person belongs to a population."""
    rule, cohort = plan.populations[name], plan.cohort
    first, last = plan.waves[plan.first].date, plan.waves[plan.last].date
    if rule.of and not _member(plan, row, rule.of):
        return False
    if not rule.of:
        enrolled, exited = row.get(ENROLLED), row.get(EXITED)
        if cohort.late_entry == "leave_out" and enrolled is not None and enrolled.date() > first:
            return False
        if cohort.dropouts == "leave_out" and exited is not None and exited.date() <= last:
            return False
    if rule.age is not None:
        age = _age(row, BIRTH, plan.waves[rule.at].date)
        if age is None or age not in rule.age:
            return False
        ages = _age(row, BIRTH, first) or 0, _age(row, BIRTH, last) or 0
        if cohort.turned_18 == "leave_out" and ages[0] < 18 <= ages[1]:
            return False
    return all(_test(plan, row, test, rule.at) for test in (*rule.background, *rule.status))


def _background(plan: Plan, row: Row, variable: str) -> str:
    """Give the level of a background variable of one person."""
    part = plan.background[variable]
    if not part.since:
        return str(row.get(variable) or UNKNOWN)
    if part.born_here and row.get(BORN_HERE) == "yes":
        return part.born_here
    passed = _age(row, part.since, plan.waves[part.at].date)
    if passed is None:
        return UNKNOWN
    return next((band for band, span in part.bands.items() if passed in span), UNKNOWN)


def _family(plan: Plan, members: list[Row], own: Row, key: Key) -> str:
    """Give the level of a key of one family."""
    match key:
        case Member(population):
            return _told(truth=_family_member(plan, members, own, population))
        case Background(variable):
            return _shared(plan, members, variable)
        case Holds(condition, wave, None):
            return _all([_family_test(plan, members, own, test, wave) for test in condition])
        case Holds(condition, wave, (how, population)):
            inside = [row for row in members if _member(plan, row, population)]
            return _some([_person(plan, row, Holds(condition, wave)) for row in inside], how)
        case _:
            return _person(plan, own, key)


def _shared(plan: Plan, members: list[Row], variable: str) -> str:
    """Give the level that all members of a family share."""
    if variable == FAMILY_TYPE:
        return _family_type(plan, members)
    found = {_background(plan, row, variable) for row in members} - {UNKNOWN}
    return found.pop() if len(found) == 1 else UNKNOWN


def _some(told: list[str], how: str) -> str:
    """Say whether any, or all, of the members said yes."""
    decided, other = (YES, NO) if how == "any" else (NO, YES)
    if decided in told:
        return decided
    return UNKNOWN if UNKNOWN in told or not told else other


def _family_test(
    plan: Plan, members: list[Row], own: Row, test: CodeTest, wave: str
) -> bool | None:
    """Tell whether a code of one family is among those of a test."""
    if test.of not in plan.background:
        return _test(plan, own, test, wave)
    level = _family(plan, members, own, Background(test.of))
    return None if level == UNKNOWN else level in test.codes


def _family_member(plan: Plan, members: list[Row], own: Row, name: str) -> bool:
    """Tell whether one family belongs to a population."""
    rule = plan.populations[name]
    if rule.of and not _family_member(plan, members, own, rule.of):
        return False
    for population, span in rule.members.items():
        if sum(_member(plan, row, population) for row in members) not in span:
            return False
    tests = (*rule.background, *rule.status)
    return all(_family_test(plan, members, own, test, rule.at) for test in tests)


def _family_type(plan: Plan, members: list[Row]) -> str:
    """Give the type of one family from its members at the first wave."""
    ages = [_age(row, BIRTH, plan.waves[plan.first].date) for row in members]
    adults = sum(age is not None and age >= 18 for age in ages)
    children = sum(age is not None and age < 18 for age in ages)
    if ROLE in members[0]:
        parents = [row for row in members if row.get(ROLE) == "parent"]
    else:
        parents = [row for row, age in zip(members, ages, strict=True) if age and age >= 18]
    if children and len(parents) >= 2:
        return "two_parents"
    if children and len(parents) == 1:
        sex = parents[0].get(SEX)
        return {"f": "single_mother", "m": "single_father"}.get(str(sex), "single_parent")
    if children or not adults:
        return "other"
    return "single_adult" if adults == 1 else "adults_together"
