"""A report as a document for word processors, with the same words and figures as its page.

The library that writes it knows no footnotes: they are numbered notes at the end, each mark leads to its note and each
note back to the first mark.
"""

import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from sitrep.report.charts import Chart
from sitrep.report.contents import Entry, Figure, Note
from sitrep.report.making import Report
from sitrep.report.phrases import (
    audience_words,
    figure_line,
    kinds_told,
    state_words,
    undated_words,
    unmapped_words,
    withheld_words,
)
from sitrep.report.words import settings
from sitrep.views.phrases import several

WIDE, SMALL = Inches(6.2), Pt(9)
INK, LINK, GREY = RGBColor(0x1F, 0x29, 0x33), RGBColor(0x2A, 0x5D, 0x84), RGBColor(0x52, 0x60, 0x6D)
FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)


@dataclass
class Marks:
    """Which footnotes were cited, and the next free number of a bookmark."""

    numbers: "count[int]" = field(default_factory=lambda: count(1))
    cited: set[int] = field(default_factory=set)


def paper_of(report: Report) -> bytes:
    """The file of a report: the same for the same report, byte for byte."""
    paper, marks = Document(), Marks()
    _styled(paper, report)
    _head(paper, report)
    if report.since is not None:
        _changes(paper, report)
    for chart in report.charts:
        _chart(paper, chart)
    if report.charts:
        _small(paper, unmapped_words(report))
    for section in report.contents.sections:
        paper.add_heading(section.name, 1)
        for entry in section.entries:
            _entry(paper, entry, marks)
    if report.contents.speech:
        paper.add_heading("Said, without a deed", 1)
        for entry in report.contents.speech:
            _entry(paper, entry, marks)
    _longer(paper, report.longer)
    _notes(paper, report.contents.notes, marks)
    _foot(paper, report)
    out = io.BytesIO()
    paper.save(out)
    return timeless(out.getvalue())


