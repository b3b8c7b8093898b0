"""What every printer asks of a table or a document: headings that span, tables in order."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from hfi_eval.model.document import Section
from hfi_eval.model.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hfi_eval.model.document import Document
    from hfi_eval.model.table import Column


def spanners(table: Table) -> list[tuple[str, int]]:
    """Give the headings above the column headings with how many columns each is over.

    Columns without a heading above stand alone as ("", 1). Empty where there are none at all.
    """
    if not any(column.spanner for column in table.columns):
        return []
    spans: list[tuple[str, int]] = []
    for spanner, columns in groupby(table.columns, key=lambda column: column.spanner):
        width = len(list(columns))
        spans.extend([(spanner, width)] if spanner else [("", 1)] * width)
    return spans


def heading(column: Column) -> str:
    """Give a column's heading on one line, with the one above it first."""
    return f"{column.spanner} {column.label}".strip()


def tables(document: Document) -> Iterator[Table]:
    """Give the document's tables in reading order."""
    for section in document.sections:
        yield from _tables(section)


def _tables(section: Section) -> Iterator[Table]:
    """Give the tables of a section and of those inside it."""
    for block in section.blocks:
        if isinstance(block, Table):
            yield block
        elif isinstance(block, Section):
            yield from _tables(block)
