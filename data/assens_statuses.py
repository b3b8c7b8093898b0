"""Choose the statuses and answers of the example `assens` under the published margins."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from assens_people import AFRICAN, Person
from puzzle import Option, Puzzle, chance, grid, has

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

# Adults: the published margins, where 46 are counted unless a column is only for some.
MARGINS: dict[str, dict[str, int]] = {
    "wants_job@start": {"yes": 30, "no": 16},
    "wants_job@end": {"yes": 36, "no": 10},
    "can_job@start": {"can": 2, "special": 2, "in_a_year": 27, "cannot": 15},
    "can_job@end": {"can": 8, "special": 24, "in_a_year": 4, "cannot": 10},
    "job_status@start": {
        "emp_ordinary": 1, "edu_vocational": 1, "edu_amu": 1, "edu_general": 4,
        "act_internship": 8, "act_subsidised": 4, "pas_sick": 24, "pas_parental": 2, "pen_disability": 1,
    },
    "job_status@end": {
        "emp_ordinary": 9, "edu_vocational": 4, "edu_amu": 2, "edu_general": 10,
        "act_internship": 6, "act_subsidised": 4, "pas_sick": 1, "pas_parental": 0, "pen_disability": 10,
    },
    "branch@end": {"service": 6, "other": 3},
    "support_basis@start": {"self": 10, "cash_benefit": 24, "integration_or_pension": 11},
    "work_experience@start": {"none": 28, "some": 10, "over_3_years": 7},
    "education_home@start": {"yes": 14, "no": 31},
    "education_dk@start": {"yes": 4, "no": 41},
    "association@start": {"yes": 1, "no": 45},
    "association@end": {"yes": 21, "no": 25},
    "danish_friend@end": {"yes": 37, "no": 9},
    "equality_values@end": {"yes": 29, "no": 2},
    "school_home@end": {"yes": 22, "no": 9},
}  # fmt: skip
CHILD_MARGINS: dict[str, dict[str, int]] = {
    "child_association@start": {"yes": 17, "no": 32},
    "child_association@end": {"yes": 27, "no": 22},
    "school_problems@start": {"none": 38, "entrenched": 11},
    "school_problems@end": {"none": 38, "progressing": 5, "solved": 6},
    "concern@end": {"yes": 24, "no": 25},
}
CHILD_PATTERNS = (
    ("child_association@start=yes & child_association@end=no", 1),
    ("school_problems@end=solved & concern@end=yes", 1),
)
CHILDREN_COLUMNS = tuple(CHILD_MARGINS)
COLUMNS = (*MARGINS, *CHILD_MARGINS)

# Who moved where is not published: one loses self-support and 19 gain it, 18 net.
FLOWS = {
    "emp": {"emp": 1},
    "edu": {"emp": 1, "edu": 4, "act": 1},
    "act": {"emp": 4, "edu": 4, "act": 3, "pen": 1},
    "pas": {"emp": 3, "edu": 8, "act": 6, "pas": 1, "pen": 8},
    "pen": {"pen": 1},
}
IN_EDUCATION = "edu_vocational|edu_amu|edu_general"
SUPPORTED = f"emp_ordinary|{IN_EDUCATION}"
NOT_EMPLOYED = "|".join(code for code in MARGINS["job_status@end"] if code != "emp_ordinary")
NOT_PENSION = "|".join(code for code in MARGINS["job_status@start"] if code != "pen_disability")
LEVELS = ("cannot", "in_a_year", "special", "can")
LEVELS_OF = {
    "emp_ordinary": ("can", "special", "in_a_year"),  # in_a_year: the one query, at the end
    "edu_vocational": ("can", "special"),
    "edu_amu": ("special", "in_a_year"),
    "edu_general": ("special", "in_a_year"),
    "act_internship": ("special", "in_a_year"),
    "act_subsidised": ("special", "in_a_year"),
    "pas_sick": ("in_a_year", "cannot"),
    "pas_parental": ("special", "in_a_year"),
    "pen_disability": ("special", "cannot"),
}

# Patterns of one course that some persons, and no others, have. The first two are queries.
PATTERNS = (
    ("job_status@end=emp_ordinary & can_job@end=in_a_year", 1),
    ("job_status@end=emp_ordinary & wants_job@end=no", 1),
    (f"job_status@end={SUPPORTED} & can_job@start=cannot", 2),
    ("job_status@end=pen_disability & can_job@start=cannot", 9),
    ("job_status@end=pen_disability & can_job@end=special & wants_job@end=yes", 1),
    ("association@end=yes & danish_friend@end=no", 2),
)
NEVER = (
    ("job_status@end=emp_ordinary", "branch@end="),
    (f"job_status@end={NOT_EMPLOYED}", "branch@end=service|other"),
    (f"job_status@start={SUPPORTED}", "support_basis@start=cash_benefit|integration_or_pension"),
    ("job_status@start=act_internship|pas_sick|pen_disability", "support_basis@start=self"),
    ("job_status@start=pen_disability", "support_basis@start=cash_benefit"),
    ("job_status@start=emp_ordinary", "work_experience@start=none"),
    ("job_status@end=pen_disability & wants_job@end=no", "association@end=yes"),
    ("job_status@end=pen_disability & wants_job@end=no", "school_home@end=yes"),
)
# What should rather not be: options and the persons for whom they cost that much more.
DISLIKED: tuple[tuple[str, float, Callable[[Person], bool]], ...] = (
    ("job_status@end=pen_disability", 2, lambda p: p.age < 40),
    ("job_status@end=edu_vocational", 2, lambda p: p.age > 42),
    ("job_status@start=emp_ordinary|edu_vocational|edu_amu|edu_general", 2, lambda p: p.years < 2),
    ("job_status@start=act_subsidised", 2, lambda p: p.years < 2),
    ("job_status@start=pas_sick", 3, lambda p: p.role == "adult_child_home"),
    ("association@end=yes", 1, lambda p: p.age > 45),
    ("danish_friend@end=yes", 1, lambda p: p.years < 2),
    ("work_experience@start=some", 1, lambda p: p.years < 4),
    ("education_home@start=yes", 2, lambda p: p.age < 32),
    ("child_association@end=no", 1, lambda p: p.age > 9),
    ("child_association@start=yes", 1, lambda p: p.age < 8 or p.years < 2),
    ("school_problems@start=entrenched", 2, lambda p: p.age < 10),
    ("concern@end=yes", 1, lambda p: p.age < 6),
)


def work_options() -> list[Option]:
    """List every plausible course of job status, level and interest from start to end."""
    ends = {
        "job_status": MARGINS["job_status@start"],
        "can_job": LEVELS,
        "wants_job": ("yes", "no"),
    }
    names = [f"{name}@{wave}" for name in ends for wave in ("start", "end")]
    every = product(*(codes for codes in ends.values() for _ in range(2)))
    options = (dict(zip(names, each, strict=True)) for each in every)
    return [each for each in options if moves(each) and levels(each) and interest(each)]


def moves(o: Option) -> bool:
    """Tell whether somebody moves that way between statuses."""
    born = has(o, "job_status@start=pas_parental & job_status@end=pas_sick|pen_disability")
    return o["job_status@end"][:3] in FLOWS[o["job_status@start"][:3]] and not born


def levels(o: Option) -> bool:
    """Tell whether the levels fit the statuses; only pensioners and the sick may end lower."""
    before, after = LEVELS.index(o["can_job@start"]), LEVELS.index(o["can_job@end"])
    fits = all(
        o[f"can_job@{wave}"] in LEVELS_OF[o[f"job_status@{wave}"]] for wave in ("start", "end")
    )
    ready = not has(o, "job_status@start=emp_ordinary & can_job@start=in_a_year")
    return fits and ready and (after >= before or has(o, "can_job@end=cannot"))


def interest(o: Option) -> bool:
    """Tell whether the interest fits the statuses: only the sick and pensioners want no job.

    The one member in a job without interest, at the end, is a query and allowed here.
    """
    ill = "pas_sick|pen_disability"
    start = has(o, "wants_job@start=yes") or has(o, f"job_status@start={ill}")
    end = has(o, "wants_job@end=yes") or has(o, f"job_status@end={ill}|emp_ordinary")
    lost = has(o, "wants_job@start=yes & wants_job@end=no") and not has(o, f"job_status@end={ill}")
    twice = has(o, "job_status@end=emp_ordinary & can_job@end=in_a_year & wants_job@end=no")
    mild = has(o, "job_status@end=pen_disability & can_job@end=special & wants_job@end=no")
    return start and end and not (lost or twice or mild)


def works(person: Person, o: Option) -> bool:
    """Tell whether a course of work can be that person's."""
    if person.turns_18:
        return has(
            o,
            "job_status@start=act_internship & job_status@end=act_internship & wants_job@start=yes",
        )
    if o["job_status@start"] == "pas_parental" and not person.infant:
        return False
    return person.age >= 30 or not has(o, "job_status@end=pen_disability|pas_sick")


