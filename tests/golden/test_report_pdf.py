"""The example's report as a PDF: accessible, marked on every page, and the same every time."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import page
import pypdf
import pytest

import hfi_eval as hfi
from hfi_eval.render import render
from hfi_eval.wording import words
from tests.unit.rendering import pdf_checks

if TYPE_CHECKING:
    from hfi_eval.model.document import Document


@pytest.fixture(scope="module", params=["da", "en"])
def printed(request) -> tuple[str, Document, bytes]:
    document = hfi.demo().document(language=request.param)
    return request.param, document, render(document, ".pdf")


def test_the_report_passes_every_check(printed):
    _, _, pdf = printed
    assert pdf_checks(pdf) == []


@pytest.mark.parametrize("profile", ["PDF_UA_1", "PDF_A_2A"])
def test_an_independent_validator_finds_nothing(printed, profile):
    _, _, pdf = printed
    verdict = page.validate_pdf_bytes(pdf, profile=getattr(page.ValidationProfile, profile))
    assert verdict.is_compliant, [failure.message for failure in verdict.failures]


def test_every_page_says_that_it_is_internal(printed):
    language, _, pdf = printed
    marking = words(language)("report.internal").split(":")[0]
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    assert len(pages) > 10
    for number, each in enumerate(pages, 1):
        assert marking in " ".join(each.extract_text().split()), number


def test_the_same_evaluation_gives_the_same_bytes(printed):
    language, _, pdf = printed
    again = render(hfi.demo().document(language=language), ".pdf")
    assert again == pdf


def test_a_danish_page_has_no_english_word(printed):
    language, document, _ = printed
    if language == "da":
        html = render(document, ".html").decode()
        seen = re.sub(r"<style.*?</style>|<[^>]+>", " ", html, flags=re.DOTALL)
        found = re.findall(
            r"\b(the|and|of|with|before|after|total|source|table|none)\b", seen, re.IGNORECASE
        )
        assert found == []


def test_what_was_promised_and_what_happened_stand_on_one_page(printed):
    language, document, pdf = printed
    pages = [
        " ".join(each.extract_text().split()) for each in pypdf.PdfReader(io.BytesIO(pdf)).pages
    ]
    said = words(language)
    first = next(
        i for i, text in enumerate(pages) if f"1 {said('report.summary')}" in text and i > 1
    )
    assert document.sections[0].blocks[-1].source in pages[first]  # its table ends here
    assert f"2 {document.sections[1].heading}" in pages[first + 1]
