"""Change: how many at one wave or two, and who is behind the difference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hfi_eval.model.result import State
from hfi_eval.narrative.about import about
from hfi_eval.narrative.teller import Subject, own_phrase

if TYPE_CHECKING:
    from hfi_eval.model.document import Sentence
    from hfi_eval.model.plan import Measure, Text
    from hfi_eval.model.result import Result
    from hfi_eval.narrative.teller import Series, Teller

_MISSING = {
    "count_as_missing": "out",
    "count_as_failure": "failure",
    "last_observed": "last",
    "leave_out": "left",
}


def of_indicator(teller: Teller, name: str) -> Subject:
    """Give a yes/no indicator as the subject of a sentence."""
    indicator = teller.plan.indicators[name]
    own = own_phrase(indicator.label, indicator.phrase)
    return Subject(teller.words.of(indicator.phrase if own else indicator.label), own)


def of_measure(teller: Teller, measure: Measure) -> Subject:
    """Give what a measure counts as the subject of a sentence."""
    plan, words = teller.plan, teller.words
    if measure.who or measure.variant:
        return Subject(words.of(measure.label), bends=False)
    if measure.what in plan.definitions:
        return Subject(words.of(measure.phrase), bends=True)
    label = plan.indicators[measure.what].label if measure.what else measure.label
    own = own_phrase(label, measure.phrase)
    return Subject(words.of(measure.phrase if own else measure.label), own)


def told(teller: Teller, subject: Subject, series: Series) -> tuple[Sentence, ...]:
    """Give how many at each wave and how that changed."""
    waves = teller.told(series)
    if not waves:
        return ()
    if len(waves) == 1:
        return (one(teller, subject, series, waves[0]),)
    return (two(teller, subject, series), *change(teller, subject, series))


def one(teller: Teller, subject: Subject, series: Series, wave: str) -> Sentence:
    """Give how many at the only wave it was asked at; the baseline that is missing is said."""
    count, share = (teller.get(series, stat, wave) for stat in ("count", "share"))
    if count is None or not count.denominator:
        return nobody(teller, series, wave)
    words, plan = teller.words, teller.plan
    alone = wave != plan.first and len(teller.told(series)) == 1
    tail = words("one.no_baseline", before=teller.wave(plan.first)) if alone else ""
    plural = subject.bends and count.value != 1
    near = (
        about(share.value, words)
        if share and share.value is not None and count.missing == 0
        else ""
    )
    text = words(
        "one.bends" if plural else "one.colon",
        whom=teller.whom(series.population, count.denominator, before_verb=plural),
        label=subject.text[:1].upper() + subject.text[1:],
        phrase=subject.text,
        x=teller.n(count.value) if plural else words.number(count.value or 0),
        were=teller.were(count.value),
        share=_near(teller, share, near),
        wave=teller.at(wave, series.population),
        tail=tail,
    )
    return teller.sentence(text, [count, share])


def two(teller: Teller, subject: Subject, series: Series, *, with_age: bool = False) -> Sentence:
    """Give how many at the first and the last wave it was asked at.

    Args:
        teller: the plan, the results and the words.
        subject: what is counted.
        series: where its numbers are found.
        with_age: whether to say who turned 18 on the way.
    """
    waves = teller.told(series)
    first, last = waves[0], waves[-1]
    before, after = (teller.get(series, "count", wave) for wave in (first, last))
    shares = [teller.get(series, "share", wave) for wave in (first, last)]
    if not (before and after and before.denominator and after.denominator):
        if not any(end and end.denominator for end in (before, after)):
            return nobody(teller, series, first, last)
        ends = [one(teller, subject, series, wave) for wave in (first, last)]
        stated = [teller.released.get(each) for end in ends for each in end.results]
        return teller.sentence(" ".join(end.text for end in ends), stated)
    aged, more = teller.turned(series.population) if with_age else ("", ())
    split = bool(before.missing or after.missing or before.denominator != after.denominator)
    turn = subject.bends and before.value in {0, 1} and after.value not in {0, 1} and not split
    plural = subject.bends and (turn or before.value != 1)
    frame = f"pair.{'split_' if split else ''}{'bends' if plural else 'colon'}"
    text = teller.words(
        f"{frame}_turned" if turn else frame,
        whom=teller.whom(series.population, before.denominator, before_verb=plural and not aged)
        + aged,
        people=teller.people(series.population),
        label=subject.text[:1].upper() + subject.text[1:],
        phrase=subject.text,
        x=teller.n(before.value),
        y=teller.n(after.value),
        n=teller.words.number(before.denominator),
        m=teller.words.number(after.denominator),
        were=teller.were(after.value if turn else before.value),
        before=teller.wave(first),
        after=teller.wave(last),
        shares=_shares(teller, shares[::-1] if turn else shares),
    )
    return teller.sentence(text, [before, after, *shares, *more])


def change(teller: Teller, subject: Subject, series: Series) -> tuple[Sentence, ...]:
    """Give the net change and who is behind it: those who became so and those who no longer are."""
    waves = teller.told(series)
    if len(waves) < 2:
        return ()
    net, gained, lost = (
        teller.get(series, stat, waves[0], waves[-1]) for stat in ("net", "gained", "lost")
    )
    if net is None or gained is None or lost is None or not net.denominator or net.value is None:
        return ()
    words = teller.words
    ends = [teller.get(series, "count", wave) for wave in (waves[0], waves[-1])]
    if not any(end and end.value for end in ends):
        return ()
    text = words(
        f"change.{way(net, gained)}",
        n=words.number(abs(net.value)),
        who=_who(teller, subject, gained, lost),
    )
    if any(end and end.denominator != net.denominator for end in ends):
        text = words("change.of_both", text=text.removesuffix("."), n=words.number(net.denominator))
    return (teller.sentence(text, [net, gained, lost]),)


def _who(teller: Teller, subject: Subject, gained: Result, lost: Result) -> str:
    """Give who is behind a change, such as "19 blev det undervejs, og 1 var det ikke længere"."""
    key = "change.who_colon"
    if subject.bends:
        key = "change.who_bends" if lost.value else "change.who_bends_kept"
    first, last = gained.address.waves
    return teller.words(
        key,
        gained=teller.n(gained.value),
        lost=teller.n(lost.value),
        were=teller.were(lost.value),
        before=teller.wave(first),
        after=teller.wave(last),
    )


def rule(teller: Teller) -> Sentence:
    """Give what the plan does with answers that are missing at a later wave."""
    return teller.sentence(
        teller.words(f"absent.rule_{_MISSING[teller.plan.cohort.no_second_wave]}")
    )


def nobody(teller: Teller, series: Series, *waves: str, paired: bool = False) -> Sentence:
    """Give the sentence for a question without an answer at some waves.

    Args:
        teller: the plan, the results and the words.
        series: where its numbers are found.
        waves: when nobody answered.
        paired: whether it is that nobody answered at all of them.
    """
    at = [waves] if paired else [(wave,) for wave in waves]
    found = [teller.get(series, stat, *wave) for wave in at for stat in ("count", "base")]
    text = teller.words(
        "empty.answers_both" if paired else "empty.answers",
        wave=teller.words.listed(teller.wave(wave) for wave in waves),
        label=teller.quote(label(teller, series.measure)),
        people=teller.those(series.population),
    )
    return teller.sentence(text, found)


def label(teller: Teller, name: str) -> Text:
    """Give the label of whatever a number is about, by the first part of its address."""
    plan = teller.plan
    parts = (plan.indicators, plan.definitions, plan.criteria, plan.measures)
    return next((each[name].label for each in parts if name in each), {})


def way(net: Result, gained: Result) -> str:
    """Give whether there are more, fewer, as many, or the very same."""
    if net.value:
        one_ = "_one" if abs(net.value) == 1 else ""
        return f"more{one_}" if net.value > 0 else f"fewer{one_}"
    return "same_number" if gained.value else "same"


def _near(teller: Teller, share: Result | None, near: str) -> str:
    """Give a share in brackets, with the words for it where they say more."""
    if share is None or share.value is None:
        return teller.words("one.too_few") if share and share.state is State.TOO_FEW else ""
    shown = teller.percent(share.value)
    a_word = near and not any(letter.isdigit() for letter in near)
    return f" ({near}, {shown})" if a_word else f" ({shown})"


def _shares(teller: Teller, shares: list[Result | None]) -> str:
    """Give the end of a sentence with two shares, such as ", svarende til 15 og 54 pct."."""
    words = teller.words
    values = [share.value for share in shares if share and share.value is not None]
    if len(values) < 2:
        few = any(share and share.state is State.TOO_FEW for share in shares)
        return words("pair.too_few") if few else ""
    first, last = values
    if words.percent(first) == words.percent(last):
        return words("pair.same_share", p=teller.percent(first))
    return words("pair.shares", p=words.percent(first), q=teller.percent(last))
