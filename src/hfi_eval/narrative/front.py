"""Front: the sentences of the first page, and what is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hfi_eval.model.plan import EVERY_FAMILY, EVERYONE
from hfi_eval.model.result import Verdict
from hfi_eval.narrative import bases, change, criteria, groups, licence, missing
from hfi_eval.narrative.teller import Series, Subject, Teller

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hfi_eval.disclosure import Released
    from hfi_eval.model.document import Sentence
    from hfi_eval.model.plan import Plan
    from hfi_eval.model.result import Result
    from hfi_eval.wording import Words

_VERDICTS = (
    ("met", (Verdict.MET,)),
    ("rounded", (Verdict.MET_BY_ROUNDING,)),
    ("not_met", (Verdict.SHORT, Verdict.NOT_MET)),
    ("undecidable", (Verdict.UNDECIDABLE, Verdict.AFTER_ONLY)),
    ("not_reported", (Verdict.NOT_REPORTED,)),
)


def summary(plan: Plan, released: Released, words: Words) -> tuple[Sentence, ...]:
    """Give the sentences of the first page: who, what changed, what was met, and the design."""
    teller = Teller(plan, released, words)
    return (*_who(teller), *_headline(teller), *_verdicts(teller), licence.design(plan, words))


def unknowns(plan: Plan, released: Released, words: Words) -> tuple[Sentence, ...]:
    """Give what is not known, a sentence each, the plan's own limits last."""
    teller = Teller(plan, released, words)
    found = [
        *_unjudged(teller),
        *_no_baseline(teller),
        *_outcome(teller),
        *missing.told(teller),
        *_both_ages(teller),
        licence.design(plan, words),
        *(teller.sentence(words.of(limit)) for limit in plan.limits if words.of(limit)),
    ]
    return tuple(dict.fromkeys(found))


def _who(teller: Teller) -> Iterator[Sentence]:
    """Tell how many persons and families there are, when they were measured, and their age."""
    plan, words = teller.plan, teller.words
    sizes = [teller.size(name) for name in (EVERYONE, EVERY_FAMILY) if name in plan.populations]
    items = [
        words("summary.count", n=words.number(size.value), units=_units(teller, size))
        for size in sizes
        if size and size.value
    ]
    if not items:
        return
    waves = [
        words("summary.wave", wave=teller.wave(name), month=words.month(wave.date))
        for name, wave in plan.waves.items()
    ]
    text = words("summary.who", units=words("summary.in").join(items), waves=words.listed(waves))
    start, end = (
        groups.ends(teller, wave, key)
        for wave, key in ((plan.first, "balance.brief"), (plan.last, "balance.brief_end"))
    )
    stated: list[Result | None] = list(sizes)
    if start and end and plan.first != plan.last and _by_age(plan):
        rest = end.text[:1].lower() + end.text[1:]
        text += " " + words("summary.ages", start=start.text, end=rest)
        stated += [teller.released.get(each) for each in (*start.results, *end.results)]
    yield teller.sentence(text, stated)


def _units(teller: Teller, size: Result) -> str:
    """Give the word for the units of a population; of all families, that they are family units."""
    one = "one" if size.value == 1 else "many"
    kind = "family_unit" if size.address.population == EVERY_FAMILY else "person"
    return teller.words(f"unit.{kind}_{one}")


def _by_age(plan: Plan) -> bool:
    """Tell whether the plan sets adults apart: in a person balance, or in groups that part at 18."""
    ages = [found.age for found in plan.populations.values() if found.age]
    return any(spec.kind == "balance" for spec in plan.tables.values()) or any(
        age.low == 18 or age.high == 17 for age in ages
    )


def _headline(teller: Teller) -> Iterator[Sentence]:
    """Tell how the first definition that is measured at two waves has changed."""
    for name, definition in teller.plan.definitions.items():
        population, _ = teller.released.results.headline.get(name, ("", ""))
        series = Series(name, population)
        if len(teller.told(series)) < 2 or teller.plan.decided_by_outcome(population):
            continue
        subject = Subject(teller.words.of(definition.phrase), bends=True)
        first = change.two(teller, subject, series, with_age=True)
        moved = change.change(teller, subject, series)
        text = " ".join(each.text for each in (first, *moved))
        stated = [address for each in (first, *moved) for address in each.results]
        yield teller.sentence(text, [teller.released.get(each) for each in stated])
        return


def _verdicts(teller: Teller) -> Iterator[Sentence]:
    """Tell how many criteria are met, not met, cannot be judged and are not reported."""
    found = [
        result
        for name in teller.plan.criteria
        if (result := criteria.verdict(teller, name)) is not None
    ]
    if not found:
        return
    if len(found) == 1:
        yield criteria.told(teller, found[0].address.measure)
        return
    items = []
    for key, verdicts in _VERDICTS:
        n = len([result for result in found if result.verdict in verdicts])
        if n or key == "met":
            are = teller.words("are.one" if n == 1 else "are.many")
            items.append(teller.words(f"summary.{key}", n=teller.n(n), are=are))
    text = teller.words(
        "summary.verdicts", n=teller.words.number(len(found)), items=_joined(teller, items)
    )
    yield teller.sentence(text, found)


def _joined(teller: Teller, items: list[str]) -> str:
    """Join clauses, with a comma before the last "and"."""
    if len(items) < 2:
        return "".join(items)
    return teller.words("summary.join", most=", ".join(items[:-1]), last=items[-1])


def _unjudged(teller: Teller) -> Iterator[Sentence]:
    """Tell the criteria that are not reported, and those that cannot be judged."""
    wanted = {Verdict.NOT_REPORTED, Verdict.AFTER_ONLY, Verdict.UNDECIDABLE}
    for name, criterion in teller.plan.criteria.items():
        result = criteria.verdict(teller, name)
        if result is None or result.verdict not in wanted:
            continue
        if result.verdict is Verdict.NOT_REPORTED:
            yield criteria.told(teller, name)
            continue
        label = teller.quote(criterion.label)
        before = teller.wave(teller.plan.first)
        key = f"unknown.{result.verdict}"
        yield teller.sentence(teller.words(key, label=label, before=before), [result])


def _no_baseline(teller: Teller) -> Iterator[Sentence]:
    """Tell which indicators were measured at the later waves only."""
    plan, words = teller.plan, teller.words
    measured = teller.measured()
    late = [
        indicator
        for name, indicator in plan.indicators.items()
        if name in measured and plan.first not in indicator.waves
    ]
    if late:
        items = words.listed(teller.quote(indicator.label) for indicator in late)
        yield teller.sentence(
            words("unknown.no_baseline", before=teller.wave(plan.first), items=items)
        )


def _outcome(teller: Teller) -> Iterator[Sentence]:
    """Tell which populations were decided by later answers."""
    used = {result.address.population for result in teller.released}
    for name in teller.plan.populations:
        if name in used:
            yield from bases.outcome(teller, name)


def _both_ages(teller: Teller) -> Iterator[Sentence]:
    """Tell who is counted both among the adults and among the children."""
    if aged := teller.aged():
        key = "unknown.turned_one" if aged.value == 1 else "unknown.turned_many"
        yield teller.sentence(teller.words(key, n=teller.n(aged.value)), [aged])
