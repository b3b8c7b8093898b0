"""Document: the blocks of a report, in reading order and in one language."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime

    from hfi_eval.model.figure import Figure
    from hfi_eval.model.result import Address
    from hfi_eval.model.table import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence and the results it states."""

    text: str
    results: tuple[Address, ...] = field(default=(), repr=False)

    def __str__(self) -> str:
        """Give the text."""
        return self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Sentences read together; "note" is set smaller, "warning" and "lead" stand out."""

    sentences: tuple[Sentence, ...]
    role: str = "body"

    @property
    def text(self) -> str:
        """The whole paragraph."""
        return " ".join(sentence.text for sentence in self.sentences)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets:
    """Short statements, one on a line."""

    items: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Pairs of a term and what it means or is."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and what stands under it; sections inside it are one level deeper."""

    heading: str
    blocks: tuple[Paragraph | Bullets | Facts | Table | Figure | Section, ...] = ()
    new_page: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole report.

    Attributes:
        language: "da" or "en".
        title: of the evaluated programme.
        subtitle: what kind of document this is.
        marking: printed on every page, such as "Intern: viser antal på en og to"; "" for none.
        facts: what the title page says, as pairs of term and text.
        words: the fixed words a renderer needs, final text: "contents", "page" ("Side"),
            "of" ("af"), "skip" ("Gå til indhold"), "subject" and "keywords" for the file's properties.
        sections: in reading order.
        date: of the last wave, for the file's properties.
    """

    language: str
    title: str
    subtitle: str
    author: str
    marking: str
    facts: tuple[tuple[str, str], ...]
    words: dict[str, str]
    sections: tuple[Section, ...]
    date: datetime.date
