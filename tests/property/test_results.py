from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hfi_eval.engine import count
from hfi_eval.errors import EvalError
from hfi_eval.measures import KINDS, asks, measure_all, requests
from hfi_eval.measures.criterion import results as judged
from hfi_eval.model.plan import Criterion, Direction, Measure, Plan
from hfi_eval.model.result import Address, Origin, Result, Results, State, Unit, Verdict
from tests.property import rich

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hfi_eval.model.counts import Counts, Request
    from hfi_eval.records import Records

KEY = st.from_regex(r"[a-z][a-z0-9_]*", fullmatch=True)
ODD = st.text(max_size=12) | st.sampled_from(
    ["", "a b", "æøå", "50 %", "a&b=c", "x/y?z", "..", "~"]
)


@given(
    st.builds(
        Address,
        measure=KEY,
        stat=KEY,
        waves=st.lists(KEY, min_size=1, max_size=3).map(tuple),
        population=KEY,
        variant=KEY | st.just(""),
        groups=st.dictionaries(KEY, ODD, max_size=3).map(lambda each: tuple(each.items())),
    )
)
def test_an_address_reads_back(address: Address) -> None:
    assert Address.parse(str(address)) == address
    assert " " not in str(address)


@given(st.text())
def test_a_text_is_an_address_or_is_refused(text: str) -> None:
    told = None
    try:
        address = Address.parse(text)
    except EvalError as error:
        told = str(error)
    if told is not None:
        assert "measure.stat@wave/population" in told
    else:
        assert address.measure
        assert address.stat
        assert all(address.waves)


@st.composite
def evaluated(draw: st.DrawFn) -> tuple[Plan, Results]:
    plan = draw(rich.plans())
    held = draw(rich.held(plan))
    counts = count(held, plan, requests(plan, held.indicators), "reference")
    return plan, measure_all(plan, held.indicators, counts)


def with_stat(found: Results, stat: str) -> Iterator[Result]:
    return (result for result in found if result.address.stat == stat)


def value(found: Results, address: Address, **changes: object) -> float:
    number = found[replace(address, **changes)].value  # type: ignore[arg-type]
    assert number is not None
    return number


@given(evaluated())
def test_changes_follow_from_who_moved(case: tuple[Plan, Results]) -> None:
    _, found = case
    for result in with_stat(found, "change"):
        at = result.address
        gained, lost, stayed, never, net = (
            value(found, at, stat=stat) for stat in ("gained", "lost", "stayed", "never", "net")
        )
        assert net == gained - lost
        assert stayed + lost + gained + never == result.denominator
        first, last = (value(found, at, stat="count", waves=(wave,)) for wave in at.waves)
        assert stayed + lost <= first
        assert stayed + gained <= last
        if result.denominator:
            assert result.value == net / result.denominator
            before = Fraction(int(stayed + lost), result.denominator)
            after = Fraction(int(stayed + gained), result.denominator)
            assert Fraction(int(net), result.denominator) == after - before
        else:
            assert result.value is None
            assert result.state is State.EMPTY


@given(evaluated())
def test_a_change_is_the_difference_of_the_shares_when_all_answered(
    case: tuple[Plan, Results],
) -> None:
    _, found = case
    for result in with_stat(found, "change"):
        at = result.address
        ends = [found[replace(at, stat="share", waves=(wave,))] for wave in at.waves]
        if not result.missing and all(end.value is not None for end in ends):
            assert result.value == pytest.approx((ends[1].value or 0) - (ends[0].value or 0))


@given(evaluated())
def test_shares_are_counts_of_bases_with_an_interval_around_them(
    case: tuple[Plan, Results],
) -> None:
    _, found = case
    for result in with_stat(found, "share"):
        n, x = result.denominator, result.numerator
        assert value(found, result.address, stat="count") == x
        base = found.get(replace(result.address, stat="base"))
        assert base is None or base.value == n
        if result.value is None:
            assert result.state is (State.TOO_FEW if n else State.EMPTY)
            assert result.interval is None
            continue
        assert result.value == (x or 0) / (n or 1)
        assert result.interval is not None
        assert 0 <= result.interval.low <= result.value <= result.interval.high <= 1


