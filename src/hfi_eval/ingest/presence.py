"""Presence: columns that the plan needs and no table has, and rows about nobody known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hfi_eval.ingest import need
from hfi_eval.ingest.messages import in_both, issue
from hfi_eval.ingest.names import ALIASES, waves_of
from hfi_eval.ingest.schema import LISTED
from hfi_eval.ingest.translate import several
from hfi_eval.records import PERSON, column

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from hfi_eval.errors import Issue
    from hfi_eval.ingest.assemble import Assembled
    from hfi_eval.ingest.shape import Shaped
    from hfi_eval.model.plan import Plan


def missing_traits(plan: Plan, present: Collection[str], place: dict[str, object]) -> list[Issue]:
    """Give an issue for each column of persons that the plan needs and no table has."""
    order = [PERSON, *ALIASES, *plan.background]
    lacking = (need.columns(plan) | {PERSON}) - set(present)
    return [
        issue("H01", place, {"name": name, "label": _label(plan, name)})
        for name in sorted(
            lacking,
            key=lambda name: (name not in order, order.index(name) if name in order else 0, name),
        )
    ]


def _label(plan: Plan, name: str) -> dict[str, str]:
    """Give what a column is called, by language."""
    background = plan.background.get(name)
    if background is not None:
        return in_both(background.label)
    return {"da": ALIASES.get(name, (name,))[0].replace("birth_month", "Fødselsdato"), "en": name}


def missing_indicators(
    plan: Plan, present: Collection[str], place: dict[str, object]
) -> list[Issue]:
    """Give an issue for each indicator without records, at any wave or at one of them."""
    places = need.places(plan)
    used = need.used(plan) | _judged(plan)
    issues = []
    for name, indicator in plan.indicators.items():
        waves = waves_of(plan, name)
        lacking = [wave for wave in waves if column(name, wave) not in present]
        said: dict[str, str | Mapping[str, str]] = {"name": name, "label": in_both(indicator.label)}
        columns = ", ".join(column(name, wave) for wave in lacking)
        if len(lacking) == len(waves) and name in places:
            issues.append(issue("H04", place, {**said, "where": places[name], "columns": columns}))
        elif len(lacking) == len(waves) and name in used:
            issues.append(issue("H05", place, said))
        elif len(lacking) < len(waves):
            for wave in lacking:
                at: dict[str, str | Mapping[str, str]] = {
                    "wave": wave,
                    "wave_label": in_both(plan.waves[wave].label),
                }
                words: dict[str, str | Mapping[str, str]] = {
                    **said,
                    **at,
                    "columns": column(name, wave),
                }
                issues.append(issue("H06", place, words))
    return issues


def _judged(plan: Plan) -> set[str]:
    """Give the indicators that no table shows by name: those of definitions nobody measures."""
    return {
        test.of.partition(".")[0]
        for definition in plan.definitions.values()
        for test in definition.condition
    }


def strangers(persons: Assembled, shaped: Sequence[Shaped]) -> list[Issue]:
    """P04: rows about a person whom no table of persons has."""
    issues: list[Issue] = []
    for each in shaped:
        rows = each.frame.index[~each.frame[each.key].isin(persons.frame.index)]
        places = [each.place(int(row), each.key) for row in rows[:LISTED]]
        issues += several("P04", places, len(rows))
    return issues
