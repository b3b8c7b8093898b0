"""Figures: the same bytes, nothing on top of anything else, and words as they are."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from hfi_eval.render import drawing, scale
from tests.unit.rendering import dumbbell


def test_the_same_figure_gives_the_same_drawing():
    assert drawing.svg(dumbbell()) == drawing.svg(dumbbell())


def test_a_drawing_is_bare_and_160_millimetres_wide():
    svg = drawing.svg(dumbbell())
    assert svg.startswith("<svg")
    assert svg.endswith("</svg>\n")
    assert "metadata" not in svg
    assert "<text" not in svg
    assert _size(svg, "width") == pytest.approx(160 / 25.4 * 72, abs=0.01)


def test_more_rows_make_a_higher_figure():
    figure = dumbbell()
    fewer = replace(figure, rows=figure.rows[:2])
    assert _size(drawing.svg(fewer)) < _size(drawing.svg(figure)) - 150


def test_rows_without_marks_and_figures_without_rows_are_drawn():
    bare = replace(dumbbell(), rows=(), ticks=())
    assert drawing.svg(bare).startswith("<svg")


def test_a_target_that_nobody_set_is_not_explained():
    figure = dumbbell()
    without = replace(figure, rows=tuple(replace(row, target=None) for row in figure.rows))
    assert drawing.RUST in drawing.svg(figure)
    assert drawing.RUST not in drawing.svg(without)


@pytest.mark.parametrize(
    ("centres", "widths"),
    [((200, 200), (30, 30)), ((200, 203), (40, 20)), ((450, 452), (30, 30)), ((160, 161), (50, 9))],
    ids=["equal", "near", "right edge", "left edge"],
)
def test_two_values_never_meet_and_stay_on_the_sheet(centres, widths):
    left, right = drawing.spread(centres, widths)
    assert right - left >= sum(widths) / 2 + 7
    assert right + widths[1] / 2 <= scale.WIDTH
    assert left - widths[0] / 2 >= scale.LABELS


def test_values_far_apart_stay_where_they_are():
    assert drawing.spread((200, 300), (30, 30)) == [200, 300]


def test_long_labels_are_wrapped_and_long_words_parted():
    label = "I kompetenceafklarende forløb og virksomhedspraktikforberedelsesforløbskoordinering"
    lines = drawing.wrapped(label, 120)
    assert all(drawing._length(line) <= 120 for line in lines)  # noqa: SLF001 -- the measure itself
    assert re.sub(r"-$", "", "".join(lines)).replace("-", "").replace(" ", "") == label.replace(
        " ", ""
    )


@pytest.mark.parametrize("color", [drawing.INK, drawing.BLUE, drawing.RUST, drawing.QUIET])
def test_words_have_a_contrast_to_white_of_at_least_four_and_a_half(color):
    assert _contrast(color) >= 4.5


def test_the_bar_has_a_contrast_to_white_of_at_least_three():
    assert _contrast(drawing.BAR) >= 3


def _contrast(color: str) -> float:
    parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    light = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 1.05 / (0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2] + 0.05)


def _size(svg: str, side: str = "height") -> float:
    found = re.search(rf'{side}="([\d.]+)pt"', svg)
    assert found
    return float(found[1])
