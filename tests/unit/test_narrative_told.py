"""What is told of groups, many levels, missing answers and definitions, from small programmes."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

import hfi_eval
from hfi_eval import narrative
from hfi_eval.disclosure import protect
from hfi_eval.model.codelist import Code, CodeList
from hfi_eval.model.plan import Background, Cohort, Range, TableSpec
from hfi_eval.model.result import Result, Results, State, Unit, Verdict
from hfi_eval.narrative.why import why
from hfi_eval.wording import words
from tests.build import HEAD, plan_of, records, released
from tests.unit.test_narrative_plan import (
    BOTH,
    PLAN,
    at,
    both,
    count,
    judged,
    moved,
    size,
    table,
    told,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hfi_eval.disclosure import Released
    from hfi_eval.model.plan import Plan


def codes(*keys: str) -> CodeList:
    return CodeList(
        codes={key: Code(label=both(key.title(), key), phrase=both(key, key)) for key in keys}
    )


def background(name: str, *keys: str) -> Background:
    return Background(label=both(name.title(), name), phrase=both(name, name), codes=codes(*keys))


# --- groups by two variables

TOWNS = ("nord", "syd", "vest", "øst")
GROUPED = replace(
    PLAN,
    background={"køn": background("køn", "mand", "kvinde"), "by": background("by", *TOWNS)},
    measures={"m": replace(PLAN.measures["job"], by=("køn", "by"), label=both("I job", "Working"))},
    tables={"groups": TableSpec(kind="groups", measure="m", title=both("A", "A"))},
)


def of_groups(numbers: dict[tuple[str, str], tuple[int, int]]) -> list[Result]:
    found = [size(46), *count(at("m", "count", "start"), 7, 46, 2)]
    found += count(at("m", "count", "end"), 9, 46, 3)
    for (sex, town), (x, n) in numbers.items():
        for wave, add in (("start", 0), ("end", 1)):
            groups = {"køn": sex, "by": town}
            found += count(at("m", "count", wave, **groups), x + add, n, 1)
    return found


def test_groups_by_two_variables_are_told_one_by_one() -> None:
    found = of_groups({("mand", "nord"): (1, 4), ("kvinde", "syd"): (2, 6)})
    assert table("groups", found, plan=GROUPED) == [
        (
            "I job: »Mand, Nord« 1 af 4 (25 pct.) ved start og 2 af 4 (50 pct.) ved slut; "
            "»Kvinde, Syd« 2 af 6 (33 pct.) ved start og 3 af 6 (50 pct.) ved slut."
        )
    ]


def test_of_many_groups_the_ends_are_told() -> None:
    numbers = {(sex, town): (1, 10) for sex in ("mand", "kvinde") for town in TOWNS}
    numbers["mand", "vest"], numbers["kvinde", "øst"] = (6, 10), (0, 10)
    assert table("groups", of_groups(numbers), plan=GROUPED) == [
        (
            "I job: andelen er størst for »Mand, Vest« med 7 af 10 (70 pct.) og mindst for "
            "»Kvinde, Øst« med 1 af 10 (10 pct.) ved slut."
        )
    ]
    numbers["mand", "vest"] = (1, 10)
    (tied,) = table("groups", of_groups(numbers), plan=GROUPED)
    assert tied.startswith(
        "I job: andelen er størst for »Mand, Nord« med 2 af 10 (20 pct.), »Mand, Syd« med 2 af 10 "
        "(20 pct.), »Mand, Vest« med 2 af 10 (20 pct.) og flere og mindst for »Kvinde, Øst«"
    )
    numbers["kvinde", "øst"] = (1, 10)
    assert table("groups", of_groups(numbers), "en", GROUPED) == [
        "Working: the share is 20 per cent in every group at the end."
    ]


def test_many_groups_too_small_for_a_share_are_not_all_named() -> None:
    numbers = {(sex, town): (1, 3) for sex in ("mand", "kvinde") for town in TOWNS}
    few = [
        replace(each, value=None, state=State.TOO_FEW)
        if each.unit is Unit.SHARE and each.address.groups
        else each
        for each in of_groups(numbers)
    ]
    assert table("groups", few, plan=GROUPED) == [
        "Der vises ingen andel for de grupper, der har færre end 5 med kendt svar."
    ]


def test_groups_without_an_answer_say_what_is_not_known() -> None:
    found = [size(46), *count(at("m", "count", "end"), 0, 0, 46)]
    assert table("groups", found, plan=GROUPED) == [
        "Ved slut er der ingen kendte svar om »I job« blandt de voksne."
    ]


# --- many levels

LEVELS = tuple("abcdefghij")
MANY = replace(
    PLAN,
    indicators={**PLAN.indicators, "status": replace(PLAN.indicators["status"], codes=codes(*LEVELS))},
)  # fmt: skip


def spread(wave: str, *numbers: int) -> list[Result]:
    n = sum(numbers)
    found = [
        Result(
            address=at("status", "base", wave),
            value=n,
            unit=Unit.COUNT,
            denominator=n,
            missing=0,
        )
    ]
    for level, x in zip(LEVELS, numbers, strict=False):
        found += count(at("status", "count", wave, status=level), x, n)
    return found


def test_of_many_levels_the_three_largest_are_told() -> None:
    found = [
        size(40),
        *spread("start", 1, 12, 3, 9, 2, 8, 1, 1, 1, 2),
        *spread("end", 4, 4, 4, 4, 4, 4, 4, 4, 4, 4),
    ]
    for level in "ab":
        found += moved("status", 3, 2, 40, status=level)
    found += moved("status", 0, 8, 40, status="f")
    assert table("levels", found, plan=MANY) == [
        "Af de 40 voksne ved start: »B« 12 (30 pct.), »D« 9 (23 pct.) og »F« 8 (20 pct.); de øvrige er i mindre grupper.",
        "Af de 40 voksne ved slut: »A« 4 (10 pct.), »B« 4 (10 pct.) og »C« 4 (10 pct.); de øvrige er i mindre eller lige så store grupper.",
        "Størst stigning: »A« med én mere (3 skiftede hertil, og 2 herfra); »B« med én mere (3 skiftede hertil, og 2 herfra).",
        "Størst fald: »F« med 8 færre (ingen skiftede hertil, og 8 herfra).",
    ]


def test_no_more_than_three_ties_are_told() -> None:
    found = [size(40), *spread("start", *[4] * 10), *spread("end", *[4] * 10)]
    for level in LEVELS[:4]:
        found += moved("status", 2, 0, 40, status=level)
    rise = table("levels", found, plan=MANY)[-1]
    assert rise.startswith("Størst stigning: bl.a. »A« med 2 flere")
    assert "»D«" not in rise


def crossing(*cells: tuple[str, str, int]) -> list[Result]:
    n = sum(x for _, _, x in cells)
    base = Result(address=at("status", "base", *BOTH), value=n, unit=Unit.COUNT, denominator=n)
    counts = [
        Result(
            address=at("status", "count", *BOTH, **{"from": old, "to": new}),
            value=x,
            unit=Unit.COUNT,
        )
        for old, new, x in cells
    ]
    return [size(n), base, *spread("start", n), *spread("end", n), *counts]


def test_ties_of_moves_stop_at_three_and_say_so() -> None:
    cells = [("a", "b", 2), ("b", "c", 2), ("c", "d", 2), ("d", "e", 2), ("a", "a", 3)]
    assert table("moves", crossing(*cells), plan=MANY) == [
        (
            "De hyppigste skift blandt de 11 voksne er bl.a. fra »A« til »B« (2 personer), "
            "fra »B« til »C« (2 personer) og fra »C« til »D« (2 personer)."
        )
    ]
    exact = table("moves", crossing(*cells[:3]), plan=MANY)
    assert exact[0].startswith("De hyppigste skift blandt de 6 voksne er fra »A«")


def test_those_who_stayed_are_told_in_all_where_a_result_says_it() -> None:
    stayed = Result(address=at("status", "stayed", *BOTH), value=3, unit=Unit.COUNT)
    found = [*crossing(("a", "b", 2), ("a", "a", 3)), stayed]
    last = table("moves", found, plan=MANY)[-1]
    assert last == "Samme status begge gange: 3 af de 5 voksne."


def test_nobody_known_both_times_is_said_so() -> None:
    none = [each for each in crossing(("a", "b", 0)) if each.address.stat != "count"]
    assert table("moves", [size(9), *none[1:]], plan=MANY) == [
        "Der er ingen kendte svar om »Status« begge gange blandt de voksne."
    ]


# --- missing answers


def gaps(*numbers: tuple[str, str, str, int, int]) -> list[Result]:
    """Give for measure, population and wave how many are missing, and how many were before a rule."""
    found = []
    for measure, population, wave, missing, unanswered in numbers:
        base = replace(at(measure, "base", wave), population=population)
        found.append(Result(address=base, value=9, unit=Unit.COUNT, denominator=9, missing=missing))
        address = replace(base, stat="unanswered")
        found.append(Result(address=address, value=unanswered, unit=Unit.COUNT))
    return found


def unknown(found: Iterable[Result], plan: Plan = PLAN, language: str = "da") -> list[str]:
    given = protect(Results(found))
    return [each.text for each in narrative.unknowns(plan, given, words(language))]


@pytest.mark.parametrize("rule", ["leave_out", "last_observed", "count_as_failure"])
def test_a_rule_does_not_hide_how_many_gave_no_answer(rule: str) -> None:
    plan = replace(PLAN, cohort=Cohort(no_second_wave=rule))  # type: ignore[arg-type]  # each rule
    found = gaps(("status", "adults", "start", 0, 1), ("status", "adults", "end", 0, 4))
    texts = unknown(found, plan)
    assert texts[0] == "»Status«: svaret mangler for 1 af de voksne ved start og 4 ved slut."
    assert texts[1].startswith("Den, der mangler svar ved") or texts[1].startswith("For den, der")
    assert unknown(found, plan, "en")[0] == (
        "“Status”: the answer is missing for 1 of the adults at the start and 4 at the end."
    )


def test_gaps_that_are_alike_are_told_together_and_each_once() -> None:
    found = gaps(
        ("status", "adults", "end", 3, 3),
        ("active", "adults", "end", 3, 3),
        ("working", "adults", "end", 3, 3),
        ("status", "everyone", "end", 2, 2),
    )
    assert unknown(found)[:2] == [
        "»Status« og »Deltager aktivt«: svaret mangler for 3 af de voksne ved slut.",
        "»Status«: svaret mangler for 2 af personerne ved slut.",
    ]


def test_nothing_missing_is_nothing_to_tell() -> None:
    assert not [
        text for text in unknown(gaps(("status", "adults", "end", 0, 0))) if "mangler" in text
    ]


def test_an_answer_that_nobody_gave_names_question_and_wave() -> None:
    found = [
        size(46),
        *count(at("working", "count", "start"), 0, 0, 46),
        *count(at("working", "count", "end"), 9, 46),
    ]
    assert table("readings", found) == [
        (
            "Ved start er der ingen kendte svar om »I job« blandt de voksne. "
            "Af de 46 voksne var 9 (20 pct.) i job ved slut."
        )
    ]
    none = [
        size(46),
        *(each for wave in BOTH for each in count(at("working", "count", wave), 0, 0, 46)),
    ]
    assert table("readings", none, "en") == [
        "At the start and at the end, no answers are known about “In a job” among the adults."
    ]


def test_means_of_different_people_say_of_how_many_and_how_those_known_twice_changed() -> None:
    found = []
    for wave, value, n in (("start", 2.4, 60), ("end", 3.6, 57)):
        address = replace(at("calls", "mean", wave))
        found.append(Result(address=address, value=value, unit=Unit.MEAN, denominator=n))
    change = Result(
        address=at("calls", "mean_change", *BOTH), value=1.1, unit=Unit.MEAN, denominator=57
    )
    own = Result(
        address=at("k", "verdict", "end"),
        value=None,
        unit=Unit.COUNT,
        verdict=Verdict.MET,
        inputs=(change.address, *(each.address for each in found)),
    )
    given = protect(Results([*found, change, own]))
    assert told("da", given, "calls", direction="increase") == (
        "Opkald: i gennemsnit 2,4 ved start (60 med kendt svar) og 3,6 ved slut (57 med kendt svar) "
        "blandt de voksne. Blandt de 57 med kendt svar begge gange er ændringen +1,1. "
        "Målet var en stigning. Målet er opfyldt."
    )


# --- targets


@pytest.mark.parametrize(
    ("criterion", "danish", "english"),
    [
        ({"direction": "exactly", "low": 0.5}, "målet var netop 50 pct.", "exactly 50 per cent"),
        ({"direction": "at_least", "low": 0.125}, "mindst 12,5 pct.", "at least 12.5 per cent"),
        ({"direction": "between", "low": 0.4, "high": 0.6}, "40-60 pct.", "40-60 per cent"),
        ({"direction": "at_most", "low": 0.0}, "målet var ingen.", "the target was none of them."),
        (
            {"direction": "", "low": 0.2},
            "målet var 20 pct., men",
            "the target was 20 per cent, but",
        ),
    ],
)
def test_a_target_has_the_decimals_of_the_plan_and_no_others(
    criterion: dict[str, Any], danish: str, english: str
) -> None:
    verdict = Verdict.NOT_MET if criterion["direction"] else Verdict.UNDECIDABLE
    given = judged(verdict, target=0.5)
    assert danish in told("da", given, **criterion)
    assert english in told("en", given, **criterion)


def test_decimals_of_the_report_are_not_those_of_the_target() -> None:
    part = hfi_eval.demo()
    two = words("da", 2)
    text = narrative.for_criterion("education", part.plan, part.released, two).text
    assert "(34,78 pct.)" in text
    assert "målet var mindst 30 pct." in text


# --- designs, and words that mean one thing


def test_a_design_that_is_not_evaluated_claims_nothing() -> None:
    ending = "men rapporten sammenligner ikke grupper; tallene viser derfor udvikling, ikke effekt."
    assert words("da")("design.randomised") == f"Planen angiver lodtrækning, {ending}"
    assert words("da")("design.comparison") == f"Planen angiver en sammenligningsgruppe, {ending}"
    for design in ("randomised", "comparison"):
        assert words("en")(f"design.{design}").endswith("show change, not effect.")


def test_verdicts_are_the_same_words_in_tables_and_sentences() -> None:
    for language, no, open_ in (("da", "ikke opfyldt", "ikke afgøres"), ("en", "not met", "cannot be decided")):  # fmt: skip
        said = words(language)
        assert no in said("verdict.not_met").lower()
        assert open_ in said("verdict.undecidable").lower()
        texts = {key: text for key, text in said.texts.items() if key.startswith(("criterion", "summary", "unknown"))}  # fmt: skip
        assert no in texts["criterion.verdict_not_met"]
        assert no in texts["summary.not_met"]
        assert open_ in texts["criterion.verdict_undecidable"]
        assert open_ in texts["unknown.undecidable"]
        for stale in ("ikke nået", "not reached", "judged"):
            assert not [key for key, text in texts.items() if stale in text]


def test_leaving_the_programme_and_no_longer_being_so_are_not_the_same_words() -> None:
    for key, text in words("da").texts.items():
        if not key.startswith("balance"):
            assert "faldt fra" not in text, key
            assert "forlod" not in text, key


# --- a plan of families

FAMILIES = (
    HEAD
    + """
