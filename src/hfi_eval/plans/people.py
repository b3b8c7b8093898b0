"""From the door to the model: definitions and populations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hfi_eval.model.plan import (
    EVERY_FAMILY,
    EVERYONE,
    FAMILY_TYPE,
    Definition,
    Population,
    Variant,
)
from hfi_eval.plans.book import phrase

if TYPE_CHECKING:
    from hfi_eval.plans.book import Book
    from hfi_eval.plans.source import Path_


def definitions(book: Book) -> dict[str, Definition]:
    """Give the definitions with their variants."""
    found = {}
    for name, part in book.door.definitions.items():
        path: Path_ = ("definitions", name)
        condition = book.condition(part.holds, (*path, "is"))
        variants = {}
        for key, variant in part.variants.items():
            fallback = key.replace("_", " ").capitalize()
            label = {"da": variant.da or fallback, "en": variant.en or fallback}
            rule = dict(variant.model_extra or {})
            held = book.condition(rule, (*path, "variants", key))
            variants[key] = Variant(label=label, condition=held)
        book.definitions[name] = condition
        book.variants[name] = {key: variant.condition for key, variant in variants.items()}
        found[name] = Definition(
            label=part.label,
            phrase=phrase(part.label, part.phrase),
            condition=condition,
            variants=variants,
            note=dict(part.note or {}),
        )
    return found


def populations(book: Book) -> dict[str, Population]:
    """Give the populations, and the two that need no rule."""
    found = {name: _population(book, name) for name in book.door.populations}
    first = next(iter(book.door.waves), "")
    defaults = {
        EVERYONE: ("person", {"da": "Alle deltagere", "en": "All participants"}),
        EVERY_FAMILY: ("family", {"da": "Alle familieenheder", "en": "All family units"}),
    }
    for name, (unit, label) in defaults.items():
        if name not in found and (unit == "person" or _has_families(book)):
            found[name] = Population(
                at=first,
                label=label,
                phrase=phrase(label, None),
                unit="family" if unit == "family" else "person",
            )
    return found


def _has_families(book: Book) -> bool:
    """Tell whether the plan says anything about families."""
    units = [part.unit for part in book.door.populations.values()]
    units += [part.unit for part in book.door.indicators.values()]
    said = str(book.tree.values)
    return "family" in units or EVERY_FAMILY in said or FAMILY_TYPE in said


def _population(book: Book, name: str) -> Population:
    """Give one population."""
    part, path = book.door.populations[name], ("populations", name)
    if part.of is not None:
        book.population(part.of, (*path, "of"))
    rules = (part.model_extra or {}).items()
    tests = [book.test(key, said, (*path, key), type(part).model_fields) for key, said in rules]
    if part.members and part.unit != "family":
        book.mistake((*path, "members"), "only families have members. Write unit: family.")
    for key in part.members:
        known = book.population(key, (*path, "members", key))
        held = book.door.populations.get(known)
        if known == EVERY_FAMILY or (held is not None and held.unit != "person"):
            book.mistake((*path, "members", key), f'"{key}" counts families, not their members.')
    return Population(
        at=_wave(book, name),
        label=part.label,
        phrase=phrase(part.label, part.phrase),
        unit=part.unit,
        of=part.of or "",
        age=None if part.age is None else book.range(part.age, (*path, "age")),
        background=tuple(test for test in tests if test.of in book.background),
        status=tuple(test for test in tests if test.of in book.indicators),
        members={key: book.range(text, (*path, "members", key))
                 for key, text in part.members.items()},
    )  # fmt: skip


def _line(book: Book, name: str) -> list[str]:
    """Give a population and those it is part of, each once; the last may be part of a former."""
    seen: list[str] = []
    while name in book.door.populations and name not in seen:
        seen.append(name)
        name = book.door.populations[name].of or ""
    return seen


def _wave(book: Book, name: str) -> str:
    """Give the wave of a population: its own, or that of the one it is part of."""
    line = _line(book, name)
    parts = [book.door.populations[each] for each in line]
    if parts[-1].of == name:
        book.mistake(("populations", name, "of"), "is part of itself.")
    if parts[-1].of in {*line, *book.tree.taken_out}:
        return ""
    said = next((part.at for part in parts if part.at is not None), None)
    return book.wave(said, ("populations", name))
