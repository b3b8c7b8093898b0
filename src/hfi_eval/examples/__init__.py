"""Examples that come with the package: a plan and synthetic records each."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from hfi_eval.errors import UnknownNameError

EXAMPLES = ("assens",)


def folder(name: str) -> Path:
    """Give the folder of an example; its plan is `plan.yaml`.

    Raises:
        UnknownNameError: there is no such example.
    """
    if name not in EXAMPLES:
        raise UnknownNameError("example", name, EXAMPLES)
    return Path(str(files(__name__))) / name


def contents(name: str) -> dict[str, bytes]:
    """Give the files of an example by name.

    Raises:
        UnknownNameError: there is no such example.
    """
    return {
        each.name: each.read_bytes() for each in sorted(folder(name).iterdir()) if each.is_file()
    }
