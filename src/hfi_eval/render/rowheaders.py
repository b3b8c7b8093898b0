"""Row headings in a finished PDF: Typst marks those of columns, this marks those of rows."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from hfi_eval.render.shape import spanners
from hfi_eval.render.streams import saved

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hfi_eval.model.table import Row, Table

Element = pikepdf.Object
"""One element of the structure that a screen reader walks through."""


def mark(content: bytes, tables: Sequence[Table]) -> bytes:
    """Make the first cell of every row a heading in scope and write summaries and spoken texts.

    Args:
        content: a tagged PDF whose tables are `tables`, in the same order.
        tables: what was printed.

    Returns:
        The same file with row headings; the same input always gives the same bytes.
    """
    with pikepdf.open(io.BytesIO(content)) as pdf:
        root = pdf.Root.StructTreeRoot
        named: list[tuple[bytes, Element]] = []
        for number, (element, table) in enumerate(zip(_found(root), tables, strict=True), 1):
            if table.summary:
                _attributes(element)["/Summary"] = String(table.summary)
            _mark_rows(element, table, f"hfi-{number:03d}", named)
        if named:
            _index(pdf, root, named)
        return saved(pdf)


def _mark_rows(
    element: Element, table: Table, prefix: str, named: list[tuple[bytes, Element]]
) -> None:
    """Mark the rows of one table; a group's heading also heads the rows under it."""
    if not table.rows:
        return
    heads, rows = _parts(element, 2 if spanners(table) else 1)
    stub, *columns = _columns(heads, table)
    group: list[bytes] = []
    for number, (printed, row) in enumerate(zip(rows, table.rows, strict=True), 1):
        first, *cells = _kids(printed)
        name = _head(first, f"{prefix}-{number:03d}", named)
        if row.role == "group":
            group = [name]
            _under(first, stub, Name.Column)
            continue
        if row.role == "total":
            group = []
        _under(first, [*stub, *group], Name.Row)
        for cell, column in zip(cells, columns, strict=True):
            _under(cell, [*column, *group, name])
        _speak(cells, row)


def _columns(heads: Sequence[Element], table: Table) -> list[list[bytes]]:
    """Give the names of the headings over the stub and over each column, the widest first."""
    upper, *lower = [[bytes(cell["/ID"]) for cell in _kids(row)] for row in heads]
    below = iter(lower[0] if lower else ())
    columns = [upper[:1]]
    spans = spanners(table) or [("", 1)] * len(table.columns)
    for name, (spanner, width) in zip(upper[1:], spans, strict=True):
        columns += [[name, next(below)] if spanner else [name] for _ in range(width)]
    return columns


def _head(cell: Element, name: str, named: list[tuple[bytes, Element]]) -> bytes:
    """Turn a cell into a heading and give its name in the index."""
    cell["/S"] = Name.TH
    if "/ID" not in cell:
        cell["/ID"] = String(name)
    named.append((bytes(cell["/ID"]), cell))
    return bytes(cell["/ID"])


def _under(cell: Element, names: Iterable[bytes], scope: Name | None = None) -> None:
    """Say which headings a cell stands under and, where it is one, what it heads."""
    attributes = _attributes(cell)
    attributes["/Headers"] = Array([String(name) for name in names])
    if scope is not None:
        attributes["/Scope"] = scope


def _speak(cells: Iterable[Element], row: Row) -> None:
    """Write what a screen reader says where it differs from what is seen."""
    for cell, shown in zip(cells, row.cells, strict=False):
        if shown.spoken and shown.spoken != shown.text:
            cell["/Alt"] = String(shown.spoken)


def _kids(element: Element) -> list[Element]:
    """Give the elements directly inside one, without its content."""
    inside = element.get("/K")
    kids = list(inside) if isinstance(inside, Array) else [inside]
    return [kid for kid in kids if isinstance(kid, Dictionary) and "/S" in kid]


def _found(element: Element) -> Iterator[Element]:
    """Give the tables in reading order."""
    for kid in _kids(element):
        if kid["/S"] == Name.Table:
            yield kid
        else:
            yield from _found(kid)


def _parts(table: Element, heads: int) -> tuple[list[Element], list[Element]]:
    """Give the rows that head the columns and all others; a table over two pages has them once.

    A group at the very top is set by Typst among the headings of columns and moved down here.
    """
    sections = [kid for kid in _kids(table) if kid["/S"] in {Name.THead, Name.TBody}] or [table]
    top, *bodies = sections
    stray = _kids(top)[heads:]
    if stray and bodies:
        body = bodies[0]
        for row in stray:
            row["/P"] = body
        top["/K"] = Array(_kids(top)[:heads])
        body["/K"] = Array([*stray, *_kids(body)])
    rows = [row for part in sections for row in _kids(part) if row["/S"] == Name.TR]
    return rows[:heads], rows[heads:]


def _attributes(element: Element) -> Element:
    """Give the attributes that belong to tables, made if there are none."""
    existing = element.get("/A")
    owned = list(existing) if isinstance(existing, Array) else [existing]
    for each in owned:
        if isinstance(each, Dictionary) and each.get("/O") == Name.Table:
            return each
    new = Dictionary(O=Name.Table)
    if existing is None:
        element["/A"] = new
        return element["/A"]
    element["/A"] = Array([new, *owned])
    return element["/A"][0]


def _index(pdf: pikepdf.Pdf, root: Element, named: Iterable[tuple[bytes, Element]]) -> None:
    """Write the index of names anew, with those it already had."""
    names = dict(_leaves(root["/IDTree"])) if "/IDTree" in root else {}
    names.update(named)
    ordered = sorted(names.items())
    flat = [part for name, element in ordered for part in (String(name), element)]
    limits = Array([String(ordered[0][0]), String(ordered[-1][0])])
    leaf = pdf.make_indirect(Dictionary(Names=Array(flat), Limits=limits))
    root["/IDTree"] = pdf.make_indirect(Dictionary(Kids=Array([leaf])))


def _leaves(node: Element) -> Iterator[tuple[bytes, Element]]:
    """Give the pairs of a name tree."""
    pairs = node.get("/Names", Array())
    for place in range(0, len(pairs), 2):
        yield bytes(pairs[place]), pairs[place + 1]
    for kid in node.get("/Kids", Array()):
        yield from _leaves(kid)
