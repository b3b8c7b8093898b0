from __future__ import annotations

import contextlib
import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from hfi_eval import cli
from hfi_eval.examples import contents

FIVE = ["report.pdf", "report.html", "results.csv", "results.parquet", "manifest.json"]

PLAN = """\
plan: 1
title: {da: Prøve, en: Trial}
language: da
design: before_after
waves:
  start: {date: 2023-01-01, label: {da: Før, en: Before}, phrase: {da: ved start, en: at the start}}
  end:   {date: 2023-12-31, label: {da: Efter, en: After}, phrase: {da: ved slut, en: at the end}}
records: [people.csv]
populations:
  adults: {age: 18.., at: start, label: {da: Voksne, en: Adults}}
indicators:
  job:
    label: {da: Status, en: Status}
    codes:
      work: {da: Job, en: Job}
      edu: {da: Uddannelse, en: Education}
      ben: {da: Ydelse, en: Benefit}
    groupings:
      two:
        active: {is: [work, edu], da: Aktiv, en: Active}
        passive: {is: [ben], da: Passiv, en: Passive}
  wants: {yes_no: true, label: {da: Ønsker job, en: Wants a job}}
definitions:
  ss: {label: {da: Selvforsørgende, en: Self-supporting}, is: {job: [work, edu]}}
criteria:
  half: {share: ss, of: adults, at_least: 50 %, says: {da: Halvdelen, en: Half}}
tables:
  T1: {kind: before_after, indicator: job, of: adults, title: {da: Status, en: Status}}
  T2: {kind: transitions, indicator: job, of: adults}
"""
RECORDS = """\
person_id,birth_date,job@start,job@end,wants@start,wants@end
p1,1980-01-02,ben,work,yes,yes
p2,1981-01-02,ben,edu,no,yes
p3,1982-01-02,work,work,yes,yes
p4,1983-01-02,ben,,no,
"""


class Ran(NamedTuple):
    status: int
    out: str
    err: str


