"""Displays: which tables and figures a report has, and how its numbers are rounded."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from hfi_eval.model.codelist import Text

TableKind = Literal[
    "before_after",
    "composition",
    "cross",
    "blocks",
    "criteria",
    "transitions",
    "denominators",
    "definitions",
    "groups",
    "indicators",
    "balance",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSpec:
    """A table of the report: which template shows what of whom.

    Attributes:
        indicator: with its grouping, such as "job_status.table6".
        indicators: several yes/no indicators, a row each.
        rows: the background variable down the side.
        across: populations, or for "cross" one background variable, across the top.
        of: the population, or the populations, it is about.
        stats: what stands in the cells: "count", "share" or both.
        total: for criteria, the measure that adds them up; "" for no total row.
        numbered: whether the caption says "Tabel 1." and so on.
    """

    kind: TableKind
    title: Text
    indicator: str = ""
    indicators: tuple[str, ...] = ()
    rows: str = ""
    across: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    measure: str = ""
    definition: str = ""
    criteria: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    stats: tuple[str, ...] = ("count",)
    total: str = ""
    stub: Text = field(default_factory=dict)
    notes: tuple[Text, ...] = ()
    source: Text = field(default_factory=dict)
    theme: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureSpec:
    """A figure of the report: a dumbbell of the named criteria or of an indicator's levels."""

    title: Text
    criteria: tuple[str, ...] = ()
    indicator: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rounding:
    """How shares are rounded for readers; halves always go away from zero.

    Attributes:
        decimals: of per cents in tables.
        total: "true_sum" rounds each share for itself and says so where they do not add up to 100;
            "largest_remainder" makes them add up and marks the cells it changed.
    """

    decimals: int = 0
    total: Literal["true_sum", "largest_remainder"] = "true_sum"
