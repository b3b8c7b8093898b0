"""Tables: named templates over released results. A new one is a module and one line in TABLES."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hfi_eval.errors import UnknownNameError
from hfi_eval.model.plan import TableSpec
from hfi_eval.model.table import Table
from hfi_eval.tables import (
    balance,
    before_after,
    composition,
    criteria,
    definitions,
    denominators,
    groups,
    indicators,
    transitions,
)
from hfi_eval.tables.parts import View
from hfi_eval.tables.rounding import rounded

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from hfi_eval.disclosure import Released
    from hfi_eval.model.plan import Plan, TableKind
    from hfi_eval.tables.parts import Body
    from hfi_eval.wording import Words

TABLES: Mapping[TableKind, Callable[[View], Body]] = {
    "before_after": before_after.body,
    "composition": composition.mixed,
    "cross": composition.crossed,
    "blocks": composition.in_blocks,
    "criteria": criteria.body,
    "transitions": transitions.body,
    "denominators": denominators.body,
    "definitions": definitions.body,
    "groups": groups.body,
    "indicators": indicators.body,
    "balance": balance.body,
}

OVERVIEW = "overview"
"""The table of all criteria; it needs no entry in the plan."""

_NUMBERED = re.compile(r"[A-Za-z]+(\d+)")


def build(name: str, plan: Plan, released: Released, words: Words) -> Table:
    """Give a table of the plan, in the language of `words`.

    Raises:
        UnknownNameError: the plan has no such table.
    """
    known = {**({} if OVERVIEW in plan.tables else {OVERVIEW: _overview(plan)}), **plan.tables}
    if name not in known:
        raise UnknownNameError("table", name, known)
    spec = known[name]
    body = rounded(TABLES[spec.kind](View(spec, plan, released, words)), plan.rounding, words)
    title = words.of(spec.title)
    source = (words.of(spec.source) or words.of(plan.source)).rstrip(".")
    number = numbers(plan).get(name, "")
    caption = words("table.caption", number=number, title=title) if number else title
    return Table(
        name=name,
        caption=caption,
        stub=body.stub,
        columns=body.columns,
        rows=body.rows,
        notes=(*(words.of(note) for note in spec.notes), *body.notes),
        source=words("table.source", source=source) if source else "",
        summary=_summary(title, body, words),
        language=words.language,
    )


def _overview(plan: Plan) -> TableSpec:
    """Specify the table of all criteria, which every plan has."""
    title = {"da": "Mål, status og vurdering", "en": "Targets, status and verdict"}
    return TableSpec(kind="criteria", title=title, criteria=tuple(plan.criteria))


def numbers(plan: Plan) -> dict[str, str]:
    """Give each table its number in the report.

    A table whose name ends in a number, such as T6, has that number, and the tables after it that
    have none are 6a, 6b and so on. If no table has a number of its own they are counted from 1.
    """
    found: dict[str, str] = {}
    own = {name: match[1] for name in plan.tables if (match := _NUMBERED.fullmatch(name))}
    if len(set(own.values())) < len(own) or not own:
        return {name: str(i) for i, name in enumerate(in_reading_order(plan), 1)}
    last, after = "0", 0
    for name in in_reading_order(plan):
        if name in own:
            last, after = own[name], 0
            found[name] = last
        else:
            found[name] = f"{last}{_letters(after)}"
            after += 1
    return found


def themes(plan: Plan) -> tuple[str, ...]:
    """Give the themes in the plan's order, those it does not name after them."""
    used = (
        *(table.theme for table in plan.tables.values()),
        *(criterion.theme for criterion in plan.criteria.values()),
    )
    return tuple(dict.fromkeys((*plan.themes, *used)))


def in_reading_order(plan: Plan) -> tuple[str, ...]:
    """Give the tables as the report shows them: theme by theme, as the plan lists them."""
    return tuple(
        name for theme in themes(plan) for name in plan.tables if plan.tables[name].theme == theme
    )


def _letters(i: int) -> str:
    """Give a, b ... z, then aa, ab and so on."""
    return (_letters(i // 26 - 1) if i >= 26 else "") + chr(ord("a") + i % 26)


def _summary(title: str, body: Body, words: Words) -> str:
    """Say to a screen reader what a table shows: its title, its columns and its rows."""
    heads = dict.fromkeys(f"{column.spanner} {column.label}".strip() for column in body.columns)
    labels = [row.label for row in body.rows if row.role == "body"]
    return words(
        "table.summary", title=title, columns=words.listed(heads), n=len(labels), stub=body.stub
    )
