"""Explained: what one number counts, in the plan's labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hfi_eval.model.plan import CodeTest
from hfi_eval.model.result import Unit
from hfi_eval.narrative import criteria
from hfi_eval.narrative.conditions import held, level

if TYPE_CHECKING:
    from hfi_eval.model.plan import Criterion, Measure, Plan
    from hfi_eval.model.result import Address, Result
    from hfi_eval.wording import Words

_UNITS = {"share": Unit.SHARE, "mean": Unit.MEAN, "sum": Unit.AMOUNT}
_OF_ITSELF = {"population", "balance"}
"""What is counted without a definition: the population says it all."""


def definition(result: Result, plan: Plan, words: Words) -> str:
    """Say what a number counts, such as "I trivsel: fremmøde er »Hver dag«"; "" for everybody."""
    address, name = result.address, result.address.measure
    if name in _OF_ITSELF:
        return ""
    if name in plan.criteria and result.method in {
        "plan",
        "difference",
        "whole_persons",
        "verdict",
    }:
        return _promise(plan.criteria[name], plan, words)
    texts: list[str] = []
    if name in plan.definitions:
        texts.append(_definition(address, plan, words))
    elif name in plan.indicators and not address.groups:
        texts.append(_question(address, plan, words))
    elif name in plan.criteria or name in plan.measures:
        measure = plan.measures.get(name) or plan.measures[plan.criteria[name].measure]
        label = plan.criteria[name].label if name in plan.criteria else measure.label
        texts.append(_labelled(words.of(label), _measure(measure, plan, words)))
    texts += _groups(address, plan, words)
    text = "; ".join(texts)
    return text[:1].upper() + text[1:]


def _labelled(label: str, text: str) -> str:
    """Put a label before what it means."""
    return f"{label}: {text}" if text else label


def _promise(criterion: Criterion, plan: Plan, words: Words) -> str:
    """Say what was promised."""
    label = words.of(criterion.label)
    if not criterion.measure:
        return label
    unit = _UNITS[plan.measures[criterion.measure].kind]
    return _labelled(label, criteria.target(words, criterion, unit))


def _definition(address: Address, plan: Plan, words: Words) -> str:
    """Say what a definition holds, or a variant of it."""
    found = plan.definitions[address.measure]
    label, condition = words.of(found.label), found.condition
    if address.variant:
        variant = found.variants[address.variant]
        label, condition = f"{label}, {words.of(variant.label)}", variant.condition
    return _labelled(label, held(condition, plan, words))


def _question(address: Address, plan: Plan, words: Words) -> str:
    """Say what was asked: of a yes/no question that the answer is yes, of others the question."""
    indicator = plan.indicators[address.measure]
    if indicator.yes_no and not address.variant:
        return held((CodeTest(of=address.measure, codes=("yes",)),), plan, words)
    return words.of(indicator.label)


def _measure(measure: Measure, plan: Plan, words: Words) -> str:
    """Say what a measure counts; of families, how many of whom."""
    if not measure.condition:
        return words.of(plan.indicators[measure.what].label)
    text = held(measure.condition, plan, words)
    if measure.who is None:
        return text
    how, whom = measure.who
    group = words("quote", text=words.of(plan.populations[whom].label))
    return words(f"explained.{how}", group=group, held=text)


def _groups(address: Address, plan: Plan, words: Words) -> list[str]:
    """Say which group a number is of, or from which level to which."""
    found = []
    for of, key in sorted(address.groups):
        if of in {"from", "to"}:
            named = level(address.measure, key, plan, words, address.variant)
            found.append(words(f"explained.{of}", level=named))
            continue
        variable = plan.indicators.get(of) or plan.background[of]
        named = level(of, key, plan, words, address.variant if of == address.measure else "")
        label = words.of(variable.label)
        small = label[:1].lower() + label[1:]
        found.append(words("glossary.test", label=small, codes=named))
    if address.measure in plan.indicators and "from" in dict(address.groups):
        label = words.of(plan.indicators[address.measure].label)
        return [_labelled(label, " ".join(found))]
    return [words("glossary.both").join(found)] if found else []
