"""Captures to documents: text with its blocks, and what is known of the page."""

from collections.abc import Sequence
from dataclasses import replace

from sitrep.ingest.dating import (
    address_dating,
    input_dating,
    metadata_dating,
    text_dating,
    with_evidence,
    written_dating,
)
from sitrep.ingest.decoding import declared_encoding, decode
from sitrep.ingest.formats import HTML, PDF, RECORD
from sitrep.ingest.furniture import furniture_blocks
from sitrep.ingest.html_pages import HtmlPage, Passage, read_html
from sitrep.ingest.languages import detect_language
from sitrep.ingest.line_rules import blocks_of
from sitrep.ingest.lines import Line
from sitrep.ingest.openings import split_opening
from sitrep.ingest.pdf_metadata import day_of, title_of
from sitrep.ingest.pdf_pages import read_pages
from sitrep.ingest.pdf_paragraphs import lay_out
from sitrep.ingest.records import InputRecord, parse_record
from sitrep.lexicon.tables import FurnitureRow
from sitrep.model.documents import READABLE, Block, BlockKind, Capture, Dating, Document
from sitrep.model.errors import IngestError
from sitrep.model.identity import content_id
from sitrep.model.spans import Span

BETWEEN = "\n\n"


def read_capture(capture: Capture, furniture: Sequence[FurnitureRow]) -> Document:
    """The document of a capture. Raises IngestError, with a remedy, for what holds no article."""
    document = from_pdf(capture, furniture) if capture.media_type == PDF else from_record(capture, furniture)
    if not any(block.kind in READABLE and block.kind is not BlockKind.TITLE for block in document.blocks):
        raise IngestError("no article in the page, only furniture", "give the article's own page or text")
    return document


def record_of(capture: Capture) -> InputRecord:
    """What came in as one record, whatever its format."""
    if capture.media_type == RECORD:
        return parse_record(capture.content)
    if capture.media_type == HTML:
        html = decode(capture.content, capture.charset or declared_encoding(capture.content))
        return InputRecord(html=html, url=capture.url)
    return InputRecord(text=decode(capture.content, capture.charset), url=capture.url)


def from_record(capture: Capture, furniture: Sequence[FurnitureRow]) -> Document:
    """A document of text or HTML."""
    record = record_of(capture)
    make = from_text if record.text is not None else from_html
    return make(capture, record, furniture)


def from_pdf(capture: Capture, furniture: Sequence[FurnitureRow]) -> Document:
    """A document whose text is what a PDF shows, its paragraphs made whole."""
    pages = read_pages(capture.content)
    layout = lay_out(pages)
    title = title_of(pages.title)
    blocks = split_opening(layout.text, blocks_of(layout.text[: layout.body], furniture, title))
    shown = next((b.span.quote(layout.text) for b in blocks if b.kind is BlockKind.TITLE), None)
    set_aside = [
        Block(span, BlockKind.CHROME, "a running head, running foot or page number") for span in layout.furniture
    ]
    record = InputRecord(title=title or shown, url=capture.url)
    document = bare_document(capture, record, layout.text, (*blocks, *set_aside), None)
    made = metadata_dating((), (), day_of(pages.created))
    return document if document.published is not None else replace(document, published=made)


def from_text(capture: Capture, record: InputRecord, furniture: Sequence[FurnitureRow]) -> Document:
    """A document whose text is the input, unchanged."""
    text = record.text or ""
    blocks = split_opening(text, blocks_of(text, furniture, record.title))
    shown = next((b.span.quote(text) for b in blocks if b.kind is BlockKind.TITLE), None)
    return replace(bare_document(capture, record, text, blocks, None), title=record.title or shown)


def from_html(capture: Capture, record: InputRecord, furniture: Sequence[FurnitureRow]) -> Document:
    """A document whose text is the article found in a page."""
    page = read_html(record.html or "")
    text, blocks = join_passages(page.passages, furniture)
    known = replace(
        record,
        url=record.url or page.metadata.url,
        title=record.title or page.title,
        outlet=record.outlet or page.metadata.outlet,
    )
    return bare_document(capture, known, text, blocks, page)


def bare_document(
    capture: Capture, record: InputRecord, text: str, blocks: tuple[Block, ...], page: HtmlPage | None
) -> Document:
    """A document with what the input and the page's metadata say of it."""
    dating = find_dating(record, text, blocks, page)
    return Document(
        id=content_id("d", capture.sha256),
        external_id=record.id or capture.name,
        sha256=capture.sha256,
        text=text,
        blocks=blocks,
        url=record.url,
        title=record.title,
        outlet=record.outlet,
        published=with_evidence(dating, text, blocks),
        written=written_dating(dating, text, blocks),
        lang=primary_language(record.lang) or detect_language(readable_text(text, blocks)),
    )


def find_dating(record: InputRecord, text: str, blocks: Sequence[Block], page: HtmlPage | None) -> Dating | None:
    """When a page was published: by the input, its metadata, its lines, its address; None when none says."""
    given = input_dating(record.published)
    stated = text_dating(text, blocks)
    if page is None:
        return given or stated or address_dating(record.url)
    head = page.metadata
    sure = metadata_dating(head.dates, page.times, None)
    return given or sure or stated or address_dating(record.url) or metadata_dating((), (), head.guessed_date())


def primary_language(tag: str | None) -> str | None:
    """The language of a BCP 47 tag, without region or script.

    >>> primary_language("en-GB")
    'en'
    """
    return tag.replace("_", "-").split("-")[0].strip().lower() or None if tag else None


def readable_text(text: str, blocks: Sequence[Block]) -> str:
    """What of a text is read, or all of it when nothing is: the ground for telling its language."""
    return "\n".join(b.span.quote(text) for b in blocks if b.kind in READABLE) or text


def join_passages(passages: Sequence[Passage], furniture: Sequence[FurnitureRow]) -> tuple[str, tuple[Block, ...]]:
    """One text of all passages, and its blocks; a passage that is furniture by its words is marked so."""
    blocks: list[Block] = []
    start = 0
    for passage in passages:
        span = Span(start, start + len(passage.text))
        blocks += passage_blocks(passage, span, furniture)
        start = span.end + len(BETWEEN)
    return BETWEEN.join(passage.text for passage in passages), tuple(blocks)


def passage_blocks(passage: Passage, span: Span, furniture: Sequence[FurnitureRow]) -> list[Block]:
    """The blocks of one passage: as the page's structure has it, unless its words say otherwise."""
    whole = [Block(span, passage.kind, passage.reason, passage.origin)]
    if passage.kind in (BlockKind.TITLE, BlockKind.DATELINE, BlockKind.CREDIT):
        return whole
    found = furniture_blocks(Line(span, passage.text), furniture)
    if passage.kind is BlockKind.CAPTION:
        found = [replace(b, kind=BlockKind.CAPTION) if b.kind is not BlockKind.CREDIT else b for b in found]
    if passage.kind is BlockKind.BYLINE:
        found = [block for block in found if block.kind is BlockKind.DATELINE and block.span == span]
    return [replace(block, origin=passage.origin) for block in found] or whole
