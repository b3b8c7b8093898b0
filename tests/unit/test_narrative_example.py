from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, get_args

import pytest

import hfi_eval
from hfi_eval import narrative
from hfi_eval.model.plan import TableKind
from hfi_eval.model.result import Result, Unit
from hfi_eval.wording import Words, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hfi_eval.evaluation import Evaluation
    from hfi_eval.model.document import Sentence
    from hfi_eval.model.plan import Plan

LANGUAGES = ("da", "en")
MODEL = (
    "Af de 46 voksne (én fyldte 18 år undervejs og tæller med begge gange) var 7 selvforsørgende "
    "ved projektstart og 25 ved projektafslutning, svarende til 15 og 54 pct."
)
DANISH = {
    "af",
    "og",
    "ved",
    "ikke",
    "personer",
    "blandt",
    "målet",
    "voksne",
    "børn",
    "fra",
    "svarende",
}
ENGLISH = {
    "of",
    "and",
    "the",
    "not",
    "persons",
    "among",
    "target",
    "adults",
    "children",
    "from",
    "were",
}


@cache
def example() -> Evaluation:
    return hfi_eval.demo()


@cache
def told(language: str) -> tuple[tuple[str, Sentence], ...]:
    plan, released = example().plan, example().released
    said = words(language, plan.rounding.decimals)
    found = [("summary", each) for each in narrative.summary(plan, released, said)]
    found += [("unknowns", each) for each in narrative.unknowns(plan, released, said)]
    for name in plan.criteria:
        found.append((name, narrative.for_criterion(name, plan, released, said)))
    for name in plan.tables:
        found += [(name, each) for each in narrative.for_table(name, plan, released, said)]
    return tuple(found)


def texts_of(part: object) -> Iterator[dict[str, str]]:
    """Give every text of a plan, wherever it stands."""
    if isinstance(part, dict):
        if part and set(part) <= set(LANGUAGES):
            yield part
            return
        for each in part.values():
            yield from texts_of(each)
    elif isinstance(part, tuple):
        for each in part:
            yield from texts_of(each)
    elif hasattr(part, "__dataclass_fields__"):
        for name in part.__dataclass_fields__:
            yield from texts_of(getattr(part, name))


def without_plan(text: str, plan: Plan, language: str) -> str:
    """Take the plan's own words out of a sentence, the longest first."""
    own = {each.get(language, "") for each in texts_of(plan)} - {""}
    months = {words(language).month(wave.date) for wave in plan.waves.values()}
    for each in sorted(own | months, key=len, reverse=True):
        if re.search(r"\d", each):
            text = text.replace(each, "").replace(each[:1].lower() + each[1:], "")
    return text.replace("18 år", "").replace("turned 18", "")


def sayable(result: Result, said: Words) -> set[str]:
    """Give the ways a result may be written in a sentence."""
    numbers = [result.value, result.numerator, result.denominator, result.missing]
    found = {said.number(abs(each)) for each in numbers if each is not None}
    if result.value is not None and result.unit in {Unit.SHARE, Unit.POINTS}:
        found |= {said.percent(result.value), replace(said, decimals=1).percent(result.value)}
    return found


def test_the_registry_tells_every_kind_of_table() -> None:
    assert set(narrative.SENTENCES) == set(get_args(TableKind))


def test_the_model_sentence_comes_out_exactly() -> None:
    assert MODEL in {each.text for name, each in told("da") if name == "readings"}
    assert any(each.text.startswith(MODEL) for name, each in told("da") if name == "summary")


def test_the_model_sentence_is_english_too() -> None:
    assert (
        "Of the 46 adults (one turned 18 on the way and counts both times), 7 were self-supporting "
        "at the start and 25 at the end, that is 15 and 54 per cent."
    ) in {each.text for name, each in told("en") if name == "readings"}


def test_a_change_says_who_is_behind_it() -> None:
    (change,) = (each for _, each in told("da") if each.text.startswith("Det er 18 flere"))
    assert change.text == "Det er 18 flere: 19 blev det undervejs, og 1 var det ikke længere."
    assert {address.stat for address in change.results} == {"net", "gained", "lost"}


