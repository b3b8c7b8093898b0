"""Who they are: populations by a background variable, crossed, or in blocks of counts and per cents.

The templates of LG Insight's tables 1 (mixed units), 2 (crossed) and 3 (blocks).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hfi_eval.model.counts import UNKNOWN
from hfi_eval.model.plan import FAMILY_TYPE
from hfi_eval.model.result import Address
from hfi_eval.model.table import Column, Row
from hfi_eval.tables.parts import Body, View, blocks, population_notes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hfi_eval.model.table import Cell


def mixed(view: View) -> Body:
    """Give populations side by side, whatever their unit, and the total of each."""
    return _body(view, view.spec.across, ("count",))


def in_blocks(view: View) -> Body:
    """Give for each population a block of counts and per cents."""
    return _body(view, view.spec.of, ("count", "share"))


def crossed(view: View) -> Body:
    """Give one background variable down the side and another across the top."""
    spec, words = view.spec, view.words
    across = spec.across[0]
    population = spec.of[0]
    tops = _levels(view, across, (population,))

    def cells(level: str | None) -> tuple[Cell, ...]:
        found = []
        for top in (*tops, None):
            pairs = ((spec.rows, level), (across, top))
            groups = tuple((name, each) for name, each in pairs if each is not None)
            found.append(view.cell(_address(view, population, groups)))
        return tuple(found)

    columns = (*(Column(label=label) for label in tops.values()), Column(label=words("total")))
    sides = _levels(view, spec.rows, spec.of)
    rows = [Row(label=label, cells=cells(level)) for level, label in sides.items()]
    total = Row(label=words("total"), cells=cells(None), role="total")
    return Body(
        stub=view.stub(words.of(view.plan.background[spec.rows].label)),
        columns=columns,
        rows=(*rows, total),
        notes=population_notes(view, spec.of),
    )


def _body(view: View, populations: tuple[str, ...], stats: tuple[str, ...]) -> Body:
    """Give the levels of a variable down the side and populations across."""
    spec, words = view.spec, view.words

    def cells(groups: tuple[tuple[str, str], ...]) -> tuple[Cell, ...]:
        return tuple(
            view.cell(_address(view, population, groups, stat))
            for population in populations
            for stat in stats
        )

    sides = _levels(view, spec.rows, populations)
    rows = [Row(label=label, cells=cells(((spec.rows, each),))) for each, label in sides.items()]
    rows = [row for row in rows if _wanted(spec.rows, row)]
    total = Row(label=words("total"), cells=cells(()), role="total")
    columns = blocks(map(view.population, populations), stats, words)
    return Body(
        stub=view.stub(words.of(view.plan.background[spec.rows].label)),
        columns=columns,
        rows=(*rows, total),
        notes=(
            *_unit_note(view, populations),
            *population_notes(view, populations),
            *_mixed_note(view, populations, sides),
        ),
    )


def _wanted(variable: str, row: Row) -> bool:
    """Tell whether a row is shown: of the built-in types of family those that occur."""
    return variable != FAMILY_TYPE or any(cell.value for cell in row.cells)


def _address(
    view: View, population: str, groups: tuple[tuple[str, str], ...], stat: str = "count"
) -> Address:
    """Give the address of a cell; without groups that of the whole population."""
    names = [name for name in (view.spec.rows, *view.spec.across) if name in dict(groups)]
    return Address(
        measure=names[0] if names else "population",
        stat=stat,
        waves=(view.plan.populations[population].at,),
        population=population,
        groups=groups,
    )


def _levels(view: View, variable: str, populations: Iterable[str]) -> dict[str, str]:
    """Give the levels of a variable with labels; "not known" last, where it occurs."""
    codes = view.plan.background[variable].codes
    found = {key: view.words.of(code.label) for key, code in codes.codes.items()}
    for population in populations:
        address = Address(
            measure=variable,
            stat="count",
            waves=(view.plan.populations[population].at,),
            population=population,
            groups=((variable, UNKNOWN),),
        )
        result = view.result(address)
        if result is not None and result.value:
            found[UNKNOWN] = view.words("unknown")
    return found


def _unit_note(view: View, populations: tuple[str, ...]) -> tuple[str, ...]:
    """Say which columns count families where the others count persons."""
    units = {name: view.plan.populations[name].unit for name in populations}
    if len(set(units.values())) < 2:
        return ()
    families = [view.population(name) for name, unit in units.items() if unit == "family"]
    key = "note.families" if len(families) > 1 else "note.family"
    return (view.words(key, families=view.words.listed(families)),)


def _mixed_note(view: View, populations: tuple[str, ...], sides: dict[str, str]) -> tuple[str, ...]:
    """Say that families of several kinds are shown as not known, where there are any."""
    families = any(view.plan.populations[name].unit == "family" for name in populations)
    if not families or UNKNOWN not in sides:
        return ()
    variable = view.words.of(view.plan.background[view.spec.rows].phrase)
    return (view.words("note.unknown_family", variable=variable),)