def hfi_eval(*args: str | Path) -> Ran:
    """Run the command line as a process would, in this process."""
    out, err, before = io.StringIO(), io.StringIO(), sys.argv
    status = 0
    sys.argv = ["hfi-eval", *map(str, args)]
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            cli.main()
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else int(end.code is not None)
    finally:
        sys.argv = before
    return Ran(status, out.getvalue(), err.getvalue())


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    (tmp_path / "people.csv").write_text(RECORDS, encoding="utf-8")
    path = tmp_path / "plan.yaml"
    path.write_text(PLAN, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("example")
    for name, content in contents("assens").items():
        (folder / name).write_bytes(content)
    return folder / "plan.yaml"


def table(example: Path, name: str, language: str) -> list[list[str]]:
    ran = hfi_eval("table", example, name, "--format", "csv", "--language", language)
    assert ran.status == 0, ran.err
    return list(csv.reader(io.StringIO(ran.out)))


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize(
    ("name", "before", "after", "total"),
    [
        ("T4", ["30", "16"], ["36", "10"], ["46", "46"]),
        ("T5", ["2", "2", "27", "15"], ["8", "24", "4", "10"], ["46", "46"]),
        ("T6", ["1", "6", "12", "26", "1"], ["9", "16", "10", "1", "10"], ["46", "46"]),
    ],
)
def test_the_tables_of_the_example_have_the_published_numbers(
    *,
    example: Path,
    language: str,
    name: str,
    before: list[str],
    after: list[str],
    total: list[str],
):
    rows = table(example, name, language)[1:]
    assert [row[-2] for row in rows[:-1]] == before
    assert [row[-1] for row in rows[:-1]] == after
    assert rows[-1][-2:] == total


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_targets_of_the_example_are_unrounded_shares(example: Path, language: str):
    rows = table(example, "T7", language)[1:5]
    assert [round(float(row[-2]) * 46, 9) for row in rows] == [6, 1, 12, 27]
    assert [round(float(row[-1]) * 46, 9) for row in rows] == [16, 9, 10, 11]


def test_a_table_in_two_languages_differs_only_in_words(example: Path):
    da, en = (table(example, "T6", language) for language in ("da", "en"))
    assert [row[1:] for row in da[1:]] == [row[1:] for row in en[1:]]
    assert da[0] == ["Job- og uddannelsesstatus", "Før", "Efter"]
    assert en[0] == ["Job and education status", "Before", "After"]


@pytest.mark.parametrize("form", ["text", "md", "csv", "html", "json"])
def test_a_table_comes_in_every_format(plan: Path, form: str):
    ran = hfi_eval("table", plan, "T1", "--format", form)
    assert ran.status == 0
    assert ran.err == ""
    assert "Uddannelse" in ran.out
    assert ran.out.endswith("\n")


def test_init_writes_a_plan_that_is_right_and_never_over_another(tmp_path: Path):
    path = tmp_path / "plan.yaml"
    assert hfi_eval("init", path) == Ran(0, f"{path}\n", "")
    assert hfi_eval("table", path, "T1").status == 11
    again = hfi_eval("init", path)
    assert again.status == 1
    assert "--force" in again.err
    assert hfi_eval("init", path, "--force", "--language", "en").status == 0


def test_check_lists_issues_and_says_how_many(plan: Path):
    clean = hfi_eval("check", plan)
    assert clean.status == 0
    assert clean.err == ""
    (plan.parent / "people.csv").write_text(RECORDS.replace("ben,work", "bem,work"))
    broken = hfi_eval("check", plan)
    assert broken.status == 11
    assert "S01 people.csv, C2" in broken.out
    assert "»ben«" in broken.out
    listed = json.loads(hfi_eval("check", plan, "--json").out)
    assert {"rule", "severity", "file", "row", "column", "cell", "message"} <= set(listed[0])


def test_codes_and_schema_are_for_machines_too(plan: Path):
    assert "Uddannelse" in hfi_eval("codes", plan).out
    assert json.loads(hfi_eval("codes", plan, "--json").out)["job"]["edu"]["en"] == "Education"
    assert json.loads(hfi_eval("schema").out)["$schema"].startswith("https://json-schema.org/")


def test_why_gives_numerator_denominator_and_missing(plan: Path):
    ran = hfi_eval("why", plan, "ss.share@end", "--json")
    found = json.loads(ran.out)
    assert (found["numerator"], found["denominator"], found["missing"]) == (3, 3, 1)
    told = hfi_eval("why", plan, "ss.share@end").out
    assert "Selvforsørgende" in told


def test_why_in_danish_names_no_codes(plan: Path):
    told = hfi_eval("why", plan, "ss.share@end", "--language", "da").out
    assert " is " not in told
    assert "work" not in told


@pytest.mark.parametrize("command", ["check", "run", "table"])
def test_a_wrong_plan_ends_with_10(plan: Path, command: str):
    plan.write_text(PLAN.replace("design:", "desing:"), encoding="utf-8")
    ran = hfi_eval(command, plan, *(["T1"] if command == "table" else []))
    assert ran.status == 10
    assert 'line 4, column 1, desing: there is no key "desing" here.' in ran.err
    assert ran.out == ""


def test_every_mistake_in_a_plan_is_told_at_once(plan: Path):
    wrong = PLAN.replace("design:", "desing:").replace("at_least", "at_leest")
    wrong = wrong.replace("of: adults, title", "of: adult, title")
    plan.write_text(wrong, encoding="utf-8")
    ran = hfi_eval("check", plan)
    assert ran.status == 10
    assert len(ran.err.splitlines()) >= 4


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"# only a comment\n",
        b"- a\n- b\n",
        b"\x00\x01\xff" * 50,
        "title: æøå".encode("latin-1"),
        PLAN.encode("utf-16"),
        b"plan: 1\ntitle: &t [*t]\n",
        b"plan: 1\ntitle: {da: a",
        b"plan: 1\n\ttitle: a",
        b"plan: 1\ntitle: !!python/object/apply:os.system ['true']\n",
        PLAN.replace("language: da", "language: da\nlanguage: en").encode(),
    ],
    ids=[
        "empty", "comment", "list", "binary", "latin-1", "utf-16", "itself", "open", "tab", "tag",
        "twice",
    ],
)  # fmt: skip
def test_what_is_no_plan_ends_with_10(plan: Path, content: bytes):
    plan.write_bytes(content)
    ran = hfi_eval("check", plan)
    assert ran.status == 10
    assert "Traceback" not in ran.err
    assert "plan.yaml" in ran.err


