"""Teller: looks results up and writes the parts that all sentences share."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from hfi_eval.model.document import Sentence
from hfi_eval.model.plan import EVERY_FAMILY, EVERYONE
from hfi_eval.model.result import Address, Result

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hfi_eval.disclosure import Released
    from hfi_eval.model.codelist import CodeList
    from hfi_eval.model.plan import Plan, TableSpec, Text
    from hfi_eval.wording import Words

Groups = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """What a sentence is about: a phrase that goes after "var", or a label before a colon."""

    text: str
    bends: bool


@dataclass(frozen=True, slots=True)
class Series:
    """Where the numbers of one thing are found, at whatever wave and with whatever stat."""

    measure: str
    population: str
    variant: str = ""
    groups: Groups = ()


@dataclass(frozen=True, slots=True)
class Teller:
    """The plan, the results and the words of one telling."""

    plan: Plan
    released: Released
    words: Words

    def get(self, series: Series, stat: str, *waves: str) -> Result | None:
        """Give one result, or None where it was not measured."""
        return self.released.get(
            Address(
                measure=series.measure,
                variant=series.variant,
                stat=stat,
                waves=waves,
                population=series.population,
                groups=series.groups,
            )
        )

    def told(self, series: Series, stat: str = "count") -> tuple[str, ...]:
        """Give the waves at which there is a result, in order."""
        return tuple(wave for wave in self.plan.waves if self.get(series, stat, wave))

    def size(self, population: str) -> Result | None:
        """Give how many units a population has."""
        at = self.plan.populations[population].at
        return self.get(Series("population", population), "count", at)

    def sentence(self, text: str, results: Iterable[Result | None] = ()) -> Sentence:
        """Give a sentence, begun with a capital, and the results it states."""
        addresses = dict.fromkeys(result.address for result in results if result)
        return Sentence(text=closed(text[:1].upper() + text[1:]), results=tuple(addresses))

    def unit(self, population: str, n: float) -> str:
        """Give the word for the units of a population: "person", "personer", "familier"."""
        unit = self.plan.populations[population].unit
        return self.words(f"unit.{unit}_{'one' if n == 1 else 'many'}")

    def listed(self, items: Iterable[str]) -> str:
        """List items with commas, or with semicolons where an item has a comma itself."""
        found = list(items)
        return "; ".join(found) if any(", " in item for item in found) else self.words.listed(found)

    def group(self, population: str) -> str:
        """Give a population's label in quotation marks."""
        return self.quote(self.plan.populations[population].label)

    def quote(self, text: Text) -> str:
        """Give a plan's text in quotation marks."""
        return self.words("quote", text=self.words.of(text))

    def people(self, population: str) -> str:
        """Give a population as a sentence names it, such as "voksne"."""
        if population == EVERYONE:
            return self.unit(population, 2)
        if population == EVERY_FAMILY:
            return self.words("unit.family_unit_many")
        return self.words.of(self.plan.populations[population].phrase)

    def those(self, population: str) -> str:
        """Give a population as those that are meant, such as "de voksne"."""
        if population in {EVERYONE, EVERY_FAMILY}:
            return self.words(f"whom.{population}")
        return self.words("whom.those", people=self.people(population))

    def whom(self, population: str, n: float, *, before_verb: bool = False) -> str:
        """Give a population with its number, such as "de 46 voksne".

        Args:
            population: its key.
            n: how many there are.
            before_verb: whether a verb follows, so that a clause in the phrase ends with a comma.
        """
        if n == 1:
            one = self.unit(population, 1)
            return self.words("whom.one", unit=one, group=self.group(population))
        people = self.people(population)
        comma = "," if before_verb and ", " in people else ""
        return self.words("whom.many", n=self.words.number(n), people=people) + comma

    def at(self, wave: str, population: str = "") -> str:
        """Give a wave as a sentence says it, with a blank before; "" where the population says it."""
        phrase = self.words.of(self.plan.waves[wave].phrase)
        if population and self.people(population).endswith(phrase):
            return ""
        return f" {phrase}"

    def wave(self, wave: str) -> str:
        """Give a wave as a sentence says it, such as "ved projektstart"."""
        return self.words.of(self.plan.waves[wave].phrase)

    def n(self, value: float | None) -> str:
        """Give a number of units as it stands inside a sentence; nobody is "ingen"."""
        return self.words.number(value) if value else self.words("nobody")

    def percent(self, value: float) -> str:
        """Give a share as text, such as "35 pct."."""
        return self.words("percent.text", number=self.words.percent(value))

    def share(self, result: Result | None) -> str:
        """Give a share in brackets, with a blank before; "" where there is none."""
        if result is None or result.value is None:
            return ""
        return f" ({self.percent(result.value)})"

    def were(self, n: float | None) -> str:
        """Give the verb that goes with a number."""
        return self.words("were.one" if n == 1 else "were.many")

    def turned(self, population: str) -> tuple[str, tuple[Result, ...]]:
        """Give, for the adults of the last wave, who turned 18 on the way, in brackets."""
        rule, plan = self.plan.populations[population], self.plan
        whole = not (rule.of or rule.background or rule.status or rule.members)
        adult = rule.age is not None and rule.age.low == 18 and rule.age.high is None
        if not (adult and whole and rule.at == plan.last):
            return "", ()
        aged = self.aged()
        if not aged:
            return "", ()
        key = "turned.one" if aged.value == 1 else "turned.many"
        return self.words(key, n=self.n(aged.value)), (aged,)

    def aged(self) -> Result | None:
        """Give how many turned 18 and count both times, where somebody does."""
        if self.plan.cohort.turned_18 != "adult_at_both_waves":
            return None
        both = (self.plan.first, self.plan.last)
        adults = Series("balance", EVERYONE, groups=(("age", "adult"),))
        found = self.get(adults, "turned_18", *both)
        return found if found and found.value else None

    def measured(self) -> set[str]:
        """Give the indicators that a number is about."""
        plan = self.plan
        names = {result.address.measure for result in self.released if result.value is not None}
        conditions = [
            *(each.condition for name, each in plan.definitions.items() if name in names),
            *(each.condition for name, each in plan.measures.items() if {name, each.what} & names),
        ]
        found = {test.of for condition in conditions for test in condition} | names
        return found & set(plan.indicators)

    def nothing(self, populations: Iterable[str]) -> tuple[Sentence, ...]:
        """Give a sentence for each population that has nobody in it."""
        sizes = [(name, self.size(name)) for name in populations]
        return tuple(
            self.sentence(self.words("empty.population", group=self.group(name)), [size])
            for name, size in sizes
            if size and not size.value
        )

    def unrecorded(self, label: str) -> Sentence:
        """Give the sentence for what has no records."""
        return self.sentence(self.words("empty.records", label=label))


