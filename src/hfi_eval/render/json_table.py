"""JSON: one table with the value and the address behind every cell."""

from __future__ import annotations

import json as _json
from math import isfinite
from typing import TYPE_CHECKING

from hfi_eval.render.shape import heading

if TYPE_CHECKING:
    from hfi_eval.model.table import Cell, Table


def json(table: Table) -> str:
    """Write a table as an object; keys come in one fixed order and letters stay as they are."""
    content = {
        "name": table.name,
        "caption": table.caption,
        "language": table.language,
        "summary": table.summary,
        "stub": table.stub,
        "columns": [
            {"label": each.label, "spanner": each.spanner, "heading": heading(each)}
            for each in table.columns
        ],
        "rows": [
            {"label": row.label, "role": row.role, "cells": [_cell(cell) for cell in row.cells]}
            for row in table.rows
        ],
        "notes": list(table.notes),
        "source": table.source,
    }
    return _json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _cell(cell: Cell) -> dict[str, str | float | None]:
    """Give what is seen, what it is exactly and where it is found."""
    known = cell.value is not None and isfinite(cell.value)
    return {
        "text": cell.text,
        "spoken": cell.spoken or cell.text,
        "value": cell.value if known else None,
        "unit": str(cell.unit) if cell.unit else None,
        "address": str(cell.address) if cell.address else None,
    }
