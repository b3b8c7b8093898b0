"""What two waves say together: the rule for missing answers, and gains and losses."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from hfi_eval.model.counts import NO, UNKNOWN, YES, Counts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hfi_eval.model.counts import Key

Rule = Literal["count_as_missing", "count_as_failure", "last_observed", "leave_out"]


def settle(counts: Counts, keys: Sequence[Key], rule: Rule) -> Counts:
    """Apply the plan's rule for answers that are missing after the first wave.

    Args:
        counts: over the keys, among others.
        keys: the same question at each wave, in the order of the waves.
        rule: "count_as_missing" changes nothing; "last_observed" puts the answer before in its
            place; "count_as_failure" says no to a yes/no question; "leave_out" drops the unit.

    A yes/no indicator is such a question too, so that its share and its levels have one base.
    """
    if rule == "count_as_missing" or len(keys) < 2:
        return counts
    at = [counts.keys.index(key) for key in keys]
    failure = rule == "count_as_failure" and set(counts.levels[keys[0]]) == {YES, NO}
    cells: dict[tuple[str, ...], int] = {}
    for cell, n in counts.cells.items():
        settled = list(cell)
        for before, after in pairwise(at):
            if settled[after] != UNKNOWN:
                continue
            if rule == "last_observed":
                settled[after] = settled[before]
            elif failure:
                settled[after] = NO
        if rule == "leave_out" and any(cell[i] == UNKNOWN for i in at[1:]):
            continue
        cells[tuple(settled)] = cells.get(tuple(settled), 0) + n
    return Counts(counts.keys, counts.levels, dict(sorted(cells.items())), counts.totals)


@dataclass(frozen=True, slots=True)
class Paired:
    """The four ways two yes/no answers of the same units can fall."""

    stayed: int
    lost: int
    gained: int
    never: int

    @property
    def known(self) -> int:
        """Those whose answer is known at both waves."""
        return self.stayed + self.lost + self.gained + self.never

    @property
    def net(self) -> int:
        """How many more there are after than before."""
        return self.gained - self.lost


def pair(counts: Counts, before: Key, after: Key, levels: frozenset[str]) -> Paired:
    """Count who has one of `levels` before and after, of those known at both."""
    found = {(b, a): 0 for b in (True, False) for a in (True, False)}
    for (old, new), n in counts.known(before, after).by(before, after).items():
        found[old in levels, new in levels] += n
    return Paired(
        stayed=found[True, True],
        lost=found[True, False],
        gained=found[False, True],
        never=found[False, False],
    )


YES_ONLY = frozenset({YES})
