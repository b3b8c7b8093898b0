"""From a key to the expression that says its level for each person; the same on every backend."""

from __future__ import annotations

from typing import TYPE_CHECKING

import narwhals.stable.v2 as nw

from hfi_eval.model.counts import (
    NO,
    UNKNOWN,
    YES,
    Adult,
    Answered,
    Background,
    Holds,
    Key,
    Level,
    Member,
    Present,
)
from hfi_eval.records import BIRTH, BORN_HERE, ENROLLED, EXITED, column

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection, Sequence

    from hfi_eval.model.codelist import CodeList
    from hfi_eval.model.plan import CodeTest, Plan


def levels(plan: Plan, key: Key) -> tuple[str, ...]:
    """Give the levels a key can have, in the plan's order, UNKNOWN left out.

    Raises:
        UnknownNameError: the key names an indicator or grouping that the plan does not have.
    """
    if isinstance(key, Background):
        return tuple(plan.background[key.variable].codes)
    if isinstance(key, Level):
        return tuple(plan.indicators[key.indicator].rows(key.grouping))
    return YES, NO


def years(name: str, day: datetime.date) -> nw.Expr:
    """Give the completed years from the date in a column to a day."""
    date = nw.col(name)
    not_yet = (date.dt.month() * 100 + date.dt.day()) > day.month * 100 + day.day
    return day.year - date.dt.year() - nw.when(not_yet).then(nw.lit(1)).otherwise(nw.lit(0))