def test_aliases_that_multiply_are_refused_at_once(plan: Path):
    bomb = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    bomb += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    plan.write_text("plan: 1\n" + "\n".join(bomb), encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-m", "hfi_eval", "check", str(plan)],
        capture_output=True,
        text=True,
        timeout=10,
        check=False,
    )
    assert ran.returncode == 10


@pytest.mark.parametrize(
    "content",
    [
        b"",
        RECORDS.splitlines()[0].encode(),
        b"p1,1980-01-02,ben,work,yes,yes\n",
        RECORDS.replace("birth_date", "job@end").encode(),
        RECORDS.replace("birth_date", "whatever").encode(),
        RECORDS.replace("ben,work", "ben,Mette Hansen").encode(),
        RECORDS.replace("1980-01-02", "31.04.1980").encode(),
        RECORDS.replace("p2", "p1").encode(),
        RECORDS.replace("wants@end", "wants@later").encode(),
        RECORDS.replace("p1", "010180-1234").encode(),
        bytes(range(256)) * 8,
        (RECORDS + '"p9,1980-01-01').encode(),
    ],
    ids=[
        "empty", "header", "no header", "doubled", "missing", "code", "date", "person", "wave",
        "cpr", "binary", "quote",
    ],
)  # fmt: skip
def test_bad_records_end_with_11_and_name_nobody(plan: Path, content: bytes):
    (plan.parent / "people.csv").write_bytes(content)
    ran = hfi_eval("run", plan, "--out", plan.parent / "out")
    assert ran.status == 11
    assert "people.csv" in ran.err
    assert "Traceback" not in ran.err
    assert "Mette" not in ran.err
    assert "010180" not in ran.err
    assert not (plan.parent / "out").exists()


@pytest.mark.parametrize("number", ["010180-1234", "0101801234", "01011980-1234"])
def test_a_cpr_number_in_any_dress_stops_the_reading(plan: Path, number: str):
    (plan.parent / "people.csv").write_text(RECORDS.replace("p1", number), encoding="utf-8")
    ran = hfi_eval("check", plan)
    assert ran.status == 11
    assert "P02" in ran.out
    assert number not in ran.out + ran.err


def test_a_person_swallowed_by_a_quote_is_told(plan: Path):
    broken = RECORDS.replace("p1,", '"p1,').replace("p2,", 'p2",')
    (plan.parent / "people.csv").write_text(broken, encoding="utf-8")
    ran = hfi_eval("check", plan)
    assert re.search(r"^(FEJL|ADVAR|STOP).*A2|række 2", ran.out, flags=re.MULTILINE)


def test_a_sign_that_the_font_lacks_is_told_in_one_line(plan: Path):
    plan.write_text(PLAN.replace("da: Job,", 'da: "Job \U0001f600",'), encoding="utf-8")
    ran = hfi_eval("run", plan, "--out", plan.parent / "out")
    assert ran.status in {0, 10, 14}
    assert "Warning" not in ran.err


def test_an_empty_label_is_a_mistake(plan: Path):
    plan.write_text(PLAN.replace("{da: Voksne, en: Adults}", "''"), encoding="utf-8")
    assert hfi_eval("check", plan).status == 10


def test_two_codes_with_one_label_are_a_mistake(plan: Path):
    plan.write_text(PLAN.replace("{da: Uddannelse,", "{da: Job,"), encoding="utf-8")
    assert hfi_eval("check", plan).status == 10


def test_a_name_too_long_for_a_file_is_told_without_a_traceback(tmp_path: Path):
    assert hfi_eval("init", tmp_path / f"{'x' * 300}.yaml").status == 14


def test_a_table_of_targets_counts_who_gave_no_second_answer(plan: Path):
    notes = hfi_eval("table", plan, "overview").out.rpartition("---")[2]
    assert re.search(r"\b(1|[Éé]n) person", notes)


