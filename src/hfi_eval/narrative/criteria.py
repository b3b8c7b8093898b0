"""Criteria: what was promised, what happened, of whom, and where it stands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hfi_eval.model.result import Unit, Verdict
from hfi_eval.narrative import change
from hfi_eval.narrative.teller import Series, Subject, Teller, promised

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hfi_eval.disclosure import Released
    from hfi_eval.model.document import Sentence
    from hfi_eval.model.plan import Criterion, Measure, Plan, TableSpec
    from hfi_eval.model.result import Result
    from hfi_eval.wording import Words


def criteria(
    name: str, spec: TableSpec, plan: Plan, released: Released, words: Words
) -> tuple[Sentence, ...]:
    """Tell every criterion of a table."""
    del name
    teller = Teller(plan, released, words)
    return tuple(told(teller, each) for each in spec.criteria)


def verdict(teller: Teller, name: str) -> Result | None:
    """Give the result that says what became of a criterion."""
    found = (
        result
        for result in teller.released
        if result.address.measure == name and result.address.stat == "verdict"
    )
    return next(found, None)


def told(teller: Teller, name: str) -> Sentence:
    """Tell one criterion: number, base, population and wave, target and verdict."""
    result = verdict(teller, name)
    criterion = teller.plan.criteria[name]
    if result is None or result.verdict is None:
        return teller.unrecorded(teller.quote(criterion.label))
    inputs = [found for each in result.inputs if (found := teller.released.get(each))]
    measure = teller.plan.measures.get(criterion.measure)
    if result.verdict is Verdict.NOT_REPORTED or measure is None or not inputs:
        return _unreported(teller, criterion, measure, result, inputs)
    if len(inputs) > 1:
        return _moved(teller, criterion, measure, result, inputs)
    return _judged(teller, criterion, measure, result, inputs[0])


def target(words: Words, criterion: Criterion, unit: Unit | None) -> str:
    """Give a target as it stands after "målet var", such as "mindst 30 pct."."""
    if criterion.low is None:
        rising = criterion.direction == "increase"
        return words("criterion.rise" if rising else "criterion.fall")
    if unit is Unit.SHARE and (criterion.low, criterion.direction) == (1.0, "at_least"):
        return words("criterion.all")
    if unit is Unit.SHARE and (criterion.low, criterion.direction) == (0.0, "at_most"):
        return words("criterion.none")
    low, high = (
        _end(words, end, unit, bare=criterion.direction == "between" and end is criterion.low)
        for end in (criterion.low, criterion.high)
    )
    return (
        words(f"target.{criterion.direction}", low=low, high=high) if criterion.direction else low
    )


def _end(words: Words, value: float | None, unit: Unit | None, *, bare: bool) -> str:
    """Write one end of a target; of a range, only the upper end has the sign."""
    if value is None:
        return ""
    if unit is Unit.SHARE:
        return promised(value, words, bare=bare)
    return words.number(value, 0 if float(value).is_integer() else 1)


def _unreported(
    teller: Teller,
    criterion: Criterion,
    measure: Measure | None,
    result: Result,
    inputs: list[Result],
) -> Sentence:
    """Tell a criterion without a number: documented, or not reported, and why."""
    words, label = teller.words, teller.quote(criterion.label)
    if result.verdict is Verdict.MET:
        text = words("criterion.documented", label=label, evidence=words.of(criterion.evidence))
    elif measure is None:
        text = words("criterion.no_evidence", label=label)
    elif inputs:
        people = teller.those(measure.of)
        text = words("criterion.no_answers", label=label, people=people)
    else:
        text = words("criterion.no_records", label=label)
    return teller.sentence(text, [result, *inputs])


def _judged(
    teller: Teller, criterion: Criterion, measure: Measure, result: Result, number: Result
) -> Sentence:
    """Tell a criterion that is judged by one number."""
    stated = [number, *_own(teller, result, "target", "target_high", "short")]
    wanted = target(teller.words, criterion, number.unit)
    aim = teller.words("criterion.target", target=wanted)
    if result.verdict is Verdict.UNDECIDABLE:
        aim = teller.words("criterion.target_open", target=wanted)
    elif result.verdict is Verdict.AFTER_ONLY:
        before = teller.wave(teller.plan.first)
        aim = teller.words("criterion.target_after", target=wanted, before=before)
    text = " ".join(
        (
            _number(teller, criterion, measure, number) + aim,
            _ending(teller, criterion, result, number),
        )
    )
    return teller.sentence(text, [*stated, result])


def _number(teller: Teller, criterion: Criterion, measure: Measure, number: Result) -> str:
    """Tell the number a criterion is judged by, with its base, population and wave."""
    wave = number.address.waves[-1]
    population = number.address.population
    if number.unit is not Unit.SHARE:
        return teller.words(
            f"criterion.{measure.kind}",
            label=teller.words.of(measure.label),
            x=teller.words.value(number),
            whom=_whom(teller, number, before_verb=False),
            wave=teller.wave(wave),
        )
    subject = change.of_measure(teller, measure)
    x = number.numerator or 0
    plural = subject.bends and x != 1
    label = subject.text if subject.bends else teller.words.of(_label(criterion, measure))
    return teller.words(
        "criterion.bends" if plural else "criterion.colon",
        whom=_whom(teller, number, before_verb=plural),
        x=teller.n(x) if plural else teller.words.number(x),
        share=teller.share(number),
        were=teller.were(x),
        phrase=subject.text,
        label=label[:1].upper() + label[1:],
        wave=teller.at(wave, population),
    )


def _label(criterion: Criterion, measure: Measure) -> dict[str, str]:
    """Give the label before a colon: that of what is measured, where it has a name."""
    return dict(measure.label if measure.what else criterion.label)


def _whom(teller: Teller, number: Result, *, before_verb: bool) -> str:
    """Give of whom a share is, said to be those who answered where somebody did not."""
    known = teller.words("levels.known") if number.missing else ""
    n, population = number.denominator or 0, number.address.population
    return teller.whom(population, n, before_verb=before_verb and not known) + known


def _ending(teller: Teller, criterion: Criterion, result: Result, number: Result) -> str:
    """Give the verdict in words."""
    words = teller.words
    short = next(iter(_own(teller, result, "short")), None)
    n = short.value if short and short.value else 0
    persons = {"n": words.number(n), "persons": teller.unit(number.address.population, n)}
    many = criterion.direction == "at_most"
    if result.verdict is Verdict.MET_BY_ROUNDING:
        lacking = (
            words("criterion.too_many" if many else "criterion.lacking", **persons) if n else ""
        )
        exact = _exact(teller, number)
        rounded = teller.words.value(number)
        if number.unit is Unit.SHARE and number.value is not None:
            rounded = teller.percent(number.value)
        return words("criterion.met_by_rounding", exact=exact, rounded=rounded, lacking=lacking)
    if result.verdict is Verdict.SHORT and n:
        return words("criterion.short", **persons)
    if result.verdict is Verdict.NOT_MET and many and n:
        return words("criterion.over", **persons)
    verdict_ = result.verdict or Verdict.UNDECIDABLE
    return words(f"criterion.verdict_{verdict_}")


def _exact(teller: Teller, number: Result) -> str:
    """Give a number with as many decimals as it takes to see that it was rounded."""
    value = number.value or 0
    if number.unit is not Unit.SHARE:
        return teller.words.number(value, 1)
    shown = teller.percent(value)
    for decimals in range(teller.words.decimals + 1, 6):
        finer = replace(teller.words, decimals=decimals)
        text = finer("percent.text", number=finer.percent(value))
        plain = finer.number(float(teller.words.percent(value).replace(",", ".")), decimals)
        if text != finer("percent.text", number=plain):
            return text
    return shown


def _moved(
    teller: Teller,
    criterion: Criterion,
    measure: Measure,
    result: Result,
    inputs: list[Result],
) -> Sentence:
    """Tell a criterion that a number should rise or fall."""
    words = teller.words
    ends = [each for each in inputs if len(each.address.waves) == 1]
    after = ends[-1]
    aim = words("criterion.aim", target=target(words, criterion, None))
    ending = words(f"criterion.verdict_{result.verdict}")
    if after.unit is Unit.SHARE:
        series = Series(after.address.measure, after.address.population, after.address.variant)
        subject = change.of_measure(teller, measure)
        parts = (change.two(teller, subject, series), *_behind(teller, subject, series, ends))
    else:
        parts = _numbers(teller, measure, (ends[0], after), inputs)
    stated = [teller.released.get(each) for part in parts for each in part.results]
    text = " ".join((*(part.text for part in parts), aim, ending))
    return teller.sentence(text, [*stated, *ends, result])


def _behind(
    teller: Teller, subject: Subject, series: Series, ends: list[Result]
) -> tuple[Sentence, ...]:
    """Give the change among those known both times where that is not all who answered."""
    return change.change(teller, subject, series) if _differ(ends) else ()


def _differ(ends: Sequence[Result]) -> bool:
    """Tell whether numbers are of different people: the verdict is about those known both times."""
    return any(end.missing for end in ends) or len({end.denominator for end in ends}) > 1


def _numbers(
    teller: Teller, measure: Measure, ends: tuple[Result, Result], inputs: list[Result]
) -> tuple[Sentence, ...]:
    """Tell a mean or a sum at both waves, and its change where the two are of different people."""
    words, (before, after) = teller.words, ends
    population, split = after.address.population, _differ(ends)
    text = words(
        f"criterion.{measure.kind}_moved{'_split' if split else ''}",
        label=words.of(measure.label),
        x=words.value(before),
        y=words.value(after),
        n=words.number(before.denominator or 0),
        m=words.number(after.denominator or 0),
        before=teller.wave(before.address.waves[-1]),
        after=teller.wave(after.address.waves[-1]),
        whom=teller.whom(population, after.denominator or 0),
        people=teller.those(population),
    )
    first = teller.sentence(text, ends)
    moved = next((each for each in inputs if len(each.address.waves) == 2), None)
    if not split or moved is None or moved.value is None:
        return (first,)
    sign = "+" if moved.value > 0 else ""
    text = words(
        f"criterion.{measure.kind}_change",
        n=words.number(moved.denominator or 0),
        change=f"{sign}{words.value(moved)}",
    )
    return first, teller.sentence(text, [moved])


def _own(teller: Teller, result: Result, *stats: str) -> list[Result]:
    """Give the other results of a criterion."""
    found = (teller.released.get(replace(result.address, stat=stat)) for stat in stats)
    return [each for each in found if each]
