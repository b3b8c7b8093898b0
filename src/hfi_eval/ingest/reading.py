"""Reading: from files to records, or to the list of everything that is wrong with them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from hfi_eval.ingest import checks, cpr, large, presence
from hfi_eval.ingest.assemble import assemble, homes
from hfi_eval.ingest.messages import issue
from hfi_eval.ingest.names import Vocabulary, vocabulary
from hfi_eval.ingest.people import Checked
from hfi_eval.ingest.readers import tables
from hfi_eval.ingest.shape import Shaped, shape, validated, with_header
from hfi_eval.ingest.table import ReadingError, Table
from hfi_eval.records import PERSON, Read, Records

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hfi_eval.errors import Issue
    from hfi_eval.ingest.people import People
    from hfi_eval.model.plan import Plan, Source

GRAVE = frozenset({"stop", "error"})
COUNTED = frozenset({"D01", "D04", "W06"})
"""Rules about what is missing; silent on a column with cells that could not be read."""


@dataclass(slots=True)
class Opened:
    """What the files hold before anything is understood.

    Attributes:
        tables: those with headings.
        large: files that stay where they lie.
        files: what was read.
        stops: CPR numbers.
        issues: what could not be read.
    """

    tables: list[Table] = field(default_factory=list)
    large: list[large.Large] = field(default_factory=list)
    files: dict[str, Read] = field(default_factory=dict)
    stops: list[Issue] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)


def outcome(sources: Sequence[Source], plan: Plan) -> tuple[Records | None, tuple[Issue, ...]]:
    """Give the records, None where the contract is broken, and every issue.

    Args:
        sources: the files, with the sheet that is meant.
        plan: what the columns and codes mean.
    """
    words = vocabulary(plan)
    opened = Opened()
    if not sources:
        opened.issues.append(issue("A14", {"file": ""}))
    for source in sources:
        opened.stops += cpr.file_name(_name(source))
    for source in sources if not opened.stops else ():
        _open(source, words, opened)
    if opened.stops:
        return None, tuple(opened.stops)
    records, issues = _understood(opened, words)
    ordered = tuple(dict.fromkeys(map(_Same, [*opened.issues, *issues])))
    found = tuple(each.issue for each in ordered)
    if records is None or any(each.severity in GRAVE for each in found):
        return None, found
    return replace(records, issues=found), found


@dataclass(frozen=True, slots=True)
class _Same:
    """An issue that equals another of the same text and place."""

    issue: Issue

    def __hash__(self) -> int:
        """Hash what is said."""
        return hash(self.issue.text())

    def __eq__(self, other: object) -> bool:
        """Compare what is said."""
        return isinstance(other, _Same) and self.issue == other.issue


def _name(source: Source) -> str:
    """Give the name of a file or folder, also of one that is given as "." or ".."."""
    name = source.path.name
    return name if name.strip(".") else source.path.resolve().name


def _open(source: Source, words: Vocabulary, opened: Opened) -> None:
    """Read a file's tables and look for CPR numbers in them."""
    place: dict[str, object] = {"file": _name(source)}
    try:
        found = large.opened(source, words)
        if found is not None:
            opened.stops += large.cpr_issues(found)
            opened.large.append(found)
        got = [] if found is not None else tables(source)
    except ReadingError as error:
        said = {"suffix": source.path.suffix, "known": error.known}
        where = {**place, "sheet": source.sheet, "row": error.row}
        opened.issues.append(issue(error.key, where, said))
        return
    rows = found.rows if found is not None else 0
    headed = []
    for table in got:
        each = with_header(table, words)
        opened.stops += _scanned(table, each, words)
        if each is not None:
            headed.append(each)
            rows += len(each.cells)
        else:
            opened.issues.append(issue("A09" if table.sheet else "A02", table.place()))
    if got and not headed and got[0].sheet:
        opened.issues.append(issue("A02", place))
    opened.tables += headed
    with source.path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    before = opened.files.get(str(source.path))
    total = rows + (before.rows if before else 0)
    opened.files[str(source.path)] = Read(name=source.path.name, sha256=digest, rows=total)


