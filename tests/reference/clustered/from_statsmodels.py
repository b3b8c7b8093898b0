"""Values by statsmodels, scipy and definitions written out, apart from hfi_eval.

    pip install statsmodels; python tests/reference/clustered/from_statsmodels.py

Writes from_statsmodels.csv beside it. The clustered signed-rank tests are computed by the sums
over pairs of families as Datta & Satten (2008) and Rosner, Glynn & Lee (2006) define them; Wilson
for clusters from statsmodels' Wilson at the effective number of persons.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from itertools import permutations, product
from pathlib import Path

import numpy as np
import scipy
import scipy.stats
import statsmodels  # type: ignore[import-untyped]
import statsmodels.api as sm  # type: ignore[import-untyped]
from statsmodels.stats.contingency_tables import SquareTable, cochrans_q  # type: ignore[import-untyped]
from statsmodels.stats.proportion import proportion_confint  # type: ignore[import-untyped]

HERE = Path(__file__).parent
MODELS = f"statsmodels {statsmodels.__version__}"
SCIPY = f"scipy {scipy.__version__}"
ROWS: list[list[object]] = []


def add(method, case, entry, value, source) -> None:
    """Keep one value."""
    ROWS.append([method, case, entry, f"{float(value):.12g}", source])


def read(name: str) -> dict[str, np.ndarray]:
    """Give the rows of a CSV by case."""
    cases = defaultdict(list)
    with (HERE / f"{name}.csv").open(encoding="utf-8") as file:
        for case, *numbers in list(csv.reader(file))[1:]:
            cases[case].append([int(n) for n in numbers])
    return {case: np.array(rows) for case, rows in cases.items()}


def members(counts: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give before, after and family of every person."""
    kinds = ((1, 1), (1, 0), (0, 1), (0, 0))
    people = [
        (*kind, family)
        for family, row in enumerate(counts)
        for kind, n in zip(kinds, row, strict=True)
        for _ in range(n)
    ]
    before, after, family = np.array(people).T
    return before, after, family


def families() -> None:
    """CR2 by matrices, and the plain sandwich by GEE."""
    for case, counts in read("families").items():
        before, after, family = members(counts)
        if case != "two":
            _matrices(case, (after - before).astype(float), family)
        wave = np.repeat([0, 1], len(family))
        model = sm.GEE(
            np.concatenate((before, after)), sm.add_constant(wave), np.concatenate((family, family))
        ).fit()
        add("gee_change", case, "estimate", model.params[1], f"{MODELS} GEE, two waves")
        add("gee_change", case, "se", model.bse[1], f"{MODELS} GEE, two waves")


def _matrices(case: str, change: np.ndarray, family: np.ndarray) -> None:
    n = len(change)
    design = np.ones((n, 1))
    hat = design @ np.linalg.inv(design.T @ design) @ design.T
    residual = change - hat @ change
    score, columns = 0.0, []
    for one in np.unique(family):
        mine = family == one
        values, vectors = np.linalg.eigh(np.eye(mine.sum()) - hat[np.ix_(mine, mine)])
        root = vectors @ np.diag(values**-0.5) @ vectors.T
        weights = (np.ones(mine.sum()) / n) @ root
        score += (weights @ residual[mine]) ** 2
        columns.append(weights @ (np.eye(n) - hat)[mine])
    gram = np.array(columns) @ np.array(columns).T
    source = "numpy, the matrix formula of Bell & McCaffrey (2002)"
    add("cr2_change", case, "se", np.sqrt(score), source)
    add("cr2_change", case, "df", np.trace(gram) ** 2 / (gram**2).sum(), source)


def tables() -> None:
    """SquareTable without shifted zeros; exact Bowker by listing every outcome."""
    for case, cells in read("tables").items():
        k = int(np.sqrt(len(cells)))
        counts = cells[:, 2].reshape(k, k).astype(float)
        square = SquareTable(counts, shift_zeros=False)
        if case != "sparse":  # SquareTable does not reduce df there
            for name, method in (("stuart_maxwell", "stuart_maxwell"), ("bhapkar", "bhapkar")):
                found = square.homogeneity(method=method)
                add(name, case, "statistic", found.statistic, f"{MODELS} SquareTable")
                add(name, case, "df", found.df, f"{MODELS} SquareTable")
                add(name, case, "p", scipy.stats.chi2.sf(found.statistic, found.df), MODELS)
            found = square.symmetry()
            add("bowker", case, "statistic", found.statistic, f"{MODELS} SquareTable")
            add("bowker", case, "p", scipy.stats.chi2.sf(found.statistic, found.df), MODELS)
        if case != "vision":
            add("bowker_exact", case, "p", _listed(counts), f"{SCIPY} binom, every outcome")


