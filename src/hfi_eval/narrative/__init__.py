"""Narrative: released results told in sentences. A new kind is a function and one line here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hfi_eval.narrative import bases, breakdown, groups, levels, moves
from hfi_eval.narrative import criteria as criteria_
from hfi_eval.narrative.about import about
from hfi_eval.narrative.front import summary, unknowns
from hfi_eval.narrative.glossary import definitions
from hfi_eval.narrative.licence import unlicensed
from hfi_eval.narrative.teller import Teller

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from hfi_eval.disclosure import Released
    from hfi_eval.model.document import Sentence
    from hfi_eval.model.plan import Plan, TableKind, TableSpec
    from hfi_eval.wording import Words

    Tell = Callable[[str, TableSpec, Plan, Released, Words], tuple[Sentence, ...]]

SENTENCES: Mapping[TableKind, Tell] = {
    "before_after": levels.before_after,
    "composition": groups.composition,
    "cross": groups.cross,
    "blocks": groups.composition,
    "criteria": criteria_.criteria,
    "transitions": moves.transitions,
    "denominators": bases.denominators,
    "definitions": bases.definitions,
    "groups": breakdown.groups,
    "indicators": bases.indicators,
    "balance": groups.balance,
}


def for_table(name: str, plan: Plan, released: Released, words: Words) -> tuple[Sentence, ...]:
    """Give the sentences that tell what a table shows, each with the results it states."""
    spec = plan.tables[name]
    return SENTENCES[spec.kind](name, spec, plan, released, words)


def for_criterion(name: str, plan: Plan, released: Released, words: Words) -> Sentence:
    """Give the sentence that tells a criterion: number, base, wave, target and verdict."""
    return criteria_.told(Teller(plan, released, words), name)


__all__ = [
    "SENTENCES",
    "about",
    "definitions",
    "for_criterion",
    "for_table",
    "summary",
    "unknowns",
    "unlicensed",
]
