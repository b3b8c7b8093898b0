"""Make the example `assens`: 94 invented persons whose tables hit the figures published in 2011.

    python data/make_assens.py [--out DIR]

Nothing is read and nothing is fetched. Integer programmes choose who is what (their costs come from
SEED, so the same files come out every time); `assens_claims` then counts the written rows again,
without knowing how they came about, and prints claim by claim what the data say.
"""

from __future__ import annotations

import argparse
import csv
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from assens_claims import report
from assens_people import Person, make_persons
from assens_statuses import COLUMNS, make_adults, make_children
from puzzle import Option, chance, has

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

OUT = Path(__file__).resolve().parents[1] / "src/hfi_eval/examples/assens"


def section_50(persons: Sequence[Person], answers: dict[int, Option]) -> list[int]:
    """Choose the 8 families with an assessment: those with most trouble, by and large."""
    trouble: dict[int, float] = {}
    for each in persons:
        if each.role == "child":
            found = has(answers[each.number], "concern@end=yes") + has(
                answers[each.number], "school_problems@start=entrenched"
            )
            trouble.setdefault(each.family, 3 * chance("section 50", each.family))
            trouble[each.family] += found
    return sorted(trouble, key=lambda family: -trouble[family])[:8]


def write(path: Path, rows: Iterable[dict[str, str]]) -> None:
    """Write rows with semicolons, UTF-8 and LF."""
    rows = list(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=";", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def make(out: Path) -> None:
    """Invent everybody and write persons.csv, status.csv and families.csv."""
    persons = make_persons()
    adults = [each for each in persons if each.age >= 18 or each.turns_18]
    children = [each for each in persons if each.age < 18]
    answers: dict[int, Option] = {each.number: {} for each in persons}
    for some, chosen in ((adults, make_adults(adults)), (children, make_children(children))):
        for each, option in zip(some, chosen, strict=True):
            answers[each.number] |= option
    assessed = section_50(persons, answers)
    families = sorted({each.family for each in persons})
    out.mkdir(parents=True, exist_ok=True)
    write(out / "persons.csv", map(row, persons))
    write(
        out / "status.csv",
        (
            {"person_id": f"p{each.number:02}"}
            | {name: answers[each.number].get(name, "") for name in COLUMNS}
            for each in persons
        ),
    )
    write(
        out / "families.csv",
        (
            {"family_id": f"f{each:02}", "section_50@start": "yes" if each in assessed else "no"}
            for each in families
        ),
    )


def row(person: Person) -> dict[str, str]:
    """Write a person as a row of persons.csv."""
    return {
        "person_id": f"p{person.number:02}",
        "family_id": f"f{person.family:02}",
        "birth_date": person.birth.isoformat(),
        "sex": person.sex,
        "origin": person.origin,
        "residence_from": person.since.isoformat(),
        "born_in_dk": "yes" if person.born_here else "no",
        "family_role": person.role,
    }


def main(argv: Sequence[str] | None = None) -> int:
    """Make the files, count them again and print what was found; 1 when a figure is missed."""
    parser = argparse.ArgumentParser(description="Make the example assens.")
    parser.add_argument("--out", type=Path, default=OUT, metavar="DIR")
    out = parser.parse_args(argv).out
    make(out)
    lines, fine = report(out)
    print("\n".join(lines))
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
