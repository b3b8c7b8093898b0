from __future__ import annotations

from dataclasses import replace

import pytest

from hfi_eval import narrative
from hfi_eval.disclosure import protect
from hfi_eval.model.plan import Cohort
from hfi_eval.model.result import Result, Results, State, Unit
from hfi_eval.wording import words
from tests.unit.test_narrative_plan import BOTH, PLAN, at, count, moved, size, table


def test_nobody_and_one_before_come_last() -> None:
    results = [
        *count(at("working", "count", "start"), 1, 46),
        *count(at("working", "count", "end"), 9, 46),
        size(46),
    ]
    assert (
        table("readings", results)[0]
        == "Af de 46 voksne var 9 i job ved slut mod 1 ved start, svarende til 20 og 2 pct."
    )
    results = [
        *count(at("working", "count", "start"), 0, 46),
        *count(at("working", "count", "end"), 9, 46),
        size(46),
    ]
    assert (
        table("readings", results)[0]
        == "Af de 46 voksne var 9 i job ved slut mod ingen ved start, svarende til 20 og 0 pct."
    )
    assert table("readings", results, "en")[0] == (
        "Of the 46 adults, 9 were in a job at the end, against none at the start, that is 20 and 0 per cent."
    )


def test_a_fall_to_nobody_keeps_the_order() -> None:
    results = [
        *count(at("working", "count", "start"), 9, 46),
        *count(at("working", "count", "end"), 0, 46),
        *moved("working", 0, 9, 46),
    ]
    assert table("readings", results)[:2] == [
        "Af de 46 voksne var 9 i job ved start og ingen ved slut, svarende til 20 og 0 pct.",
        "Det er 9 færre: ingen blev det undervejs, og 9 var det ikke længere.",
    ]


@pytest.mark.parametrize(
    ("gained", "lost", "danish", "english"),
    [
        (19, 1, "Det er 18 flere: 19 blev det undervejs, og 1 var det ikke længere.",
         "That is 18 more: 19 became so, and 1 no longer was."),
        (19, 0, "Det er 19 flere: 19 blev det undervejs, og ingen holdt op med at være det.",
         "That is 19 more: 19 became so, and none stopped being so."),
        (3, 2, "Det er én mere: 3 blev det undervejs, og 2 var det ikke længere.",
         "That is one more: 3 became so, and 2 no longer were."),
        (0, 1, "Det er én færre: ingen blev det undervejs, og 1 var det ikke længere.",
         "That is one fewer: none became so, and 1 no longer was."),
        (0, 2, "Det er 2 færre: ingen blev det undervejs, og 2 var det ikke længere.",
         "That is 2 fewer: none became so, and 2 no longer were."),
        (3, 3, "Det er lige mange begge gange, men ikke de samme: 3 blev det undervejs, og 3 var det ikke længere.",
         "That is as many both times, but not the same ones: 3 became so, and 3 no longer were."),
        (0, 0, "Det er de samme begge gange.", "They are the same ones both times."),
    ],
)  # fmt: skip
def test_net_is_never_told_without_who_came_and_who_left(
    gained: int, lost: int, danish: str, english: str
) -> None:
    results = [
        *count(at("working", "count", "start"), 5, 46),
        *count(at("working", "count", "end"), 5, 46),
        *moved("working", gained, lost, 46),
    ]
    assert table("readings", results)[1] == danish
    assert table("readings", results, "en")[1] == english


def test_bases_that_differ_are_told_each_for_itself() -> None:
    results = [
        *count(at("working", "count", "start"), 7, 46),
        *count(at("working", "count", "end"), 20, 43, 3),
        *moved("working", 14, 1, 43),
    ]
    assert table("readings", results) == [
        "Blandt voksne med kendt svar var 7 af 46 i job ved start og 20 af 43 ved slut, svarende til 15 og 47 pct.",
        "Det er 13 flere: 14 blev det undervejs, og 1 var det ikke længere (af de 43 med kendt svar begge gange).",
    ]


