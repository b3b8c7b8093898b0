"""Read and check a plan; the only package that knows its file format."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from hfi_eval.errors import UnknownNameError, nearest
from hfi_eval.model.plan import Cohort, Plan, Rounding, Source
from hfi_eval.plans import build, displays, door, people, promises
from hfi_eval.plans.book import Book
from hfi_eval.plans.builtin import BUILT_IN
from hfi_eval.plans.fields import LANGUAGES
from hfi_eval.plans.source import Path_, Tree, read


def load_plan(source: str | Path | Mapping[str, Any]) -> Plan:
    """Read an evaluation plan.

    Args:
        source: a YAML file, or the same content as a mapping.

    Raises:
        PlanError: lists every mistake, with line and column where the plan comes from a file.
    """
    if isinstance(source, Mapping):
        tree, folder, digest = Tree("plan", _plain(source)), Path(), ""
    else:
        path = Path(source)
        tree, folder = read(path), path.parent
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
    accepted = _accept(tree)
    return _build(tree, accepted, folder, digest)


def schema() -> dict[str, Any]:
    """Give the JSON Schema of a plan file, for editors to complete from."""
    made = door.Plan.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


def first_plan(language: str) -> str:
    """Give the text of a plan to start from, with its comments in `language`.

    Raises:
        UnknownNameError: hfi-eval does not speak it.
    """
    if language not in LANGUAGES:
        raise UnknownNameError("language", language, LANGUAGES)
    return (files(__name__) / f"first_{language}.yaml").read_text("utf-8")


def _plain(value: Any) -> Any:
    """Give a mapping built in code as a file would have said it."""
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float, Path)):
        return str(value)
    return value.isoformat() if isinstance(value, datetime.date) else value


def _accept(tree: Tree) -> door.Plan:
    """Let pydantic check the shape, and note each of its complaints in our words.

    A part that pydantic refuses is taken out, or replaced where a plan cannot do without it, and
    the rest is still built, so that one look shows the mistakes of both kinds.

    Raises:
        PlanError: so much is wrong that nothing can be built.
    """
    values = tree.values
    for _ in range(3):
        try:
            return door.Plan.model_validate(values)
        except ValidationError as error:
            complaints = error.errors(include_url=False)
        for complaint in complaints:
            tree.mistake(*_complaint(complaint))
            tree.taken_out |= _names_lost(values, complaint["loc"])
        values = _without(values, [complaint["loc"] for complaint in complaints])
        lost = {key: each for key, each in _STANDS_IN.items() if not values.get(key)}
        tree.taken_out |= set(lost)
        values = {**values, **lost}
    raise tree.error()


_STANDS_IN: Mapping[str, Any] = {
    "title": "-",
    "waves": {"start": {"date": "2000-01-01", "label": "-"}},
}


def _names_lost(values: Any, path: Path_) -> set[str]:
    """Give the names that are no longer known once the part at a path is taken out."""
    if len(path) > 1:
        return {str(path[1])}
    held = values.get(path[0]) if path else None
    return set(map(str, held)) if isinstance(held, (Mapping, list)) else set()


def _complaint(complaint: Any) -> tuple[Path_, str]:
    """Give the path and the message of one complaint of pydantic."""
    path: Path_ = tuple(complaint["loc"])
    kind, context = complaint["type"], complaint.get("ctx", {})
    if kind == "extra_forbidden":
        names = _keys(path[:-1])
        near = nearest(str(path[-1]), names)
        hint = f' Did you mean "{near}"?' if near else f" Known here: {', '.join(names)}."
        return path, f'there is no key "{path[-1]}" here.{hint}'
    if kind == "missing":
        text = " Write {da: ..., en: ...}." if path[-1] in {"label", "title"} else ""
        return path, f'"{path[-1]}" is missing.{text}'
    if kind == "value_error":
        return path, f"{context['error']}."
    if kind == "literal_error":
        near = nearest(str(complaint["input"]), context["expected"].replace("'", "").split(", "))
        hint = f' Did you mean "{near}"?' if near else ""
        return path, f'"{complaint["input"]}" is not known here.{hint} Write {context["expected"]}.'
    return path, _OTHERWISE.get(kind, f"{complaint['msg']}.")


_NO_DATE = "write a date as year-month-day, such as 2025-12-31."
_NO_KEYS = "write names with a value each under this, such as name: value."
_OTHERWISE = {
    "date_from_datetime_parsing": _NO_DATE,
    "date_from_datetime_inexact": _NO_DATE,
    "date_type": _NO_DATE,
    "dict_type": _NO_KEYS,
    "model_type": _NO_KEYS,
    "list_type": "write a list, such as [one, two].",
    "string_type": "write a text or a name here.",
    "int_parsing": "write a whole number.",
    "int_type": "write a whole number.",
}
"""What to write where pydantic only says what it expected."""


def _keys(path: Path_) -> list[str]:
    """Give the keys that are known at a path in a plan."""
    model: Any = door.Plan
    for part in path:
        fields = getattr(model, "model_fields", {})
        by_alias = {field.alias or name: field for name, field in fields.items()}
        if part in by_alias:
            model = by_alias[str(part)].annotation
        while not hasattr(model, "model_fields") and getattr(model, "__args__", None):
            model = next(a for a in reversed(model.__args__) if a is not type(None))
    fields = getattr(model, "model_fields", {})
    return [field.alias or name for name, field in fields.items()]


def _without(values: Any, paths: list[tuple[int | str, ...]]) -> Any:
    """Give the values without the parts (a section's entry, or a key) that were refused."""
    for path in paths:
        values = _cut(values, path[:2] if len(path) > 2 else path)
    return values


def _cut(values: Any, path: tuple[int | str, ...]) -> Any:
    """Give a mapping without the value at a path."""
    if not path or not isinstance(values, Mapping):
        return values
    head, rest = path[0], path[1:]
    if rest and isinstance(values.get(head), Mapping) and rest[0] in values[head]:
        return {**values, head: _cut(values[head], rest)}
    return {key: each for key, each in values.items() if key != head}


def _build(tree: Tree, accepted: door.Plan, folder: Path, digest: str) -> Plan:
    """Build the model, and refuse it with every mistake found on the way."""
    book = Book(tree, accepted)
    _one_name_each(book)
    waves = build.waves(book)
    build.backgrounds(book)
    build.indicators(book)
    definitions = people.definitions(book)
    populations = people.populations(book)
    measures = promises.measures(book, definitions)
    criteria = promises.criteria(book, measures)
    tables = displays.tables(book, populations, measures, criteria)
    figures = displays.figures(book, criteria)
    tree.refuse()
    return Plan(
        title=accepted.title,
        language=accepted.language,
        waves=waves,
        populations=populations,
        indicators=book.indicators,
        design=accepted.design,
        subtitle=dict(accepted.subtitle or {}),
        author=accepted.author,
        source=dict(accepted.source or {}),
        notice=dict(accepted.notice or {}),
        records=tuple(Source(path=folder / f.file, sheet=f.sheet) for f in accepted.records),
        background=book.background,
        themes=accepted.themes,
        parties=accepted.parties,
        cohort=Cohort(**accepted.cohort.model_dump()),
        definitions=definitions,
        measures=measures,
        criteria=criteria,
        tables=tables,
        figures=figures,
        rounding=Rounding(**accepted.rounding.model_dump()),
        threshold=accepted.privacy.threshold,
        limits=tuple(accepted.limits),
        sha256=digest,
    )


_RESERVED = ("population", "balance")


def _one_name_each(book: Book) -> None:
    """See that names fit in addresses, and that no two measured things share one."""
    measured = ("background", "indicators", "definitions", "measures", "criteria")
    sections = ("waves", "populations", *measured)
    home = dict.fromkeys(_RESERVED, "hfi-eval's own numbers")
    for section in sections:
        for name in getattr(book.door, section):
            if not door.is_key(name):
                message = f'"{name}" cannot be a name here: use a-z, 0-9 and _, a letter first.'
                book.mistake((section, name), message)
            if section in measured and name in home:
                message = f'the name is already used under "{home[name]}"; each needs its own.'
                book.mistake((section, name), message)
            if section in measured:
                home[name] = section
        if section == "background":
            home = {**dict.fromkeys(BUILT_IN, "hfi-eval's own variables"), **home}
