from __future__ import annotations

from math import nan
from typing import Any

import pytest

from hfi_eval.stats import multiplicity
from tests.reference import binary

# an entry may be None where a statistic is undefined; each test knows which it asks for
benjamini_hochberg: Any = multiplicity.benjamini_hochberg
holm: Any = multiplicity.holm

ALL = [holm, benjamini_hochberg]


@pytest.mark.parametrize(
    "reference", binary.libraries("holm", "benjamini_hochberg"), ids=binary.name
)
def test_adjusted_p_agrees_with_statsmodels(reference):
    p = [float(value) for value in reference.cells]
    found = getattr(multiplicity, reference.method)(p)["p_adjusted"]
    assert found[int(reference.entry)] == pytest.approx(reference.value, abs=1e-14)


def test_adjusted_p_by_hand():
    # Holm: 4 x 0.005, 3 x 0.01, 2 x 0.03, and never less than the one before
    assert holm([0.01, 0.04, 0.03, 0.005])["p_adjusted"] == pytest.approx([0.03, 0.06, 0.06, 0.02])
    # Benjamini & Hochberg: 4/1 x 0.005, 4/2 x 0.01, 4/3 x 0.03, 4/4 x 0.04
    found = benjamini_hochberg([0.01, 0.04, 0.03, 0.005])["p_adjusted"]
    assert found == pytest.approx([0.02, 0.04, 0.04, 0.02])


def test_benjamini_and_hochberg_find_what_they_found():
    # Benjamini & Hochberg (1995), section 3.2: fifteen p-values; four rejected at 0.05, Holm three
    p = [
        0.0001,
        0.0004,
        0.0019,
        0.0095,
        0.0201,
        0.0278,
        0.0298,
        0.0344,
        0.0459,
        0.3240,
        0.4262,
        0.5719,
        0.6528,
        0.7590,
        1.0,
    ]
    assert sum(value <= 0.05 for value in benjamini_hochberg(p)["p_adjusted"]) == 4
    assert sum(value <= 0.05 for value in holm(p)["p_adjusted"]) == 3


@pytest.mark.parametrize("method", ALL)
def test_an_undefined_p_does_not_count(method):
    with_none = method([None, 0.01, None, 0.03])["p_adjusted"]
    assert with_none == [
        None,
        method([0.01, 0.03])["p_adjusted"][0],
        None,
        method([0.01, 0.03])["p_adjusted"][1],
    ]


@pytest.mark.parametrize("method", ALL)
@pytest.mark.parametrize("p", [[], [None], (None, None)])
def test_without_a_p_nothing_is_known(method, p):
    assert method(p) == {"p_adjusted": list(p), "status": "undefined"}


@pytest.mark.parametrize("method", ALL)
def test_one_test_stays_as_it_is_and_certainty_is_never_exceeded(method):
    assert method(p=[0.04]) == {"p_adjusted": [0.04], "status": "ok"}
    assert method([0.9, 0.8, 0.7])["p_adjusted"] == pytest.approx(
        [1, 1, 1] if method is holm else [0.9] * 3
    )


@pytest.mark.parametrize("method", ALL)
@pytest.mark.parametrize("wrong", [-0.1, 1.1, nan])
def test_what_is_no_probability_is_refused(method, wrong):
    with pytest.raises(ValueError, match="a p-value must be between 0 and 1, or None"):
        method([0.5, wrong])
