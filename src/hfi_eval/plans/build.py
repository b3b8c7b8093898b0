"""From the door to the model: waves, backgrounds, indicators, definitions and populations."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from hfi_eval.model.codelist import Code, CodeList
from hfi_eval.model.plan import (
    FAMILY_TYPE,
    Background,
    Indicator,
    Wave,
)
from hfi_eval.plans.book import phrase
from hfi_eval.plans.builtin import CODES, FAMILY_TYPES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hfi_eval.model.plan import Range
    from hfi_eval.plans import door
    from hfi_eval.plans.book import Book
    from hfi_eval.plans.source import Path_

_YES_NO = {"yes": {"da": "Ja", "en": "Yes"}, "no": {"da": "Nej", "en": "No"}}


def waves(book: Book) -> dict[str, Wave]:
    """Give the waves; they must follow each other in time."""
    found = {
        name: Wave(date=w.date, label=w.label, phrase=phrase(w.label, w.phrase))
        for name, w in book.door.waves.items()
    }
    dates = [wave.date for wave in found.values()]
    for (name, wave), before in zip(list(found.items())[1:], dates, strict=False):
        if wave.date <= before:
            book.mistake(("waves", name, "date"), "the waves must follow each other in time.")
    return found


def _codes(codes: Mapping[str, door.Code]) -> dict[str, Code]:
    """Give codes with label, phrase and leaves."""
    return {
        key: Code(
            label={"da": c.da, "en": c.en},
            phrase=phrase({"da": c.da, "en": c.en}, c.phrase),
            leaves=tuple(c.holds or ()),
        )
        for key, c in codes.items()
    }


def backgrounds(book: Book) -> None:
    """Read the background variables into the book, and add the type of family."""
    for name, part in book.door.background.items():
        path: Path_ = ("background", name)
        label, words = part.label, phrase(part.label, part.phrase)
        if (part.codes is None) == (part.bands is None):
            book.mistake(path, "needs either codes: or since: with bands:.")
        elif part.bands is None:
            given = part.codes or {}
            named = {
                key: code if given[key].phrase else Code(label=code.label, phrase=code.label)
                for key, code in _codes(given).items()
            }
            named_list = CodeList(codes=named)
            _distinct(book, named, (*path, "codes"))
            book.background[name] = Background(label=label, phrase=words, codes=named_list)
        else:
            book.background[name] = _banded(book, part, path)
    family_type = ({"da": "Familietype", "en": "Type of family"}, FAMILY_TYPES)
    for name, (title, codes) in {**CODES, FAMILY_TYPE: family_type}.items():
        levels = {key: Code(label=each, phrase=phrase(each, None)) for key, each in codes.items()}
        book.background.setdefault(
            name,
            Background(label=title, phrase=phrase(title, None), codes=CodeList(codes=levels)),
        )


def _distinct(book: Book, codes: Mapping[str, Code], path: Path_) -> None:
    """See that no two codes have the same label, for records may hold labels."""
    home: dict[tuple[str, str], str] = {}
    for key, code in codes.items():
        labels = [(language, text.casefold()) for language, text in code.label.items()]
        same = next((home[label] for label in labels if label in home), None)
        if same is not None:
            book.mistake((*path, key), f'has the same label as "{same}"; each code needs its own.')
        home |= {label: key for label in labels if label not in home}


def _banded(book: Book, part: door.Background, path: Path_) -> Background:
    """Give a background of years in bands; the labels are made from the bands."""
    bands = {
        key: book.range(text, (*path, "bands", i))
        for i, (key, text) in enumerate((part.bands or {}).items())
    }
    in_order = list(bands.values())
    for before, after in pairwise(in_order):
        if before.high is None or after.low is None or after.low <= before.high:
            book.mistake((*path, "bands"), f"{before} and {after} overlap or are out of order.")
    codes = {key: _years(span) for key, span in bands.items()}
    if part.born_here:
        born = Code(label=part.born_here, phrase=phrase(part.born_here, None))
        codes = {"born_here": born, **codes}
    if part.since not in {"birth_date", "residence_from"}:
        book.mistake((*path, "since"), "write since: birth_date or since: residence_from.")
    return Background(
        label=part.label,
        phrase=phrase(part.label, part.phrase),
        codes=CodeList(codes=codes),
        since=part.since or "",
        at=book.wave(part.at, path),
        bands=bands,
        born_here="born_here" if part.born_here else "",
    )


def _years(span: Range) -> Code:
    """Label a band of completed years from its ends."""
    low, high = span.low, span.high
    if high is None:
        label = {"da": f"{low} år og derover", "en": f"{low} years and over"}
    else:
        ends = f"{high}" if low == high else f"{low or 0}-{high}"
        label = {"da": f"{ends} år", "en": f"{ends} years"}
    return Code(label=label, phrase=label)


def indicators(book: Book) -> None:
    """Read the indicators into the book."""
    for name, part in book.door.indicators.items():
        path: Path_ = ("indicators", name)
        kinds = [part.yes_no, part.count, part.amount, part.codes is not None and not part.yes_no]
        if sum(kinds) != 1:
            book.mistake(path, "needs one of codes:, yes_no: true, count: true or amount: true.")
        if part.theme and book.door.themes:
            book.known("theme", part.theme, book.door.themes, (*path, "theme"))
        at = tuple(part.at or book.door.waves)
        measured = tuple(wave for wave in at if book.wave(wave, path))
        codes = CodeList(codes=_levels(part), ordered=part.ordered or "")
        _distinct(book, codes.codes, (*path, "codes"))
        book.indicators[name] = Indicator(
            label=part.label,
            phrase=phrase(part.label, part.phrase),
            theme=part.theme,
            facet=part.facet,
            assessor=part.assessor or "",
            unit=part.unit,
            kind="count" if part.count else "amount" if part.amount else "codes",
            codes=codes,
            groupings={key: _grouping(book, codes, rows, (*path, "groupings", key))
                       for key, rows in part.groupings.items()},
            waves=measured,
            yes_no=part.yes_no,
        )  # fmt: skip


def _levels(part: door.Indicator) -> dict[str, Code]:
    """Give the levels of an indicator; of a yes/no one, yes reads as the indicator itself."""
    if not part.yes_no:
        return _codes(part.codes or {})
    given = _codes(part.codes or {})
    yes = given.get("yes") or Code(label=part.label, phrase=phrase(part.label, part.phrase))
    no_label = part.no or _YES_NO["no"]
    no = given.get("no") or Code(label=no_label, phrase=phrase(no_label, None))
    return {"yes": yes, "no": no}


def _grouping(book: Book, codes: CodeList, rows: Mapping[str, door.Code], path: Path_) -> CodeList:
    """Give a grouping; every leaf must be in exactly one of its rows."""
    home: dict[str, str] = {}
    for row, part in rows.items():
        if not part.holds:
            book.mistake((*path, row), "holds no codes. Write is: [codes].")
        for i, leaf in enumerate(part.holds or ()):
            here = (*path, row, "is", i)
            if book.known("code", leaf, codes, here) and leaf in home:
                book.mistake(here, f'"{leaf}" is already in the row "{home[leaf]}".')
            home[leaf] = row
    left = [leaf for leaf in codes if leaf not in home]
    if left:
        book.mistake(path, f"leaves out {', '.join(left)}. Every code must be in exactly one row.")
    return CodeList(codes=_codes(rows), ordered=codes.ordered)
