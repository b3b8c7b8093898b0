from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfi_eval.engine import ENGINES, count
from hfi_eval.errors import UnknownNameError
from hfi_eval.measures import requests as all_requests
from hfi_eval.model.counts import UNKNOWN, Counts, Request, Total
from hfi_eval.records import Records
from tests.build import frame_of
from tests.property import rich

if TYPE_CHECKING:
    from hfi_eval.model.plan import Plan
    from tests.conftest import Example


@st.composite
def cases(draw: st.DrawFn) -> tuple[Plan, Records, tuple[Request, ...]]:
    plan = draw(rich.plans())
    return plan, draw(rich.held(plan)), draw(rich.requests(plan))


def same(one: Counts, other: Counts) -> None:
    assert one.cells == other.cells
    assert one.totals == other.totals
    assert one.levels == other.levels
    assert one.keys == other.keys


@given(cases())
def test_every_engine_gives_the_counts_of_the_reference(
    case: tuple[Plan, Records, tuple[Request, ...]],
) -> None:
    plan, held, asked = case
    wanted = count(held, plan, asked, "reference")
    for engine in ("auto", "duckdb"):
        found = count(held, plan, asked, engine)
        assert list(found) == list(dict.fromkeys(asked))
        for request in asked:
            same(found[request], wanted[request])


@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(
    case: tuple[Plan, Records, tuple[Request, ...]], random: object
) -> None:
    plan, held, asked = case
    order = list(range(len(held.persons)))
    random.shuffle(order)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    turned = replace(held, persons=held.persons.iloc[order].reset_index(drop=True))
    before, after = count(held, plan, asked), count(turned, plan, asked)
    for request in asked:
        same(before[request], after[request])


@given(cases())
def test_each_unit_is_counted_once_and_the_whole_grid_is_given(
    case: tuple[Plan, Records, tuple[Request, ...]],
) -> None:
    plan, held, asked = case
    found = count(held, plan, asked)
    families = held.persons["family_id"].dropna().nunique()
    for request in asked:
        counts = found[request]
        assert counts.total == (len(held.persons) if request.unit == "person" else families)
        grid = counts.by(*request.keys)
        assert dict(iter(counts)) == grid
        assert sum(grid.values()) == counts.total
        known = set(product(*(counts.levels[key] for key in request.keys)))
        assert known <= set(grid)
        assert all(UNKNOWN in cell for cell in set(grid) - known)
        assert all(level != UNKNOWN for levels in counts.levels.values() for level in levels)
        for i, _ in enumerate(request.sums):
            total = counts.sums(i)
            assert total.known <= counts.total
            assert sum((each[i] for each in counts.totals.values()), Total()) == total


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("plan", rich.PLANS, ids=lambda plan: plan.title["en"])
def test_nobody_is_counted_where_there_is_nobody(plan: Plan, engine: str) -> None:
    names = ["person_id", "family_id", "birth_date", "residence_from", "sex", "enrolled_on"]
    for unit in ("person", "family"):
        names += [
            f"{name}@{wave}"
            for name, indicator in plan.indicators.items()
            for wave in indicator.waves
            if indicator.unit == unit == "person"
        ]
    held = Records(persons=frame_of(plan, [], names), indicators=frozenset(plan.indicators))
    asked = all_requests(plan, held.indicators)
    for request, counts in count(held, plan, asked, engine).items():
        assert not counts.cells, request
        assert counts.total == 0
        assert set(counts.by(*request.keys).values()) <= {0}


@pytest.mark.parametrize("engine", ["duckdb", "reference"])
def test_the_example_is_counted_alike_by_all(assens: Example, engine: str) -> None:
    asked = all_requests(assens.plan, assens.records.indicators)
    wanted = count(assens.records, assens.plan, asked)
    found = count(assens.records, assens.plan, asked, engine)
    for request in asked:
        same(found[request], wanted[request])


def test_an_engine_that_does_not_exist_is_refused_with_the_nearest(assens: Example) -> None:
    with pytest.raises(UnknownNameError, match=r'no engine "duckdbb". Did you mean "duckdb"\?'):
        count(assens.records, assens.plan, (), "duckdbb")
