"""Conditions: what must hold, in the plan's labels rather than its keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hfi_eval.model.plan import CodeTest, Condition, Plan
    from hfi_eval.wording import Words

_LONG, _FEW = 6, 2
"""More codes than this are told by those left out, where those are no more than this."""


def held(condition: Condition, plan: Plan, words: Words) -> str:
    """Say what must hold, such as "fremmøde er »Hver dag« eller »De fleste dage«"."""
    return words("glossary.both").join(_test(test, plan, words, "test") for test in condition)


def whose(condition: Condition, plan: Plan, words: Words) -> str:
    """Say the same of people, such as "hvis køn er »Pige«"."""
    return words("glossary.both").join(_test(test, plan, words, "whose") for test in condition)


def level(of: str, key: str, plan: Plan, words: Words, grouping: str = "") -> str:
    """Give the label of a level of an indicator or a background variable, in quotation marks."""
    found = plan.indicators.get(of) or plan.background.get(of)
    if of in plan.indicators:
        codes = plan.indicators[of].rows(grouping)
    elif found is not None:
        codes = found.codes
    else:
        return key
    label = words.of(codes[key].label) if key in codes else words("unknown")
    return words("quote", text=label)


def _test(test: CodeTest, plan: Plan, words: Words, key: str) -> str:
    """Say which levels of an indicator or a background variable count, those left out if few."""
    of = plan.indicators.get(test.of) or plan.background[test.of]
    if test.of in plan.indicators and plan.indicators[test.of].yes_no:
        yes = "yes" if test.codes == ("yes",) else "no"
        return words(f"glossary.{key}_{yes}", label=words("quote", text=words.of(of.label)))
    left = [code for code in of.codes if code not in test.codes]
    named = [code for code in of.codes if code in test.codes]
    but = len(named) > _LONG and 0 < len(left) <= _FEW
    shown = [level(test.of, code, plan, words) for code in (left if but else named)]
    *most, last = shown
    codes = f"{', '.join(most)}{words('glossary.or')}{last}" if most else last
    label = words.of(of.label)
    return words(
        f"glossary.{key}{'_but' if but else ''}",
        label=label[:1].lower() + label[1:],
        codes=codes,
    )
