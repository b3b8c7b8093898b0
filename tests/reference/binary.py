"""The reference values of the methods for shares and for tables of yes and no."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent


class Reference(NamedTuple):
    """One number of somebody else's."""

    method: str
    cells: tuple[str, ...]
    level: float
    entry: str
    value: float
    tolerance: float

    @property
    def table(self) -> list[list[int]]:
        """The cells as a table: rows before, columns after."""
        a, b, c, d = map(int, self.cells)
        return [[a, b], [c, d]]

    @property
    def part(self) -> tuple[int, int]:
        """The cells as a count of a whole."""
        x, n = map(int, self.cells)
        return x, n


def published(*methods: str) -> list[Reference]:
    """Give what was printed, to half its last digit."""
    found = []
    for row in _read("binary_published.csv", methods):
        cells = row["cells"].split()
        if row["contrast"] == "row":  # theirs is row against column; ours is after against before
            cells = [cells[0], cells[2], cells[1], cells[3]]
        digits = len(row["value"].partition(".")[2])
        found.append(
            Reference(
                method=row["method"],
                cells=tuple(cells),
                level=int(row["level"]) / 100,
                entry=row["entry"],
                value=float(row["value"]),
                tolerance=0.501 * 10.0**-digits,
            )
        )
    return found


def libraries(*methods: str) -> list[Reference]:
    """Give what other programs compute, to ten digits."""
    return [
        Reference(
            method=row["method"],
            cells=tuple(row["cells"].split()),
            level=float(row["level"] or 0.95),
            entry=row["entry"],
            value=float(row["value"]),
            tolerance=1e-10,
        )
        for row in _read("binary_libraries.csv", methods)
    ]


def name(reference: Reference) -> str:
    """Name a test after its reference."""
    cells = "-".join(reference.cells)
    return f"{reference.method} {cells} {reference.level} {reference.entry}"


def _read(file_name: str, methods: tuple[str, ...]) -> list[dict[str, str]]:
    with (HERE / file_name).open(encoding="utf-8") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    return [row for row in rows if row["method"] in methods]
