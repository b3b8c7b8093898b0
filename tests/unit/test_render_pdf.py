"""The printed report: read by everyone, the same every time, and nothing in it is evaluated."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import get_args

import page
import pikepdf
import pytest

from hfi_eval.errors import OutputError
from hfi_eval.model.document import Section
from hfi_eval.model.table import Row
from hfi_eval.render import shape, typst
from tests.unit.rendering import Broken, broken, nine_columns, paragraph, pdf_checks, sample

PROFILES = [page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A]


@pytest.fixture(scope="module", params=["da", "en"])
def report(request: pytest.FixtureRequest) -> bytes:
    return typst.render(sample(request.param))


@pytest.fixture(scope="module")
def danish() -> bytes:
    return typst.render(sample("da"))


def test_the_report_can_be_read_by_everyone(report: bytes):
    assert pdf_checks(report) == []


@pytest.mark.parametrize("profile", PROFILES, ids=lambda each: each.name)
def test_an_independent_validator_finds_nothing(report: bytes, profile: page.ValidationProfile):
    verdict = page.validate_pdf_bytes(report, profile=profile)
    assert verdict.is_compliant, [failure.message for failure in verdict.failures]


@pytest.mark.parametrize("what", get_args(Broken))
def test_a_report_that_lacks_something_fails_the_checks(danish: bytes, what: Broken):
    assert pdf_checks(broken(danish, what)) != []


@pytest.mark.parametrize("what", ["alt", "tags", "language", "UA"])
def test_the_validator_notices_too(danish: bytes, what: Broken):
    verdict = page.validate_pdf_bytes(broken(danish, what), profile=PROFILES[0])
    assert not verdict.is_compliant


def test_the_same_document_gives_the_same_bytes(danish: bytes):
    assert typst.render(sample("da")) == danish


def test_every_table_is_marked_with_all_its_rows(danish: bytes):
    pdf = pikepdf.open(io.BytesIO(danish))
    pairs = pdf.Root.StructTreeRoot.IDTree.Kids[0].Names
    names = [bytes(pairs[place]) for place in range(0, len(pairs), 2)]
    rows = [row for table in shape.tables(sample("da")) for row in table.rows]
    groups = [row for row in rows if row.role == "group"]
    marked = [name for name in names if name.startswith(b"hfi-")]
    assert names == sorted(set(names))
    assert len(marked) == len(rows) - len(groups)


def test_a_withheld_cell_says_so(danish: bytes):
    pdf = pikepdf.open(io.BytesIO(danish))
    spoken = {str(each["/Alt"]) for each in pdf.objects if _is_cell(each) and "/Alt" in each}
    assert {"ikke vist", "19,6 pct."} <= spoken


def _is_cell(item: object) -> bool:
    return isinstance(item, pikepdf.Dictionary) and item.get("/S") == pikepdf.Name.TD


def test_bookmarks_are_the_numbered_headings(danish: bytes):
    with pikepdf.open(io.BytesIO(danish)) as pdf, pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == [
            "1 Sammenfatning",
            "2 Resultater for de voksne familiemedlemmer",
            "3 Bilag",
        ]
        assert outline.root[1].children[0].title == "2.1 Selvforsørgelse og uddannelse"


def test_a_document_with_little_in_it_is_printed():
    words = {"contents": "Indhold", "page": "Side", "skip": ""}
    bare = replace(
        sample("da"),
        subtitle="",
        author="",
        marking="",
        facts=(),
        words=words,
        sections=(Section(heading="Et"), Section(heading="To", blocks=(paragraph("To."),))),
    )
    problems = pdf_checks(typst.render(bare))
    assert problems == ["no tables"]


def test_a_table_without_rows_or_notes_is_printed():
    table = replace(nine_columns(), rows=(), source="", summary="Tabellen er tom.")
    document = replace(sample("da"), sections=(Section(heading="Et", blocks=(table,)),))
    assert typst.render(document)


def test_a_table_of_nothing_but_a_group_is_printed():
    table = replace(nine_columns(), rows=(Row(label="Køn", role="group"),))
    document = replace(sample("da"), sections=(Section(heading="Et", blocks=(table,)),))
    assert typst.render(document)


def test_signs_beyond_letters_are_printed():
    signs = paragraph("✓ ✗ → ● ▲ a‑b 1\u2009000 1\u202f000 ½ ≥ ≤ − “x” α é ł ş")
    document = replace(sample("da"), sections=(Section(heading="Et", blocks=(signs,)),))
    assert pdf_checks(typst.render(document)) == ["no tables"]


def test_a_sign_no_font_has_is_named():
    document = replace(sample("da"), sections=(Section(heading="Et 😀"),))
    with pytest.raises(OutputError, match=r"😀.*Change the text"):
        typst.render(document)


def test_what_an_accessible_pdf_may_not_hold_is_told_and_not_printed():
    document = replace(sample("da"), title="")
    with pytest.raises(OutputError, match="PDF could not be set"):
        typst.render(document)
