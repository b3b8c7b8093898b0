"""Printers: a document or a table in one file format; a new format is a module and one line here.

Nothing heavy is loaded until it is used: each entry imports its module when it is called.
"""

# ruff: noqa: PLC0415 -- importing this package must stay cheap, so each format loads its own.

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hfi_eval.errors import UnknownNameError
from hfi_eval.render.files import write, write_all

if TYPE_CHECKING:
    from collections.abc import Callable

    from hfi_eval.model.document import Document
    from hfi_eval.model.figure import Figure
    from hfi_eval.model.table import Table

__all__ = [
    "RENDERERS",
    "TABLE_FORMATS",
    "figure_html",
    "render",
    "save",
    "table_text",
    "write",
    "write_all",
]


def _pdf(document: Document) -> bytes:
    from hfi_eval.render import typst

    return typst.render(document)


def _html(document: Document) -> bytes:
    from hfi_eval.render import html

    return html.render(document)


def _text(table: Table) -> str:
    from hfi_eval.render import text

    return text.text(table)


def _markdown(table: Table) -> str:
    from hfi_eval.render import text

    return text.markdown(table)


def _csv(table: Table) -> str:
    from hfi_eval.render import delimited

    return delimited.csv(table)


def _fragment(table: Table) -> str:
    from hfi_eval.render import html_table

    return html_table.fragment(table)


def _json(table: Table) -> str:
    from hfi_eval.render import json_table

    return json_table.json(table)


RENDERERS: dict[str, Callable[[Document], bytes]] = {
    ".pdf": _pdf,
    ".html": _html,
}
"""How a whole document is printed, by the suffix of the file."""

TABLE_FORMATS: dict[str, Callable[[Table], str]] = {
    "text": _text,
    "md": _markdown,
    "csv": _csv,
    "html": _fragment,
    "json": _json,
}
"""How one table is printed, by the name of the format."""


def render(document: Document, suffix: str) -> bytes:
    """Print a document in the format that a file with this suffix holds.

    Args:
        document: what is printed.
        suffix: with its dot, such as ".pdf"; capitals do not matter.

    Raises:
        UnknownNameError: no report has that suffix.
        OutputError: the document holds something the format refuses.
    """
    known = suffix.casefold()
    if known not in RENDERERS:
        raise UnknownNameError("report format", suffix, RENDERERS)
    return RENDERERS[known](document)


def table_text(table: Table, name: str = "text") -> str:
    """Print one table in a named format.

    Raises:
        UnknownNameError: there is no such format.
    """
    if name not in TABLE_FORMATS:
        raise UnknownNameError("table format", name, TABLE_FORMATS)
    return TABLE_FORMATS[name](table)


def figure_html(figure: Figure) -> str:
    """Print one figure as HTML: its drawing, caption and source."""
    from hfi_eval.render import html

    return html.figure(figure)


def save(document: Document, path: str | Path) -> Path:
    """Print a document to a file; the suffix of the file decides the format.

    Returns:
        The path that was written.

    Raises:
        UnknownNameError: no report has that suffix.
        OutputError: the file could not be written; what was there before is still there.
    """
    target = Path(path)
    write(target, render(document, target.suffix))
    return target
