"""Figures drawn as SVG: the one module that knows matplotlib."""

from __future__ import annotations

import io
import re
import warnings
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import matplotlib as mpl
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure as Canvas
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextToPath

from hfi_eval.render.scale import EDGE, GAP, LABELS, WIDTH, Scale, scale_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from hfi_eval.model.figure import DumbbellRow, Figure, Mark

FONTS = Path(__file__).with_name("fonts")

SIZE = 9.0
LEADING = 11.0
PITCH = 38.0
WITH_TARGET = 46.0
TICK_HEIGHT = 9.0
VALUE_ABOVE = 15.0
TARGET_BELOW = 15.5

# Contrast to white: 8.6, 6.1, 7.0 and 3.4 to one; shapes differ too, so grey print reads.
INK = "#22303c"
BLUE = "#0b4f7d"
RUST = "#9a4300"
QUIET = "#57636e"
BAR = "#83909b"
GRID = "#dfe4e8"


def svg(figure: Figure) -> str:
    """Draw a dumbbell: hollow ring before, filled dot after, thick upright tick for the target.

    Words and numbers are drawn as outlines, so that it looks the same everywhere. The same figure
    always gives the same text. A sign that the font lacks is drawn as an empty box.
    """
    with warnings.catch_warnings(action="ignore", category=UserWarning):
        return _drawn(figure)


def _drawn(figure: Figure) -> str:
    """Draw it on paper of our own, whatever the user's settings of matplotlib are."""
    scale = scale_of(figure)
    labels = [wrapped(row.label, LABELS) for row in figure.rows]
    heights = [
        max(WITH_TARGET if row.target else PITCH, len(lines) * LEADING + 10)
        for row, lines in zip(figure.rows, labels, strict=True)
    ]
    top = 30.0
    foot = top + sum(heights)
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams["svg.hashsalt"] = f"hfi-eval-{figure.name}"
        mpl.rcParams["svg.fonttype"] = "path"
        canvas, axes = _paper(foot + 31)
        _axis(axes, figure, scale, (top, foot))
        _legend(axes, figure)
        middle = top
        for row, lines, height in zip(figure.rows, labels, heights, strict=True):
            _label(axes, lines, middle + height / 2)
            _row(axes, row, scale, middle + height / 2)
            middle += height
        return _clean(canvas)


def wrapped(text: str, width: float) -> list[str]:
    """Break a label into lines that fit a width in points; a word too long is parted."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if _length(longer) <= width:
            lines[-1] = longer
            continue
        *parts, last = _parted(word, width)
        lines += [*parts, last]
    return [line for line in lines if line] or [""]


def _parted(word: str, width: float) -> list[str]:
    """Part a word that is wider than a line, with a hyphen where it is parted."""
    parts = []
    while _length(word) > width:
        end = len(word) - 1
        while end > 1 and _length(word[:end] + "-") > width:
            end -= 1
        parts.append(word[:end] + "-")
        word = word[end:]
    return [*parts, word]


def _length(text: str, weight: str = "Regular") -> float:
    """Measure a text in points."""
    size, _, _ = TextToPath().get_text_width_height_descent(text, _font(weight), ismath=False)
    return float(size)


@cache
def _font(weight: str) -> FontProperties:
    """Load one of the fonts that come with the package."""
    return FontProperties(fname=FONTS / f"SourceSansPro-{weight}.otf", size=SIZE)


def _paper(height: float) -> tuple[Canvas, Axes]:
    """Give an empty white sheet whose coordinates are points from the upper left corner."""
    canvas = Canvas(figsize=(WIDTH / 72, height / 72), facecolor="white")
    axes = canvas.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, WIDTH)
    axes.set_ylim(height, 0)
    axes.set_axis_off()
    return canvas, axes


def _write(axes: Axes, at: tuple[float, float], text: str, **style: str) -> None:
    """Write a text as it is; a dollar sign is a dollar sign."""
    axes.text(
        *at,
        text,
        parse_math=False,
        fontproperties=_font(style.pop("weight", "Regular")),
        color=style.pop("color", INK),
        ha=style.pop("ha", "center"),
        va="center_baseline",
        zorder=6,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.8},
    )


def _line(
    axes: Axes,
    across: tuple[float, float],
    down: tuple[float, float],
    *,
    color: str,
    lw: float,
    zorder: float,
) -> None:
    """Draw a straight line."""
    axes.plot(across, down, solid_capstyle="butt", color=color, lw=lw, zorder=zorder)


def _axis(axes: Axes, figure: Figure, scale: Scale, rows: tuple[float, float]) -> None:
    """Draw the upright lines, what is written under them and the axis label."""
    top, foot = rows
    for value, text in figure.ticks:
        at = scale(value)
        _line(axes, (at, at), (top, foot), color=GRID, lw=0.8, zorder=0)
        _write(axes, (at, foot + 9), text, color=QUIET)
    _line(axes, (LABELS + GAP, WIDTH), (foot, foot), color=BAR, lw=0.8, zorder=0)
    _write(axes, ((scale(scale.low) + scale(scale.high)) / 2, foot + 25), figure.axis, color=QUIET)


def _legend(axes: Axes, figure: Figure) -> None:
    """Show each mark with its word, on one line above the rows."""
    before, after, target = figure.legend
    drawn = [_ring, _dot]
    words = [before, after]
    if any(row.target for row in figure.rows):
        drawn.append(_tick)
        words.append(target)
    at = LABELS + GAP + EDGE
    for draw, word in zip(drawn, words, strict=True):
        draw(axes, at, 11.0)
        _write(axes, (at + 10, 11.0), word, ha="left")
        at += 10 + _length(word) + 24


def _label(axes: Axes, lines: Sequence[str], middle: float) -> None:
    """Write a row's label, to the right edge of its column."""
    first = middle - (len(lines) - 1) * LEADING / 2
    for place, line in enumerate(lines):
        _write(axes, (LABELS, first + place * LEADING), line, ha="right")


