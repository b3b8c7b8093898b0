"""One table as HTML: what the report and a notebook share."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from hfi_eval.render.shape import spanners

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hfi_eval.model.table import Cell, Column, Row, Table

STYLE = """
.hfi-table{color:inherit;background:transparent;max-width:100%;overflow-x:auto;position:relative;margin:1em 0}
.hfi-table table{border-collapse:collapse;border:0;border-top:2px solid currentColor;
border-bottom:2px solid currentColor;font-size:.95em;margin:0;color:inherit;background:transparent}
.hfi-table caption{caption-side:top;text-align:left;font-weight:700;padding:0 0 .5em;color:inherit}
.hfi-table th,.hfi-table td{border:0;padding:.28em .7em;vertical-align:top;text-align:right;
background:transparent;color:inherit;font-weight:400;white-space:normal}
.hfi-table td{font-variant-numeric:tabular-nums;white-space:nowrap}
.hfi-table thead th{font-weight:600;vertical-align:bottom}
.hfi-table thead tr:last-child th,.hfi-table thead th[rowspan]{border-bottom:1px solid currentColor}
.hfi-table thead th[scope=colgroup]{text-align:center;border-bottom:1px solid currentColor}
.hfi-table th[scope=row],.hfi-table th[scope=rowgroup],.hfi-table thead tr:first-child th:first-child,
.hfi-table .words{text-align:left}
.hfi-table td.words{white-space:normal;min-width:9em}
.hfi-table th{hyphens:auto}
.hfi-table th[scope=row]{min-width:11em}
.hfi-table th[scope=rowgroup]{font-weight:600;padding-top:.7em}
.hfi-table .member th[scope=row]{padding-left:1.7em}
.hfi-table .total th,.hfi-table .total td{font-weight:700;border-top:1px solid currentColor}
.hfi-table .below{font-size:.85em;margin:.4em 0 0;opacity:.85;text-align:left}
.hfi-table .spoken{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);
white-space:nowrap}
"""


def fragment(table: Table) -> str:
    """Write a table with its own style, for a notebook: it asks the network for nothing."""
    return f'<div class="hfi-table" lang="{escape(table.language)}"><style>{STYLE}</style>{body(table)}</div>\n'


def body(table: Table, caption_id: str = "") -> str:
    """Write the table with its caption and, under it, notes and source.

    Args:
        table: what is printed.
        caption_id: the identifier of the caption, for a box around it to be named by.
    """
    named = f' id="{escape(caption_id)}"' if caption_id else ""
    many = ' class="many"' if len(table.columns) > 6 else ""
    parts = [f"<table{many}><caption{named}>{escape(table.caption)}"]
    if table.summary:
        parts.append(f'<span class="spoken"> {escape(table.summary)}</span>')
    parts += ["</caption>", _head(table), *_bodies(table), "</table>"]
    parts += [
        f'<p class="below">{escape(note)}</p>' for note in (*table.notes, table.source) if note
    ]
    return "".join(parts)


def _head(table: Table) -> str:
    """Write the headings of columns, on two rows where some have one above."""
    spans = spanners(table)
    rows = ' rowspan="2"' if spans else ""
    labels = [_label(column, rows if not column.spanner else "") for column in table.columns]
    stub = f'<th scope="col"{rows}>{escape(table.stub)}</th>'
    if not spans:
        return f"<thead><tr>{stub}{''.join(labels)}</tr></thead>"
    upper, lower, at = [stub], [], 0
    for spanner, width in spans:
        over = f'<th scope="colgroup" colspan="{width}">{escape(spanner)}</th>'
        upper.append(over if spanner else labels[at])
        lower += labels[at : at + width] if spanner else []
        at += width
    return f"<thead><tr>{''.join(upper)}</tr><tr>{''.join(lower)}</tr></thead>"


def _label(column: Column, rows: str) -> str:
    """Write the heading of one column."""
    side = ' class="words"' if column.words else ""
    return f'<th scope="col"{rows}{side}>{escape(column.label)}</th>'


def _bodies(table: Table) -> Iterator[str]:
    """Write the rows; each group is a body of its own, so that its heading heads it."""
    yield "<tbody>"
    filled = grouped = False
    for row in table.rows:
        if filled and (row.role == "group" or (row.role == "total" and grouped)):
            yield "</tbody><tbody>"
        if row.role != "body":
            grouped = row.role == "group"
        filled = True
        yield _row(row, table, member=grouped and row.role == "body")
    yield "</tbody>"


def _row(row: Row, table: Table, *, member: bool) -> str:
    """Write one row."""
    label = escape(row.label)
    if row.role == "group":
        return f'<tr><th scope="rowgroup" colspan="{len(table.columns) + 1}">{label}</th></tr>'
    kind = " ".join(word for word, so in (("total", row.role == "total"), ("member", member)) if so)
    cells = [
        _cell(cell, words=column.words)
        for cell, column in zip(row.cells, table.columns, strict=False)
    ]
    cells += ["<td></td>"] * (len(table.columns) - len(cells))
    attribute = f' class="{kind}"' if kind else ""
    return f'<tr{attribute}><th scope="row">{label}</th>{"".join(cells)}</tr>'


def _cell(cell: Cell, *, words: bool) -> str:
    """Write one cell with the address of its result and, where it differs, what is said."""
    attributes = ' class="words"' if words else ""
    if cell.address is not None:
        attributes += f' data-address="{escape(str(cell.address))}"'
    shown = escape(cell.text)
    if cell.spoken and cell.spoken != cell.text:
        said = escape(cell.spoken)
        shown = f'<span aria-hidden="true">{shown}</span><span class="spoken">{said}</span>'
    return f"<td{attributes}>{shown}</td>"