background:
  sex: {label: {da: Køn, en: Sex}, codes: {m: {da: Dreng, en: Boy}, f: {da: Pige, en: Girl}}}
  town: {label: {da: Bydel, en: Town}, codes: {n: {da: Nord, en: North}, s: {da: Syd, en: South}}}
populations:
  youth: {age: 13..24, at: start, label: {da: Unge, en: Youth}}
  girls: {of: youth, sex: [f], town: [n], at: start, label: {da: Piger, en: Girls}}
  keen: {of: youth, wants: [yes], at: start, label: {da: Interesserede, en: Keen}}
  free: {of: youth, days: [a, b, c, d, e, f, g], at: start, label: {da: Frie, en: Free}}
  homes: {unit: family, members: {youth: 1..}, at: start, label: {da: Familier med unge, en: Families with youth}}
  full: {of: homes, unit: family, members: {youth: 2..}, at: start, label: {da: Store familier, en: Large families}}
indicators:
  wants: {yes_no: true, label: {da: Ønsker en plads, en: Wants a place}}
  days:
    label: {da: Fremmøde, en: Attendance}
    codes: {a: {da: A, en: A}, b: {da: B, en: B}, c: {da: C, en: C}, d: {da: D, en: D}, e: {da: E, en: E}, f: {da: F, en: F}, g: {da: G, en: G}, h: {da: H, en: H}}
