"""The names a plan knows, and how its texts, ranges, numbers and conditions are read."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from hfi_eval.errors import nearest
from hfi_eval.model.plan import EVERY_FAMILY, EVERYONE, CodeTest, Condition, Range

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from hfi_eval.model.codelist import CodeList
    from hfi_eval.model.plan import Background, Indicator
    from hfi_eval.plans import door
    from hfi_eval.plans.source import Path_, Tree

_NUMBER = re.compile(r"(-?\d+(?:[.,]\d+)?)")
_PERCENT = re.compile(r"(-?\d+(?:[.,]\d+)?)\s*(?:%|pct\.?|per cent)")
_RANGE = re.compile(r"(-?\d*)\.\.(-?\d*)|(-?\d+)")


class Book:
    """What has been read of a plan so far; every lookup that fails becomes a mistake."""

    def __init__(self, tree: Tree, plan: door.Plan) -> None:
        """Start with the plan as pydantic accepted it."""
        self.tree = tree
        self.door = plan
        self.background: dict[str, Background] = {}
        self.indicators: dict[str, Indicator] = {}
        self.definitions: dict[str, Condition] = {}
        self.variants: dict[str, dict[str, Condition]] = {}

    def mistake(self, path: Path_, message: str) -> None:
        """Note a mistake."""
        self.tree.mistake(path, message)

    def known(self, kind: str, name: str, names: Iterable[str], path: Path_) -> bool:
        """Tell whether `name` is among `names`; note a mistake with the nearest name if not."""
        among = list(names)
        if name in among:
            return True
        if name in self.tree.taken_out:
            return False
        near = nearest(name, among)
        hint = f' Did you mean "{near}"?' if near else ""
        listed = f" Known: {', '.join(among[:12])}." if among and not near else ""
        self.mistake(path, f'there is no {kind} "{name}".{hint}{listed}')
        return False

    def wave(self, name: str | None, path: Path_) -> str:
        """Give the name of a wave, or "" after noting a mistake."""
        if name is None:
            waves = ", ".join(self.door.waves)
            self.mistake(path, f"names no wave. Write at: and one of {waves}.")
            return ""
        if "waves" in self.tree.taken_out:
            return ""
        return name if self.known("wave", name, self.door.waves, (*path, "at")) else ""

    def population(self, name: str | None, path: Path_) -> str:
        """Give the name of a population, or "" after noting a mistake."""
        names = [*self.door.populations, EVERYONE, EVERY_FAMILY]
        if name is None:
            self.mistake(path, "says of nobody. Write of: and the name of a population.")
            return ""
        return name if self.known("population", name, dict.fromkeys(names), path) else ""

    def unit(self, population: str) -> str:
        """Give the unit that a population counts; "" where it is not known."""
        if population in self.door.populations:
            return self.door.populations[population].unit
        return {EVERYONE: "person", EVERY_FAMILY: "family"}.get(population, "")

    def range(self, text: str, path: Path_) -> Range:
        """Read a range such as 18.., ..17, 3..5 or 4."""
        found = _RANGE.fullmatch(str(text).strip())
        if not found or text.strip() == "..":
            self.mistake(path, f'"{text}" is not a range. Write for instance 18.., ..17 or 3..5.')
            return Range()
        low, high, single = found.groups()
        if single:
            return Range(low=int(single), high=int(single))
        span = Range(low=int(low) if low else None, high=int(high) if high else None)
        if span.low is not None and span.high is not None and span.low > span.high:
            self.mistake(path, f'"{text}" ends before it begins.')
        return span

    def number(self, text: str, path: Path_, *, share: bool) -> float | None:
        """Read a target: 50 % or 0.5 for a share, a plain number for anything else."""
        found = _PERCENT.fullmatch(text.strip()) or _NUMBER.fullmatch(text.strip())
        if not found:
            self.mistake(path, f'"{text}" is not a number. Write for instance 50 % or 12.5.')
            return None
        number = Decimal(found[1].replace(",", "."))
        percent = found.re is _PERCENT
        value = float(number / 100 if percent else number)
        if share and not 0 <= value <= 1:
            near = f" Did you mean {number} %?" if not percent and 1 < number <= 100 else ""
            hint = near or " Write a per cent from 0 % to 100 %."
            self.mistake(path, f'"{text}" is not a share.{hint}')
            return None
        if percent and not share:
            self.mistake(path, f'"{text}" is a per cent, but this is not a share.')
            return None
        return value

    def condition(self, rule: Any, path: Path_) -> Condition:
        """Read a rule: the name of a definition or yes/no indicator, or codes by indicator."""
        if isinstance(rule, str):
            return self._named(rule, path)
        if not isinstance(rule, dict) or not rule:
            self.mistake(path, "says nothing. Write a definition's name, or {indicator: [codes]}.")
            return ()
        return tuple(
            self.test(name, spoken, (*path, name))
            for name, spoken in rule.items()
            if name not in {"da", "en"}
        )

    def _named(self, name: str, path: Path_) -> Condition:
        """Read the name of a definition, of one of its variants, or of a yes/no indicator."""
        key, _, variant = name.partition("~")
        if variant and key in self.definitions:
            variants = self.variants[key]
            known = self.known("variant", variant, variants, path)
            return variants[variant] if known else ()
        if key in self.definitions:
            return self.definitions[key]
        yes_no = [each for each, found in self.indicators.items() if found.yes_no]
        if not self.known(
            "definition or yes/no indicator", key, [*self.definitions, *yes_no], path
        ):
            return ()
        return (CodeTest(of=key, codes=("yes",)),)

    def test(self, name: str, spoken: Any, path: Path_, keys: Collection[str] = ()) -> CodeTest:
        """Read the codes under an indicator (with its grouping) or a background variable.

        Args:
            name: of the indicator or background variable.
            spoken: the codes, as written.
            path: where it stands.
            keys: other keys that could have been meant here.
        """
        key, _, grouping = name.partition(".")
        names = [*self.indicators, *self.background]
        near = nearest(key, keys)
        if key not in names and near and not nearest(key, names):
            self.mistake(path, f'there is no key "{key}" here. Did you mean "{near}"?')
            return CodeTest(of=key, codes=())
        if not self.known("indicator or background variable", key, names, path):
            return CodeTest(of=key, codes=())
        if key in self.background:
            codes = self.background[key].codes
        elif grouping and grouping not in self.indicators[key].groupings:
            self.known("grouping", grouping, self.indicators[key].groupings, path)
            return CodeTest(of=key, codes=())
        else:
            codes = self.indicators[key].rows(grouping)
        rows = self._rows(codes, spoken, path)
        return CodeTest(of=key, codes=tuple(leaf for row in rows for leaf in codes.leaves(row)))

    def _rows(self, codes: CodeList, spoken: Any, path: Path_) -> list[str]:
        """Give the codes that a rule names: some, all but some, or from one of an order on."""
        if isinstance(spoken, dict):
            if len(spoken) != 1 or next(iter(spoken)) not in {"not", "at_least", "at_most"}:
                self.mistake(
                    path, "write [codes], {not: [codes]}, {at_least: code} or {at_most: code}."
                )
                return []
            how, value = next(iter(spoken.items()))
            named = self._codes(codes, value, (*path, how))
            if how == "not":
                return [code for code in codes if code not in named]
            return self._from(codes, how, named, (*path, how))
        return self._codes(codes, spoken, path)

    def _codes(self, codes: CodeList, spoken: Any, path: Path_) -> list[str]:
        """Give the named codes that there are."""
        listed = spoken if isinstance(spoken, (list, tuple)) else [spoken]
        return [
            str(code)
            for i, code in enumerate(listed)
            if self.known("code", str(code), codes, (*path, i) if listed is spoken else path)
        ]

    def _from(self, codes: CodeList, how: str, named: list[str], path: Path_) -> list[str]:
        """Give the codes at least, or at most, as good as the named one."""
        if not codes.ordered:
            self.mistake(path, "the levels have no order. Say ordered: best_first or worst_first.")
            return []
        if len(named) != 1:
            return []
        keys = list(codes)
        at = keys.index(named[0])
        first = (how == "at_least") == (codes.ordered == "best_first")
        return keys[: at + 1] if first else keys[at:]


def phrase(label: Mapping[str, str], given: Mapping[str, str] | None) -> dict[str, str]:
    """Give the phrase of a label: the given one, or the label in lower case.

    A word all in capitals, such as AMU, keeps them.

    Example:
        >>> phrase({"da": "Voksne ved start"}, None), phrase({"da": "AMU"}, None)
        ({'da': 'voksne ved start'}, {'da': 'AMU'})
    """
    if given:
        return dict(given)
    return {language: _lower(text) for language, text in label.items()}


def _lower(text: str) -> str:
    """Write the first letter small, unless the first word is all in capitals."""
    first = text.split(" ", 1)[0]
    capitals = len(first) > 1 and first.upper() == first
    return text if capitals else text[:1].lower() + text[1:]
