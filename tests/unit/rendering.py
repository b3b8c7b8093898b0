"""A document with tables of every shape, and the checks a finished PDF must pass."""

from __future__ import annotations

import datetime
import io
from typing import TYPE_CHECKING, Literal

import pikepdf
from pikepdf import Array, Dictionary, Name

from hfi_eval.model.document import Bullets, Document, Facts, Paragraph, Section, Sentence
from hfi_eval.model.figure import DumbbellRow, Figure, Mark
from hfi_eval.model.result import Address, Unit
from hfi_eval.model.table import Cell, Column, Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCE = {"da": "Kilde: Assens Kommune.", "en": "Source: Assens Municipality."}
STATUS = {
    "da": (
        "Ordinær beskæftigelse",
        "Uddannelse på almindelige vilkår (SU el.lign.)",
        "I kompetenceafklarende forløb (aktivering), herunder virksomhedspraktik og danskuddannelse",
        "Midlertidigt sygemeldte eller på barsel",
        "Pension, efterløn og selvforsørgede uden beskæftigelse #1 <2> a_b @hjem $5$",
    ),
    "en": (
        "Ordinary employment",
        "Education on ordinary terms (with student grant)",
        "In activation that clarifies skills, including work placement and language education",
        "Temporarily sick or on parental leave",
        "Pension, early retirement, and self-supporting without work #1 <2> a_b @home $5$",
    ),
}
BEFORE, AFTER = (1, 6, 12, 26, 1), (9, 16, 10, 1, 10)
ALT = {
    "da": "Figuren viser andelen før og efter for fem statusser. Ordinær beskæftigelse går fra 2,2 "
    "til 19,6 pct.; målet er 20 pct.",
    "en": "The figure shows shares before and after for five statuses. Ordinary employment goes "
    "from 2.2 to 19.6 per cent; the target is 20 per cent.",
}


def address(stat: str, wave: str, level: str = "") -> Address:
    groups = (("status", level),) if level else ()
    return Address(measure="status", stat=stat, waves=(wave,), population="adults", groups=groups)


def count(value: int, wave: str = "end", level: str = "") -> Cell:
    where = address("count", wave, level)
    return Cell(text=str(value), value=float(value), unit=Unit.COUNT, address=where)


def share(value: float, language: str, wave: str = "end", level: str = "") -> Cell:
    shown = f"{value * 100:.1f}"
    return Cell(
        text=shown.replace(".", ",") + "\u00a0%" if language == "da" else shown + "%",
        spoken=shown.replace(".", ",") + " pct." if language == "da" else "",
        value=value,
        unit=Unit.SHARE,
        address=address("share", wave, level),
    )


def withheld(language: str) -> Cell:
    return Cell(text="•", spoken="ikke vist" if language == "da" else "not shown")


def words(text: str) -> Cell:
    return Cell(text=text)


def _pick(language: str, da: str, en: str) -> str:
    return da if language == "da" else en


def _table(language: str, number: int, title: str, stub: str, **rest: object) -> Table:
    kind = _pick(language, "Tabel", "Table")
    return Table(
        name=f"T{number}",
        caption=f"{kind} {number}. {title}",
        stub=stub,
        source=SOURCE[language],
        summary=_pick(
            language, f"Tabel {number} viser antal og andele.", f"Table {number} shows shares."
        ),
        language=language,
        **rest,  # type: ignore[arg-type]
    )


def status_table(language: str = "da", number: int = 6) -> Table:
    before, after = _pick(language, "Før", "Before"), _pick(language, "Efter", "After")
    labels = STATUS[language]
    rows = tuple(
        Row(label=label, cells=(count(b, "start", f"s{i}"), count(a, "end", f"s{i}")))
        for i, (label, b, a) in enumerate(zip(labels, BEFORE, AFTER, strict=True))
    )
    total = Row(label=_pick(language, "I alt", "Total"), cells=(count(46), count(46)), role="total")
    return _table(
        language,
        number,
        _pick(language, "Voksne familiemedlemmers status", "Status of adult family members"),
        _pick(language, "Job- og uddannelsesstatus", "Work and education"),
        columns=(Column(label=before), Column(label=after)),
        rows=(*rows, total),
    )


