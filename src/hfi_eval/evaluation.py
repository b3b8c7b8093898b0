"""Evaluation: the straight line from records to report, and what a notebook holds."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hfi_eval import (
    disclosure,
    examples,
    figures,
    frames,
    ingest,
    measures,
    narrative,
    notebook,
    plans,
    render,
    report,
    tables,
)
from hfi_eval.engine import count
from hfi_eval.errors import EvalError, RecordsError, UnknownNameError
from hfi_eval.model.plan import Source
from hfi_eval.narrative.why import why
from hfi_eval.wording import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

    from hfi_eval.disclosure import Audience, Released
    from hfi_eval.model.document import Document, Sentence
    from hfi_eval.model.figure import Figure
    from hfi_eval.model.plan import Plan
    from hfi_eval.model.result import Result
    from hfi_eval.model.table import Table
    from hfi_eval.records import Records
    from hfi_eval.wording import Words

LIBRARIES = ("duckdb", "matplotlib", "narwhals", "numpy", "pandas", "pandera", "scipy", "typst")
"""The libraries whose versions a manifest names, because the numbers or pages depend on them."""


def load_plan(source: str | Path | Mapping[str, Any]) -> Plan:
    """Read an evaluation plan from a YAML file, or from the same content as a mapping.

    Raises:
        PlanError: lists every mistake with its place in the file.
    """
    return plans.load_plan(source)


def read(files: str | Path | Iterable[str | Path] | None, plan: Plan) -> Records:
    """Read records and check them against the plan.

    Args:
        files: one or more CSV, XLSX or Parquet files; None for those the plan names.
        plan: says which columns and codes there should be.

    Raises:
        RecordsError: the files break the contract; carries every issue found, told in the plan's
            language.
    """
    try:
        return ingest.read(sources(files, plan), plan)
    except RecordsError as error:
        error.language = plan.language
        raise


def sources(files: str | Path | Iterable[str | Path] | None, plan: Plan) -> tuple[Source, ...]:
    """Give the files to read: those given, or those of the plan.

    Raises:
        EvalError: there are none.
    """
    given = [files] if isinstance(files, (str, Path)) else list(files or ())
    found = plan.records if files is None else tuple(Source(path=Path(each)) for each in given)
    if not found:
        message = "There are no records: name the files, or write records: in the plan."
        raise EvalError(message)
    return found


def evaluate(
    records: Records, plan: Plan, *, audience: Audience = "internal", engine: str = "auto"
) -> Evaluation:
    """Count, measure and protect: from records to results that may be shown.

    Args:
        records: as `read` gives them.
        plan: what to evaluate.
        audience: "internal"; "public" is refused until there is disclosure control.
        engine: which engine counts; all give the same numbers.

    Raises:
        DisclosureError: the results may not be shown to the audience.
    """
    requests = measures.requests(plan, records.indicators)
    counts = count(records, plan, requests, engine)
    results = measures.measure_all(plan, records.indicators, counts)
    return Evaluation(plan, records, disclosure.protect(results, audience))


def demo(example: str = "assens") -> Evaluation:
    """Evaluate an example that comes with the package.

    Raises:
        UnknownNameError: there is no such example.
    """
    plan = load_plan(examples.folder(example) / "plan.yaml")
    return evaluate(read(None, plan), plan)


@dataclass(frozen=True, repr=False)
class Evaluation:
    """The released results of one run, and every way to show them."""

    plan: Plan
    records: Records
    released: Released

    def __repr__(self) -> str:
        """Say what was evaluated, without showing a person."""
        title = self.plan.title[self.plan.language]
        return f'<Evaluation "{title}": {len(self.released)} results, {self.released.audience}>'

    def result(self, address: str) -> Result:
        """Look one number up by its address, such as "self_supporting.share@end".

        Raises:
            UnknownNameError: there is no such number; says which is nearest.
        """
        return self.released[address]

    def why(self, address: str, *, language: str | None = None) -> str:
        """Explain one number: of whom, by which definition, from which counts, how."""
        pairs = why(self.result(address), self.plan, self.words(language))
        width = max(len(term) for term, _ in pairs)
        return "\n".join(f"{term:<{width}}  {text}" for term, text in pairs)

    def table(self, name: str, *, language: str | None = None) -> Table:
        """Build a table of the plan, such as "T6".

        Raises:
            UnknownNameError: the plan has no such table.
        """
        return tables.build(name, self.plan, self.released, self.words(language))

    def criteria(self, *, language: str | None = None) -> Table:
        """Build the table of all criteria: target, before, after and verdict."""
        return self.table(tables.OVERVIEW, language=language)

    def figure(self, name: str | None = None, *, language: str | None = None) -> Figure:
        """Build a figure of the plan; the first one where no name is given.

        Raises:
            UnknownNameError: the plan has no such figure.
        """
        chosen = name or next(iter(self.plan.figures), "")
        if chosen not in self.plan.figures:
            raise UnknownNameError("figure", chosen, self.plan.figures)
        return figures.build(chosen, self.plan, self.released, self.words(language))

    def sentences(
        self, name: str | None = None, *, language: str | None = None
    ) -> tuple[Sentence, ...]:
        """Give the sentences of a table or a criterion; the summary where no name is given.

        Raises:
            UnknownNameError: the plan has neither a table nor a criterion of that name.
        """
        said = self.words(language)
        if name is None:
            return narrative.summary(self.plan, self.released, said)
        if name in self.plan.criteria:
            return (narrative.for_criterion(name, self.plan, self.released, said),)
        if name not in self.plan.tables:
            known = (*self.plan.tables, *self.plan.criteria)
            raise UnknownNameError("table or criterion", name, known)
        return narrative.for_table(name, self.plan, self.released, said)

    def frame(self) -> pd.DataFrame:
        """Give every result as a row of a data frame."""
        return frames.frame(self.released)

    def document(self, *, language: str | None = None) -> Document:
        """Put the whole report together."""
        return report.document(self.plan, self.released, self.words(language), self._made())

    def save(self, path: str | Path, *, language: str | None = None) -> Path:
        """Write the report; the suffix of `path` (.pdf or .html) decides the format.

        Raises:
            OutputError: it cannot be written; what was there before is still there.
        """
        return render.save(self.document(language=language), Path(path))

    def words(self, language: str | None = None) -> Words:
        """Give the words of a language, by the plan's rounding; those of the plan by default."""
        return words(language or self.plan.language, self.plan.rounding.decimals)

    def files(self, *, language: str | None = None) -> dict[str, bytes]:
        """Give the files of a run by name: report, results and manifest."""
        document = self.document(language=language)
        made = {
            "report.pdf": render.render(document, ".pdf"),
            "report.html": render.render(document, ".html"),
            "results.csv": frames.csv_bytes(self.released),
            "results.parquet": frames.parquet_bytes(self.released),
        }
        return {**made, "manifest.json": self._manifest(made, document.language)}

    def _made(self) -> report.Provenance:
        """Give what the report was made from."""
        return report.Provenance(
            version=version("hfi-eval"),
            files=tuple((each.name, each.sha256, each.rows) for each in self.records.files),
            queries=len(self.records.issues),
        )

    def _manifest(self, made: Mapping[str, bytes], language: str) -> bytes:
        """Write versions and hashes of everything that went in and came out."""
        content = {
            "hfi_eval": version("hfi-eval"),
            "audience": self.released.audience,
            "language": language,
            "plan_sha256": self.plan.sha256,
            "records": [
                {"name": each.name, "sha256": each.sha256, "rows": each.rows}
                for each in self.records.files
            ],
            "results": len(self.released),
            "files": {name: hashlib.sha256(written).hexdigest() for name, written in made.items()},
            "libraries": {name: version(name) for name in LIBRARIES},
        }
        return (json.dumps(content, indent=2, ensure_ascii=False) + "\n").encode()


notebook.register_here(Evaluation)
