"""HTML pages to passages: the article that trafilatura finds, laid over the page's own stretches of text.

trafilatura only says which words are the article (extraction alone: nothing is fetched). The passages are the page's,
in the page's order, so that each knows its element; title, captions, byline and dateline come from the page too.
"""

import logging
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import trafilatura
from lxml import etree
from trafilatura.settings import Document as Extract

from sitrep.ingest.lines import Line
from sitrep.ingest.page_blocks import CREDIT, PageBlock, Places, collapsed, folded, page_blocks, parse_page, spared
from sitrep.ingest.page_metadata import PageMetadata, read_metadata
from sitrep.model.documents import BlockKind
from sitrep.model.errors import IngestError
from sitrep.model.spans import Span

# Refusals are records of their own; a library's log lines would stand between them.
for _library in ("trafilatura", "htmldate"):
    logging.getLogger(_library).addHandler(logging.NullHandler())

# Elements of trafilatura's article that stand on lines of their own, and its line break.
PARTING = frozenset({"p", "head", "item", "quote", "cell", "row", "list", "table", "ab", "code", "lb"})
WORD = re.compile(r"\w+")
# A stretch belongs to the article when this share of its runs of four words does.
SHINGLE, SHARED = 4, 0.6
# A stretch of fewer letters is too short to be found in the middle of another text.
FINDABLE = 25
# The share of the article's letters that must be found on the page, else it came from the page's embedded data.
FOUND = 0.5
# How many stretches above the first paragraph may hold title, byline and dateline.
HEAD = 12
HEADINGS = ("h1", "h2", "h3")
TITLE_WORDS = (3, 40)
BYLINE = re.compile(r"\b(?:by-?line|author|writer|reporter)s?\b|(?:^|[ _-])by(?:$|[ _-])")
DATELINE = re.compile(
    r"\b(?:date-?line|date-?time|published|pub-?date|time-?stamp|dateposted)\b|date(?:published)?\b|\bwhen\b"
)
# A byline or dateline has at most so many words.
HEAD_WORDS = 20
NOTHING = ("no article was found in the page", "save the article's own page, or give its text as .txt")


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a page's article: its kind, its text, why it has that kind, the XPath of its element."""

    kind: BlockKind
    text: str
    reason: str
    origin: str | None


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """What a page says: its passages in order, its title, its metadata, and the dates of its time elements."""

    passages: tuple[Passage, ...]
    title: str | None
    metadata: PageMetadata
    times: tuple[str, ...]


def read_html(markup: str) -> HtmlPage:
    """The article of a page. Raises IngestError for a page that is no HTML or has no article."""
    markup = spared(markup)
    tree = parse_page(markup)
    blocks = page_blocks(tree)
    if not any(block.key for block in blocks):
        raise IngestError("no text in the page", "save the page again, or give its text as .txt")
    metadata = read_metadata(tree)
    extracted = extract(markup)
    kept = align(blocks, extracted) or sentences(blocks)
    if extracted and _share(blocks, kept, extracted) < FOUND:
        return embedded(extracted, metadata)
    if not kept:
        raise IngestError(*NOTHING)
    return laid_out(blocks, kept, metadata)


def extract(markup: str) -> tuple[str, ...]:
    """The article's paragraphs as trafilatura finds them, tuned to leave out rather than to take in."""
    found = trafilatura.bare_extraction(markup, favor_precision=True, include_comments=False, include_tables=True)
    if not isinstance(found, Extract) or found.body is None:
        return ()
    return tuple(text for stretch in _stretches(found.body) if (text := collapsed(stretch)))


def _stretches(body: etree._Element) -> Iterator[str]:
    """Yield the texts of an extracted article, parted at its paragraphs and at its line breaks."""
    pieces: list[str] = []
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if element.tag in PARTING:
            yield "".join(pieces)
            pieces.clear()
        pieces.append((element.text if event == "start" else element.tail) or "")
    yield "".join(pieces)


def align(blocks: Sequence[PageBlock], extracted: Sequence[str]) -> list[int]:
    """The numbers of the page's stretches that are the article's; of equal stretches the ones amid it."""
    keys = Counter(folded(text) for text in extracted)
    stream, shingles = "".join(folded(text) for text in extracted), {s for text in extracted for s in _shingles(text)}
    found = [n for n, b in enumerate(blocks) if b.key and _belongs(b, keys, stream, shingles)]
    counts = Counter(blocks[n].key for n in found)
    sure = {n for n in found if counts[blocks[n].key] <= max(1, keys[blocks[n].key])}
    low, high = min(sure, default=0), max(sure, default=0)
    return [n for n in found if not sure or n in sure or low < n < high]


def _belongs(block: PageBlock, keys: Mapping[str, int], stream: str, shingles: set[tuple[str, ...]]) -> bool:
    """Whether a stretch is a paragraph of the article, lies in one, or shares most of its words in order."""
    if block.key in keys or (len(block.key) >= FINDABLE and block.key in stream):
        return True
    own = _shingles(block.text)
    return bool(own) and sum(1 for s in own if s in shingles) >= SHARED * len(own)


def _shingles(text: str) -> set[tuple[str, ...]]:
    """The runs of four words in a text."""
    words = WORD.findall(text.casefold())
    return {tuple(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)}


def sentences(blocks: Sequence[PageBlock]) -> list[int]:
    """The numbers of the paragraph elements that hold sentences: a page too small for the extractor."""
    return [n for n, block in enumerate(blocks) if block.tag == "p" and _is_sentence(block.text)]


def _share(blocks: Sequence[PageBlock], kept: Sequence[int], extracted: Sequence[str]) -> float:
    """How much of the extracted article the kept stretches hold, by letters."""
    return sum(len(blocks[n].key) for n in kept) / max(1, sum(len(folded(text)) for text in extracted))