def spanned_table(language: str = "da", number: int = 7) -> Table:
    names = [_pick(language, *x) for x in (("Før", "Before"), ("Efter", "After"))]
    spans = [_pick(language, *x) for x in (("Antal", "Count"), ("Andel", "Share"))]
    columns = [Column(label=n, spanner=s) for s in spans for n in names]
    columns.append(Column(label=_pick(language, "Ændring i procentpoint", "Change in points")))
    rows = tuple(
        Row(
            label=label,
            cells=(
                count(b, "start"),
                count(a),
                share(b / 46, language, "start"),
                share(a / 46, language) if a > 1 else withheld(language),
                Cell(text="−17,4" if language == "da" else "−17.4", value=-0.1739130434782609),
            ),
        )
        for label, b, a in zip(STATUS[language], BEFORE, AFTER, strict=True)
    )
    return _table(
        language,
        number,
        _pick(
            language,
            "Voksne familiemedlemmers status ved projektstart og projektafslutning, antal, andel og "
            "ændring i procentpoint",
            "Status of adult family members at the start and at the end, count, share and change",
        ),
        "Status",
        columns=tuple(columns),
        rows=rows,
        notes=(
            _pick(
                language,
                "Andele er afrundet hver for sig; summen er 100,1.",
                "Shares are rounded each for itself; they add up to 100.1.",
            ),
            _pick(language, "• betyder, at tallet ikke vises.", "• means that it is not shown."),
        ),
    )


def grouped_table(language: str = "da", number: int = 8, size: int = 4) -> Table:
    heads = [("Antal voksne", "Adults"), ("Selvforsørgende før", "Self-supporting before")]
    heads.append(("Selvforsørgende efter", "Self-supporting after"))
    rows: list[Row] = []
    for da, en in (("Køn", "Sex"), ("Alder ved projektstart", "Age"), ("Opholdstid", "Stay")):
        rows.append(Row(label=_pick(language, da, en), role="group"))
        rows += [
            Row(
                label=f"{_pick(language, 'Gruppe', 'Group')} {i}",
                cells=(count(i), count(i), count(3)),
            )
            for i in range(1, size + 1)
        ]
    cells = (count(46), count(7), count(25))
    rows.append(Row(label=_pick(language, "I alt", "Total"), cells=cells, role="total"))
    return _table(
        language,
        number,
        _pick(language, "Selvforsørgelse efter baggrund", "Self-support by background"),
        _pick(language, "Baggrund", "Background"),
        columns=tuple(Column(label=_pick(language, *head)) for head in heads),
        rows=tuple(rows),
        notes=("Tallene er antal personer.",) if language == "da" else ("Persons.",),
    )


def nine_columns(language: str = "da", number: int = 9) -> Table:
    heads = STATUS[language] + (
        _pick(language, "Selvforsørgelse i alt", "Self-support"),
        _pick(language, "Uoplyst", "Not known"),
    )
    columns = tuple(
        Column(label=head, spanner=_pick(language, "Status ved afslutningen", "Status at the end"))
        for head in heads
    )
    columns += (Column(label="I alt"), Column(label="Andel, der er kommet videre"))
    rows = tuple(
        Row(label=label, cells=(*(count(i * j) for i in range(8)), share(0.123, language)))
        for j, label in enumerate(STATUS[language], 1)
    )
    return _table(
        language,
        number,
        _pick(language, "Overgange fra status før til status efter", "Transitions"),
        _pick(language, "Status ved projektstart", "Status at the start"),
        columns=columns,
        rows=rows,
    )


