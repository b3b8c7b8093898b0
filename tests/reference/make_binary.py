"""Write binary_libraries.csv: what scipy and statsmodels give, where they are right.

    python tests/reference/make_binary.py

Needs statsmodels, which the package and its tests do not. Left out on purpose: statsmodels'
`mcnemar(exact=False)` without discordant pairs, which gives p = 0.
"""

from __future__ import annotations

import csv
import sys
from importlib.metadata import version
from itertools import product
from pathlib import Path

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
SHARE_METHODS = {"wilson": "wilson", "clopper_pearson": "beta", "jeffreys": "jeffreys"}
MCNEMAR = {
    "mcnemar_exact": {"exact": True},
    "mcnemar_asymptotic": {"exact": False, "correction": False},
    "mcnemar_cc": {"exact": False, "correction": True},
}
FAMILIES = [[0.01, 0.04, 0.03, 0.005], [0.5], [0.2, 0.2, 0.2], [0.001, 1.0, 0.0499, 0.05, 0.9]]


def rows():
    # imported here: pytest reads this file for doctests, and the tests need no statsmodels
    from scipy.stats import binomtest  # noqa: PLC0415
    from statsmodels.stats import (  # type: ignore[import-untyped] # noqa: PLC0415
        contingency_tables,
        multitest,
        proportion,
    )

    scipy_says, statsmodels_says = (f"{name} {version(name)}" for name in ("scipy", "statsmodels"))
    for (x, n), level in product(SHARES, (0.8, 0.95, 0.999)):
        for method, theirs in SHARE_METHODS.items():
            if method == "jeffreys" and x in {0, n}:
                continue  # statsmodels leaves the outer limits inside 0 and 1
            ends = proportion.proportion_confint(x, n, 1 - level, method=theirs)
            for entry, value in zip(("lower", "upper"), ends, strict=True):
                yield method, f"{x} {n}", level, entry, value, statsmodels_says
    for (x, n, target), alternative in product(TARGETS, ("two-sided", "less", "greater")):
        p = binomtest(x, n, target, alternative).pvalue
        yield "target_exact", f"{x} {n} {target} {alternative}", "", "p", p, scipy_says
    for table, (method, options) in product(TABLES, MCNEMAR.items()):
        if method == "mcnemar_cc" and table[0][1] == table[1][0]:
            continue  # statsmodels corrects a difference of 0 too; R and we do not
        found = contingency_tables.mcnemar(table, **options)
        cells = " ".join(str(count) for row in table for count in row)
        yield method, cells, "", "p", found.pvalue, statsmodels_says
        yield method, cells, "", "statistic", found.statistic, statsmodels_says
    for p, (method, theirs) in product(
        FAMILIES, (("holm", "holm"), ("benjamini_hochberg", "fdr_bh"))
    ):
        for place, value in enumerate(multitest.multipletests(p, method=theirs)[1]):
            yield method, " ".join(map(str, p)), "", place, value, statsmodels_says


def main():
    with (HERE / "binary_libraries.csv").open("w", encoding="utf-8", newline="") as file:
        file.write("# Written by make_binary.py; do not edit.\n")
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["method", "cells", "level", "entry", "value", "source"])
        for *key, value, source in rows():
            out.writerow([*key, repr(float(value)), source])
    sys.stdout.write("binary_libraries.csv is written\n")


if __name__ == "__main__":
    main()