def embedded(extracted: Sequence[str], metadata: PageMetadata) -> HtmlPage:
    """An article that stands only in a page's data for machines: its paragraphs have no element."""
    title = next(iter(metadata.titles), None)
    passages = [Passage(BlockKind.TITLE, title, "the title in the page's metadata", None)] if title else []
    passages += [Passage(BlockKind.PARAGRAPH, text, "article in the page's data", None) for text in extracted]
    return HtmlPage(tuple(passages), title, metadata, ())


def laid_out(blocks: Sequence[PageBlock], kept: Sequence[int], metadata: PageMetadata) -> HtmlPage:
    """The article's passages in page order: title first, then what stands between it and the last paragraph."""
    first = next((n for n in kept if _is_sentence(blocks[n].text)), kept[0])
    title = find_title(blocks, first, metadata)
    top = title if title is not None else kept[0]
    places = Places()
    passages = list(_title_passages(blocks, title, metadata, places))
    inside = {n for n in kept if title is None or n > title or _is_sentence(blocks[n].text)} | _overlooked(blocks, kept)
    head: list[PageBlock] = []
    for n in range(min(top, kept[0]), min(kept[-1] + 2, len(blocks))):
        if n == title or (title is not None and blocks[n].key == blocks[title].key):
            continue
        verdict = _verdict(blocks, n, first, inside)
        if verdict is not None:
            passages.append(Passage(verdict[0], blocks[n].text, verdict[1], places.xpath(blocks[n].element)))
        if n < first:
            head.append(blocks[n])
    shown = passages[0].text if passages[0].kind is BlockKind.TITLE else None
    return HtmlPage(tuple(passages), shown, metadata, tuple(_times(head)))


def _verdict(blocks: Sequence[PageBlock], n: int, first: int, inside: set[int]) -> tuple[BlockKind, str] | None:
    """What a stretch of the article's part of the page is, and why; None when it is no part of the article."""
    block = blocks[n]
    if block.in_caption and CREDIT.search(block.own_class):
        return BlockKind.CREDIT, "marked as a credit in a figure's caption"
    if block.in_caption:
        return BlockKind.CAPTION, "a figure's caption"
    brief = len(block.text.split()) <= HEAD_WORDS and not _is_sentence(block.text)
    if n < first and brief and (block.tag == "time" or _has_time(block) or DATELINE.search(block.marks)):
        return BlockKind.DATELINE, "marked as a date above the text"
    if n < first and brief and BYLINE.search(block.marks):
        return BlockKind.BYLINE, "marked as a byline above the text"
    if n in inside:
        return BlockKind.PARAGRAPH, "a heading in the article" if block.tag.startswith("h") else "article text"
    return None


def _overlooked(blocks: Sequence[PageBlock], kept: Sequence[int]) -> set[int]:
    """Sentences in paragraph elements between the article's own, right beside them in the page."""
    parents = Counter(blocks[n].element.getparent() for n in kept if blocks[n].tag == "p")
    between = (n for n in range(kept[0], kept[-1]) if blocks[n].tag == "p" and _is_sentence(blocks[n].text))
    return {n for n in between if parents[blocks[n].element.getparent()] > 1}


def find_title(blocks: Sequence[PageBlock], first: int, metadata: PageMetadata) -> int | None:
    """The number of the stretch that is the title: a heading or line that says what the metadata says."""
    references = [folded(title) for title in metadata.titles if len(title.split()) >= TITLE_WORDS[0]]
    low, high = TITLE_WORDS
    above = [n for n in range(first, -1, -1) if low <= len(blocks[n].text.split()) <= high]
    above = [n for n in above if not _is_sentence(blocks[n].text) or blocks[n].tag in HEADINGS]
    likeness = {n: max((_likeness(blocks[n].key, ref) for ref in references), default=0.0) for n in above}
    best = max(above, key=lambda n: (likeness[n], blocks[n].tag in HEADINGS), default=None)
    if best is not None and likeness[best]:
        return best
    main = next((n for n in above if blocks[n].tag == "h1"), None)
    if main is not None or references:
        return main
    return next((n for n in above[:HEAD] if not any(c.isdigit() for c in blocks[n].text)), None)


def _likeness(key: str, reference: str) -> float:
    """How far a line and a metadata title are one title: the share of the shorter in the longer, 0 when unlike."""
    if not key or not (key in reference or reference in key):
        return 0.0
    return min(len(key), len(reference)) / max(len(key), len(reference))


def _title_passages(
    blocks: Sequence[PageBlock], title: int | None, metadata: PageMetadata, places: Places
) -> Iterator[Passage]:
    """Yield the title as the page shows it, or as its metadata gives it."""
    if title is not None:
        yield Passage(
            BlockKind.TITLE, blocks[title].text, "the title above the text", places.xpath(blocks[title].element)
        )
    elif metadata.titles:
        yield Passage(BlockKind.TITLE, metadata.titles[0], "the title in the page's metadata", None)


def _times(head: Sequence[PageBlock]) -> Iterator[str]:
    """Yield the dates of time elements above the text."""
    for block in head:
        for element in (block.element, *block.element.iter("time")):
            if element.tag == "time" and element.get("datetime"):
                yield str(element.get("datetime"))


def _has_time(block: PageBlock) -> bool:
    """Whether a stretch's element holds a time element right in it."""
    return next(block.element.iterchildren("time"), None) is not None


def _is_sentence(text: str) -> bool:
    """Whether a stretch looks like running text."""
    return Line(Span(0, max(1, len(text))), text).is_sentence
