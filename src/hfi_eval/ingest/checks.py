"""Checks across columns and tables; a new check is a function here and one line in `CHECKS`."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import pandas as pd

from hfi_eval.ingest import belonging
from hfi_eval.ingest.messages import in_both, issue, persons
from hfi_eval.ingest.names import waves_of
from hfi_eval.ingest.people import age, within
from hfi_eval.ingest.translate import several
from hfi_eval.records import BIRTH, ENROLLED, EXITED, FAMILY, column

if TYPE_CHECKING:
    from collections.abc import Callable

    from hfi_eval.errors import Issue
    from hfi_eval.ingest.messages import Words
    from hfi_eval.ingest.people import Checked
    from hfi_eval.model.plan import Plan, Population


def residence_before_birth(checked: Checked) -> list[Issue]:
    """P03: a date since which years are counted is before birth."""
    birth = checked.date(BIRTH)
    names = {"residence_from"} | {each.since for each in checked.plan.background.values()}
    issues: list[Issue] = []
    for name in sorted(names - {"", BIRTH}):
        since = checked.date(name)
        same_month = (since.dt.day == 1) & (since.dt.to_period("M") == birth.dt.to_period("M"))
        issues += checked.broken("P03", name, (since < birth) & ~same_month)
    return issues


def unborn(checked: Checked) -> list[Issue]:
    """P06: born after the last wave."""
    last = checked.plan.waves[checked.plan.last].date
    guilty = checked.date(BIRTH) > pd.Timestamp(last)
    return checked.broken("P06", BIRTH, guilty, {"date": last.isoformat()})


def exit_before_enrolment(checked: Checked) -> list[Issue]:
    """E02: exited before enrolled."""
    return checked.broken("E02", EXITED, checked.date(EXITED) < checked.date(ENROLLED))


def enrolled_before_birth(checked: Checked) -> list[Issue]:
    """E03: enrolled before birth, as far as the month says."""
    birth, enrolled = checked.date(BIRTH), checked.date(ENROLLED)
    same_month = (enrolled.dt.day == 1) & (enrolled.dt.to_period("M") == birth.dt.to_period("M"))
    return checked.broken("E03", ENROLLED, (enrolled < birth) & ~same_month)


def family_without_adult(checked: Checked) -> list[Issue]:
    """F01: nobody in the family is 18 at any wave; families with an unknown age are let be."""
    day = max(wave.date for wave in checked.plan.waves.values())
    years = age(checked.date(BIRTH), day)
    family = checked.column(FAMILY)
    maybe = years.isna() | (years >= 18)
    adult = maybe.groupby(family).transform("any")
    guilty = family.notna() & ~adult.where(adult.notna(), other=True).astype(bool)
    first = guilty & ~family.duplicated()
    return checked.broken("F01", FAMILY, first)


def family_without_person(checked: Checked) -> list[Issue]:
    """F02: a family in the table of families has nobody."""
    if checked.families is None or FAMILY not in checked.persons.names:
        return []
    ids = checked.families.frame.index
    lost = ids[~ids.isin(checked.column(FAMILY).dropna())]
    return several("F02", checked.families.places(FAMILY, lost), len(lost))


def person_without_family(checked: Checked) -> list[Issue]:
    """F03: no family_id although others have one."""
    if FAMILY not in checked.persons.names:
        return []
    return checked.counted("F03", FAMILY, checked.column(FAMILY).isna())


def unknown_birth(checked: Checked) -> list[Issue]:
    """D04: no date of birth although the plan has an age rule."""
    aged = any(each.age is not None for each in checked.plan.populations.values())
    if BIRTH not in checked.persons.names or not aged:
        return []
    return checked.counted("D04", BIRTH, checked.column(BIRTH).isna())


def no_second_wave(checked: Checked) -> list[Issue]:
    """D01: an answer at the first wave, none at a later one; counted."""
    issues: list[Issue] = []
    for name, indicator in checked.plan.indicators.items():
        waves = waves_of(checked.plan, name)
        for wave in waves[1:] if indicator.unit == "person" else ():
            later = column(name, wave)
            if (
                later not in checked.persons.names
                or column(name, waves[0]) not in checked.persons.names
            ):
                continue
            guilty = checked.column(column(name, waves[0])).notna() & checked.column(later).isna()
            words: Words = {
                "label": in_both(indicator.label),
                "have": {"da": "har", "en": "has" if guilty.sum() == 1 else "have"},
                **_waves(checked.plan, waves[0], wave),
            }
            issues += checked.counted("D01", later, guilty, words)
    return issues


def _waves(plan: Plan, first: str, wave: str) -> dict[str, dict[str, str]]:
    """Give the phrases of two waves, for a message."""
    return {"first": in_both(plan.waves[first].phrase), "then": in_both(plan.waves[wave].phrase)}


def without_status(checked: Checked) -> list[Issue]:
    """D03: nothing is known at any wave of a person whom the plan asks something."""
    answers = [name for name in checked.persons.names if "@" in name]
    if not answers:
        return []
    silent = belonging.asked(checked)
    for name in answers:
        silent &= checked.column(name).isna()
    units = silent.index[silent]
    if not len(units):
        return []
    place = next(checked.persons.places("", units))
    return [issue("D03", place, {"count": persons(len(units))})]


def empty_population(checked: Checked) -> list[Issue]:
    """W06: by age and background nobody belongs to a population that something is shown of.

    Where one of the columns that decide it has no values, other rules tell why.
    """
    issues: list[Issue] = []
    for name in belonging.shown(checked.plan):
        columns = belonging.deciding(checked.plan, name)
        told = any(checked.column(each).isna().all() for each in columns)
        if columns and not told and not belonging.belong(checked, name, unknown=False).any():
            place = checked.persons.column_place(columns[0])
            label = in_both(checked.plan.populations[name].label)
            issues.append(issue("W06", place, {"label": label}))
    return issues


def turned_18(checked: Checked) -> list[Issue]:
    """W01: somebody is in two populations whose ages exclude each other, at different waves."""
    if checked.plan.cohort.turned_18 != "refuse":
        return []
    waves = list(checked.plan.waves)
    birth = checked.date(BIRTH)
    aged = [each for each in checked.plan.populations.values() if each.age is not None]
    issues: list[Issue] = []
    for one, other in permutations(aged, 2):
        if waves.index(one.at) < waves.index(other.at) and _disjoint(one, other):
            words: Words = {
                "earlier": in_both(one.label),
                "later": in_both(other.label),
                **_waves(checked.plan, one.at, other.at),
            }
            issues += checked.counted(
                "W01", BIRTH, _member(checked, birth, one) & _member(checked, birth, other), words
            )
    return issues


def _member(checked: Checked, birth: pd.Series, population: Population) -> pd.Series:
    """Tell who has the age of a population at its wave."""
    years = age(birth, checked.plan.waves[population.at].date)
    return within(years, population.age) if population.age else years.notna()


def _disjoint(one: Population, other: Population) -> bool:
    """Tell whether nobody can have both ages at once."""
    if one.age is None or other.age is None:
        return False
    low = max(one.age.low or 0, other.age.low or 0)
    high = min(
        200 if one.age.high is None else one.age.high,
        200 if other.age.high is None else other.age.high,
    )
    return low > high


def job_without_ability(checked: Checked) -> list[Issue]:
    """X01: in ordinary employment, yet assessed as not able to hold a job."""
    return _facets(checked, "X01", "can_job", lambda answer: ~answer.isin(["can", "special"]))


def job_without_wish(checked: Checked) -> list[Issue]:
    """X02: in ordinary employment, yet not wishing for a job."""
    return _facets(checked, "X02", "wants_job", lambda answer: answer == "no")


def _facets(
    checked: Checked, rule: str, other: str, odd: Callable[[pd.Series], pd.Series]
) -> list[Issue]:
    """Give the persons in ordinary employment whose other answer is odd at the same wave."""
    issues: list[Issue] = []
    for wave in checked.plan.waves:
        status, answer = (
            checked.column(column("job_status", wave)),
            checked.column(column(other, wave)),
        )
        guilty = (status == "emp_ordinary") & answer.notna() & odd(answer)
        issues += checked.broken(rule, column(other, wave), guilty)
    return issues


CHECKS: dict[str, Callable[[Checked], list[Issue]]] = {
    "P03": residence_before_birth,
    "P06": unborn,
    "E02": exit_before_enrolment,
    "E03": enrolled_before_birth,
    "F01": family_without_adult,
    "F02": family_without_person,
    "F03": person_without_family,
    "D01": no_second_wave,
    "D03": without_status,
    "D04": unknown_birth,
    "W01": turned_18,
    "W06": empty_population,
    "X01": job_without_ability,
    "X02": job_without_wish,
}


def issues(checked: Checked) -> list[Issue]:
    """Give what all checks find."""
    return [found for check in CHECKS.values() for found in check(checked)]
