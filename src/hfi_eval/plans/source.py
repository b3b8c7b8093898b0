"""YAML 1.2, read strictly: every plain value stays text, and every value keeps its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from hfi_eval.errors import Mistake, PlanError

if TYPE_CHECKING:
    from pathlib import Path

Path_ = tuple[str | int, ...]
Place = tuple[int, int]


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
            ordered = sorted(set(self.mistakes), key=lambda m: (m.line or 0, m.column or 0, m.path))
            raise PlanError(self.name, ordered)


def read(path: Path) -> Tree:
    """Read a YAML file.

    Raises:
        PlanError: the file cannot be read, is not UTF-8 or not YAML, or has a key twice.
    """
    tree = Tree(path.name)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        tree.mistake((), f"the file is not UTF-8 (byte {error.start}); save it as UTF-8.")
        tree.refuse()
    except OSError as error:
        tree.mistake((), f"the file cannot be read: {error.strerror or error}.")
        tree.refuse()
    try:
        node = YAML().compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line + 1, mark.column + 1) if mark else (None, None)
        message = (
            f"not readable as YAML: {error.problem or error.context}. {_advice(text, place[0])}"
        )
        raise PlanError(
            path.name, [Mistake(path="", message=message.strip(), line=place[0], column=place[1])]
        ) from None
    except YAMLError as error:
        raise PlanError(path.name, [Mistake(path="", message=str(error))]) from None
    if not isinstance(node, MappingNode):
        tree.mistake((), "the file holds no plan; hfi-eval init writes one to start from.")
        tree.refuse()
    tree.values = _values(tree, node, ())
    return tree


def _values(tree: Tree, node: Node, path: Path_) -> Any:
    """Give a node as dictionaries, lists and texts, and note where each part stands."""
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
