"""Names: what the headings, codes and waves of a file mean in a plan."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from hfi_eval.errors import nearest
from hfi_eval.records import (
    BIRTH,
    BORN_HERE,
    ENROLLED,
    EXITED,
    FAMILY,
    PERSON,
    ROLE,
    SEX,
    WAVE,
    column,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from hfi_eval.model.plan import Indicator, Plan, Text

Kind = Literal["id", "date", "codes", "number", "count", "text", "wave", "indicator", "value"]

ALIASES: Mapping[str, tuple[str, ...]] = {
    PERSON: ("Deltager-id", "Deltagernr", "Deltagernummer", "Person-id", "Løbenummer"),
    FAMILY: ("Familie-id", "Familienr", "Familienummer"),
    BIRTH: ("birth_month", "Fødselsdato", "Fødselsmåned", "Fødselsdag", "Født"),
    "residence_from": ("Opholdsdato", "Opholdsdato i DK", "Opholdsdato i Danmark", "Ophold fra"),
    ENROLLED: ("Indskrevet", "Indskrevet den", "Indskrivningsdato", "Startdato"),
    EXITED: ("Udskrevet", "Udskrevet den", "Udskrivningsdato", "Slutdato"),
    BORN_HERE: ("Født i Danmark", "Født i DK"),
    ROLE: ("Rolle", "Rolle i familien", "Familierolle"),
    SEX: ("Køn",),
    "origin": ("Nationalitet", "Oprindelsesland", "Herkomst"),
    WAVE: ("Måletidspunkt", "Målepunkt", "Måling"),
    "indicator": ("Indikator",),
    "value": ("Værdi", "Svar"),
}
"""Headings that are known whatever the plan says."""

YES_NO: Mapping[str, tuple[str, ...]] = {
    "yes": ("ja", "j", "y", "1", "true", "sand"),
    "no": ("nej", "n", "0", "false", "falsk"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """What a column holds.

    Attributes:
        name: its name in the records, such as "origin" or "job_status@start".
        kind: how its cells are read.
        about: the indicator or background variable whose codes it holds; "" for none.
        wave: the wave of an indicator's column; "" for every wave.
        unit: the unit of an indicator; "" for anything else.
        known: whether the plan has the wave, and the indicator at the wave.
    """

    name: str
    kind: Kind
    about: str = ""
    wave: str = ""
    unit: str = ""
    known: bool = True


def folded(text: str) -> str:
    """Give a heading without case, blanks, hyphens and underscores.

    Example:
        >>> folded("Deltager-ID ") == folded("deltager id")
        True
    """
    return re.sub(r"[\s_\-\u2010-\u2015]+", "", text.casefold())


def folded_code(text: str) -> str:
    """Give a code or label without case and with single blanks."""
    return " ".join(text.casefold().split())


def suggestion(value: str, known: Iterable[str]) -> str | None:
    """Give the known name a value is a slip of, or None where it may be something else.

    A value that is not nearly a known name, or one of its words, may name a person.

    Example:
        >>> suggestion("sygmeld.", ["Midlertidigt sygemeldt", "Pension"])
        'Midlertidigt sygemeldt'
    """
    names = list(known)
    near = nearest(value, names)
    if near is not None and abs(len(value) - len(near)) <= 3:
        return near
    words = {word: name for name in names for word in name.split() if len(word) >= 6}
    slip = nearest(value, words)
    if slip is None or len(value) > len(slip) + 1 or slip[:3].casefold() != value[:3].casefold():
        return None
    return words[slip]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The names of a plan.

    Attributes:
        plan: the plan.
        fields: what each heading means, by the folded heading.
        waves: the wave of each folded key and label.
        codes: for each indicator and background variable the code of each folded code and label.
        indicators: the indicator of each folded key and label.
    """

    plan: Plan
    fields: dict[str, Field] = field(default_factory=dict)
    waves: dict[str, str] = field(default_factory=dict)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    indicators: dict[str, str] = field(default_factory=dict)

    def meaning(self, heading: str) -> Field | None:
        """Give what a heading means, or None; a wave the plan lacks gives an unknown field."""
        name, at, wave = heading.partition("@")
        if at and folded(wave) in self.waves:
            heading = f"{name}@{self.waves[folded(wave)]}"
        elif at and folded(name) in self.indicators:
            about = self.indicators[folded(name)]
            return Field(name=heading, kind="text", about=about, wave=wave, known=False)
        return self.fields.get(folded(heading))

    def known(self, about: str) -> list[str]:
        """Give the codes and labels an indicator or background variable knows."""
        if about in self.plan.indicators:
            codes = self.plan.indicators[about].codes
        elif about in self.plan.background:
            codes = self.plan.background[about].codes
        else:
            return ["yes", "no"]
        names = [name for key in codes for name in (key, *codes[key].label.values())]
        return list(dict.fromkeys(names)) or ["yes", "no"]

    def allowed(self, each: Field) -> set[str]:
        """Give the codes, waves or indicators a column may hold."""
        match each.kind:
            case "wave":
                return set(self.plan.waves)
            case "indicator":
                return set(self.plan.indicators)
            case _:
                return set(self.codes[each.about].values())

    def sayable(self, heading: str) -> bool:
        """Tell whether a heading is known, or nearly; any other might name a person."""
        return bool(heading) and (
            self.meaning(heading) is not None or self.near_heading(heading) is not None
        )

    def near_heading(self, heading: str) -> str | None:
        """Give the name of the column a heading is a slip of."""
        names = {each.name for each in self.fields.values() if each.kind != "text" or each.known}
        return nearest(heading, sorted(names))


