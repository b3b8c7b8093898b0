"""Plain functions of numbers: the statistics an evaluation needs, each with its source.

`METHODS` names every method by a stable key; it is loaded when it is first asked for, because
counting and shares need none of the libraries behind it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hfi_eval.stats.registry import METHODS

__all__ = ["METHODS"]


def __getattr__(name: str) -> object:
    """Load the registry when it is first used.

    Raises:
        AttributeError: there is no such name.
    """
    if name != "METHODS":
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return import_module(f"{__name__}.registry").METHODS
