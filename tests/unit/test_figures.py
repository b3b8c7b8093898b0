from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest

import hfi_eval
from hfi_eval import figures
from hfi_eval.disclosure import protect
from hfi_eval.model.plan import FigureSpec
from hfi_eval.model.result import Address, Results
from hfi_eval.wording import words

if TYPE_CHECKING:
    from hfi_eval.evaluation import Evaluation
    from hfi_eval.model.figure import Figure

LANGUAGES = ("da", "en")


@cache
def example() -> Evaluation:
    return hfi_eval.demo()


def built(name: str, language: str = "da", **spec: object) -> Figure:
    plan = example().plan
    if spec:
        made = FigureSpec(title={"da": "Ny", "en": "New"}, **spec)  # type: ignore[arg-type]  # fields
        plan = replace(plan, figures={name: made})
    return figures.build(name, plan, example().released, words(language, plan.rounding.decimals))


def test_criteria_are_drawn_before_and_after_with_their_targets() -> None:
    figure = built("targets")
    assert figure.caption == "Figur 1. Mål og resultat: andel af de voksne før og efter"
    assert figure.axis == "Pct. af de voksne"
    assert figure.legend == ("Før", "Efter", "Mål")
    assert figure.source.startswith("Kilde: ")
    row = figure.rows[0]
    assert row.label == "30 pct. skal være i uddannelse"
    marks = (row.before, row.after, row.target)
    assert [mark.text for mark in marks if mark] == ["13 %", "35 %", "30 %"]
    assert [str(mark.address) for mark in marks if mark] == [
        "education.share@start/adults", "education.share@end/adults", "education.target@end/adults",
    ]  # fmt: skip
    assert row.after
    assert row.after.value == 16 / 46


def test_levels_are_drawn_without_targets() -> None:
    figure = built("statuses", "en")
    assert figure.caption.startswith("Figure 2. ")
    assert figure.axis == "Per cent of the adults"
    assert len(figure.rows) == len(example().plan.indicators["job_status"].groupings["table6"])
    assert not any(row.target for row in figure.rows)


@pytest.mark.parametrize("name", ["targets", "statuses"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_alternative_text_says_every_number_that_is_drawn(name: str, language: str) -> None:
    figure = built(name, language)
    for row in figure.rows:
        rest = figure.alt.split(row.label, 1)[1]
        for mark in (row.before, row.after, row.target):
            if mark:
                assert re.search(rf"(?<!\d){mark.text.rstrip('% ')}(?!\d)", rest), (row.label, mark)
    for stain in ("None", "{", "  ", " .", ".."):
        assert stain not in figure.alt


def test_every_mark_shows_the_released_result() -> None:
    for name in example().plan.figures:
        for row in built(name).rows:
            for mark in (row.before, row.after, row.target):
                if mark:
                    assert example().released[mark.address].value == mark.value


def test_the_axis_ends_at_the_next_round_share() -> None:
    assert [text for _, text in built("targets").ticks] == ["0 %", "20 %", "40 %", "60 %"]
    everybody = built("x", criteria=("active_adults",))
    assert everybody.ticks[-1] == (1.0, "100 %")
    for figure in (built("targets"), everybody, built("x", indicator="branch", of="employed")):
        drawn = [m.value for row in figure.rows for m in (row.before, row.after, row.target) if m]
        assert figure.ticks[0] == (0.0, "0 %")
        assert max(drawn) <= figure.ticks[-1][0]
        for value, text in figure.ticks:
            assert text == f"{round(value * 100)} %"


def test_criteria_without_a_number_are_left_out_and_named() -> None:
    figure = built("x", criteria=("education", "children_in_education"))
    assert [row.label for row in figure.rows] == ["30 pct. skal være i uddannelse"]
    assert figure.axis == "Pct. af dem, målet gælder"
    assert figure.alt.endswith(
        "Ikke vist, fordi der intet tal er ved projektafslutning: "
        "»Alle børn og unge følger aktivt et uddannelsesforløb«."
    )


def test_what_was_not_measured_before_has_no_mark_before() -> None:
    figure = built("x", indicator="branch", of="employed")
    assert all(row.before is None and row.after for row in figure.rows)
    assert "ved projektstart" not in figure.alt


def test_a_figure_of_nothing_is_still_a_figure() -> None:
    plan = example().plan
    nothing = protect(Results([]))
    figure = figures.build("targets", plan, nothing, words("da"))
    assert figure.rows == ()
    assert figure.ticks[-1] == (1.0, "100 %")
    assert "Ikke vist" in figure.alt


def test_a_share_of_everybody_says_the_unit() -> None:
    figure = built("x", indicator="job_status", of="everyone")
    assert figure.axis == "Pct. af de personer"


def test_no_result_is_asked_for_by_a_made_up_address() -> None:
    assert example().released.get(Address.parse("education.share@end/nobody")) is None
