"""A table of status before and after by sex for a million persons, beside its peers.

python -m pytest tests/benchmark --benchmark-only --benchmark-group-by=group
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
from tableone import TableOne

from hfi_eval import engine, ingest, measures
from hfi_eval.disclosure import protect
from hfi_eval.model.plan import Source
from hfi_eval.plans import load_plan
from hfi_eval.tables import build
from hfi_eval.wording import words

if TYPE_CHECKING:
    from pathlib import Path

N = 1_000_000
CODES = ["work", "education", "activation", "sick", "pension"]
STATUSES = ["job_status@start", "job_status@end"]
PLAN = load_plan(
    {
        "title": "Register",
        "waves": {
            "start": {"date": "2009-04-01", "label": {"da": "Før", "en": "Before"}},
            "end": {"date": "2011-04-30", "label": {"da": "Efter", "en": "After"}},
        },
        "populations": {
            "men": {"sex": ["m"], "at": "start", "label": {"da": "Mænd", "en": "Men"}},
            "women": {"sex": ["f"], "at": "start", "label": {"da": "Kvinder", "en": "Women"}},
        },
        "indicators": {"job_status": {"label": "Status", "codes": {code: code for code in CODES}}},
        "tables": {
            "T1": {
                "kind": "before_after",
                "indicator": "job_status",
                "of": ["men", "women"],
                "stats": ["count", "share"],
            }
        },
    }
)


@pytest.fixture(scope="module")
def people() -> pd.DataFrame:
    random = np.random.default_rng(2011)
    return pd.DataFrame(
        {
            "person_id": [f"p{i}" for i in range(N)],
            "sex": random.choice(["m", "f"], N),
            **{name: random.choice(CODES, N) for name in STATUSES},
        }
    )


@pytest.fixture(scope="module")
def register(people, tmp_path_factory) -> Path:
    path: Path = tmp_path_factory.mktemp("register") / "persons.parquet"
    people.to_parquet(path, index=False)
    return path


def _table(records):
    counts = engine.count(records, PLAN, measures.requests(PLAN, records.indicators))
    results = measures.measure_all(PLAN, records.indicators, counts)
    return build("T1", PLAN, protect(results), words("en"))


@pytest.mark.benchmark(group="table of a million persons", min_rounds=3)
def test_hfi_eval_from_a_file(benchmark, register):
    records = ingest.read([Source(path=register)], PLAN)
    table = benchmark(_table, records)
    assert table.rows[-1].cells[0].value + table.rows[-1].cells[4].value == N


@pytest.mark.benchmark(group="table of a million persons", min_rounds=3)
def test_pandas_crosstab(benchmark, people):
    def table():
        return [
            pd.crosstab(people[name], people["sex"], margins=True, normalize=normalize)
            for name in STATUSES
            for normalize in (False, "columns")
        ]

    benchmark(table)


@pytest.mark.benchmark(group="table of a million persons", min_rounds=1)
def test_tableone(benchmark, people):
    def table():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return TableOne(
                people[["sex", *STATUSES]], categorical=STATUSES, groupby="sex", pval=False
            )

    benchmark.pedantic(table, rounds=1, iterations=1)


@pytest.mark.benchmark(group="reading a million persons", min_rounds=3)
def test_read_and_validate(benchmark, register):
    benchmark(ingest.read, [Source(path=register)], PLAN)


@pytest.mark.benchmark(group="reading a million persons", min_rounds=3)
def test_read_parquet_alone(benchmark, register):
    benchmark(pd.read_parquet, register)