def trained(person: Person, o: Option) -> bool:
    """Tell whether support, experience and qualifications at the start can be that person's."""
    if person.turns_18:
        return set(o.values()) == {""}
    allowed = (
        (person.age - person.years >= 20, "education_home@start=yes"),
        (person.years >= 5 and person.age >= 25, "education_dk@start=yes"),
        (person.years >= 5 and person.age >= 25, "work_experience@start=over_3_years"),
        (person.years >= 3, "work_experience@start=some"),
    )
    return "" not in o.values() and all(fine or not has(o, text) for fine, text in allowed)


def brings_up(person: Person, o: Option) -> bool:
    """Tell whether an answer is a parent's for parents, and empty for the others."""
    return (person.role == "parent") == ("" not in o.values())


def flowing(start: str, end: str) -> Callable[[Person, Option], bool]:
    """Match the courses from one kind of status to another."""

    def match(_: Person, o: Option) -> bool:
        return (
            f"{o.get('job_status@start', '')[:3]} {o.get('job_status@end', '')[:3]}"
            == f"{start} {end}"
        )

    return match


def matching(text: str, origins: Sequence[str] = ()) -> Callable[[Person, Option], bool]:
    """Match the options that have a text, of persons of some origins only if any are given."""

    def match(person: Person, o: Option) -> bool:
        return has(o, text) and (not origins or person.origin in origins)

    return match


