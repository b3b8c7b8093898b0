"""From persons to families: what the members say of a family, one row a family."""

from __future__ import annotations

from typing import TYPE_CHECKING

import narwhals.stable.v2 as nw

from hfi_eval.engine.recode import all_of, answered, row_of, years
from hfi_eval.model.counts import NO, UNKNOWN, YES, Answered, Background, Holds, Key, Level, Member
from hfi_eval.model.plan import FAMILY_TYPE
from hfi_eval.records import BIRTH, ROLE, SEX, column

if TYPE_CHECKING:
    from hfi_eval.engine.recode import Recode
    from hfi_eval.model.plan import CodeTest, Plan


class FamilyRecode:
    """Levels of keys about families, as sums over their members.

    `pieces` are needed of each person and added up by family; `level` is an expression over the
    sums and over the columns of the families' own records.
    """

    def __init__(self, plan: Plan, persons: Recode, own: frozenset[str]) -> None:
        """Keep the recoding of persons and the columns that families have of their own."""
        self.plan = plan
        self.persons = persons
        self.own = own
        self.pieces: dict[str, nw.Expr] = {}
        self.same: dict[str, nw.Expr] = {}

    def level(self, key: Key) -> nw.Expr:
        """Give the level of a key for each family; UNKNOWN where it is not known.

        Raises:
            TypeError: the key is one of persons only.
        """
        if isinstance(key, Member):
            return nw.when(self.member(key.population)).then(nw.lit(YES)).otherwise(nw.lit(NO))
        if isinstance(key, Background):
            return self.background(key.variable)
        if isinstance(key, Level):
            return self._rows(key)
        if isinstance(key, Holds):
            return self._holds(key)
        if isinstance(key, Answered):
            return answered(column(key.indicator, key.wave), self.own)
        message = f"{type(key).__name__} is not known of families"
        raise TypeError(message)

    def member(self, name: str) -> nw.Expr:
        """Tell whether each family belongs to a population."""
        rule = self.plan.populations[name]
        found = self.member(rule.of) if rule.of else nw.lit(value=True)
        for test in (*rule.background, *rule.status):
            _, passed = self._test(test, rule.at)
            found &= passed
        for members, span in rule.members.items():
            number = self._sum(f"n:{members}", self.persons.member(members))
            if span.low is not None:
                found &= number >= span.low
            if span.high is not None:
                found &= number <= span.high
        return found

    def background(self, variable: str) -> nw.Expr:
        """Give the level that all members of a family share; UNKNOWN where they do not."""
        if variable == FAMILY_TYPE:
            return self._family_type()
        name = f"same:{variable}"
        level = self.persons.background(variable)
        self.same[name] = nw.when(level != nw.lit(UNKNOWN)).then(level)
        low, high = nw.col(f"{name}:low"), nw.col(f"{name}:high")
        return nw.when((low == high).fill_null(value=False)).then(low).otherwise(nw.lit(UNKNOWN))

    def _family_type(self) -> nw.Expr:
        """Give the type of a family from its members at the first wave."""
        names = self.persons.names
        day = self.plan.waves[self.plan.first].date
        age = years(BIRTH, day)
        adult = (age >= 18).fill_null(value=False)
        child = (age < 18).fill_null(value=False)
        parent = nw.col(ROLE) == nw.lit("parent") if ROLE in names else adult
        parent = parent.fill_null(value=False)
        sex = nw.col(SEX) if SEX in names else nw.lit(UNKNOWN)
        parents = self._sum("type:parents", parent)
        mothers = self._sum("type:mothers", parent & (sex == nw.lit("f")).fill_null(value=False))
        fathers = self._sum("type:fathers", parent & (sex == nw.lit("m")).fill_null(value=False))
        children = self._sum("type:children", child)
        adults = self._sum("type:adults", adult)
        found = nw.lit("other")
        for level, rule in (
            ("adults_together", (children == 0) & (adults >= 2)),
            ("single_adult", (children == 0) & (adults == 1)),
            ("single_parent", (children >= 1) & (parents == 1)),
            ("single_father", (children >= 1) & (parents == 1) & (fathers == 1)),
            ("single_mother", (children >= 1) & (parents == 1) & (mothers == 1)),
            ("two_parents", (children >= 1) & (parents >= 2)),
        ):
            found = nw.when(rule).then(nw.lit(level)).otherwise(found)
        return found

    def _holds(self, key: Holds) -> nw.Expr:
        """Tell whether a condition holds of a family, or of any or all of its members."""
        if key.who is None:
            return all_of([self._test(test, key.wave) for test in key.condition])
        how, population = key.who
        level = self.persons.holds(Holds(key.condition, key.wave))
        inside = self.persons.member(population)
        name = f"holds:{key.wave}:{population}:{key.condition}"
        yes = self._sum(f"{name}:yes", inside & (level == nw.lit(YES)))
        no = self._sum(f"{name}:no", inside & (level == nw.lit(NO)))
        unknown = self._sum(f"{name}:unknown", inside & (level == nw.lit(UNKNOWN)))
        decides, decided, other = (yes, YES, NO) if how == "any" else (no, NO, YES)
        undecided = (unknown > 0) | ((yes + no) == 0)
        rest = nw.when(undecided).then(nw.lit(UNKNOWN)).otherwise(nw.lit(other))
        return nw.when(decides > 0).then(nw.lit(decided)).otherwise(rest)

    def _test(self, test: CodeTest, wave: str) -> tuple[nw.Expr, nw.Expr]:
        """Tell whether a code of the family is known, and whether it is among those of a test."""
        if test.of in self.plan.background:
            level = self.background(test.of)
            known = level != nw.lit(UNKNOWN)
        else:
            level = self._column(column(test.of, wave))
            known = ~level.is_null()
        return known, level.is_in(list(test.codes)).fill_null(value=False)

    def _rows(self, key: Level) -> nw.Expr:
        """Give the row of a grouping, or the leaf code, of an indicator of families."""
        answer = self._column(column(key.indicator, key.wave))
        if not key.grouping:
            return answer.fill_null(UNKNOWN)
        return row_of(answer, self.plan.indicators[key.indicator].rows(key.grouping))

    def _column(self, name: str) -> nw.Expr:
        """Give a column of the families' own records, or nulls where there is none."""
        return nw.col(name) if name in self.own else nw.lit(None, dtype=nw.String)

    def _sum(self, name: str, truth: nw.Expr) -> nw.Expr:
        """Ask for the number of members of whom something is true."""
        self.pieces[name] = nw.when(truth).then(nw.lit(1)).otherwise(nw.lit(0))
        return nw.col(name)
