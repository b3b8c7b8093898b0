"""How the command line speaks: progress for people, JSON for machines, errors for both."""

from __future__ import annotations

import json
import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from hfi_eval.errors import RecordsError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hfi_eval.errors import EvalError, Issue

LANGUAGES = ("da", "en")


@contextmanager
def progress(text: str) -> Iterator[None]:
    """Show that something is being done: a spinner on a terminal, nothing for a machine."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console  # noqa: PLC0415 -- only where somebody is looking

    with Console(stderr=True).status(text):
        yield


def silence() -> None:
    """Close standard output for good, so that nothing is written to it on the way out."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def print_json(value: object) -> None:
    """Print a value as JSON."""
    sys.stdout.write(json.dumps(value, indent=2, ensure_ascii=False) + "\n")


def issue_fields(issue: Issue) -> dict[str, object]:
    """Give an issue as a machine reads it."""
    names = ("rule", "severity", "file", "sheet", "row", "column", "cell")
    return {**{name: getattr(issue, name) for name in names}, "message": dict(issue.message)}


def told(error: EvalError, arguments: Sequence[str]) -> str:
    """Tell an error: issues on records in the language asked for or the plan's, the rest in English."""
    if isinstance(error, RecordsError):
        return error.text(asked_language(arguments) or error.language)
    return str(error)


def asked_language(arguments: Sequence[str]) -> str:
    """Give the language that the command line asks for: "" where it does not say.

    Example:
        >>> asked_language(["run", "plan.yaml", "--language", "da"])
        'da'
    """
    for flag, value in zip(arguments, [*arguments[1:], ""], strict=True):
        if flag in {"--language", "-l"} and value in LANGUAGES:
            return value
        name, _, inline = flag.partition("=")
        if name == "--language" and inline in LANGUAGES:
            return inline
    return ""
