"""Breakdown: the share of each group, or of the groups with the largest and the smallest."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hfi_eval.model.result import State
from hfi_eval.narrative import change
from hfi_eval.narrative.teller import Series, Teller

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hfi_eval.disclosure import Released
    from hfi_eval.model.document import Sentence
    from hfi_eval.model.plan import Measure, Plan, TableSpec
    from hfi_eval.model.result import Result
    from hfi_eval.wording import Words

_MANY = 6
"""More groups than this are not told one by one."""
_TIED = 3
"""More groups with the very same share than this are not all named."""


@dataclass(frozen=True, slots=True)
class _Group:
    """One group: its name, and its count and share at the first and the last wave."""

    label: str
    counts: tuple[Result | None, ...]
    shares: tuple[Result | None, ...]

    @property
    def last(self) -> float:
        """The share at the last wave."""
        share = self.shares[-1]
        return share.value or 0 if share else 0

    @property
    def stated(self) -> tuple[Result | None, ...]:
        """All its results."""
        return (*self.counts, *self.shares)


def groups(
    name: str, spec: TableSpec, plan: Plan, released: Released, words: Words
) -> tuple[Sentence, ...]:
    """Tell the share of each group, and which groups are too small for one."""
    del name
    teller = Teller(plan, released, words)
    measure = plan.measures[spec.measure]
    told: list[Sentence] = []
    for population in (measure.of, *measure.also_of):
        told += _grouped(teller, measure, Series(spec.measure, population, measure.variant))
    return tuple(dict.fromkeys(told)) or (teller.unrecorded(teller.quote(measure.label)),)


def _grouped(teller: Teller, measure: Measure, base: Series) -> Iterator[Sentence]:
    """Tell the shares of the groups of one population."""
    if gone := teller.nothing([base.population]):
        yield from gone
        return
    waves = teller.told(base)
    if not waves:
        yield teller.unrecorded(teller.quote(measure.label))
        return
    ends = tuple(dict.fromkeys((waves[0], waves[-1])))
    found = list(_found(teller, measure, base, ends))
    small = [
        group
        for group in found
        if any(share and share.state is State.TOO_FEW for share in group.shares)
    ]
    shown = [group for group in found if group not in small]
    if len(shown) > _MANY:
        yield _span(teller, measure, shown, ends[-1])
    elif shown:
        yield _each(teller, measure, shown, ends)
    if small:
        yield _too_few(teller, measure, small)
    if not found:
        yield change.nobody(teller, base, waves[-1])


def _found(
    teller: Teller, measure: Measure, base: Series, waves: Sequence[str]
) -> Iterator[_Group]:
    """Give the groups among the results that anybody with a known answer is in."""
    for result in teller.released:
        address = result.address
        if (address.measure, address.variant, address.stat, address.waves, address.population) != (
            base.measure,
            base.variant,
            "count",
            tuple(waves[:1]),
            base.population,
        ):
            continue
        levels = dict(address.groups)
        if set(levels) != set(measure.by) or "" in levels.values():
            continue
        series = replace(base, groups=address.groups)
        counts = tuple(teller.get(series, "count", wave) for wave in waves)
        shares = tuple(teller.get(series, "share", wave) for wave in waves)
        if any(count and count.denominator for count in counts):
            yield _Group(_label(teller, measure, levels), counts, shares)


def _label(teller: Teller, measure: Measure, levels: dict[str, str]) -> str:
    """Give the name of a group: its phrase, or the labels of its levels in the plan's order."""
    plan, words = teller.plan, teller.words
    codes = [
        (plan.background.get(name) or plan.indicators[name]).codes[levels[name]]
        for name in measure.by
    ]
    if len(codes) == 1:
        return words.of(codes[0].phrase)
    return words("quote", text=", ".join(words.of(code.label) for code in codes))


def _each(
    teller: Teller, measure: Measure, shown: Sequence[_Group], waves: Sequence[str]
) -> Sentence:
    """Tell every group."""
    words = teller.words
    items = [
        words("groups.group", label=group.label, items=_line(teller, group, waves))
        for group in shown
    ]
    at = teller.at(waves[0]) if len(waves) == 1 else ""
    text = words("groups.lines", label=words.of(measure.label), at=at, items="; ".join(items))
    return teller.sentence(text, [each for group in shown for each in group.stated])


def _line(teller: Teller, group: _Group, waves: Sequence[str]) -> str:
    """Give one group's numbers, with the waves where there are several."""
    items = [
        teller.words(
            "groups.line",
            x=teller.words.number(count.value or 0),
            n=teller.words.number(count.denominator or 0),
            share=teller.share(share),
            at=teller.at(wave) if len(waves) > 1 else "",
        )
        for count, share, wave in zip(group.counts, group.shares, waves, strict=True)
        if count
    ]
    return teller.words.listed(items)


def _span(teller: Teller, measure: Measure, shown: Sequence[_Group], wave: str) -> Sentence:
    """Tell the groups with the largest and the smallest share at the last wave."""
    words, label, at = teller.words, teller.words.of(measure.label), teller.at(wave)
    high, low = (pick(group.last for group in shown) for pick in (max, min))
    if high == low:
        text = words("groups.span_same", label=label, share=teller.percent(high), at=at)
        return teller.sentence(text, [group.shares[-1] for group in shown])
    most, least = ([group for group in shown if group.last == end] for end in (high, low))
    text = words(
        "groups.span", label=label, most=_named(teller, most), least=_named(teller, least), at=at
    )
    stated = [each for group in (*most, *least) for each in (group.counts[-1], group.shares[-1])]
    return teller.sentence(text, stated)


def _named(teller: Teller, tied: Sequence[_Group]) -> str:
    """Name the groups that share an end, each with its numbers, and that there are more of them."""
    items = [
        teller.words(
            "groups.span_item",
            label=group.label,
            x=teller.words.number(count.value or 0),
            n=teller.words.number(count.denominator or 0),
            share=teller.share(group.shares[-1]),
        )
        for group in tied[:_TIED]
        if (count := group.counts[-1])
    ]
    if len(tied) > _TIED:
        return teller.words("groups.or_more", items=", ".join(items))
    return teller.words.listed(items)


def _too_few(teller: Teller, measure: Measure, small: Sequence[_Group]) -> Sentence:
    """Name the groups that are too small for a share, unless they are many."""
    words = teller.words
    number = "one" if len(small) == 1 else "many" if len(small) <= _MANY else "groups"
    text = words(
        f"groups.too_few_{number}",
        groups=words.listed(group.label for group in small),
        n=words.number(measure.smallest_group),
    )
    return teller.sentence(text, [share for group in small for share in group.shares])
