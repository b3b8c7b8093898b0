from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

from hfi_eval import narrative
from hfi_eval.disclosure import Released, protect
from hfi_eval.model.codelist import Code, CodeList
from hfi_eval.model.plan import (
    EVERYONE,
    CodeTest,
    Cohort,
    Criterion,
    Definition,
    Indicator,
    Measure,
    Plan,
    Population,
    Range,
    TableSpec,
    Wave,
)
from hfi_eval.model.result import Address, Origin, Result, Results, Unit, Verdict
from hfi_eval.wording import words

BOTH = ("start", "end")
HELD = (CodeTest(of="status", codes=("job",)),)


def both(da: str, en: str) -> dict[str, str]:
    return {"da": da, "en": en}


def code(da: str, en: str) -> Code:
    return Code(label=both(da, en), phrase=both(da.lower(), en.lower()))


JOB = both("i job", "in a job")
PLAN = Plan(
    title=both("Prøve", "Trial"),
    language="da",
    waves={
        "start": Wave(date=datetime.date(2024, 1, 1), label=both("Før", "Before"), phrase=both("ved start", "at the start")),
        "end": Wave(date=datetime.date(2025, 1, 1), label=both("Efter", "After"), phrase=both("ved slut", "at the end")),
    },
    populations={
        "adults": Population(at="end", age=Range(low=18), label=both("Voksne", "Adults"), phrase=both("voksne", "adults")),
        EVERYONE: Population(at="start", label=both("Alle", "All"), phrase=both("alle", "all")),
    },
    indicators={
        "status": Indicator(
            label=both("Status", "Status"),
            phrase=both("status", "status"),
            codes=CodeList(codes={"job": code("Job", "Job"), "other": code("Andet", "Other")}),
            waves=BOTH,
        ),
        "active": Indicator(
            label=both("Deltager aktivt", "Takes part"),
            phrase=both("deltager aktivt", "takes part"),
            codes=CodeList(codes={"yes": code("Ja", "Yes"), "no": code("Nej", "No")}),
            waves=BOTH,
            yes_no=True,
        ),
        "calls": Indicator(label=both("Opkald", "Calls"), phrase=both("opkald", "calls"), kind="count", waves=BOTH),
    },
    definitions={
        "working": Definition(label=both("I job", "In a job"), phrase=JOB, condition=HELD),
    },
    measures={
        "job": Measure(kind="share", of="adults", what="working", label=both("I job", "In a job"), phrase=JOB, condition=HELD),
        "calls": Measure(kind="mean", of="adults", what="calls", label=both("Opkald", "Calls"), phrase=both("opkald", "calls")),
    },
    cohort=Cohort(turned_18="adult_at_both_waves"),
    tables={
        "readings": TableSpec(kind="definitions", definition="working", of=("adults",), title=both("A", "A")),
        "active": TableSpec(kind="indicators", indicators=("active",), of=("adults",), title=both("B", "B")),
        "levels": TableSpec(kind="before_after", indicator="status", of=("adults",), stats=("count", "share"), title=both("C", "C")),
        "moves": TableSpec(kind="transitions", indicator="status", of=("adults",), title=both("D", "D")),
        "bases": TableSpec(kind="denominators", measure="job", title=both("E", "E")),
        "balance": TableSpec(kind="balance", title=both("F", "F")),
    },
)  # fmt: skip


def at(measure: str, stat: str, *waves: str, **groups: str) -> Address:
    return Address(
        measure=measure, stat=stat, waves=waves, population="adults", groups=tuple(groups.items())
    )


def count(address: Address, x: int, n: int, missing: int = 0) -> list[Result]:
    common: dict[str, Any] = {"numerator": x, "denominator": n, "missing": missing}
    return [
        Result(address=replace(address, stat="count"), value=x, unit=Unit.COUNT, **common),
        Result(
            address=replace(address, stat="share"),
            value=x / n if n else None,
            unit=Unit.SHARE,
            **common,
        ),
    ]


def moved(measure: str, gained: int, lost: int, n: int, **groups: str) -> list[Result]:
    numbers = {"net": gained - lost, "gained": gained, "lost": lost}
    return [
        Result(
            address=at(measure, stat, *BOTH, **groups),
            value=value,
            unit=Unit.COUNT,
            numerator=value,
            denominator=n,
        )
        for stat, value in numbers.items()
    ]


def size(n: int) -> Result:
    return Result(address=at("population", "count", "end"), value=n, unit=Unit.COUNT)


def judged(
    verdict: Verdict,
    x: int = 9,
    n: int = 46,
    *,
    target: float | None = 0.2,
    short: int = 0,
    missing: int = 0,
) -> Released:
    found = count(at("working", "share", "end"), x, n, missing)
    found += [*count(at("working", "share", "start"), 1, n)]
    given = [*found, *moved("working", 8, 0, n)]
    if target is not None:
        given.append(
            Result(
                address=at("k", "target", "end"), value=target, unit=Unit.SHARE, origin=Origin.PLAN
            )
        )
    given.append(Result(address=at("k", "short", "end"), value=short, unit=Unit.COUNT))
    given.append(
        Result(
            address=at("k", "verdict", "end"),
            value=None,
            unit=Unit.COUNT,
            verdict=verdict,
            inputs=(found[1].address,),
        )
    )
    return protect(Results(given))


def told(language: str, released: Released, measure: str = "job", **criterion: Any) -> str:
    part = Criterion(label=both("Målet", "The target"), phrase=JOB, measure=measure, **criterion)
    plan = replace(PLAN, criteria={"k": part})
    return narrative.for_criterion("k", plan, released, words(language)).text


def table(name: str, results: list[Result], language: str = "da", plan: Plan = PLAN) -> list[str]:
    released = protect(Results(results))
    return [each.text for each in narrative.for_table(name, plan, released, words(language))]


def test_the_plan_of_these_tests_is_whole() -> None:
    for spec in PLAN.tables.values():
        assert set(spec.of) <= set(PLAN.populations)
