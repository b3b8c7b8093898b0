from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from hfi_eval.errors import UnknownNameError
from hfi_eval.model.result import State, Unit
from hfi_eval.model.table import Cell, Table
from hfi_eval.tables import OVERVIEW, TABLES, build, numbers
from hfi_eval.wording import LANGUAGES, words
from tests.build import shown, text

if TYPE_CHECKING:
    from tests.conftest import Example


def columns(table: Table) -> list[list[float | None]]:
    return [
        list(each)
        for each in zip(*([c.value for c in row.cells] for row in table.rows), strict=True)
    ]


# The figures that can be read in LG Insight's evaluation of Hele familiens integration (2011).
PUBLISHED = {
    "T4": [[30, 16, 46], [36, 10, 46]],
    "T5": [[2, 2, 27, 15, 46], [8, 24, 4, 10, 46]],
    "T6": [[1, 6, 12, 26, 1, 46], [9, 16, 10, 1, 10, 46]],
}


@pytest.mark.parametrize("name", PUBLISHED)
def test_the_tables_of_levels_are_those_of_2011(assens: Example, name: str) -> None:
    table = shown(assens.plan, assens.released, name, "da")
    assert columns(table) == PUBLISHED[name]
    assert [column.label for column in table.columns] == ["Før", "Efter"]
    assert table.rows[-1].role == "total"


def test_the_table_of_targets_is_that_of_2011(assens: Example) -> None:
    table = shown(assens.plan, assens.released, "T7", "da")
    body = [[cell.text for cell in row.cells] for row in table.rows[:-1]]
    assert body == [["13 %", "35 %"], ["2 %", "20 %"], ["26 %", "22 %"], ["59 %", "24 %"]]
    assert [cell.text for cell in table.rows[-1].cells] == ["100 % (46 af 46)"] * 2
    before, after = columns(table)
    assert before == [6 / 46, 1 / 46, 12 / 46, 27 / 46, 1]
    assert after == [16 / 46, 9 / 46, 10 / 46, 11 / 46, 1]
    assert [column.label for column in table.columns] == ["Før", "Resultat"]
    note = "Procenterne er afrundet hver for sig og summerer til 101 (Resultat)."
    assert note in table.notes


def test_the_criteria_of_2011_are_judged(assens: Example) -> None:
    told = {
        name: assens.released[f"{name}.verdict@end/adults"].verdict
        for name in ("education", "employment", "activation", "not_ready", "self_support")
    }
    assert told == {
        "education": "met",
        "employment": "met_by_rounding",
        "activation": "short",
        "not_ready": "undecidable",
        "self_support": "met",
    }
    assert assens.released["activation.short@end/adults"].value == 4
    assert assens.released["self_supporting.count@end"].value == 25


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_cell_shows_the_result_it_points_to(assens: Example, language: str) -> None:
    speech = words(language, assens.plan.rounding.decimals)
    pointing = 0
    for name in (*assens.plan.tables, OVERVIEW):
        for row in build(name, assens.plan, assens.released, speech).rows:
            for cell in row.cells:
                if cell.address is None:
                    continue
                result = assens.released[cell.address]
                pointing += 1
                if result.verdict is not None:
                    assert cell.text
                    continue
                assert cell.value == result.value
                assert cell.unit is result.unit
                assert cell.text.startswith(speech.value(result))
                assert bool(cell.spoken) is (result.value is None)
    assert pointing > 300


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_is_whole(assens: Example, language: str) -> None:
    for name in (*assens.plan.tables, OVERVIEW):
        table = shown(assens.plan, assens.released, name, language)
        assert (table.name, table.language) == (name, language)
        assert {len(row.cells) for row in table.rows if row.role != "group"} == {len(table.columns)}
        assert all(row.label for row in table.rows)
        assert table.stub
        assert table.rows
        assert len(set(table.notes)) == len(table.notes)
        assert all(note.endswith((".", ".)")) for note in table.notes), table.notes
        assert table.summary.startswith(table.caption.partition(". ")[2] or table.caption)
        assert "{" not in repr(table).replace("{{", "")


