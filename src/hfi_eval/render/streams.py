"""Saving a PDF so that no stream ends where a reader would take its last byte for a line end."""

from __future__ import annotations

import io
import zlib

import pikepdf
from pikepdf import Name

from hfi_eval.errors import OutputError

_AMBIGUOUS = b"\r\nendstream"
_TRIES = 32


def saved(pdf: pikepdf.Pdf) -> bytes:
    """Give the bytes of a PDF, the same for the same content.

    A stream whose data happens to end with a carriage return cannot be told from one that is a byte
    shorter, and PDF/A refuses it. Such a stream is made longer; where the file's own tables of
    objects are hit, a number in the catalogue moves them.

    Raises:
        OutputError: no such file could be found.
    """
    for each in pdf.objects:
        if isinstance(each, pikepdf.Stream) and each.read_raw_bytes().endswith(b"\r"):
            _lengthened(each)
    for attempt in range(_TRIES):
        if attempt:
            pdf.Root[Name("/HfiEvalPadding")] = attempt
        content = _bytes(pdf)
        if _AMBIGUOUS not in content:
            return content
    message = "The PDF could not be written so that every reader agrees on its parts."
    raise OutputError(message)


def _lengthened(stream: pikepdf.Stream) -> None:
    """Pack a stream anew with a line feed or two at its end, which no reader of it looks at.

    The last byte of packed data is part of a checksum of what was packed, so that packing the same
    again would not help.
    """
    data = stream.read_bytes()
    for _ in range(_TRIES):
        data += b"\n"
        packed = zlib.compress(data, 9)
        if not packed.endswith(b"\r"):
            stream.write(packed, filter=Name.FlateDecode)
            return


def _bytes(pdf: pikepdf.Pdf) -> bytes:
    """Save a PDF in memory."""
    held = io.BytesIO()
    pdf.save(
        held,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        fix_metadata_version=False,
    )
    return held.getvalue()
