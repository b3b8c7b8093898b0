from __future__ import annotations

from fractions import Fraction

import pytest

from hfi_eval.narrative import about
from hfi_eval.wording import words

CASES = [
    # share, Danish, English
    (0.0, "", ""),
    (0.05, "", ""),
    (0.1, "10 pct.", "10 per cent"),
    (0.115, "godt 10 pct.", "just over 10 per cent"),
    (0.116, "", ""),
    (0.09, "knap 10 pct.", "just under 10 per cent"),
    (0.089, "næsten 10 pct.", "almost 10 per cent"),
    (0.08, "næsten 10 pct.", "almost 10 per cent"),
    (0.079, "", ""),
    (0.219, "", ""),
    (0.22, "næsten en fjerdedel", "almost a quarter"),
    (0.2349, "knap en fjerdedel", "just under a quarter"),
    (0.25, "en fjerdedel", "a quarter"),
    (0.28, "næsten 30 pct.", "almost 30 per cent"),
    (0.275, "godt en fjerdedel", "just over a quarter"),
    (1 / 3, "en tredjedel", "a third"),
    (0.328, "omkring en tredjedel", "about a third"),
    (0.34, "godt en tredjedel", "just over a third"),
    (0.47, "næsten halvdelen", "almost half"),
    (0.469, "", ""),
    (0.484, "næsten halvdelen", "almost half"),
    (0.485, "knap halvdelen", "just under half"),
    (0.494, "knap halvdelen", "just under half"),
    (0.496, "omkring halvdelen", "about half"),
    (0.5, "halvdelen", "half"),
    (0.504, "omkring halvdelen", "about half"),
    (0.506, "godt halvdelen", "just over half"),
    (0.53, "godt halvdelen", "just over half"),
    (0.531, "", ""),
    (25 / 46, "", ""),
    (62 / 94, "knap to tredjedele", "just under two thirds"),
    (2 / 3, "to tredjedele", "two thirds"),
    (25 / 36, "knap 70 pct.", "just under 70 per cent"),
    (0.696, "omkring 70 pct.", "about 70 per cent"),
    (0.75, "tre fjerdedele", "three quarters"),
    (0.949, "", ""),
    (0.95, "næsten alle", "almost all"),
    (0.999, "næsten alle", "almost all"),
    (1.0, "alle", "all"),
]


@pytest.mark.parametrize(("share", "danish", "english"), CASES)
def test_about_says_what_a_reader_expects(share: float, danish: str, english: str) -> None:
    assert about(share, words("da")) == danish
    assert about(share, words("en")) == english


@pytest.mark.parametrize("thousandth", range(1001))
def test_about_never_contradicts_the_per_cent_shown(thousandth: int) -> None:
    said = words("da")
    share = thousandth / 1000
    shown = Fraction(said.percent(share))
    text = about(share, said)
    marks = {
        "halvdelen": 50,
        "fjerdedel": 25,
        "en tredjedel": 33,
        "to tredje": 67,
        "fjerdedele": 75,
    }
    mark = next(
        (per for word, per in sorted(marks.items(), key=lambda m: -len(m[0])) if word in text), 0
    )
    mark = mark or int("".join(letter for letter in text if letter.isdigit()) or 0)
    if text.startswith("godt"):
        assert shown > mark
    elif text.startswith(("knap", "næsten")) and mark:
        assert shown < mark
    elif text.startswith("omkring"):
        assert shown == mark
