"""Feeds (RSS, Atom, RDF): each entry as a record of the contract's input shape, as far as the feed gives it.

feedparser gets a stream and nothing else: a text or bytes it would take for the name of a file or an address to open.
It gets well-formed XML without entities, so that its patient reader of broken feeds, which takes several times as long,
never runs.
"""

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from html import unescape
from time import struct_time
from typing import Any

from lxml import etree

from sitrep.ingest.dating import read_date
from sitrep.ingest.records import InputRecord
from sitrep.ingest.xml_files import XmlKind, kind_of_root, safe_xml, unpacked, xml_parser
from sitrep.model.errors import IngestError

# feedparser takes about two seconds a million bytes; the feeds of outlets have some hundred thousand.
LARGEST_FEED = 5_000_000
# ... and as long again for so many elements, however short they are, and for some thousand attributes
# in one, or prefixes in all.
MOST_ELEMENTS = 100_000
MOST_ATTRIBUTES = MOST_PREFIXES = 100
PREFIX = re.compile(r"\bxmlns:([\w.-]{1,50})")
PLAIN = "text/plain"
FAILURES = (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
TAG = re.compile(r"</?[A-Za-z!][^<>]*>")
# What opens an element that stands on lines of its own.
OPENS_BLOCK = re.compile(
    r"\s*<(?:p|div|article|section|h[1-6]|ul|ol|blockquote|figure|table|body|html)\b", re.IGNORECASE
)
# What feedparser gives has no types.
Fields = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed's title, and its entries in order; an entry without words has neither text nor html.

    `damage` says what is wrong with the feed's XML where it is not whole: entries there may be missing or cut.
    """

    title: str | None
    entries: tuple[InputRecord, ...]
    damage: str | None = None


def entries_in_feed(content: bytes) -> Feed:
    """The entries of a feed, perhaps packed as gzip.

    Raises IngestError for what is none, declares entities, or is larger than LARGEST_FEED.
    """
    text = safe_xml(unpacked(content, LARGEST_FEED))
    if kind_of_root(text) is not XmlKind.FEED:
        raise IngestError("XML that is no feed", "give RSS or Atom")
    if len(set(PREFIX.findall(text))) > MOST_PREFIXES:
        raise IngestError(f"a feed of more than {MOST_PREFIXES} namespaces", "give the feed as its outlet sends it")
    whole, damage = mended(text)
    found = parse_stream(whole)
    title, lang = _title(found["feed"]), _line(found["feed"], "language")
    return Feed(title, tuple(_record(entry, title, lang) for entry in found["entries"]), damage)


def mended(text: str) -> tuple[bytes, str | None]:
    """XML made well-formed, and what was wrong with it, if anything. Raises IngestError for what cannot be mended."""
    parser = xml_parser(recover=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise IngestError(f"damaged: no well-formed XML ({error})", "fetch the feed again") from None
    if root is None:
        raise IngestError("damaged: no well-formed XML", "fetch the feed again")
    if any(n >= MOST_ELEMENTS or len(e.attrib) > MOST_ATTRIBUTES for n, e in enumerate(root.iter(etree.Element))):
        reason = f"a feed of more than {MOST_ELEMENTS:,} elements, or one with more than {MOST_ATTRIBUTES} attributes"
        raise IngestError(reason, "split it")
    first = next(iter(parser.error_log), None)
    damage = f"line {first.line}: {first.message.strip()}" if first is not None else None
    etree.strip_tags(root, etree.Entity)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True), damage


def parse_stream(content: bytes) -> Fields:
    """What feedparser makes of well-formed XML. Raises IngestError where it fails, in whatever way."""
    import feedparser  # noqa: PLC0415 - takes a quarter of a second, and few inputs are feeds

    try:
        found: Fields = feedparser.parse(io.BytesIO(content), sanitize_html=False, resolve_relative_uris=False)
    except FAILURES as error:
        raise IngestError(
            f"its feed cannot be read ({type(error).__name__}: {error})", "fetch the feed again"
        ) from None
    return found


def _record(entry: Fields, outlet: str | None, lang: str | None) -> InputRecord:
    """One entry as a record."""
    text, html = _words(entry)
    address = _line(entry, "link") or ""
    return InputRecord(
        id=_line(entry, "id"), url=address if address.startswith(("https://", "http://")) else None,
        title=_title(entry), outlet=outlet, published=_published(entry), lang=lang, text=text, html=html,
    )  # fmt: skip


def _line(fields: Fields, name: str) -> str | None:
    """A field on one line; None where it has no words."""
    return " ".join(str(fields.get(name) or "").split()) or None


def _title(fields: Fields) -> str | None:
    """A title without markup."""
    title = _line(fields, "title")
    if title is None or (fields.get("title_detail") or {}).get("type") == PLAIN:
        return title
    return _plain(title) or None


def _plain(markup: str) -> str:
    """The words of a piece of HTML, on one line.

    >>> _plain("<b>Homs</b> &amp; Hama&nbsp;")
    'Homs & Hama'
    """
    return " ".join(unescape(TAG.sub("", markup)).split())


def _words(entry: Fields) -> tuple[str | None, str | None]:
    """An entry's words, as text or as HTML: its content, else its summary; neither where it has none."""
    for detail in (*entry.get("content", ()), entry.get("summary_detail") or {}):
        value = str(detail.get("value") or "")
        if _plain(value):
            return (value, None) if detail.get("type") == PLAIN else (None, _page(value))
    return None, None


def _page(fragment: str) -> str:
    """A feed's piece of HTML as an article, its loose words as a paragraph."""
    inner = fragment if OPENS_BLOCK.match(fragment) else f"<p>{fragment}</p>"
    return f"<article>{inner}</article>"


def _published(entry: Fields) -> str | None:
    """When an entry was published, else updated: as it stands there if that is a date, else as feedparser reads it."""
    for name in ("published", "updated"):
        written = _line(entry, name)
        if written is not None:
            return written if read_date(written) is not None else _moment(entry.get(f"{name}_parsed")) or written
    return None


def _moment(parsed: struct_time | None) -> str | None:
    """A moment as feedparser reads one, in ISO form; None for none."""
    try:
        return datetime(*parsed[:6], tzinfo=UTC).isoformat() if parsed else None
    except ValueError:
        return None
