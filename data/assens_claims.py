"""Count the written rows of the example `assens` and compare with what was published in 2011.

It knows nothing of how the rows were made: it reads the three files and counts.
"""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Row = dict[str, str]

START, END = date(2009, 4, 1), date(2011, 4, 30)
LEAVES = {
    "employment": "emp_ordinary",
    "education": "edu_vocational|edu_amu|edu_general",
    "activation": "act_internship|act_subsidised|emp_flexjob",
    "leave": "pas_sick|pas_parental",
    "pension": "pen_disability",
}
LEAVES["self_supporting"] = f"{LEAVES['employment']}|{LEAVES['education']}"
LEAVES["passive"] = f"{LEAVES['leave']}|{LEAVES['pension']}"

# Claim, published figure, n or %, of whom, and what (all conditions). After --: why it cannot be met.
CLAIMS = """
C01 45 n adults_start
C02 49 n children
C03 18 n families
C04 28 n units
C05 94 n everyone
C06 31 n adults_start family_role=parent
C07 10 n adults_start family_role=single_adult
C08 4 n adults_start family_role=adult_child_home
C09 13 n families type=two_parents
C10 5 n families type=single_mother
C11 62 n everyone origin=iraq
C12 66 % everyone origin=iraq
C13 10 n families origin=iraq
C14 7 n adults_start years=5..9
C15 16 % adults_start years=5..9
C16 9 n children years=5..9
C17 18 % children years=5..9
C18 7 n adults_start years=10..
C19 16 % adults_start years=10..
C20 4 n children years=10..
C21 8 % children years=10..
C22 0 n adults_start years=born_here
C23 10 n adults_start support_basis@start=self
C24 24 n adults_start support_basis@start=cash_benefit
C25 11 n adults_start support_basis@start=integration_or_pension
C26 28 n adults_start work_experience@start=none
C27 62 % adults_start work_experience@start=none
C28 7 n adults_start work_experience@start=over_3_years
C29 10 n adults_start work_experience@start=some
C30 14 n adults_start education_home@start=yes
C31 4 n adults_start education_dk@start=yes
C32 29 % units section_50@start=yes
C33 7 n adults_start job_status@start=self_supporting
C34 25 n adults job_status@end=self_supporting
C35 55 % adults job_status@end=self_supporting -- C34: 25 of 46 are 54 %, of 45 they are 56 %; 55 is the sum of C68 and C70
C36 71 % adults_start_without_pension job_status@end=self_supporting
C37 60 % adults_start job_status@start=passive
C38 0 n adults job_status@end=leave -- C59: one person is sick or on leave at the end
C39 22 % adults job_status@end=activation
C40 23 % adults job_status@end=pension -- C61: 10 of 46 are 22 %
C41 30 n adults wants_job@start=yes
C42 36 n adults wants_job@end=yes
C43 65 % adults wants_job@start=yes
C44 16 n adults wants_job@start=no
C45 10 n adults wants_job@end=no
C46 2 n adults can_job@start=can
C47 8 n adults can_job@end=can
C48 2 n adults can_job@start=special
C49 24 n adults can_job@end=special
C50 27 n adults can_job@start=in_a_year
C51 4 n adults can_job@end=in_a_year
C52 15 n adults can_job@start=cannot
C53 10 n adults can_job@end=cannot
C54 1 n adults job_status@start=employment
C55 9 n adults job_status@end=employment
C56 6 n adults job_status@start=education
C57 16 n adults job_status@end=education
C58 26 n adults job_status@start=leave
C59 1 n adults job_status@end=leave
C60 1 n adults job_status@start=pension
C61 10 n adults job_status@end=pension
C62 10 n adults job_status@end=edu_general
C63 2 n adults job_status@end=edu_amu
C64 4 n adults job_status@end=edu_vocational
C65 6 n employed branch@end=service
C66 3 n employed branch@end=other
C67 13 % adults job_status@start=education
C68 35 % adults job_status@end=education
C69 2 % adults job_status@start=employment
C70 20 % adults job_status@end=employment
C71 26 % adults job_status@start=activation
C72 22 % adults job_status@end=activation
C73 59 % adults job_status@start=passive
C74 23 % adults job_status@end=passive -- C59 and C61: 11 of 46 are 24 %; 23 makes the column add up to 100
C75 55 % adults job_status@end=self_supporting -- C34, as C35
C76 1 n adults association@start=yes
C77 21 n adults association@end=yes
C78 46 % adults association@end=yes
C79 37 n adults danish_friend@end=yes
C80 9 n adults danish_friend@end=no
C81 80 % adults danish_friend@end=yes
C82 29 n parents equality_values@end=yes
C83 11 n children school_problems@start=entrenched
C84 6 n children school_problems@start=entrenched school_problems@end=solved
C85 5 n children school_problems@start=entrenched school_problems@end=progressing
C86 24 n children concern@end=yes
C87 25 n children concern@end=no
C88 17 n children child_association@start=yes
C89 27 n children child_association@end=yes
C90 100 % children child_association@end=yes -- C89: 27 of 49 are 55 %
C91 82 outside -- volunteers
C92 47 outside -- actors around one family
C93 1 outside -- contact persons of a family
C94 -44 outside -- economy
C95 75 outside -- a forecast
C96 70 % adults job_status@end=self_supporting -- C34: 25 of 46 are 54 %; 69 % of the 36 who are not on pension
C97 18 outside -- authorities around one family
C98 47 outside -- actors around one family
"""

