from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import re
import subprocess
import sys
from textwrap import dedent
from typing import TYPE_CHECKING

import pyarrow.parquet as pq
import pytest

import hfi_eval as hfi
from hfi_eval.frames import csv_bytes
from hfi_eval.render import table_text
from tests.end_to_end.test_cli import FIVE, PLAN, RECORDS, hfi_eval

if TYPE_CHECKING:
    from pathlib import Path

REQUIRED = [
    "address", "measure", "definition", "stat", "wave", "population", "value", "unit",
    "numerator", "denominator", "missing", "low", "high", "method", "state", "origin",
]  # fmt: skip
DRIVER = dedent(
    """
    import os, signal, sys
    nth, out, real, seen = int(sys.argv[1]), sys.argv[2], os.replace, 0
    def replace(source, target, **more):
        global seen
        if str(target).startswith(out):
            seen += 1
            if seen == nth:
                os.kill(os.getpid(), signal.SIGKILL)
        return real(source, target, **more)
    os.replace = replace
    from pathlib import Path
    from hfi_eval.render import write_all
    write_all(Path(out), {name: b"new " * 1000 for name in sys.argv[3:]})
    """
)


def five(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("first") / "demo"
    ran = hfi_eval("demo", folder)
    assert ran.status == 0
    assert ran.out.splitlines() == [str(folder / "out" / name) for name in FIVE]
    return folder


@pytest.fixture(scope="module")
def results(first: Path) -> list[dict[str, str]]:
    text = (first / "out/results.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text)))


def test_the_demo_writes_plan_data_and_five_files(first: Path):
    assert {path.name for path in first.iterdir()} == {
        "plan.yaml", "persons.csv", "status.csv", "families.csv", "out",
    }  # fmt: skip
    assert set(five(first / "out")) == set(FIVE)


def test_the_same_bytes_every_time_and_everywhere(first: Path, tmp_path: Path):
    before = five(first / "out")
    assert hfi_eval("run", first / "plan.yaml", "--out", first / "out").status == 0
    assert five(first / "out") == before
    ran = subprocess.run(
        [sys.executable, "-m", "hfi_eval", "demo", "another folder"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONHASHSEED": "12345", "TZ": "Pacific/Auckland", "LC_ALL": "C"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert five(tmp_path / "another folder/out") == before
    assert "\x1b" not in ran.stdout + ran.stderr
    assert len(ran.stderr.splitlines()) <= 1


def test_the_results_are_plain_csv(first: Path):
    raw = (first / "out/results.csv").read_bytes()
    text = raw.decode("utf-8")
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    assert text.endswith("\n")
    header = next(csv.reader(io.StringIO(text)))
    assert [name for name in header if name in REQUIRED] == REQUIRED
    assert {"sex", "origin"} <= set(header)
    assert len(set(header)) == len(header)


def test_numbers_in_the_results_are_written_for_machines(results: list[dict[str, str]]):
    assert len({row["address"] for row in results}) == len(results)
    for row in results:
        for name in ("value", "numerator", "denominator", "missing", "low", "high"):
            if row[name]:
                float(row[name])
                assert not re.search(r",|\.0$", row[name])


def test_an_example_row_of_the_results(results: list[dict[str, str]]):
    row = {row["address"]: row for row in results}["self_supporting.share@end/adults"]
    assert row["value"] == repr(25 / 46)
    assert (row["numerator"], row["denominator"], row["missing"]) == ("25", "46", "0")
    assert (row["unit"], row["stat"], row["wave"], row["population"]) == (
        "share", "share", "end", "adults",
    )  # fmt: skip
    assert round(float(row["low"]), 4) == 0.4018
    assert round(float(row["high"]), 4) == 0.6785


def test_the_results_are_the_same_in_both_languages(first: Path):
    evaluation = hfi.demo()
    assert csv_bytes(evaluation.released) == (first / "out/results.csv").read_bytes()
    assert "Voksne" not in (first / "out/results.csv").read_text(encoding="utf-8")


def test_parquet_says_what_the_csv_says(first: Path, results: list[dict[str, str]]):
    rows = pq.read_table(first / "out/results.parquet").to_pylist()
    assert len(rows) == len(results)
    for row, written in zip(rows, results, strict=True):
        assert list(row) == list(written)
        for name, value in row.items():
            if isinstance(value, str) or value is None:
                assert written[name] == (value or "")
            else:
                assert float(written[name]) == value


def test_every_cell_of_every_table_is_in_the_results(results: list[dict[str, str]]):
    evaluation, found = hfi.demo(), {row["address"]: row for row in results}
    cells = 0
    for language in ("da", "en"):
        for name in ("overview", *evaluation.plan.tables):
            table = json.loads(table_text(evaluation.table(name, language=language), "json"))
            for cell in (cell for row in table["rows"] for cell in row["cells"]):
                if cell["address"]:
                    row = found[cell["address"]]
                    assert cell["unit"] == row["unit"] or cell["value"] is None
                    if cell["value"] is not None:
                        assert float(row["value"]) == cell["value"]
                    cells += 1
    assert cells > 800


def test_the_manifest_has_the_hashes_of_what_went_in_and_out(first: Path):
    manifest = json.loads((first / "out/manifest.json").read_text(encoding="utf-8"))
    for name, digest in manifest["files"].items():
        assert hashlib.sha256((first / "out" / name).read_bytes()).hexdigest() == digest
    for each in manifest["records"]:
        assert hashlib.sha256((first / each["name"]).read_bytes()).hexdigest() == each["sha256"]
    plan = hashlib.sha256((first / "plan.yaml").read_bytes()).hexdigest()
    assert manifest["plan_sha256"] == plan
    assert manifest["audience"] == "internal"
    assert set(manifest["files"]) == set(FIVE) - {"manifest.json"}


def test_the_html_report_is_one_file_in_the_right_language(first: Path):
    text = (first / "out/report.html").read_text(encoding="utf-8")
    assert '<html lang="da"' in text
    assert not re.search(r'(?:src|href)="(?!#|data:)', text)
    assert "Af de 46 voksne (én fyldte 18 år undervejs og tæller med begge gange)" in text


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    (tmp_path / "people.csv").write_text(RECORDS, encoding="utf-8")
    path = tmp_path / "plan.yaml"
    path.write_text(PLAN, encoding="utf-8")
    return path


def test_an_output_path_that_is_a_file_ends_with_14(plan: Path):
    taken = plan.parent / "taken"
    taken.write_text("mine", encoding="utf-8")
    for out in (taken, taken / "below"):
        ran = hfi_eval("run", plan, "--out", out)
        assert ran.status == 14
        assert str(taken) in ran.err
        assert ran.out == ""
    assert taken.read_text(encoding="utf-8") == "mine"


def test_a_folder_where_a_file_should_be_ends_with_14(plan: Path):
    out = plan.parent / "out"
    (out / "results.csv").mkdir(parents=True)
    assert hfi_eval("run", plan, "--out", out).status == 14
    assert [path.name for path in out.iterdir()] == ["results.csv"]


def test_a_disk_that_is_full_leaves_the_previous_report(
    plan: Path, monkeypatch: pytest.MonkeyPatch
):
    out = plan.parent / "out"
    assert hfi_eval("run", plan, "--out", out).status == 0
    before = five(out)
    calls = iter(range(100))

    def full(_: int) -> None:
        if next(calls) == 3:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    ran = hfi_eval("run", plan, "--out", out, "--language", "en")
    assert ran.status == 14
    assert "No space left on device" in ran.err
    assert five(out) == before


@pytest.fixture
def killed(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A folder of old files in which a run was killed at the nth file that it moved."""
    driver, out = tmp_path / "driver.py", tmp_path / "out"
    driver.write_text(DRIVER, encoding="utf-8")
    out.mkdir()
    for name in FIVE:
        (out / name).write_bytes(b"old " * 1000)
    ran = subprocess.run(
        [sys.executable, str(driver), str(request.param), str(out), *FIVE],
        check=False,
        capture_output=True,
    )
    assert ran.returncode == -9, ran.stderr
    return out


@pytest.mark.parametrize("killed", [1], indirect=True)
def test_a_run_killed_before_it_is_done_leaves_the_previous_report(killed: Path):
    assert all((killed / name).read_bytes() == b"old " * 1000 for name in FIVE)


@pytest.mark.parametrize("killed", [2, 4], indirect=True)
def test_a_run_killed_in_the_middle_leaves_no_half_file(killed: Path):
    whole = {b"old " * 1000, b"new " * 1000}
    assert {(killed / name).read_bytes() for name in FIVE} <= whole


@pytest.mark.parametrize("killed", [3], indirect=True)
def test_the_next_run_clears_away_what_a_killed_one_left(killed: Path, plan: Path):
    assert hfi_eval("run", plan, "--out", killed).status == 0
    assert {path.name for path in killed.iterdir()} == set(FIVE)
