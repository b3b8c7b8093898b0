from __future__ import annotations

from typing import Any

import pytest

from hfi_eval.disclosure import protect
from hfi_eval.model.result import Result, Results, Unit, Verdict
from tests.unit.test_narrative_plan import at, both, judged, told

VERDICTS = [
    (Verdict.MET, {"direction": "at_least", "low": 0.1}, {"target": 0.1},
     "Af de 46 voksne var 9 (20 pct.) i job ved slut; målet var mindst 10 pct. Målet er opfyldt.",
     "Of the 46 adults, 9 (20 per cent) were in a job at the end; the target was at least 10 per cent. The target is met."),
    (Verdict.MET_BY_ROUNDING, {"direction": "at_least", "low": 0.2}, {"short": 1},
     "Af de 46 voksne var 9 (20 pct.) i job ved slut; målet var mindst 20 pct. Målet er kun opfyldt ved afrunding: 19,6 pct. bliver til 20 pct., og der mangler 1 person.",
     "Of the 46 adults, 9 (20 per cent) were in a job at the end; the target was at least 20 per cent. The target is met only by rounding: 19.6 per cent becomes 20 per cent, and 1 more person would be needed."),
    (Verdict.SHORT, {"direction": "at_least", "low": 0.3}, {"target": 0.3, "short": 5},
     "Af de 46 voksne var 9 (20 pct.) i job ved slut; målet var mindst 30 pct. Målet er ikke opfyldt: der mangler 5 personer.",
     "Of the 46 adults, 9 (20 per cent) were in a job at the end; the target was at least 30 per cent. The target is not met: it is short by 5 persons."),
    (Verdict.SHORT, {"direction": "at_least", "low": 1.0}, {"x": 45, "target": 1.0, "short": 1},
     "Af de 46 voksne var 45 (98 pct.) i job ved slut; målet var alle. Målet er ikke opfyldt: der mangler 1 person.",
     "Of the 46 adults, 45 (98 per cent) were in a job at the end; the target was all of them. The target is not met: it is short by 1 person."),
    (Verdict.NOT_MET, {"direction": "at_most", "low": 0.1}, {"target": 0.1, "short": 5},
     "Af de 46 voksne var 9 (20 pct.) i job ved slut; målet var højst 10 pct. Målet er ikke opfyldt: der er 5 personer for mange.",
     "Of the 46 adults, 9 (20 per cent) were in a job at the end; the target was at most 10 per cent. The target is not met: there are 5 persons too many."),
    (Verdict.NOT_MET, {"direction": "between", "low": 0.3, "high": 0.4}, {"target": 0.3},
     "Af de 46 voksne var 9 (20 pct.) i job ved slut; målet var 30-40 pct. Målet er ikke opfyldt.",
     "Of the 46 adults, 9 (20 per cent) were in a job at the end; the target was 30-40 per cent. The target is not met."),
    (Verdict.UNDECIDABLE, {"direction": "", "low": 0.2}, {},
     "Af de 46 voksne var 9 (20 pct.) i job ved slut; målet var 20 pct., men planen siger ikke, om det er mindst, højst eller netop så mange. Det kan derfor ikke afgøres, om målet er opfyldt.",
     "Of the 46 adults, 9 (20 per cent) were in a job at the end; the target was 20 per cent, but the plan does not say whether this is a minimum, a maximum or an exact figure. So whether the target is met cannot be decided."),
    (Verdict.AFTER_ONLY, {"direction": "increase"}, {"target": None},
     "Af de 46 voksne var 9 (20 pct.) i job ved slut; målet var en stigning, men det blev ikke målt ved start. Det kan derfor ikke afgøres, om målet er opfyldt.",
     "Of the 46 adults, 9 (20 per cent) were in a job at the end; the target was a rise, but this was not measured at the start. So whether the target is met cannot be decided."),
    (Verdict.MET, {"direction": "at_least", "low": 0.1}, {"target": 0.1, "missing": 2},
     "Af de 46 voksne med kendt svar var 9 (20 pct.) i job ved slut; målet var mindst 10 pct. Målet er opfyldt.",
     "Of the 46 adults with a known answer, 9 (20 per cent) were in a job at the end; the target was at least 10 per cent. The target is met."),
]  # fmt: skip


@pytest.mark.parametrize(("verdict", "criterion", "numbers", "danish", "english"), VERDICTS)
def test_each_verdict_is_told_with_number_base_wave_and_target(
    verdict: Verdict, criterion: dict[str, Any], numbers: dict[str, Any], danish: str, english: str
) -> None:
    released = judged(verdict, **numbers)
    assert told("da", released, **criterion) == danish
    assert told("en", released, **criterion) == english


def test_what_is_not_reported_says_why() -> None:
    none = Result(
        address=at("k", "verdict", "end"), value=None, unit=Unit.COUNT, verdict=Verdict.NOT_REPORTED
    )
    released = protect(Results([none]))
    assert (
        told("da", released, direction="at_least", low=0.5)
        == "Målet »Målet« er ikke oplyst: der er ingen registreringer."
    )
    assert (
        told("en", released, "", direction="documented")
        == "The target “The target” is not reported: no documentation is given."
    )
    empty = judged(Verdict.NOT_REPORTED, 0, 0)
    assert "ingen kendte svar blandt de voksne" in told("da", empty, direction="at_least", low=0.5)


def test_what_is_documented_says_where() -> None:
    met = Result(
        address=at("k", "verdict", "end"), value=None, unit=Unit.COUNT, verdict=Verdict.MET
    )
    text = told(
        "da",
        protect(Results([met])),
        "",
        direction="documented",
        evidence=both("årsrapporten", "the report"),
    )
    assert text == "Målet »Målet« er opfyldt. Dokumentation: årsrapporten."


@pytest.mark.parametrize(
    ("verdict", "danish"),
    [
        (
            Verdict.MET,
            "Opkald: i gennemsnit 4,5 ved start og 2,0 ved slut blandt de 10 voksne. Målet var et fald. Målet er opfyldt.",
        ),
        (
            Verdict.NOT_MET,
            "Opkald: i gennemsnit 4,5 ved start og 2,0 ved slut blandt de 10 voksne. Målet var et fald. Målet er ikke opfyldt.",
        ),
    ],
)
def test_a_mean_that_should_move_is_told_at_both_waves(verdict: Verdict, danish: str) -> None:
    means = [
        Result(
            address=at("calls", "mean", wave),
            value=value,
            unit=Unit.MEAN,
            numerator=value * 10,
            denominator=10,
        )
        for wave, value in (("start", 4.5), ("end", 2.0))
    ]
    inputs = tuple(each.address for each in means)
    own = Result(
        address=at("k", "verdict", "end"),
        value=None,
        unit=Unit.COUNT,
        verdict=verdict,
        inputs=inputs,
    )
    assert told("da", protect(Results([*means, own])), "calls", direction="decrease") == danish
