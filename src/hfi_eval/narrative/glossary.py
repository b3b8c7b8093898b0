"""Glossary: what the words of a report mean, whom it is about, and how it was counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hfi_eval.model.plan import EVERY_FAMILY, EVERYONE
from hfi_eval.narrative.change import rule
from hfi_eval.narrative.conditions import held, whose
from hfi_eval.narrative.teller import Teller, closed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hfi_eval.disclosure import Released
    from hfi_eval.model.plan import Definition, Plan, Population, Range
    from hfi_eval.wording import Words

Pair = tuple[str, str]


def definitions(plan: Plan, released: Released, words: Words) -> tuple[Pair, ...]:
    """Give each term of the report and what it means, for the page on method."""
    teller = Teller(plan, released, words)
    return (
        *((words.of(found.label), _defined(teller, found)) for found in plan.definitions.values()),
        *_populations(teller),
        *_cohort(teller),
        *_assessors(teller),
        *_method(teller),
    )


def _defined(teller: Teller, found: Definition) -> str:
    """Say what a definition holds, and how its variants read it."""
    words = teller.words
    note = words.of(found.note)
    text = held(found.condition, teller.plan, words)
    texts = [
        words("glossary.noted", note=_capital(note), held=_capital(text))
        if note
        else f"{_capital(text)}."
    ]
    variants = [
        words(
            "glossary.variant",
            label=teller.quote(each.label),
            held=held(each.condition, teller.plan, words),
        )
        for each in found.variants.values()
    ]
    if variants:
        texts.append(words("glossary.variants", items="; ".join(variants)))
    return closed(" ".join(texts))


def _populations(teller: Teller) -> Iterator[Pair]:
    """Give every population that a result is about."""
    plan = teller.plan
    used = {result.address.population for result in teller.released}
    for name, found in plan.populations.items():
        if name in used:
            yield teller.words.of(found.label), _population(teller, name, found)


def _population(teller: Teller, name: str, found: Population) -> str:
    """Say unit, rule and wave of a population."""
    words, plan = teller.words, teller.plan
    when = words(
        "glossary.when", wave=teller.wave(found.at), date=words.date(plan.waves[found.at].date)
    )
    if name in {EVERYONE, EVERY_FAMILY}:
        return words(f"glossary.{name}")
    whole = plan.populations[found.of].label if found.of else None
    base = (
        words(f"glossary.of_{found.unit}", group=teller.quote(whole))
        if whole
        else words(f"glossary.unit_{found.unit}")
    )
    tests = (*found.background, *found.status)
    rules = [
        *([_age(teller, found.age)] if found.age else []),
        *([words("glossary.where", tests=whose(tests, plan, words))] if tests else []),
        *(_members(teller, inner, span) for inner, span in found.members.items()),
    ]
    told = words("glossary.population", base=base, rules="".join(rules), when=when)
    if plan.decided_by_outcome(name):
        told += " " + words("glossary.outcome")
    return told


def _age(teller: Teller, age: Range) -> str:
    """Say an age rule in completed years."""
    words = teller.words
    if age.low is not None and age.high is not None:
        return words("glossary.age_between", low=age.low, high=age.high)
    if age.low is not None:
        return words("glossary.age_from", low=age.low)
    return words("glossary.age_to", high=age.high)


def _members(teller: Teller, population: str, span: Range) -> str:
    """Say how many members of a population a family must have."""
    words, group = teller.words, teller.group(population)
    low, high = (words("single") if end == 1 else end for end in (span.low, span.high))
    if span.high is None:
        return words("glossary.members_from", low=low, group=group)
    if span.low is None:
        return words("glossary.members_to", high=high, group=group)
    if span.low == span.high:
        return words("glossary.members_exactly", n=low, group=group)
    return words("glossary.members_between", low=span.low, high=span.high, group=group)


def _cohort(teller: Teller) -> Iterator[Pair]:
    """Give the rules for those who do not stay as they were."""
    cohort, words = teller.plan.cohort, teller.words
    ages = any(found.age for found in teller.plan.populations.values())
    if ages and cohort.turned_18 != "refuse":
        yield words("glossary.term_turned"), words(f"glossary.turned_{cohort.turned_18}")
    yield words("glossary.term_missing"), rule(teller).text
    yield words("glossary.term_late"), words(f"glossary.late_{cohort.late_entry}")
    yield words("glossary.term_dropouts"), words(f"glossary.dropouts_{cohort.dropouts}")


def _assessors(teller: Teller) -> Iterator[Pair]:
    """Say who judged what, of all that was measured."""
    plan, words = teller.plan, teller.words
    measured = teller.measured()
    for assessor in ("self", "caseworker", "register"):
        labels = [
            words.of(found.label)
            for name, found in plan.indicators.items()
            if name in measured and found.assessor == assessor
        ]
        if labels:
            text = words("glossary.assessed", items="; ".join(labels))
            yield words(f"glossary.term_{assessor}"), text


def _method(teller: Teller) -> Iterator[Pair]:
    """Say how numbers are rounded, what an interval means and what the change is of."""
    words, rounding = teller.words, teller.plan.rounding
    key = "whole" if rounding.decimals == 0 else "one" if rounding.decimals == 1 else "many"
    how = words(f"glossary.rounding_{key}", n=rounding.decimals)
    yield (
        words("glossary.term_rounding"),
        " ".join((how, words(f"glossary.total_{rounding.total}"))),
    )
    yield words("glossary.term_change"), words("glossary.change")
    if any(result.interval for result in teller.released):
        yield words("glossary.term_interval"), words("glossary.interval")


def _capital(text: str) -> str:
    """Begin a text with a capital."""
    return text[:1].upper() + text[1:]
