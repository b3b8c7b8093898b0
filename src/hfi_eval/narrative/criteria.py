"""Criteria: what was promised, what happened, of whom, and where it stands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hfi_eval.model.result import Unit, Verdict
from hfi_eval.narrative import change
from hfi_eval.narrative.teller import Series, Teller

if TYPE_CHECKING:
    from hfi_eval.disclosure import Released
    from hfi_eval.model.document import Sentence
    from hfi_eval.model.plan import Criterion, Measure, Plan, TableSpec
    from hfi_eval.model.result import Address, Result
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


def target(teller: Teller, criterion: Criterion, unit: Unit | None) -> str:
    """Give a target as it stands after "målet var", such as "mindst 30 pct."."""
    words = teller.words
    if criterion.low is None:
        rising = criterion.direction == "increase"
        return words("criterion.rise" if rising else "criterion.fall")
    if unit is Unit.SHARE and (criterion.low, criterion.direction) == (1.0, "at_least"):
        return words("target.all")
    if unit is Unit.SHARE and (criterion.low, criterion.direction) == (0.0, "at_most"):
        return words("target.none")
    if unit is Unit.SHARE:
        low = teller.percent(criterion.low)
        if criterion.direction == "between":
            low = words.percent(criterion.low)
    else:
        low = words.number(criterion.low)
    high = criterion.high if criterion.high is not None else criterion.low
    top = teller.percent(high) if unit is Unit.SHARE else words.number(high)
    if criterion.direction == "between":
        return words("target.between", low=low, high=top)
    return words(f"target.{criterion.direction or 'exactly'}", low=low)


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
        people = teller.people(measure.of)
        text = words("criterion.no_answers", label=label, people=people)
    else:
        text = words("criterion.no_records", label=label)
    return teller.sentence(text, [result, *inputs])


def _judged(
    teller: Teller, criterion: Criterion, measure: Measure, result: Result, number: Result
) -> Sentence:
    """Tell a criterion that is judged by one number."""
    stated = [number, *_own(teller, result, "target", "target_high", "short")]
    aim = teller.words("criterion.target", target=target(teller, criterion, number.unit))
    if result.verdict is Verdict.UNDECIDABLE:
        aim = teller.words("criterion.target_open", target=target(teller, criterion, number.unit))
    elif result.verdict is Verdict.AFTER_ONLY:
        before = teller.wave(teller.plan.first)
        aim = teller.words(
            "criterion.target_after", target=target(teller, criterion, number.unit), before=before
        )
    text = " ".join(
        (
            _number(teller, criterion, measure, number) + aim,
            _ending(teller, criterion, result, number),
            *_absent(teller, [number]),
        )
    )
    return teller.sentence(text, [*stated, result])


def _number(teller: Teller, criterion: Criterion, measure: Measure, number: Result) -> str:
    """Tell the number a criterion is judged by, with its base, population and wave."""
    wave = number.address.waves[-1]
    n, population = number.denominator or 0, number.address.population
    if number.unit is not Unit.SHARE:
        return teller.words(
            f"criterion.{measure.kind}",
            label=teller.words.of(measure.label),
            x=teller.words.value(number),
            whom=teller.whom(population, n),
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
    words, (before, after) = teller.words, (inputs[0], inputs[-1])
    aim = words("criterion.aim", target=target(teller, criterion, None))
    ending = words(f"criterion.verdict_{result.verdict}")
    if after.unit is Unit.SHARE:
        series = _series(after.address)
        first = change.two(teller, change.of_measure(teller, measure), series)
        stated = [teller.released.get(each) for each in first.results]
        text = first.text
    else:
        stated = [before, after]
        text = words(
            f"criterion.{measure.kind}_moved",
            label=words.of(measure.label),
            x=words.value(before),
            y=words.value(after),
            before=teller.wave(before.address.waves[-1]),
            after=teller.wave(after.address.waves[-1]),
            whom=teller.whom(after.address.population, after.denominator or 0),
        )
    told_ = " ".join((text, aim, ending, *_absent(teller, [before, after])))
    return teller.sentence(told_, [*stated, before, after, result])


def _series(address: Address) -> Series:
    """Give where the numbers beside an address are found."""
    return Series(address.measure, address.population, address.variant, address.groups)


def _own(teller: Teller, result: Result, *stats: str) -> list[Result]:
    """Give the other results of a criterion."""
    found = (teller.released.get(replace(result.address, stat=stat)) for stat in stats)
    return [each for each in found if each]


def _absent(teller: Teller, numbers: list[Result]) -> list[str]:
    """Tell how many are without an answer at each wave."""
    return [
        change.absent(teller, number, number.address.waves[-1]).text
        for number in numbers
        if number.missing
    ]