# What no claim says and the example needs all the same.
NEEDED = """
adults at the end: 46 n adults
children at the end: 48 n children_end
children who turn 18: 1 n turning
the one who turns 18 is in activation at both waves: 1 n turning job_status@start=activation job_status@end=activation
an ordinary job without the prerequisites, at the start: 0 n adults job_status@start=employment can_job@start=in_a_year|cannot
an ordinary job without the prerequisites, at the end (query): 1 n adults job_status@end=employment can_job@end=in_a_year|cannot
an ordinary job without interest, at the start: 0 n adults job_status@start=employment wants_job@start=no
an ordinary job without interest, at the end (query): 1 n adults job_status@end=employment wants_job@end=no
self-support lost: 1 n self_start job_status@end=activation|leave|pension
self-support kept: 6 n self_start job_status@end=self_supporting
pension kept: 1 n adults job_status@start=pension job_status@end=pension
Iraqi single mothers: 1+ n families type=single_mother origin=iraq
couples from Burma: 1+ n families type=two_parents origin=burma
couples from the former Yugoslavia: 1+ n families type=two_parents origin=ex_yugoslavia
couples from Kosovo: 1+ n families type=two_parents origin=kosovo
couples from Uganda: 1+ n families type=two_parents origin=uganda
single mothers from Congo: 1+ n families type=single_mother origin=congo
single mothers from Uganda: 1+ n families type=single_mother origin=uganda
single mothers from Chechnya: 1+ n families type=single_mother origin=chechnya
Iranian families with children: 0 n families origin=iran
Africans among the children of concern: 1 n children concern@end=yes origin=congo|uganda
Iraqis among the children of concern: 13+ n children concern@end=yes origin=iraq
parents in school-home cooperation: 22 n parents school_home@end=yes
families with children with section 50: 8 n families section_50@start=yes
families with a self-supporting adult at the end: 1+ n units supported=yes
branch without a job: 0 n adults job_status@end=activation|leave|pension|education branch@end=service|other
"""


def age(since: str, at: date) -> int:
    """Count completed years from an ISO date."""
    day = date.fromisoformat(since)
    return at.year - day.year - ((at.month, at.day) < (day.month, day.day))


def band(person: Row) -> str:
    """Name the row of table 3 a person belongs to."""
    if person["born_in_dk"] == "yes":
        return "born_here"
    years = age(person["residence_from"], START)
    return next(
        name
        for limit, name in ((3, "..2"), (5, "3..4"), (10, "5..9"), (999, "10.."))
        if years < limit
    )


def all_of(row: Row, conditions: list[str]) -> bool:
    """Tell whether a row meets every `column=code|code`; groups of statuses stand for their codes."""
    for name, _, codes in (condition.partition("=") for condition in conditions):
        leaves = [leaf for code in codes.split("|") for leaf in LEAVES.get(code, code).split("|")]
        if row[name] not in leaves:
            return False
    return True