@given(evaluated())
def test_levels_add_up_to_their_base_and_moves_to_their_margins(
    case: tuple[Plan, Results],
) -> None:
    plan, found = case
    for result in with_stat(found, "base_share"):
        at = result.address
        rows = list(plan.indicators[at.measure].rows(at.variant))
        base = value(found, at, stat="base")
        if len(at.waves) == 1:
            levels = [value(found, at, stat="count", groups=((at.measure, row),)) for row in rows]
            assert sum(levels) == base
            continue
        for side, other in (("from", "to"), ("to", "from")):
            margins = [value(found, at, stat="count", groups=((side, row),)) for row in rows]
            assert sum(margins) == base
            for row, margin in zip(rows, margins, strict=True):
                moves = (
                    value(found, at, stat="count", groups=((side, row), (other, each)))
                    for each in rows
                )
                assert sum(moves) == margin


@given(evaluated())
def test_the_balance_of_persons_closes(case: tuple[Plan, Results]) -> None:
    plan, found = case
    both = (plan.first, plan.last)
    sizes: dict[str, list[float]] = {}
    for result in with_stat(found, "turned_18"):
        at = result.address
        start = value(found, at, stat="count", waves=both[:1])
        end = value(found, at, stat="count", waves=both[1:])
        if plan.first != plan.last:
            entered, left = value(found, at, stat="entered"), value(found, at, stat="left")
            assert start + entered - left + (result.value or 0) == end
        sizes[dict(at.groups).get("age", "all")] = [start, end]
    everybody = sizes.pop("all")
    assert [sum(each) for each in zip(*sizes.values(), strict=True)] == everybody


@given(evaluated())
def test_compositions_add_up_to_their_population(case: tuple[Plan, Results]) -> None:
    plan, found = case
    sums: dict[tuple[str, str], float] = {}
    for result in with_stat(found, "count"):
        at = result.address
        if at.measure in plan.background and len(at.groups) == 1:
            pair = (at.measure, at.population)
            sums[pair] = sums.get(pair, 0) + (result.value or 0)
    for (_, population), total in sums.items():
        size = Address(
            measure="population",
            stat="count",
            waves=(plan.populations[population].at,),
            population=population,
        )
        assert total == value(found, size)


@st.composite
def counted(draw: st.DrawFn) -> tuple[Plan, Records, dict[Request, Counts]]:
    plan = draw(rich.plans())
    held = draw(rich.held(plan))
    return plan, held, count(held, plan, requests(plan, held.indicators), "reference")


@given(counted())
def test_one_address_is_one_number_whatever_asked_for_it(
    case: tuple[Plan, Records, dict[Request, Counts]],
) -> None:
    plan, held, counts = case
    seen: dict[Address, Result] = {}
    for ask in asks(plan, held.indicators):
        for result in KINDS[type(ask)].results(plan, ask, counts):
            first = seen.setdefault(result.address, result)
            assert (first.value, first.denominator) == (result.value, result.denominator)


@given(evaluated())
def test_every_input_of_a_result_is_a_result(case: tuple[Plan, Results]) -> None:
    _, found = case
    for result in found:
        assert Address.parse(str(result.address)) == result.address
        assert all(address in found for address in result.inputs)


def plain(x: int, n: int, criterion: Criterion) -> Verdict:
    """Judge a share by hand, in whole per cents."""
    share = Fraction(x, n)
    cents = (Decimal(100 * x) / Decimal(n)).quantize(Decimal(1), ROUND_HALF_UP)
    low = None if criterion.low is None else Fraction(str(criterion.low))
    high = None if criterion.high is None else Fraction(str(criterion.high))

    def reaches(number: Fraction) -> bool:
        if low is None:
            return False
        return {
            "at_least": number >= low,
            "at_most": number <= low,
            "exactly": number == low,
            "between": high is not None and low <= number <= high,
        }[criterion.direction]

    if criterion.direction == "":
        return Verdict.UNDECIDABLE
    if reaches(share) or (criterion.compare == "rounded" and reaches(Fraction(cents) / 100)):
        return Verdict.MET
    if reaches(Fraction(cents) / 100):
        return Verdict.MET_BY_ROUNDING
    return Verdict.SHORT if criterion.direction == "at_least" else Verdict.NOT_MET


