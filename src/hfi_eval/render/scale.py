"""Where values lie on a drawing, from left to right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hfi_eval.model.figure import DumbbellRow, Figure, Mark

# All lengths are points; the figure is 160 mm wide, as the text of the printed page.
WIDTH = 160 / 25.4 * 72
LABELS = 146.0
GAP = 14.0
EDGE = 16.0


@dataclass(frozen=True, slots=True)
class Scale:
    """Where a value lies from left to right."""

    low: float
    high: float

    def __call__(self, value: float) -> float:
        """Give the place of a value, in points from the left edge."""
        left, right = LABELS + GAP + EDGE, WIDTH - EDGE - 8
        return left + (value - self.low) / (self.high - self.low) * (right - left)


def scale_of(figure: Figure) -> Scale:
    """Make room for every tick and every mark."""
    marks = [mark.value for row in figure.rows for mark in marks_of(row)]
    values = [*marks, *(value for value, _ in figure.ticks)] or [0.0, 1.0]
    low, high = min(values), max(values)
    return Scale(low, high if high > low else low + 1.0)


def marks_of(row: DumbbellRow) -> list[Mark]:
    """Give the marks a row has."""
    marks = (row.before, row.after, row.target, row.target_high)
    return [mark for mark in marks if mark is not None]
