from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import HealthCheck, settings

from hfi_eval import engine, examples, ingest, measures
from hfi_eval.disclosure import Released, protect
from hfi_eval.plans import load_plan

if TYPE_CHECKING:
    from hfi_eval.model.plan import Plan
    from hfi_eval.records import Records

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]

settings.register_profile(
    "ci", derandomize=True, max_examples=50, deadline=None, suppress_health_check=SLOW
)
settings.register_profile("dev", max_examples=50, deadline=None, suppress_health_check=SLOW)
settings.register_profile("deep", max_examples=2000, deadline=None, suppress_health_check=SLOW)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


class Example(NamedTuple):
    plan: Plan
    records: Records
    released: Released


@pytest.fixture(scope="session")
def assens() -> Example:
    plan = load_plan(examples.folder("assens") / "plan.yaml")
    records = ingest.read(plan.records, plan)
    requests = measures.requests(plan, records.indicators)
    counts = engine.count(records, plan, requests)
    return Example(plan, records, protect(measures.measure_all(plan, records.indicators, counts)))
