"""Excel workbooks, every sheet that is not empty."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

from hfi_eval.ingest.table import ReadingError, Table, frame, trimmed

if TYPE_CHECKING:
    from hfi_eval.model.plan import Source


def read(source: Source) -> list[Table]:
    """Give the sheets of a workbook, or the one that is asked for.

    Raises:
        ReadingError: it is no workbook, cut short, protected, or has no such sheet or no cells.
    """
    try:
        with CalamineWorkbook.from_path(source.path) as book:
            found = _sheets(book, source)
    except PasswordError as error:
        raise ReadingError("A11") from error
    except (CalamineError, ValueError) as error:
        raise ReadingError("A10") from error
    if not found:
        raise ReadingError("A01")
    return found


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
            tables.append(Table(file=source.path.name, sheet=name, cells=cells))
    return tables


def _text(cell: object) -> str | None:
    """Give a cell as text that can be read in one way only: dates as ISO, numbers with a point."""
    match cell:
        case str():
            return trimmed(cell)
        case bool():
            return "true" if cell else "false"
        case int() | float():
            return str(int(cell)) if float(cell).is_integer() else f"{cell!r}e0"
        case dt.datetime():
            midnight = cell.time() == dt.time()
            return cell.date().isoformat() if midnight else cell.isoformat()
        case _:
            return trimmed(str(cell))
