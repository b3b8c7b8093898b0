"""Plain text for terminals and Markdown for notes: one table, as it is seen."""

from __future__ import annotations

import re
from textwrap import wrap
from typing import TYPE_CHECKING

from hfi_eval.render.shape import heading, spanners

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hfi_eval.model.table import Table

STUB_WIDTH = 44
WORDS_WIDTH = 36
HEAD_WIDTH = 14


def text(table: Table) -> str:
    """Set a table in columns of even width; long labels are wrapped."""
    widths = _widths(table)
    left = [True, *(column.words for column in table.columns)]
    rule = "-" * (sum(widths) + 2 * len(table.columns))
    lines = [*wrap(table.caption, max(len(rule), 60)), rule]
    lines += _spanner_lines(table, widths)
    heads = [table.stub, *(column.label for column in table.columns)]
    lines += [*_lines(heads, widths, left, at_foot=True), rule]
    for row in table.rows:
        if row.role == "group":
            lines += wrap(row.label, len(rule))
            continue
        if row.role == "total":
            lines.append(rule)
        lines += _lines([row.label, *(cell.text for cell in row.cells)], widths, left)
    lines.append(rule)
    for note in (*table.notes, table.source):
        lines += wrap(note, max(len(rule), 60))
    return "\n".join(lines) + "\n"


def markdown(table: Table) -> str:
    """Set a table in the pipe notation that most Markdown readers know."""
    heads = [table.stub, *map(heading, table.columns)]
    marks = [":--", *(":--" if column.words else "--:" for column in table.columns)]
    lines = [f"**{_escaped(table.caption)}**", "", _piped(map(_escaped, heads)), _piped(marks)]
    for row in table.rows:
        cells = [row.label, *(cell.text for cell in row.cells)]
        cells += [""] * (len(heads) - len(cells))
        bold = "" if row.role == "body" else "**"
        lines.append(_piped(f"{bold}{_escaped(cell)}{bold}" if cell else "" for cell in cells))
    below = [_escaped(note) for note in (*table.notes, table.source) if note]
    return "\n".join([*lines, *(line for note in below for line in ("", note))]) + "\n"


def _widths(table: Table) -> list[int]:
    """Give the width of the stub and of each column, in letters."""
    labels = [table.stub, *(row.label for row in table.rows if row.role != "group")]
    widths = [min(STUB_WIDTH, max(map(len, labels)))]
    for place, column in enumerate(table.columns):
        cells = [row.cells[place].text for row in table.rows if place < len(row.cells)]
        longest = max(map(len, cells), default=0)
        word = max((len(each) for each in column.label.split()), default=0)
        head = max(word, min(len(column.label), HEAD_WIDTH))
        widths.append(max(head, min(longest, WORDS_WIDTH) if column.words else longest, 1))
    start = 1
    for spanner, count in spanners(table):
        lack = len(spanner) - sum(widths[start : start + count]) - 2 * (count - 1)
        widths[start] += max(0, lack)
        start += count
    return widths


def _spanner_lines(table: Table, widths: Sequence[int]) -> list[str]:
    """Set the headings over several columns, each centred above a line of its own."""
    spans = spanners(table)
    if not spans:
        return []
    above, below = " " * widths[0], " " * widths[0]
    start = 1
    for spanner, count in spans:
        width = sum(widths[start : start + count]) + 2 * (count - 1)
        above += "  " + spanner.center(width)
        below += "  " + ("-" * width if spanner else " " * width)
        start += count
    return [above.rstrip(), below.rstrip()]


def _lines(
    cells: Sequence[str], widths: Sequence[int], left: Sequence[bool], *, at_foot: bool = False
) -> list[str]:
    """Set one row on as many lines as its longest cell needs."""
    wrapped = [
        wrap(cell, width) or [""] if side else _head(cell, width)
        for cell, width, side in zip(cells, widths, left, strict=False)
    ]
    height = max(map(len, wrapped))
    full = [
        [""] * (height - len(each)) + each if at_foot else each + [""] * (height - len(each))
        for each in wrapped
    ]
    return [
        "  ".join(
            part.ljust(width) if side else part.rjust(width)
            for part, width, side in zip(line, widths, left, strict=False)
        ).rstrip()
        for line in zip(*full, strict=True)
    ]


def _head(cell: str, width: int) -> list[str]:
    """Wrap a heading of numbers at its spaces; a number itself is never broken."""
    return wrap(cell, width, break_long_words=False, break_on_hyphens=False) or [""]


def _piped(cells: Iterable[str]) -> str:
    """Join cells into one row of a Markdown table."""
    return "| " + " | ".join(cells) + " |"


def _escaped(words: str) -> str:
    r"""Take the meaning from letters that Markdown or HTML would act on.

    Example:
        >>> _escaped("a|b_c <5")
        'a\\|b\\_c &lt;5'
    """
    plain = re.sub(r"([\\`*_|#\[\]])", r"\\\1", " ".join(words.split(" ")))
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace("\n", " ")
