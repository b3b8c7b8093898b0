"""What table templates share: cells, wave headings, and the notes that follow from the plan."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hfi_eval.model.plan import EVERYONE
from hfi_eval.model.result import Address, State
from hfi_eval.model.table import Cell, Column, Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hfi_eval.disclosure import Released
    from hfi_eval.model.plan import Condition, Plan, TableSpec
    from hfi_eval.model.result import Result
    from hfi_eval.wording import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What a template gives: everything of a table but its caption and source."""

    stub: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """What a template may look at: its specification, the plan, the results and the words."""

    spec: TableSpec
    plan: Plan
    released: Released
    words: Words

    def cell(self, address: Address) -> Cell:
        """Show the result at an address."""
        return self.words.cell(self.released.get(address))

    def wave(self, name: str) -> str:
        """Give the label of a wave."""
        return self.words.of(self.plan.waves[name].label)

    def population(self, name: str) -> str:
        """Give the label of a population."""
        return self.words.of(self.plan.populations[name].label)

    def persons(self, n: float, *, unit: str = "person") -> str:
        """Give "person" or "persons" for a number of them."""
        return self.words(f"unit.{unit}_one" if n == 1 else f"unit.{unit}_many")

    def stub(self, fallback: str) -> str:
        """Give the heading of the row labels: the plan's own, or another."""
        return self.words.of(self.spec.stub) or fallback

    def result(self, address: Address) -> Result | None:
        """Give the result at an address."""
        return self.released.get(address)


def population_notes(view: View, names: Iterable[str]) -> tuple[str, ...]:
    """Say what must be known about the populations of a table."""
    listed = list(dict.fromkeys(names))
    notes: list[str] = []
    if view.plan.cohort.turned_18 == "adult_at_both_waves":
        if any(_counts_twice(view.plan, name) for name in listed):
            notes += _turned_18(view, "note.turned_18")
        if _overlap(view.plan, listed):
            notes += _turned_18(view, "note.overlap")
    for name in listed:
        wave = view.plan.decided_by_outcome(name)
        if wave:
            phrase = view.words.of(view.plan.waves[wave].phrase)
            which = view.population(name)
            note = "note.outcome" if len(listed) == 1 else "note.outcome_of"
            notes.append(view.words(note, wave=phrase, population=which))
    return tuple(notes)


def _root(plan: Plan, name: str) -> str:
    """Give the population with an age rule that a population is part of, or ""."""
    while name:
        rule = plan.populations[name]
        if rule.age is not None:
            return name
        name = rule.of
    return ""


def _counts_twice(plan: Plan, name: str) -> bool:
    """Tell whether a population of adults is fixed after the first wave."""
    root = _root(plan, name)
    if not root:
        return False
    rule = plan.populations[root]
    return rule.at != plan.first and rule.age is not None and (rule.age.low or 0) >= 18


def _overlap(plan: Plan, names: list[str]) -> bool:
    """Tell whether adults of one wave and children of an earlier one stand in the same table."""
    roots = [plan.populations[root] for name in names if (root := _root(plan, name))]
    adults = [rule.at for rule in roots if rule.age and (rule.age.low or 0) >= 18]
    children = [rule.at for rule in roots if rule.age and rule.age.high is not None]
    order = list(plan.waves)
    return any(order.index(a) > order.index(c) for a in adults for c in children)


def _turned_18(view: View, key: str) -> tuple[str, ...]:
    """Say who turned 18, if anybody did."""
    both = (view.plan.first, view.plan.last)
    adult = (("age", "adult"),)
    stats = {"start": both[:1], "end": both[1:], "turned_18": both, "entered": both, "left": both}
    found = {
        stat: view.result(
            Address(
                measure="balance",
                stat="count" if stat in {"start", "end"} else stat,
                waves=at,
                population=EVERYONE,
                groups=adult,
            )
        )
        for stat, at in stats.items()
    }
    number = {stat: each.value for stat, each in found.items() if each and each.value is not None}
    if len(number) != len(stats) or number["turned_18"] == 0:
        return ()
    start, end, n = (view.words.number(number[stat]) for stat in ("start", "end", "turned_18"))
    one = number["turned_18"] == 1
    who = view.words("note.one_person") if one else view.words("note.many_persons", n=n)
    if key == "note.turned_18" and (number["entered"] or number["left"]):
        key = "note.turned_18_only"  # others came or left, so that the two numbers explain nothing
    text = view.words(key, start=start, end=end, who=who)
    return (text[:1].upper() + text[1:],)


