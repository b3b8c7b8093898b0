"""Records: the contract between reading and counting. Rows live here and in the engine only."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hfi_eval.errors import Issue

PERSON = "person_id"
FAMILY = "family_id"
WAVE = "wave"
BIRTH = "birth_date"
ENROLLED = "enrolled_on"
EXITED = "exited_on"
BORN_HERE = "born_in_dk"
ROLE = "family_role"
SEX = "sex"


def column(indicator: str, wave: str) -> str:
    """Name the column that holds an indicator at a wave, such as "job_status@start"."""
    return f"{indicator}@{wave}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A file that was read: its name without folder, its SHA-256 and its data rows."""

    name: str
    sha256: str
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """Validated records, ready to be counted.

    Attributes:
        persons: one row per person: person_id, family_id and the background columns of the plan
            (text, null where unknown), the date columns (dates), and for each indicator of persons
            and wave a column `indicator@wave` (codes as text, numbers as floats, null where
            unknown). A pandas frame, or a DuckDB relation when the file is read where it lies.
        families: the same for indicators of families, one row per family_id; None without them.
        indicators: the indicators that have records; the others are "not reported".
        files: what was read.
        issues: warnings and queries that did not stop the reading.
    """

    persons: Any = field(repr=False)
    families: Any = field(default=None, repr=False)
    indicators: frozenset[str] = frozenset()
    files: tuple[Read, ...] = ()
    issues: tuple[Issue, ...] = field(default=())