definitions:
  well: {label: {da: I trivsel, en: Thriving}, is: {days: [a, b, c, d, e], wants: [yes]}}
measures:
  some: {share: wants, of: every_family, who: any youth, label: {da: Familier med ønske, en: Families who want}}
tables:
  T1: {kind: before_after, indicator: days, of: youth}
  T2: {kind: transitions, indicator: days, of: youth}
  T3: {kind: definitions, definition: well, of: youth}
  T4: {kind: denominators, measure: some}
  T5: {kind: indicators, indicators: [wants], of: keen}
  T6: {kind: composition, rows: sex, across: [girls, free]}
"""
)
PEOPLE = """
person_id | family_id | birth_date | sex | town | days@start | days@end | wants@start | wants@end
p1        | f1        | 1994-06-01 | f   | n    | a          | b        | yes         | yes
p2        | f1        | 1995-01-01 | m   | n    | b          | b        | no          | yes
p3        | f2        | 1994-07-01 | f   | s    | h          | a        | yes         |
"""


@cache
def families() -> tuple[Plan, Released]:
    plan = plan_of(FAMILIES)
    return plan, released(plan, records(plan, PEOPLE))


@pytest.mark.parametrize(
    ("language", "label", "text"),
    [
        ("da", "Piger", "De personer i gruppen »Unge«, hvis køn er »Pige« og hvis bydel er »Nord«."),
        ("en", "Girls", "The persons in the group “Youth” whose sex is “Girl” and whose town is “North”."),
        ("da", "Interesserede", "De personer i gruppen »Unge«, hvor svaret er ja til »Ønsker en plads«."),
        ("da", "Frie", "De personer i gruppen »Unge«, hvis fremmøde er alt andet end »H«."),
        ("da", "Familier med unge", "Familier med mindst én i gruppen »Unge«."),
        ("en", "Families with youth", "Families with at least one in the group “Youth”."),
        ("da", "Store familier", "De familier i gruppen »Familier med unge« med mindst 2 i gruppen »Unge«."),
        ("da", "I trivsel", "Fremmøde er »A«, »B«, »C«, »D« eller »E« og svaret er ja til »Ønsker en plads«."),
    ],
)  # fmt: skip
def test_the_glossary_names_people_and_codes(language: str, label: str, text: str) -> None:
    plan, given = families()
    sizes = [
        Result(
            address=replace(at("population", "count", "start"), population=name),
            value=1,
            unit=Unit.COUNT,
        )
        for name in plan.populations
    ]
    whole = protect(
        Results([*given, *(each for each in sizes if each.address not in given.results)])
    )
    pairs = dict(narrative.definitions(plan, whole, words(language)))
    assert pairs[label].startswith(text)


def test_a_summary_parts_at_18_only_where_the_plan_does() -> None:
    plan, given = families()
    assert "børn og unge" not in narrative.summary(plan, given, words("da"))[0].text
    table = TableSpec(kind="balance", title=both("A", "A"))
    balanced = replace(plan, tables={**plan.tables, "balance": table})
    assert "børn og unge" in narrative.summary(balanced, given, words("da"))[0].text
    grown = replace(plan.populations["youth"], age=Range(low=18))
    parted = replace(plan, populations={**plan.populations, "youth": grown})
    assert "børn og unge" in narrative.summary(parted, given, words("da"))[0].text


def test_families_are_familieenheder_only_as_the_whole() -> None:
    plan, given = families()
    texts = [each.text for each in narrative.for_table("T4", plan, given, words("da"))]
    assert texts[0].startswith("Familier med ønske: blandt familieenheder med kendt svar")
    assert "familieenhed uden" not in " ".join(texts)


# --- why


def keys(plan: Plan) -> set[str]:
    """Give the keys of a plan that no label would hold."""
    found = {*plan.indicators, *plan.background, *plan.definitions, *plan.criteria, *plan.measures}
    for indicator in plan.indicators.values():
        found |= {*indicator.codes, *indicator.groupings}
    for variable in plan.background.values():
        found |= set(variable.codes)
    return {key for key in found if "_" in key}


@pytest.mark.parametrize("language", ["da", "en"])
def test_why_says_every_definition_in_words(language: str) -> None:
    part, said = hfi_eval.demo(), words(language)
    known = keys(part.plan)
    for plan, given in ((part.plan, part.released), families()):
        for result in given:
            text = dict(why(result, plan, said)).get(said("why.definition"), "")
            assert not set(re.findall(r"[a-z0-9_]+", text)) & known, str(result.address)
            if language == "da":
                assert not re.search(r"\b(is|and|or|from|to|any of|all of)\b", text), text


@pytest.mark.parametrize(
    ("address", "danish"),
    [
        ("well.share@end/youth", "I trivsel: fremmøde er »A«, »B«, »C«, »D« eller »E« og svaret er ja til »Ønsker en plads«"),
        ("days.count@end/youth?days=b", "Fremmøde er »B«"),
        ("days.count@start..end/youth?from=a&to=b", "Fremmøde: fra »A« til »B«"),
        ("days.base@end/youth", "Fremmøde"),
        ("wants.share@end/keen", "Svaret er ja til »Ønsker en plads«"),
        ("some.share@end/every_family", "Familier med ønske: mindst én i gruppen »Unge«: svaret er ja til »Ønsker en plads«"),
        ("sex.count@start/girls?sex=f", "Køn er »Pige«"),
    ],
)  # fmt: skip
def test_why_gives_the_definition_as_the_method_chapter_does(address: str, danish: str) -> None:
    plan, given = families()
    assert dict(why(given[address], plan, words("da")))["Definition"] == danish


def test_why_of_a_promise_tells_the_promise() -> None:
    part = hfi_eval.demo()
    for stat in ("target", "gap", "short", "verdict"):
        found = part.released[f"education.{stat}@end/adults"]
        text = dict(why(found, part.plan, words("da")))["Definition"]
        assert text == "30 pct. skal være i uddannelse: mindst 30 pct."
    short = part.released["activation.verdict@end/adults"]
    assert dict(why(short, part.plan, words("da")))["Værdi"] == "Ikke opfyldt"