_MISSING = {
    "count_as_missing": "note.missing",
    "count_as_failure": "note.missing_failure",
    "last_observed": "note.missing_last",
    "leave_out": "note.missing_out",
}


def missing_notes(view: View, addresses: Iterable[Address]) -> tuple[str, ...]:
    """Say how many gave no answer at each wave of the results shown, and what became of them."""
    rule = view.plan.cohort.no_second_wave
    found: dict[tuple[str, str, str], list[int]] = {}
    for address in addresses:
        n, wave = _unanswered(view, address), address.waves[-1]
        if n:
            later = wave != view.plan.first and _applies(view.plan, address.measure)
            unit = view.plan.populations[address.population].unit
            found.setdefault((wave, rule if later else "", unit), []).append(n)
    return tuple(
        view.words(
            _MISSING.get(applies, "note.missing"),
            n="-".join(view.words.number(n) for n in sorted({min(numbers), max(numbers)})),
            persons=view.persons(max(numbers), unit=unit),
            wave=view.words.of(view.plan.waves[wave].phrase),
        )
        for (wave, applies, unit), numbers in found.items()
    )


def _unanswered(view: View, address: Address) -> int:
    """Give how many gave no answer at the wave of a result, before any rule was applied."""
    silent = view.result(replace(address, stat="unanswered"))
    if silent is not None:
        return int(silent.value or 0)
    shown = view.result(address)
    return (shown.missing or 0) if shown is not None and len(address.waves) == 1 else 0


def _applies(plan: Plan, measure: str) -> bool:
    """Tell whether the plan's rule for a missing answer can be applied to what is measured."""
    return plan.cohort.no_second_wave != "count_as_failure" or _is_yes_no(plan, measure)


def _is_yes_no(plan: Plan, measure: str) -> bool:
    """Tell whether what is measured is a question that can be answered with no."""
    return measure not in plan.indicators or plan.indicators[measure].yes_no


def assessor_notes(view: View, names: Iterable[str]) -> tuple[str, ...]:
    """Say who judged the indicators of a table."""
    found = dict.fromkeys(view.plan.indicators[name].assessor for name in names)
    return tuple(view.words(f"note.assessor_{who}") for who in found if who)


def small_note(view: View, rows: Iterable[Row], smallest: int) -> tuple[str, ...]:
    """Explain the sign for a share that is left out because its group is small."""
    sign = view.words(f"state.{State.TOO_FEW}")
    if any(cell.text == sign for row in rows for cell in row.cells):
        return (view.words("note.too_few", n=smallest),)
    return ()


def base_note(view: View, addresses: Iterable[Address]) -> tuple[str, ...]:
    """Say of how many the numbers of a table without a total row are."""
    bases = [r for address in addresses if (r := view.result(address)) is not None]
    if not bases:
        return ()
    phrase = view.words.of(view.plan.populations[bases[0].address.population].phrase)
    known = sorted({int(base.value or 0) for base in bases})
    if len(known) == 1 and known[0] < 2:
        label = view.population(bases[0].address.population)
        return (view.words("note.base_few", n=view.words.number(known[0]), population=label),)
    if len(known) == 1:
        return (view.words("note.base", n=view.words.number(known[0]), population=phrase),)
    low, high = view.words.number(known[0]), view.words.number(known[-1])
    return (view.words("note.base_varies", low=low, high=high, population=phrase),)


def share_waves(plan: Plan, condition: Condition) -> tuple[str, ...]:
    """Give the waves at which everything a condition needs is recorded."""
    recorded = [plan.indicators[test.of].waves for test in condition if test.of in plan.indicators]
    return tuple(wave for wave in plan.waves if all(wave in each for each in recorded))


def blocks(names: Iterable[str], stats: Sequence[str], words: Words) -> tuple[Column, ...]:
    """Give the columns of blocks: under each name a column for each stat, or one without."""
    found = []
    for name in names:
        if len(stats) == 1:
            found.append(Column(label=name))
            continue
        found += [Column(label=words(f"table.{stat}"), spanner=name) for stat in stats]
    return tuple(found)
