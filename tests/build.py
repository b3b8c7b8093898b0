"""Plans, records and results that a person can read in a test."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pandas as pd

from hfi_eval import engine, measures, tables
from hfi_eval.disclosure import protect
from hfi_eval.errors import PlanError
from hfi_eval.plans import load_plan
from hfi_eval.records import FAMILY, PERSON, Records
from hfi_eval.wording import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from hfi_eval.disclosure import Released
    from hfi_eval.model.plan import Plan
    from hfi_eval.model.result import Result
    from hfi_eval.model.table import Table

HEAD = """\
title: Trial
waves:
  start: {date: 2009-04-01, label: {da: Før, en: Before}, phrase: {da: ved start, en: at the start}}
  end: {date: 2011-04-30, label: {da: Efter, en: After}, phrase: {da: ved slut, en: at the end}}
"""
"""Two waves; the rest of a plan is written after it."""

DATES = ("birth_date", "residence_from", "enrolled_on", "exited_on")


def plan_of(text: str) -> Plan:
    """Load a plan from the text of its file."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "plan.yaml"
        path.write_text(dedent(text), encoding="utf-8")
        return load_plan(path)


def mistakes(text: str | bytes) -> list[str]:
    """Give the mistakes of a bad plan as they are printed, one each; none for a good one."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "plan.yaml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        try:
            load_plan(path)
        except PlanError as error:
            return [str(each) for each in error.mistakes]
    return []


def records(plan: Plan, persons: str, families: str = "") -> Records:
    """Give records from tables such as

    person_id | birth_date | job@start
    p1        | 1980-01-01 | work

    where an empty cell is not known.
    """
    own = _frame(plan, _rows(families), FAMILY) if families else None
    frame = _frame(plan, _rows(persons), PERSON)
    named = [*frame.columns, *(own.columns if own is not None else ())]
    asked = frozenset(name.partition("@")[0] for name in named if "@" in name)
    return Records(persons=frame, families=own, indicators=asked)


def frame_of(plan: Plan, rows: Sequence[Mapping[str, Any]], columns: Iterable[str]) -> pd.DataFrame:
    """Give a frame with the types that reading gives, from rows that need not be full."""
    found = {}
    for name in columns:
        cells = [row.get(name) for row in rows]
        indicator = plan.indicators.get(name.partition("@")[0]) if "@" in name else None
        if name in DATES:
            found[name] = pd.Series(pd.to_datetime(pd.Series(cells, dtype=object)), dtype="M8[us]")
        elif indicator is not None and indicator.kind != "codes":
            found[name] = pd.Series(cells, dtype="float64")
        else:
            found[name] = pd.Series(cells, dtype="str")
    return pd.DataFrame(found)


def _rows(text: str) -> list[dict[str, str | None]]:
    """Read a table whose cells stand between bars."""
    lines = [line for line in text.strip().splitlines() if line.strip()]
    head, *body = [[cell.strip() or None for cell in line.split("|")] for line in lines]
    return [dict(zip(map(str, head), cells, strict=True)) for cells in body]


def _frame(plan: Plan, rows: list[dict[str, str | None]], key: str) -> pd.DataFrame:
    """Give a frame of rows, numbered where they have no key of their own."""
    named = list(dict.fromkeys(name for row in rows for name in row))
    if key not in named:
        rows = [{key: f"{key[0]}{i}", **row} for i, row in enumerate(rows, 1)]
        named = [key, *named]
    return frame_of(plan, rows, named)


def released(plan: Plan, held: Records, which: str = "auto") -> Released:
    """Count, measure and release."""
    asked = measures.requests(plan, held.indicators)
    counts = engine.count(held, plan, asked, which)
    return protect(measures.measure_all(plan, held.indicators, counts))


def numbers(found: Released, *addresses: str) -> list[float | None]:
    """Give the values at some addresses."""
    return [found[address].value for address in addresses]


def of(result: Result) -> str:
    """Say of whom a share is: 2/5, and how many gave no answer."""
    missing = f" ({result.missing} missing)" if result.missing else ""
    return f"{result.numerator:g}/{result.denominator}{missing}"


def shown(plan: Plan, found: Released, name: str, language: str = "en") -> Table:
    """Build a table."""
    return tables.build(name, plan, found, words(language, plan.rounding.decimals))


def text(table: Table) -> dict[str, list[str]]:
    """Give the texts of a table's cells by row label."""
    return {row.label: [cell.text for cell in row.cells] for row in table.rows}