def vocabulary(plan: Plan) -> Vocabulary:
    """Collect the names of a plan."""
    words = Vocabulary(plan)
    words.waves.update(_keys({key: wave.label for key, wave in plan.waves.items()}, folded))
    labels = {key: each.label for key, each in plan.indicators.items()}
    words.indicators.update(_keys(labels, folded))
    for name, indicator in plan.indicators.items():
        words.codes[name] = _codes(indicator)
    for name, background in plan.background.items():
        found = _keys({key: background.codes[key].label for key in background.codes}, folded_code)
        words.codes[name] = _with_yes_no(found) if set(background.codes) == set(YES_NO) else found
    words.codes[BORN_HERE] = _with_yes_no({})
    for each in _plain_fields(plan, words):
        for heading in (each.name, *ALIASES.get(each.name, ()), *_labels(plan, each.name)):
            words.fields.setdefault(folded(heading), each)
    for folded_name, name in words.indicators.items():
        _add_indicator(words, folded_name, name)
    return words


def _plain_fields(plan: Plan, words: Vocabulary) -> list[Field]:
    """Give the columns that are no indicators, those with codes from the plan first."""
    dates = {BIRTH, ENROLLED, EXITED, "residence_from"}
    dates |= {each.since for each in plan.background.values() if each.since}
    coded = [n for n, each in plan.background.items() if not each.since and n != "family_type"]
    plain: list[tuple[str, Kind]] = [(PERSON, "id"), (FAMILY, "id")]
    plain += [(name, "codes") for name in coded]
    plain += [(name, "date") for name in sorted(dates)]
    plain += [(BORN_HERE, "codes"), (WAVE, "wave"), ("indicator", "indicator"), ("value", "value")]
    plain += [(name, "text") for name in (SEX, ROLE) if name not in coded]
    return [
        Field(name=name, kind=kind, about=name if kind == "codes" else "")
        for name, kind in plain
        if name not in words.indicators.values()
    ]


def _labels(plan: Plan, name: str) -> list[str]:
    """Give the labels of a background variable of codes."""
    background = plan.background.get(name)
    return list(background.label.values()) if background else []


def _add_indicator(words: Vocabulary, folded_name: str, name: str) -> None:
    """Add the headings an indicator goes by: alone, and with each wave."""
    indicator = words.plan.indicators[name]
    recorded = waves_of(words.plan, name)
    kind: Kind = {"codes": "codes", "count": "count", "amount": "number"}[indicator.kind]  # type: ignore[assignment]  # the three kinds are kinds
    words.fields.setdefault(
        folded_name, Field(name=name, kind=kind, about=name, unit=indicator.unit)
    )
    for folded_wave, wave in words.waves.items():
        each = Field(
            name=column(name, wave),
            kind=kind,
            about=name,
            wave=wave,
            unit=indicator.unit,
            known=wave in recorded,
        )
        for pattern in ("{}@{}", "{}{}", "{}({})"):
            words.fields.setdefault(pattern.format(folded_name, folded_wave), each)


def waves_of(plan: Plan, indicator: str) -> tuple[str, ...]:
    """Give the waves at which an indicator is recorded; all of them where the plan does not say."""
    return plan.indicators[indicator].waves or tuple(plan.waves)


def _keys(labels: Mapping[str, Text], fold: Callable[[str], str]) -> dict[str, str]:
    """Give the key of each folded key and label; a label that two keys share means nothing."""
    found = {fold(key): key for key in labels}
    owners: dict[str, set[str]] = {}
    for key, label in labels.items():
        for text in label.values():
            owners.setdefault(fold(text), set()).add(key)
    for text, keys in owners.items():
        if len(keys) == 1 and text:
            found.setdefault(text, *keys)
    return found


def _codes(indicator: Indicator) -> dict[str, str]:
    """Give the codes of an indicator."""
    found = _keys({key: indicator.codes[key].label for key in indicator.codes}, folded_code)
    return _with_yes_no(found) if indicator.yes_no else found


def _with_yes_no(found: dict[str, str]) -> dict[str, str]:
    """Add the words for yes and no."""
    for key, texts in YES_NO.items():
        for text in (key, *texts):
            found.setdefault(text, key)
    return found