class Recode:
    """Expressions over a frame of persons with the columns `names`."""

    def __init__(self, plan: Plan, names: Collection[str]) -> None:
        """Keep the plan and the columns that there are."""
        self.plan = plan
        self.names = frozenset(names)

    def level(self, key: Key) -> nw.Expr:
        """Give the level of a key for each person; UNKNOWN where it is not known."""
        match key:
            case Member(population):
                found = _yes_no(self.member(population))
            case Background(variable):
                found = self.background(variable)
            case Level():
                found = self._rows(key)
            case Holds():
                found = self.holds(key)
            case Present(wave):
                found = _yes_no(self.present(wave))
            case Answered(indicator, wave):
                found = answered(column(indicator, wave), self.names)
            case Adult():
                found = self._adult(key)
        return found

    def member(self, name: str) -> nw.Expr:
        """Tell whether each person belongs to a population; never null."""
        rule = self.plan.populations[name]
        found = self.member(rule.of) if rule.of else nw.lit(value=True)
        for test in (*rule.background, *rule.status):
            _, passed = self.test(test, rule.at)
            found &= passed
        if rule.age is not None:
            age = years(BIRTH, self.plan.waves[rule.at].date)
            if rule.age.low is not None:
                found &= (age >= rule.age.low).fill_null(value=False)
            if rule.age.high is not None:
                found &= (age <= rule.age.high).fill_null(value=False)
            if self.plan.cohort.turned_18 == "leave_out":
                found &= ~self._turned_18()
        return found if rule.of else found & self._kept()

    def present(self, wave: str) -> nw.Expr:
        """Tell whether each person is enrolled and has not exited on the day of a wave."""
        day = nw.lit(self.plan.waves[wave].date)
        found = nw.lit(value=True)
        if ENROLLED in self.names:
            found &= (self._day(ENROLLED) <= day).fill_null(value=True)
        if EXITED in self.names:
            found &= (self._day(EXITED) > day).fill_null(value=True)
        return found

    def background(self, variable: str) -> nw.Expr:
        """Give the level of a background variable for each person."""
        part = self.plan.background[variable]
        if not part.since:
            return self._column(variable).fill_null(UNKNOWN)
        passed = years(part.since, self.plan.waves[part.at].date)
        found = nw.lit(UNKNOWN)
        for band, span in part.bands.items():
            inside = ~passed.is_null()
            if span.low is not None:
                inside &= passed >= span.low
            if span.high is not None:
                inside &= passed <= span.high
            found = nw.when(inside.fill_null(value=False)).then(nw.lit(band)).otherwise(found)
        if part.born_here:
            born = (self._column(BORN_HERE) == nw.lit("yes")).fill_null(value=False)
            found = nw.when(born).then(nw.lit(part.born_here)).otherwise(found)
        return found

    def holds(self, key: Holds) -> nw.Expr:
        """Tell whether a condition holds: yes, no, or UNKNOWN while an answer it needs is."""
        return all_of([self.test(test, key.wave) for test in key.condition])

    def test(self, test: CodeTest, wave: str) -> tuple[nw.Expr, nw.Expr]:
        """Tell whether a code is known, and whether it is known and among those of a test."""
        if test.of in self.plan.background:
            level = self.background(test.of)
            known = level != nw.lit(UNKNOWN)
        else:
            level = self._column(column(test.of, wave))
            known = ~level.is_null()
        return known, level.is_in(list(test.codes)).fill_null(value=False)

    def _rows(self, key: Level) -> nw.Expr:
        """Give the row of a grouping, or the leaf code, that an answer falls in."""
        answer = self._column(column(key.indicator, key.wave))
        if not key.grouping:
            return answer.fill_null(UNKNOWN)
        return row_of(answer, self.plan.indicators[key.indicator].rows(key.grouping))

    def _adult(self, key: Adult) -> nw.Expr:
        """Tell whether each person has turned 18 on the day of a wave."""
        age = years(BIRTH, self.plan.waves[key.wave].date)
        known = nw.when((age >= 18).fill_null(value=False)).then(nw.lit(YES)).otherwise(nw.lit(NO))
        return nw.when(age.is_null()).then(nw.lit(UNKNOWN)).otherwise(known)

    def _turned_18(self) -> nw.Expr:
        """Tell whether each person turns 18 after the first wave and by the last."""
        first, last = (self.plan.waves[name].date for name in (self.plan.first, self.plan.last))
        return ((years(BIRTH, first) < 18) & (years(BIRTH, last) >= 18)).fill_null(value=False)

    def _kept(self) -> nw.Expr:
        """Tell whether each person is kept by the rules on late entry and dropouts."""
        cohort, waves = self.plan.cohort, self.plan.waves
        kept = nw.lit(value=True)
        if cohort.late_entry == "leave_out" and ENROLLED in self.names:
            day = nw.lit(waves[self.plan.first].date)
            kept &= (self._day(ENROLLED) <= day).fill_null(value=True)
        if cohort.dropouts == "leave_out" and EXITED in self.names:
            day = nw.lit(waves[self.plan.last].date)
            kept &= (self._day(EXITED) > day).fill_null(value=True)
        return kept

    def _column(self, name: str) -> nw.Expr:
        """Give a column, or nulls where the records have none."""
        return nw.col(name) if name in self.names else nw.lit(None, dtype=nw.String)

    @staticmethod
    def _day(name: str) -> nw.Expr:
        """Give a date column without a time of day."""
        return nw.col(name).cast(nw.Date)


def _yes_no(found: nw.Expr) -> nw.Expr:
    """Write a truth as a level."""
    return nw.when(found).then(nw.lit(YES)).otherwise(nw.lit(NO))


def answered(name: str, names: Collection[str]) -> nw.Expr:
    """Tell whether a column, if there is one, holds an answer."""
    return _yes_no(~nw.col(name).is_null()) if name in names else nw.lit(NO)


def row_of(answer: nw.Expr, rows: CodeList) -> nw.Expr:
    """Give the row that holds an answer; UNKNOWN where there is none."""
    found = nw.lit(UNKNOWN)
    for row in rows:
        inside = answer.is_in(list(rows.leaves(row))).fill_null(value=False)
        found = nw.when(inside).then(nw.lit(row)).otherwise(found)
    return found


def all_of(tests: Sequence[tuple[nw.Expr, nw.Expr]]) -> nw.Expr:
    """Say yes where all tests are passed, no where a known code fails one, else UNKNOWN."""
    never, always = nw.lit(value=False), nw.lit(value=True)
    for known, passed in tests:
        never |= known & ~passed
        always &= passed
    undecided = nw.when(never).then(nw.lit(NO)).otherwise(nw.lit(UNKNOWN))
    return nw.when(always).then(nw.lit(YES)).otherwise(undecided)
