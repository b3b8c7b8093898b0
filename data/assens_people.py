"""Invent the families and persons of the example `assens`: who lives with whom, ages, arrivals."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from puzzle import Option, Puzzle, chance, grid

START = date(2009, 4, 1)

# Origins that occur by kind of unit, and completed years in Denmark (from, to).
ORIGINS = {
    "two": ("iraq", "burma", "ex_yugoslavia", "kosovo", "uganda"),
    "mother": ("iraq", "congo", "uganda", "chechnya"),
    "single": ("iraq", "iran", "burma", "ex_yugoslavia", "kosovo"),
}
AFRICAN = ("congo", "uganda")
ARRIVED = {
    "iraq": (0, 12),
    "burma": (1, 3),
    "ex_yugoslavia": (10, 15),
    "kosovo": (9, 10),
    "iran": (5, 12),
    "congo": (1, 4),
    "uganda": (2, 5),
    "chechnya": (2, 6),
}


@dataclass(frozen=True, kw_only=True)
class Person:
    """An invented person; `years` are completed years in Denmark, `infant` a child below one."""

    number: int
    family: int
    role: str
    sex: str
    birth: date
    origin: str
    since: date
    born_here: bool = False
    infant: bool = False
    turns_18: bool = False

    @property
    def age(self) -> int:
        """Completed years of age at the start."""
        return completed(self.birth)

    @property
    def years(self) -> int:
        """Completed years in Denmark at the start."""
        return completed(self.since)


def completed(since: date) -> int:
    """Count the completed years from a date to the start."""
    return START.year - since.year - ((START.month, START.day) < (since.month, since.day))


def make_units() -> list[Option]:
    """Choose kind, origin, children and grown children of the 28 family units."""
    kinds = ["two"] * 13 + ["mother"] * 5 + ["single"] * 10
    puzzle = Puzzle([*enumerate(kinds)])

    def fits(unit: tuple[int, str], o: Option) -> bool:
        few = 1 if o["origin"] == "iraq" else 0
        most = 0 if unit[1] == "single" else 2 + 3 * few
        return (
            o["origin"] in ORIGINS[unit[1]]
            and min(1, most) <= int(o["children"]) <= most
            and (o["grown"] == "0" or (few == 1 and int(o["children"]) > 2))
        )

    def people(unit: tuple[int, str], o: Option) -> int:
        return 1 + (unit[1] == "two") + int(o["children"]) + int(o["grown"])

    puzzle.pick(grid(origin=ARRIVED, children=range(6), grown=range(2)), fits)
    puzzle.total(lambda _, o: int(o["children"]), 49)
    puzzle.total(lambda _, o: int(o["grown"]), 4)
    puzzle.total(lambda u, o: (o["origin"] == "iraq") * people(u, o), 62)
    puzzle.total(lambda u, o: o["origin"] == "iraq" and u[1] != "single", 10)
    for kind, origins in ORIGINS.items():
        for origin in origins:
            most = 9 if origin == "iraq" else 2
            puzzle.total(lambda u, o, k=kind, n=origin: u[1] == k and o["origin"] == n, 1, most)  # type: ignore[misc]
    chosen = puzzle.solve(lambda u, o: chance("unit", u[0], *o.values()))
    return [{"kind": kind, **option} for kind, option in zip(kinds, chosen, strict=True)]


def arrive(units: list[Option]) -> list[Option]:
    """Choose years in Denmark, the father's lead and the number of children born in Denmark."""
    puzzle = Puzzle([*enumerate(units)])

    def fits(unit: tuple[int, Option], o: Option) -> bool:
        years, born = int(o["years"]), int(o["born"])
        abroad = int(unit[1]["children"]) - born
        first, last = ARRIVED[unit[1]["origin"]]
        room = roomy(abroad, 14 - years) and roomy(born, years - 0.7)
        lead = o["lead"] == "0" or unit[1]["kind"] == "two"
        return first <= years <= last and room and lead

    def adults(unit: tuple[int, Option], o: Option, low: int, high: int) -> int:
        both = [int(o["years"])] * (1 + int(unit[1]["grown"]))
        if unit[1]["kind"] == "two":
            both.append(int(o["years"]) + int(o["lead"]))
        return sum(low <= years <= high for years in both)

    def children(unit: tuple[int, Option], o: Option, low: int, high: int) -> int:
        return (low <= int(o["years"]) <= high) * (int(unit[1]["children"]) - int(o["born"]))

    puzzle.pick(grid(years=range(16), lead=range(2), born=range(6)), fits)
    for count, low, high, least, most in (
        (adults, 0, 2, 13, 14), (adults, 5, 9, 7, 7), (adults, 10, 99, 7, 7),
        (children, 5, 9, 9, 9), (children, 10, 99, 4, 4), (children, 0, 2, 8, 14),
    ):  # fmt: skip
        puzzle.total(lambda u, o, f=count, a=low, b=high: f(u, o, a, b), least, most)  # type: ignore[misc]
    puzzle.total(lambda _, o: int(o["born"]), 9, 10)
    chosen = puzzle.solve(lambda u, o: chance("arrival", u[0], *o.values()))
    return [unit | option for unit, option in zip(units, chosen, strict=True)]