def timeless(packed: bytes) -> bytes:
    """A zip file with the same members, less the moments at which they were written."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, FIRST_MOMENT)
            member.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(member, old.read(name))
    return out.getvalue()


def _styled(paper: Paper, report: Report) -> None:
    """The look of the document, and what it says of itself."""
    about = paper.core_properties
    about.title, about.author, about.comments = report.title, "sitrep", audience_words(report)
    about.created = about.modified = datetime.fromisoformat(report.made)
    normal = paper.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(10.5)
    for name in ("Title", "Heading 1", "Heading 2"):
        paper.styles[name].font.color.rgb = INK


def _head(paper: Paper, report: Report) -> None:
    _small(paper, audience_words(report))
    paper.add_heading(report.title, 0)
    _small(
        paper,
        f"Made on {report.made} · figures by the rule “{report.asked.rule}” · profile: {report.asked.audience.value}",
    )
    paper.add_heading("In short", 1)
    if report.is_stale:
        paper.add_paragraph("Pages or judgements have come since the claims of this case were linked.")
    for sentence in report.summary:
        paper.add_paragraph(sentence)
    if report.contents.sections:
        rows = [
            (section.name, str(len(section.entries)), str(section.killed.incidents), section.killed.words)
            for section in report.contents.sections
        ]
        _table(paper, ("division", "incidents", "with a figure", "killed, ranges added up"), rows)


def _chart(paper: Paper, chart: Chart) -> None:
    caption = paper.add_paragraph()
    caption.add_run(chart.title).bold = True
    caption.paragraph_format.keep_with_next = True
    drawn = paper.add_picture(io.BytesIO(chart.png), width=WIDE)
    drawn._inline.docPr.set("descr", chart.words)  # noqa: SLF001 - the library has no other way to the words


def _changes(paper: Paper, report: Report) -> None:
    paper.add_heading("Changed since the last report", 1)
    old, words = report.since, settings()
    if old is not None:
        where = f", {old.admin1}" if old.admin1 else ""
        days = f"{old.window.first} to {old.window.last}"
        paper.add_paragraph(f"The last report was made on {old.made} for {days}{where}.")
    if not report.changes:
        paper.add_paragraph("Nothing has changed.")
        return
    rows = [
        ("\n".join(filter(None, [words.kinds[one.kind], one.why])), f"{one.title}\n{one.incident}", one.what,
         one.before, one.after)
        for one in report.changes
    ]  # fmt: skip
    _table(paper, ("why", "incident", "what", "before", "now"), rows)
    for kind in kinds_told(report):
        _small(paper, f"{words.kinds[kind]}: {words.meanings[kind]}")


def _entry(paper: Paper, entry: Entry, marks: Marks) -> None:
    paper.add_heading(f"{entry.number}. {entry.title}", 2)
    place = f"{entry.place} · place shown as a division" if entry.coarsened else entry.place
    told = [several(entry.contradictions, "contradiction")] if entry.contradictions else []
    _small(paper, f"{entry.day} · {place}\n{' · '.join([entry.sources, state_words(entry), *told, entry.id])}")
    if entry.quotation:
        quoted = paper.add_paragraph(f"“{entry.quotation}”")
        quoted.paragraph_format.left_indent = Inches(0.25)
        _cite(quoted, entry.first, marks)
    if entry.told:
        _cite(_small(paper, "Also told in "), entry.told, marks)
    for figure in entry.figures:
        _figure(paper, figure, marks)
    for one in entry.accused:
        laid = paper.add_paragraph()
        laid.add_run(one.name).bold = True
        laid.add_run(f", to whom it is laid: {one.words}")
        _cite(laid, one.notes, marks)


def _figure(paper: Paper, figure: Figure, marks: Marks) -> None:
    answer = paper.add_paragraph()
    answer.add_run(f"{figure.measure}: {figure.answer}").bold = True
    _shrunk(answer.add_run(f" {figure_line(figure)}")).font.color.rgb = GREY
    for one in figure.positions:
        held = paper.add_paragraph(f"{one.words}: {one.by}", style="List Bullet")
        held.paragraph_format.space_after = Pt(2)
        _cite(held, one.notes, marks)


def _longer(paper: Paper, entries: Sequence[Entry]) -> None:
    if entries:
        paper.add_heading("Known only to a longer time", 1)
        paper.add_paragraph("The time of these reaches over the days of the report; they are in no count above.")
    for entry in entries:
        paper.add_paragraph(f"{entry.title}, {entry.day}, {entry.place} ({entry.id})", style="List Bullet")


def _notes(paper: Paper, notes: Sequence[Note], marks: Marks) -> None:
    if notes:
        paper.add_heading("Footnotes", 1)
    for note in notes:
        line = paper.add_paragraph()
        line.paragraph_format.space_after = Pt(3)
        line.alignment = WD_ALIGN_PARAGRAPH.LEFT
        _bookmark(line, f"note_{note.number}", next(marks.numbers))
        _link(line, f"{note.number}.", f"cite_{note.number}")
        address = f", {note.address}" if note.address else ""
        _shrunk(
            line.add_run(f" “{note.quotation}” {note.speakers}, in {note.outlet}, {note.day}{address}; {note.claim}")
        )


def _foot(paper: Paper, report: Report) -> None:
    paper.add_heading("What this is, and what it is not", 1)
    for sentence in settings().limits:
        paper.add_paragraph(sentence)
    paper.add_paragraph(undated_words(report))
    paper.add_paragraph(withheld_words(report))
    if report.rates:
        paper.add_paragraph(report.rates)
    paper.add_paragraph(report.credit)
    _small(paper, report.licence)


def _small(paper: Paper, text: str) -> Paragraph:
    line = paper.add_paragraph()
    _shrunk(line.add_run(text)).font.color.rgb = GREY
    return line


def _shrunk(run: Run) -> Run:
    run.font.size = SMALL
    return run


def _table(paper: Paper, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    table = paper.add_table(rows=1, cols=len(head), style="Light List")
    for cell, text in zip(table.rows[0].cells, head, strict=True):
        cell.text = text
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    for cell in (cell for line in table.rows for cell in line.cells):
        for run in (run for paragraph in cell.paragraphs for run in paragraph.runs):
            _shrunk(run)
    paper.add_paragraph()


def _cite(line: Paragraph, numbers: Sequence[int], marks: Marks) -> None:
    """The marks of footnotes at the end of a line, the first of each one with a name to come back to."""
    for number in numbers:
        if number not in marks.cited:
            marks.cited.add(number)
            _bookmark(line, f"cite_{number}", next(marks.numbers))
        _link(line, f"[{number}]", f"note_{number}", raised=True)


def _bookmark(line: Paragraph, name: str, number: int) -> None:
    for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
        mark = OxmlElement(tag)
        mark.set(qn("w:id"), str(number))
        if tag.endswith("Start"):
            mark.set(qn("w:name"), name)
        line._p.append(mark)  # noqa: SLF001 - the library has no bookmarks


def _link(line: Paragraph, text: str, name: str, *, raised: bool = False) -> None:
    """Words that lead to a bookmark of the document."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), name)
    run = _shrunk(line.add_run(text))
    run.font.superscript = raised or None
    run.font.color.rgb = LINK
    link.append(run._r)  # noqa: SLF001 - the library has no links within a document
    line._p.append(link)  # noqa: SLF001 - the same
