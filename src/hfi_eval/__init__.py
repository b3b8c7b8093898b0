"""Evaluate before/after participant records: success criteria, tables and reports.

Start with `demo`, or with `load_plan`, `read` and `evaluate`; everything else hangs off the
evaluation.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hfi_eval.errors import (
        DisclosureError,
        EvalError,
        OutputError,
        PlanError,
        RecordsError,
        UnknownNameError,
    )
    from hfi_eval.evaluation import Evaluation, demo, evaluate, load_plan, read
    from hfi_eval.model.plan import Plan

__all__ = [
    "DisclosureError",
    "EvalError",
    "Evaluation",
    "OutputError",
    "Plan",
    "PlanError",
    "RecordsError",
    "UnknownNameError",
    "demo",
    "evaluate",
    "load_plan",
    "read",
]


def __getattr__(name: str) -> object:
    """Load a public name when it is first used, so that `hfi-eval --help` answers at once.

    Raises:
        AttributeError: the name is not public.
    """
    if name == "__version__":
        return import_module("importlib.metadata").version("hfi-eval")
    if name not in __all__:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    home = "errors" if name.endswith("Error") else "model.plan" if name == "Plan" else "evaluation"
    return getattr(import_module(f"{__name__}.{home}"), name)


def __dir__() -> list[str]:
    """Give the public names to tab completion."""
    return __all__
