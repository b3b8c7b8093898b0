from __future__ import annotations

from typing import Any

import pytest

from hfi_eval.stats import clustered_share

# an entry may be None where it is undefined; each test knows which it asks for
wilson_clustered: Any = clustered_share.wilson_clustered


def test_families_of_one_give_wilson():
    answer = wilson_clustered([1] * 81 + [0] * 182, [1] * 263)
    assert [round(answer[name], 4) for name in ("lower", "upper")] == [0.2553, 0.3662]
    assert (answer["icc"], answer["design_effect"], answer["status"]) == (None, 1, "ok")


def test_couples_who_are_all_alike_count_as_one():
    couples = wilson_clustered([2] * 6 + [0] * 14, [2] * 20)
    alone = wilson_clustered([1] * 6 + [0] * 14, [1] * 20)
    assert couples["icc"] == pytest.approx(1)
    assert couples["design_effect"] == pytest.approx(2)
    assert couples["lower"] == pytest.approx(alone["lower"])
    assert couples["upper"] == pytest.approx(alone["upper"])


def test_couples_who_are_all_unlike_do_not_count_double():
    answer = wilson_clustered([1] * 20, [2] * 20)
    assert answer["icc"] == pytest.approx(-1)
    assert answer["design_effect"] == 1
    assert answer["status"] == "ok"


def test_yes_and_no_exchanged_mirror_the_interval():
    events, sizes = [1, 0, 3, 2, 0], [2, 1, 3, 4, 2]
    yes = wilson_clustered(events, sizes, level=0.9)
    no = wilson_clustered([n - x for x, n in zip(events, sizes, strict=True)], sizes, level=0.9)
    assert no["lower"] == pytest.approx(1 - yes["upper"])
    assert no["icc"] == pytest.approx(yes["icc"])


def test_degenerate_shares():
    nobody = wilson_clustered([0], [0])
    assert nobody["status"] == "undefined"
    assert nobody["estimate"] is None
    one = wilson_clustered([2, 0], [3, 0])
    assert (one["estimate"], one["lower"], one["status"]) == (2 / 3, None, "too_few_clusters")
    assert wilson_clustered([1, 0], [2, 1])["status"] == "few_clusters"
    none = wilson_clustered([0] * 5, [2] * 5)
    assert (none["lower"], none["icc"], none["status"]) == (0, None, "zero_variance")
    assert none["upper"] == pytest.approx(1.959964**2 / (5 + 1.959964**2), rel=1e-6)
    every = wilson_clustered([2] * 5, [2] * 5)
    assert (every["upper"], every["design_effect"]) == (1, 2)
    assert every["lower"] == pytest.approx(1 - none["upper"])


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (([1], [1, 2]), "one entry a family"),
        (([2], [1]), "more events than members"),
        (([-1], [1]), "events must be one list of counts"),
    ],
    ids=["lengths", "too-many", "negative"],
)
def test_what_is_no_share_is_refused(given, message):
    with pytest.raises(ValueError, match=message):
        wilson_clustered(*given)
