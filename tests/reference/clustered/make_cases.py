"""Draw the small data sets that the clustered and rank methods are compared on.

    python tests/reference/clustered/make_cases.py

Writes families.csv, tables.csv, differences.csv, waves.csv and persons.csv beside it.
"""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
THYROID = (
    [0, 2, 3, 1, 2, 4, 3, 2, 1, 1, 2, 2, 3, 2, 0, 2, 2, 2, 2, 1, 2],
    [0] * 8 + [1] + [0] * 12,
    [2, 1, 0, 0, 1] + [0] * 9 + [2, 0, 0, 1, 0, 0, 0],
    [1] + [0] * 9 + [1] + [0] * 4 + [1, 1] + [0] * 4,
)
TABLES = {
    "vision": [
        [1520, 266, 124, 66],
        [234, 1512, 432, 78],
        [117, 362, 1772, 205],
        [36, 82, 179, 492],
    ],
    "small": [[5, 3, 1], [0, 6, 4], [2, 1, 7]],
    "sparse": [[4, 6, 0, 0], [1, 3, 0, 0], [0, 0, 2, 5], [0, 0, 2, 1]],
    "two": [[10, 2], [9, 14]],
}


def write(name: str, heading: list[str], rows: list[list[object]]) -> None:
    """Write one CSV."""
    with (HERE / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([heading, *rows])


def main() -> None:
    """Draw and write."""
    random = np.random.default_rng(20090401)
    rows: list[list[object]] = [["thyroid", *members] for members in zip(*THYROID, strict=True)]
    for case, count, most in (("mixed", 28, 3), ("large", 12, 9), ("two", 2, 3)):
        for _ in range(count):
            shock = random.dirichlet([1.0, 0.4, 0.9, 1.2])
            rows.append([case, *random.multinomial(random.integers(1, most + 1), shock)])
    write("families", ["case", "both", "loss", "gain", "neither"], rows)
    write(
        "tables",
        ["case", "row", "column", "count"],
        [
            [case, i, j, n]
            for case, table in TABLES.items()
            for i, row in enumerate(table)
            for j, n in enumerate(row)
        ],
    )
    levels = [
        [case, d] for case, n in (("short", 12), ("long", 45)) for d in random.integers(-2, 4, n)
    ]
    write("differences", ["case", "difference"], levels)
    answers = [["three", *row] for row in random.random((20, 3)) < [0.4, 0.5, 0.75]]
    write("waves", ["case", "a", "b", "c"], [[c, *(int(x) for x in xs)] for c, *xs in answers])
    persons: list[list[object]] = []
    for family in range(30):
        lean = random.normal()
        for _ in range(random.integers(1, 4)):
            treated = int(family % 3 > 0) if family < 24 else int(random.integers(0, 2))
            start = int(lean + random.normal() > 0)
            end = int(lean + 0.8 * treated + random.normal() > 0)
            level = int(np.clip(np.rint(lean + 0.4 + random.normal()), -3, 3))
            persons.append(["mixed", start, end, treated, family, level])
    write("persons", ["case", "before", "after", "treated", "family", "level"], persons)


if __name__ == "__main__":
    main()
