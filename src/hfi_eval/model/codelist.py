"""Code lists: codes in the order they are shown, with labels in each language, and tests of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from hfi_eval.errors import UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


Text = dict[str, str]
"""Words by language, such as {"da": "Før", "en": "Before"}."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One code: its label in tables, its phrase in sentences, and the leaf codes it holds.

    Attributes:
        leaves: for a row of a grouping the codes it holds; empty for a leaf itself.
    """

    label: Text
    phrase: Text
    leaves: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeList:
    """Codes by key, in order; `ordered` says whether the order is a rank, and which way."""

    codes: Mapping[str, Code] = field(default_factory=dict)
    ordered: Literal["", "best_first", "worst_first"] = ""

    def __iter__(self) -> Iterator[str]:
        """Give the keys in order."""
        return iter(self.codes)

    def __len__(self) -> int:
        """Count the codes."""
        return len(self.codes)

    def __contains__(self, key: object) -> bool:
        """Tell whether there is a code with this key."""
        return key in self.codes

    def __getitem__(self, key: str) -> Code:
        """Look one code up.

        Raises:
            UnknownNameError: there is no such code.
        """
        if key not in self.codes:
            raise UnknownNameError("code", key, self.codes)
        return self.codes[key]

    def leaves(self, key: str) -> tuple[str, ...]:
        """Give the leaf codes under `key`; a leaf is its own."""
        return self[key].leaves or (key,)


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeTest:
    """One test of a code: the level of `of` (an indicator or a background) is among `codes`."""

    of: str
    codes: tuple[str, ...]


Condition = tuple[CodeTest, ...]
"""Tests that must all hold at the same wave."""
