"""A report quotes and counts: every number stands in the incident's line, every quotation in the page's text."""

import io
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import docx
import pytest
from lxml import etree, html
from tests.report.conftest import TODAY, made

from sitrep.case.folders import init_case, open_case
from sitrep.case.linking import corpus_of, incidents
from sitrep.gazetteer import Gazetteer
from sitrep.ledger.connections import viewing
from sitrep.ledger.queries import readings
from sitrep.model.errors import LedgerError, UsageError
from sitrep.redaction import Audience
from sitrep.report.contents import Note, note_of, toll_of
from sitrep.report.making import Order, Report, report_of
from sitrep.report.pages import page_of
from sitrep.report.papers import paper_of
from sitrep.report.writing import files_of, write_report

SPACES = re.compile(r"\s+")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def lines_of(path: Path, rule: str = "range") -> dict[str, dict]:
    with open_case(path) as case:
        return {line["id"]: line for line in incidents(corpus_of(case), rule)}


def texts_of(path: Path) -> list[str]:
    with open_case(path) as case, viewing(case.ledger) as connection:
        return [SPACES.sub(" ", reading.document.text) for reading in readings(connection)]


@pytest.mark.parametrize("rule", ["range", "majority", "hierarchy", "team"])
def test_every_figure_is_that_of_the_incident_by_its_rule(
    linked_template: Path, gazetteer: Gazetteer, rule: str
) -> None:
    lines, report = lines_of(linked_template, rule), made(linked_template, gazetteer, rule=rule)
    entries = [*report.contents.entries, *report.contents.speech]
    figures = [(entry, figure) for entry in entries for figure in entry.figures]
    assert figures
    for entry, figure in figures:
        found = {key.replace("_", " "): value for key, value in lines[entry.id]["quantities"].items()}
        total = found[figure.measure]["aggregate"]
        assert (figure.low, figure.high, figure.best) == (total["low"], total["high"], total["best"])
        assert (figure.rule, figure.reason) == (rule, total["reason"])
        assert (figure.claims, figure.left_out) == (len(total["claims_used"]), len(total["claims_left_out"]))
        assert bool(figure.sources) == bool(figure.claims)
        assert figure.sources <= figure.claims


def test_every_figure_that_the_page_prints_is_in_the_incident_line(linked_template: Path, page: str) -> None:
    lines, printed = lines_of(linked_template), 0
    for article in html.fromstring(page).iter("article"):
        line = lines[article.get("id").removeprefix("incident-")]
        for answer in article.xpath(".//p[@class='answer']/strong"):
            measure, words = answer.text_content().split(": ")
            total = line["quantities"][measure.replace(" ", "_")]["aggregate"]
            bounds = {f"{value:,g}" for value in (total["low"], total["high"]) if value is not None}
            assert set(re.findall(r"[\d,]+", words)) == bounds
            printed += 1
    assert printed


def test_every_footnote_quotes_its_page_word_for_word(internal: Report, linked_template: Path) -> None:
    texts = texts_of(linked_template)
    assert internal.contents.notes
    for note in internal.contents.notes:
        assert any(note.quotation in text for text in texts), note
    for entry in internal.contents.entries:
        assert any(entry.quotation in text for text in texts)


def test_every_mark_leads_to_a_footnote_and_every_footnote_back(page: str) -> None:
    tree = html.fromstring(page)
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    leads = [link.get("href").removeprefix("#") for link in tree.iter("a")]
    assert len(ids) == len(set(ids))
    assert leads
    assert set(leads) <= set(ids)
    notes = {name for name in ids if name.startswith("note-")}
    assert notes <= set(leads)


def test_the_page_asks_for_nothing(page: str) -> None:
    tree = html.fromstring(page)
    assert not list(tree.iter("script", "link", "iframe", "object", "img", "image"))
    assert not re.search(r"@import|url\((?!#)|src=", page)
    assert all(link.get("href").startswith("#") for link in tree.iter("a"))


def test_the_division_sums_are_those_of_the_incidents(internal: Report) -> None:
    for section in internal.contents.sections:
        killed = [figure for entry in section.entries if (figure := entry.figure("killed"))]
        assert section.killed.low == sum(figure.low or 0 for figure in killed)
    idlib = next(section for section in internal.contents.sections if section.name.startswith("Idlib"))
    assert idlib.killed.words == toll_of(idlib.entries, "killed").words
    assert idlib.killed.words in page_of(internal)


