from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hfi_eval.disclosure import AUDIENCES, protect
from hfi_eval.errors import DisclosureError, UnknownNameError
from hfi_eval.model.result import Address

if TYPE_CHECKING:
    from tests.conftest import Example


def test_the_public_is_refused_and_told_why_and_what_to_do(assens: Example) -> None:
    with pytest.raises(DisclosureError) as caught:
        protect(assens.released.results, "public")
    said = str(caught.value)
    assert "A public version cannot be made yet" in said
    assert "counts of one and two" in said
    assert "Nothing was written." in said
    assert "--audience internal" in said
    assert caught.value.exit_code == 12


def test_an_unknown_audience_is_refused(assens: Example) -> None:
    with pytest.raises(UnknownNameError):
        protect(assens.released.results, "Internal")  # type: ignore[arg-type]  # not one of the two
    assert AUDIENCES == ("internal", "public")


def test_the_internal_audience_sees_every_result(assens: Example) -> None:
    results = assens.released.results
    found = protect(results)
    assert found.audience == "internal"
    assert list(found) == list(results)
    assert len(found) == len(results) > 1000
    assert found["employment.count@end/adults"] is results["employment.count@end/adults"]
    nowhere = Address(measure="a", stat="b", waves=("c",), population="d")
    assert found.get(nowhere) is None
    assert nowhere not in results
