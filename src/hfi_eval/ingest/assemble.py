"""Assemble: the values of all tables become one row a person, or a family."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd

from hfi_eval.ingest.names import waves_of
from hfi_eval.ingest.schema import LISTED, key_of
from hfi_eval.ingest.translate import several
from hfi_eval.records import WAVE, column

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from hfi_eval.errors import Issue
    from hfi_eval.ingest.messages import Words
    from hfi_eval.ingest.shape import Shaped, Unit
    from hfi_eval.model.plan import Plan

WHO = {
    "person": {"da": "person", "en": "person"},
    "family": {"da": "familie", "en": "family"},
}


@dataclass(frozen=True, slots=True)
class Piece:
    """The values of one column of the records that one table holds.

    Attributes:
        shaped: the table.
        source: the column of the table they stand in.
        units: whom each value is about; the index is the row as the file counts it.
        answers: the values, on the same index.
        measured: whether it is an indicator's.
    """

    shaped: Shaped
    source: str
    units: pd.Series
    answers: pd.Series
    measured: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembled:
    """One row a unit.

    Attributes:
        unit: what a row is about.
        frame: the values; the index is the unit's id.
        pieces: for each column where it came from.
        home: the pieces with the ids of the units, in the order of the rows.
        issues: what is wrong with repeated values.
    """

    unit: Unit
    frame: pd.DataFrame
    pieces: dict[str, list[Piece]] = field(default_factory=dict)
    home: list[Piece] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)

    @property
    def names(self) -> Collection[str]:
        """The columns, without the key."""
        return list(self.pieces)

    @property
    def index(self) -> pd.Index:
        """The ids."""
        return self.frame.index

    def series(self, name: str) -> pd.Series:
        """Give one column."""
        return self.frame[name]

    def places(self, name: str, units: pd.Index) -> Iterator[dict[str, object]]:
        """Give the places of the first units' values in a column, or of their ids."""
        pieces = self.pieces.get(name) or self.home
        for unit in units[:LISTED]:
            place = next((found for piece in pieces if (found := _place(piece, unit))), None)
            yield place or next(found for piece in self.home if (found := _place(piece, unit)))

    def column_place(self, name: str) -> dict[str, object]:
        """Give the place of a column."""
        piece = (self.pieces.get(name) or self.home)[0]
        return piece.shaped.place(None, piece.source)


def _place(piece: Piece, unit: str) -> dict[str, object] | None:
    """Give the place of a unit's value in a piece."""
    rows = piece.units.index[piece.units == unit]
    return piece.shaped.place(int(rows[0]), piece.source) if len(rows) else None


def homes(shaped: Sequence[Shaped]) -> list[Shaped]:
    """Give the tables that say which units there are.

    Those with a background column and a row a unit; without any, those with a background column;
    without any, all of them.
    """
    with_traits = [each for each in shaped if each.traits]
    return [each for each in with_traits if not each.long] or with_traits or list(shaped)


def assemble(shaped: Sequence[Shaped], plan: Plan, unit: Unit) -> Assembled:
    """Give one row a unit from its tables."""
    key = key_of(unit)
    home = [_ids(each) for each in homes(shaped)]
    ids = pd.Index(pd.concat([each.units for each in home]).unique(), dtype="str", name=key)
    pieces: dict[str, list[Piece]] = {}
    for each in shaped:
        for name, piece in _pieces(each, plan):
            pieces.setdefault(name, []).append(piece)
    issues: list[Issue] = []
    values = {}
    for name in _ordered(pieces, plan):
        series, found = _merged(pieces[name], unit)
        values[name] = series.reindex(ids)
        issues += found
    frame = pd.DataFrame(values, index=ids)
    return Assembled(unit=unit, frame=frame, pieces=pieces, home=home, issues=issues)


def _ids(shaped: Shaped) -> Piece:
    """Give the ids of a table as a piece."""
    units = shaped.frame[shaped.key]
    return Piece(shaped, shaped.key, units, units, measured=False)


def _pieces(shaped: Shaped, plan: Plan) -> Iterator[tuple[str, Piece]]:
    """Give each column of the records that a table holds."""
    units = shaped.frame[shaped.key]
    for name in shaped.traits:
        yield name, Piece(shaped, name, units, shaped.frame[name], measured=False)
    for name in shaped.measured:
        values = shaped.frame[name]
        if not shaped.long:
            yield name, Piece(shaped, name, units, values, measured=True)
            continue
        for wave in waves_of(plan, name.partition("@")[0]):
            rows = (shaped.frame[WAVE] == wave) & values.notna()
            if rows.any():
                piece = Piece(shaped, name, units[rows], values[rows], measured=True)
                yield column(name, wave), piece


def _ordered(pieces: dict[str, list[Piece]], plan: Plan) -> list[str]:
    """Give the columns in the order of the plan, traits first."""
    known = [
        *plan.background,
        *(column(name, wave) for name in plan.indicators for wave in plan.waves),
    ]
    rank = {name: position for position, name in enumerate(known)}
    return sorted(pieces, key=lambda name: (rank.get(name, -1), name))


def _merged(pieces: list[Piece], unit: Unit) -> tuple[pd.Series, list[Issue]]:
    """Give a column by unit, and what is wrong where a unit has several values."""
    if len(pieces) == 1 and pieces[0].units.is_unique:
        return pieces[0].answers.set_axis(pd.Index(pieces[0].units, dtype="str")), []
    facts = pd.DataFrame(
        {
            "unit": pd.concat([each.units for each in pieces], ignore_index=True),
            "value": pd.concat([each.answers for each in pieces], ignore_index=True),
            "piece": [at for at, each in enumerate(pieces) for _ in range(len(each.units))],
            "row": [int(row) for each in pieces for row in each.units.index],
        }
    ).dropna(subset=["value"])
    first = facts.drop_duplicates("unit").set_index("unit")
    again = facts[facts["unit"].duplicated()]
    issues = []
    if len(again):
        earlier = first.loc[again["unit"]].set_axis(again.index)
        same = again["value"] == earlier["value"]
        issues = _repeated(pieces, again[~same], earlier, unit, "R01")
        if pieces[0].measured:
            issues += _repeated(pieces, again[same], earlier, unit, "R02")
    return first["value"], issues


def _repeated(
    pieces: list[Piece], again: pd.DataFrame, earlier: pd.DataFrame, unit: Unit, rule: str
) -> list[Issue]:
    """Give the issues of values that are given again; each says where the first one is."""
    issues: list[Issue] = []
    for at in list(again.index)[:LISTED]:
        piece = pieces[int(again.loc[at, "piece"])]
        other = pieces[int(earlier.loc[at, "piece"])]
        there = other.shaped.place(int(earlier.loc[at, "row"]), other.source)
        same_sheet = there["file"] == piece.shaped.table.file and there["sheet"] == (
            piece.shaped.table.sheet
        )
        spot = str(there.get("cell") or f"{there['row']}")
        where = (
            spot
            if same_sheet
            else " ".join(filter(None, [str(there["file"]), str(there["sheet"]), spot]))
        )
        words: Words = {"name": piece.source, "unit": WHO[unit], "other": where}
        place = piece.shaped.place(int(again.loc[at, "row"]), piece.source)
        last = at == list(again.index)[:LISTED][-1]
        issues += several(rule, [place], len(again) - LISTED + 1 if last else 1, words)
    return issues
