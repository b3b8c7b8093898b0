"""Bases: one number of several populations, by several definitions, and yes/no indicators."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hfi_eval.narrative import change, levels
from hfi_eval.narrative.teller import Series, Subject, Teller, bends

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hfi_eval.disclosure import Released
    from hfi_eval.model.document import Sentence
    from hfi_eval.model.plan import Plan, TableSpec
    from hfi_eval.model.result import Result
    from hfi_eval.wording import Words


def denominators(
    name: str, spec: TableSpec, plan: Plan, released: Released, words: Words
) -> tuple[Sentence, ...]:
    """Tell a measure of every population it is taken of, and how far the shares lie apart."""
    del name
    teller = Teller(plan, released, words)
    measure = plan.measures[spec.measure]
    named = measure.address_name(spec.measure)
    everywhere = [
        Series(named, population, measure.variant) for population in (measure.of, *measure.also_of)
    ]
    told = list(teller.nothing(series.population for series in everywhere))
    there = [series for series in everywhere if teller.told(series)]
    if not there:
        return tuple(told) or (teller.unrecorded(teller.quote(measure.label)),)
    subject = change.of_measure(teller, measure)
    if len(there) == 1:
        return (*told, *change.told(teller, subject, there[0]))
    told.append(_compared(teller, words.of(measure.label), there))
    told += _range(teller, there)
    told += [warning for series in there for warning in outcome(teller, series.population)]
    return tuple(told)


def definitions(
    name: str, spec: TableSpec, plan: Plan, released: Released, words: Words
) -> tuple[Sentence, ...]:
    """Tell a definition's numbers, what it means, who is behind them, and its other readings."""
    del name
    teller = Teller(plan, released, words)
    told: list[Sentence] = []
    for population in spec.of:
        series = Series(spec.definition, population)
        gone = teller.nothing([population])
        if gone or not teller.told(series):
            told += gone or [
                teller.unrecorded(teller.quote(plan.definitions[spec.definition].label))
            ]
            continue
        told += headline(teller, spec.definition, population)
        told += _made_of(teller, spec.definition, population)
        told += _variants(teller, spec.definition, population)
    return tuple(told)


def indicators(
    name: str, spec: TableSpec, plan: Plan, released: Released, words: Words
) -> tuple[Sentence, ...]:
    """Tell each yes/no indicator of each population."""
    del name
    teller = Teller(plan, released, words)
    told: list[Sentence] = list(teller.nothing(spec.of))
    for each in spec.indicators:
        for population in spec.of:
            size = teller.size(population)
            if size and not size.value:
                continue
            said = change.told(teller, change.of_indicator(teller, each), Series(each, population))
            told += said or (teller.unrecorded(teller.quote(plan.indicators[each].label)),)
    return tuple(dict.fromkeys(told))


def headline(teller: Teller, definition: str, population: str) -> tuple[Sentence, ...]:
    """Tell a definition at both waves, with who turned 18, the change, and what it means."""
    found = teller.plan.definitions[definition]
    subject = Subject(teller.words.of(found.phrase), bends=True)
    series = Series(definition, population)
    waves = teller.told(series)
    if len(waves) < 2:
        return (change.one(teller, subject, series, waves[0]),) if waves else ()
    first = (
        change.two(teller, subject, series, with_age=True),
        *change.change(teller, subject, series),
    )
    if not teller.words.of(found.note):
        return first
    note = teller.words(
        "reading.means", label=teller.quote(found.label), note=teller.words.of(found.note)
    )
    return (*first, teller.sentence(note))


def outcome(teller: Teller, population: str) -> tuple[Sentence, ...]:
    """Warn where who is in a population was decided by later answers."""
    at = teller.plan.decided_by_outcome(population)
    size = teller.size(population)
    if not at or size is None:
        return ()
    text = teller.words(
        "base.outcome",
        group=teller.group(population),
        n=teller.words.number(size.value or 0),
        units=teller.unit(population, size.value or 0),
        wave=teller.wave(at),
    )
    return (teller.sentence(text, [size]),)


