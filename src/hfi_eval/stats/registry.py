"""Every method by the stable key that results and plans name it by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hfi_eval.stats.bootstrap import family_bootstrap
from hfi_eval.stats.clustered_rank import signed_rank_datta_satten, signed_rank_rosner
from hfi_eval.stats.clustered_score import yang_score_ci
from hfi_eval.stats.clustered_share import wilson_clustered
from hfi_eval.stats.clustered_test import durkalski, eliasziw, obuchowski, yang
from hfi_eval.stats.cochran import cochran_q
from hfi_eval.stats.cr2 import cr2_change
from hfi_eval.stats.did import difference_in_differences
from hfi_eval.stats.difference import agresti_min, bonett_price, newcombe, tango
from hfi_eval.stats.imputation import rubin
from hfi_eval.stats.marginal import bhapkar, bowker, bowker_exact, stuart_maxwell
from hfi_eval.stats.margins import margins_only
from hfi_eval.stats.mcnemar import (
    mcnemar_asymptotic,
    mcnemar_cc,
    mcnemar_exact,
    mcnemar_midp,
    mcnemar_unconditional,
)
from hfi_eval.stats.missing import manski_change
from hfi_eval.stats.multiplicity import benjamini_hochberg, holm
from hfi_eval.stats.odds_ratio import odds_ratio_clopper_pearson, odds_ratio_midp, odds_ratio_wilson
from hfi_eval.stats.ordinal import ordinal_scores
from hfi_eval.stats.proportion import clopper_pearson, jeffreys, midp, wilson
from hfi_eval.stats.ratio import ratio_bonett_price, ratio_mover_wilson, ratio_tang
from hfi_eval.stats.signed_rank import sign_test, wilcoxon_pratt
from hfi_eval.stats.signflip import signflip_exact, signflip_midp
from hfi_eval.stats.target import target_exact

if TYPE_CHECKING:
    from collections.abc import Callable

METHODS: dict[str, Callable[..., Any]] = {
    "wilson": wilson,
    "clopper_pearson": clopper_pearson,
    "jeffreys": jeffreys,
    "midp": midp,
    "wilson_clustered": wilson_clustered,
    "target_exact": target_exact,
    "mcnemar_midp": mcnemar_midp,
    "mcnemar_exact": mcnemar_exact,
    "mcnemar_asymptotic": mcnemar_asymptotic,
    "mcnemar_cc": mcnemar_cc,
    "mcnemar_unconditional": mcnemar_unconditional,
    "tango": tango,
    "newcombe": newcombe,
    "bonett_price": bonett_price,
    "agresti_min": agresti_min,
    "ratio_bonett_price": ratio_bonett_price,
    "ratio_tang": ratio_tang,
    "ratio_mover_wilson": ratio_mover_wilson,
    "odds_ratio_midp": odds_ratio_midp,
    "odds_ratio_clopper_pearson": odds_ratio_clopper_pearson,
    "odds_ratio_wilson": odds_ratio_wilson,
    "stuart_maxwell": stuart_maxwell,
    "bhapkar": bhapkar,
    "bowker": bowker,
    "bowker_exact": bowker_exact,
    "ordinal_scores": ordinal_scores,
    "wilcoxon_pratt": wilcoxon_pratt,
    "sign_test": sign_test,
    "cochran_q": cochran_q,
    "signflip_midp": signflip_midp,
    "signflip_exact": signflip_exact,
    "durkalski": durkalski,
    "obuchowski": obuchowski,
    "yang": yang,
    "eliasziw": eliasziw,
    "cr2_change": cr2_change,
    "yang_score_ci": yang_score_ci,
    "family_bootstrap": family_bootstrap,
    "signed_rank_datta_satten": signed_rank_datta_satten,
    "signed_rank_rosner": signed_rank_rosner,
    "holm": holm,
    "benjamini_hochberg": benjamini_hochberg,
    "manski_change": manski_change,
    "margins_only": margins_only,
    "rubin": rubin,
    "difference_in_differences": difference_in_differences,
}
"""Each takes keyword arguments and gives a dictionary; see its docstring for entries and source."""
