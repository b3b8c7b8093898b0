"""Table: a format-neutral table whose cells point back to the results they show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from hfi_eval.model.result import Address, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One shown number or text.

    Attributes:
        text: what is seen; final, renderers never format a number themselves.
        spoken: what a screen reader should say; "" where that is the text.
        value: the unrounded value for a spreadsheet or CSV; None where there is none.
        unit: the value's unit; None in a cell of words.
        address: the result that is shown; None in a cell of words.
    """

    text: str
    spoken: str = ""
    value: float | None = None
    unit: Unit | None = None
    address: Address | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column heading; neighbours with the same `spanner` share a heading above."""

    label: str
    spanner: str = ""
    words: bool = False
    """Whether the column holds words (set to the left) rather than numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A labelled row of cells. A "group" row is a heading over the rows below and has no cells."""

    label: str
    cells: tuple[Cell, ...] = ()
    role: Literal["body", "total", "group"] = "body"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Table:
    """Caption, columns, rows, notes and source, all in one language.

    Attributes:
        name: the plan's id of the table, such as "T6".
        caption: with number, such as "Tabel 6. Voksne familiemedlemmers status".
        stub: the heading of the column of row labels.
        notes: printed under the table, in order, each a sentence.
        source: such as "Kilde: Assens Kommune."; "" for none.
        summary: one or two sentences that say to a screen reader what the table shows.
    """

    name: str
    caption: str
    stub: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    source: str = ""
    summary: str = ""
    language: str = "da"

    def __repr__(self) -> str:
        """Give name, caption and size."""
        return f"<Table {self.name}: {self.caption} ({len(self.rows)} rows)>"
