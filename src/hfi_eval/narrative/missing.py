"""Missing: how many gave no answer at each wave, and what the plan does about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hfi_eval.narrative import change

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hfi_eval.model.document import Sentence
    from hfi_eval.model.plan import Condition
    from hfi_eval.model.result import Address, Result
    from hfi_eval.narrative.teller import Teller

_STATS = {"base", "unanswered", "count", "mean", "sum"}

Gaps = tuple[tuple[str, int], ...]
"""For each wave at which answers are missing, in order, how many."""


def told(teller: Teller) -> Iterator[Sentence]:
    """Tell how many answers are missing at each wave, alike ones together, and the plan's rule."""
    alike: dict[tuple[str, Gaps], list[str]] = {}
    stated: dict[tuple[str, Gaps], list[Result]] = {}
    for (name, population), by_wave in _shown(teller).items():
        found = {wave: result for wave, result in by_wave.items() if _lacking(result)}
        gaps = tuple((wave, _lacking(found[wave])) for wave in teller.plan.waves if wave in found)
        if gaps:
            key = (population, gaps)
            alike.setdefault(key, []).append(teller.quote(change.label(teller, name)))
            stated.setdefault(key, []).extend(found.values())
    for (population, gaps), labels in alike.items():
        items = [
            teller.words(
                "unknown.missing_item" if place else "unknown.missing_first",
                n=teller.words.number(n),
                people=teller.those(population),
                wave=teller.wave(wave),
            )
            for place, (wave, n) in enumerate(gaps)
        ]
        named = teller.words.listed(dict.fromkeys(labels))
        text = teller.words("unknown.missing", labels=named, items=teller.words.listed(items))
        yield teller.sentence(text, stated[population, gaps])
    if alike and len(teller.plan.waves) > 1:
        yield change.rule(teller)


def _lacking(result: Result) -> int:
    """Give how many gave no answer: before the plan's rule was applied, where a result says it."""
    if result.address.stat == "unanswered":
        return int(result.value or 0)
    return result.missing or 0


def _shown(teller: Teller) -> dict[tuple[str, str], dict[str, Result]]:
    """Give by what is measured and of whom the result of each wave that tells the gaps best."""
    found: dict[tuple[str, str], dict[str, Result]] = {}
    for result in teller.released:
        address = result.address
        variant = address.variant and address.measure not in teller.plan.indicators
        if variant or not _is_whole(address):
            continue
        waves = found.setdefault((address.measure, address.population), {})
        (wave,) = address.waves
        if wave not in waves or address.stat == "unanswered":
            waves[wave] = result
    return {
        (name, population): waves
        for (name, population), waves in found.items()
        if change.label(teller, name) and not _is_told(teller, name, population, found)
    }


def _is_whole(address: Address) -> bool:
    """Tell whether an address is of a whole population at one wave, by the plan's definition."""
    levels = all(group == address.measure for group, _ in address.groups)
    return levels and len(address.waves) == 1 and address.stat in _STATS


def _is_told(
    teller: Teller, name: str, population: str, found: dict[tuple[str, str], dict[str, Result]]
) -> bool:
    """Tell whether the only question behind a number tells its gaps already."""
    plan = teller.plan
    condition: Condition = ()
    if name in plan.definitions:
        condition = plan.definitions[name].condition
    elif name in plan.criteria or name in plan.measures:
        measure = plan.measures.get(name) or plan.measures[plan.criteria[name].measure]
        if measure.who:
            return False
        if measure.what in plan.definitions:
            return (measure.what, population) in found
        condition = measure.condition
    asked = {test.of for test in condition if test.of in plan.indicators}
    return len(asked) == 1 and (asked.pop(), population) in found
