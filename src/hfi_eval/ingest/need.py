"""Need: which columns the evaluation of a plan asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hfi_eval.records import BIRTH, BORN_HERE, FAMILY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hfi_eval.model.plan import Condition, Measure, Plan

FAMILY_TYPE = "family_type"
"""A background variable that is worked out from the members of a family, never read."""


def columns(plan: Plan) -> set[str]:
    """Give the columns of persons, other than person_id, that a plan cannot do without."""
    needed = {FAMILY} if families(plan) else set()
    if any(each.age is not None for each in plan.populations.values()):
        needed.add(BIRTH)
    if any(table.kind == "balance" for table in plan.tables.values()):
        needed.add(BIRTH)
    if FAMILY_TYPE in used(plan):
        needed |= {FAMILY, BIRTH}
    for name in used(plan) - {FAMILY_TYPE}:
        background = plan.background.get(name)
        if background is not None:
            needed.add(background.since or name)
            needed |= {BORN_HERE} if background.born_here else set()
    return needed


def families(plan: Plan) -> bool:
    """Tell whether a plan says anything about families."""
    return (
        any(each.unit == "family" for each in plan.populations.values())
        or any(each.unit == "family" for each in plan.indicators.values())
        or any(each.who is not None for each in plan.measures.values())
        or any("every_family" in (*t.across, *t.of) for t in plan.tables.values())
        or any("every_family" in (m.of, *m.also_of) for m in plan.measures.values())
    )


def used(plan: Plan) -> set[str]:
    """Give the backgrounds and indicators that populations, tables, figures and measures name."""
    return shown(plan) | {name for each in plan.measures.values() for name in measured(plan, each)}


def shown(plan: Plan) -> set[str]:
    """Give what a plan shows or groups by; without it a table could not be made."""
    return set(places(plan))


def places(plan: Plan) -> dict[str, str]:
    """Give for each background and indicator that is shown where it is, such as "tables.T6"."""
    found: dict[str, str] = {}
    for where, names in _mentions(plan):
        for name in filter(None, names):
            found.setdefault(name.partition(".")[0], where)
    return found


def _mentions(plan: Plan) -> Iterator[tuple[str, Iterable[str]]]:
    """Give each part of the plan that shows something, and what it shows."""
    for key, table in plan.tables.items():
        where = f"tables.{key}"
        yield where, (table.indicator, *table.indicators, table.rows, *table.across)
        if table.definition in plan.definitions:
            yield where, _of(plan, plan.definitions[table.definition].condition)
        if table.measure in plan.measures:
            yield where, measured(plan, plan.measures[table.measure])
    for key, figure in plan.figures.items():
        yield f"figures.{key}", (figure.indicator,)
    for key, population in plan.populations.items():
        yield f"populations.{key}", _of(plan, (*population.status, *population.background))
    for key, measure in plan.measures.items():
        yield f"measures.{key}.by", measure.by


def measured(plan: Plan, measure: Measure) -> list[str]:
    """Give the backgrounds and indicators a measure counts or groups by."""
    names = [*_of(plan, measure.condition), *measure.by]
    if measure.what in plan.indicators:
        names.append(measure.what)
    if measure.what in plan.definitions:
        names += _of(plan, plan.definitions[measure.what].condition)
    return names


def _of(plan: Plan, condition: Condition) -> list[str]:
    """Give the backgrounds and indicators a condition tests, through definitions too."""
    names = []
    for test in condition:
        name = test.of.partition(".")[0]
        if name in plan.definitions:
            names += _of(plan, plan.definitions[name].condition)
        else:
            names.append(name)
    return names
