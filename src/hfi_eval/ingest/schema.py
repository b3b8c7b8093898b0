"""Schema: one pandera schema a table, made from the plan, and what its failures mean."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from hfi_eval.ingest.values import is_fault
from hfi_eval.records import FAMILY, PERSON

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from hfi_eval.ingest.names import Field, Vocabulary

LISTED = 20
"""So many places are listed for a rule and column; the others are counted."""


@dataclass(slots=True)
class Found:
    """The cells of a column that break a rule: how many, and the first of them."""

    count: int = 0
    first: list[tuple[int, object]] = field(default_factory=list)

    def add(self, rows: Iterable[tuple[int, object]], count: int) -> None:
        """Count further cells."""
        self.count += count
        for each in rows:
            if len(self.first) >= LISTED:
                return
            self.first.append(each)


Failures = dict[tuple[str, str], Found]
"""By rule and column."""


def table_schema(fields: Iterable[Field], words: Vocabulary, key: str) -> pa.DataFrameSchema:
    """Make the schema of a table.

    Args:
        fields: what its columns hold.
        words: the names of the plan.
        key: the column no two rows may share a value of; "" for none.
    """
    columns = {}
    for each in fields:
        checks = _checks(each, words)
        if each.name == key:
            rule = "P01" if key == PERSON else "F05"
            checks.append(pa.Check(lambda cells: ~cells.duplicated(), error=rule))
        columns[each.name] = pa.Column(checks=checks, nullable=True, required=True)
    return pa.DataFrameSchema(columns, strict=False)


def id_checks(key: str) -> list[pa.Check]:
    """Make the checks that each row says whom it is about, and is no sum of the others."""
    rule = "P05" if key == PERSON else "F04"
    return [
        pa.Check(_are_known, error=rule, ignore_na=False),
        pa.Check(_are_no_sums, error="P07"),
    ]


def whole(separator: str) -> pa.Check:
    """Make the check that a cell is one cell: no other row, or rest of its own, is in it."""
    return pa.Check(
        lambda cells: ~cells.map(lambda text: bool(separator) and separator in text).astype(bool),
        error="A17",
    )


def _are_no_sums(cells: pd.Series) -> pd.Series:
    """Tell which ids are not the word for a sum."""
    sums = r"(?i)(?:i alt|ialt|sum|total|sum i alt|samlet|i alt:|sum:|total:)"
    return ~cells.str.fullmatch(sums).astype(bool)


def _checks(each: Field, words: Vocabulary) -> list[pa.Check]:
    """Make the checks of a column."""
    if each.kind in {"codes", "wave", "indicator"}:
        rule = {"codes": "S01", "wave": "W03", "indicator": "I01"}[each.kind]
        checks = [pa.Check.isin(sorted(words.allowed(each)), error=rule)]
    elif each.kind in {"id", "text"}:
        checks = [pa.Check(_are_no_faults, error="T03"), pa.Check(_are_one_line, error="A17")]
    else:
        checks = [pa.Check(test, error=rule) for rule, test in _TESTS.get(each.kind, ())]
    if each.kind in {"wave", "indicator"}:
        rule = "W05" if each.kind == "wave" else "I02"
        checks.append(pa.Check(_are_known, error=rule, ignore_na=False))
    return checks


def _are_known(cells: pd.Series) -> pd.Series:
    """Tell which cells are not empty."""
    return cells.notna()


def _are_no_faults(cells: pd.Series) -> pd.Series:
    """Tell which cells are no failed formula."""
    return ~cells.map(is_fault).astype(bool)


def _are_one_line(cells: pd.Series) -> pd.Series:
    """Tell which cells have no line break."""
    return ~cells.str.contains("\n", regex=False).astype(bool)


def _are_dates(cells: pd.Series) -> pd.Series:
    """Tell which cells hold a date."""
    if pd.api.types.is_datetime64_any_dtype(cells):
        return pd.Series(data=True, index=cells.index)
    return cells.map(lambda value: isinstance(value, pd.Timestamp)).astype(bool)


def _are_numbers(cells: pd.Series) -> pd.Series:
    """Tell which cells hold a number."""
    if pd.api.types.is_numeric_dtype(cells):
        return pd.Series(data=True, index=cells.index)
    return cells.map(lambda value: not isinstance(value, str)).astype(bool)


def _are_whole(cells: pd.Series) -> pd.Series:
    """Tell which numbers are whole and not negative; text breaks another rule."""
    numbers = pd.to_numeric(cells, errors="coerce")
    return numbers.isna() | ((numbers >= 0) & (numbers % 1 == 0))


_TESTS: dict[str, tuple[tuple[str, Callable[[pd.Series], pd.Series]], ...]] = {
    "date": (("D02", _are_dates),),
    "number": (("T01", _are_numbers),),
    "count": (("T01", _are_numbers), ("T02", _are_whole)),
}


def failures(schema: pa.DataFrameSchema, frame: pd.DataFrame, found: Failures) -> None:
    """Add what a schema finds in a frame whose index is the file's rows.

    Raises:
        SchemaErrors: the schema itself could not be applied, which is a mistake of ours.
    """
    try:
        schema.validate(frame, lazy=True)
    except SchemaErrors as error:
        cases = error.failure_cases
        if cases["index"].isna().any():
            raise
        for (rule, column), rows in cases.groupby(["check", "column"], sort=False):
            ordered = rows.sort_values("index").head(LISTED)
            first = zip(ordered["index"].astype(int), ordered["failure_case"], strict=True)
            found.setdefault((str(rule), str(column)), Found()).add(first, len(rows))


def key_of(unit: str) -> str:
    """Give the column that names a unit."""
    return PERSON if unit == "person" else FAMILY
