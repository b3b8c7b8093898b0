"""Figures: released results placed on an axis, with the words that replace them when not seen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hfi_eval.figures.lines import FIGURES, Line, percent
from hfi_eval.figures.telling import alt, axis, legend, source
from hfi_eval.model.figure import DumbbellRow, Figure, Mark

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hfi_eval.disclosure import Released
    from hfi_eval.model.plan import Plan
    from hfi_eval.model.result import Result
    from hfi_eval.wording import Words

_STEPS = (
    (0.1, (0.0, 0.02, 0.04, 0.06, 0.08, 0.1)),
    (0.2, (0.0, 0.05, 0.1, 0.15, 0.2)),
    (0.4, (0.0, 0.1, 0.2, 0.3, 0.4)),
    (0.6, (0.0, 0.2, 0.4, 0.6)),
    (0.8, (0.0, 0.2, 0.4, 0.6, 0.8)),
    (1.0, (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)),
)
"""Upper bounds of the axis, each with where it is marked."""


def build(name: str, plan: Plan, released: Released, words: Words) -> Figure:
    """Give a figure of the plan in one language, with a text that says all its numbers."""
    spec = plan.figures[name]
    drawn = FIGURES["criteria" if spec.criteria else "levels"](spec, plan, released, words)
    shown = [line for line in drawn.lines if _has(line.after)]
    rows = tuple(
        DumbbellRow(
            label=line.label,
            before=_mark(line.before, words),
            after=_mark(line.after, words),
            target=_target(line, words),
            target_high=_mark(line.target_high, words),
        )
        for line in shown
    )
    return Figure(
        name=name,
        caption=words(
            "figure.caption", number=list(plan.figures).index(name) + 1, title=words.of(spec.title)
        ),
        alt=alt(name, drawn, shown, plan, words),
        axis=axis(drawn.populations, plan, words),
        ticks=_ticks(rows, words),
        legend=(*legend(shown, plan, words), words("table.target")),
        rows=rows,
        source=source(name, shown, plan, words),
        language=words.language,
    )


def _has(result: Result | None) -> bool:
    """Tell whether there is a number to draw."""
    return result is not None and result.value is not None


def _mark(result: Result | None, words: Words) -> Mark | None:
    """Give a number as a mark, or None where there is none."""
    if result is None or result.value is None:
        return None
    return Mark(value=result.value, text=words.value(result), address=result.address)


def _target(line: Line, words: Words) -> Mark | None:
    """Give the target as a mark, with the decimals the plan has and both ends of a range."""
    mark = _mark(line.target, words)
    if mark is None:
        return None
    ends = [
        each.value for each in (line.target, line.target_high) if each and each.value is not None
    ]
    number = "-".join(percent(end, words) for end in ends)
    return replace(mark, text=words("percent.table", number=number))


def _ticks(rows: Iterable[DumbbellRow], words: Words) -> tuple[tuple[float, str], ...]:
    """Give the ticks from nothing to the first round share that is not below any mark."""
    marks = [
        mark.value
        for row in rows
        for mark in (row.before, row.after, row.target, row.target_high)
        if mark
    ]
    most = max(marks, default=1.0)
    ticks = next((ticks for bound, ticks in _STEPS if most <= bound), _STEPS[-1][1])
    return tuple(
        (
            tick,
            words(
                "percent.table",
                number=words.number(float(f"{tick:.2f}"[2:])) if tick < 1 else words.number(100),
            ),
        )
        for tick in ticks
    )
