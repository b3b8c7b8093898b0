"""Report: the document in reading order, put together from displays."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hfi_eval import figures, narrative, tables
from hfi_eval.model.document import (
    Bullets,
    Document,
    Facts,
    Paragraph,
    Section,
    Sentence,
)
from hfi_eval.model.plan import EVERY_FAMILY, EVERYONE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hfi_eval.disclosure import Released
    from hfi_eval.model.figure import Figure
    from hfi_eval.model.plan import Plan
    from hfi_eval.model.table import Table
    from hfi_eval.wording import Words

_THEMES = {
    "people": {"da": "Deltagerne", "en": "The participants"},
    "work": {"da": "Arbejde og uddannelse", "en": "Work and education"},
    "citizenship": {"da": "Aktivt medborgerskab", "en": "Active citizenship"},
    "parenting": {"da": "Forældreansvar", "en": "Parenting"},
    "children": {"da": "Børn og unge", "en": "Children and young people"},
    "coordination": {"da": "Samarbejde mellem myndigheder", "en": "Cooperation of authorities"},
    "municipality": {"da": "Kommunen", "en": "The municipality"},
    "society": {"da": "Samfundet", "en": "Society"},
}
"""What themes are called that a plan uses without naming them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """What a report was made from: files as (name, SHA-256, rows), and how many queries they raise."""

    version: str
    files: tuple[tuple[str, str, int], ...]
    queries: int


def document(plan: Plan, released: Released, words: Words, made: Provenance) -> Document:
    """Give the whole report in the language of `words`."""
    first, last = plan.waves[plan.first].date, plan.waves[plan.last].date
    period = words("report.period_from_to", start=words.month(first), end=words.month(last))
    marking = words("report.internal") if released.audience == "internal" else ""
    facts = [
        (words("report.period"), period),
        (words("report.people"), _people(released, words)),
        (words("report.source"), words.of(plan.source)),
        (words("report.edition"), words(f"report.edition_{released.audience}")),
        (words("report.notice"), words.of(plan.notice)),
    ]
    return Document(
        language=words.language,
        title=words.of(plan.title),
        subtitle=words.of(plan.subtitle) or words("report.subtitle"),
        author=plan.author,
        marking=marking,
        facts=tuple((term, text) for term, text in facts if text),
        words={
            **{
                key: words(f"report.{key}")
                for key in ("contents", "page", "of", "skip", "keywords")
            },
            "subject": words.of(plan.subtitle) or words("report.subtitle"),
        },
        sections=tuple(_sections(plan, released, words, made)),
        date=last,
    )


def _sections(plan: Plan, released: Released, words: Words, made: Provenance) -> Iterator[Section]:
    """Give the sections in reading order."""
    yield Section(
        heading=words("report.summary"),
        new_page=True,
        blocks=(
            Bullets(items=narrative.summary(plan, released, words)),
            *((tables.build(tables.OVERVIEW, plan, released, words),) if plan.criteria else ()),
        ),
    )
    chapters = [_theme(theme, plan, released, words) for theme in tables.themes(plan)]
    chapters = [chapter for chapter in chapters if chapter.blocks]
    for number, chapter in enumerate(chapters):
        # what was promised and what happened have a page of their own
        yield replace(chapter, new_page=True) if number == 0 else chapter
    unknowns = narrative.unknowns(plan, released, words)
    if unknowns:
        yield Section(
            heading=words("report.unknowns"), new_page=True, blocks=(Bullets(items=unknowns),)
        )
    yield Section(
        heading=words("report.method"),
        new_page=True,
        blocks=(Facts(pairs=narrative.definitions(plan, released, words)),),
    )
    yield _colophon(plan, released, words, made)


