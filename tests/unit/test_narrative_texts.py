from __future__ import annotations

import re
import string
import tomllib
from pathlib import Path
from typing import Any

import hfi_eval
from hfi_eval.wording import words

ROOT = Path(hfi_eval.__file__).parent
SOURCE = "\n".join(
    path.read_text("utf-8")
    for folder in ("narrative", "figures")
    for path in sorted((ROOT / folder).glob("*.py"))
)


def flat(texts: dict[str, Any], before: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in texts.items():
        name = before + key
        found |= flat(value, f"{name}.") if isinstance(value, dict) else {name: value}
    return found


def texts(name: str) -> dict[str, str]:
    return flat(tomllib.loads((ROOT / "wording" / f"{name}.toml").read_text("utf-8")))


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_languages_have_the_same_sentences() -> None:
    danish, english = texts("sentences_da"), texts("sentences_en")
    assert list(danish) == list(english)


def test_no_sentence_is_a_text_that_tables_have_already() -> None:
    for language in ("da", "en"):
        assert not set(texts(f"sentences_{language}")) & set(texts(language))


def test_a_sentence_uses_fields_that_some_sentence_of_its_key_is_given() -> None:
    helpers = {"were", "are"}
    danish, english = texts("sentences_da"), texts("sentences_en")
    for key, text in danish.items():
        assert fields(text) ^ fields(english[key]) <= helpers | {"at", "wave"}, key


def test_every_sentence_is_used() -> None:
    literal = set(re.findall(r'"([a-z_0-9]+(?:\.[a-z_0-9]+)*)"', SOURCE))
    made = [
        re.compile(re.sub(r"\{[^}]*\}", "[a-z_0-9]*", pattern).replace(".", r"\.", 1))
        for pattern in re.findall(r'f"([a-z_]+\.(?:[^"{}]|\{[^}]*\})*)"', SOURCE)
    ]
    unused = [
        key
        for key in texts("sentences_da")
        if key not in literal and not any(each.fullmatch(key) for each in made)
    ]
    assert unused == []


def test_every_text_that_is_named_exists() -> None:
    known = words("da").texts
    named = re.findall(r'words\(\s*"([a-z_0-9.]+)"', SOURCE)
    assert [key for key in named if key not in {*known, "da", "en"}] == []