def promised(share: float, words: Words, *, bare: bool = False) -> str:
    """Give the share that a plan promised, with the decimals it has, such as "12,5 pct.".

    Args:
        share: as the plan holds it.
        words: the words of a language.
        bare: whether to leave the sign out.
    """
    percent = Decimal(repr(share)) * 100
    exponent = percent.normalize().as_tuple().exponent
    number = words.number(float(percent), max(0, -int(exponent)))
    return number if bare else words("percent.text", number=number)


def closed(text: str) -> str:
    """Let the point of an abbreviation end its sentence too.

    Example:
        >>> closed("Det er 15 pct.. Det er alt.")
        'Det er 15 pct. Det er alt.'
    """
    return text.replace("..", ".")


def small(text: str) -> str:
    """Begin a text with a small letter."""
    return text[:1].lower() + text[1:]


def own_phrase(label: Mapping[str, str], phrase: Mapping[str, str]) -> bool:
    """Tell whether a phrase is the plan's own, rather than the label with a small letter.

    One language that differs is enough: a plan gives its phrases in all languages or in none.
    """
    return any(small(phrase[language]) != small(label.get(language, "")) for language in phrase)


def bends(codes: CodeList, keys: Iterable[str] = ()) -> bool:
    """Tell whether every code (or those named) has a phrase of its own, which goes after "var"."""
    return all(own_phrase(codes[key].label, codes[key].phrase) for key in keys or codes)


def populations(spec: TableSpec) -> tuple[str, ...]:
    """Give the populations of a table, wherever they stand in its plan."""
    return spec.across if spec.kind == "composition" else spec.of
