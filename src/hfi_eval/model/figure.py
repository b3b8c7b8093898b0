"""Figure: marks that point back to results; data until a renderer draws it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hfi_eval.model.result import Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One value drawn: `value` places it on the axis, `text` is written beside it (final)."""

    value: float
    text: str
    address: Address


@dataclass(frozen=True, slots=True, kw_only=True)
class DumbbellRow:
    """One line of a dumbbell: before, after and, where one was promised, the target.

    Attributes:
        target: the target, or the lower end of one that is a range; its text is then of both ends.
        target_high: the upper end of a target that is a range.
    """

    label: str
    before: Mark | None
    after: Mark | None
    target: Mark | None = None
    target_high: Mark | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Figure:
    """A dumbbell of shares before and after, in one language.

    Attributes:
        name: the plan's id of the figure.
        caption: with number, such as "Figur 1. Status før og efter, med mål".
        alt: one or more sentences that say what the figure shows, every number included.
        axis: the axis label, such as "Pct. af de voksne".
        ticks: where the axis is marked and what is written there (final text).
        legend: the words for before, after and target, in this order.
    """

    name: str
    caption: str
    alt: str
    axis: str
    ticks: tuple[tuple[float, str], ...]
    legend: tuple[str, str, str]
    rows: tuple[DumbbellRow, ...]
    source: str = ""
    language: str = "da"

    def __repr__(self) -> str:
        """Give name and caption."""
        return f"<Figure {self.name}: {self.caption}>"