def _compared(teller: Teller, label: str, there: Sequence[Series]) -> Sentence:
    """Tell the last number of every population, each with its base."""
    words = teller.words
    last = teller.told(there[0])[-1]
    items: list[str] = []
    stated: list[Result | None] = []
    for series in there:
        count, share = teller.get(series, "count", last), teller.get(series, "share", last)
        if count is None:
            continue
        items.append(
            words(
                "groups.of",
                x=words.number(count.value or 0),
                whom=teller.whom(series.population, count.denominator or 0),
                share=teller.share(share),
            )
        )
        stated += [count, share]
    text = words("groups.lines", label=label, at=teller.at(last), items=teller.listed(items))
    return teller.sentence(text, stated)


def _range(teller: Teller, there: Sequence[Series]) -> Iterator[Sentence]:
    """Tell the lowest and the highest share where they differ."""
    last = teller.told(there[0])[-1]
    shares = [share for series in there if (share := teller.get(series, "share", last))]
    values = {share.value: share for share in shares if share.value is not None}
    if len(values) > 1:
        low, high = values[min(values)], values[max(values)]
        text = teller.words(
            "base.range",
            low=teller.words.percent(low.value or 0),
            high=teller.percent(high.value or 0),
        )
        yield teller.sentence(text, [low, high])


def _made_of(teller: Teller, definition: str, population: str) -> Iterator[Sentence]:
    """Tell which rows of a grouping those who meet a definition are in, and their largest parts."""
    plan, words = teller.plan, teller.words
    condition = plan.definitions[definition].condition
    if len(condition) != 1 or condition[0].of not in plan.indicators:
        return
    key, codes = condition[0].of, set(condition[0].codes)
    for grouping, rows in plan.indicators[key].groupings.items():
        base = Series(key, population, grouping)
        waves = teller.told(base, "base")
        inside = [row for row in rows if codes >= set(rows.leaves(row))]
        covered = {leaf for row in inside for leaf in rows.leaves(row)}
        total = teller.get(Series(definition, population), "count", waves[-1]) if waves else None
        if covered != codes or not total or not total.value:
            continue
        own = bends(rows)
        items: list[str] = []
        stated: list[Result] = [total]
        for row in inside:
            count = teller.get(replace(base, groups=((key, row),)), "count", waves[-1])
            if count is None or not count.value:
                continue
            text, leaves = levels.parts(teller, f"{key}.{grouping}", row, population, waves[-1])
            item = words(
                f"reading.{'item_colon' if not own else 'item' if items else 'item_first'}",
                n=words.number(count.value),
                phrase=words.of(rows[row].phrase),
                label=teller.quote(rows[row].label),
                are=words("are.one" if count.value == 1 else "are.many"),
                parts=text,
            )
            items.append(item)
            stated += [count, *leaves]
        text = words(
            "reading.made_of" if own else "reading.made_of_colon",
            n=words.number(total.value),
            wave=teller.wave(waves[-1]),
            items=words("reading.join").join(items),
        )
        yield teller.sentence(text, stated)
        return


def _variants(teller: Teller, definition: str, population: str) -> Iterator[Sentence]:
    """Tell the numbers by each other reading of a definition."""
    words, found = teller.words, teller.plan.definitions[definition]
    items: list[str] = []
    stated: list[Result | None] = []
    for name, variant in found.variants.items():
        series = Series(definition, population, name)
        waves = teller.told(series)
        counts = [teller.get(series, "count", wave) for wave in waves]
        shares = [teller.get(series, "share", wave) for wave in waves]
        pieces = [
            words("reading.piece", x=teller.n(count.value), share=teller.share(share))
            for count, share in zip(counts, shares, strict=True)
            if count
        ]
        if not pieces:
            continue
        items.append(
            words("reading.variant", label=teller.quote(variant.label), items=words.listed(pieces))
        )
        stated += [*counts, *shares]
    if items:
        waves = teller.told(Series(definition, population))
        text = words(
            "reading.variants",
            waves=words.listed(teller.wave(wave) for wave in waves),
            items="; ".join(items),
        )
        yield teller.sentence(text, stated)
