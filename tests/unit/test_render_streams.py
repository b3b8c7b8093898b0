from __future__ import annotations

import io
import zlib

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from hfi_eval.render.streams import saved


def ending_in_a_return() -> bytes:
    """Give content that zlib packs to bytes ending in a carriage return."""
    return next(
        text
        for text in (f"BT ({n}) Tj ET".encode() for n in range(5_000))
        if zlib.compress(text, 9).endswith(b"\r")
    )


@pytest.mark.parametrize("pages", range(1, 60, 6))
def test_no_stream_ends_in_a_carriage_return(pages: int):
    pdf = pikepdf.new()
    for number in range(pages):
        page = pdf.add_blank_page()
        content = ending_in_a_return() if number == 0 else f"BT ({number}) Tj ET".encode()
        page.obj.Contents = pikepdf.Stream(pdf, b"")
        page.obj.Contents.write(zlib.compress(content, 9), filter=Name.FlateDecode)
        page.obj.Extra = Dictionary(Number=number)
    content = saved(pdf)
    assert b"\r\nendstream" not in content
    with pikepdf.open(io.BytesIO(content)) as read:
        assert len(read.pages) == pages
        assert read.pages[0].obj.Contents.read_bytes().rstrip() == ending_in_a_return()
