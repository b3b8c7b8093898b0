"""Large: a Parquet file with the records' own columns is validated in batches, where it lies."""

from __future__ import annotations

import atexit
import glob
import shutil
import tempfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from hfi_eval.ingest import schema
from hfi_eval.ingest.cpr import HASH, PATTERN, SHORT, is_cpr, is_named, masked
from hfi_eval.ingest.messages import cells, issue
from hfi_eval.ingest.table import ReadingError, letters
from hfi_eval.ingest.translate import several, translated
from hfi_eval.records import PERSON

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from hfi_eval.errors import Issue
    from hfi_eval.ingest.names import Field, Vocabulary
    from hfi_eval.model.plan import Source

SMALLEST = 200_000
"""A file with fewer rows is read like any other."""

BATCH = 500_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Large:
    """A file whose rows stay where they are.

    Attributes:
        source: the file.
        fields: what its columns hold.
        unknown: its columns that the plan does not know.
        secret: those of them whose name is not said, because it might name a person, as letters.
        rows: how many rows it has; the first is row 1.
    """

    source: Source
    fields: dict[str, Field]
    unknown: tuple[str, ...]
    secret: dict[str, str]
    rows: int

    @property
    def names(self) -> Collection[str]:
        """The columns of the records that the file holds, without the key."""
        return [name for name in self.fields if name != PERSON]

    @property
    def index(self) -> pd.Index:
        """The rows."""
        return pd.RangeIndex(1, self.rows + 1)

    def series(self, name: str) -> pd.Series:
        """Give one column, read now; its index is the row."""
        table = pq.read_table(self.source.path, columns=[name])
        return _plain(table.column(0).to_pandas()).set_axis(self.index)

    def place(self, row: int | None, name: str) -> dict[str, object]:
        """Give the place of a value."""
        place: dict[str, object] = {"file": self.source.path.name, "row": row}
        if name in self.secret:
            return {**place, "cell": f"{self.secret[name]}{row or ''}"}
        return {**place, "column": masked(name)}

    def places(self, name: str, units: pd.Index) -> Iterator[dict[str, object]]:
        """Give the places of the first rows in a column."""
        for row in units[: schema.LISTED]:
            yield self.place(int(row), name or PERSON)

    def column_place(self, name: str) -> dict[str, object]:
        """Give the place of a column."""
        return self.place(None, name)


def opened(source: Source, words: Vocabulary) -> Large | None:
    """Give a Parquet file that can stay where it lies, or None."""
    path = source.path
    if path.suffix.lower() != ".parquet" or not path.is_file():
        return None
    try:
        file = pq.ParquetFile(path)
    except (pa.ArrowException, OSError):
        return None
    with file:
        arrow, rows = file.schema_arrow, file.metadata.num_rows
    meant = {name: words.meaning(name) for name in arrow.names}
    fields = {name: each for name, each in meant.items() if each is not None}
    fit = all(_fits(name, each, arrow.field(name).type) for name, each in fields.items())
    if rows < SMALLEST or not fit or PERSON not in fields or len(meant) < len(arrow.names):
        return None
    unknown = tuple(name for name, each in meant.items() if each is None)
    secret = {name: letters(at) for at, name in enumerate(arrow.names) if not words.sayable(name)}
    return Large(source=source, fields=fields, unknown=unknown, secret=secret, rows=rows)


def _fits(name: str, each: Field, kind: pa.DataType) -> bool:
    """Tell whether a column has the name and type it has in the records."""
    if (
        each.name != name
        or not each.known
        or each.unit == "family"
        or (each.unit and not each.wave)
    ):
        return False
    match each.kind:
        case "date":
            return bool(pa.types.is_date(kind) or pa.types.is_timestamp(kind))
        case "count" | "number":
            return bool(pa.types.is_integer(kind) or pa.types.is_floating(kind))
        case "codes" | "text" | "id":
            value = kind.value_type if pa.types.is_dictionary(kind) else kind
            return bool(pa.types.is_string(value) or pa.types.is_large_string(value))
        case _:
            return False


def _plain(column: pd.Series) -> pd.Series:
    """Give a column of a batch with the type it has in the records."""
    if pd.api.types.is_datetime64_any_dtype(column):
        return column.astype("datetime64[us]")
    if pd.api.types.is_numeric_dtype(column):
        return column.astype("float64")
    if isinstance(column.dtype, pd.CategoricalDtype):
        return column.astype("str")
    if column.dtype == object:
        return pd.to_datetime(column).astype("datetime64[us]")
    return column


