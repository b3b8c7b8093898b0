"""Errors and issues a user can act on: each says what is wrong, where, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Give the known name that `name` is most likely a slip of, or None.

    Example:
        >>> nearest("selfsupporting", ["self_supporting", "education"])
        'self_supporting'
    """
    by_folded = {each.casefold(): each for each in known}
    near = get_close_matches(name.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[near[0]] if near else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One break of the records contract, at one place in one file, told without personal data.

    Attributes:
        rule: stable id of the rule that is broken, such as "S01".
        severity: "stop" (nothing was read further), "error" (no evaluation), "warning" or "query".
        message: what is wrong and what to do, by language.
        file: the file's name, without its folder.
        sheet: the sheet of a workbook, else "".
        row: the row as the file itself counts it, 1 for its first line; None for a whole column.
        column: the heading of the column, or "".
        cell: the cell as a spreadsheet names it, such as "F17", or "".
    """

    rule: str
    severity: str
    message: Mapping[str, str]
    file: str
    sheet: str = ""
    row: int | None = None
    column: str = ""
    cell: str = ""

    def text(self, language: str = "en") -> str:
        """Give the place first and the message after, on one line."""
        row, column = ("række", "kolonne") if language == "da" else ("row", "column")
        place = [self.file, self.sheet, self.cell]
        if self.row is not None and not self.cell:
            place.append(f"{row} {self.row}")
        if self.column:
            place.append(f'{column} "{self.column}"')
        where = ", ".join(part for part in place if part)
        return f"{self.rule} {where}: {self.message[language]}"

    def __str__(self) -> str:
        """Give the issue in English."""
        return self.text("en")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """One mistake in a plan.

    Attributes:
        path: the keys that lead to it, such as "criteria.education.of".
        message: what is wrong and what to write instead.
        line: the line in the file, 1 for the first; None when the plan did not come from a file.
        column: the column on that line, 1 for the first.
    """

    path: str
    message: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        """Give the place first and the message after, on one line."""
        at = f"line {self.line}, column {self.column}, " if self.line else ""
        return f"{at}{self.path}: {self.message}" if self.path else f"{at}{self.message}"


class EvalError(Exception):
    """Base of every error shown to a user without a traceback.

    Attributes:
        exit_code: the status the command line ends with.
    """

    exit_code = 1


@dataclass(eq=False)
class PlanError(EvalError):
    """The plan is wrong; `mistakes` lists every mistake found, not only the first."""

    exit_code = 10
    name: str
    mistakes: Sequence[Mistake] = field(default=())

    def __str__(self) -> str:
        """List the mistakes, one on a line."""
        count = len(self.mistakes)
        head = f"{self.name}: {count} mistake{'s' * (count != 1)} in the plan:"
        return "\n".join([head, *(f"  {mistake}" for mistake in self.mistakes)])


@dataclass(eq=False)
class RecordsError(EvalError):
    """The records break the contract; `issues` lists every break found, not only the first.

    Attributes:
        language: the language it is told in where nobody asks for another.
    """

    exit_code = 11
    issues: Sequence[Issue] = field(default=())
    language: str = "en"

    def text(self, language: str) -> str:
        """List the issues in `language`, one on a line; only stops and errors count as breaks."""
        count = sum(issue.severity in {"stop", "error"} for issue in self.issues)
        head = (
            f"{count} {'sted' if count == 1 else 'steder'} bryder reglerne for data:"
            if language == "da"
            else f"The records break the contract in {count} place{'s' * (count != 1)}:"
        )
        return "\n".join([head, *(f"  {issue.text(language)}" for issue in self.issues)])

    def __str__(self) -> str:
        """List the issues in the error's own language."""
        return self.text(self.language)


class DisclosureError(EvalError):
    """A number may not leave the secure side."""

    exit_code = 12


class OutputError(EvalError):
    """The output could not be written; what was there before is still there."""

    exit_code = 14


class UnknownNameError(EvalError, KeyError):
    """A name that was asked for is not among the known ones; says which is nearest."""

    exit_code = 13

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        """Compose the message; `kind` is the noun a user knows, such as "table"."""
        names = list(known)
        near = nearest(name, names)
        hint = f' Did you mean "{near}"?' if near else ""
        shown = ", ".join(names[:12]) + (", ..." if len(names) > 12 else "")
        self.message = f'There is no {kind} "{name}".{hint} Known: {shown}.'
        super().__init__(self.message)

    def __str__(self) -> str:
        """Give the message as it is; KeyError would quote it."""
        return self.message
