"""Whole processes: the help, and the run of the example, each beside its peer.

python -m pytest tests/benchmark --benchmark-only --benchmark-group-by=group
"""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from hfi_eval import evaluation
from hfi_eval.render import typst


def _python(code: str) -> None:
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def _command(*words: str) -> None:
    command = [sys.executable, "-m", "hfi_eval", *words]
    subprocess.run(command, check=True, capture_output=True)


@pytest.mark.benchmark(group="start-up", min_rounds=10)
def test_import_typer_alone(benchmark):
    benchmark(_python, "import typer")


@pytest.mark.benchmark(group="start-up", min_rounds=10)
def test_help(benchmark):
    benchmark(_command, "--help")


@pytest.mark.benchmark(group="example run", min_rounds=5)
def test_imports_and_typst_alone(benchmark, tmp_path):
    text = typst.content(evaluation.demo().document())
    (tmp_path / "document.json").write_text(text, "utf-8")
    day = date(2011, 4, 30)
    code = f"""
import pandas, pandera.pandas, matplotlib.figure, typst, datetime, pathlib
typst.compile(
    {str(typst.HERE / "report.typ")!r},
    root={str(typst.HERE)!r},
    font_paths=[{str(typst.HERE / "fonts")!r}],
    ignore_system_fonts=True,
    sys_inputs={{"document": pathlib.Path({str(tmp_path / "document.json")!r}).read_text("utf-8")}},
    pdf_standards=["ua-1", "a-2a"],
    timestamp={(day - date(1970, 1, 1)).days * 86_400},
)
"""
    benchmark(_python, code)


@pytest.mark.benchmark(group="example run", min_rounds=5)
def test_run_of_the_example(benchmark, tmp_path):
    _command("demo", str(tmp_path / "demo"))
    plan = str(tmp_path / "demo" / "plan.yaml")
    benchmark(_command, "run", plan, "--out", str(tmp_path / "out"))
