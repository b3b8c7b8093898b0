"""From the door to the model: the direction and the target of a criterion."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hfi_eval.model.plan import Direction
    from hfi_eval.plans import door
    from hfi_eval.plans.book import Book
    from hfi_eval.plans.source import Path_

_DIRECTIONS = (
    "at_least",
    "at_most",
    "exactly",
    "between",
    "all",
    "none",
    "increase",
    "decrease",
    "documented",
)
_FLAGS = {"all", "none", "increase", "decrease", "documented"}


def target(
    book: Book, part: door.Criterion, path: Path_, *, share: bool
) -> tuple[Direction, float | None, float | None]:
    """Read direction and target of a criterion."""
    said = [each for each in _DIRECTIONS if getattr(part, each)]
    several = [*said, *(["target"] if part.target is not None else [])]
    if len(several) > 1:
        book.mistake(path, f"has several directions: {', '.join(several)}. Keep one.")
    if not said and part.target is None:
        choices = ", ".join(_DIRECTIONS)
        book.mistake(
            path, f"has neither a direction nor a target. Write one of {choices}, or target."
        )
        return "", None, None
    if not said:
        return "", book.number(part.target or "", (*path, "target"), share=share), None
    name = said[0]
    if name in _FLAGS:
        return _flag(name)
    if name == "between":
        ends = part.between or []
        if len(ends) != 2:
            book.mistake((*path, "between"), "needs two ends, such as [15 %, 25 %].")
            return "between", None, None
        low, high = (book.number(end, (*path, "between"), share=share) for end in ends)
        if low is not None and high is not None and low > high:
            book.mistake((*path, "between"), "ends before it begins.")
        return "between", low, high
    value: Any = getattr(part, name)
    direction: Direction = "at_least" if name == "at_least" else (
        "at_most" if name == "at_most" else "exactly"
    )  # fmt: skip
    return direction, book.number(value, (*path, name), share=share), None


def _flag(name: str) -> tuple[Direction, float | None, float | None]:
    """Give the direction and target of a word that says both."""
    known: dict[str, tuple[Direction, float | None, float | None]] = {
        "all": ("at_least", 1.0, None),
        "none": ("at_most", 0.0, None),
        "increase": ("increase", None, None),
        "decrease": ("decrease", None, None),
        "documented": ("documented", None, None),
    }
    return known[name]
