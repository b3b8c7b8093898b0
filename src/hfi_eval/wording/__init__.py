"""Wording: how numbers, dates and fixed texts are written in each language."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from babel.dates import format_date
from babel.numbers import format_decimal

from hfi_eval.errors import UnknownNameError
from hfi_eval.model.result import Result, State, Unit
from hfi_eval.model.table import Cell

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Mapping

LANGUAGES = ("da", "en")
_LOCALES = {"da": "da_DK", "en": "en_GB"}
_MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True)
class Words:
    """The texts of one language, and its way with numbers.

    Attributes:
        decimals: of per cents, as the plan's rounding policy says.
    """

    language: str
    texts: Mapping[str, str]
    decimals: int = 0

    def __call__(self, key: str, **fields: Any) -> str:
        """Give the text under `key` with its fields filled in.

        Raises:
            UnknownNameError: the language has no such text.
        """
        if key not in self.texts:
            raise UnknownNameError(f"{self.language} text", key, self.texts)
        return self.texts[key].format(**fields)

    def of(self, text: Mapping[str, str]) -> str:
        """Give a plan's text in this language; "" where it says nothing."""
        return text.get(self.language, "")

    def number(self, value: float, decimals: int = 0) -> str:
        """Write a number, halves rounded away from zero.

        Example:
            >>> words("da").number(1234.5), words("en").number(-0.25, 1)
            ('1.235', '−0.3')
        """
        rounded = round_half_up(value, decimals)
        pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
        locale = _LOCALES[self.language]
        text: str = format_decimal(
            abs(rounded), format=pattern, locale=locale, decimal_quantization=False
        )
        return f"{_MINUS}{text}" if rounded < 0 else text

    def percent(self, share: float) -> str:
        """Write a share as a per cent without its sign, by the plan's rounding.

        Example:
            >>> words("da").percent(16 / 46)
            '35'
        """
        return self.number(float(Decimal(repr(share)) * 100), self.decimals)

    def date(self, day: datetime.date) -> str:
        """Write a date in words, such as "1. april 2009"."""
        return str(format_date(day, format="long", locale=_LOCALES[self.language]))

    def month(self, day: datetime.date) -> str:
        """Write month and year, such as "april 2009"."""
        return str(format_date(day, format="MMMM y", locale=_LOCALES[self.language]))

    def listed(self, items: Iterable[str]) -> str:
        """Write items one after the other, the last after "and".

        Example:
            >>> words("da").listed(["3 kvinder", "2 mænd", "1 barn"])
            '3 kvinder, 2 mænd og 1 barn'
        """
        *most, last = list(items) or [""]
        return f"{', '.join(most)} {self('and')} {last}" if most else last

    def value(self, result: Result) -> str:
        """Write a result's value as tables do; the sign of its state where there is none."""
        if result.value is None:
            return self(f"state.{result.state}")
        if result.unit in {Unit.SHARE, Unit.PROBABILITY}:
            return self("percent.table", number=self.percent(result.value))
        if result.unit is Unit.POINTS:
            sign = "+" if result.value > 0 else ""
            return sign + self.percent(result.value)
        return self.number(result.value, 1 if result.unit is Unit.MEAN else 0)

    def cell(self, result: Result | None) -> Cell:
        """Show a result in a table; where nothing was measured the cell says so."""
        if result is None:
            return Cell(text=self("state.empty"), spoken=self("spoken.empty"))
        spoken = "" if result.value is not None else self(f"spoken.{result.state}")
        if result.state is State.OPEN and result.value is None and not spoken:
            spoken = self("spoken.empty")
        return Cell(
            text=self.value(result),
            spoken=spoken,
            value=result.value,
            unit=result.unit,
            address=result.address,
        )


def round_half_up(value: float, decimals: int = 0) -> Decimal:
    """Round a number, halves away from zero.

    Example:
        >>> round_half_up(0.5), round_half_up(-2.5), round_half_up(0.125, 2)
        (Decimal('1'), Decimal('-3'), Decimal('0.13'))
    """
    step = Decimal(1).scaleb(-decimals)
    return Decimal(repr(value)).quantize(step, ROUND_HALF_UP)


@cache
def words(language: str, decimals: int = 0) -> Words:
    """Give the words of a language.

    Raises:
        UnknownNameError: hfi-eval does not speak it.
    """
    if language not in LANGUAGES:
        raise UnknownNameError("language", language, LANGUAGES)
    parts = (f"{language}.toml", f"sentences_{language}.toml")
    texts = [tomllib.loads((files(__name__) / part).read_text("utf-8")) for part in parts]
    return Words(
        language, {key: text for part in texts for key, text in _flat(part).items()}, decimals
    )


def _flat(texts: Mapping[str, Any], before: str = "") -> dict[str, str]:
    """Give nested tables of texts as one, keys joined by points."""
    found: dict[str, str] = {}
    for key, value in texts.items():
        name = f"{before}{key}"
        found |= _flat(value, f"{name}.") if isinstance(value, dict) else {name: value}
    return found
