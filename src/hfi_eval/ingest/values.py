"""Values: how the text of a cell becomes a code, a date or a number."""

from __future__ import annotations

import calendar
import re
from typing import TYPE_CHECKING

import pandas as pd

from hfi_eval.ingest.names import folded, folded_code

if TYPE_CHECKING:
    from collections.abc import Callable

    from hfi_eval.ingest.names import Field, Vocabulary

_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?:[T ][\d:.]+)?")
_DAY_FIRST = re.compile(r"(?:(\d{1,2})[.\-/] ?)?(\d{1,2})[.\-/] ?(\d{4})")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?(?:e[+-]?\d+)?")
_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(?:([.,' ])\d{3})(?:\1\d{3})*(?:[.,]\d+)?")


def read(cells: pd.Series, field: Field, words: Vocabulary, decimal: str) -> pd.Series:
    """Give the values of a column's cells; what cannot be read is left as the text it is.

    Args:
        cells: text, null where empty.
        field: what the column holds.
        words: the names of the plan.
        decimal: the decimal sign of the file; "" where it is not known.
    """
    convert = _converter(field, words, decimal)
    if convert is None:
        return cells
    known = {text: convert(text) for text in cells.dropna().unique()}
    if any(value is None for value in known.values()):
        whole = {text: text if value is None else value for text, value in known.items()}
        return cells.map(whole).astype("object")
    if field.kind == "date":
        return pd.to_datetime(cells.map(known)).astype("datetime64[us]")
    return cells.map(known).astype("float64" if field.kind in {"count", "number"} else "str")


def _converter(
    field: Field, words: Vocabulary, decimal: str
) -> Callable[[str], object | None] | None:
    """Give the function that reads one cell of a column; None where text stays as it is."""
    match field.kind:
        case "codes":
            codes = words.codes[field.about]
            return lambda text: codes.get(folded_code(text))
        case "wave":
            return lambda text: words.waves.get(folded(text))
        case "indicator":
            return lambda text: words.indicators.get(folded(text))
        case "date":
            return date
        case "count" | "number":
            return lambda text: number(text, decimal)
        case _:
            return None


def typed(column: pd.Series, field: Field) -> pd.Series:
    """Give a column with the type of its field, null where a value could not be read."""
    if field.kind == "date":
        if column.dtype == object:
            column = column.where(column.map(lambda value: isinstance(value, pd.Timestamp)))
        return pd.to_datetime(column).astype("datetime64[us]")
    if field.kind in {"count", "number"}:
        return pd.to_numeric(column, errors="coerce").astype("float64")
    return column.astype("str")


def _parts(text: str) -> tuple[int, int, int] | None:
    """Give year, month and day as written; the first day where only the month is."""
    if iso := _ISO.fullmatch(text):
        year, month, day = iso.groups()
    elif day_first := _DAY_FIRST.fullmatch(text):
        day, month, year = day_first.groups()
    else:
        return None
    return int(year), int(month), int(day or 1)


def date(text: str) -> pd.Timestamp | None:
    """Give a date that was written as ISO, day first, or as a month, or None.

    Example:
        >>> date("30.4.2009"), date("2009-04"), date("31.04.2011")
        (Timestamp('2009-04-30 00:00:00'), Timestamp('2009-04-01 00:00:00'), None)
    """
    parts = _parts(text)
    if parts is None or why_not(text) or not 1800 <= parts[0] <= 2200:
        return None
    return pd.Timestamp(*parts)


MONTHS = {
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "en": "January February March April May June July August September October November December",
}


def why_not(text: str) -> tuple[str, dict[str, str | int | dict[str, str]]] | None:
    """Give the message for a date that does not exist, and its words; None for any other text.

    Example:
        >>> why_not("31.04.2011")[1]["days"]
        30
    """
    parts = _parts(text)
    if parts is None:
        return None
    year, month, day = parts
    if not 1 <= month <= 12:
        return "D02.month", {"value": text}
    days = calendar.monthrange(year, month)[1] if year >= 1 else 31
    if 1 <= day <= days:
        return None
    name = {language: names.split()[month - 1] for language, names in MONTHS.items()}
    if month == 2:
        name = {language: f"{each} {year}" for language, each in name.items()}
    return "D02.day", {"value": text, "month": name, "days": days}


_FAULT = re.compile(
    r"(?i)#(?:DIV/0!|DIVISION/0!|N/A|I/T|NULL!|NUL!|VALUE!|VÆRDI!|REF!|REFERENCE!|NAME\?|NAVN\?"
    r"|NUM!|SPILL!|OVERLØB!|CALC!|BEREGN!|FIELD!|FELT!|GETTING_DATA|BLOCKED!|CONNECT!|UNKNOWN!|BUSY!)"
)


def is_fault(text: str) -> bool:
    """Tell whether a text is what a spreadsheet shows for a failed formula.

    Example:
        >>> is_fault("#DIV/0!"), is_fault("#I/T"), is_fault("#1")
        (True, True, False)
    """
    return bool(_FAULT.fullmatch(text))


def is_ambiguous(text: str, decimal: str) -> bool:
    """Tell whether the only separator of a number may stand for thousands or for decimals."""
    grouped = _GROUPED.fullmatch(text)
    return not decimal and bool(grouped) and sum(text.count(sign) for sign in ".,") == 1


def number(text: str, decimal: str) -> float | None:
    """Give a number, or None.

    Args:
        text: as written, such as "1.234,50", "1234.5" or "kr. 12 000".
        decimal: the decimal sign where it is known; else a number that could mean two is None.

    Example:
        >>> number("1.234,50", ","), number("1,234.5", "."), number("1.234", "")
        (1234.5, 1234.5, None)
    """
    bare = re.sub(r"(?i)^kr\.? ?| ?(?:kr\.?|dkk)$|,-$", "", text).strip()
    if is_ambiguous(bare, decimal):
        return None
    if grouped := _GROUPED.fullmatch(bare):
        sign = grouped.group(1)
        if bare.count(sign) > 1 or sign != decimal:
            bare = bare.replace(sign, "")
    if not _NUMBER.fullmatch(bare):
        return None
    return float(bare.replace(",", "."))