def _scanned(table: Table, headed: Table | None, words: Vocabulary) -> list[Issue]:
    """Give the CPR numbers of a table, titles and headings included."""
    meant = [words.meaning(text) if text else None for text in headed.header] if headed else []
    named = headed or table
    kinds = {"number", "count"} if named.header_row else {"number", "count", "id"}
    amounts = {at for at, each in enumerate(meant) if each is not None and each.kind in kinds}
    everything = replace(table, header=named.header, header_row=named.header_row)
    secret = {at for at, text in enumerate(named.header) if not words.sayable(text)}
    return cpr.scan(everything, amounts, secret)


def _understood(opened: Opened, words: Vocabulary) -> tuple[Records | None, list[Issue]]:
    """Give the records of tables that could be read, and what is wrong with them."""
    issues: list[Issue] = []
    shaped = []
    stays = opened.large[0] if len(opened.large) == 1 else None
    if stays is not None and any(_has_persons(table, words) for table in opened.tables):
        stays = None
    if stays is None:
        opened.tables += [table for each in opened.large for table in tables(each.source)]
    for table in opened.tables:
        each, found = shape(table, words)
        issues += found
        shaped.append(each)
    persons = [each for each in shaped if each.unit == "person"]
    families = [each for each in shaped if each.unit == "family"]
    home = [id(each) for unit in (persons, families) for each in homes(unit)]
    persons = _valid(persons, words, home, issues)
    families = _valid(families, words, home, issues)
    broken = any(each.severity in GRAVE for each in opened.issues)
    if stays is not None and not broken:
        return _staying(stays, families, words, issues, tuple(opened.files.values()))
    if not persons or broken:
        if not broken and opened.tables:
            place = opened.tables[0].place()
            issues += presence.missing_traits(words.plan, set(), place)
        return None, issues
    return _joined(persons, families, words.plan, issues, tuple(opened.files.values()))


def _valid(
    shaped: list[Shaped], words: Vocabulary, home: list[int], issues: list[Issue]
) -> list[Shaped]:
    """Give tables with typed values; adds what breaks them to the issues."""
    kept = []
    for each in shaped:
        valid, found = validated(each, words, alone=id(each) in home)
        issues += found
        kept.append(valid)
    return kept


def _has_persons(table: Table, words: Vocabulary) -> bool:
    """Tell whether a table has rows about persons."""
    meant = [words.meaning(text) for text in table.header if text]
    return any(each is not None and each.name == PERSON for each in meant)


def _joined(
    persons: list[Shaped],
    families: list[Shaped],
    plan: Plan,
    issues: list[Issue],
    files: tuple[Read, ...],
) -> tuple[Records, list[Issue]]:
    """Give the records of valid tables, and what is wrong across them."""
    people = assemble(persons, plan, "person")
    issues += people.issues
    issues += presence.strangers(people, persons)
    place = people.home[0].shaped.table.place()
    records = _across(people, families, plan, (place, issues))
    return replace(records, persons=people.frame.reset_index(), files=files), issues


def _staying(
    file: large.Large,
    families: list[Shaped],
    words: Vocabulary,
    issues: list[Issue],
    files: tuple[Read, ...],
) -> tuple[Records, list[Issue]]:
    """Give the records of a file that stays where it lies, and what is wrong in it."""
    issues += large.validated(file, words)
    records = _across(file, families, words.plan, ({"file": file.source.path.name}, issues))
    return replace(records, persons=large.relation(file), files=files), issues


def _across(
    people: People,
    families: list[Shaped],
    plan: Plan,
    notes: tuple[dict[str, object], list[Issue]],
) -> Records:
    """Give the records but for the persons; adds what is wrong across tables to the notes."""
    place, issues = notes
    households = assemble(families, plan, "family") if families else None
    issues += households.issues if households else []
    present = {PERSON, *people.names, *(households.pieces if households else ())}
    issues += presence.missing_traits(plan, present, place)
    issues += presence.missing_indicators(plan, present, place)
    unread = {each.column for each in issues if each.rule in {"S01", "D02", "T01", "T03"}}
    found = checks.issues(Checked(plan=plan, persons=people, families=households))
    issues += [each for each in found if each.rule not in COUNTED or each.column not in unread]
    return Records(
        persons=None,
        families=households.frame.reset_index() if households else None,
        indicators=frozenset(name.partition("@")[0] for name in present if "@" in name),
    )