def test_the_document_opens_with_the_figures_of_the_page(internal: Report) -> None:
    paper = docx.Document(io.BytesIO(paper_of(internal)))
    told = [paragraph.text for paragraph in paper.paragraphs]
    text = "\n".join(told)
    for entry in internal.contents.entries:
        assert f"{entry.number}. {entry.title}" in told
        for figure in entry.figures:
            assert any(line.startswith(f"{figure.measure}: {figure.answer} ") for line in told)
    for note in internal.contents.notes:
        assert f"“{note.quotation}”" in text
    assert len(paper.inline_shapes) == len(internal.charts) == 3
    names = {mark.get(f"{W}name") for mark in paper.element.iter(f"{W}bookmarkStart")}
    leads = {link.get(f"{W}anchor") for link in paper.element.iter(f"{W}hyperlink")}
    assert leads
    assert leads <= names


def test_the_same_case_makes_the_same_files(
    internal: Report, linked_template: Path, gazetteer: Gazetteer, tmp_path: Path
) -> None:
    again = made(linked_template, gazetteer)
    for name, report in (("one", internal), ("other", again)):
        write_report(report, tmp_path / name)
    names = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert names == ["report.docx", "report.html", "report.json"]
    for name in names:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "other" / name).read_bytes()


def test_the_public_sees_what_was_withheld_and_no_more(public: Report, internal: Report) -> None:
    shown = page_of(public)
    assert "Withheld from these incidents and their claims, by the profile public: " in shown
    assert public.withheld != "nothing"
    assert internal.withheld == "nothing"
    private = {note.address for note in internal.contents.notes} - {note.address for note in public.contents.notes}
    assert private
    assert not any(f"{address}<" in shown for address in private if address.count("/") > 2)
    assert "GeoNames" in shown


class Tags(HTMLParser):
    """Counts the tags that a browser would see."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        assert not [name for name, _ in attrs if name.startswith("on")]


def test_hostile_words_are_words(internal: Report) -> None:
    evil = "<script>alert(1)</script>\x00\ud800\"' onload=x $\\frac{a}{b}$"
    section = internal.contents.sections[0]
    entry = replace(section.entries[0], title=evil, place=evil, quotation=evil)
    note = Note(1, "c-1", evil, evil, evil, evil, "javascript:alert(1)")
    hostile = replace(section, name=evil.replace("\x00\ud800", ""), entries=(entry,))
    contents = replace(internal.contents, sections=(hostile,), notes=(note,))
    tags = Tags()
    tags.feed(page_of(replace(internal, contents=contents, title=evil)))
    assert "script" not in tags.seen
    plain = replace(
        internal, contents=replace(contents, sections=(), notes=(note_of(1, {"evidence": {"text": evil}}),))
    )
    told = "\n".join(line.text for line in docx.Document(io.BytesIO(paper_of(plain))).paragraphs)
    assert "<script>alert(1)</script>" in told


def test_days_without_incidents_make_a_report_that_says_so(
    linked_template: Path, gazetteer: Gazetteer, tmp_path: Path
) -> None:
    with open_case(linked_template) as case:
        asked = Order("2014-01-01", "2014-01-02", None, Audience.PUBLIC, "range", None, None)
        empty = report_of(case, asked, gazetteer, TODAY)
    assert "No incident of these days is in the case" in page_of(empty)
    paths = write_report(empty, tmp_path / "empty.docx")
    assert [path.name for path in paths] == ["empty.docx", "empty.json"]
    assert "No incident of these days" in "\n".join(p.text for p in docx.Document(str(paths[0])).paragraphs)


def test_a_division_is_found_by_name_and_code_and_an_unknown_one_is_told(
    linked_template: Path, gazetteer: Gazetteer, internal: Report
) -> None:
    by_code = made(linked_template, gazetteer, admin1="sy-id").contents.entries
    assert {e.id for e in by_code} == {e.id for e in internal.contents.entries if e.division.startswith("Idlib")}
    assert by_code
    with pytest.raises(UsageError, match=r"Nowhere: the case has no incident there; its divisions are .*Idlib"):
        made(linked_template, gazetteer, admin1="Nowhere")


def test_what_cannot_be_made_is_refused_with_what_to_do(
    linked_template: Path, gazetteer: Gazetteer, tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match="still to come"):
        made(linked_template, gazetteer, made="2050-01-01")
    with pytest.raises(UsageError, match="--rule x: no rule is called so; there are range"):
        made(linked_template, gazetteer, rule="x")
    with pytest.raises(UsageError, match=r"no report is written as \.pdf"):
        files_of(tmp_path / "x.pdf")
    with init_case(tmp_path / "bare"):
        pass
    with pytest.raises(LedgerError, match=r"run `sitrep link"):
        made(tmp_path / "bare", gazetteer)


def test_the_charts_are_sound_svg_with_words_for_whoever_cannot_see_them(internal: Report) -> None:
    for chart in internal.charts:
        assert etree.fromstring(chart.svg.replace("<svg", '<svg xmlns:x="x"', 1)).tag.endswith("svg")
        assert chart.png.startswith(b"\x89PNG")
        assert chart.words
    assert "2015-12-20" in internal.charts[0].words
