from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfi_eval.ingest.values import date, number


@pytest.mark.parametrize(
    ("written", "decimal", "meant"),
    [
        ("1.234,50", ",", 1234.5),
        ("1.234", ",", 1234.0),
        ("1234.5", ",", 1234.5),
        ("1,234,567", ".", 1234567.0),
        ("1234,5", ".", 1234.5),
        ("0.125", ",", 0.125),
        ("12 000 kr.", "", 12000.0),
        ("-5", "", -5.0),
        ("1.234.567", "", 1234567.0),
        ("1.234", "", None),
        ("1.5e0", "", 1.5),
        ("ca. 12", ",", None),
    ],
)
def test_numbers(written, decimal, meant):
    assert number(written, decimal) == meant


@given(
    st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)),
    st.sampled_from(["%Y-%m-%d", "%d.%m.%Y", "%d-%m-%Y", "%d/%m/%Y"]),
)
def test_every_date_is_read_back(day, form):
    assert date(day.strftime(form)) == pd.Timestamp(day)
