from __future__ import annotations

from dataclasses import replace

from hfi_eval import narrative
from hfi_eval.disclosure import protect
from hfi_eval.model.codelist import Code, CodeList
from hfi_eval.model.plan import EVERYONE, Background, TableSpec
from hfi_eval.model.result import Address, Result, Results, Unit, Verdict
from hfi_eval.wording import words
from tests.unit.test_narrative_plan import BOTH, PLAN, at, both, count, moved, size, table, told

LAND = Background(
    label=both("Land", "Country"),
    phrase=both("land", "country"),
    codes=CodeList(
        codes={
            key: Code(label=both(key.title(), key.title()), phrase=both(key.title(), key.title()))
            for key in ("iran", "irak", "kina")
        }
    ),
)
SPEC = TableSpec(kind="composition", rows="land", across=("adults",), title=both("A", "A"))
LANDS = replace(
    PLAN,
    background={"land": LAND},
    tables={
        "one": SPEC,
        "several": replace(SPEC, kind="blocks", of=("adults", "adults_too"), across=()),
    },
    populations={**PLAN.populations, "adults_too": PLAN.populations["adults"]},
)


def lands(*numbers: int, population: str = "adults") -> list[Result]:
    n = sum(numbers)
    found = []
    for level, x in zip(("iran", "irak", "kina", ""), numbers, strict=False):
        found += count(at("land", "count", "end", land=level), x, n)
    return [replace(each, address=replace(each.address, population=population)) for each in found]


def balance(stat: str, value: int, *waves: str, age: str = "") -> Result:
    groups = (("age", age),) if age else ()
    return Result(
        address=Address(
            measure="balance", stat=stat, waves=waves, population=EVERYONE, groups=groups
        ),
        value=value,
        unit=Unit.COUNT,
    )


def test_one_population_is_told_in_full_and_the_unknown_last() -> None:
    assert table("one", [size(10), *lands(6, 0, 3, 1)], plan=LANDS) == [
        "Af de 10 voksne: »Iran« 6 (60 pct.) og »Kina« 3 (30 pct.).",
        "Land er uoplyst for 1 af de 10 voksne.",
    ]


def test_of_several_populations_the_largest_level_is_told_and_ties_together() -> None:
    results = [size(10), *lands(6, 1, 3), *lands(4, 4, 1, 1, population="adults_too")]
    assert table("several", results, "en", LANDS) == [
        "By country, the largest group is Iran: 6 of the 10 adults (60 per cent).",
        "By country, the largest groups are Iran and Irak, each with 4 of the 10 adults (40 per cent).",
        "Country is not known for 1 of the 10 adults.",
    ]


def test_the_balance_tells_everything_that_happened_in_between() -> None:
    results = [
        balance("count", 45, "start", age="adult"),
        balance("count", 1, "start", age="child"),
        balance("count", 46, "start"),
        balance("entered", 2, *BOTH),
        balance("left", 1, *BOTH),
        balance("turned_18", 1, *BOTH, age="adult"),
        balance("count", 46, "end", age="adult"),
        balance("count", 1, "end", age="unknown"),
        balance("count", 47, "end"),
    ]
    assert table("balance", results) == [
        "Ved start var der 45 voksne og 1 barn, i alt 46 personer.",
        "2 kom til undervejs.",
        "Én gik ud undervejs.",
        "Én fyldte 18 år undervejs og gik fra børn og unge til voksne.",
        "Ved slut var der 46 voksne og 1 med ukendt alder, i alt 47 personer.",
    ]


def test_several_who_turned_18_count_both_times() -> None:
    results = [
        *count(at("working", "count", "start"), 7, 46),
        *count(at("working", "count", "end"), 25, 46),
        balance("turned_18", 2, *BOTH, age="adult"),
    ]
    assert table("readings", results)[0].startswith(
        "Af de 46 voksne (2 fyldte 18 år undervejs og tæller med begge gange) var 7 i job"
    )
    assert table("readings", results, "en")[0].startswith(
        "Of the 46 adults (2 turned 18 on the way and count both times), 7 were in a job"
    )
    unknown = [
        each.text for each in narrative.unknowns(PLAN, protect(Results(results)), words("en"))
    ]
    assert unknown[0].startswith("2 persons turned 18 on the way and are therefore both among")


def test_a_clause_in_the_name_of_a_population_ends_with_a_comma() -> None:
    adults = replace(
        PLAN.populations["adults"], phrase=both("voksne, der kom", "adults, who came"), at="start"
    )
    plan = replace(PLAN, populations={**PLAN.populations, "adults": adults})
    results = [
        *count(at("working", "count", "start"), 7, 46),
        *count(at("working", "count", "end"), 25, 46),
    ]
    assert table("readings", results, plan=plan)[0].startswith(
        "Af de 46 voksne, der kom, var 7 i job"
    )


def test_a_share_that_should_rise_is_told_at_both_waves() -> None:
    results = [
        *count(at("working", "count", "start"), 7, 46),
        *count(at("working", "count", "end"), 25, 46),
        *moved("working", 19, 1, 46),
    ]
    inputs = (at("working", "share", "start"), at("working", "share", "end"))
    own = Result(
        address=at("k", "verdict", "end"),
        value=None,
        unit=Unit.COUNT,
        verdict=Verdict.MET,
        inputs=inputs,
    )
    assert told("da", protect(Results([*results, own])), direction="increase") == (
        "Af de 46 voksne var 7 i job ved start og 25 ved slut, svarende til 15 og 54 pct. "
        "Målet var en stigning. Målet er opfyldt."
    )


def test_a_missing_result_is_no_crash() -> None:
    assert (
        told("da", protect(Results([])), direction="increase")
        == "Der er ingen registreringer om »Målet«."
    )
    nothing = protect(Results([]))
    for language in ("da", "en"):
        assert len(narrative.summary(PLAN, nothing, words(language))) == 1
        assert narrative.unknowns(PLAN, nothing, words(language))
        assert narrative.definitions(PLAN, nothing, words(language))
