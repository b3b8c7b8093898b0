"""The command line: one verb per step an analyst takes."""

# ruff: noqa: PLC0415 -- --help must answer at once, so each command loads what it needs.

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import hfi_eval as hfi
from hfi_eval.console import issue_fields, print_json, progress, silence, told
from hfi_eval.errors import EvalError, OutputError, RecordsError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hfi_eval.errors import Issue
    from hfi_eval.records import Records
    from hfi_eval.wording import Words

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Evaluate before/after records of a programme: tables, verdicts and a finished report.",
    epilog=(
        "Exit status: 0 done, 1 other, 2 usage, 10 plan, 11 records, 12 disclosure, "
        "13 unknown name, 14 output not written."
    ),
)

PlanFile = Annotated[Path, typer.Argument(metavar="PLAN", help="The evaluation plan (YAML).")]
Files = Annotated[
    list[Path] | None,
    typer.Argument(metavar="FILES", help="Records; those the plan names if left out."),
]
Language = Annotated[
    str | None, typer.Option("--language", "-l", help="da or en; the plan's own if left out.")
]
Json = Annotated[bool, typer.Option("--json", help="Answer in JSON, for a machine.")]


@app.command()
def demo(
    folder: Annotated[Path, typer.Argument(metavar="DIR")] = Path("hfi-eval-demo"),
    language: Language = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite files that are there.")] = False,
) -> None:
    """Write and run the Assens example.

    The plan and the synthetic records go to DIR, the report and the results to DIR/out.
    """
    from hfi_eval.examples import contents
    from hfi_eval.render import write_all

    held = contents("assens")
    other = [name for name, content in held.items() if _differs(folder / name, content)]
    if other and not force:
        message = (
            f"{folder} already has {', '.join(other)} of another content. Nothing was written. "
            "Choose another folder, or add --force to overwrite."
        )
        raise EvalError(message)
    write_all(folder, held)
    _run(folder / "plan.yaml", None, folder / "out", language, "internal")


@app.command()
def init(
    plan: Annotated[Path, typer.Argument(metavar="PLAN")] = Path("plan.yaml"),
    language: Annotated[str, typer.Option("--language", "-l", help="da or en.")] = "da",
    force: Annotated[bool, typer.Option("--force", help="Overwrite a plan that is there.")] = False,
) -> None:
    """Write a plan to start from.

    It fits on one screen and has comments; change names, dates and codes to your own.
    """
    from hfi_eval.plans import first_plan
    from hfi_eval.render import write

    if plan.exists() and not force:
        message = f"{plan} is already there. Choose another name, or add --force to overwrite it."
        raise EvalError(message)
    write(plan, first_plan(language).encode())
    typer.echo(str(plan))


@app.command()
def check(
    plan: PlanFile, files: Files = None, language: Language = None, as_json: Json = False
) -> None:
    """List every mistake in plan and records.

    All at once, with line and column in the plan, and file, sheet and cell in the records.
    """
    from hfi_eval.wording import words

    loaded = hfi.load_plan(plan)
    said = words(language or loaded.language)
    records: Records | None = None
    issues: Sequence[Issue] = ()
    with progress(said("cli.reading")):
        try:
            records = hfi.read(files or None, loaded)
        except RecordsError as error:
            issues = error.issues
    issues = records.issues if records else issues
    if as_json:
        print_json([issue_fields(issue) for issue in issues])
    else:
        for issue in issues:
            typer.echo(f"{said(f'cli.{issue.severity}')}  {issue.text(said.language)}")
        for line in _about(loaded, records, said):
            typer.echo(line)
    if records is None:
        raise typer.Exit(RecordsError.exit_code)


def _about(plan: hfi.Plan, records: Records | None, words: Words) -> Iterator[str]:
    """Say by which rules the plan is read and, where the records can be used, who is in them."""
    cohort, rounding = plan.cohort, plan.rounding
    rules = {
        "design": plan.design,
        "turned_18": cohort.turned_18,
        "no_second_wave": cohort.no_second_wave,
        "late_entry": cohort.late_entry,
        "dropouts": cohort.dropouts,
        "rounding": f"{rounding.decimals}, {rounding.total}",
    }
    yield words("cli.rules", rules="; ".join(f"{name}: {rule}" for name, rule in rules.items()))
    if records is None:
        yield words("cli.unusable")
        return
    evaluation = hfi.evaluate(records, plan)
    yield str(evaluation.sentences(language=words.language)[0])
    yield words("cli.ready", n=words.number(len(evaluation.released)))


