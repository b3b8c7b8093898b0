"""Levels: how a population spreads over the levels of an indicator, and what changed most."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hfi_eval.narrative import change
from hfi_eval.narrative.teller import Series, Teller, bends

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hfi_eval.disclosure import Released
    from hfi_eval.model.codelist import CodeList
    from hfi_eval.model.document import Sentence
    from hfi_eval.model.plan import Plan, TableSpec, Text
    from hfi_eval.model.result import Result
    from hfi_eval.wording import Words

_MANY = 8
"""An indicator with more levels than this is told by its largest ones."""
_SHOWN = 3

Pairs = dict[str, tuple["Result", "Result"]]


def before_after(
    name: str, spec: TableSpec, plan: Plan, released: Released, words: Words
) -> tuple[Sentence, ...]:
    """Tell how many were at each level at each wave, and where the largest changes are."""
    del name
    teller = Teller(plan, released, words)
    return tuple(each for population in spec.of for each in _told(teller, spec, population))


def parts(
    teller: Teller, name: str, row: str, population: str, wave: str
) -> tuple[str, list[Result]]:
    """Give the largest part of a row of a grouping, such as ", heraf 10 på VUC"; "" for none.

    Args:
        teller: the plan, the results and the words.
        name: the indicator with its grouping.
        row: the row of the grouping.
        population: of whom.
        wave: when.
    """
    indicator, grouping = teller.plan.indicator(name)
    key = name.partition(".")[0]
    leaves = indicator.rows(grouping)[row].leaves
    found = {
        leaf: result
        for leaf in leaves
        if (result := teller.get(Series(key, population, groups=((key, leaf),)), "count", wave))
        and result.value
    }
    if len(found) < 2:
        return "", []
    most = max(result.value or 0 for result in found.values())
    largest = {leaf: result for leaf, result in found.items() if result.value == most}
    if len(largest) > _SHOWN:
        return "", []
    own = bends(indicator.rows(grouping)) and bends(indicator.codes, leaves)
    items = [
        teller.words(
            "levels.item" if own else "levels.item_colon",
            n=teller.words.number(result.value or 0),
            phrase=teller.words.of(indicator.codes[leaf].phrase),
            label=teller.quote(indicator.codes[leaf].label),
            share="",
        )
        for leaf, result in largest.items()
    ]
    return teller.words("levels.of_which", items=teller.words.listed(items)), list(largest.values())


def _told(teller: Teller, spec: TableSpec, population: str) -> Iterator[Sentence]:
    """Tell one population's levels."""
    indicator, grouping = teller.plan.indicator(spec.indicator)
    key = spec.indicator.partition(".")[0]
    base = Series(key, population, grouping)
    waves = teller.told(base, "base")
    if gone := teller.nothing([population]):
        yield from gone
        return
    if not waves:
        yield teller.unrecorded(teller.quote(indicator.label))
        return
    if indicator.yes_no and not grouping:
        yes = replace(base, groups=((key, "yes"),))
        yield from change.told(teller, change.of_indicator(teller, key), yes)
        return
    for wave in waves:
        yield _at(teller, spec, base, wave)
    if len(waves) == 1 and waves[0] != teller.plan.first:
        first = teller.wave(teller.plan.first)
        yield teller.sentence(teller.words("levels.no_baseline", before=first))
    if len(waves) > 1:
        yield from _parts(teller, spec.indicator, base, waves[-1])
        yield from _largest(teller, indicator.rows(grouping), base, (waves[0], waves[-1]))


