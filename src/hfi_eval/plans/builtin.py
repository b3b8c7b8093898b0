"""Background variables that need no entry in a plan: sex, role in the family, type of family."""

from __future__ import annotations

from hfi_eval.model.plan import FAMILY_TYPE

CODES = {
    "sex": (
        {"da": "Køn", "en": "Sex"},
        {"m": {"da": "Mænd", "en": "Men"}, "f": {"da": "Kvinder", "en": "Women"}},
    ),
    "family_role": (
        {"da": "Rolle i familien", "en": "Role in the family"},
        {
            "parent": {"da": "Forælder", "en": "Parent"},
            "adult_child_home": {"da": "Voksent hjemmeboende barn", "en": "Adult child at home"},
            "single_adult": {"da": "Enlig uden børn", "en": "Single without children"},
            "child": {"da": "Barn", "en": "Child"},
        },
    ),
}
FAMILY_TYPES = {
    "two_parents": {"da": "To forældre med børn", "en": "Two parents with children"},
    "single_mother": {"da": "Enlig mor med børn", "en": "Single mother with children"},
    "single_father": {"da": "Enlig far med børn", "en": "Single father with children"},
    "single_parent": {"da": "Enlig forælder med børn", "en": "Single parent with children"},
    "adults_together": {"da": "Flere voksne uden børn", "en": "Several adults without children"},
    "single_adult": {"da": "Enlig uden børn", "en": "Single without children"},
    "other": {"da": "Andre", "en": "Others"},
}
BUILT_IN = (*CODES, FAMILY_TYPE)