def _theme(theme: str, plan: Plan, released: Released, words: Words) -> Section:
    """Give the section of one theme: its targets, its figures, and its tables with sentences."""
    blocks: list[Paragraph | Bullets | Facts | Table | Figure | Section] = []
    judged = [name for name, criterion in plan.criteria.items() if criterion.theme == theme]
    if judged:
        items = tuple(narrative.for_criterion(name, plan, released, words) for name in judged)
        blocks.append(Bullets(items=items))
    shown = [name for name in plan.tables if plan.tables[name].theme == theme]
    drawn = {
        name: _beside(plan, name, shown)
        for name in plan.figures
        if _figure_theme(plan, name) == theme
    }

    def figures_beside(table: str) -> list[Figure]:
        return [
            figures.build(name, plan, released, words)
            for name, beside in drawn.items()
            if beside == table
        ]

    blocks += figures_beside("")
    for name in shown:
        said = plan.tables[name].kind == "criteria" and set(plan.tables[name].criteria) <= set(
            judged
        )
        sentences = () if said else narrative.for_table(name, plan, released, words)
        if sentences:
            blocks.append(Paragraph(sentences=sentences))
        blocks.append(tables.build(name, plan, released, words))
        blocks += figures_beside(name)
    heading = words.of(plan.themes.get(theme, {})) or words.of(_THEMES.get(theme, {}))
    fallback = theme.replace("_", " ").capitalize() or words("report.results")
    return Section(heading=heading or fallback, blocks=tuple(blocks), new_page=bool(drawn))


def _beside(plan: Plan, name: str, shown: Sequence[str]) -> str:
    """Give the table a figure stands after: the one of the same indicator, or "" for the front."""
    indicator = plan.figures[name].indicator
    return next((t for t in shown if indicator and plan.tables[t].indicator == indicator), "")


def _figure_theme(plan: Plan, name: str) -> str:
    """Give the theme of a figure: that of its indicator or of its first criterion."""
    spec = plan.figures[name]
    if spec.indicator:
        return plan.indicators[spec.indicator.partition(".")[0]].theme
    return plan.criteria[spec.criteria[0]].theme


def _people(released: Released, words: Words) -> str:
    """Say how many persons, in how many families, the records hold."""
    sizes: dict[str, str] = {}
    for name in (EVERYONE, EVERY_FAMILY):
        found = [
            result
            for result in released
            if result.address.measure == "population"
            and result.address.stat == "count"
            and result.address.population == name
        ]
        if found and found[0].value:
            sizes[name] = words.number(found[0].value)
    if EVERYONE not in sizes:
        return ""
    if EVERY_FAMILY not in sizes:
        return words("report.people_only", persons=sizes[EVERYONE])
    return words("report.people_in_families", persons=sizes[EVERYONE], families=sizes[EVERY_FAMILY])


def _colophon(plan: Plan, released: Released, words: Words, made: Provenance) -> Section:
    """Say what the report was made from, so that it can be made again."""
    pairs: list[tuple[str, str]] = [
        (words("report.plan"), _hash(plan.sha256) or words("report.plan_in_code")),
        *(
            (
                words("report.file", name=name),
                words("report.rows", sha256=_hash(sha256), n=words.number(rows)),
            )
            for name, sha256, rows in made.files
        ),
        (words("report.data_to"), words.date(plan.waves[plan.last].date)),
        (words("report.numbers"), words.number(len(released))),
        (words("report.version"), words("report.version_text", version=made.version)),
    ]
    if made.queries:
        told = words("report.queries_text", n=words.number(made.queries))
        pairs.append((words("report.queries"), told))
    lead = Paragraph(sentences=(Sentence(text=words("report.colophon_lead")),))
    notice = words.of(plan.notice)
    warning: Sequence[Paragraph] = (
        (Paragraph(sentences=(Sentence(text=notice),), role="warning"),) if notice else ()
    )
    return Section(
        heading=words("report.colophon"),
        new_page=True,
        blocks=(*warning, lead, Facts(pairs=tuple(pairs))),
    )


def _hash(sha256: str) -> str:
    """Write a hash in two halves, so that it fits on a page."""
    return f"{sha256[:32]} {sha256[32:]}".strip()