PERCENT = st.integers(0, 200).map(lambda halves: halves / 200)
LEVELS = ("at_least", "at_most", "exactly", "between", "")


@st.composite
def promises(draw: st.DrawFn) -> Criterion:
    low = draw(PERCENT)
    direction: Direction = draw(st.sampled_from(LEVELS))
    return Criterion(
        label={},
        phrase={},
        measure="m",
        direction=direction,
        low=low,
        high=draw(PERCENT.filter(lambda high: high >= low)) if direction == "between" else None,
        compare=draw(st.sampled_from(["exact", "rounded"])),
    )


def judge(criterion: Criterion, *ends: tuple[int, int]) -> Results:
    plan = replace(
        rich.RICH,
        measures={"m": Measure(kind="share", of="adults", label={}, phrase={}, condition=())},
        criteria={"c": criterion},
    )
    waves = list(plan.waves)[-len(ends) :] if len(ends) == 1 else [plan.first, plan.last]
    found = [
        Result(
            address=Address(measure="m", stat="share", waves=(wave,), population="adults"),
            value=x / n if n else None,
            unit=Unit.SHARE,
            numerator=x,
            denominator=n,
        )
        for wave, (x, n) in zip(waves, ends, strict=True)
    ]
    if len(ends) == 2 and all(n for _, n in ends):
        moved = Fraction(*ends[1]) - Fraction(*ends[0])
        at = Address(measure="m", stat="change", waves=(plan.first, plan.last), population="adults")
        found.append(Result(address=at, value=float(moved), unit=Unit.POINTS))
    return Results(judged(plan, "c", Results(found)))


FRACTION = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(promises(), FRACTION)
def test_a_verdict_is_what_a_person_would_say(criterion: Criterion, part: tuple[int, int]) -> None:
    found = judge(criterion, part)
    said = found["c.verdict@end/adults"]
    assert said.verdict is plain(*part, criterion)
    assert said.value is None
    target = found["c.target@end/adults"]
    assert (target.value, target.origin) == (criterion.low, Origin.PLAN)
    gap = found["c.gap@end/adults"].value
    assert gap == pytest.approx(part[0] / part[1] - (criterion.low or 0))


@given(promises(), FRACTION)
def test_the_persons_that_are_short_are_as_few_as_can_be(
    criterion: Criterion, part: tuple[int, int]
) -> None:
    assume(criterion.direction in {"at_least", "at_most"})
    x, n = part
    short = int(judge(criterion, part)["c.short@end/adults"].value or 0)
    up = criterion.direction == "at_least"
    exact = replace(criterion, compare="exact")

    def met(persons: int) -> bool:
        return plain(persons, n, exact) is Verdict.MET

    assert met(x + short if up else x - short)
    assert not short or not met(x + short - 1 if up else x - short + 1)


@given(FRACTION, FRACTION, st.sampled_from(["increase", "decrease"]))
def test_a_move_is_met_when_the_exact_share_moved_that_way(
    before: tuple[int, int], after: tuple[int, int], direction: Direction
) -> None:
    criterion = Criterion(label={}, phrase={}, measure="m", direction=direction)
    rose = Fraction(*after) - Fraction(*before)
    wanted = rose > 0 if direction == "increase" else rose < 0
    verdict = judge(criterion, before, after)["c.verdict@end/adults"].verdict
    assert verdict is (Verdict.MET if wanted else Verdict.NOT_MET)


@pytest.mark.parametrize("direction", ["at_least", "at_most", "exactly", ""])
def test_nothing_is_said_about_nobody(direction: Direction) -> None:
    criterion = Criterion(label={}, phrase={}, measure="m", direction=direction, low=0.5)
    verdict = judge(criterion, (0, 0))["c.verdict@end/adults"]
    assert (verdict.verdict, verdict.state) == (Verdict.NOT_REPORTED, State.EMPTY)