def criteria_table(language: str = "da", number: int = 10) -> Table:
    heads = (("Målsætning", "Target"), ("Før", "Before"), ("Resultat", "Result"))
    columns = [Column(label=_pick(language, *head)) for head in heads]
    columns.append(Column(label=_pick(language, "Vurdering", "Verdict"), words=True))
    columns.append(Column(label=_pick(language, "Bemærkning", "Remark"), words=True))
    remark = _pick(
        language,
        "Målet er nået efter afrunding: 19,6 pct. er 20 pct., når der ikke er decimaler. "
        "Med én person flere var det nået i begge læsninger.",
        "The target is met after rounding: 19.6 per cent is 20 per cent without decimals.",
    )
    labels = (
        ("30 pct. skal være i uddannelse", "30 per cent in education"),
        ("20 pct. skal være i job", "20 per cent in work"),
        ("30 pct. skal være i aktive kompetenceudviklende forløb", "30 per cent in activation"),
    )
    rows = tuple(
        Row(
            label=_pick(language, *label),
            cells=(
                share(0.3, language),
                share(0.022, language, "start"),
                share(0.196, language),
                words(_pick(language, "Nået ved afrunding", "Met by rounding")),
                words(remark),
            ),
        )
        for label in labels
    )
    return _table(
        language,
        number,
        _pick(language, "Projektets opfyldelse af egne målsætninger", "Own targets"),
        _pick(language, "Målsætninger for voksne projektdeltagere", "Targets for adults"),
        columns=tuple(columns),
        rows=rows,
    )


def long_table(language: str = "da", number: int = 11) -> Table:
    rows = tuple(
        Row(
            label=f"{_pick(language, 'Påstand', 'Claim')} C{i:02d}",
            cells=(words(STATUS[language][i % 5]), count(i), share(i / 70, language)),
        )
        for i in range(1, 64)
    )
    return _table(
        language,
        number,
        _pick(language, "Rapportens påstande og hvad data viser", "Claims and data"),
        _pick(language, "Påstand", "Claim"),
        columns=(
            Column(label=_pick(language, "Hvad der blev skrevet", "What was written"), words=True),
            Column(label=_pick(language, "Antal", "Count")),
            Column(label=_pick(language, "Andel", "Share")),
        ),
        rows=rows,
        notes=("Hver påstand er et tal i rapporten.",) if language == "da" else ("Each a number.",),
    )


def dumbbell(language: str = "da", name: str = "F1") -> Figure:
    def mark(value: float, wave: str) -> Mark:
        text = f"{value:.1f}".replace(".", ",") if language == "da" else f"{value:.1f}"
        return Mark(value=value / 100, text=text + " %", address=address("share", wave))

    def target(value: int) -> Mark:
        text = f"{_pick(language, 'mål', 'target')} {value} %"
        return Mark(value=value / 100, text=text, address=address("target", "end"))

    a, b, c, d, e = STATUS[language]
    return Figure(
        name=name,
        caption=_pick(
            language, "Figur 1. Status før og efter, med mål", "Figure 1. Status, targets"
        ),
        alt=ALT[language],
        axis=_pick(language, "Pct. af de voksne", "Per cent of the adults"),
        ticks=tuple((i / 100, f"{i} %") for i in range(0, 61, 10)),
        legend=("Før", "Efter", "Mål") if language == "da" else ("Before", "After", "Target"),
        rows=(
            DumbbellRow(label=a, before=mark(2.2, "s"), after=mark(19.6, "e"), target=target(20)),
            DumbbellRow(label=b, before=mark(13, "s"), after=mark(34.8, "e"), target=target(30)),
            DumbbellRow(label=c, before=mark(22.1, "s"), after=mark(21.7, "e"), target=target(30)),
            DumbbellRow(label=d, before=mark(56.5, "s"), after=mark(2.2, "e")),
            DumbbellRow(label=e, before=mark(58.7, "s"), after=mark(58.7, "e"), target=target(60)),
            DumbbellRow(label="Kun efter", before=None, after=mark(0, "e"), target=target(0)),
            DumbbellRow(label="Kun før", before=mark(60, "s"), after=None),
            DumbbellRow(label="Ingen", before=None, after=None),
        ),
        source=SOURCE[language],
        language=language,
    )


