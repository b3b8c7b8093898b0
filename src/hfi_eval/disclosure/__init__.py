"""Disclosure control: the one gate between results and everything that is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from hfi_eval.errors import DisclosureError, UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hfi_eval.model.result import Address, Result, Results

Audience = Literal["internal", "public"]
AUDIENCES = ("internal", "public")


@dataclass(frozen=True, slots=True)
class Released:
    """Results that may be shown to an audience. Only `protect` makes one."""

    results: Results
    audience: Audience

    def __iter__(self) -> Iterator[Result]:
        """Give the results in the order they were computed."""
        return iter(self.results)

    def __len__(self) -> int:
        """Count the results."""
        return len(self.results)

    def __getitem__(self, address: Address | str) -> Result:
        """Look one result up.

        Raises:
            UnknownNameError: no result has that address.
        """
        return self.results[address]

    def get(self, address: Address) -> Result | None:
        """Give the result at a complete address, or None where nothing was measured."""
        return self.results.get(address)


def protect(results: Results, audience: Audience = "internal") -> Released:
    """Let results through to an audience.

    The internal audience sees everything, counts of one and two included, and every page says so.

    Raises:
        DisclosureError: the audience is the public, which nothing is safe for yet.
        UnknownNameError: there is no such audience.
    """
    if audience not in AUDIENCES:
        raise UnknownNameError("audience", audience, AUDIENCES)
    if audience != "internal":
        message = (
            "A public version cannot be made yet: hfi-eval has no disclosure control so far, and the "
            "tables show counts of one and two, from which people could be recognised. "
            "Nothing was written. Run with --audience internal, and keep the report inside."
        )
        raise DisclosureError(message)
    return Released(results, audience)
