"""The dicts that the clustered, square-table and rank statistics answer with."""

from __future__ import annotations

from typing import TypedDict


class FlipTest(TypedDict):
    """A change and how likely tossed signs give one as large; None where undefined."""

    estimate: float | None
    p: float | None
    status: str


class ClusteredTest(TypedDict):
    """A change and its chi-square over families; None where undefined."""

    estimate: float | None
    statistic: float | None
    df: int
    p: float | None
    status: str


class Interval(TypedDict):
    """An estimate with its interval; None where undefined."""

    estimate: float | None
    lower: float | None
    upper: float | None
    status: str


class ClusteredShare(Interval):
    """A share with its interval, the correlation in families and what it costs."""

    icc: float | None
    design_effect: float | None


class RobustChange(Interval):
    """A change with its robust standard error, degrees of freedom, interval and test."""

    se: float | None
    df: float | None
    p: float | None


class ChiSquare(TypedDict):
    """A statistic, its degrees of freedom and p-value; None where undefined."""

    statistic: float | None
    df: int
    p: float | None
    status: str


class ScoreChange(Interval):
    """A mean change of scores with its interval and test."""

    statistic: float | None
    p: float | None


class RankTest(TypedDict):
    """A rank statistic and its p-value; None where undefined."""

    statistic: float | None
    p: float | None
    status: str
