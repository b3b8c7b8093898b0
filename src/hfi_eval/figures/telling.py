"""Telling: the words of a figure, and the text that replaces it when it is not seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hfi_eval.model.plan import EVERY_FAMILY, EVERYONE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hfi_eval.figures.lines import Drawn, Line
    from hfi_eval.model.plan import Plan
    from hfi_eval.wording import Words


def people(population: str, plan: Plan, words: Words) -> str:
    """Give a population as the axis names it, such as "de voksne"."""
    if population in {EVERYONE, EVERY_FAMILY}:
        return words(f"whom.{population}")
    return words("whom.those", people=words.of(plan.populations[population].phrase))


def ends(shown: Sequence[Line], plan: Plan) -> tuple[str, ...]:
    """Give the waves that all lines are drawn at; those of the plan where they differ."""
    found = {line.ends for line in shown if len(line.ends) > 1} or {line.ends for line in shown}
    return found.pop() if len(found) == 1 else (plan.first, plan.last)


def legend(shown: Sequence[Line], plan: Plan, words: Words) -> tuple[str, str]:
    """Give the words for before and after: the labels of the waves, where all lines share them."""
    if len({line.ends for line in shown if len(line.ends) > 1}) > 1:
        return words("table.before"), words("table.after")
    drawn = ends(shown, plan)
    first = drawn[0] if len(drawn) > 1 else plan.first
    return words.of(plan.waves[first].label), words.of(plan.waves[drawn[-1]].label)


def between(name: str, shown: Sequence[Line], plan: Plan, words: Words) -> str:
    """Say where the measurements between the two that are drawn are found; "" where there is none."""
    if not any(len(line.waves) > 2 for line in shown):
        return ""
    wanted = plan.figures[name].indicator
    told = wanted and any(
        spec.kind == "before_after" and spec.indicator == wanted for spec in plan.tables.values()
    )
    return words("figure.between_in_tables" if told else "figure.between")


def source(name: str, shown: Sequence[Line], plan: Plan, words: Words) -> str:
    """Give the line under a figure: its source, and what it does not show."""
    source = words.of(plan.source)
    parts = [words("table.source", source=source)] if source else []
    return " ".join((*parts, *filter(None, [between(name, shown, plan, words)])))


def axis(populations: tuple[str, ...], plan: Plan, words: Words) -> str:
    """Give the axis label: of whom the shares are."""
    if len(populations) != 1:
        return words("figure.axis_mixed")
    return words("figure.axis", people=people(populations[0], plan, words))


def alt(name: str, drawn: Drawn, shown: list[Line], plan: Plan, words: Words) -> str:
    """Say what the figure shows, every number included, and what it leaves out."""
    mixed = len(drawn.populations) != 1
    whom = "" if mixed else people(drawn.populations[0], plan, words)
    phrases = {key: words.of(wave.phrase) for key, wave in plan.waves.items()}
    told = [
        words(
            f"figure.{drawn.opening}_mixed" if mixed else f"figure.{drawn.opening}",
            people=whom,
            waves=words.listed(phrases[wave] for wave in ends(shown, plan)),
        )
    ]
    for line in shown:
        marks = [
            words(
                "figure.mark",
                share=words("percent.text", number=words.percent(result.value)),
                wave=wave,
            )
            for result, wave in zip(
                (line.before, line.after)[-len(line.ends) :],
                [phrases[wave] for wave in line.ends],
                strict=True,
            )
            if result is not None and result.value is not None
        ]
        promised = line.target_text
        told.append(
            words(
                "figure.row",
                label=words("quote", text=line.label),
                marks=words.listed(marks),
                target=words("figure.target", share=promised) if promised else "",
            )
        )
    left = [words("quote", text=line.label) for line in drawn.lines if line not in shown]
    if left:
        wave = phrases[ends(shown, plan)[-1]]
        told.append(words("figure.left_out", wave=wave, labels=words.listed(left)))
    told += filter(None, [between(name, shown, plan, words)])
    return " ".join(told).replace("..", ".")
