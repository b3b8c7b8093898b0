"""HTML: the whole report as one file that asks the network for nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

from hfi_eval.model.document import Bullets, Facts, Paragraph, Section
from hfi_eval.model.figure import Figure
from hfi_eval.model.table import Table
from hfi_eval.render import html_table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hfi_eval.model.document import Document

LOWEST = 6
"""HTML has headings down to h6; what is deeper still stays there."""


@dataclass(slots=True)
class Entry:
    """One line of the contents."""

    anchor: str
    heading: str
    inside: list[Entry] = field(default_factory=list)


def render(document: Document) -> bytes:
    """Print a document as HTML in UTF-8; the same document gives the same bytes."""
    contents = [_entry(section, f"{number}") for number, section in enumerate(document.sections, 1)]
    style = Path(__file__).with_name("report.css").read_text(encoding="utf-8")
    words = document.words
    marking = escape(document.marking)
    parts = [
        f'<!DOCTYPE html>\n<html lang="{escape(document.language)}">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(document.title)}</title>",
        *_properties(document),
        f"<style>{html_table.STYLE}{style}{_running(document.marking)}</style>\n</head>\n<body>",
        f'<a class="skip" href="#content">{escape(words["skip"])}</a>',
        f'<aside class="marking">{marking}</aside>' if marking else "",
        _header(document),
        f'<nav aria-labelledby="contents"><h2 id="contents">{escape(words["contents"])}</h2>',
        f"{_contents(contents)}</nav>",
        '<main id="content" tabindex="-1">',
        *(_section(section, str(number), 2) for number, section in enumerate(document.sections, 1)),
        "</main>\n</body>\n</html>\n",
    ]
    return "\n".join(part for part in parts if part).encode()


def _properties(document: Document) -> list[str]:
    """Write what the file says about itself."""
    known = {
        "author": document.author,
        "description": document.words.get("subject", ""),
        "keywords": document.words.get("keywords", ""),
    }
    return [
        f'<meta name="{name}" content="{escape(text)}">' for name, text in known.items() if text
    ]


def _running(marking: str) -> str:
    """Write the marking into the margin of every printed page."""
    if not marking:
        return ""
    text = "".join(letter if letter.isalnum() else f"\\{ord(letter):x} " for letter in marking)
    return f'@page{{@top-left{{content:"{text}";color:#8a1c1c;font:600 9pt sans-serif}}}}\n'


def _header(document: Document) -> str:
    """Write what the title page says."""
    parts = [f"<h1>{escape(document.title)}</h1>"]
    if document.subtitle:
        parts.append(f'<p class="subtitle">{escape(document.subtitle)}</p>')
    if document.facts:
        parts.append(_facts(document.facts))
    if document.author:
        parts.append(f'<p class="author">{escape(document.author)}</p>')
    return f"<header>{''.join(parts)}</header>"


def _entry(section: Section, number: str) -> Entry:
    """Give a section's line in the contents, with those of the sections inside it."""
    inside = [block for block in section.blocks if isinstance(block, Section)]
    return Entry(
        f"s{number.replace('.', '-')}",
        f"{number} {section.heading}",
        [_entry(each, f"{number}.{place}") for place, each in enumerate(inside, 1)],
    )


def _contents(entries: Iterable[Entry], depth: int = 1) -> str:
    """Write the contents, two levels deep as in print."""
    items = [
        f'<li><a href="#{each.anchor}">{escape(each.heading)}</a>'
        f"{_contents(each.inside, 2) if depth == 1 and each.inside else ''}</li>"
        for each in entries
    ]
    return f"<ol>{''.join(items)}</ol>"


def _section(section: Section, number: str, level: int) -> str:
    """Write a section; what it holds is named after its number, so that names never meet."""
    anchor = f"s{number.replace('.', '-')}"
    rank = min(level, LOWEST)
    fresh = ' class="new-page"' if section.new_page else ""
    parts = [f'<section{fresh} aria-labelledby="{anchor}">']
    parts.append(f'<h{rank} id="{anchor}">{number} {escape(section.heading)}</h{rank}>')
    inside = 0
    for place, block in enumerate(section.blocks, 1):
        if isinstance(block, Section):
            inside += 1
            parts.append(_section(block, f"{number}.{inside}", level + 1))
        else:
            parts.append(_block(block, f"{anchor}-b{place}"))
    return "\n".join([*parts, "</section>"])


def _block(block: Paragraph | Bullets | Facts | Table | Figure, name: str) -> str:
    """Write one block; `name` is its own in the file."""
    match block:
        case Paragraph():
            role = "" if block.role == "body" else f' class="{escape(block.role)}"'
            return f"<p{role}>{escape(block.text)}</p>"
        case Bullets():
            return f"<ul>{''.join(f'<li>{escape(item.text)}</li>' for item in block.items)}</ul>"
        case Facts():
            return _facts(block.pairs)
        case Table():
            return (
                f'<div class="hfi-table" role="region" tabindex="0" aria-labelledby="{name}"'
                f' lang="{escape(block.language)}">{html_table.body(block, name)}</div>'
            )
        case Figure():
            return figure(block, name)
        case _:
            assert_never(block)


def _facts(pairs: Iterable[tuple[str, str]]) -> str:
    """Write pairs of a term and what it is."""
    items = (f"<dt>{escape(term)}</dt><dd>{escape(text)}</dd>" for term, text in pairs)
    return f"<dl>{''.join(items)}</dl>"


def figure(shown: Figure, name: str = "figure") -> str:
    """Write a figure with its drawing inside; `name` keeps its names apart from others in the file."""
    from hfi_eval.render import drawing  # noqa: PLC0415 -- matplotlib only where a figure is drawn

    source = f'<p class="source">{escape(shown.source)}</p>' if shown.source else ""
    inside = _named(drawing.svg(shown), shown, name)
    return (
        f'<figure lang="{escape(shown.language)}"><figcaption>{escape(shown.caption)}</figcaption>'
        f'<div class="drawing" role="group" tabindex="0" aria-labelledby="{name}-title">'
        f"{inside}</div>{source}</figure>"
    )


def _named(svg: str, figure: Figure, name: str) -> str:
    """Make a drawing's names its own in the file and say what it shows."""
    svg = re.sub(r'\bid="', f'id="{name}-', svg)
    svg = re.sub(r'href="#', f'href="#{name}-', svg)
    svg = re.sub(r"url\(#", f"url(#{name}-", svg)
    said = (
        f'<title id="{name}-title">{escape(figure.caption)}</title>'
        f'<desc id="{name}-desc">{escape(figure.alt)}</desc>'
    )
    role = f'role="img" aria-labelledby="{name}-title" aria-describedby="{name}-desc"'
    return re.sub(r"<svg\b([^>]*)>", rf"<svg {role}\1>", svg, count=1).replace(">", f">{said}", 1)