def _row(axes: Axes, row: DumbbellRow, scale: Scale, middle: float) -> None:
    """Draw one row: marks on the line, values above it, the target below it."""
    if row.before and row.after:
        ends = (scale(row.before.value), scale(row.after.value))
        _line(axes, ends, (middle, middle), color=BAR, lw=2.2, zorder=1)
    if row.target:
        _target(axes, row.target, row.target_high, scale, middle)
    if row.before:
        _ring(axes, scale(row.before.value), middle)
    if row.after:
        _dot(axes, scale(row.after.value), middle)
    _values(axes, row, scale, middle - VALUE_ABOVE)


def _target(axes: Axes, low: Mark, high: Mark | None, scale: Scale, middle: float) -> None:
    """Draw a target as a tick, a range as two ticks joined at the foot, and its text below."""
    ends = [scale(mark.value) for mark in (low, high) if mark]
    if high:
        foot = middle + TICK_HEIGHT - 0.6
        _line(axes, (ends[0], ends[1]), (foot, foot), color=RUST, lw=1.2, zorder=2)
    for at in ends:
        _tick(axes, at, middle)
    centre = _within(sum(ends) / len(ends), _length(low.text))
    _write(axes, (centre, middle + TARGET_BELOW), low.text, color=RUST)


def _values(axes: Axes, row: DumbbellRow, scale: Scale, height: float) -> None:
    """Write the values above their marks, moved apart where they would meet."""
    shown = [(row.before, "Regular", INK), (row.after, "Bold", BLUE)]
    placed = sorted(
        ((scale(mark.value), mark.text, weight, color) for mark, weight, color in shown if mark),
        key=lambda each: each[0],
    )
    widths = [_length(text, weight) for _, text, weight, _ in placed]
    places = spread([each[0] for each in placed], widths)
    for at, (_, text, weight, color) in zip(places, placed, strict=True):
        _write(axes, (at, height), text, weight=weight, color=color)


def spread(centres: Sequence[float], widths: Sequence[float], gap: float = 7.0) -> list[float]:
    """Move up to two texts apart, as little as need be, and keep both on the sheet.

    Args:
        centres: where each would stand, from left to right, in points.
        widths: how wide each is.
        gap: the least space between them.
    """
    if len(centres) < 2:
        return [_within(at, width) for at, width in zip(centres, widths, strict=True)]
    (left, right), (first, second) = centres, widths
    apart = (first + second) / 2 + gap
    lack = max(0.0, apart - (right - left)) / 2
    left = _within(left - lack, first)
    right = _within(max(right + lack, left + apart), second)
    return [min(left, right - apart), right]


def _within(centre: float, width: float) -> float:
    """Keep a centred text between the labels and the right edge of the sheet."""
    return min(max(centre, LABELS + GAP / 2 + width / 2), WIDTH - 1 - width / 2)


def _ring(axes: Axes, at: float, middle: float) -> None:
    """Draw the hollow mark of before; wider than the dot, so that both show when they meet."""
    axes.plot(at, middle, "o", ms=10.5, mfc="white", mec=BLUE, mew=1.7, zorder=3)


def _dot(axes: Axes, at: float, middle: float) -> None:
    """Draw the filled mark of after."""
    axes.plot(at, middle, "o", ms=8.2, mfc=BLUE, mec="white", mew=0.8, zorder=4)


def _tick(axes: Axes, at: float, middle: float) -> None:
    """Draw the upright tick of the target, in a white edge so that it shows on the bar."""
    ends = (middle - TICK_HEIGHT, middle + TICK_HEIGHT)
    _line(axes, (at, at), ends, color="white", lw=5.0, zorder=2)
    _line(axes, (at, at), ends, color=RUST, lw=3.0, zorder=2.5)


def _clean(canvas: Canvas) -> str:
    """Give the drawing without declaration, document type and metadata, ready to be set inline."""
    stream = io.StringIO()
    nothing = dict.fromkeys(("Creator", "Date", "Format", "Type"))
    FigureCanvasSVG(canvas).print_svg(stream, metadata=nothing)  # type: ignore[no-untyped-call]  # no types there
    text = stream.getvalue()
    text = re.sub(r"<metadata>.*?</metadata>\s*", "", text[text.index("<svg") :], flags=re.DOTALL)
    return text.strip() + "\n"
