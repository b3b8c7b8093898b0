"""Plain functions of numbers: the statistics an evaluation needs, each with its source."""

from __future__ import annotations

from hfi_eval.stats.proportion import wilson

__all__ = ["wilson"]
