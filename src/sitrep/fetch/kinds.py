"""What a server sent, told from what it says and from how it begins."""

import re
from dataclasses import dataclass

from sitrep.ingest.formats import HTML, TEXT
from sitrep.ingest.payloads import charset_of
from sitrep.model.errors import IngestError

XML, PDF = "application/xml", "application/pdf"
TYPES = {
    HTML: HTML, "application/xhtml+xml": HTML, TEXT: TEXT, PDF: PDF, "application/x-pdf": PDF,
    XML: XML, "text/xml": XML, "application/rss+xml": XML, "application/atom+xml": XML, "application/rdf+xml": XML,
}  # fmt: skip
WANTED = (
    "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/xml;q=0.9, "
    "application/pdf;q=0.9, text/plain;q=0.8"
)
# So much of a file's beginning says what it is.
BEGINNING = 4_000
BEFORE_ROOT = re.compile(r"\s+|<\?[^>]{0,1000}>|<!--[^-]*(?:-[^-]+)*-->|<!doctype[^>\[]{0,1000}>", re.IGNORECASE)
ROOT = re.compile(r"<(?:[a-z][\w.-]{0,40}:)?([a-z]+)[\s/>]", re.IGNORECASE)
FEEDS, SITEMAPS = frozenset({"rss", "feed", "rdf"}), frozenset({"urlset", "sitemapindex"})


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


def root_of(content: bytes) -> str | None:
    """The name of the element that a file in XML or HTML begins with, in lower case, or None.

    >>> root_of(b'<?xml version="1.0"?><!-- news --><rss version="2.0">')
    'rss'
    """
    start = content[:BEGINNING].replace(b"\0", b"").decode("latin-1").lstrip("\xef\xbb\xbf\xff\xfe")
    at = 0
    while passed := BEFORE_ROOT.match(start, at):
        at = passed.end()
    found = ROOT.match(start, at)
    return found[1].lower() if found else None


def is_feed(content: bytes) -> bool:
    """Whether a file is a feed."""
    return root_of(content) in FEEDS


def is_sitemap(content: bytes) -> bool:
    """Whether a file is a sitemap, of pages or of sitemaps."""
    return root_of(content) in SITEMAPS


def fetched(content: bytes, content_type: str) -> Fetched:
    """An answer as what it is. Raises IngestError for an empty one, and for what is no page, feed, sitemap or PDF."""
    stated, charset = stated_type(content_type), charset_of(content_type)
    if not content.strip():
        raise IngestError("the server sent an empty page", "look at the address in a browser")
    if content.startswith(b"%PDF-"):
        return Fetched(content, PDF)
    root = root_of(content)
    if root in FEEDS | SITEMAPS:
        return Fetched(content, XML, charset)
    if root == "html" or (stated == HTML and content.lstrip()[:1] == b"<"):
        return Fetched(content, HTML, charset)
    if stated in (HTML, TEXT):
        return Fetched(content, stated, charset)
    told = f"says that it is {stated}, and it is not" if stated else "does not say what it is"
    raise IngestError(f"the server {told} a page, feed, sitemap or PDF", "look at the address in a browser")
