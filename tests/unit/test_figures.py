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
from hfi_eval.render import drawing
from hfi_eval.wording import words
from tests.build import HEAD, plan_of, records, released

if TYPE_CHECKING:
    from hfi_eval.disclosure import Released
    from hfi_eval.evaluation import Evaluation
    from hfi_eval.model.figure import Figure
    from hfi_eval.model.plan import Plan

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
    assert figure.axis == "Pct. af personerne"


def test_no_result_is_asked_for_by_a_made_up_address() -> None:
    assert example().released.get(Address.parse("education.share@end/nobody")) is None


WAVES = (
    HEAD.replace(
        "  end:",
        "  half: {date: 2010-04-01, label: {da: Midtvejs, en: Midway}, phrase: {da: midtvejs, en: midway}}\n  end:",
    )
    + """
source: {da: Byen, en: The town}
populations:
  all: {age: 0.., at: start, label: {da: Unge, en: Youth}}
indicators:
  sport: {yes_no: true, label: {da: Går til sport, en: Does sports}}
  job: {yes_no: true, at: [start, half], label: {da: Har job, en: Has a job}}
  days: {label: {da: Fremmøde, en: Attendance}, codes: {a: {da: A, en: A}, b: {da: B, en: B}}}
criteria:
  span: {share: sport, of: all, between: [40 %, 62.5 %], says: {da: Sport, en: Sports}}
  half: {share: sport, of: all, exactly: 50 %, says: {da: Netop, en: Exactly}}
  open: {share: sport, of: all, target: 50 %, says: {da: Blot, en: Bare}}
  none: {share: sport, of: all, none: true, says: {da: Ingen, en: None}}
  jobs: {share: job, of: all, at_least: 50 %, says: {da: Job, en: Jobs}}
tables:
  T1: {kind: before_after, indicator: days, of: all}
figures:
  span: {criteria: [span, half, open, none], title: {da: A, en: A}}
  jobs: {criteria: [jobs], title: {da: A, en: A}}
  both: {criteria: [span, jobs], title: {da: A, en: A}}
  days: {indicator: days, of: all, title: {da: A, en: A}}
rounding: {decimals: 2}
"""
)
PEOPLE = """
birth_date | sport@start | sport@half | sport@end | job@start | job@half | days@start | days@half | days@end
1990-01-01 | yes         | yes        | yes       | no        | yes      | a          | a         | b
1991-01-01 | no          | yes        | no        | no        | no       | a          | b         | b
"""


@cache
def waves() -> tuple[Plan, Released]:
    plan = plan_of(WAVES)
    return plan, released(plan, records(plan, PEOPLE))


def drawn(name: str, language: str = "da") -> Figure:
    plan, given = waves()
    return figures.build(name, plan, given, words(language, plan.rounding.decimals))


def test_a_target_that_is_a_range_is_drawn_at_both_ends() -> None:
    figure = drawn("span")
    span = figure.rows[0]
    assert span.target
    assert span.target_high
    assert (span.target.value, span.target_high.value) == (0.4, 0.625)
    assert span.target.text == "40-62,5 %"
    assert str(span.target_high.address) == "span.target_high@end/all"
    assert (
        "»Sport«: 50,00 pct. ved start og 50,00 pct. ved slut; målet er 40-62,5 pct." in figure.alt
    )
    assert figure.ticks[-1][0] >= 0.625
    assert not any(row.target_high for row in figure.rows[1:])
    without = replace(span, target_high=None)
    assert drawing.svg(figure) != drawing.svg(replace(figure, rows=(without, *figure.rows[1:])))


def test_a_target_says_its_direction_and_needs_no_decimals() -> None:
    figure = drawn("span")
    assert [row.target.text for row in figure.rows if row.target] == [
        "40-62,5 %",
        "50 %",
        "50 %",
        "0 %",
    ]
    for text in (
        "målet er netop 50 pct.",
        "»Blot«: 50,00 pct. ved start og 50,00 pct. ved slut; målet er 50 pct.",
        "målet er 0 pct.",
    ):
        assert text in figure.alt
    assert "the target is exactly 50 per cent" in drawn("span", "en").alt


def test_a_figure_is_of_the_first_and_the_last_wave_of_what_it_draws() -> None:
    figure = drawn("jobs")
    assert figure.legend[:2] == ("Før", "Midtvejs")
    assert [mark.text for mark in (figure.rows[0].before, figure.rows[0].after) if mark] == [
        "0,00 %",
        "50,00 %",
    ]
    assert figure.alt.startswith("Figuren viser andele af de unge ved start og midtvejs, med mål.")
    assert "imellem" not in figure.alt
    assert figure.source == "Kilde: Byen."
    assert drawn("days").legend[:2] == ("Før", "Efter")


def test_waves_in_between_are_said_to_be_left_out() -> None:
    levels = drawn("days")
    assert levels.alt.endswith("Målingerne imellem står i tabellerne.")
    assert levels.source == "Kilde: Byen. Målingerne imellem står i tabellerne."
    assert drawn("span").source == "Kilde: Byen. Målingerne imellem er ikke vist i figuren."
    assert "imellem" not in built("targets").alt + built("targets").source


def test_rows_of_different_waves_say_before_and_after_and_each_its_own_wave() -> None:
    figure = drawn("both", "en")
    assert figure.legend[:2] == ("Before", "After")
    assert "“Jobs”: 0.00 per cent at the start and 50.00 per cent midway; the target" in figure.alt
