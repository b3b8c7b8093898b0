"""CPR numbers: found before anything else is read, and never said aloud."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hfi_eval.ingest.messages import cells, issue
from hfi_eval.ingest.table import letters

if TYPE_CHECKING:
    from collections.abc import Container

    import pandas as pd

    from hfi_eval.errors import Issue
    from hfi_eval.ingest.table import Table

_DAY = "(?:0[1-9]|[12][0-9]|3[01]|6[1-9]|[78][0-9]|9[01])"
_MONTH = "(?:0[1-9]|1[0-2])"
_DATE = f"{_DAY}[-./ ]?{_MONTH}[-./ ]?[0-9]{{2}}"
_LONG_DATE = f"{_DAY}{_MONTH}(?:19|20)[0-9]{{2}}"
_DRESSED_DATE = f"{_DAY}[-./]{_MONTH}[-./](?:19|20)[0-9]{{2}}"
_DASH = "[-\u2010-\u2015\u2212/.]"
_GAP = f"(?:[ \u00a0\t]?{_DASH}[ \u00a0\t]?|[ \u00a0\t])"
_LETTERED = "[0-9][A-Za-z]{2}[0-9]|[A-Za-z][0-9]{3}|[A-Za-z]{2}[0-9]{2}|[A-Za-z]{3}[0-9]"
_NO_DIGIT = "(?:$|[^0-9,eE]|[,eE][^0-9+-]|[,eE]$)"
_NO_LETTER = "(?:$|[^0-9A-Za-z,]|,[^0-9]|,$)"
PATTERN = (
    f"(?:^|[^0-9])(?:(?:{_DATE}|{_LONG_DATE}){_GAP}?|{_DRESSED_DATE}{_DASH})[0-9]{{4}}{_NO_DIGIT}"
    f"|(?:^|[^0-9A-Fa-f]){_DATE}(?:{_GAP}(?:{_LETTERED})|[0-9][A-Z]{{2}}[0-9]){_NO_LETTER}"
)
"""Day (also of a replacement number), month, year and serial; modulus 11 is not asked for.

Written so that Python and DuckDB read it alike. Letters may stand around the digits, but neither
decimals nor an exponent may follow (then it is an amount).
"""
HASH = "[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}|[0-9A-Fa-f]{16,}"
"""A UUID or a hash, which holds such digits by chance; it is taken out before anything is sought."""
SHORT = f"^[1-9]{_MONTH}[0-9]{{2}}[0-9]{{4}}$"
"""A number whose leading zero a spreadsheet has taken."""

_FIND = re.compile(PATTERN)
_FIND_HASH = re.compile(HASH)
_FIND_SHORT = re.compile(SHORT)
_NAMED = re.compile(r"(?i)cpr|\bpnr|person-?_? ?(?:nr|num)")


def is_cpr(text: str, *, whole: bool = True) -> bool:
    """Tell whether a text holds something like a CPR number.

    Args:
        text: a cell, a heading or a name.
        whole: whether nine digits alone count too.
    """
    return bool(_FIND.search(_FIND_HASH.sub("#", text)) or (whole and _FIND_SHORT.match(text)))


def is_named(heading: str) -> bool:
    """Tell whether a heading says that its column holds CPR numbers."""
    return bool(_NAMED.search(heading))


def masked(text: str) -> str:
    """Give a text with the digits of CPR numbers taken out."""
    return re.sub(r"[0-9A-Za-z]*[0-9][0-9A-Za-z]*", "x", text) if is_cpr(text) else text


def file_name(name: str) -> list[Issue]:
    """Give an issue when a file's name holds a CPR number."""
    words = {"count": {"da": "filnavnet", "en": "the file's name"}}
    return [issue("P02", {"file": masked(name)}, words)] if is_cpr(name, whole=False) else []


def scan(table: Table, amounts: Container[int] = (), secret: Container[int] = ()) -> list[Issue]:
    """Give an issue for each column, and for the sheet's name, that holds CPR numbers.

    Args:
        table: a table as it was read; headings and titles are cells like any other.
        amounts: the columns in which nine digits alone are no hit: those of numbers, and of ids
            that no spreadsheet has had in hand.
        secret: the columns whose heading is not said, because it might name a person.
    """
    place = {"file": masked(table.file), "sheet": masked(table.sheet)}
    found = []
    if is_cpr(table.sheet, whole=False):
        found.append(
            issue("P02", place, {"count": {"da": "arkets navn", "en": "the sheet's name"}})
        )
    for position in range(table.cells.shape[1]):
        header = table.header[position] if position < len(table.header) else ""
        short = position in table.numeric or is_named(header)
        rows = _hits(table.cells[position], whole=short and position not in amounts)
        named = is_cpr(header, whole=False) and not table.header_row
        if len(rows) or named:
            row = int(rows[0]) if len(rows) else 0
            where = {
                **place,
                "row": row or None,
                "column": "" if position in secret else masked(header),
                "cell": _cell(table, row, position, secret),
            }
            found.append(issue("P02", where, {"count": cells(len(rows) + named)}))
    return found


def _cell(table: Table, row: int, position: int, secret: Container[int]) -> str:
    """Give the address of a hit, also in a file without any where the heading is not said."""
    if position in secret:
        return f"{letters(position)}{row or ''}"
    return table.address(row, position) if row else ""


def _hits(column: pd.Series[str], *, whole: bool) -> pd.Index[int]:
    """Give the rows whose cell holds a CPR number."""
    likely = column[column.str.count("[0-9]").fillna(0) >= 7]
    guilty = {text for text in likely.unique() if is_cpr(text, whole=whole)}
    return likely.index[likely.isin(guilty)]