def read(path: Path) -> list[Row]:
    """Read a file of the example."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def unit(family: Row, people: list[Row]) -> Row:
    """Describe a family unit by its members."""
    parents = [each["sex"] for each in people if each["family_role"] == "parent"]
    kinds = {("f", "m"): "two_parents", ("f",): "single_mother", (): "single_adult"}
    supported = any(all_of(each, ["job_status@end=self_supporting"]) for each in people)
    return family | {
        "type": kinds[tuple(sorted(parents))],
        "origin": "|".join({each["origin"] for each in people}),
        "supported": "yes" if supported else "no",
        "children": str(sum(age(each["birth_date"], START) < 18 for each in people)),
    }


def populations(folder: Path) -> dict[str, list[Row]]:
    """Read the files and sort persons and families into the populations of the plan."""
    statuses = {each["person_id"]: each for each in read(folder / "status.csv")}
    everyone = [
        each | statuses[each["person_id"]] | {"years": band(each)}
        for each in read(folder / "persons.csv")
    ]
    members = {
        each["family_id"]: [one for one in everyone if one["family_id"] == each["family_id"]]
        for each in everyone
    }
    units = [unit(each, members[each["family_id"]]) for each in read(folder / "families.csv")]
    start = [each for each in everyone if age(each["birth_date"], START) >= 18]
    end = [each for each in everyone if age(each["birth_date"], END) >= 18]
    return {
        "everyone": everyone,
        "adults_start": start,
        "adults": end,
        "children": [each for each in everyone if each not in start],
        "children_end": [each for each in everyone if each not in end],
        "turning": [each for each in end if each not in start],
        "parents": [each for each in start if each["family_role"] == "parent"],
        "adults_start_without_pension": [
            each for each in start if each["job_status@end"] != "pen_disability"
        ],
        "employed": [each for each in end if each["job_status@end"] == "emp_ordinary"],
        "self_start": [each for each in end if all_of(each, ["job_status@start=self_supporting"])],
        "units": units,
        "families": [each for each in units if each["children"] != "0"],
    }


def found(who: dict[str, list[Row]], what: list[str]) -> tuple[int, str]:
    """Count `n|% population condition ...`: the figure, and how it came about."""
    kind, population, *conditions = what
    rows = who[population]
    count = sum(all_of(row, conditions) for row in rows)
    if kind == "n":
        return count, str(count)
    percent = (200 * count + len(rows)) // (2 * len(rows))  # half up
    return percent, f"{percent} % ({count} of {len(rows)})"


def judge(line: str, who: dict[str, list[Row]]) -> tuple[str, bool]:
    """Judge one claim: the line to print, and whether it is as it must be."""
    told, _, why = line.partition(" -- ")
    name, published, *what = told.split()
    if what == ["outside"]:
        return f"{name}  outside the records: {why} (published {published})", True
    value, text = found(who, what)
    met = value == int(published)
    if met and not why:
        return f"{name}  met: {text}", True
    if met:
        return f"{name}  MISSED: it can be true after all: {text}", False
    if why:
        return f"{name}  cannot be true with {why} (published {published}, found {text})", True
    return f"{name}  MISSED: published {published}, found {text}", False


def needed(line: str, who: dict[str, list[Row]]) -> tuple[str, bool]:
    """Judge one figure that no claim says; `1+` is at least one."""
    what, _, told = line.partition(": ")
    figure, *how = told.split()
    value, text = found(who, how)
    fine = value >= int(figure[:-1]) if figure.endswith("+") else value == int(figure)
    return f"{'needed' if fine else 'MISSED'}: {what}: {text}" + (
        "" if fine else f", not {figure}"
    ), fine


def odd_persons(people: list[Row]) -> Iterator[str]:
    """Name whose life cannot be: too young a parent, an arrival before birth or after the start."""
    for each in people:
        born, came = each["birth_date"], each["residence_from"]
        if (
            came < born
            or came > START.isoformat()
            or (came == born) != (each["born_in_dk"] == "yes")
        ):
            yield f"MISSED: {each['person_id']} arrives at an odd time"
        if each["family_role"] in {"child", "adult_child_home"}:
            mine = [one for one in people if one["family_id"] == each["family_id"]]
            parents = [one["birth_date"] for one in mine if one["family_role"] == "parent"]
            if age(max(parents), date.fromisoformat(born)) < 17:
                yield f"MISSED: {each['person_id']} has too young a parent"


def odd_units(units: list[Row]) -> Iterator[str]:
    """Name the units of mixed origin and the families without children."""
    for each in units:
        if "|" in each["origin"] or (each["type"] == "single_adult") != (each["children"] == "0"):
            yield f"MISSED: {each['family_id']} is an odd family"


def report(folder: Path) -> tuple[list[str], bool]:
    """Judge every claim and every needed figure: the lines to print, and whether all is well."""
    who = populations(folder)
    claims = [judge(line, who) for line in CLAIMS.split("\n") if line]
    others = [needed(line, who) for line in NEEDED.split("\n") if line]
    odd = [*odd_persons(who["everyone"]), *odd_units(who["units"])]
    states = Counter(line.split("  ")[1].split()[0].strip(":") for line, _ in claims)
    total = f"{len(claims)} claims: {states['met']} met, {states['cannot']} cannot be true with others, {states['outside']} outside"
    lines = [line for line, _ in claims] + [line for line, _ in others] + [*odd, total]
    return lines, not odd and all(fine for _, fine in claims + others)
