from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")


def test_the_page_of_commands_is_current(tmp_path):
    made = tmp_path / "cli.md"
    words = ["-m", "typer", "hfi_eval.cli", "utils", "docs", "--name", "hfi-eval"]
    subprocess.run(  # noqa: S603 - our own command
        [sys.executable, *words, "--title", "Commands", "--output", str(made)],
        check=True,
        capture_output=True,
        env={**os.environ, "NO_COLOR": "1", "COLUMNS": "80"},
    )
    wanted = "run: python -m typer hfi_eval.cli utils docs --name hfi-eval --title Commands --output docs/cli.md"
    assert made.read_text("utf-8") == (ROOT / "docs" / "cli.md").read_text("utf-8"), wanted


def test_the_python_of_the_readme_runs(tmp_path, monkeypatch):
    blocks = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    assert blocks
    monkeypatch.chdir(tmp_path)
    for block in blocks:
        exec(compile(block, "README.md", "exec"), {})  # noqa: S102 - our own README
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")


def test_the_readme_has_its_two_commands():
    commands = [line for line in README.splitlines() if line.startswith("python3.11 -m venv")]
    assert len(commands) == 2
    assert commands[0].endswith("hfi-eval demo demo")
    assert commands[1].endswith("python -m pytest -q")


def test_links_in_the_documentation_lead_somewhere():
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
