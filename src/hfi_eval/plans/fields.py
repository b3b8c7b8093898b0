"""How the values in a plan file may be written, for pydantic and for the JSON Schema of editors."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

LANGUAGES = ("da", "en")


def _text(value: object) -> object:
    """Take one text for all languages, or a text for each.

    Raises:
        ValueError: a language is missing or unknown.
    """
    if isinstance(value, str) and value.strip():
        return dict.fromkeys(LANGUAGES, value)
    if isinstance(value, dict):
        missing = [each for each in LANGUAGES if not str(value.get(each) or "").strip()]
        unknown = [str(each) for each in value if each not in LANGUAGES]
        if unknown:
            raise ValueError(f'"{unknown[0]}" is not a language of hfi-eval; write da and en')
        if missing:
            raise ValueError(f'the text in "{missing[0]}" is missing; write {{da: ..., en: ...}}')
        return value
    raise ValueError("write {da: ..., en: ...}, or one text for both languages")


def listed(value: object) -> object:
    """Take one name as a list of one."""
    return value if isinstance(value, (list, tuple)) else [value]


def _flag(value: object) -> object:
    """Take true and false only; "no" and "off" are texts.

    Raises:
        ValueError: it is neither.
    """
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value in {"true", "false"}:
        return value == "true"
    raise ValueError("write true or false")


def in_both(value: object) -> object:
    """Take one text as the label in all languages."""
    return dict.fromkeys(LANGUAGES, value) if isinstance(value, str) else value


def _bands(value: object) -> object:
    """Take a list of ranges, or ranges by key."""
    if isinstance(value, (list, tuple)):
        return {re.sub(r"^-|-$", "", str(each).replace("..", "-")): str(each) for each in value}
    return value


def file_listed(value: object) -> object:
    """Take a path as a file with all its sheets."""
    return {"file": value} if isinstance(value, str) else value


def files_listed(value: object) -> object:
    """Take one file, a list of files, or files by what they hold."""
    if isinstance(value, dict) and "file" not in value:
        return [each for held in value.values() for each in listed(held)]  # type: ignore[attr-defined]
    return listed(value)


_SCALAR: dict[str, Any] = {"type": ["string", "number"]}
_TEXT: dict[str, Any] = {
    "description": "A text for each language, or one for both.",
    "anyOf": [
        _SCALAR,
        {
            "type": "object",
            "properties": {"da": _SCALAR, "en": _SCALAR},
            "required": ["da", "en"],
            "additionalProperties": False,
        },
    ],
}


def _or_list(one: dict[str, Any]) -> dict[str, Any]:
    """Give the schema of a value that may be written alone or in a list."""
    return {"anyOf": [one, {"type": "array", "items": one}]}


Text = Annotated[dict[str, str], BeforeValidator(_text), WithJsonSchema(_TEXT)]
Texts = Annotated[list[Text], BeforeValidator(listed), WithJsonSchema(_or_list(_TEXT))]
Names = Annotated[list[str], BeforeValidator(listed), WithJsonSchema(_or_list(_SCALAR))]
Flag = Annotated[
    bool,
    BeforeValidator(_flag),
    WithJsonSchema({"enum": [True, False, "true", "false"]}),
]
Spoken = Annotated[str, WithJsonSchema(_SCALAR)]
"""A text that may look like a number: a range such as 18.., a target such as 50 %, a label."""
Ends = Annotated[
    list[Spoken],
    BeforeValidator(listed),
    WithJsonSchema({"type": "array", "items": _SCALAR, "minItems": 2, "maxItems": 2}),
]
Bands = Annotated[
    dict[str, Spoken],
    BeforeValidator(_bands),
    WithJsonSchema(
        {
            "description": "Ranges such as 18..24, in a list or by key.",
            "anyOf": [
                {"type": "array", "items": _SCALAR},
                {"type": "object", "additionalProperties": _SCALAR},
            ],
        }
    ),
]
Rule = Annotated[
    Any,
    WithJsonSchema(
        {
            "description": "A definition or yes/no indicator by name, or codes by indicator.",
            "anyOf": [{"type": "string"}, {"type": "object"}],
        }
    ),
]


def whole(low: int, high: int | None = None) -> WithJsonSchema:
    """Give the schema of a whole number, which a file may also hold as a text of digits."""
    number: dict[str, Any] = {"type": "integer", "minimum": low}
    if high is not None:
        number["maximum"] = high
    return WithJsonSchema({"anyOf": [number, {"type": "string", "pattern": "^[0-9]+$"}]})
