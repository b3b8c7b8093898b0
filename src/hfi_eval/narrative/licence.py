"""Licence: which words a design allows. One group measured twice shows change, never effect."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hfi_eval.model.document import Sentence

if TYPE_CHECKING:
    from hfi_eval.model.plan import Plan
    from hfi_eval.wording import Words

_EFFECT = {
    "da": (
        "effekt", "effekten", "effekter", "effektiv", "effektivt", "virkning", "virkningen",
        "virkninger", "takket være", "skabt", "skaber", "skabte", "ført til", "førte til",
        "medført", "medførte", "resulteret i", "resulterede i", "skyldes", "på grund af indsatsen",
        "på grund af projektet",
    ),
    "en": (
        "effect", "effects", "effective", "impact", "impacts", "led to", "leads to", "because of",
        "caused", "causes", "thanks to", "due to", "resulted in", "results in", "created",
    ),
}  # fmt: skip
_DIFFERENCE = {
    "da": ("forskel", "forskellen", "forskelle"),
    "en": ("difference", "differences"),
}
ABOVE = {
    "before_after": (_EFFECT, _DIFFERENCE),
    "comparison": (_EFFECT,),
    "randomised": (),
}
"""For each design the lists of words that say more than it can show."""


def unlicensed(text: str, plan: Plan, language: str) -> tuple[str, ...]:
    """Give the words in a text that claim more than the plan's design can show.

    Source:
        The ladder change, difference, effect: house rule 10 of the plan language.
    """
    above = (word for words in ABOVE[plan.design] for word in words[language])
    low = text.casefold()
    return tuple(word for word in above if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", low))


def design(plan: Plan, words: Words) -> Sentence:
    """Give the sentence that says what the design can show."""
    return Sentence(text=words(f"design.{plan.design}"))