def paragraph(text: str, role: str = "body") -> Paragraph:
    return Paragraph(sentences=(Sentence(text=text),), role=role)


BODY = {
    "da": "En stor gruppe voksne familiemedlemmer er ved projektafslutningen i gang med en uddannelse. "
    "Antallet i ordinær beskæftigelse er steget fra 1 til 9 personer, svarende til en stigning fra "
    "2,2 pct. til 19,6 pct. af de 46 voksne. Selvforsørgelsesprocenten og "
    "kompetenceudviklingsforløbene er opgjort for de deltagere, hvis status er kendt.",
    "en": "A large group of adult family members is in education at the end of the project. The number "
    "in ordinary employment has grown from 1 to 9 persons, from 2.2 to 19.6 per cent of the adults.",
}


def sample(language: str = "da") -> Document:
    """Give a report with fifteen tables of seven shapes and two figures."""
    body = paragraph(BODY[language])
    kinds = (status_table, spanned_table, grouped_table, nine_columns, criteria_table)
    more = tuple(kind(language, number) for number, kind in enumerate(kinds * 2, 1))
    bullets = Bullets(items=tuple(Sentence(text=text) for text in STATUS[language]))
    facts = Facts(
        pairs=((_pick(language, "Voksen", "Adult"), "18+ " + BODY[language][:150]), ("#", "<b>"))
    )
    results = Section(
        heading=_pick(language, "Resultater for de voksne familiemedlemmer", "Results for adults"),
        new_page=True,
        blocks=(
            paragraph(BODY[language], "lead"),
            body,
            *more[:2],
            body,
            dumbbell(language),
            Section(
                heading=_pick(language, "Selvforsørgelse og uddannelse", "Self-support"),
                blocks=(body, *more[2:5], paragraph(BODY[language], "warning")),
            ),
        ),
    )
    return Document(
        date=datetime.date(2011, 4, 30),
        language=language,
        title=_pick(language, "Hele familiens integration", "Integration of the whole family"),
        subtitle=_pick(language, "Evaluering af resultater før og efter", "Evaluation"),
        author="LG Insight",
        marking=_pick(language, "Intern: viser antal på en og to", "Internal: shows counts of one"),
        facts=(
            (_pick(language, "Kommune", "Municipality"), "Assens"),
            (_pick(language, "Periode", "Period"), "april 2009 – december 2010"),
            (
                _pick(language, "Deltagere", "Participants"),
                "45 voksne og 49 børn og unge i 28 familier",
            ),
        ),
        words={
            "contents": _pick(language, "Indhold", "Contents"),
            "page": _pick(language, "Side", "Page"),
            "of": _pick(language, "af", "of"),
            "skip": _pick(language, "Gå til indhold", "Skip to content"),
            "subject": _pick(language, "Evaluering", "Evaluation"),
            "keywords": "integration, evaluering",
        },
        sections=(
            Section(
                heading=_pick(language, "Sammenfatning", "Summary"),
                new_page=True,
                blocks=(paragraph(BODY[language], "lead"), bullets, body, facts),
            ),
            results,
            Section(
                heading=_pick(language, "Bilag", "Appendix"),
                new_page=True,
                blocks=(
                    paragraph(BODY[language], "note"),
                    long_table(language),
                    *more[5:],
                    grouped_table(language, 20, size=6),
                    dumbbell(language, "F2"),
                    status_table("en", 21),
                ),
            ),
        ),
    )


Broken = Literal["row heads", "column heads", "alt", "language", "bookmarks", "tags", "title", "UA"]