def test_a_phrase_that_is_only_the_label_stands_before_a_colon() -> None:
    results = [
        *count(at("active", "count", "start"), 30, 46),
        *count(at("active", "count", "end"), 36, 46),
        size(46),
    ]
    assert (
        table("active", results)[0]
        == "Deltager aktivt: 30 af de 46 voksne ved start og 36 ved slut, svarende til 65 og 78 pct."
    )


def test_one_wave_only_is_said_to_have_no_baseline() -> None:
    results = [*count(at("active", "count", "end"), 24, 49), size(49)]
    assert table("active", results) == [
        "Deltager aktivt: 24 af de 49 voksne (knap halvdelen, 49 pct.) ved slut; det blev ikke målt ved start."
    ]
    results = [*count(at("active", "count", "end"), 1, 1, 1), size(2)]
    assert table("active", results)[0].startswith(
        "Deltager aktivt: 1 af den ene person i gruppen »Voksne«"
    )
    assert len(table("active", results)) == 1


def test_an_empty_population_says_so_once() -> None:
    for name in ("readings", "active", "levels", "moves", "bases"):
        assert table(name, [size(0)]) == [
            "Der er ingen i gruppen »Voksne«, så der er intet at vise."
        ], name
    assert table("levels", [size(5)]) == ["Der er ingen registreringer om »Status«."]
    assert table("balance", []) == ["Der er ingen registreringer om alder og deltagelse."]


def test_a_share_that_is_withheld_is_said_to_be() -> None:
    few = [
        replace(each, value=None, state=State.TOO_FEW) if each.unit is Unit.SHARE else each
        for each in count(at("active", "count", "end"), 1, 3)
    ]
    assert "(gruppen er for lille til en andel)" in table("active", [*few, size(3)])[0]


def test_levels_and_moves_are_told_without_own_phrases() -> None:
    both_waves = Result(
        address=at("status", "base", *BOTH), value=10, unit=Unit.COUNT, denominator=10, missing=0
    )
    results = [
        size(10),
        both_waves,
        *moved("status", 3, 1, 10, status="job"),
        *moved("status", 1, 3, 10, status="other"),
    ]
    for wave, x in (("start", 4), ("end", 6)):
        results.append(
            Result(
                address=at("status", "base", wave),
                value=10,
                unit=Unit.COUNT,
                denominator=10,
                missing=0,
            )
        )
        results += count(at("status", "count", wave, status="job"), x, 10) + count(
            at("status", "count", wave, status="other"), 10 - x, 10
        )
    for old, new, n in (
        ("job", "job", 3),
        ("job", "other", 1),
        ("other", "job", 3),
        ("other", "other", 3),
    ):
        results.append(
            Result(
                address=at("status", "count", *BOTH, **{"from": old, "to": new}),
                value=n,
                unit=Unit.COUNT,
                denominator=10,
            )
        )
    assert table("levels", results) == [
        "Af de 10 voksne ved start: »Job« 4 (40 pct.) og »Andet« 6 (60 pct.).",
        "Af de 10 voksne ved slut: »Job« 6 (60 pct.) og »Andet« 4 (40 pct.).",
        "Størst stigning: »Job« med 2 flere (3 skiftede hertil, og 1 herfra).",
        "Størst fald: »Andet« med 2 færre (1 skiftede hertil, og 3 herfra).",
    ]
    assert table("moves", results) == [
        "De hyppigste skift blandt de 10 voksne er fra »Andet« til »Job« (3 personer) og fra »Job« til »Andet« (1 person).",
        "Samme status begge gange: »Job« 3 og »Andet« 3.",
    ]


def test_missing_answers_are_among_what_is_not_known() -> None:
    results = [
        *count(at("working", "count", "end"), 9, 43, 3),
        *count(at("working", "count", "start"), 7, 46),
    ]
    for rule in ("count_as_missing", "count_as_failure", "last_observed", "leave_out"):
        plan = replace(PLAN, cohort=Cohort(no_second_wave=rule))
        texts = [
            each.text for each in narrative.unknowns(plan, protect(Results(results)), words("da"))
        ]
        assert "»I job«: svaret mangler for 3 af de voksne ved slut." in texts
        assert len(texts) == 3
