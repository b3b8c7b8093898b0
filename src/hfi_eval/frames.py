"""Results as data frames and files: one row per result, the same in every language."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hfi_eval.model.result import Result

COLUMNS = (
    "address",
    "measure",
    "variant",
    "definition",
    "stat",
    "wave",
    "population",
    "value",
    "unit",
    "numerator",
    "denominator",
    "missing",
    "low",
    "high",
    "method",
    "state",
    "origin",
    "verdict",
)
_FLOATS = {"value", "numerator", "low", "high"}
_WHOLE = {"denominator", "missing"}


def rows(results: Iterable[Result]) -> tuple[list[str], list[dict[str, Any]]]:
    """Give the column names and a row per result; None where there is nothing.

    After the fixed columns comes one for each group variable, sorted by name.
    """
    listed = list(results)
    groups = sorted({name for result in listed for name, _ in result.address.groups})
    taken = set(COLUMNS)
    names = {name: f"group_{name}" if name in taken else name for name in groups}
    found = []
    for result in listed:
        interval = result.interval
        row: dict[str, Any] = {
            "address": str(result.address),
            "measure": result.address.measure,
            "variant": result.address.variant,
            "definition": result.definition,
            "stat": result.address.stat,
            "wave": "..".join(result.address.waves),
            "population": result.address.population,
            "value": result.value,
            "unit": str(result.unit),
            "numerator": result.numerator,
            "denominator": result.denominator,
            "missing": result.missing,
            "low": interval.low if interval else None,
            "high": interval.high if interval else None,
            "method": result.method,
            "state": str(result.state),
            "origin": str(result.origin),
            "verdict": str(result.verdict) if result.verdict else None,
        }
        row |= {names[name]: level for name, level in result.address.groups}
        found.append(row)
    return [*COLUMNS, *names.values()], found


def frame(results: Iterable[Result]) -> pd.DataFrame:
    """Give one row per result, as a data frame with missing values where there is nothing."""
    names, found = rows(results)
    made = pd.DataFrame.from_records(found, columns=names)
    kinds = dict.fromkeys(_FLOATS, "Float64") | dict.fromkeys(_WHOLE, "Int64")
    return made.astype({name: kinds.get(name, "string") for name in names})


def csv_bytes(results: Iterable[Result]) -> bytes:
    """Write results as CSV: comma, decimal point, UTF-8 without BOM, whole numbers without a point."""
    names, found = rows(results)
    text = io.StringIO()
    writer = csv.DictWriter(text, names, lineterminator="\n")
    writer.writeheader()
    for row in found:
        writer.writerow({name: _plain(row.get(name)) for name in names})
    return text.getvalue().encode()


def parquet_bytes(results: Iterable[Result]) -> bytes:
    """Write results as Parquet, with the columns of the CSV."""
    names, found = rows(results)
    kinds = {name: pa.float64() for name in _FLOATS} | {name: pa.int64() for name in _WHOLE}
    schema = pa.schema([(name, kinds.get(name, pa.string())) for name in names])
    columns = [[row.get(name) for row in found] for name in names]
    arrays = [pa.array(column, kind.type) for column, kind in zip(columns, schema, strict=True)]
    sink = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), sink)
    return sink.getvalue()


def _plain(value: Any) -> str:
    """Write a value: a whole number without a point, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value)
