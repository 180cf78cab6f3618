"""What a server sent, told from what it says and from how it begins."""

import re
from dataclasses import dataclass

from sitrep.ingest.formats import HTML, LARGEST, PDF, TEXT
from sitrep.ingest.payloads import charset_of
from sitrep.ingest.xml_files import XmlKind, unpacked, xml_kind
from sitrep.model.errors import IngestError

XML, GZIP = "application/xml", "application/gzip"
# So much of a file's beginning says what it is.
BEGINNING = 16_384
HTML_START = re.compile(rb"\s{0,1000}(?:<!doctype\s+html|<html)\b", re.IGNORECASE)
HTML_ROOT = re.compile(rb"<html\b", re.IGNORECASE)
TYPES = {
    HTML: HTML, "application/xhtml+xml": HTML, TEXT: TEXT, PDF: PDF, "application/x-pdf": PDF,
    "application/gzip": GZIP, "application/x-gzip": GZIP, XML: XML, "text/xml": XML,
    "application/rss+xml": XML, "application/atom+xml": XML, "application/rdf+xml": XML,
}  # fmt: skip
WANTED = (
    "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/xml;q=0.9, "
    "application/pdf;q=0.9, text/plain;q=0.8"
)


@dataclass(frozen=True, slots=True)
class Fetched:
    """The content of an answer, with the media type and encoding that it has; `charset` as the server says."""

    content: bytes
    media_type: str
    charset: str | None = None


def stated_type(content_type: str) -> str | None:
    """The media type that a server states, as far as sitrep reads it; None where it states none.

    Raises IngestError for what sitrep does not read.
    """
    stated = content_type.partition(";")[0].strip().lower()
    if not stated:
        return None
    if stated not in TYPES:
        raise IngestError(
            f"it is {stated[:80]}, which is no page, feed, sitemap or PDF", "leave it out, or give the page about it"
        )
    return TYPES[stated]


def is_wanted(content_type: str) -> bool:
    """Whether what a server says that it sends is read, or it does not say."""
    try:
        stated_type(content_type)
    except IngestError:
        return False
    return True


def fetched(content: bytes, content_type: str) -> Fetched:
    """An answer as what it is. Raises IngestError for an empty one, and for what is no page, feed, sitemap or PDF."""
    stated, charset = stated_type(content_type), charset_of(content_type)
    if not content.strip():
        raise IngestError("the server sent an empty page", "look at the address in a browser")
    if content.startswith(b"%PDF-"):
        return Fetched(content, PDF)
    content = unpacked(content, LARGEST)
    kind = kind_of_xml(content)
    if kind in (XmlKind.FEED, XmlKind.SITEMAP):
        return Fetched(content, XML, charset)
    if stated in (HTML, TEXT):
        return Fetched(content, stated, charset)
    if HTML_START.match(content) or (kind is XmlKind.OTHER and HTML_ROOT.search(content, 0, BEGINNING)):
        return Fetched(content, HTML, charset)
    told = f"says that it is {stated}, and it is not" if stated else "does not say what it is"
    raise IngestError(f"the server {told} a page, feed, sitemap or PDF", "look at the address in a browser")


def kind_of_xml(content: bytes) -> XmlKind | None:
    """What a file is, told from its beginning, if it is XML."""
    try:
        return xml_kind(content[:BEGINNING])
    except IngestError:
        return None