def test_a_workbook_cut_short_ends_with_11(plan: Path):
    (plan.parent / "cut.xlsx").write_bytes(b"PK\x03\x04" + b"\0" * 400)
    ran = hfi_eval("check", plan, plan.parent / "cut.xlsx")
    assert ran.status == 11
    assert "A10 cut.xlsx" in ran.out


def test_run_tells_breaks_of_the_records_in_the_language_of_the_plan(plan: Path):
    (plan.parent / "people.csv").write_text(RECORDS.replace("ben,work", "bem,work"))
    ran = hfi_eval("run", plan, "--out", plan.parent / "out")
    assert "Mente du" in ran.err


def test_a_public_report_is_refused_with_12_and_writes_nothing(plan: Path):
    ran = hfi_eval("run", plan, "--out", plan.parent / "out", "--audience", "public")
    assert ran.status == 12
    assert ran.out == ""
    assert not (plan.parent / "out").exists()


@pytest.mark.parametrize(
    "args",
    [
        ("table", "plan.yaml", "T9"),
        ("table", "plan.yaml", "T1", "--format", "xlsx"),
        ("table", "plan.yaml", "T1", "--language", "de"),
        ("why", "plan.yaml", "nothing.share@end"),
        ("run", "plan.yaml", "--audience", "everybody"),
    ],
)
def test_an_unknown_name_ends_with_13_and_gives_the_known(
    plan: Path, args: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(plan.parent)
    ran = hfi_eval(*args)
    assert ran.status == 13
    assert "Known: " in ran.err
    assert not (plan.parent / "out").exists()


@pytest.mark.parametrize("args", [(), ("run",), ("nothing",), ("run", "plan.yaml", "--nothing")])
def test_wrong_usage_ends_with_2(args: tuple[str, ...]):
    assert hfi_eval(*args).status == 2


def test_records_that_are_a_folder_or_missing_end_with_11(plan: Path):
    for path in (plan.parent, plan.parent / "nothing.csv"):
        ran = hfi_eval("check", plan, path)
        assert ran.status == 11
        assert path.name in ran.out


@pytest.mark.parametrize(
    "rule", ["count_as_missing", "count_as_failure", "last_observed", "leave_out"]
)
def test_every_rule_for_a_missing_second_wave_makes_every_table(plan: Path, rule: str):
    plan.write_text(f"{PLAN}cohort: {{no_second_wave: {rule}}}\n", encoding="utf-8")
    for name in ("T1", "T2", "overview"):
        ran = hfi_eval("table", plan, name)
        assert ran.status == 0, ran.err


@pytest.mark.parametrize("rule", ["last_observed", "leave_out"])
def test_who_is_left_out_or_carried_forward_is_counted(plan: Path, rule: str):
    plan.write_text(f"{PLAN}cohort: {{no_second_wave: {rule}}}\n", encoding="utf-8")
    notes = hfi_eval("table", plan, "T1").out.rpartition("---")[2]
    assert re.search(r"\b(1|[Éé]n) person", notes)


def test_the_demo_over_another_plan_leaves_it_there(tmp_path: Path):
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
    ran = hfi_eval("demo", tmp_path)
    assert ran.status != 0
    assert (tmp_path / "plan.yaml").read_text(encoding="utf-8") == PLAN


def test_a_full_standard_output_is_told_without_a_traceback(plan: Path):
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "hfi_eval", "table", str(plan), "T1"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert ran.returncode == 14
    assert "Traceback" not in ran.stderr


def test_help_loads_nothing_heavy():
    script = (
        "import sys; sys.argv = ['hfi-eval', '--help']\n"
        "from hfi_eval.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'pandas', 'numpy', 'pydantic', 'pandera', 'matplotlib', 'duckdb', 'ruamel'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)\n"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stderr.strip() == "[]"
    assert "Exit status: 0 done" in ran.stdout
    for command in ("demo", "init", "check", "run", "table", "why", "codes", "schema"):
        assert f"  {command} " in ran.stdout
