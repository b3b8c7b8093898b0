"""Table: the cells of one file or sheet as text, with the file's own row numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(eq=False)
class ReadingError(Exception):
    """A file could not be read as a table.

    Attributes:
        key: the rule that is broken.
        row: the row it happened in, where known.
        known: what could have been given instead, for the message.
    """

    key: str
    row: int | None = None
    known: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The cells of one file or sheet.

    Attributes:
        file: the file's name, without its folder.
        sheet: the sheet of a workbook, else "".
        cells: text, null where empty; the index is the row as the file counts it, the columns are
            numbered from 0. Before its headings are found, they are a row like any other.
        decimal: the decimal sign of the file; "" where it is not known.
        separator: what stands between the cells of a text file, else "".
        numeric: the columns in which a number may have lost its leading zero.
        header: the headings, once found.
        header_row: the row they stand in; 0 for a file whose headings are no row (Parquet).
    """

    file: str
    sheet: str = ""
    cells: pd.DataFrame
    decimal: str = ""
    separator: str = ""
    numeric: frozenset[int] = frozenset()
    header: tuple[str, ...] = ()
    header_row: int = 0

    def place(self, row: int | None = None, position: int | None = None) -> dict[str, object]:
        """Give the place of a row and column, as `Issue` wants it."""
        place: dict[str, object] = {"file": self.file, "sheet": self.sheet}
        if row is not None:
            place["row"] = int(row)
        if position is not None:
            if position < len(self.header):
                place["column"] = self.header[position]
            place["cell"] = self.address(row if row is not None else self.header_row, position)
        return place

    def unnamed_place(self, position: int) -> dict[str, object]:
        """Give the place of a column whose heading is not said: it might name a person."""
        cell = f"{letters(position)}{self.header_row or ''}"
        return {"file": self.file, "sheet": self.sheet, "cell": cell}

    def address(self, row: int, position: int) -> str:
        """Name a cell as a spreadsheet does; "" in a file that is not opened in one."""
        return f"{letters(position)}{row}" if self.header_row or not self.header else ""


def letters(position: int) -> str:
    """Name a column as a spreadsheet does.

    Example:
        >>> letters(0), letters(27)
        ('A', 'AB')
    """
    name, rest = "", position + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        name = chr(65 + digit) + name
    return name


_BLANK = re.compile(r"[\s\u200b\ufeff]+")


def trimmed(text: str) -> str | None:
    """Give the text without blanks around it and with single ones inside; None for nothing.

    Example:
        >>> trimmed("  Ja ")
        'Ja'
    """
    return _BLANK.sub(" ", text).strip() or None


def lined(text: str) -> str | None:
    r"""Give the text trimmed, line by line; None for nothing.

    Example:
        >>> lined(" to \r\n linjer ")
        'to\nlinjer'
    """
    if "\n" not in text and "\r" not in text:
        return trimmed(text)
    return "\n".join(filter(None, map(trimmed, text.splitlines()))) or None


def frame(rows: Iterable[tuple[int, Sequence[str | None]]]) -> pd.DataFrame:
    """Give cells with their row numbers as a frame, without the rows that are blank."""
    kept = [(row, cells) for row, cells in rows if any(cells)]
    width = max((len(cells) for _, cells in kept), default=0)
    numbers = pd.Index([row for row, _ in kept], dtype="int64")
    columns = {
        position: pd.Series(
            [cells[position] if position < len(cells) else None for _, cells in kept],
            index=numbers,
            dtype="str",
        )
        for position in range(width)
    }
    return pd.DataFrame(columns, index=numbers)
