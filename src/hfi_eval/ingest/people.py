"""People: one row a person, in memory or in a file, as the checks look at them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import pandas as pd

from hfi_eval.ingest.messages import issue, persons
from hfi_eval.ingest.translate import several

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterator

    from hfi_eval.errors import Issue
    from hfi_eval.ingest.assemble import Assembled
    from hfi_eval.ingest.messages import Words
    from hfi_eval.model.plan import Plan, Range


class People(Protocol):
    """One row a person, in memory or in a file."""

    @property
    def names(self) -> Collection[str]:
        """The columns, without the key."""

    @property
    def index(self) -> pd.Index:
        """What names a row."""

    def series(self, name: str) -> pd.Series:
        """Give one column."""

    def places(self, name: str, units: pd.Index) -> Iterator[dict[str, object]]:
        """Give the places of the first units' values in a column."""

    def column_place(self, name: str) -> dict[str, object]:
        """Give the place of a column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What the checks look at: the plan, the persons, and the families where there are any."""

    plan: Plan
    persons: People
    families: Assembled | None = None

    def column(self, name: str) -> pd.Series:
        """Give a column of persons, null for all where there is none."""
        if name in self.persons.names:
            return self.persons.series(name)
        return pd.Series(None, index=self.persons.index, dtype="object")

    def date(self, name: str) -> pd.Series:
        """Give a column of dates, null for all where there is none."""
        return pd.to_datetime(self.column(name))

    def broken(
        self, rule: str, name: str, guilty: pd.Series, words: Words | None = None
    ) -> list[Issue]:
        """Give the issues of the persons who are guilty, at their cells of a column."""
        units = guilty.index[guilty]
        return several(rule, self.persons.places(name, units), len(units), words)

    def counted(
        self, rule: str, name: str, guilty: pd.Series, words: Words | None = None
    ) -> list[Issue]:
        """Give one issue that counts the guilty; without their rows."""
        count = int(guilty.sum())
        if not count:
            return []
        place = self.persons.column_place(name)
        return [issue(rule, place, {**(words or {}), "count": persons(count)})]


def age(birth: pd.Series, day: dt.date) -> pd.Series:
    """Give completed years at a day; null where the date of birth is unknown."""
    before = (birth.dt.month * 100 + birth.dt.day) > day.month * 100 + day.day
    years: pd.Series = day.year - birth.dt.year - before.where(birth.notna())
    return years


def within(years: pd.Series, allowed: Range) -> pd.Series:
    """Tell which ages lie in a range."""
    low = years >= allowed.low if allowed.low is not None else years.notna()
    return low & (years <= allowed.high) if allowed.high is not None else low