def test_the_summary_is_who_what_and_which_targets_and_the_design() -> None:
    texts = [each.text for name, each in told("da") if name == "summary"]
    assert len(texts) == 4
    assert texts[0].startswith("Opgørelsen omfatter 94 personer i 28 familieenheder, målt ved")
    assert texts[2] == (
        "Af de 15 mål er 2 opfyldt, 1 er kun opfyldt ved afrunding, 4 er ikke opfyldt, "
        "1 kan ikke afgøres, og 7 er ikke oplyst."
    )
    assert texts[3] == (
        "Opgørelsen har én gruppe og ingen sammenligning: tallene viser udvikling, ikke effekt."
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_in_every_sentence_is_a_result_it_lists(language: str) -> None:
    plan, released = example().plan, example().released
    said = words(language, plan.rounding.decimals)
    smallest = {str(measure.smallest_group) for measure in plan.measures.values()}
    for name, sentence in told(language):
        listed = [released[address] for address in sentence.results]
        allowed = {way for result in listed for way in sayable(result, said)}
        if name == "summary":
            verdicts = [str(result.verdict) for result in listed if result.verdict]
            missed = [each for each in verdicts if each in {"short", "not_met"}]
            allowed |= {str(verdicts.count(each)) for each in verdicts}
            allowed |= {str(len(verdicts)), str(len(missed))}
        if plan.tables.get(name) and plan.tables[name].kind == "groups":
            allowed |= smallest
        bare = without_plan(sentence.text, plan, language)
        numbers = re.findall(r"\d+(?:[.,]\d+)*", bare)
        assert [each for each in numbers if each not in allowed] == [], sentence.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_claims_more_than_the_design_can_show(language: str) -> None:
    plan, released = example().plan, example().released
    design = narrative.summary(plan, released, words(language))[-1].text
    for _, sentence in told(language):
        if sentence.text != design:
            assert narrative.unlicensed(sentence.text, plan, language) == ()


def test_the_licence_goes_up_with_the_design() -> None:
    plan = example().plan
    compared = replace(plan, design="comparison")
    random = replace(plan, design="randomised")
    assert narrative.unlicensed("Forskellen er en effekt.", plan, "da") == ("effekt", "forskellen")
    assert narrative.unlicensed("Forskellen er en effekt.", compared, "da") == ("effekt",)
    assert narrative.unlicensed("Forskellen er en effekt.", random, "da") == ()
    assert narrative.unlicensed("This led to a difference.", plan, "en") == ("led to", "difference")
    assert narrative.unlicensed("Det er på grund af indsatsen.", plan, "da") != ()
    assert narrative.unlicensed("Effective", plan, "en") == ("effective",)


@pytest.mark.parametrize("design", ["before_after", "comparison", "randomised"])
def test_every_design_has_its_sentence(design: str) -> None:
    plan = replace(example().plan, design=design)  # type: ignore[arg-type]  # each of the three
    for language in LANGUAGES:
        last = narrative.summary(plan, example().released, words(language))[-1]
        assert last.text == words(language)(f"design.{design}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_clean(language: str) -> None:
    plan, released = example().plan, example().released
    said = words(language)
    texts = [each.text for _, each in told(language)]
    texts += [text for pair in narrative.definitions(plan, released, said) for text in pair]
    for text in texts:
        assert text.strip() == text
        assert text
        for stain in ("None", "{", "}", "nan", "  ", " .", "..", " ,", "()", ": ."):
            assert stain not in text.replace("“None”", "“No”"), text
        assert text[0] == text[0].upper()


@pytest.mark.parametrize(("language", "foreign"), [("da", ENGLISH), ("en", DANISH)])
def test_no_language_leaks_into_the_other(language: str, foreign: set[str]) -> None:
    plan, released = example().plan, example().released
    texts = [each.text for _, each in told(language)]
    texts += [
        text for pair in narrative.definitions(plan, released, words(language)) for text in pair
    ]
    for text in texts:
        assert set(re.findall(r"\w+", text.casefold())) & foreign == set(), text


def test_what_is_measured_after_only_says_so() -> None:
    friends = [each.text for name, each in told("da") if name == "T8"][-1]
    assert "37" in friends
    assert friends.endswith(" ved projektafslutning; det blev ikke målt ved projektstart.")


def test_groups_too_small_are_named_and_get_no_share() -> None:
    texts = [each.text for name, each in told("da") if name == "concern_by"]
    assert texts[-1] == (
        "Der vises ingen andel for Burma, Congo, Eksjugoslavien, Kosovo og Tjetjenien, fordi "
        "grupperne hver har færre end 5 med kendt svar."
    )


def test_the_largest_part_of_a_row_is_named() -> None:
    plan, released = example().plan, example().released
    indicator = plan.indicators["job_status"]
    table = indicator.groupings["table6"]
    bent = {
        key: replace(code, phrase={"da": f"i {key}", "en": f"in {key}"})
        for key, code in table.codes.items()
    }
    bent["education"] = replace(
        bent["education"], phrase={"da": "i uddannelse på almindelige vilkår", "en": "in education"}
    )
    leaves = {
        key: replace(code, phrase={language: f"på {text}" for language, text in code.label.items()})
        for key, code in indicator.codes.codes.items()
    }
    changed = replace(
        indicator,
        codes=replace(indicator.codes, codes=leaves),
        groupings={"table6": replace(table, codes=bent)},
    )
    other = replace(plan, indicators={**plan.indicators, "job_status": changed})
    said = words("da")
    told_ = " ".join(each.text for each in narrative.for_table("readings", other, released, said))
    assert (
        "16 er i uddannelse på almindelige vilkår, heraf 10 på VUC eller sprogundervisning."
        in told_
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_known_is_told(language: str) -> None:
    texts = [each.text for name, each in told(language) if name == "unknowns"]
    plan = example().plan
    for name in ("spread", "savings", "not_ready"):
        assert any(plan.criteria[name].label[language] in text for text in texts)
    for name in ("with_resources", "parents_with_resources", "employed"):
        assert any(plan.populations[name].label[language] in text for text in texts)
    assert any(plan.indicators["danish_friend"].label[language] in text for text in texts)
    assert texts[-1] == plan.limits[0][language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_method_page_explains_every_definition_and_population(language: str) -> None:
    plan, released = example().plan, example().released
    pairs = dict(narrative.definitions(plan, released, words(language)))
    labels = [found.label[language] for found in plan.definitions.values()]
    labels += [found.label[language] for found in plan.populations.values()]
    assert all(pairs[label] for label in labels)
    main = pairs[plan.definitions["self_supporting"].label[language]]
    for variant in plan.definitions["self_supporting"].variants.values():
        assert variant.label[language] in main
    assert any("Wilson" in text for text in pairs.values())
