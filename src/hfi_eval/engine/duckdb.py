"""The embedded engine: any frame of records as a DuckDB relation."""

from __future__ import annotations

from typing import Any

import duckdb
import pandas as pd


def opened(frame: Any) -> Any:
    """Give a frame as a DuckDB relation; a relation stays as it is.

    Missing texts in a pandas frame become nulls, which is what the counting expects.
    """
    if not isinstance(frame, pd.DataFrame):
        return frame
    connection = duckdb.connect()
    return connection.from_df(frame)
