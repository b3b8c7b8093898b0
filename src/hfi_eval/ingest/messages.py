"""What is said about each break of the records contract, in Danish and English."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib import resources
from typing import TypeAlias

from hfi_eval.errors import Issue

Words: TypeAlias = Mapping[str, "str | int | Mapping[str, str]"]

LANGUAGES = ("da", "en")

CATALOGUE: dict[str, dict[str, str]] = tomllib.loads(
    resources.files(__package__).joinpath("messages.toml").read_text(encoding="utf-8")
)
"""By rule id and, after a full stop, the variant: how grave it is and what is said."""


def counted(number: int, one: Mapping[str, str], many: Mapping[str, str]) -> dict[str, str]:
    """Give a number with its noun in each language.

    Example:
        >>> counted(2, {"da": "celle", "en": "cell"}, {"da": "celler", "en": "cells"})["da"]
        '2 celler'
    """
    nouns = one if number == 1 else many
    return {language: f"{number} {nouns[language]}" for language in LANGUAGES}


def persons(number: int) -> dict[str, str]:
    """Give a number of persons in each language."""
    return counted(number, {"da": "person", "en": "person"}, {"da": "personer", "en": "persons"})


def cells(number: int) -> dict[str, str]:
    """Give a number of cells in each language."""
    return counted(number, {"da": "celle", "en": "cell"}, {"da": "celler", "en": "cells"})


def in_both(label: Mapping[str, str]) -> dict[str, str]:
    """Give a label in both languages, the one it has where it lacks the other."""
    anything = next(iter(label.values()), "")
    return {language: label.get(language, anything) for language in LANGUAGES}


def issue(key: str, place: Mapping[str, object], words: Words | None = None) -> Issue:
    """Compose an issue.

    Args:
        key: the rule, with its variant after a full stop.
        place: file, sheet, row, column and cell, as `Table.place` gives them; `rule` and
            `severity` there replace those of the catalogue.
        words: what stands in the braces of the text; a mapping has its own word by language.
    """
    said = CATALOGUE[key]
    message = {
        language: said[language].format(
            **{
                name: word[language] if isinstance(word, Mapping) else word
                for name, word in (words or {}).items()
            }
        )
        for language in LANGUAGES
    }
    where = {"rule": key.partition(".")[0], "severity": said["severity"], **place}
    return Issue(message=message, **where)  # type: ignore[arg-type]  # Table.place gives them typed
