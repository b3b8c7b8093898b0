from __future__ import annotations

import datetime as dt
import string
import tomllib
from importlib.resources import files

import pytest

from hfi_eval import wording
from hfi_eval.errors import UnknownNameError
from hfi_eval.model.result import Address, Result, State, Unit
from hfi_eval.wording import LANGUAGES, words

MINUS = "\N{MINUS SIGN}"


def texts(name: str) -> dict[str, str]:
    def flat(table: dict[str, object], before: str = "") -> dict[str, str]:
        found: dict[str, str] = {}
        for key, value in table.items():
            found |= (
                flat(value, f"{before}{key}.")
                if isinstance(value, dict)
                else {before + key: str(value)}
            )
        return found

    return flat(tomllib.loads((files(wording) / name).read_text("utf-8")))


BENT = {"were"}
"""Fields that only one language needs, because its verbs bend by number."""


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None} - BENT


CATALOGUES = [("da.toml", "en.toml"), ("sentences_da.toml", "sentences_en.toml")]


@pytest.mark.parametrize(("danish", "english"), CATALOGUES)
def test_every_language_has_the_same_texts_with_the_same_fields(danish: str, english: str) -> None:
    da, en = texts(danish), texts(english)
    assert list(da) == list(en)
    assert {key: fields(text) for key, text in da.items()} == {
        key: fields(text) for key, text in en.items()
    }
    assert all(text.strip() for text in (*da.values(), *en.values()))


def test_no_text_stands_in_two_catalogues() -> None:
    for language in LANGUAGES:
        assert not set(texts(f"{language}.toml")) & set(texts(f"sentences_{language}.toml"))


def test_every_state_and_unit_of_a_result_has_words() -> None:
    for language in LANGUAGES:
        for state in State:
            assert words(language)(f"state.{state}")
            assert words(language)(f"spoken.{state}")


@pytest.mark.parametrize(
    ("language", "value", "decimals", "wanted"),
    [
        ("da", 1234.5, 0, "1.235"),
        ("en", 1234.5, 0, "1,235"),
        ("da", 0.25, 1, "0,3"),
        ("en", -0.25, 1, f"{MINUS}0.3"),
        ("da", -1234567, 0, f"{MINUS}1.234.567"),
        ("en", -0.4, 0, "0"),
        ("da", 12, 2, "12,00"),
        ("en", 0, 0, "0"),
    ],
)
def test_numbers_are_written_as_the_language_does(
    language: str, value: float, decimals: int, wanted: str
) -> None:
    assert words(language).number(value, decimals) == wanted


@pytest.mark.parametrize(
    ("share", "decimals", "wanted"),
    [
        (0.125, 0, "13"),
        (0.145, 0, "15"),
        (16 / 46, 0, "35"),
        (16 / 46, 1, "34.8"),
        (1, 0, "100"),
        (0.005, 0, "1"),
    ],
)
def test_per_cents_are_rounded_halves_up(share: float, decimals: int, wanted: str) -> None:
    assert words("en", decimals).percent(share) == wanted


def test_dates_are_written_out() -> None:
    day = dt.date(2009, 4, 1)
    assert words("da").date(day) == "1. april 2009"
    assert words("en").date(day) == "1 April 2009"
    assert words("da").month(day) == "april 2009"
    assert words("en").month(day) == "April 2009"


@pytest.mark.parametrize(
    ("items", "danish", "english"),
    [
        ([], "", ""),
        (["a"], "a", "a"),
        (["a", "b"], "a og b", "a and b"),
        (["a", "b", "c"], "a, b og c", "a, b and c"),
    ],
)
def test_items_are_listed(items: list[str], danish: str, english: str) -> None:
    assert words("da").listed(items) == danish
    assert words("en").listed(items) == english


@pytest.mark.parametrize(
    ("unit", "value", "wanted"),
    [
        (Unit.COUNT, 1234, "1.234"),
        (Unit.SHARE, 0.125, "13 %"),
        (Unit.POINTS, 0.125, "+13"),
        (Unit.POINTS, -0.125, f"{MINUS}13"),
        (Unit.POINTS, 0.0, "0"),
        (Unit.MEAN, 2.25, "2,3"),
        (Unit.AMOUNT, 1500.5, "1.501"),
        (Unit.PROBABILITY, 0.05, "5 %"),
        (Unit.SHARE, None, "·"),
    ],
)
def test_a_value_is_written_by_its_unit(unit: Unit, value: float | None, wanted: str) -> None:
    result = Result(
        address=Address(measure="a", stat="b", waves=("c",), population="d"),
        value=value,
        unit=unit,
        state=State.OPEN if value is not None else State.TOO_FEW,
    )
    assert words("da").value(result) == wanted
    assert words("da").cell(result).text == wanted


def test_what_was_not_measured_is_a_dash_that_is_spoken() -> None:
    cell = words("da").cell(None)
    assert (cell.text, cell.spoken, cell.address) == ("–", "ikke målt", None)


def test_unknown_texts_and_languages_are_refused() -> None:
    with pytest.raises(UnknownNameError, match=r'no da text "table\.totl"'):
        words("da")("table.totl")
    with pytest.raises(UnknownNameError, match=r'no language "dk"\. Known: da, en'):
        words("dk")
    assert words("da").of({"en": "only English"}) == ""
