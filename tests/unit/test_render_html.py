"""The report as one file of HTML: asks nobody, names everything, keeps every address."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from hfi_eval.render import html, html_table, shape
from tests.unit.rendering import grouped_table, sample, spanned_table

EMPTY = {"meta", "path", "use", "br", "link", "img", "input", "hr"}


class Page(HTMLParser):
    """Collect what is asked of a page."""

    def __init__(self, text: str):
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]):
        self.tags.append((tag, {key: value or "" for key, value in attrs}))
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]):
        self.tags.append((tag, {key: value or "" for key, value in attrs}))

    def handle_endtag(self, tag: str):
        assert self.open.pop() == tag

    def all(self, name: str) -> list[dict[str, str]]:
        return [attributes for tag, attributes in self.tags if tag == name]


@pytest.fixture(scope="module", params=["da", "en"])
def text(request: pytest.FixtureRequest) -> str:
    return html.render(sample(request.param)).decode()


@pytest.fixture(scope="module")
def read(text: str) -> Page:
    return Page(text)


def test_every_tag_is_closed(read: Page):
    assert read.open == []


def test_nothing_is_fetched_from_anywhere(text: str, read: Page):
    assert not [tag for tag, _ in read.tags if tag in {"script", "link", "img", "iframe", "object"}]
    assert not re.search(r'(?:src|action)=|@import|url\((?!#)|href="(?!#)', text)
    spaces = set(re.findall(r'(\S+)="http[^"]*"', text))
    assert spaces <= {"xmlns", "xmlns:xlink"}


def test_names_are_used_once_and_every_reference_is_met(text: str, read: Page):
    names = Counter(attributes["id"] for _, attributes in read.tags if "id" in attributes)
    assert max(names.values()) == 1
    said = [value for _, each in read.tags for key, value in each.items() if "aria-" in key]
    references = [value for value in said if value != "true"]
    references += re.findall(r'(?:href="|url\()#([^")]+)', text)
    assert set(references) <= set(names)


def test_headings_come_in_order(read: Page):
    levels = [int(tag[1]) for tag, _ in read.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_table_has_a_caption_and_every_heading_a_scope(read: Page):
    count = len(read.all("table"))
    assert count > 12
    assert len(read.all("caption")) == count
    scopes = Counter(each.get("scope") for each in read.all("th"))
    assert set(scopes) == {"col", "colgroup", "row", "rowgroup"}


def test_every_address_is_kept(read: Page):
    language = read.all("html")[0]["lang"]
    shown = [
        str(cell.address)
        for table in shape.tables(sample(language))
        for row in table.rows
        for cell in row.cells
        if cell.address
    ]
    assert [each["data-address"] for each in read.all("td") if "data-address" in each] == shown


def test_figures_are_named_and_told(text: str, read: Page):
    for drawing in read.all("svg"):
        assert drawing["role"] == "img"
        assert re.search(f'<desc id="{drawing["aria-describedby"]}">[^<]+\\.</desc>', text)


def test_the_marking_is_seen_at_the_top_and_on_every_printed_page(text: str, read: Page):
    assert read.tags.index(("aside", {"class": "marking"})) < read.tags.index(("h1", {}))
    assert "@page{@top-left{content:" in text


def test_letters_with_a_meaning_are_only_letters(text: str):
    assert "#1 &lt;2&gt; a_b @hjem $5$" in text or "@home $5$" in text
    assert "<2>" not in text
    assert "<b>" not in text


def test_the_same_document_gives_the_same_bytes(text: str, read: Page):
    assert html.render(sample(read.all("html")[0]["lang"])).decode() == text


def test_a_table_for_a_notebook_carries_its_own_style():
    fragment = html_table.fragment(spanned_table())
    read = Page(fragment)
    assert read.open == []
    assert read.tags[0] == ("div", {"class": "hfi-table", "lang": "da"})
    rules = re.findall(r"([^{}]+)\{", html_table.STYLE)
    parts = [part.strip() for rule in rules for part in rule.split(",")]
    assert all(part.startswith(".hfi-table") for part in parts)


def test_what_is_said_stands_beside_what_is_seen():
    fragment = html_table.fragment(spanned_table())
    assert '<span aria-hidden="true">•</span><span class="spoken">ikke vist</span>' in fragment


def test_a_group_heads_its_own_rows_and_a_total_none():
    fragment = html_table.fragment(grouped_table(size=1))
    bodies = re.findall("<tbody>(.*?)</tbody>", fragment)
    assert [body.count("<tr") for body in bodies] == [2, 2, 2, 1]
    assert 'class="total"' in bodies[-1]


def test_a_document_with_little_in_it_is_printed():
    words = {"contents": "Indhold", "page": "Side", "skip": "Gå til indhold"}
    bare = replace(sample(), subtitle="", author="", marking="", facts=(), words=words, sections=())
    printed = html.render(bare).decode()
    assert Page(printed).open == []
    assert "marking" not in re.sub("<style>.*?</style>", "", printed, flags=re.DOTALL)
