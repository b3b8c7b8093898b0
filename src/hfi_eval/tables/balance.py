"""Person balance: start + entered - left + turned 18 = end, for adults, children and all."""

from __future__ import annotations

from hfi_eval.model.plan import EVERYONE
from hfi_eval.model.result import Address
from hfi_eval.model.table import Column, Row
from hfi_eval.tables.parts import Body, View


def body(view: View) -> Body:
    """Give the body of the table."""
    words = view.words
    first, last = view.plan.first, view.plan.last
    columns = {
        "start": ("count", (first,)),
        "entered": ("entered", (first, last)),
        "left": ("left", (first, last)),
        "turned_18": ("turned_18", (first, last)),
        "end": ("count", (last,)),
    }

    def row(label: str, age: str) -> Row:
        addresses = [
            Address(
                measure="balance",
                stat=stat,
                waves=waves,
                population=EVERYONE,
                groups=(("age", age),) if age else (),
            )
            for stat, waves in columns.values()
        ]
        return Row(
            label=label,
            cells=tuple(map(view.cell, addresses)),
            role="body" if age else "total",
        )

    unknown = Address(
        measure="balance",
        stat="count",
        waves=(first,),
        population=EVERYONE,
        groups=(("age", "unknown"),),
    )
    rows = [row(words("table.adult"), "adult"), row(words("table.child"), "child")]
    if view.result(unknown) is not None:
        rows.append(row(words("table.age_unknown"), "unknown"))
    return Body(
        stub=view.stub(words("table.age_class")),
        columns=tuple(Column(label=words(f"table.balance_{each}")) for each in columns),
        rows=(*rows, row(words("total"), "")),
    )
