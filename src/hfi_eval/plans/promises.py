"""From the door to the model: measures and criteria."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from hfi_eval.model.plan import CodeTest, Condition, Criterion, Measure
from hfi_eval.plans.book import phrase
from hfi_eval.plans.targets import target

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hfi_eval.model.plan import Definition, Text
    from hfi_eval.plans import door
    from hfi_eval.plans.book import Book
    from hfi_eval.plans.source import Path_


def measures(book: Book, definitions: dict[str, Definition]) -> dict[str, Measure]:
    """Give the named measures, and one for each criterion that says what it measures."""
    found: dict[str, Measure] = {}
    parts: dict[str, door.Measure | door.Criterion] = {
        **book.door.measures,
        **{name: c for name, c in book.door.criteria.items() if _measures(c)},
    }
    for name, part in parts.items():
        section = "criteria" if name in book.door.criteria else "measures"
        path: Path_ = (section, name)
        if not part.sum_of:
            found[name] = _measure(book, part, path, definitions)
    for name, part in parts.items():
        if part.sum_of:
            section = "criteria" if name in book.door.criteria else "measures"
            found[name] = _sum_of(book, part, (section, name), found)
    return {name: found[name] for name in parts if name in found}


def _measures(part: door.Measure | door.Criterion) -> bool:
    """Tell whether a part says what to measure."""
    return any((part.share is not None, part.mean, part.sum, part.sum_of))


def _measure(
    book: Book,
    part: door.Measure | door.Criterion,
    path: Path_,
    definitions: dict[str, Definition],
) -> Measure:
    """Give one measure."""
    if sum((part.share is not None, bool(part.mean), bool(part.sum))) != 1:
        book.mistake(path, "needs one of share:, mean:, sum: or sum_of:.")
    kind: Literal["share", "mean", "sum"] = "share" if not (part.mean or part.sum) else (
        "mean" if part.mean else "sum"
    )  # fmt: skip
    what, variant, condition = _what(book, part, path)
    label = part.label or _own_label(book, what, condition, definitions)
    by = tuple(getattr(part, "by", ()))
    for i, name in enumerate(by):
        kinds = [*book.background, *book.indicators]
        book.known("background variable or indicator", name, kinds, (*path, "by", i))
    also = tuple(part.also_of)
    for i, name in enumerate(also):
        book.population(name, (*path, "also_of", i))
    of = book.population(part.of, (*path, "of") if part.of else path)
    _same_unit(book, (of, *also), path)
    _answered_by(
        book, "person" if part.who else book.unit(of), [what, *(t.of for t in condition)], path
    )
    return Measure(
        kind=kind,
        of=of,
        label=label,
        phrase=_phrase(part, what, label, definitions, book),
        what=what,
        variant=variant,
        condition=condition,
        also_of=also,
        by=by,
        smallest_group=getattr(part, "groups_of_at_least", 5),
        who=_who(book, part.who, path),
    )


def _what(
    book: Book, part: door.Measure | door.Criterion, path: Path_
) -> tuple[str, str, Condition]:
    """Give the name and the variant of what is measured, and its condition."""
    if part.share is not None:
        condition = book.condition(part.share, (*path, "share"))
        name, _, variant = (
            part.share.partition("~") if isinstance(part.share, str) else ("", "", "")
        )
        return name, variant, condition
    if not (part.mean or part.sum):
        return "", "", ()
    name, key = (part.mean, "mean") if part.mean else (part.sum or "", "sum")
    numeric = [each for each, found in book.indicators.items() if found.kind != "codes"]
    book.known("numeric indicator", name, numeric, (*path, key))
    return name, "", ()


def _own_label(
    book: Book, what: str, condition: Condition, definitions: dict[str, Definition]
) -> Text:
    """Give the label a measure has from what it measures."""
    if what in definitions:
        return dict(definitions[what].label)
    if what in book.indicators:
        return dict(book.indicators[what].label)
    return {
        language: " + ".join(
            book.indicators[test.of].codes[code].label[language]
            for test in condition
            if test.of in book.indicators
            for code in test.codes
        )
        for language in ("da", "en")
    }


def _phrase(
    part: door.Measure | door.Criterion,
    what: str,
    label: Text,
    definitions: dict[str, Definition],
    book: Book,
) -> Text:
    """Give the phrase of a measure: its own, that of what it measures, or its label."""
    if part.phrase:
        return dict(part.phrase)
    if what in definitions:
        return dict(definitions[what].phrase)
    if what in book.indicators:
        return dict(book.indicators[what].phrase)
    return phrase(label, None)


def _who(book: Book, text: str | None, path: Path_) -> tuple[Literal["any", "all"], str] | None:
    """Read of which members of a family a condition must hold."""
    if text is None:
        return None
    how, _, population = text.partition(" ")
    if how not in {"any", "all"} or not population:
        book.mistake((*path, "who"), "write any or all and a population, such as any adults.")
        return None
    book.population(population, (*path, "who"))
    return ("any" if how == "any" else "all"), population


def _same_unit(book: Book, names: tuple[str, ...], path: Path_) -> None:
    """See that all populations of one measure are of one unit."""
    units = {book.door.populations[name].unit for name in names if name in book.door.populations}
    if len(units) > 1:
        book.mistake(path, "counts persons and families in one measure; use one measure for each.")


def _answered_by(book: Book, unit: str, names: Iterable[str], path: Path_) -> None:
    """See that what is measured is asked of the units that are counted."""
    for name in dict.fromkeys(names):
        found = book.indicators.get(name)
        if unit and found is not None and found.unit != unit:
            hint = " Write who: any or all, and a population." if unit == "family" else ""
            book.mistake(
                path, f'counts {unit} units, but "{name}" is about {found.unit} units.{hint}'
            )


def _sum_of(
    book: Book,
    part: door.Measure | door.Criterion,
    path: Path_,
    found: dict[str, Measure],
) -> Measure:
    """Give the sum of disjoint shares on one base, as the share with any of their codes."""
    names = [
        name
        for i, name in enumerate(part.sum_of or ())
        if book.known("measure or criterion with a share", name, found, (*path, "sum_of", i))
    ]
    for i, population in enumerate(part.also_of):
        book.population(population, (*path, "also_of", i))
    tests = [found[name].condition for name in names]
    bases = {(found[name].of, found[name].who) for name in names}
    codes = [code for condition in tests for test in condition for code in test.codes]
    one = {condition[0].of for condition in tests if len(condition) == 1}
    if len(names) == len(part.sum_of or ()) and (
        len(one) != 1 or any(len(condition) != 1 for condition in tests)
    ):
        book.mistake(
            (*path, "sum_of"), "can only add shares of codes of one and the same indicator."
        )
    if len(set(codes)) != len(codes):
        book.mistake(
            (*path, "sum_of"), "counts somebody twice: two of its parts hold the same code."
        )
    if len(bases) > 1:
        book.mistake((*path, "sum_of"), "adds shares of different populations.")
    label = part.label or {
        language: " + ".join(found[name].label[language] for name in names)
        for language in ("da", "en")
    }
    of, who = next(iter(bases), ("", None))
    return Measure(
        kind="share",
        of=of,
        label=label,
        phrase=phrase(label, part.phrase),
        condition=(CodeTest(of=next(iter(one), ""), codes=tuple(codes)),),
        also_of=tuple(part.also_of),
        who=who,
        parts=tuple(names),
    )


def criteria(book: Book, found: dict[str, Measure]) -> dict[str, Criterion]:
    """Give the criteria; each has a direction or at least a target."""
    given = {}
    for name, part in book.door.criteria.items():
        path: Path_ = ("criteria", name)
        if part.party and book.door.parties:
            book.known("party", part.party, book.door.parties, (*path, "party"))
        if part.theme and book.door.themes:
            book.known("theme", part.theme, book.door.themes, (*path, "theme"))
        if part.measure is not None:
            book.known("measure", part.measure, found, (*path, "measure"))
        measure = part.measure or (name if name in found else "")
        share = not measure or measure not in found or found[measure].kind == "share"
        direction, low, high = target(book, part, path, share=share)
        if direction == "documented" and measure:
            book.mistake(
                path, "is documented or measured, not both. Keep documented: or the share."
            )
        label = part.says or part.label or (found[measure].label if measure in found else None)
        if label is None:
            book.mistake(path, "has no label. Write says: {da: ..., en: ...}.")
            label = dict.fromkeys(("da", "en"), name)
        given[name] = Criterion(
            label=dict(label),
            phrase=dict(found[measure].phrase) if measure in found else phrase(label, part.phrase),
            direction=direction,
            measure=measure,
            low=low,
            high=high,
            compare=part.compare,
            party=part.party,
            theme=part.theme or _theme(book, found.get(measure)),
            evidence=dict(part.evidence or {}),
        )
    return given


def _theme(book: Book, measure: Measure | None) -> str:
    """Give the theme of a criterion: that of the indicator it is about."""
    if measure is None:
        return ""
    name = measure.condition[0].of if measure.condition else measure.what
    return book.indicators[name].theme if name in book.indicators else ""