def _quoted(name: str) -> str:
    """Quote a column's name for SQL."""
    return '"' + name.replace('"', '""') + '"'


def cpr_issues(file: Large) -> list[Issue]:
    """Give the columns that hold CPR numbers, the unknown ones too.

    Raises:
        ReadingError: the file is broken.
    """
    try:
        return _cpr_issues(file)
    except duckdb.Error as error:
        raise ReadingError("A16") from error


def _cpr_issues(file: Large) -> list[Issue]:
    """Give the columns that hold CPR numbers."""
    relation = _relation(file, numbered=True)
    issues = []
    for name, kind in zip(relation.columns, map(str, relation.types), strict=True):
        if name == "file_row_number":
            continue
        found: tuple[int, int | None] = (0, None)
        if kind not in {"DATE", "BOOLEAN"} and not kind.startswith("TIMESTAMP"):
            hits = relation.filter(_hit(file, name, kind))
            found = hits.aggregate("count(*), min(file_row_number) + 1").fetchall()[0]
        named = is_cpr(name, whole=False)
        if found[0] or named:
            place = {**file.place(found[1], name), "file": masked(file.source.path.name)}
            issues.append(issue("P02", place, {"count": cells(int(found[0]) + named)}))
    return issues


def _hit(file: Large, name: str, kind: str) -> str:
    """Ask in SQL whether a cell of a column holds a CPR number."""
    meant = file.fields.get(name)
    text = f"CAST({_quoted(name)} AS VARCHAR)"
    hit = f"regexp_matches(regexp_replace({text}, {_sql(HASH)}, '#', 'g'), {_sql(PATTERN)})"
    amount = meant is not None and meant.kind in {"count", "number"}
    if not amount and (kind != "VARCHAR" or is_named(name)):
        hit += f" OR regexp_matches({text}, {_sql(SHORT)})"
    return hit


def _relation(file: Large, *, numbered: bool) -> duckdb.DuckDBPyRelation:
    """Open the file; what does not fit in memory is written to a private folder, then deleted."""
    folder = tempfile.mkdtemp(prefix="hfi-eval-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    connection = duckdb.connect(config={"temp_directory": folder})
    return connection.read_parquet(glob.escape(str(file.source.path)), file_row_number=numbered)


def _sql(text: str) -> str:
    """Write a text as SQL does."""
    return "'" + text.replace("'", "''") + "'"


def validated(file: Large, words: Vocabulary) -> list[Issue]:
    """Give what breaks the schema, batch by batch, and repeated persons by one grouped query."""
    made = schema.table_schema(file.fields.values(), words, "")
    made.columns[PERSON].checks.extend(schema.id_checks(PERSON))
    found: schema.Failures = {}
    first = 1
    with pq.ParquetFile(file.source.path) as parquet:
        for batch in parquet.iter_batches(BATCH, columns=list(file.fields)):
            frame = batch.to_pandas()
            rows = pd.RangeIndex(first, first + len(frame))
            frame = pd.DataFrame({name: _plain(frame[name]) for name in frame}).set_axis(rows)
            schema.failures(made, frame, found)
            first += len(frame)
    issues = translated(found, file.place, ".", file.fields, words)
    issues += [issue("H03", file.place(None, name)) for name in file.unknown]
    return issues + _repeated(file)


def _repeated(file: Large) -> list[Issue]:
    """P01: the rows of persons who are in an earlier row too."""
    persons = _relation(file, numbered=True)
    counted = persons.aggregate("count(person_id) - count(DISTINCT person_id)").fetchall()
    if not counted[0][0]:
        return []
    window = "row_number() OVER (PARTITION BY person_id ORDER BY file_row_number) AS nth"
    again = persons.filter("person_id IS NOT NULL").project(f"file_row_number + 1 AS row, {window}")
    rows = again.filter("nth > 1").order("row").limit(schema.LISTED).fetchall()
    return several("P01", [file.place(int(row), PERSON) for row, _ in rows], int(counted[0][0]))


def relation(file: Large) -> duckdb.DuckDBPyRelation:
    """Give the file as a DuckDB relation with the columns of the records; it keeps its connection."""
    columns = [
        f"CAST({_quoted(name)} AS {_TYPES[each.kind]}) AS {_quoted(name)}"
        for name, each in file.fields.items()
    ]
    return _relation(file, numbered=False).project(", ".join(columns))


_TYPES = {
    "id": "VARCHAR",
    "codes": "VARCHAR",
    "text": "VARCHAR",
    "date": "TIMESTAMP",
    "count": "DOUBLE",
    "number": "DOUBLE",
}
