"""Belonging: whom the populations of a plan are about, as far as age and background tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from hfi_eval.ingest import need
from hfi_eval.ingest.people import age, within
from hfi_eval.model.plan import EVERYONE, FAMILY_TYPE
from hfi_eval.records import BIRTH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hfi_eval.ingest.people import Checked
    from hfi_eval.model.plan import CodeTest, Plan, Population


def asked(checked: Checked) -> pd.Series:
    """Tell who is in a population that the plan asks something of; all where it asks nobody.

    Whoever's age or background is unknown may be in one, and is.
    """
    found = pd.Series(data=False, index=checked.persons.index)
    said = dict.fromkeys(_questioned(checked.plan))
    names = _known(checked.plan, said)
    for name in names:
        found |= belong(checked, name, unknown=True)
    return found if names and EVERYONE not in said else ~found


def shown(plan: Plan) -> list[str]:
    """Give the populations of persons that tables, figures and measures are about, in order."""
    said: list[str] = []
    for table in plan.tables.values():
        said += [*table.of, *table.across]
    for measure in plan.measures.values():
        said += [measure.of, *measure.also_of, *(measure.who or ())[1:]]
    said += [figure.of for figure in plan.figures.values()]
    said += [
        inner
        for name in said
        if name in plan.populations
        for inner in plan.populations[name].members
    ]
    used = set(said)
    return [name for name in _known(plan, plan.populations) if name in used]


def deciding(plan: Plan, name: str) -> list[str]:
    """Give the columns that decide who belongs to a population, those of its wider ones last."""
    rule = plan.populations[name]
    columns = [BIRTH] if rule.age is not None else []
    columns += [test.of for test in rule.background if _is_column(plan, test)]
    return columns + (deciding(plan, rule.of) if rule.of in plan.populations else [])


def belong(checked: Checked, name: str, *, unknown: bool) -> pd.Series:
    """Tell who belongs to a population by age and by codes of background; status is not asked.

    Args:
        checked: the persons.
        name: a population of persons.
        unknown: what holds where an age or a code is not known. A column that no table has, and
            which others tell about, always holds.
    """
    plan = checked.plan
    rule = plan.populations[name]
    found = _aged(checked, rule, unknown=unknown)
    for test in rule.background:
        if _is_column(plan, test) and test.of in checked.persons.names:
            codes = checked.column(test.of)
            found &= codes.isin(test.codes) | (codes.isna() & unknown)
    if rule.of in plan.populations:
        found &= belong(checked, rule.of, unknown=unknown)
    return found


def _aged(checked: Checked, rule: Population, *, unknown: bool) -> pd.Series:
    """Tell who has the age of a population at its wave."""
    if rule.age is None or BIRTH not in checked.persons.names:
        return pd.Series(data=True, index=checked.persons.index)
    years = age(checked.date(BIRTH), checked.plan.waves[rule.at].date)
    return within(years, rule.age) | (years.isna() & unknown)


def _is_column(plan: Plan, test: CodeTest) -> bool:
    """Tell whether a test is of a column of codes, not of one that is worked out."""
    columns = plan.background.keys() - {FAMILY_TYPE}
    return test.of in columns and not plan.background[test.of].since


def _known(plan: Plan, names: Iterable[str]) -> list[str]:
    """Give those names that are populations of persons with a rule of their own, or everybody."""
    return [
        name
        for name in names
        if name in plan.populations and plan.populations[name].unit == "person"
    ]


def _questioned(plan: Plan) -> Iterator[str]:
    """Give the populations whose answers to an indicator are counted."""
    for table in plan.tables.values():
        if table.indicator or table.indicators or table.definition:
            yield from table.of
    for measure in plan.measures.values():
        if set(need.measured(plan, measure)) & set(plan.indicators):
            yield from (measure.of, *measure.also_of, *(measure.who or ())[1:])
    for figure in plan.figures.values():
        if figure.indicator:
            yield figure.of
    yield from (name for name, each in plan.populations.items() if each.status)
