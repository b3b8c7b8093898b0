"""Parquet files: the columns have types; they become text, so that one road leads on from here."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from hfi_eval.ingest.table import ReadingError, Table, lined

if TYPE_CHECKING:
    from hfi_eval.model.plan import Source


def read(source: Source) -> list[Table]:
    """Give the only table of a Parquet file; its first record is row 1.

    Raises:
        ReadingError: it is not a Parquet file, or is cut short.
    """
    with source.path.open("rb"):
        pass  # a file that may not be opened is no broken one
    try:
        read_ = pq.read_table(source.path)
    except (pa.ArrowException, OSError) as error:
        raise ReadingError("A16") from error
    names = read_.column_names
    rows = pd.RangeIndex(1, read_.num_rows + 1)
    columns = {at: _text(read_.column(at).to_pandas()).set_axis(rows) for at in range(len(names))}
    cells = pd.DataFrame(columns, index=rows)
    kinds = read_.schema.types
    numeric = frozenset(at for at in range(len(names)) if pa.types.is_integer(kinds[at]))
    return [Table(file=source.path.name, cells=cells, header=tuple(names), numeric=numeric)]


def _text(column: pd.Series) -> pd.Series:
    """Give a column as text that can be read in one way only."""
    return column.map({value: _word(value) for value in column.dropna().unique()}).astype("str")


def _word(value: object) -> str | None:
    """Give a value as text."""
    match value:
        case bool() | np.bool_():
            return "true" if value else "false"
        case pd.Timestamp() | dt.date() | np.datetime64():
            return pd.Timestamp(value).date().isoformat()
        case int() | float() | np.number():
            return _number(float(value))
        case _:
            return lined(str(value))


def _number(value: float) -> str:
    """Give a number as text, whole ones without decimals."""
    return str(int(value)) if value.is_integer() else f"{value!r}e0"
