"""YAML 1.2, read strictly: every plain value stays text, and every value keeps its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

from hfi_eval.errors import Mistake, PlanError

if TYPE_CHECKING:
    from pathlib import Path

Path_ = tuple[str | int, ...]
Place = tuple[int, int]
MOST_PARTS = 200_000
"""No plan has more values than this; a file that unfolds to more is refused."""


class Tree:
    """A plan as written: dictionaries, lists and texts, and where each stands.

    `no`, `on`, `0420` and `1-2` are texts like any other: what a value means is decided by the key
    it stands under, never by how it looks.
    """

    def __init__(self, name: str, values: Any = None) -> None:
        """Start with values that do not come from a file, or with none."""
        self.name = name
        self.values = values
        self.places: dict[Path_, Place] = {}
        self.mistakes: list[Mistake] = []
        self.taken_out: set[str] = set()
        """Names of parts that were refused as a whole: that they are gone is no further mistake."""

    def mistake(self, path: Path_, message: str) -> None:
        """Note one mistake, at the nearest place known."""
        near = path
        while near and near not in self.places:
            near = near[:-1]
        line, column = self.places.get(near, (None, None))
        self.mistakes.append(
            Mistake(path=".".join(map(str, path)), message=message, line=line, column=column)
        )

    def refuse(self) -> None:
        """Stop if there are mistakes.

        Raises:
            PlanError: lists every mistake, in the order of the file.
        """
        if self.mistakes:
            raise self.error()

    def error(self) -> PlanError:
        """Give every mistake noted so far as one error, each once, in the order of the file."""
        ordered = sorted(set(self.mistakes), key=lambda m: (m.line or 0, m.column or 0, m.path))
        return PlanError(self.name, ordered)


def read(path: Path) -> Tree:
    """Read a YAML file.

    Raises:
        PlanError: the file cannot be read, is not UTF-8 or not YAML.
    """  # noqa: DOC501 -- what _unreadable gives is a PlanError
    tree = Tree(path.name)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        read = error.object[: error.start].decode("utf-8-sig")
        raise _unreadable(path, "the file is not UTF-8; save it as UTF-8.", _end(read)) from None
    except OSError as error:
        raise _unreadable(path, f"the file cannot be read: {error.strerror or error}.") from None
    try:
        node = YAML().compose(text)
        tree.values = _values(tree, node, ()) if isinstance(node, MappingNode) else None
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line + 1, mark.column + 1) if mark else (None, None)
        message = (
            f"not readable as YAML: {error.problem or error.context}. {_advice(text, place[0])}"
        )
        raise _unreadable(path, message, place) from None
    except ReaderError as error:
        place = _end(text[: error.position])
        raise _unreadable(path, "the file is not text: it holds a control sign.", place) from None
    except RecursionError:
        raise _unreadable(
            path, "it is too deep or too large, or a part holds itself (& and *)."
        ) from None
    if tree.values is None:
        message = "the file holds no plan; hfi-eval init writes one to start from."
        raise _unreadable(path, message, (1, 1))
    return tree


def _end(text: str) -> Place:
    """Give line and column of what comes after a text, from 1."""
    return text.count("\n") + 1, len(text.rpartition("\n")[2]) + 1


def _unreadable(
    path: Path, message: str, place: tuple[int | None, int | None] = (None, None)
) -> PlanError:
    """Say that a file cannot be read at all, and at which line and column."""
    line, column = place
    return PlanError(path.name, [Mistake(path="", message=message, line=line, column=column)])


def _values(tree: Tree, node: Node, path: Path_) -> Any:
    """Give a node as dictionaries, lists and texts, and note where each part stands.

    Raises:
        RecursionError: so many parts are repeated by & and * that no plan can be meant.
    """
    if len(tree.places) > MOST_PARTS:
        message = "too many parts"
        raise RecursionError(message)
    tree.places.setdefault(path, _place(node))
    if isinstance(node, ScalarNode):
        empty = node.style is None and node.value in {"", "~", "null"}
        return None if empty else node.value
    if isinstance(node, SequenceNode):
        return [_values(tree, item, (*path, i)) for i, item in enumerate(node.value)]
    found: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        here = (*path, key)
        if key in found:
            line, column = _place(key_node)
            message = "this key is written twice; keep one of them."
            dotted = ".".join(map(str, here))
            tree.mistakes.append(Mistake(path=dotted, message=message, line=line, column=column))
            continue
        tree.places[here] = _place(key_node)
        found[key] = _values(tree, value_node, here)
    return found


def _place(node: Node) -> Place:
    """Give line and column of a node, from 1."""
    return node.start_mark.line + 1, node.start_mark.column + 1


def _advice(text: str, line: int | None) -> str:
    """Say what is most often wrong on such a line."""
    found = text.splitlines()[line - 1] if line and line <= len(text.splitlines()) else ""
    if "\t" in found:
        return "Use spaces instead of tabs."
    if any(mark in found for mark in "“”‘’„"):
        return "Use straight quotes instead of curly ones."
    return 'Put texts with ":", "#" or "," in quotes.'
