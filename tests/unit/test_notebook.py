from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import hfi_eval as hfi
from hfi_eval import notebook
from hfi_eval.model.figure import Figure
from hfi_eval.model.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable


class Formatter:
    def __init__(self) -> None:
        self.known: dict[type, Callable[[Any], str]] = {}

    def for_type(self, kind: type, shower: Callable[[Any], str]) -> None:
        self.known[kind] = shower


@pytest.fixture(scope="module")
def evaluation() -> hfi.Evaluation:
    return hfi.demo()


@pytest.fixture(scope="module")
def formatter() -> Formatter:
    found = Formatter()
    notebook.register(found, hfi.Evaluation)
    return found


def test_tables_figures_and_evaluations_are_shown(formatter: Formatter):
    assert set(formatter.known) == {Table, Figure, hfi.Evaluation}


def test_a_table_is_shown_with_its_caption_and_its_numbers(
    formatter: Formatter, evaluation: hfi.Evaluation
):
    shown = formatter.known[Table](evaluation.table("T6"))
    assert "Tabel 6. Voksne familiemedlemmers status" in shown
    assert shown.count("<tr") == 7


def test_a_figure_is_shown_as_a_drawing(formatter: Formatter, evaluation: hfi.Evaluation):
    assert "<svg" in formatter.known[Figure](evaluation.figure())


def test_an_evaluation_is_shown_by_its_verdicts(formatter: Formatter, evaluation: hfi.Evaluation):
    shown = formatter.known[hfi.Evaluation](evaluation)
    assert "Kun opfyldt ved afrunding" in shown
    assert "Ikke oplyst" in shown


def test_nothing_is_registered_outside_a_notebook():
    notebook.register_here(hfi.Evaluation)
