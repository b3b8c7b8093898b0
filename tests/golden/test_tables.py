from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from hfi_eval.tables import OVERVIEW
from hfi_eval.wording import LANGUAGES
from tests.build import shown

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

    from hfi_eval.model.table import Row, Table
    from tests.conftest import Example


class AsMarkdown(SingleFileSnapshotExtension):
    """A file that opens in any reader of Markdown."""

    file_extension = "md"
    _write_mode = WriteMode.TEXT


def line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def told(row: Row, width: int) -> str:
    cells = [cell.text for cell in row.cells] or [""] * width
    return line([f"**{row.label}**" if row.role != "body" else row.label, *cells])


def markdown(table: Table) -> str:
    heads = [
        f"{each.spanner}: {each.label}" if each.spanner else each.label for each in table.columns
    ]
    sides = [":--" if each.words else "--:" for each in table.columns]
    return "\n".join(
        [
            f"## {table.caption}",
            "",
            line([table.stub, *heads]),
            line([":--", *sides]),
            *(told(row, len(heads)) for row in table.rows),
            "",
            *(f"- {note}" for note in (*table.notes, table.source) if note),
            "",
        ]
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_of_the_example(
    snapshot: SnapshotAssertion, assens: Example, language: str
) -> None:
    names = (*assens.plan.tables, OVERVIEW)
    tables = [markdown(shown(assens.plan, assens.released, name, language)) for name in names]
    assert "\n".join(tables) == snapshot(extension_class=AsMarkdown)
