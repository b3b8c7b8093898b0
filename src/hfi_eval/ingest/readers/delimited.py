"""Text files with a separator, as spreadsheets save them: separator and encoding are found out."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from hfi_eval.ingest.table import ReadingError, Table, frame, lined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hfi_eval.model.plan import Source

_DECIMAL = {";": ",", ",": ".", "\t": ""}
_CONTROL = frozenset(map(chr, range(32))) - set("\t\n\r\x0b\x0c")


def read(source: Source) -> list[Table]:
    """Give the only table of a text file.

    Raises:
        ReadingError: it is empty, not text, or its quotation marks do not close.
    """
    text = _text(source.path.read_bytes())
    if not text.strip():
        raise ReadingError("A01")
    separator, text, first = _separator(text)
    cells = frame(_records(text, separator, first))
    decimal = _DECIMAL[separator]
    return [Table(file=source.path.name, cells=cells, decimal=decimal, separator=separator)]


def _text(content: bytes) -> str:
    """Decode by byte order mark, else as UTF-8, else as Windows-1252.

    Raises:
        ReadingError: it is not text.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _CONTROL.isdisjoint(text[:100_000]) and "\0" not in text:
            return text
        break
    raise ReadingError("A05")


def _separator(text: str) -> tuple[str, str, int]:
    """Give the separator, the text with a first line "sep=;" made blank, and its lines before."""
    head, _, rest = text.partition("\n")
    if head.strip().lower().startswith("sep=") and head.strip()[4:] in _DECIMAL:
        return head.strip()[4:], rest, 1
    lines = [line for line in islice(io.StringIO(text), 50) if line.strip()]
    best, score = ",", (0, 0)
    for separator in (";", "\t", ","):
        counts = Counter(line.count(separator) for line in lines if separator in line)
        if counts:
            width, times = max(counts.items(), key=lambda item: (item[1], item[0]))
            if (times, width > 0) > score:
                best, score = separator, (times, True)
    return best, text, 0


def _records(text: str, separator: str, first: int) -> Iterator[tuple[int, list[str | None]]]:
    """Give each record with the line it begins on.

    Raises:
        ReadingError: a quotation mark does not close, or closes in another row.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = first + 1
    try:
        for record in reader:
            if reader.line_num + first > line and _swallows(record, separator):
                raise ReadingError("A17", row=line)
            yield line, [lined(cell) for cell in record]
            line = first + reader.line_num + 1
    except csv.Error as error:
        raise ReadingError("A06", row=line) from error


def _swallows(record: list[str], separator: str) -> bool:
    """Tell whether a cell holds the end of one row, whole rows, and the beginning of another."""
    width = len(record) - 1
    for at, cell in enumerate(record):
        lines = cell.splitlines()
        expected = [width - at, *[width] * (len(lines) - 2), at]
        counts = [line.count(separator) for line in lines]
        if len(lines) > 1 < width and counts == expected and _begin_with_ids(lines[1:], separator):
            return True
    return False


def _begin_with_ids(lines: list[str], separator: str) -> bool:
    """Tell whether lines begin with a word alone, as rows do and sentences do not."""
    return all(re.fullmatch(r"\S+", line.partition(separator)[0].strip()) for line in lines)
