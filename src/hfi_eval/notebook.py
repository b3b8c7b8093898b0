"""How Jupyter shows our nouns. Registered by the evaluation; does nothing outside a notebook."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Protocol

from hfi_eval.model.figure import Figure
from hfi_eval.model.table import Table
from hfi_eval.render import figure_html, table_text

if TYPE_CHECKING:
    from collections.abc import Callable


class Formatter(Protocol):
    """The part of an IPython formatter we use."""

    def for_type(self, kind: type, shower: Callable[[Any], str]) -> object:
        """Show every value of `kind` with `shower`."""


def html(shown: Any) -> str:
    """Give a table, a figure, or an evaluation by its criteria, as HTML."""
    if isinstance(shown, Table):
        return table_text(shown, "html")
    if isinstance(shown, Figure):
        return figure_html(shown)
    return table_text(shown.criteria(), "html")


def register(formatter: Formatter, evaluation: type) -> None:
    """Teach a notebook to show tables, figures and evaluations."""
    for kind in (Table, Figure, evaluation):
        formatter.for_type(kind, html)


def register_here(evaluation: type) -> None:
    """Register with the notebook we run in; do nothing outside one."""
    if "IPython" in sys.modules:
        shell = sys.modules["IPython"].get_ipython()
        if shell is not None:
            register(shell.display_formatter.formatters["text/html"], evaluation)