def broken(content: bytes, what: Broken) -> bytes:
    """Take one thing away that a finished PDF must have."""
    pdf = pikepdf.open(io.BytesIO(content))
    if what in {"row heads", "column heads"}:
        scope = Name.Row if what == "row heads" else Name.Column
        for cell in _elements(pdf.Root.StructTreeRoot, "/TH"):
            if _attribute(cell, "/Scope") == scope:
                cell["/S"] = Name.TD
    elif what == "alt":
        del next(_elements(pdf.Root.StructTreeRoot, "/Figure"))["/Alt"]
    elif what == "UA":
        with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
            del metadata["pdfuaid:part"]
    else:
        key = {"language": "Lang", "bookmarks": "Outlines", "tags": "StructTreeRoot"}
        del pdf.Root["/" + key.get(what, "ViewerPreferences")]
    stream = io.BytesIO()
    pdf.save(stream)
    return stream.getvalue()


def pdf_checks(content: bytes) -> list[str]:
    """List what keeps a finished PDF from being read by everyone; empty when all is well."""
    pdf = pikepdf.open(io.BytesIO(content))
    root = pdf.Root
    metadata = pdf.open_metadata()
    said = {
        "not tagged": bool(root.get("/MarkInfo", Dictionary()).get("/Marked"))
        and "/StructTreeRoot" in root,
        "no PDF/UA identifier": metadata.get("pdfuaid:part") == "1",
        "no PDF/A identifier": metadata.get("pdfaid:part", "")
        + metadata.get("pdfaid:conformance", "")
        == "2A",
        "no language": str(root.get("/Lang", ""))[:2] in {"da", "en"},
        "no title": bool(metadata.get("dc:title")),
        "title not shown": bool(
            root.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle")
        ),
        "no bookmarks": "/Outlines" in root and bool(root.Outlines.get("/First")),
    }
    problems = [problem for problem, well in said.items() if not well]
    if "/StructTreeRoot" in root:
        problems += _structure_problems(root.StructTreeRoot)
    return problems + list(_font_problems(pdf))


def _structure_problems(root: pikepdf.Object) -> Iterator[str]:
    tables, figures = list(_elements(root, "/Table")), list(_elements(root, "/Figure"))
    if not tables:
        yield "no tables"
    for number, table in enumerate(tables, 1):
        yield from (f"table {number}: {problem}" for problem in _table_problems(table))
    for number, figure in enumerate(figures, 1):
        alt = str(figure.get("/Alt", ""))
        if len(alt.split()) < 4 or not alt.endswith("."):
            yield f"figure {number}: alt text is not a sentence"


def _table_problems(table: pikepdf.Object) -> Iterator[str]:
    heads = list(_elements(table, "/TH"))
    scopes = [_attribute(head, "/Scope") for head in heads]
    if not {Name.Column, Name.Row} <= set(scopes):
        yield "headings of columns and of rows are not both there"
    if None in scopes:
        yield "a heading has no scope"
    if not _attribute(table, "/Summary"):
        yield "no summary"
    names = {bytes(each["/ID"]) for each in heads if "/ID" in each}
    for cell in _elements(table, "/TD"):
        under = [bytes(name) for name in _attribute(cell, "/Headers") or ()]
        if len(under) < 2 or not set(under) <= names:
            yield "a cell does not stand under a row and a column"


def _font_problems(pdf: pikepdf.Pdf) -> Iterator[str]:
    files = {"/FontFile", "/FontFile2", "/FontFile3"}
    for item in pdf.objects:
        described = isinstance(item, Dictionary) and item.get("/Type") == Name.FontDescriptor
        if described and not files & set(item.keys()):
            yield f"font {item.get('/FontName')} is not embedded"


def _elements(element: pikepdf.Object, kind: str) -> Iterator[pikepdf.Object]:
    inside = element.get("/K")
    for kid in inside if isinstance(inside, Array) else [inside]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            if kid["/S"] == kind:
                yield kid
            yield from _elements(kid, kind)


def _attribute(element: pikepdf.Object, key: str) -> pikepdf.Object | None:
    owned = element.get("/A")
    for each in owned if isinstance(owned, Array) else [owned]:
        if isinstance(each, Dictionary) and key in each:
            return each[key]
    return None
