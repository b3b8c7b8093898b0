"""Groups: how populations are made up, and the balance of persons."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hfi_eval.model.plan import EVERYONE
from hfi_eval.narrative.teller import Series, Teller, populations

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hfi_eval.disclosure import Released
    from hfi_eval.model.codelist import CodeList
    from hfi_eval.model.document import Sentence
    from hfi_eval.model.plan import Plan, TableSpec
    from hfi_eval.model.result import Result
    from hfi_eval.wording import Words

_UNKNOWN = ""
_CLASSES = ("adult", "child", "unknown")

Levels = dict[str, tuple["Result", "Result"]]


def composition(
    name: str, spec: TableSpec, plan: Plan, released: Released, words: Words
) -> tuple[Sentence, ...]:
    """Tell how a population is made up; of several, the largest level of each."""
    del name
    teller = Teller(plan, released, words)
    return tuple(_composed(teller, spec, populations(spec)))


def cross(
    name: str, spec: TableSpec, plan: Plan, released: Released, words: Words
) -> tuple[Sentence, ...]:
    """Tell how a population spreads over the variable across, and the largest level down."""
    del name
    teller = Teller(plan, released, words)
    told: list[Sentence] = []
    for population in spec.of:
        for variable in spec.across:
            told += _spread(teller, variable, population)
        told += _composed(teller, replace(spec, kind="blocks"), (population, ""))
    return tuple(dict.fromkeys(told))


def balance(
    name: str, spec: TableSpec, plan: Plan, released: Released, words: Words
) -> tuple[Sentence, ...]:
    """Tell who was there at the start and at the end, and what happened in between."""
    del name, spec
    teller = Teller(plan, released, words)
    start, end = (
        ends(teller, wave, f"balance.{key}")
        for wave, key in ((plan.first, "start"), (plan.last, "end"))
    )
    if start is None or end is None:
        return (teller.unrecorded(words("balance.persons")),)
    both, everybody = (plan.first, plan.last), Series("balance", EVERYONE)
    adults = Series("balance", EVERYONE, groups=(("age", "adult"),))
    told = []
    for key, series in (("entered", everybody), ("left", everybody), ("turned_18", adults)):
        result = teller.get(series, key, *both)
        if result and result.value:
            number = "one" if result.value == 1 else "many"
            text = words(f"balance.{key}_{number}", n=teller.n(result.value))
            told.append(teller.sentence(text, [result]))
    return (start, *told, end)


def ends(teller: Teller, wave: str, key: str) -> Sentence | None:
    """Tell how many adults and children there were at a wave, or None where that is not counted."""
    total = teller.get(Series("balance", EVERYONE), "count", wave)
    found = [
        (name, result)
        for name in _CLASSES
        if (
            result := teller.get(
                Series("balance", EVERYONE, groups=(("age", name),)), "count", wave
            )
        )
    ]
    if total is None or not found:
        return None
    items = [
        teller.words(
            f"balance.{name}_{'one' if result.value == 1 else 'many'}",
            n=teller.words.number(result.value or 0),
        )
        for name, result in found
        if result.value
    ]
    text = teller.words(
        key,
        wave=teller.wave(wave),
        items=teller.words.listed(items),
        n=teller.words.number(total.value or 0),
        units=teller.unit(EVERYONE, total.value or 0),
    )
    return teller.sentence(text, [total, *(result for _, result in found)])


def _levels(teller: Teller, variable: str, population: str) -> Levels:
    """Give count and share of each level of a background variable, the unknown last."""
    at = teller.plan.populations[population].at
    codes = teller.plan.background[variable].codes
    found: Levels = {}
    for level in (*codes, _UNKNOWN):
        series = Series(variable, population, groups=((variable, level),))
        count, share = teller.get(series, "count", at), teller.get(series, "share", at)
        if count and share:
            found[level] = (count, share)
    return found


def _composed(teller: Teller, spec: TableSpec, names: Sequence[str]) -> Iterator[Sentence]:
    """Tell the largest levels of several populations, or all levels of the only one."""
    wanted = [name for name in names if name]
    yield from teller.nothing(wanted)
    full = {
        name: levels
        for name in wanted
        if (levels := _levels(teller, spec.rows, name)) and any(c.value for c, _ in levels.values())
    }
    if len(names) == 1:
        for name in full:
            yield from _spread(teller, spec.rows, name)
        return
    by_level: dict[tuple[str, ...], list[str]] = {}
    for name, levels in full.items():
        most = max(count.value or 0 for level, (count, _) in levels.items() if level != _UNKNOWN)
        top = tuple(k for k, (count, _) in levels.items() if k != _UNKNOWN and count.value == most)
        by_level.setdefault(top, []).append(name)
    codes = teller.plan.background[spec.rows].codes
    for top, there in by_level.items():
        yield _top(teller, spec.rows, codes, top, {name: full[name] for name in there})
    for name, levels in full.items():
        if _UNKNOWN in levels and levels[_UNKNOWN][0].value:
            yield _unknown(teller, spec.rows, name, levels[_UNKNOWN][0])


def _top(
    teller: Teller, variable: str, codes: CodeList, top: tuple[str, ...], found: dict[str, Levels]
) -> Sentence:
    """Tell the level, or the levels, with the most members in some populations."""
    words = teller.words
    items, stated = [], []
    for name, levels in found.items():
        count, share = levels[top[0]]
        items.append(
            words(
                "groups.of",
                x=words.number(count.value or 0),
                whom=teller.whom(name, count.denominator or 0),
                share=teller.share(share),
            )
        )
        stated += [each for level in top for each in levels[level]]
    text = words(
        "groups.largest" if len(top) == 1 else "groups.largest_tied",
        variable=words.of(teller.plan.background[variable].phrase),
        level=words.listed(words.of(codes[level].phrase) for level in top),
        items=teller.listed(items),
    )
    return teller.sentence(text, stated)


def _spread(teller: Teller, variable: str, population: str) -> Iterator[Sentence]:
    """Tell all levels of a population that anybody is at."""
    words = teller.words
    levels = _levels(teller, variable, population)
    codes = teller.plan.background[variable].codes
    found = {k: pair for k, pair in levels.items() if k != _UNKNOWN and pair[0].value}
    if not found:
        return
    items = [
        words(
            "levels.item_colon",
            n=words.number(count.value or 0),
            label=teller.quote(codes[level].label),
            share=teller.share(share),
        )
        for level, (count, share) in found.items()
    ]
    n = next(count.denominator or 0 for count, _ in found.values())
    text = words("groups.spread", whom=teller.whom(population, n), items=teller.listed(items))
    yield teller.sentence(text, [each for pair in found.values() for each in pair])
    if _UNKNOWN in levels and levels[_UNKNOWN][0].value:
        yield _unknown(teller, variable, population, levels[_UNKNOWN][0])


def _unknown(teller: Teller, variable: str, population: str, count: Result) -> Sentence:
    """Tell for how many a background variable is not known."""
    n = count.value or 0
    text = teller.words(
        "groups.unknown",
        label=teller.words.of(teller.plan.background[variable].label),
        n=teller.words.number(n),
        whom=teller.whom(population, count.denominator or 0),
    )
    return teller.sentence(text, [count])
