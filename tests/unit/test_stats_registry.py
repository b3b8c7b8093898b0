from __future__ import annotations

import inspect
import subprocess
import sys

import pytest

from hfi_eval.stats import METHODS

ARGUMENTS = {
    "x n level": "wilson clopper_pearson jeffreys midp",
    "events sizes level": "wilson_clustered",
    "x n target alternative": "target_exact",
    "table": "mcnemar_midp mcnemar_exact mcnemar_asymptotic mcnemar_cc mcnemar_unconditional "
    "stuart_maxwell bhapkar bowker bowker_exact",
    "table level": "tango newcombe bonett_price agresti_min ratio_bonett_price ratio_tang "
    "ratio_mover_wilson odds_ratio_midp odds_ratio_clopper_pearson odds_ratio_wilson",
    "table scores": "ordinal_scores",
    "differences": "wilcoxon_pratt sign_test",
    "data exact": "cochran_q",
    "both loss gain neither": "signflip_midp signflip_exact durkalski obuchowski yang eliasziw",
    "both loss gain neither level": "cr2_change yang_score_ci",
    "both loss gain neither level replicates seed": "family_bootstrap",
    "change family": "signed_rank_datta_satten signed_rank_rosner",
    "p": "holm benjamini_hochberg",
    "before after level": "manski_change",
    "n before after": "margins_only",
    "estimates variances n k": "rubin",
    "before after treated family": "difference_in_differences",
}


@pytest.mark.parametrize(
    ("key", "arguments"),
    [(key, names.split()) for names, keys in ARGUMENTS.items() for key in keys.split()],
)
def test_a_method_has_the_name_and_the_arguments_it_is_known_by(key, arguments):
    method = METHODS[key]
    assert method.__name__ == key
    taken = list(inspect.signature(method).parameters)
    assert taken[: len(arguments)] == arguments
    assert "Source:" in (inspect.getdoc(method) or "")


def test_no_other_method_is_registered():
    assert sorted(METHODS) == sorted(" ".join(ARGUMENTS.values()).split())


def test_the_registry_does_not_load_what_is_slow():
    code = "import sys; from hfi_eval.stats import METHODS; print('scipy.stats' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert ran.stdout.strip() == "False"
