"""Before and after in families: the net change of every family is as likely to be the opposite."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hfi_eval.stats.family_counts import families
from hfi_eval.stats.signed_sum import tail

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from hfi_eval.stats.answers import FlipTest


def signflip_midp(
    both: ArrayLike, loss: ArrayLike, gain: ArrayLike, neither: ArrayLike
) -> FlipTest:
    """Give the mid-p sign-flip test of a change in families: the default with families.

    Without a change, the net change of a family (gains less losses) is as likely to be its
    opposite. Families are independent; what happens inside one may be correlated in any way.
    With one member in every family it is the mid-p McNemar test.

    Args:
        both: members who are yes before and after, one entry a family.
        loss: members who are yes before and no after, one entry a family.
        gain: members who are no before and yes after, one entry a family.
        neither: members who are no before and after, one entry a family.

    Returns:
        `estimate`, the share of yes after minus before, over members; `p`, two-sided: the
        probability of a larger net change and half that of one as large, None where fewer than
        two families have members, 1 where nobody changed (`no_change`) or gains and losses
        cancel in every family (`zero_variance`).

    Raises:
        ValueError: the lists differ in length, or hold something else than counts.

    Source:
        Fisher (1935), The Design of Experiments, section 21; family as unit: Gail, Mark, Carroll,
        Green & Pee (1996), Stat Med 15:1069-1092; mid-p: Lancaster (1961), JASA 56:223-234, and,
        for families of one, Fagerland, Lydersen & Laake (2013), BMC Med Res Methodol 13:91.

    Example:
        Families of one with 1 loss and 7 gains (Fagerland et al. 2013, table 1): 0.0391.

        >>> one = signflip_midp([1] + [0] * 20, [0, 1] + [0] * 19, [0] * 2 + [1] * 7 + [0] * 12,
        ...                     [0] * 9 + [1] * 12)
        >>> round(one["p"], 4)
        0.0391
    """
    return _signflip(both, loss, gain, neither, midp=True)


def signflip_exact(
    both: ArrayLike, loss: ArrayLike, gain: ArrayLike, neither: ArrayLike
) -> FlipTest:
    """Give the exact sign-flip test of a change in families; conservative, never the default.

    Args:
        both: members who are yes before and after, one entry a family.
        loss: members who are yes before and no after, one entry a family.
        gain: members who are no before and yes after, one entry a family.
        neither: members who are no before and after, one entry a family.

    Returns:
        As `signflip_midp`; `p` is the probability of a net change as large or larger.

    Raises:
        ValueError: the lists differ in length, or hold something else than counts.

    Source:
        Fisher (1935), The Design of Experiments, section 21; family as unit: Gail, Mark, Carroll,
        Green & Pee (1996), Stat Med 15:1069-1092.

    Example:
        Net changes 2, 1, 1 and -1: 8 of the 16 signs give 3 or more, or -3 or less.

        >>> signflip_exact([0] * 4, [0, 0, 0, 1], [2, 1, 1, 0], [0] * 4)
        {'estimate': 0.6, 'p': 0.5, 'status': 'ok'}
    """
    return _signflip(both, loss, gain, neither, midp=False)


def _signflip(
    both: ArrayLike, loss: ArrayLike, gain: ArrayLike, neither: ArrayLike, *, midp: bool
) -> FlipTest:
    found = families(both, loss, gain, neither)
    status = found.status
    if not found.answerable:
        return {"estimate": found.estimate, "p": None, "status": status}
    if not found.net.any():
        status = status if status == "no_change" else "zero_variance"
        return {"estimate": 0.0, "p": 1.0, "status": status}
    chance = tail(found.net, int(found.net.sum()))
    p = chance.midp if midp else chance.exact
    return {"estimate": found.estimate, "p": p, "status": status}
