"""PDF: the document as data, set by one fixed Typst template, tagged for screen readers."""

from __future__ import annotations

import datetime
import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, assert_never

import typst

from hfi_eval.errors import OutputError
from hfi_eval.model.document import Bullets, Facts, Paragraph, Section
from hfi_eval.model.figure import Figure
from hfi_eval.model.table import Table
from hfi_eval.render.rowheaders import mark
from hfi_eval.render.shape import spanners, tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hfi_eval.model.document import Document

HERE = Path(__file__).parent
STANDARDS: list[typst.PDFStandard] = ["ua-1", "a-2a"]
Printed = dict[str, Any]
"""One block as the template reads it."""


def render(document: Document) -> bytes:
    """Print a document as PDF/UA-1 and PDF/A-2a; the same document gives the same bytes.

    Raises:
        OutputError: the document holds something that an accessible PDF may not.
    """
    return mark(compile_pdf(content(document), document.date), list(tables(document)))


def compile_pdf(text: str, day: datetime.date) -> bytes:
    """Set what `content` gives, before row headings are marked; all in memory.

    Args:
        text: the document as JSON.
        day: the date in the file's properties: the data's, so that the same gives the same bytes.

    Raises:
        OutputError: the document holds something that an accessible PDF may not.
    """
    try:
        return typst.compile(
            HERE / "report.typ",
            root=HERE,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            sys_inputs={"document": text},
            pdf_standards=STANDARDS,
            timestamp=(day - datetime.date(1970, 1, 1)).days * 86_400,
        )
    except typst.TypstError as error:
        raise OutputError(_refused(error.message)) from error


def _refused(reason: str) -> str:
    """Say why a PDF could not be set, and what to do."""
    sign = re.search(r'the text `(".+?")` could not be displayed', reason)
    if sign:
        return (
            f"The PDF could not be set: its font has no sign for {sign[1]}. Nothing was written. "
            "Change the text in the plan that holds it."
        )
    return f"The PDF could not be set: {reason}. Change the text it names."


def content(document: Document) -> str:
    """Write a document as the JSON that the template reads: data, never mark-up."""
    words = {"of": "", **document.words}
    blocks = [block for section in document.sections for block in _section(section, 1)]
    printed = {
        "language": document.language,
        "title": document.title,
        "subtitle": document.subtitle,
        "author": document.author,
        "marking": document.marking,
        "running": document.title,
        "description": words.get("subject", ""),
        "keywords": [each.strip() for each in words.get("keywords", "").split(",") if each.strip()],
        "facts": document.facts,
        "words": {key: words[key] for key in ("contents", "page", "of")},
        "breaks_first": bool(blocks and blocks[0]["new_page"]),
        "blocks": blocks,
    }
    return json.dumps(printed, ensure_ascii=False)


@cache
def _fonts() -> typst.Fonts:
    """Load the fonts that come with the package, once; no font of the machine is used."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(HERE / "fonts")])


def _section(section: Section, level: int) -> Iterator[Printed]:
    """Give a heading and the blocks under it, sections inside it one level deeper."""
    yield {
        "kind": "heading",
        "level": level,
        "text": section.heading,
        "new_page": section.new_page,
    }
    for block in section.blocks:
        if isinstance(block, Section):
            yield from _section(block, level + 1)
        else:
            yield _block(block)


def _block(block: Paragraph | Bullets | Facts | Table | Figure) -> Printed:
    """Give one block with its kind."""
    match block:
        case Paragraph():
            return {"kind": "paragraph", "role": block.role, "text": block.text}
        case Bullets():
            return {"kind": "bullets", "items": [item.text for item in block.items]}
        case Facts():
            return {"kind": "facts", "pairs": block.pairs}
        case Table():
            return _table(block)
        case Figure():
            return _figure(block)
        case _:
            assert_never(block)


def _table(table: Table) -> Printed:
    """Give a table as the template reads it."""
    spans = spanners(table)
    return {
        "kind": "table",
        "caption": table.caption,
        "language": table.language,
        "stub": table.stub,
        "columns": [{"label": each.label, "words": each.words} for each in table.columns],
        "spanners": spans,
        "heads": 2 if spans else 1,
        "rows": [
            {"label": row.label, "role": row.role, "cells": [cell.text for cell in row.cells]}
            for row in table.rows
        ],
        "notes": table.notes,
        "source": table.source,
    }


def _figure(figure: Figure) -> Printed:
    """Give a figure with its drawing."""
    from hfi_eval.render import drawing  # noqa: PLC0415 -- matplotlib only where a figure is drawn

    return {
        "kind": "figure",
        "caption": figure.caption,
        "language": figure.language,
        "alt": figure.alt,
        "source": figure.source,
        "svg": drawing.svg(figure),
    }