def roomy(count: int, years: float) -> bool:
    """Tell whether a number of births fits into a span of years, 420 days apart."""
    return count >= 0 and (count == 0 or 1.15 * (count - 1) <= years)


def births(first: date, last: date, count: int, *key: object) -> list[date]:
    """Spread births over a span, at least 420 days apart, more of them early than late."""
    spare = (last - first).days - 420 * (count - 1)
    draws = sorted(chance("birth", *key, number) ** 1.8 for number in range(count))
    return [first + timedelta(int(draw * spare) + 420 * place) for place, draw in enumerate(draws)]


def years_before(day: date, years: float) -> date:
    """Go back a number of years from a day."""
    return day - timedelta(int(365.25 * years))


def children_of(unit: Option, family: int, arrival: date) -> list[date]:
    """Choose the births of the children under 18: abroad before the arrival, then in Denmark."""
    born = int(unit["born"])
    abroad = int(unit["children"]) - born
    before = births(date(1993, 6, 1), arrival - timedelta(200), abroad, family, "abroad")
    after = births(arrival + timedelta(250), date(2009, 3, 10), born, family, "here")
    return before + after


def parents_of(unit: Option, family: int, births_of_all: list[date]) -> list[tuple[str, date]]:
    """Choose sex and birth of one or two parents, 18 years or more older than any child."""
    eldest, youngest = min(births_of_all), max(births_of_all)
    mother = years_before(eldest, 18.5 + 8 * chance("mother", family))
    mother = max(mother, years_before(youngest, 43))
    father = years_before(min(mother, years_before(eldest, 19)), 6 * chance("father", family))
    return [("m", father), ("f", mother)] if unit["kind"] == "two" else [("f", mother)]


def single(unit: Option, family: int) -> list[tuple[str, str, date]]:
    """Choose role, sex and birth of an adult who lives alone."""
    age = 20 + 36 * chance("single", family) ** 1.3
    sex = "m" if chance("sex", family) < 0.6 else "f"
    return [("single_adult", sex, years_before(START, max(age, int(unit["years"]) + 18.5)))]


def members(unit: Option, family: int, arrival: date) -> list[tuple[str, str, date]]:
    """List role, sex and birth of the members of a unit, parents first."""
    if unit["kind"] == "single":
        return single(unit, family)
    young = children_of(unit, family, arrival)
    grown = births(date(1986, 1, 1), date(1991, 1, 1), int(unit["grown"]), family, "grown")
    rows = [("parent", *each) for each in parents_of(unit, family, grown + young)]
    for role, days in (("adult_child_home", grown), ("child", young)):
        rows += [
            (role, "m" if chance("sex of a child", family, day) < 0.5 else "f", day) for day in days
        ]
    return rows


def make_persons() -> list[Person]:
    """Invent all persons, family by family."""
    units = arrive(make_units())
    persons: list[Person] = []
    for family, unit in enumerate(units, 1):
        years, late = int(unit["years"]), 20 + int(300 * chance("arrival", family))
        arrival = START.replace(year=START.year - years) - timedelta(late)
        people = members(unit, family, arrival)
        infant = any(completed(day) == 0 for _, _, day in people)
        for role, sex, day in people:
            lead = unit["lead"] == "1" and role == "parent" and sex == "m"
            since = arrival.replace(year=arrival.year - 1) if lead else arrival
            persons.append(
                Person(
                    number=len(persons) + 1,
                    family=family,
                    role=role,
                    sex=sex,
                    birth=day,
                    origin=unit["origin"],
                    since=max(since, day),
                    born_here=day > since,
                    infant=infant and role == "parent" and sex == "f",
                )
            )
    return with_one_turning(persons)


def with_one_turning(persons: list[Person]) -> list[Person]:
    """Make the eldest child of a family without grown children turn 18 during the programme."""
    grown = {each.family for each in persons if each.role == "adult_child_home"}
    rest = [each for each in persons if each.role == "child" and each.family not in grown]
    eldest = min(rest, key=lambda each: each.birth)
    older = replace(eldest, birth=date(1992, 9, 14), turns_18=True)
    return [older if each is eldest else each for each in persons]