def test_captions_are_numbered_as_in_2011(assens: Example) -> None:
    found = numbers(assens.plan)
    assert {name: number for name, number in found.items() if re.fullmatch(r"T\d+", name)} == {
        f"T{i}": str(i) for i in range(1, 13)
    }
    assert (found["family_types"], found["balance"], found["section_50"]) == ("3a", "3b", "3f")
    assert (found["flows"], found["leaves"], found["branches"]) == ("6a", "6b", "6c")
    assert len(set(found.values())) == len(found)
    assert shown(assens.plan, assens.released, "T6", "da").caption == (
        "Tabel 6. Voksne familiemedlemmers status"
    )
    assert shown(assens.plan, assens.released, "flows").caption.startswith("Table 6a. ")
    overview = shown(assens.plan, assens.released, OVERVIEW, "da")
    assert overview.caption == "Mål, status og vurdering"


def test_the_source_is_told_under_every_table(assens: Example) -> None:
    table = shown(assens.plan, assens.released, "T4", "da")
    assert table.source == (
        "Kilde: Syntetiske personer efter tal fra Assens Kommune, Integrationsteamet."
    )


ENGLISH = re.compile(
    r"\b(the|of|and|not|with|before|after|share|count|total|were|families|persons|known|adults|children)\b",
    re.IGNORECASE,
)
DANISH = re.compile(
    r"[æøåÆØÅ]|\b(og|af|ikke|med|ved|før|efter|andel|antal|pct|er|der|som|personer)\b"
)


def said(table: Table) -> list[str]:
    cells = [cell.text for row in table.rows for cell in row.cells]
    spoken = [cell.spoken for row in table.rows for cell in row.cells]
    heads = [each for column in table.columns for each in (column.label, column.spanner)]
    labels = [row.label for row in table.rows]
    return [
        table.caption,
        table.stub,
        table.source,
        table.summary,
        *heads,
        *labels,
        *cells,
        *spoken,
        *table.notes,
    ]


@pytest.mark.parametrize(("language", "foreign"), [("da", ENGLISH), ("en", DANISH)])
def test_no_table_mixes_languages(assens: Example, language: str, foreign: re.Pattern[str]) -> None:
    for name in (*assens.plan.tables, OVERVIEW):
        for line in said(shown(assens.plan, assens.released, name, language)):
            assert not foreign.search(line), (name, line)


def test_counts_and_shares_stand_side_by_side_where_the_plan_says_so(assens: Example) -> None:
    table = shown(assens.plan, assens.released, "T10", "da")
    assert [(column.spanner, column.label) for column in table.columns] == [
        ("Før", "Antal"),
        ("Før", "Pct."),
        ("Efter", "Antal"),
        ("Efter", "Pct."),
    ]
    assert [cell.unit for cell in table.rows[0].cells] == [Unit.COUNT, Unit.SHARE] * 2


def test_a_question_asked_once_has_a_dash_where_it_was_not_asked(assens: Example) -> None:
    table = shown(assens.plan, assens.released, "T8", "da")
    friend = table.rows[1].cells
    assert friend[0] == Cell(text="–", spoken="ikke målt")
    assert friend[2].value is not None
    assert "– betyder, at spørgsmålet ikke er stillet på det tidspunkt." in table.notes


def test_a_table_of_the_plan_without_records_has_dashes_only(assens: Example) -> None:
    overview = shown(assens.plan, assens.released, OVERVIEW, "da")
    told = text(overview)["De unges liv er præget af ikke-kriminalitet og ikke-misbrug"]
    assert told == ["alle", "–", "–", "Ikke oplyst"]
    assert assens.released["youth_without_crime.verdict@end/children"].state is State.EMPTY


def test_an_unknown_table_is_refused_with_the_nearest(assens: Example) -> None:
    with pytest.raises(UnknownNameError, match=r'no table "T66"\. Did you mean "T6"'):
        shown(assens.plan, assens.released, "T66")


def test_the_example_shows_every_kind_of_table(assens: Example) -> None:
    assert {spec.kind for spec in assens.plan.tables.values()} == set(TABLES)
