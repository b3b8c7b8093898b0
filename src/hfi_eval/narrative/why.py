"""Why: everything that is known about one number, as pairs of a term and what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hfi_eval.model.result import Verdict
from hfi_eval.narrative.explained import definition

if TYPE_CHECKING:
    from hfi_eval.model.plan import Plan
    from hfi_eval.model.result import Result
    from hfi_eval.wording import Words


def why(result: Result, plan: Plan, words: Words) -> tuple[tuple[str, str], ...]:
    """Give address, value, definition, population, counts, interval, method and origin."""
    said: list[tuple[str, str]] = [("value", _value(result, words))]
    if defined := definition(result, plan, words):
        said.append(("definition", defined))
    said.append(("population", _population(result.address.population, plan, words)))
    at = words.listed(
        f"{words.of(plan.waves[wave].label)} ({words.date(plan.waves[wave].date)})"
        for wave in result.address.waves
    )
    said.append(("at", at))
    for key in ("numerator", "denominator", "missing"):
        number = getattr(result, key)
        if number is not None:
            said.append((key, words.number(number, 0 if float(number).is_integer() else 1)))
    if result.interval is not None:
        low, high = (
            words("percent.table", number=words.number(end * 100, 1))
            for end in (result.interval.low, result.interval.high)
        )
        said.append(("interval", words("why.interval_text", low=low, high=high)))
    said.append(("method", words(f"why.method_{result.method}")))
    said.append(("origin", words(f"why.origin_{result.origin}")))
    said.append(("state", words(f"why.state_{result.state}")))
    if result.inputs:
        said.append(("inputs", ", ".join(map(str, result.inputs))))
    wave = plan.decided_by_outcome(result.address.population)
    if wave:
        told = words("note.outcome", wave=words.of(plan.waves[wave].phrase))
        said.append(("outcome", told))
    return (("", str(result.address)), *((words(f"why.{key}"), text) for key, text in said))


def _value(result: Result, words: Words) -> str:
    """Write the value as tables do, and a share to more places beside it."""
    if result.verdict is not None:
        verdict = Verdict.NOT_MET if result.verdict is Verdict.SHORT else result.verdict
        return words(f"verdict.{verdict}")
    text = words.value(result)
    exact = None if result.value is None or float(result.value).is_integer() else result.value
    return text if exact is None else f"{text} ({words.number(exact, 4)})"


def _population(name: str, plan: Plan, words: Words) -> str:
    """Say whom a population is and when that is decided."""
    rule = plan.populations[name]
    return words(
        "why.members_rule",
        population=words.of(rule.label),
        unit=words(f"why.unit_{rule.unit}"),
        wave=words.of(plan.waves[rule.at].phrase),
    )