def make_adults(adults: Sequence[Person]) -> list[Option]:
    """Choose the statuses of the 46 adults."""
    puzzle = Puzzle(adults)
    puzzle.pick(work_options(), works)
    puzzle.pick(columns("branch@end"), lambda _, o: bool(o))
    puzzle.pick(columns("support_basis@start"), trained)
    puzzle.pick(
        columns("work_experience@start", "education_home@start", "education_dk@start"), trained
    )
    puzzle.pick(columns("association@start", "association@end", "danish_friend@end"), social)
    puzzle.pick(columns("equality_values@end", "school_home@end"), brings_up)
    puzzle.margins(MARGINS)
    for start, flow in FLOWS.items():
        for end, count in flow.items():
            puzzle.total(flowing(start, end), count)
    for text, count in PATTERNS:
        puzzle.total(matching(text), count)
    for origins in (("iraq",), AFRICAN):
        puzzle.total(matching("equality_values@end=no", origins), 1)
    for one, other in NEVER:
        puzzle.never(one, other)
    late = "support_basis@start=integration_or_pension"  # introduction benefit: three years
    puzzle.never(f"job_status@start={NOT_PENSION}", late, lambda p: p.years > 2)
    return puzzle.solve(cost)


def make_children(children: Sequence[Person]) -> list[Option]:
    """Choose the answers about the 49 children."""
    puzzle = Puzzle(children)
    puzzle.pick(grid(**{name: CHILD_MARGINS[name] for name in CHILDREN_COLUMNS[:2]}), leisure)
    puzzle.pick(grid(**{name: CHILD_MARGINS[name] for name in CHILDREN_COLUMNS[2:]}), school)
    puzzle.margins(CHILD_MARGINS)
    for text, count in CHILD_PATTERNS:
        puzzle.total(matching(text), count)
    puzzle.total(matching("concern@end=yes", ("iraq",)), 20)
    puzzle.total(matching("concern@end=yes", AFRICAN), 1)
    return puzzle.solve(cost)


def leisure(person: Person, o: Option) -> bool:
    """Tell whether a child can be in an association at these waves; the youngest cannot."""
    return person.age >= 4 or "yes" not in o.values()


def school(person: Person, o: Option) -> bool:
    """Tell whether problems at school and concern fit together and fit the child's age."""
    if has(o, "school_problems@start=none"):
        return has(o, "school_problems@end=none")
    eased = has(o, "school_problems@end=solved") or has(
        o, "school_problems@end=progressing & concern@end=yes"
    )
    return eased and person.age >= 7


def social(_: Person, o: Option) -> bool:
    """Tell whether membership and friendship are answered, and no membership ends."""
    return "" not in o.values() and not has(o, "association@start=yes & association@end=no")


def columns(*names: str) -> list[Option]:
    """Combine the codes of columns, and no answer, into options."""
    return grid(**{name: (*MARGINS[name], "") for name in names})


def cost(person: Person, o: Option) -> float:
    """Draw what an option costs for a person; what should rather not be costs more."""
    extra = sum(much for text, much, unlike in DISLIKED if has(o, text) and unlike(person))
    return extra + chance("choice", person.number, *o.values())