def _listed(counts: np.ndarray) -> float:
    upper = np.triu_indices(len(counts), 1)
    forth, back = counts[upper], counts.T[upper]
    moved = (forth + back)[forth + back > 0].astype(int)
    seen = ((forth - back) ** 2)[forth + back > 0] / moved
    total = 0.0
    for outcome in product(*(range(n + 1) for n in moved)):
        value = sum((2 * x - n) ** 2 / n for x, n in zip(outcome, moved, strict=True))
        if value >= seen.sum() - 1e-9:
            total += float(np.prod(scipy.stats.binom.pmf(outcome, moved, 0.5)))
    return total


def waves() -> None:
    """Cochran's Q, and its permutations by listing those of six persons."""
    answers = read("waves")["three"]
    found = cochrans_q(answers)
    add("cochran_q", "three", "statistic", found.statistic, f"{MODELS} cochrans_q")
    add("cochran_q_asymptotic", "three", "p", found.pvalue, f"{MODELS} cochrans_q")
    few = answers[:8]
    rows = [sorted(set(permutations(row))) for row in few.tolist()]
    seen = (few.sum(axis=0) ** 2).sum()
    at_least = [(np.sum(choice, axis=0) ** 2).sum() >= seen for choice in product(*rows)]
    add("cochran_q", "first eight", "p", np.mean(at_least), "every permutation listed")


def ranks() -> None:
    """The clustered signed-rank tests by their double sums."""
    people = read("persons")["mixed"]
    change, family = people[:, 4].astype(float), people[:, 3]
    groups = [change[family == one] for one in np.unique(family)]
    m, n = len(groups), len(change)

    def share(numbers: np.ndarray, size: float) -> float:
        return float((np.abs(numbers) <= size).mean() + (np.abs(numbers) < size).mean()) / 2

    total, spread = 0.0, 0.0
    for i, mine in enumerate(groups):
        first = np.sign(mine).mean()
        others = [sum(share(o, abs(x)) for j, o in enumerate(groups) if j != i) for x in mine]
        pooled = [share(change, abs(x)) for x in mine]
        total += first + np.mean(np.sign(mine) * others)
        spread += (first + (m - 1) * np.mean(np.sign(mine) * pooled)) ** 2
    source = "double sums of Datta & Satten (2008), section 2"
    add("signed_rank_datta_satten", "mixed", "statistic", total / np.sqrt(spread), source)
    kept = change != 0
    signed = np.sign(change[kept]) * scipy.stats.rankdata(np.abs(change[kept]))
    groups = [signed[family[kept] == one] for one in np.unique(family[kept])]
    m, n = len(groups), len(signed)
    sizes = np.array([len(g) for g in groups])
    table = scipy.stats.f_oneway(*groups).statistic  # between over within mean square
    within = sum(((g - g.mean()) ** 2).sum() for g in groups) / (n - m)
    usual = (n - (sizes**2).sum() / n) / (m - 1)
    between = table * within
    icc = max(0.0, (between - within) / (between + (usual - 1) * within))
    icc = min(1.0, icc * (1 + (1 - icc**2) / (m - 2.5)))
    weights = sizes / (1 + (sizes - 1) * icc)
    means = np.array([g.mean() for g in groups])
    z = (weights * means).sum() / np.sqrt((weights**2 * means**2).sum())
    add(
        "signed_rank_rosner", "mixed", "statistic", z, "formulas of Rosner et al. (2006), section 3"
    )


def shares() -> None:
    """Wilson at the effective number of persons."""
    for case, counts in read("families").items():
        if case == "two":
            continue
        events, sizes = counts[:, 0] + counts[:, 2], counts.sum(axis=1)
        n = sizes.sum()
        status = np.concatenate(
            [[1] * x + [0] * (s - x) for x, s in zip(events, sizes, strict=True)]
        )
        family = np.repeat(np.arange(len(sizes)), sizes)
        f = scipy.stats.f_oneway(*(status[family == one] for one in np.unique(family))).statistic
        usual = (n - (sizes**2).sum() / n) / (len(sizes) - 1)
        icc = (f - 1) / (f + usual - 1)
        effect = max(1.0, 1 + ((sizes**2).sum() / n - 1) * icc)
        low, high = proportion_confint(events.sum() / effect, n / effect, method="wilson")
        for entry, value in (
            ("icc", icc),
            ("design_effect", effect),
            ("lower", low),
            ("upper", high),
        ):
            add(
                "wilson_clustered",
                case,
                entry,
                value,
                f"{MODELS} proportion_confint; {SCIPY} f_oneway",
            )


def main() -> None:
    """Compute and write."""
    for part in (families, tables, waves, ranks, shares):
        part()
    with (HERE / "from_statsmodels.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([["method", "case", "entry", "value", "source"], *ROWS])


if __name__ == "__main__":
    main()