def _at(teller: Teller, spec: TableSpec, base: Series, wave: str) -> Sentence:
    """Tell how many were at each level that anybody was at, at one wave."""
    indicator, grouping = teller.plan.indicator(spec.indicator)
    rows, words = indicator.rows(grouping), teller.words
    total = teller.get(base, "base", wave)
    if total is None or not total.denominator:
        return change.nobody(teller, base, wave)
    found, rest = _shown(
        {
            row: pair
            for row in rows
            if (pair := _pair(teller, replace(base, groups=((base.measure, row),)), wave))
            and pair[0].value
        },
        len(rows),
    )
    known = words("levels.known") if total.missing else ""
    whom = teller.whom(base.population, total.denominator) + known
    at = teller.at(wave, base.population)
    frame = ("bends" if at else "bends_there") if bends(rows) else "colon"
    items: list[str] = []
    for row, (count, share) in found.items():
        number = words.number(count.value or 0)
        if not items:
            were = teller.were(count.value)
            number = words(f"levels.first_{frame}", n=number, whom=whom, were=were)
        items.append(
            words(
                "levels.item_colon" if frame == "colon" else "levels.item",
                n=number,
                phrase=words.of(rows[row].phrase),
                label=teller.quote(rows[row].label),
                share=teller.share(share) if "share" in spec.stats else "",
            )
        )
    items_ = teller.listed(items) + (words(rest) if rest else "")
    text = words(f"levels.{frame}", wave=teller.wave(wave), at=at, whom=whom, items=items_)
    stated = [each for pair in found.values() for each in pair]
    return teller.sentence(text, [total, *stated])


def _shown(found: Pairs, levels: int) -> tuple[Pairs, str]:
    """Give the levels to tell, the largest of many, and the key of what is said of the rest."""
    if levels <= _MANY or len(found) <= _SHOWN + 1:
        return found, ""
    by_size = sorted(found, key=lambda row: -(found[row][0].value or 0))
    last, following = (found[row][0].value for row in by_size[_SHOWN - 1 : _SHOWN + 1])
    shown = {row: found[row] for row in by_size[:_SHOWN]}
    return shown, "levels.rest_tied" if last == following else "levels.rest"


def _pair(teller: Teller, series: Series, wave: str) -> tuple[Result, Result] | None:
    """Give count and share, or None where they were not measured."""
    count, share = teller.get(series, "count", wave), teller.get(series, "share", wave)
    return (count, share) if count and share else None


def _parts(teller: Teller, name: str, base: Series, wave: str) -> Iterator[Sentence]:
    """Tell of each row of a grouping that holds several codes which of them is largest."""
    indicator, grouping = teller.plan.indicator(name)
    rows = indicator.rows(grouping)
    for row in rows:
        count = teller.get(replace(base, groups=((base.measure, row),)), "count", wave)
        text, leaves = parts(teller, name, row, base.population, wave)
        if not (count and text):
            continue
        key = "levels.part" if bends(rows) else "levels.part_colon"
        said = teller.words(
            key,
            wave=teller.wave(wave),
            n=teller.words.number(count.value or 0),
            were=teller.were(count.value),
            phrase=teller.words.of(rows[row].phrase),
            label=teller.words.of(rows[row].label),
            parts=text,
        )
        yield teller.sentence(said, [count, *leaves])


def _largest(
    teller: Teller, rows: CodeList, base: Series, ends: tuple[str, str]
) -> Iterator[Sentence]:
    """Tell which level grew most and which shrank most, and who is behind it."""
    nets = {
        row: net
        for row in rows
        if (net := teller.get(replace(base, groups=((base.measure, row),)), "net", *ends))
        and net.value
    }
    for key, grew in (("grew", True), ("shrank", False)):
        moved = {
            row: abs(net.value or 0) for row, net in nets.items() if ((net.value or 0) > 0) == grew
        }
        most = max(moved.values(), default=0)
        tied = [row for row, size in moved.items() if size == most]
        items: list[str] = []
        stated: list[Result] = []
        for row in tied[:_SHOWN]:
            series = replace(base, groups=((base.measure, row),))
            gained, lost = teller.get(series, "gained", *ends), teller.get(series, "lost", *ends)
            if gained and lost:
                items.append(_behind(teller, rows[row].label, nets[row], gained, lost))
                stated += [nets[row], gained, lost]
        if items:
            among = "_among" if len(tied) > _SHOWN else ""
            text = teller.words(f"levels.{key}{among}", items="; ".join(items))
            yield teller.sentence(text, stated)


def _behind(teller: Teller, label: Text, net: Result, gained: Result, lost: Result) -> str:
    """Tell how a level changed and who is behind it."""
    words = teller.words
    who = words("change.who_level", gained=teller.n(gained.value), lost=teller.n(lost.value))
    return words(
        f"levels.{change.way(net, gained)}",
        label=teller.quote(label),
        n=words.number(abs(net.value or 0)),
        who=who,
    )
