"""Excel workbooks, every sheet that is not empty."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
import zlib
from typing import TYPE_CHECKING

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

from hfi_eval.ingest.table import ReadingError, Table, frame, lined

if TYPE_CHECKING:
    from pathlib import Path

    from hfi_eval.model.plan import Source


_FAULT = re.compile(rb"""(<(?:\w+:)?c\s(?:[^<>]*?\s)?)t=(["'])e\2""")
"""The start of a cell whose formula failed, as a sheet of a workbook has it."""


def read(source: Source) -> list[Table]:
    """Give the sheets of a workbook, or the one that is asked for.

    Raises:
        ReadingError: it is no workbook, cut short, protected, or has no such sheet or no cells.
    """
    try:
        with CalamineWorkbook.from_object(_with_faults(source.path)) as book:
            found = _sheets(book, source)
    except PasswordError as error:
        raise ReadingError("A11") from error
    except (CalamineError, ValueError) as error:
        raise ReadingError("A10") from error
    if not found:
        raise ReadingError("A01")
    return found


def _with_faults(path: Path) -> Path | io.BytesIO:
    """Give a workbook in which failed formulas are texts such as "#N/A".

    The reader would give them as empty cells. A file that cannot be opened is left to the reader.
    """
    try:
        with zipfile.ZipFile(path) as book:
            sheets = {
                name: (content, found)
                for name in book.namelist()
                if name.startswith("xl/worksheets/") and name.endswith(".xml")
                for content, found in [_FAULT.subn(rb"\1t=\2str\2", book.read(name))]
            }
            if not any(found for _, found in sheets.values()):
                return path
            mended = io.BytesIO()
            with zipfile.ZipFile(mended, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as copy:
                for name in book.namelist():
                    copy.writestr(name, sheets[name][0] if name in sheets else book.read(name))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        return path
    mended.seek(0)
    return mended


def _sheets(book: CalamineWorkbook, source: Source) -> list[Table]:
    """Give each sheet with cells.

    Raises:
        ReadingError: there is no sheet of the name asked for.
    """
    names = [each.name for each in book.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]
    if source.sheet and source.sheet not in names:
        raise ReadingError("A08", known=", ".join(names))
    tables = []
    for name in [source.sheet] if source.sheet else names:
        grid = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        cells = frame((row, [_text(cell) for cell in line]) for row, line in enumerate(grid, 1))
        if len(cells):
            numeric = frozenset(at for line in grid for at, cell in enumerate(line) if _nine(cell))
            tables.append(Table(file=source.path.name, sheet=name, cells=cells, numeric=numeric))
    return tables


def _nine(cell: object) -> bool:
    """Tell whether a cell is a number of nine digits, which may have lost a leading zero."""
    return isinstance(cell, (int, float)) and 100_000_000 <= cell < 1_000_000_000


def _text(cell: object) -> str | None:
    """Give a cell as text that can be read in one way only: dates as ISO, numbers with a point."""
    match cell:
        case str():
            return lined(cell)
        case bool():
            return "true" if cell else "false"
        case int() | float():
            return str(int(cell)) if float(cell).is_integer() else f"{cell!r}e0"
        case dt.datetime():
            midnight = cell.time() == dt.time()
            return cell.date().isoformat() if midnight else cell.isoformat()
        case _:
            return lined(str(cell))
