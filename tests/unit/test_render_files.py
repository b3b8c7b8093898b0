"""Files are there whole or not at all, and the formats are found by name."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from hfi_eval.errors import OutputError, UnknownNameError
from hfi_eval.render import RENDERERS, render, save, table_text, write, write_all
from tests.unit.rendering import sample, status_table


def test_a_file_is_written_and_replaced(tmp_path: Path):
    path = tmp_path / "a.csv"
    write(path, b"one")
    write(path, b"two")
    assert path.read_bytes() == b"two"
    assert _names(tmp_path) == ["a.csv"]


def test_a_replaced_file_keeps_its_permissions(tmp_path: Path):
    path = tmp_path / "a.csv"
    write(path, b"one")
    path.chmod(0o640)
    write(path, b"two")
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_missing_folder_is_told(tmp_path: Path):
    with pytest.raises(OutputError, match=r'a\.csv" could not be written.*Check that the folder'):
        write(tmp_path / "no" / "a.csv", b"one")


def test_a_folder_in_the_way_is_told(tmp_path: Path):
    with pytest.raises(OutputError, match="it is a folder"):
        write(tmp_path, b"one")


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_what_was_there_stays_when_the_disk_fails(tmp_path: Path, monkeypatch, step: str):
    path = tmp_path / "a.csv"
    write(path, b"one")
    monkeypatch.setattr(*((os, "fsync") if step == "fsync" else (Path, "replace")), _full)
    with pytest.raises(OutputError, match="No space left on device"):
        write(path, b"two")
    monkeypatch.undo()
    assert path.read_bytes() == b"one"
    assert _names(tmp_path) == ["a.csv"]


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def _full(*_: object) -> None:
    raise OSError(28, "No space left on device")


def test_files_that_belong_together_are_written_together(tmp_path: Path):
    folder = tmp_path / "out" / "run"
    write_all(folder, {"a.csv": b"a", "tables/b.csv": b"b"})
    assert (folder / "a.csv").read_bytes() == b"a"
    assert (folder / "tables" / "b.csv").read_bytes() == b"b"
    assert (_names(folder)) == ["a.csv", "tables"]


def test_none_is_replaced_when_one_cannot_be(tmp_path: Path):
    write_all(tmp_path, {"a.csv": b"old"})
    (tmp_path / "b.csv").mkdir()
    with pytest.raises(OutputError, match=r"b\.csv"):
        write_all(tmp_path, {"a.csv": b"new", "b.csv": b"new"})
    assert (tmp_path / "a.csv").read_bytes() == b"old"
    assert (_names(tmp_path)) == ["a.csv", "b.csv"]


def test_what_was_moved_is_moved_back_when_a_later_one_fails(tmp_path: Path, monkeypatch):
    write_all(tmp_path, {"a.csv": b"old", "b.csv": b"old"})
    real = Path.replace

    def fail_on_c(path: Path, target: Path) -> Path:
        if target.name == "c.csv":
            _full()
        return real(path, target)

    monkeypatch.setattr(Path, "replace", fail_on_c)
    new = {"a.csv": b"new", "new.csv": b"new", "b.csv": b"new", "c.csv": b"new"}
    with pytest.raises(OutputError, match=r"c\.csv"):
        write_all(tmp_path, new)
    monkeypatch.undo()
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        "a.csv": b"old",
        "b.csv": b"old",
    }


def test_a_folder_that_was_made_in_vain_is_taken_away(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(os, "fsync", _full)
    with pytest.raises(OutputError):
        write_all(tmp_path / "out" / "run", {"a.csv": b"a"})
    assert _names(tmp_path) == []


def test_a_file_where_the_folder_should_be_is_told(tmp_path: Path):
    (tmp_path / "out").write_bytes(b"")
    with pytest.raises(OutputError, match="could not be written"):
        write_all(tmp_path / "out" / "run", {"a.csv": b"a"})


@pytest.mark.parametrize(("name", "start"), [("r.pdf", b"%PDF-"), ("R.HTML", b"<!DOCTYPE html>")])
def test_a_report_is_saved_by_its_suffix(tmp_path: Path, name: str, start: bytes):
    path = save(sample(), str(tmp_path / name))
    assert path.read_bytes().startswith(start)


def test_an_unknown_suffix_is_told_before_anything_is_written(tmp_path: Path):
    with pytest.raises(UnknownNameError, match=r'no report format ".pfd". Did you mean ".pdf"'):
        save(sample(), tmp_path / "r.pfd")
    assert _names(tmp_path) == []


def test_an_unknown_table_format_is_told():
    with pytest.raises(UnknownNameError, match="no table format"):
        table_text(status_table(), "cvs")
    assert table_text(status_table()).startswith("Tabel 6.")


def test_every_registered_suffix_renders():
    assert all(render(sample(), suffix) for suffix in RENDERERS)


def test_importing_the_package_loads_no_printer():
    heavy = "{'matplotlib', 'typst', 'pikepdf', 'numpy', 'pandas'} & set(sys.modules)"
    code = f"import sys, hfi_eval.render; assert not ({heavy}), {heavy}"
    subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603 -- our own interpreter
