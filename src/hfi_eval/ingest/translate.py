"""Translate: what a schema found becomes issues, at the file's own places, without personal data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hfi_eval.ingest.messages import CATALOGUE, cells, issue
from hfi_eval.ingest.names import suggestion
from hfi_eval.ingest.values import is_ambiguous, is_fault, why_not

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from hfi_eval.errors import Issue
    from hfi_eval.ingest.messages import Words
    from hfi_eval.ingest.names import Field, Vocabulary
    from hfi_eval.ingest.schema import Failures

    Place = Callable[[int | None, str], dict[str, object]]


def translated(
    found: Failures,
    place: Place,
    decimal: str,
    fields: Mapping[str, Field],
    words: Vocabulary,
) -> list[Issue]:
    """Give the issues of what a schema found, and one that counts where not all are listed."""
    issues = []
    for (rule, column), cases in found.items():
        for row, value in cases.first:
            text = value if isinstance(value, str) else ""
            key, said = _broken(text) or _said(rule, text, decimal, fields[column], words)
            issues.append(issue(key, place(row, column), said))
        issues += more(rule, cases.count, len(cases.first), place(None, column))
    return issues


def more(rule: str, count: int, listed: int, place: dict[str, object]) -> list[Issue]:
    """Give the issue that counts a rule's breaks where not all of them are listed."""
    if count <= listed:
        return []
    here = {**place, "cell": "", "rule": rule, "severity": CATALOGUE[rule]["severity"]}
    return [issue("more", here, {"count": cells(count), "listed": listed})]


def several(
    rule: str, places: Iterable[dict[str, object]], count: int, words: Words | None = None
) -> list[Issue]:
    """Give an issue for each place, and one that counts where there are more.

    Args:
        rule: the rule that is broken.
        places: the first places.
        count: how many there are in all.
        words: what stands in the braces of the text.
    """
    listed = list(places)
    issues = [issue(rule, place, words) for place in listed]
    if listed:
        issues += more(rule, count, len(listed), {**listed[-1], "row": None})
    return issues


def _broken(text: str) -> tuple[str, None] | None:
    """Give the message for a value that is none: a failed formula, or lines of several rows."""
    if is_fault(text):
        return "T03", None
    return ("A17", None) if "\n" in text else None


def _said(
    rule: str, text: str, decimal: str, field: Field, words: Vocabulary
) -> tuple[str, Words | None]:
    """Give the message of a broken rule and its words."""
    match rule:
        case "S01":
            keys = list(dict.fromkeys(words.codes[field.about].values()))
            return _near(rule, text, words.known(field.about), keys)
        case "W03":
            waves = words.plan.waves
            labels = [label for wave in waves.values() for label in wave.label.values()]
            return _near(rule, text, [*waves, *labels], list(waves))
        case "I01":
            plan = words.plan.indicators
            labels = [label for each in plan.values() for label in each.label.values()]
            return _near(rule, text, [*plan, *labels], list(plan))
        case "D02":
            return why_not(text) or (rule, None)
        case "T01" if is_ambiguous(text, decimal):
            return "T01.ambiguous", None
        case _:
            return rule, None


def _near(
    rule: str, text: str, known: list[str], keys: list[str] | None = None
) -> tuple[str, Words]:
    """Give the message with the nearest known name, or the one that lists the known ones.

    The value is said only when it is nearly a known name: it might name a person.
    """
    near = suggestion(text, known) if text else None
    if near is not None:
        return f"{rule}.near", {"value": text, "near": near}
    names = keys or known
    return rule, {"known": ", ".join(names[:12]) + (", ..." if len(names) > 12 else "")}
