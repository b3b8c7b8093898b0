"""Comma-separated values: one table with unrounded numbers, to be read by other programs."""

from __future__ import annotations

import csv as _csv
import io
from math import isfinite
from typing import TYPE_CHECKING

from hfi_eval.render.shape import heading

if TYPE_CHECKING:
    from hfi_eval.model.table import Cell, Table


def csv(table: Table) -> str:
    """Write a table with commas, decimal points and a line feed after each row.

    A cell with a value is written unrounded, a cell of words as its text, and a number that is not
    shown as nothing. A group row has empty cells.
    """
    stream = io.StringIO()
    writer = _csv.writer(stream, lineterminator="\n")
    writer.writerow([table.stub, *map(heading, table.columns)])
    for row in table.rows:
        cells = [_written(cell) for cell in row.cells]
        writer.writerow([row.label, *cells, *[""] * (len(table.columns) - len(cells))])
    return stream.getvalue()


def _written(cell: Cell) -> str:
    """Write a value so that it reads back as the same number; a whole number has no point."""
    if cell.value is None or not isfinite(cell.value):
        return "" if cell.unit is not None else cell.text
    value = float(cell.value)
    return str(int(value)) if value.is_integer() else repr(value)
