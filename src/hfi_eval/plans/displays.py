"""From the door to the model: tables and figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hfi_eval.model.plan import EVERYONE, FigureSpec, TableSpec

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hfi_eval.model.plan import Criterion, Measure, Population
    from hfi_eval.plans import door
    from hfi_eval.plans.book import Book
    from hfi_eval.plans.source import Path_

_NEEDS = {
    "before_after": ("indicator", "of"),
    "composition": ("rows", "across"),
    "cross": ("rows", "across"),
    "blocks": ("rows", "of"),
    "criteria": (),
    "transitions": ("indicator", "of"),
    "denominators": ("measure",),
    "definitions": ("definition", "of"),
    "groups": ("measure",),
    "indicators": ("indicators", "of"),
    "balance": (),
}

_TITLES = {
    "transitions": {
        "da": "Bevægelser mellem status før og efter",
        "en": "Movements between status before and after",
    },
    "criteria": {"da": "Mål og resultater", "en": "Targets and results"},
    "balance": {
        "da": "Personregnskab: hvem er børn, og hvem er voksne?",
        "en": "Person balance: who are children, and who are adults?",
    },
}


def tables(
    book: Book,
    populations: Mapping[str, Population],
    measures: Mapping[str, Measure],
    criteria: Mapping[str, Criterion],
) -> dict[str, TableSpec]:
    """Give the tables; every name in them must be known."""
    found = {}
    for name, part in book.door.tables.items():
        path: Path_ = ("tables", name)
        for field in _NEEDS[part.kind]:
            if not getattr(part, field):
                book.mistake(path, f"a table of the kind {part.kind} needs {field}:.")
        _names(book, part, path, measures)
        for i, criterion in enumerate(part.criteria):
            book.known("criterion", criterion, criteria, (*path, "criteria", i))
        _units(book, part, path, populations)
        _two_waves(book, part, path)
        found[name] = TableSpec(
            kind=part.kind,
            title=part.title or _title(book, part, measures),
            indicator=part.indicator,
            indicators=tuple(part.indicators),
            rows=part.rows,
            across=tuple(part.across),
            of=tuple(part.of) or ((EVERYONE,) if part.kind == "cross" else ()),
            measure=part.measure,
            definition=part.definition,
            criteria=tuple(part.criteria) or tuple(criteria),
            columns=tuple(part.columns),
            stats=tuple(part.stats),
            total=part.total,
            stub=dict(part.stub or {}),
            notes=tuple(part.notes),
            source=dict(part.source or {}),
            theme=part.theme or _theme(book, part, measures) or _criteria_theme(part, criteria),
        )
    return found


def _title(book: Book, part: door.Table, measures: Mapping[str, Measure]) -> dict[str, str]:
    """Give a table without a title the label of what it shows, or the name of its kind."""
    if part.kind in _TITLES:
        return dict(_TITLES[part.kind])
    key = part.indicator.partition(".")[0]
    if key in book.indicators:
        return dict(book.indicators[key].label)
    if part.measure in measures:
        return dict(measures[part.measure].label)
    if part.definition in book.door.definitions:
        return dict(book.door.definitions[part.definition].label)
    if part.rows in book.background:
        return dict(book.background[part.rows].label)
    return {"da": "Oversigt", "en": "Overview"}


def _names(book: Book, part: door.Table, path: Path_, measures: Mapping[str, Measure]) -> None:
    """See that the indicators, backgrounds, measures and definitions of a table are known."""
    if part.indicator:
        _indicator(book, part.indicator, (*path, "indicator"))
    yes_no = [name for name, indicator in book.indicators.items() if indicator.yes_no]
    for i, name in enumerate(part.indicators):
        book.known("yes/no indicator", name, yes_no, (*path, "indicators", i))
    shares = [name for name, measure in measures.items() if measure.kind == "share"]
    known: list[tuple[str, Iterable[str], str, Iterable[str]]] = [
        ("background variable", [part.rows], "rows", book.background),
        (
            "background variable",
            part.across if part.kind == "cross" else (),
            "across",
            book.background,
        ),
        ("measure with a share", [part.measure], "measure", shares),
        ("measure with a share", [part.total], "total", shares),
        ("definition", [part.definition], "definition", book.definitions),
        ("theme", [part.theme] if book.door.themes else (), "theme", book.door.themes),
    ]
    for kind, names, key, among in known:
        for name in names:
            if name:
                book.known(kind, name, among, (*path, key))
    if part.kind == "groups" and part.measure in measures and not measures[part.measure].by:
        book.mistake((*path, "measure"), "has no groups. Write by: in the measure.")


def _indicator(book: Book, name: str, path: Path_) -> None:
    """See that an indicator and its grouping are known, and that it has levels."""
    key, _, grouping = name.partition(".")
    if not book.known("indicator", key, book.indicators, path):
        return
    found = book.indicators[key]
    if grouping:
        book.known("grouping", grouping, found.groupings, path)
    if found.kind != "codes":
        book.mistake(
            path, f'"{key}" is a number and has no levels to show. Use a measure with mean:.'
        )


def _two_waves(book: Book, part: door.Table, path: Path_) -> None:
    """See that movements are asked of an indicator with two waves at least."""
    found = book.indicators.get(part.indicator.partition(".")[0])
    unsure = any(mistake.path.startswith("waves") for mistake in book.tree.mistakes)
    if part.kind == "transitions" and found and len(found.waves) < 2 and not unsure:
        book.mistake(
            (*path, "indicator"), "is recorded at one wave only; nobody can be seen to move."
        )


def _units(
    book: Book, part: door.Table, path: Path_, populations: Mapping[str, Population]
) -> None:
    """See that populations are known and of the unit the table needs."""
    for key, names in (("of", part.of), ("across", part.across)):
        if key == "across" and part.kind != "composition":
            continue
        for i, name in enumerate(names):
            if not book.population(name, (*path, key, i)):
                continue
            wanted = book.indicators.get(part.indicator.partition(".")[0])
            if wanted and wanted.unit != populations[name].unit:
                book.mistake((*path, key, i), f'"{name}" counts {populations[name].unit} units, '
                             f"but the indicator is about {wanted.unit} units.")  # fmt: skip


def _theme(book: Book, part: door.Table, measures: Mapping[str, Measure]) -> str:
    """Give the theme of a table: that of the indicator it is about."""
    name = part.indicator.partition(".")[0] or next(iter(part.indicators), "")
    if not name and part.measure in measures:
        measure = measures[part.measure]
        name = measure.condition[0].of if measure.condition else measure.what
    if not name and book.definitions.get(part.definition):
        name = book.definitions[part.definition][0].of
    return book.indicators[name].theme if name in book.indicators else ""


def _criteria_theme(part: door.Table, criteria: Mapping[str, Criterion]) -> str:
    """Give the theme of a table of criteria: that of the first of them."""
    return next((criteria[name].theme for name in part.criteria if name in criteria), "")


def figures(book: Book, criteria: Mapping[str, Criterion]) -> dict[str, FigureSpec]:
    """Give the figures."""
    found = {}
    for name, part in book.door.figures.items():
        path: Path_ = ("figures", name)
        for i, criterion in enumerate(part.criteria):
            if book.known("criterion", criterion, criteria, (*path, "criteria", i)) and not (
                criteria[criterion].measure
            ):
                book.mistake((*path, "criteria", i), f'"{criterion}" measures nothing to draw.')
        if part.indicator:
            _indicator(book, part.indicator, (*path, "indicator"))
            book.population(part.of or None, (*path, "of") if part.of else path)
        if not part.criteria and not part.indicator:
            book.mistake(path, "needs criteria: or indicator: with of:.")
        found[name] = FigureSpec(
            title=part.title,
            criteria=tuple(part.criteria),
            indicator=part.indicator,
            of=part.of,
        )
    return found
