from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import get_args

import pytest

from hfi_eval.disclosure import AUDIENCES, Audience
from hfi_eval.engine import ENGINES, OPENERS
from hfi_eval.ingest.readers import READERS
from hfi_eval.measures import KINDS
from hfi_eval.measures import TABLES as ASKS
from hfi_eval.measures.ask import Ask
from hfi_eval.model.plan import TableKind
from hfi_eval.narrative import SENTENCES
from hfi_eval.plans import door
from hfi_eval.plans.displays import _NEEDS
from hfi_eval.plans.fields import LANGUAGES as PLAN_LANGUAGES
from hfi_eval.tables import TABLES
from hfi_eval.wording import LANGUAGES

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src/hfi_eval"
MODULES = sorted(SOURCE.rglob("*.py"))


def tracked() -> list[Path]:
    told = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],  # noqa: S607 -- git is where it is
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    paths = (ROOT / name for name in told.stdout.decode().split("\0") if name)
    return [path for path in paths if path.is_file()]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_module_is_no_longer_than_300_lines(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 300


def test_every_kind_of_table_is_asked_for_built_told_and_needs_something() -> None:
    kinds = set(get_args(TableKind))
    assert set(get_args(door.Table.model_fields["kind"].annotation)) == kinds
    for registry in (TABLES, ASKS, SENTENCES, _NEEDS):
        assert set(registry) == kinds


def test_every_table_module_is_in_the_registry() -> None:
    shared = {"__init__", "parts", "rounding"}
    modules = {path.stem for path in (SOURCE / "tables").glob("*.py")} - shared
    assert {maker.__module__.rpartition(".")[2] for maker in TABLES.values()} == modules


def test_every_ask_has_a_kind_and_every_measure_module_is_used() -> None:
    assert set(KINDS) == set(get_args(Ask))
    used = {kind.results.__module__.rpartition(".")[2] for kind in KINDS.values()}
    shared = {"__init__", "ask", "numbers", "paired", "criterion"}
    assert used == {path.stem for path in (SOURCE / "measures").glob("*.py")} - shared


def test_every_reader_module_is_in_the_registry() -> None:
    modules = {path.stem for path in (SOURCE / "ingest/readers").glob("*.py")} - {"__init__"}
    used = {reader.__module__.rpartition(".")[2] for reader in READERS.values()}
    assert used == modules


def test_engines_audiences_and_languages_are_the_same_wherever_they_are_named() -> None:
    assert list(ENGINES) == [*OPENERS, "reference"]
    assert set(AUDIENCES) == set(get_args(Audience))
    assert PLAN_LANGUAGES == LANGUAGES
    assert get_args(door.Plan.model_fields["language"].annotation) == LANGUAGES
    for language in LANGUAGES:
        assert (SOURCE / f"plans/first_{language}.yaml").is_file()
        assert (SOURCE / f"wording/{language}.toml").is_file()
        assert (SOURCE / f"wording/sentences_{language}.toml").is_file()


def test_choices_of_a_plan_file_are_those_of_the_model() -> None:
    for part in ("Cohort", "Rounding"):
        from_file = getattr(door, part)()
        model = __import__("hfi_eval.model.plan", fromlist=[part])
        assert from_file.model_dump() == {
            name: getattr(getattr(model, part)(), name) for name in type(from_file).model_fields
        }


def test_the_constraints_name_packages_and_no_places() -> None:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    assert lines
    assert not [line for line in lines if "://" in line or "@ " in line or line.startswith("-")]


HOSTS = [
    "py" + "pi.org",
    "python" + "hosted.org",
    "anaconda" + ".org",
    "conda" + "-forge.org",
    "registry." + "npmjs",
    "--index" + "-url",
    "--extra-index" + "-url",
]


def test_no_file_names_a_package_index() -> None:
    wanted = re.compile("|".join(map(re.escape, HOSTS)), re.IGNORECASE)
    guilty = []
    for path in tracked():
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        if wanted.search(text):
            guilty.append(str(path.relative_to(ROOT)))
    assert guilty == []