@app.command()
def run(
    plan: PlanFile,
    files: Files = None,
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder for the results.")] = Path(
        "out"
    ),
    language: Language = None,
    audience: Annotated[
        str, typer.Option("--audience", help="internal, or public (refused for now).")
    ] = "internal",
) -> None:
    """Evaluate, and write report and results.

    report.pdf, report.html, results.csv, results.parquet and manifest.json: all of them or none.
    """
    _run(plan, files, out, language, audience)


@app.command()
def table(
    plan: PlanFile,
    name: Annotated[str, typer.Argument(metavar="ID", help="The table, such as T6.")],
    files: Files = None,
    form: Annotated[
        str, typer.Option("--format", "-f", help="text, md, csv, html or json.")
    ] = "text",
    language: Language = None,
) -> None:
    """Print one table of the plan."""
    from hfi_eval.render import table_text

    evaluation = _evaluate(plan, files, language, "internal")
    text = table_text(evaluation.table(name, language=language), form)
    sys.stdout.write(text if text.endswith("\n") else text + "\n")


@app.command()
def why(
    plan: PlanFile,
    address: Annotated[str, typer.Argument(metavar="ADDRESS", help="self_supporting.share@end")],
    files: Files = None,
    language: Language = None,
    as_json: Json = False,
) -> None:
    """Explain one number.

    Its definition, population, numerator, denominator, missing, interval, method and origin.
    """
    evaluation = _evaluate(plan, files, language, "internal")
    if not as_json:
        typer.echo(evaluation.why(address, language=language))
        return
    from hfi_eval.frames import rows

    _, (row,) = rows([evaluation.result(address)])
    print_json(row)


@app.command()
def codes(plan: PlanFile, language: Language = None, as_json: Json = False) -> None:
    """List the codes that records may hold."""
    from hfi_eval.model.plan import FAMILY_TYPE
    from hfi_eval.wording import words

    loaded = hfi.load_plan(plan)
    said = words(language or loaded.language)
    lists = {
        **{
            name: part.codes
            for name, part in loaded.background.items()
            if not part.since and name != FAMILY_TYPE
        },
        **{name: part.codes for name, part in loaded.indicators.items()},
    }
    if as_json:
        print_json({name: {key: code.label for key, code in found.codes.items()}
               for name, found in lists.items() if found.codes})  # fmt: skip
        return
    for name, found in lists.items():
        if not found.codes:
            continue
        typer.echo(name)
        for key, code in found.codes.items():
            typer.echo(f"  {key:<24} {said.of(code.label)}")


@app.command()
def schema() -> None:
    """Print the JSON Schema of a plan.

    An editor can complete and check a plan with it.
    """
    from hfi_eval.plans import schema as made

    print_json(made())


def _differs(path: Path, content: bytes) -> bool:
    """Tell whether there is a file with other content."""
    return path.is_file() and path.read_bytes() != content


def _evaluate(
    plan: Path, files: Sequence[Path] | None, language: str | None, audience: str
) -> hfi.Evaluation:
    """Take the straight line from files to released results.

    Raises:
        UnknownNameError: there is no such audience.
    """
    from hfi_eval.disclosure import AUDIENCES
    from hfi_eval.errors import UnknownNameError
    from hfi_eval.wording import words

    if audience not in AUDIENCES:
        raise UnknownNameError("audience", audience, AUDIENCES)
    loaded = hfi.load_plan(plan)
    said = words(language or loaded.language)
    with progress(said("cli.reading")):
        records = hfi.read(files or None, loaded)
    with progress(said("cli.counting")):
        return hfi.evaluate(
            records, loaded, audience="public" if audience == "public" else "internal"
        )


def _run(
    plan: Path, files: Sequence[Path] | None, out: Path, language: str | None, audience: str
) -> None:
    """Evaluate and write all files of a run, whole or not at all."""
    from hfi_eval.render import write_all

    evaluation = _evaluate(plan, files, language, audience)
    said = evaluation.words(language)
    with progress(said("cli.writing")):
        made = evaluation.files(language=language)
        write_all(out, made)
    if evaluation.records.issues:
        typer.echo(said("cli.queries", n=len(evaluation.records.issues)), err=True)
    for name in made:
        typer.echo(str(out / name))


def main() -> None:
    """Run the command line; an error a user can act on is printed without a traceback."""
    try:
        try:
            app()
        finally:
            sys.stdout.flush()
    except EvalError as error:
        typer.echo(told(error, sys.argv[1:]), err=True)
        sys.exit(error.exit_code)
    except OSError as error:
        silence()
        typer.echo(f"{error.filename or 'The output'}: {error.strerror or error}.", err=True)
        sys.exit(OutputError.exit_code)
