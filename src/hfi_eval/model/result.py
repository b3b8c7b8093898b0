"""Results: every number a table, figure or sentence may show, each with an address."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from hfi_eval.errors import EvalError, UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


class Unit(StrEnum):
    """What a value is counted in; decides how it is written, never how it is computed."""

    COUNT = "count"
    SHARE = "share"
    POINTS = "points"
    MEAN = "mean"
    AMOUNT = "amount"
    PROBABILITY = "probability"


class State(StrEnum):
    """Whether a value may be shown, and if not, why."""

    OPEN = "open"
    TOO_FEW = "too_few"
    COMPLEMENT = "complement"
    DERIVED = "derived"
    EMPTY = "empty"
    UNDECIDABLE = "undecidable"


class Origin(StrEnum):
    """Where a number comes from."""

    COMPUTED = "computed"
    PUBLISHED = "published"
    BENCHMARK = "benchmark"
    PLAN = "plan"


class Verdict(StrEnum):
    """What became of a promise."""

    MET = "met"
    MET_BY_ROUNDING = "met_by_rounding"
    SHORT = "short"
    NOT_MET = "not_met"
    UNDECIDABLE = "undecidable"
    NOT_REPORTED = "not_reported"
    AFTER_ONLY = "after_only"


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Address:
    """Where one number is found: measure[~variant].stat@wave[..wave]/population[?group=level].

    Built from keys, never from labels. `groups` are pairs of group and level, sorted by group.
    Two equal addresses always mean the same number within one run.
    """

    measure: str
    stat: str
    waves: tuple[str, ...]
    population: str
    variant: str = ""
    groups: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        """Sort the groups, so that one number has one address."""
        object.__setattr__(self, "groups", tuple(sorted(self.groups)))

    def __str__(self) -> str:
        """Write the address so that `parse` gives it back.

        Example:
            >>> str(Address(measure="status", stat="count", waves=("end",), population="adults",
            ...     groups=(("status", "a b"),)))
            'status.count@end/adults?status=a%20b'
        """
        name = f"{self.measure}~{self.variant}" if self.variant else self.measure
        query = "&".join(f"{key}={quote(level, safe='')}" for key, level in self.groups)
        at = "..".join(self.waves)
        place = f"{at}/{self.population}" if self.population else at
        return f"{name}.{self.stat}@{place}" + (f"?{query}" if query else "")

    @classmethod
    def parse(cls, text: str) -> Address:
        """Read an address; a part that is left out (variant, population, groups) is empty.

        Raises:
            EvalError: the text is not an address.
        """
        head, _, query = text.partition("?")
        name, at, rest = head.partition("@")
        wave_text, _, population = rest.partition("/")
        measure, dot, stat = name.rpartition(".")
        measure, _, variant = measure.partition("~")
        waves = tuple(wave_text.split(".."))
        pairs = [part.split("=", 1) for part in query.split("&") if part]
        if not (at and dot and measure and stat and all(waves)) or any(len(p) != 2 for p in pairs):
            message = (
                f'"{text}" is not the address of a number. Write it as measure.stat@wave/population, '
                "for instance self_supporting.share@end/adults."
            )
            raise EvalError(message)
        return cls(
            measure=measure,
            stat=stat,
            waves=waves,
            population=population,
            variant=variant,
            groups=tuple((key, unquote(level)) for key, level in pairs),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """Bounds of an interval estimate, in the unit of its result; `level` is 0.95 for 95 %."""

    low: float
    high: float
    level: float
    method: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One number with all that is needed to explain it.

    Attributes:
        value: unrounded; None where there is no number or it may not be shown.
        unit: what the value is counted in; a share is 0 to 1, points are a difference of shares.
        numerator: those who count (a sum, for a mean).
        denominator: those of whom, whose answer is known.
        missing: those in the population whose answer is not known.
        definition: what was counted, in the plan's own words (keys).
        method: how it was computed, by a stable key.
        inputs: the results this one was computed from; empty for a plain count or share.
        verdict: on the result of a criterion, what became of the promise.
    """

    address: Address
    value: float | None
    unit: Unit
    numerator: float | None = None
    denominator: int | None = None
    missing: int | None = None
    interval: Interval | None = None
    definition: str = ""
    method: str = "count"
    inputs: tuple[Address, ...] = ()
    origin: Origin = Origin.COMPUTED
    state: State = State.OPEN
    verdict: Verdict | None = None


class Results:
    """All results of one run, by address. Confidential until disclosure control has passed."""

    __slots__ = ("_by_address", "_headline")

    def __init__(
        self, results: Iterable[Result], headline: Mapping[str, tuple[str, str]] | None = None
    ) -> None:
        """Index the results.

        Args:
            results: each with an address of its own.
            headline: for each measure the population and the variant that a shorter address means.

        Raises:
            EvalError: two have the same address, which is a mistake in a measure.
        """
        self._by_address: dict[Address, Result] = {}
        self._headline = dict(headline or {})
        for result in results:
            if result.address in self._by_address:
                message = f"Two results have the address {result.address}."
                raise EvalError(message)
            self._by_address[result.address] = result

    @property
    def headline(self) -> Mapping[str, tuple[str, str]]:
        """For each measure the population and the variant that a shorter address means."""
        return self._headline

    def __iter__(self) -> Iterator[Result]:
        """Give the results in the order they were computed."""
        return iter(self._by_address.values())

    def __len__(self) -> int:
        """Count the results."""
        return len(self._by_address)

    def __contains__(self, address: object) -> bool:
        """Tell whether there is a result at the address."""
        return address in self._by_address

    def get(self, address: Address) -> Result | None:
        """Give the result at a complete address, or None."""
        return self._by_address.get(address)

    def __getitem__(self, address: Address | str) -> Result:
        """Look one result up; a shorter address is completed from the plan.

        Raises:
            UnknownNameError: no result has that address.
        """
        try:
            key = self.complete(Address.parse(address) if isinstance(address, str) else address)
            return self._by_address[key]
        except (KeyError, EvalError):
            name = str(address)
            known = sorted(map(str, self._by_address), key=lambda text: _unlike(text, name))
            raise UnknownNameError("result", name, known) from None

    def complete(self, address: Address) -> Address:
        """Fill in the headline population and the default variant where they are left out."""
        if address.population:
            return address
        population, variant = self._headline.get(address.measure, ("", ""))
        return replace(address, population=population, variant=address.variant or variant)


def _unlike(text: str, wanted: str) -> tuple[int, str]:
    """Sort key that puts addresses with the same beginning as `wanted` first."""
    same = next(
        (i for i, (a, b) in enumerate(zip(text, wanted, strict=False)) if a != b), len(wanted)
    )
    return -same, text
