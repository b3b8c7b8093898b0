"""Readers: a new kind of file is a new module here and one line in `READERS`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hfi_eval.ingest.readers import delimited, parquet, workbook
from hfi_eval.ingest.table import ReadingError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from hfi_eval.ingest.table import Table
    from hfi_eval.model.plan import Source

READERS: Mapping[str, Callable[[Source], list[Table]]] = {
    ".csv": delimited.read,
    ".tsv": delimited.read,
    ".txt": delimited.read,
    ".xlsx": workbook.read,
    ".xlsm": workbook.read,
    ".parquet": parquet.read,
}


def tables(source: Source) -> list[Table]:
    """Give the tables of a file: its only one, or each sheet that is not empty.

    Raises:
        ReadingError: the file is not there, or is not what its name says.
    """
    reader = READERS.get(source.path.suffix.lower())
    if not source.path.exists():
        raise ReadingError("A03")
    if source.path.is_dir():
        raise ReadingError("A15")
    if reader is None:
        raise ReadingError("A04", known=", ".join(READERS))
    try:
        if not source.path.stat().st_size:
            raise ReadingError("A01")
        return reader(source)
    except OSError as error:
        raise ReadingError("A12") from error
