"""Write binary_libraries.csv: what scipy and statsmodels give, where they are right.

    python tests/reference/make_binary.py

Needs statsmodels, which the package and its tests do not. Left out on purpose: statsmodels'
`mcnemar(exact=False)` without discordant pairs, which gives p = 0.
"""

from __future__ import annotations

import csv
import sys
from importlib.metadata import version
from itertools import chain, product
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

# the programs are imported where they are used: pytest reads this file for doctests, and the
# tests need no statsmodels

Row = tuple[str, str, float | str, str, float, str]
HERE = Path(__file__).parent
SHARES = [(0, 1), (1, 1), (3, 46), (0, 46), (46, 46), (17, 28), (81, 263), (2499, 5000), (1, 5000)]
TABLES = [
    ((24, 6), (12, 4)),
    ((20, 0), (6, 20)),
    ((1, 1), (7, 12)),
    ((5, 9), (9, 5)),
    ((101, 121), (59, 33)),
    ((1500, 1000), (1200, 1300)),
]
TARGETS = [
    (17, 28, 0.5),
    (3, 46, 0.1),
    (0, 20, 0.07),
    (20, 20, 0.7),
    (2400, 5000, 0.5),
    (5, 10, 0.5),
]
ALTERNATIVES: tuple[Literal["two-sided", "less", "greater"], ...] = ("two-sided", "less", "greater")
FAMILY_METHODS = {"holm": "holm", "benjamini_hochberg": "fdr_bh"}
SHARE_METHODS = {"wilson": "wilson", "clopper_pearson": "beta", "jeffreys": "jeffreys"}
MCNEMAR = {
    "mcnemar_exact": {"exact": True},
    "mcnemar_asymptotic": {"exact": False, "correction": False},
    "mcnemar_cc": {"exact": False, "correction": True},
}
FAMILIES = [[0.01, 0.04, 0.03, 0.005], [0.5], [0.2, 0.2, 0.2], [0.001, 1.0, 0.0499, 0.05, 0.9]]


def shares() -> Iterator[Row]:
    from statsmodels.stats import proportion  # type: ignore[import-untyped] # noqa: PLC0415

    for (x, n), level, method in product(SHARES, (0.8, 0.95, 0.999), SHARE_METHODS):
        if method == "jeffreys" and x in {0, n}:
            continue  # statsmodels leaves the outer limits inside 0 and 1
        ends = proportion.proportion_confint(x, n, 1 - level, method=SHARE_METHODS[method])
        for entry, value in zip(("lower", "upper"), ends, strict=True):
            yield method, f"{x} {n}", level, entry, value, _program("statsmodels")


def targets() -> Iterator[Row]:
    from scipy.stats import binomtest  # noqa: PLC0415

    for (x, n, target), alternative in product(TARGETS, ALTERNATIVES):
        p = binomtest(x, n, target, alternative).pvalue
        yield "target_exact", f"{x} {n} {target} {alternative}", "", "p", p, _program("scipy")


def changes() -> Iterator[Row]:
    from statsmodels.stats import contingency_tables  # noqa: PLC0415

    for table, method in product(TABLES, MCNEMAR):
        if method == "mcnemar_cc" and table[0][1] == table[1][0]:
            continue  # statsmodels corrects a difference of 0 too; R and we do not
        found = contingency_tables.mcnemar(table, **MCNEMAR[method])
        cells = " ".join(str(count) for row in table for count in row)
        yield method, cells, "", "p", found.pvalue, _program("statsmodels")
        yield method, cells, "", "statistic", found.statistic, _program("statsmodels")


def families() -> Iterator[Row]:
    from statsmodels.stats import multitest  # noqa: PLC0415

    for family, method in product(FAMILIES, FAMILY_METHODS):
        cells = " ".join(str(p) for p in family)
        adjusted = multitest.multipletests(family, method=FAMILY_METHODS[method])[1]
        for place, value in enumerate(adjusted):
            yield method, cells, "", str(place), value, _program("statsmodels")


def _program(name: str) -> str:
    return f"{name} {version(name)}"


def main() -> None:
    with (HERE / "binary_libraries.csv").open("w", encoding="utf-8", newline="") as file:
        file.write("# Written by make_binary.py; do not edit.\n")
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["method", "cells", "level", "entry", "value", "source"])
        for *key, value, source in chain(shares(), targets(), changes(), families()):
            out.writerow([*key, repr(float(value)), source])
    sys.stdout.write("binary_libraries.csv is written\n")


if __name__ == "__main__":
    main()
