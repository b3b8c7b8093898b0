"""Measures: from counts to results. A new kind is a new module and one line in KINDS."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from hfi_eval.measures import balance, composition, criterion, distribution, mean, share
from hfi_eval.measures.ask import Balance, Composition, Distribution, Mean, Share, Size
from hfi_eval.model.plan import EVERYONE, CodeTest
from hfi_eval.model.result import Results

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from hfi_eval.measures.ask import Ask
    from hfi_eval.model.counts import Counts, Request
    from hfi_eval.model.plan import Measure, Plan, TableKind, TableSpec
    from hfi_eval.model.result import Result


class Kind(NamedTuple):
    """What a kind of measure asks of the engine, and what it makes of the counts."""

    requests: Callable[[Plan, Any], tuple[Request, ...]]
    results: Callable[[Plan, Any, Mapping[Request, Counts]], Iterator[Result]]


KINDS: Mapping[type, Kind] = {
    Size: Kind(composition.size_requests, composition.size_results),
    Share: Kind(share.requests, share.results),
    Distribution: Kind(distribution.requests, distribution.results),
    Mean: Kind(mean.requests, mean.results),
    Composition: Kind(composition.requests, composition.results),
    Balance: Kind(balance.requests, balance.results),
}


def asks(plan: Plan, recorded: Collection[str]) -> tuple[Ask, ...]:
    """Give all that the plan wants measured, each once, in the plan's order.

    Args:
        plan: says what is shown and judged.
        recorded: the indicators that have records; nothing is asked about the others.
    """
    found: list[Ask] = [Size(name) for name in plan.populations]
    for name, measure in plan.measures.items():
        found += _measure(plan, name, measure)
    for table in plan.tables.values():
        found += TABLES[table.kind](plan, table)
    if any(population.age for population in plan.populations.values()):
        found.append(Balance())
    for spec in plan.figures.values():
        if spec.indicator:
            indicator, _, grouping = spec.indicator.partition(".")
            found.append(Distribution(indicator, grouping, spec.of))
    return tuple(ask for ask in dict.fromkeys(found) if _is_recorded(plan, ask, recorded))


def requests(plan: Plan, recorded: Collection[str]) -> tuple[Request, ...]:
    """Give what the engine must count for the plan."""
    return tuple(
        dict.fromkeys(
            request
            for ask in asks(plan, recorded)
            for request in KINDS[type(ask)].requests(plan, ask)
        )
    )


def measure_all(plan: Plan, recorded: Collection[str], counts: Mapping[Request, Counts]) -> Results:
    """Give every result of the plan: measures first, then the criteria that judge them."""
    found: dict[Any, Result] = {}
    for ask in asks(plan, recorded):
        for result in KINDS[type(ask)].results(plan, ask, counts):
            found.setdefault(result.address, result)
    headline = _headline(plan, found.values())
    measured = Results(found.values(), headline)
    judged = [
        result for name in plan.criteria for result in criterion.results(plan, name, measured)
    ]
    return Results([*measured, *judged], _headline(plan, [*measured, *judged]))


def _measure(plan: Plan, name: str, measure: Measure) -> Iterator[Ask]:
    """Ask for a measure over all its populations, and for every variant of its definition."""
    for population in (measure.of, *measure.also_of):
        if measure.kind != "share":
            yield Mean(measure.what, population)
            continue
        yield Share(
            measure.address_name(name),
            measure.variant,
            measure.condition,
            population,
            measure.who,
            measure.by,
            measure.smallest_group if measure.by else 1,
        )
        if measure.what in plan.definitions and not measure.who:
            yield from _definition(plan, measure.what, population)


def _definition(plan: Plan, name: str, population: str) -> Iterator[Ask]:
    """Ask for a definition and all its variants."""
    definition = plan.definitions[name]
    yield Share(name, "", definition.condition, population)
    for key, variant in definition.variants.items():
        yield Share(name, key, variant.condition, population)


def _levels(__: Plan, spec: TableSpec) -> Iterable[Ask]:
    """Ask for the levels of an indicator over each population of a table."""
    indicator, _, grouping = spec.indicator.partition(".")
    return [Distribution(indicator, grouping, population) for population in spec.of]


def _readings(plan: Plan, spec: TableSpec) -> Iterable[Ask]:
    """Ask for a definition and its variants over each population of a table."""
    return [ask for name in spec.of for ask in _definition(plan, spec.definition, name)]


def _questions(_: Plan, spec: TableSpec) -> Iterable[Ask]:
    """Ask for the share that says yes to each indicator of a table."""
    return [
        Share(name, "", (CodeTest(of=name, codes=("yes",)),), population)
        for name in spec.indicators
        for population in spec.of
    ]


def _nothing(_: Plan, __: TableSpec) -> Iterable[Ask]:
    """Ask for nothing: what the table shows is measured for the plan's measures already."""
    return ()


TABLES: Mapping[TableKind, Callable[[Plan, TableSpec], Iterable[Ask]]] = {
    "before_after": _levels,
    "transitions": _levels,
    "composition": lambda _, spec: [Composition((spec.rows,), name) for name in spec.across],
    "blocks": lambda _, spec: [Composition((spec.rows,), name) for name in spec.of],
    "cross": lambda _, spec: [Composition((spec.rows, *spec.across), name) for name in spec.of],
    "definitions": _readings,
    "indicators": _questions,
    "balance": lambda _, __: [Balance()],
    "criteria": _nothing,
    "denominators": _nothing,
    "groups": _nothing,
}
"""What each kind of table needs to be measured beside the plan's measures."""


def _is_recorded(plan: Plan, ask: Ask, recorded: Collection[str]) -> bool:
    """Tell whether everything an ask needs has records."""
    needed: set[str] = set()
    if isinstance(ask, Share):
        needed = {test.of for test in ask.condition} | set(ask.by)
    elif isinstance(ask, (Distribution, Mean)):
        needed = {ask.indicator}
    populations = {getattr(ask, "population", EVERYONE)}
    if isinstance(ask, Share) and ask.who:
        populations.add(ask.who[1])
    needed |= {name for each in populations for name in _rules(plan, each)}
    return all(name in recorded for name in needed if name in plan.indicators)


def _rules(plan: Plan, population: str) -> Iterable[str]:
    """Give the indicators that decide who belongs to a population."""
    rule = plan.populations[population]
    yield from (test.of for test in rule.status)
    for inner in ([rule.of] if rule.of else []) + list(rule.members):
        yield from _rules(plan, inner)


def _headline(plan: Plan, found: Iterable[Result]) -> dict[str, tuple[str, str]]:
    """Give for each measure the population and variant that a shorter address means."""
    headline: dict[str, tuple[str, str]] = {}
    for measure in plan.measures.values():
        if measure.what and not measure.who and not measure.by:
            headline.setdefault(measure.what, (measure.of, measure.variant))
    for result in found:
        address = result.address
        headline.setdefault(address.measure, (address.population, address.variant))
    return headline
