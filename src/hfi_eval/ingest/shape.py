"""Shape: which column of a table is what, and its cells as values."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import pandas as pd

from hfi_eval.ingest import schema
from hfi_eval.ingest.messages import issue
from hfi_eval.ingest.names import Field, suggestion, waves_of
from hfi_eval.ingest.table import trimmed
from hfi_eval.ingest.translate import several, translated
from hfi_eval.ingest.values import read, typed
from hfi_eval.records import FAMILY, PERSON, WAVE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hfi_eval.errors import Issue
    from hfi_eval.ingest.names import Vocabulary
    from hfi_eval.ingest.table import Table

Unit = Literal["person", "family"]
UNITS = {
    "person": {"da": "personer", "en": "persons"},
    "family": {"da": "familier", "en": "families"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shaped:
    """A table whose columns are known.

    Attributes:
        table: where it came from.
        unit: what a row is about.
        long: whether a row is about one wave, named in the column `wave`.
        fields: what each column holds, by the name it has in `frame`.
        at: the position of each column in the file.
        frame: the values; the index is the row as the file counts it.
    """

    table: Table
    unit: Unit
    long: bool
    fields: dict[str, Field]
    at: dict[str, int]
    frame: pd.DataFrame

    @property
    def key(self) -> str:
        """The column that says whom a row is about."""
        return schema.key_of(self.unit)

    @property
    def traits(self) -> list[str]:
        """The columns that are about the unit at any wave: background, dates and its family."""
        kinds = {"codes", "date", "text", "id"}
        return [
            name
            for name, each in self.fields.items()
            if not each.unit and each.kind in kinds and name != self.key
        ]

    @property
    def measured(self) -> list[str]:
        """The columns of indicators."""
        return [name for name, each in self.fields.items() if each.unit]

    def place(self, row: int | None, name: str) -> dict[str, object]:
        """Give the place of a value."""
        return self.table.place(row, self.at.get(name))


def with_header(table: Table, words: Vocabulary) -> Table | None:
    """Give a table whose headings are found in its first 20 rows, or None."""
    if table.header:
        named = any(_is_key(heading, words) for heading in table.header)
        return table if named else None
    for position in range(min(20, len(table.cells))):
        row = [text if isinstance(text, str) else "" for text in table.cells.iloc[position]]
        if any(_is_key(text, words) for text in row):
            while row and not row[-1]:
                row.pop()
            row = [trimmed(text) or "" for text in row]
            number = int(table.cells.index[position])
            cells = table.cells.iloc[position + 1 :]
            return replace(table, cells=cells, header=tuple(row), header_row=number)
    return None


def _is_key(text: str, words: Vocabulary) -> bool:
    """Tell whether a cell is the heading of a column of persons or families."""
    meant = words.meaning(text) if text else None
    return meant is not None and meant.kind == "id"


def shape(table: Table, words: Vocabulary) -> tuple[Shaped, list[Issue]]:
    """Give a table with its columns known, and what is wrong with its headings.

    Args:
        table: with its headings found.
        words: the names of the plan.
    """
    fields, at, issues = _columns(table, words)
    unit: Unit = "person" if PERSON in fields else "family"
    for name, each in list(fields.items()):
        if each.unit and each.unit != unit:
            words_ = {"unit": UNITS[each.unit]}
            issues.append(issue("H07", table.place(None, at[name]), words_))
            del fields[name]
    if not len(table.cells):
        issues.append(issue("A13", table.place()))
    long = WAVE in fields
    if long and {"indicator", "value"} <= set(fields):
        names = sorted({name for name in words.indicators.values() if name not in fields})
        frame = _values({n: f for n, f in fields.items() if n != "value"}, at, table, words)
        how = (table.decimal, unit, words)
        for name in _spread(frame, names, table.cells[at["value"]], how):
            of: dict[str, Mapping[str, str]] = {"unit": UNITS[words.plan.indicators[name].unit]}
            issues.append(issue("H07", table.place(None, at["indicator"]), of))
        spread = {name: _meaning(name, words) for name in names if name in frame}
        fields = {**{n: f for n, f in fields.items() if n != "value"}, **spread}
        at.update(dict.fromkeys(spread, at["value"]))
    else:
        frame = _values(fields, at, table, words)
    return Shaped(table=table, unit=unit, long=long, fields=fields, at=at, frame=frame), issues


def _meaning(name: str, words: Vocabulary) -> Field:
    """Give the field of an indicator in a table with a column for the wave."""
    meant = words.meaning(name)
    assert meant is not None  # noqa: S101  # every indicator is a heading by its own name
    return meant


def _columns(
    table: Table, words: Vocabulary
) -> tuple[dict[str, Field], dict[str, int], list[Issue]]:
    """Give what the columns hold, where they stand, and what is wrong with the headings."""
    fields: dict[str, Field] = {}
    at: dict[str, int] = {}
    issues = []
    meant = [words.meaning(text) if text else None for text in table.header]
    kinds = {each.kind for each in meant if each is not None}
    long, fully = "wave" in kinds, {"wave", "indicator", "value"} <= kinds
    if not long:
        meant = [_at_its_only_wave(each, words) if each else None for each in meant]
    for position, each in enumerate(meant):
        place = table.place(None, position)
        if each is None or (each.kind in {"indicator", "value"} and not fully):
            issues += _unknown(table, position, words)
        elif not each.known:
            issues.append(_unknown_wave(each, table, position, words))
        elif each.name in fields:
            other = table.address(table.header_row, at[each.name])
            issues.append(issue("H02", place, {"other": other}))
        else:
            fields[each.name] = each
            at[each.name] = position
    issues += _beyond(table)
    return fields, at, issues


def _at_its_only_wave(each: Field, words: Vocabulary) -> Field | None:
    """Give the field with its wave, where an indicator alone says which; else None."""
    if not each.unit or each.wave:
        return each
    waves = words.plan.indicators[each.about].waves or tuple(words.plan.waves)
    if len(waves) != 1:
        return None
    return words.meaning(f"{each.about}@{waves[0]}")


def _unknown(table: Table, position: int, words: Vocabulary) -> list[Issue]:
    """Give the issue of a heading the plan does not know."""
    heading = table.header[position]
    place = table.place(None, position)
    if not heading and (position not in table.cells or table.cells[position].isna().all()):
        return []
    near = words.near_heading(heading) if heading else None
    if near is not None:
        return [issue("H03.near", place, {"near": near})]
    known = words.meaning(heading) is not None
    return [issue("H03", place if known else table.unnamed_place(position))]


def _unknown_wave(each: Field, table: Table, position: int, words: Vocabulary) -> Issue:
    """Give the issue of a heading whose wave the plan, or the indicator, does not have."""
    if each.kind != "text":
        return issue("W04", table.place(None, position), {"name": each.about})
    labels = [text for wave in words.plan.waves.values() for text in wave.label.values()]
    near = suggestion(each.wave, [*words.plan.waves, *labels])
    if near is None:
        place = table.unnamed_place(position)
        return issue("W03", place, {"known": ", ".join(words.plan.waves)})
    said = {"value": each.wave, "near": near}
    return issue("W03.near", table.place(None, position), said)


def _beyond(table: Table) -> list[Issue]:
    """Give an issue for cells to the right of the last heading."""
    beyond = list(range(len(table.header), table.cells.shape[1]))
    filled = table.cells[beyond].notna().any(axis=1)
    if not filled.any():
        return []
    place = table.place(int(table.cells.index[filled][0]), beyond[0])
    return [issue("H03" if table.sheet else "A07", place)]


def _values(
    fields: dict[str, Field], at: dict[str, int], table: Table, words: Vocabulary
) -> pd.DataFrame:
    """Give the values of the columns."""
    return pd.DataFrame(
        {
            name: read(table.cells[at[name]], each, words, table.decimal)
            for name, each in fields.items()
        },
        index=table.cells.index,
    )


def _spread(
    frame: pd.DataFrame,
    names: list[str],
    cells: pd.Series,
    how: tuple[str, Unit, Vocabulary],
) -> list[str]:
    """Add a column for each indicator that the column `indicator` names; give those amiss."""
    decimal, unit, words = how
    amiss = []
    for name in names:
        rows = frame["indicator"] == name
        if rows.any() and words.plan.indicators[name].unit == unit:
            frame[name] = read(cells.where(rows), _meaning(name, words), words, decimal)
        elif rows.any():
            amiss.append(name)
    return amiss


def validated(shaped: Shaped, words: Vocabulary, *, alone: bool) -> tuple[Shaped, list[Issue]]:
    """Give a table with typed values, null where they break a rule, and what breaks them.

    Args:
        shaped: the table.
        words: the names of the plan.
        alone: whether each unit may have one row only.
    """
    frame = shaped.frame
    made = schema.table_schema(
        shaped.fields.values(), words, shaped.key if alone and not shaped.long else ""
    )
    made.columns[shaped.key].checks.extend(schema.id_checks(shaped.key))
    for name in {PERSON, FAMILY} & set(shaped.fields):
        made.columns[name].checks.append(schema.whole(shaped.table.separator))
    found: schema.Failures = {}
    schema.failures(made, frame, found)
    issues = translated(found, shaped.place, shaped.table.decimal, shaped.fields, words)
    issues += _unused(shaped, words)
    known = {name: _known_only(frame[name], each, words) for name, each in shaped.fields.items()}
    kept = pd.DataFrame(known, index=frame.index)
    kept = kept[kept[shaped.key].notna()]
    if alone and not shaped.long:
        kept = kept[~kept[shaped.key].duplicated()]
    return replace(shaped, frame=kept), issues


def _unused(shaped: Shaped, words: Vocabulary) -> list[Issue]:
    """Give a warning for values at a wave where the plan does not use the indicator."""
    issues: list[Issue] = []
    for name in shaped.measured if shaped.long else ():
        waves = shaped.frame[WAVE]
        other = waves.isin(set(words.plan.waves) - set(waves_of(words.plan, name)))
        rows = shaped.frame.index[other & shaped.frame[name].notna()]
        places = [shaped.place(int(row), name) for row in rows[: schema.LISTED]]
        issues += several("W04", places, len(rows), {"name": name})
    return issues


def _known_only(values: pd.Series, each: Field, words: Vocabulary) -> pd.Series:
    """Give a column with its type; what is no code, wave or indicator becomes null."""
    if each.kind in {"codes", "wave", "indicator"}:
        values = values.where(values.isin(words.allowed(each)))
    return typed(values, each)
