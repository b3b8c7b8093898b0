from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import hfi_eval as hfi
from hfi_eval.cli import app

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")

PLAN: dict[str, Any] = {
    "title": "Kort",
    "language": "da",
    "design": "before_after",
    "waves": {
        "start": {"date": "2023-01-01", "label": "Før", "phrase": "ved start"},
        "end": {"date": "2023-12-31", "label": "Efter", "phrase": "ved slut"},
    },
    "populations": {"adults": {"age": "18..", "at": "start", "label": "Voksne"}},
    "indicators": {"job": {"label": "Status", "codes": {"work": "Job", "ben": "Ydelse"}}},
    "definitions": {"ss": {"label": "Selvforsørgende", "is": {"job": ["work"]}}},
    "criteria": {"half": {"share": "ss", "of": "adults", "at_least": 0.5, "says": "Halvdelen"}},
    "tables": {
        "T1": {"kind": "before_after", "indicator": "job", "of": "adults", "title": "Status"}
    },
}


@pytest.fixture(scope="module")
def demo() -> hfi.Evaluation:
    return hfi.demo()


@pytest.fixture(scope="module")
def short(tmp_path_factory: pytest.TempPathFactory) -> hfi.Evaluation:
    path = tmp_path_factory.mktemp("short") / "people.csv"
    path.write_text(
        "person_id,birth_date,job@start,job@end\np1,1980-01-01,ben,work\np2,1977-07-07,ben,ben\n"
    )
    plan = hfi.load_plan(PLAN)
    return hfi.evaluate(hfi.read(path, plan), plan)


def test_the_python_of_the_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (block,) = re.findall(r"```python\n(.*?)```", README, flags=re.DOTALL)
    monkeypatch.chdir(tmp_path)
    exec(compile(block, "README.md", "exec"), {})  # noqa: S102 -- it is our own text
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")


def test_the_commands_of_the_readme_exist():
    named = set(re.findall(r"(?:^|[\s`/])hfi-eval ([a-z]+)", README))
    known = {
        each.name or getattr(each.callback, "__name__", "") for each in app.registered_commands
    }
    assert named <= known
    assert {"demo", "init", "check", "run", "table", "why", "codes", "schema"} <= named


def test_a_plan_in_code_gives_numbers(short: hfi.Evaluation):
    result = short.result("ss.share@end")
    assert (result.value, result.numerator, result.denominator) == (0.5, 1, 2)
    assert [row.label for row in short.table("T1").rows] == ["Job", "Ydelse", "I alt"]
    assert "Selvforsørgende" in short.why("ss.share@end")
    assert short.criteria().rows[0].cells[-1].text == "Opfyldt"


def test_both_engines_give_the_same(short: hfi.Evaluation):
    again = hfi.evaluate(short.records, short.plan, engine="reference")
    assert again.frame().equals(short.frame())


def test_the_frame_has_a_row_for_every_number(demo: hfi.Evaluation):
    frame = demo.frame()
    assert frame["address"].is_unique
    row = frame.set_index("address").loc["self_supporting.share@end/adults"]
    assert (row["numerator"], row["denominator"]) == (25, 46)


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_table_has_sentences_of_finished_text(demo: hfi.Evaluation, language: str):
    for name in (*demo.plan.tables, *demo.plan.criteria):
        for sentence in demo.sentences(name, language=language):
            assert sentence.text.endswith((".", ":"))
            assert not re.search(r"[{}]|None|nan|  ", sentence.text)


def test_groups_by_two_variables_are_told_and_nothing_is_told_twice(tmp_path: Path):
    path = tmp_path / "people.csv"
    path.write_text(
        "person_id,birth_date,sex,town,job@start,job@end\n"
        + "".join(f"p{n},1980-01-01,{'mf'[n % 2]},{'ab'[n % 3 % 2]},ben,work\n" for n in range(9))
        + "p9,1980-01-01,m,a,ben,\n"
    )
    plan = hfi.load_plan(
        PLAN
        | {
            "background": {
                "sex": {"label": "Køn", "codes": {"m": "Mand", "f": "Kvinde"}},
                "town": {"label": "By", "codes": {"a": "Assens", "b": "Odense"}},
            },
            "measures": {
                "by": {"share": "ss", "of": "adults", "by": ["sex", "town"], "label": "Fordelt"}
            },
            "tables": {"T1": {"kind": "groups", "measure": "by", "title": "Fordelt"}},
        }
    )
    evaluation = hfi.evaluate(hfi.read(path, plan), plan)
    told = [each.text for each in evaluation.sentences("T1")]
    assert len(set(told)) == len(told)
    assert any("Assens" in text for text in told)


def test_unknown_names_are_told_with_the_known(demo: hfi.Evaluation):
    for call in (
        lambda: demo.table("T99"),
        lambda: demo.sentences("T99"),
        lambda: demo.result("nothing.share@end"),
        lambda: demo.why("nothing.share@end"),
        lambda: demo.table("T6", language="de"),
        lambda: demo.save("report.docx"),
        lambda: hfi.demo("nowhere"),
        lambda: hfi.evaluate(demo.records, demo.plan, engine="abacus"),
    ):
        with pytest.raises(hfi.UnknownNameError, match="Known: "):
            call()


def test_an_unknown_figure_is_told_like_any_other_name(demo: hfi.Evaluation, short: hfi.Evaluation):
    with pytest.raises(hfi.UnknownNameError):
        demo.figure("nothing")
    with pytest.raises(hfi.EvalError):
        short.figure()


def test_a_public_evaluation_is_refused(short: hfi.Evaluation):
    with pytest.raises(hfi.DisclosureError):
        hfi.evaluate(short.records, short.plan, audience="public")


def test_what_an_evaluation_prints_shows_no_person(short: hfi.Evaluation):
    assert "1977-07-07" not in repr(short)
    assert "1977" not in repr(short.records)


def test_wrong_plans_and_records_are_told(short: hfi.Evaluation, tmp_path: Path):
    with pytest.raises(hfi.PlanError, match="titel"):
        hfi.load_plan({**PLAN, "titel": "x"})
    with pytest.raises(hfi.PlanError):
        hfi.load_plan(tmp_path / "nothing.yaml")
    for path in (tmp_path, tmp_path / "nothing.csv"):
        with pytest.raises(hfi.RecordsError):
            hfi.read(path, short.plan)


def test_save_writes_whole_or_not_at_all(short: hfi.Evaluation, tmp_path: Path):
    for name in ("report.html", "report.pdf"):
        assert short.save(tmp_path / name, language="en") == tmp_path / name
    with pytest.raises(hfi.OutputError):
        short.save(tmp_path / "report.html" / "report.html")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["report.html", "report.pdf"]
