from __future__ import annotations

from typing import TYPE_CHECKING

from hfi_eval.tables import build
from hfi_eval.wording import words
from tests.build import plan_of, records, released

if TYPE_CHECKING:
    from hfi_eval.model.plan import Plan


def plan_with(levels: int) -> Plan:
    codes = ", ".join(f"c{i}: Level {i} (long)" for i in range(levels))
    return plan_of(
        "title: T\n"
        "waves:\n"
        "  start: {date: 2020-01-01, label: Start, phrase: at the start}\n"
        "  end: {date: 2021-01-01, label: End, phrase: at the end}\n"
        f"indicators: {{job: {{label: Job, codes: {{{codes}}}}}}}\n"
        "tables: {T1: {kind: transitions, indicator: job, of: everyone}}\n"
    )


MOVES = "job@start | job@end\nc0 | c1\nc0 | c1\nc0 | c0\nc1 | c0\nc1 |"


def test_few_levels_make_a_matrix_with_both_totals():
    plan = plan_with(3)
    table = build("T1", plan, released(plan, records(plan, MOVES)), words("en"))
    assert [column.label for column in table.columns] == ["Level 0", "Level 1", "Level 2", "Total"]
    assert {column.spanner for column in table.columns[:-1]} == {"Status after"}
    numbers = {row.label: [cell.value for cell in row.cells] for row in table.rows}
    assert numbers["Level 0 (long)"] == [1, 2, 0, 3]
    assert numbers["Total"] == [2, 2, 0, 4]
    assert "Without an answer at the end: 1 person, not in the figures." in table.notes


def test_many_levels_are_listed_by_the_moves_that_occur():
    plan = plan_with(9)
    table = build("T1", plan, released(plan, records(plan, MOVES)), words("en"))
    assert [(row.role, row.label) for row in table.rows] == [
        ("group", "Level 0 (long)"),
        ("body", "to Level 0 (long)"),
        ("body", "to Level 1 (long)"),
        ("group", "Level 1 (long)"),
        ("body", "to Level 0 (long)"),
        ("total", "Total"),
    ]
    assert [row.cells[0].value for row in table.rows if row.cells] == [1, 2, 1, 4]
