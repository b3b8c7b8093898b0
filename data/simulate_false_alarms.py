"""Count false alarms and coverage when families are ignored, and when they are not.

    python data/simulate_false_alarms.py --runs 4000

Prints the table of docs/false_alarms.md. 28 families have 45 adults: 11 of one, 17 of two. Every
adult is self-supporting before, after, both or neither with given probabilities. In some families
a shock strikes: all adults of the family follow one path; in the others each follows their own.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from hfi_eval.stats.bootstrap import family_bootstrap
from hfi_eval.stats.clustered_score import yang_score_ci
from hfi_eval.stats.clustered_test import durkalski, eliasziw, obuchowski, yang
from hfi_eval.stats.cr2 import cr2_change
from hfi_eval.stats.difference import tango
from hfi_eval.stats.mcnemar import mcnemar_asymptotic, mcnemar_midp
from hfi_eval.stats.signflip import signflip_exact, signflip_midp

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

SIZES = [1] * 11 + [2] * 17
LEVEL = 0.95


class Scene(NamedTuple):
    """One truth: how often a family is struck, and what becomes of an adult."""

    title: str
    shock: float
    loss: float
    gain: float


SCENES = (
    Scene("no shocks", 0.0, 0.15, 0.15),
    Scene("strong shocks", 0.6, 0.15, 0.15),
    Scene("every family one path", 1.0, 0.15, 0.15),
    Scene("strong shocks, change of 20 points", 0.6, 0.10, 0.30),
)
IGNORING = {
    "McNemar mid-p (families ignored)": mcnemar_midp,
    "McNemar asymptotic (families ignored)": mcnemar_asymptotic,
    "Tango interval (families ignored)": tango,
}
CLUSTERED: Mapping[str, Callable] = {
    "sign-flip mid-p (default)": signflip_midp,
    "sign-flip exact": signflip_exact,
    "Durkalski": durkalski,
    "Obuchowski": obuchowski,
    "Yang": yang,
    "Eliasziw-Donner": eliasziw,
    "CR2, Satterthwaite (default)": cr2_change,
    "Yang clustered score": yang_score_ci,
    "family bootstrap": lambda *counts: family_bootstrap(*counts, replicates=1000),
}


def draw(scene: Scene, random: np.random.Generator) -> np.ndarray:
    """Give both, loss, gain and neither of every family."""
    stay = (1 - scene.loss - scene.gain) / 2
    chances = [stay, scene.loss, scene.gain, stay]
    family = np.repeat(np.arange(len(SIZES)), SIZES)
    own = random.choice(4, len(family), p=chances)
    common = random.choice(4, len(SIZES), p=chances)
    struck = random.random(len(SIZES)) < scene.shock
    path = np.where(struck[family], common[family], own)
    counts = np.zeros((4, len(SIZES)), dtype=int)
    np.add.at(counts, (path, family), 1)
    return counts


def answers(counts: np.ndarray) -> dict[str, dict]:
    """Give what every method says of one draw."""
    table = counts.sum(axis=1).reshape(2, 2).tolist()
    said = {name: method(table) for name, method in IGNORING.items()}
    return said | {name: method(*counts) for name, method in CLUSTERED.items()}


def simulate(scene: Scene, runs: int, seed: int) -> dict[str, tuple[float | None, float | None]]:
    """Give each method's share of p-values at most 0.05, and of intervals with the truth inside."""
    random = np.random.default_rng(seed)
    truth = scene.gain - scene.loss
    rejected: dict[str, int] = {}
    covered: dict[str, int] = {}
    for _ in range(runs):
        for name, answer in answers(draw(scene, random)).items():
            if "p" in answer:
                alarm = answer["p"] is not None and answer["p"] <= 1 - LEVEL
                rejected[name] = rejected.get(name, 0) + alarm
            if "lower" in answer:
                low, high = answer["lower"], answer["upper"]
                inside = low is None or low <= truth <= high
                covered[name] = covered.get(name, 0) + inside
    names = [*IGNORING, *CLUSTERED]
    return {
        name: tuple(hits[name] / runs if name in hits else None for hits in (rejected, covered))
        for name in names
    }


def main() -> None:
    """Simulate every scene and print one table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=4000)
    parser.add_argument("--seed", type=int, default=2009)
    given = parser.parse_args()
    found = [simulate(scene, given.runs, given.seed) for scene in SCENES]
    print("| Method |" + "".join(f" {scene.title} |" for scene in SCENES))
    print("|---|" + "---|" * len(SCENES))
    for name in found[0]:
        print(f"| {name} |" + "".join(f" {_cell(*scene[name])} |" for scene in found))


def _cell(rejects: float | None, covers: float | None) -> str:
    parts = [f"{100 * rejects:.1f} %"] if rejects is not None else []
    parts += [f"{covers:.3f}".removeprefix("0")] if covers is not None else []
    return "; ".join(parts)


if __name__ == "__main__":
    main()
