"""About: the word a reader expects for a share, such as "just over half"."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from hfi_eval.wording import round_half_up

if TYPE_CHECKING:
    from hfi_eval.wording import Words


class Mark(NamedTuple):
    """A round share: its key in the texts ("" for a per cent) and its value in per cent."""

    key: str
    percent: Decimal


class Limits(NamedTuple):
    """How far from a round share, in percentage points, its words still hold (ends included)."""

    above: Decimal
    just_below: Decimal
    below: Decimal


_FRACTIONS = (
    Mark("quarter", Decimal(25)),
    Mark("third", Decimal("33.3")),
    Mark("half", Decimal(50)),
    Mark("two_thirds", Decimal("66.7")),
    Mark("three_quarters", Decimal(75)),
)
_TENS = tuple(Mark("", Decimal(ten)) for ten in (10, 20, 30, 40, 60, 70, 80, 90))
_OF_FRACTION = Limits(above=Decimal(3), just_below=Decimal("1.5"), below=Decimal(3))
_OF_TEN = Limits(above=Decimal("1.5"), just_below=Decimal(1), below=Decimal(2))


def about(share: float, words: Words) -> str:
    """Give the words for a share near a round one, or "" where none is near.

    The share is taken with one decimal of a per cent. A fraction (a quarter, a third, half, two
    thirds, three quarters) is said from 3 points below to 3 above, a round ten from 2 below to 1.5
    above. Below, the nearer part (1.5 points for a fraction, 1 for a ten) is "knap" in Danish and
    "just under" in English, the rest "næsten" and "almost"; above is "godt" and "just over".
    An exact match has no such word, and one that only the rounding shown makes equal is "about".
    The nearest is taken, a fraction before a ten. 100 is "all", 95 and over "almost all".

    Example:
        >>> from hfi_eval.wording import words
        >>> about(25 / 46, words("da")), about(25 / 36, words("da")), about(0.66, words("en"))
        ('', 'knap 70 pct.', 'just under two thirds')
        >>> about(0.51, words("da")), about(0.5, words("da")), about(0.97, words("en"))
        ('godt halvdelen', 'halvdelen', 'almost all')
    """
    percent = round_half_up(float(Decimal(repr(share)) * 100), 1)
    if percent >= 95:
        return words("about.all") if share == 1 else words("about.almost", what=words("about.all"))
    near = [
        (abs(percent - mark.percent), mark, limits)
        for marks, limits in ((_FRACTIONS, _OF_FRACTION), (_TENS, _OF_TEN))
        for mark in marks
        if -limits.below <= percent - mark.percent <= limits.above
    ]
    if not near:
        return ""
    _, mark, limits = min(near, key=lambda found: found[0])
    ten = words("percent.text", number=words.number(float(mark.percent)))
    what = words(f"about.{mark.key}") if mark.key else ten
    if percent == mark.percent:
        return what
    return words(
        f"about.{_modifier(share, percent - mark.percent, mark, limits, words)}", what=what
    )


def _modifier(share: float, away: Decimal, mark: Mark, limits: Limits, words: Words) -> str:
    """Give the key of the word before a round share that is not met exactly."""
    if words.percent(share) == words.number(float(mark.percent), words.decimals):
        return "about"
    if away > 0:
        return "over"
    return "just_under" if -away <= limits.just_below else "almost"
