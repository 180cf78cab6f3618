"""XML files before they are parsed: as UTF-8 without a declaration, without entities of their own, and what they are.

No parser of XML sees bytes that were not through `safe_xml`.
"""

import re
import zlib
from enum import StrEnum
from html.entities import name2codepoint

from lxml import etree

from sitrep.ingest.decoding import decode
from sitrep.model.errors import IngestError

GZIP = b"\x1f\x8b"
OPENS = "<!DOCTYPE"
ENCODING = re.compile(rb"""<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_:.-]{2,40})""")
# What may stand before the root: comments and instructions.
BEFORE_ROOT = re.compile(r"(?:\s+|<\?.*?\?>|<!--.*?-->)*+", re.DOTALL)
DOCTYPE = re.compile(r"""<!DOCTYPE\b(?:"[^"]*"|'[^']*'|[^\[\]<>"'])*+>""", re.IGNORECASE)
# A DOCTYPE that declares nothing is no longer than this.
LONGEST_DOCTYPE = 2000
ROOT = re.compile(r"<(?:[\w.-]{1,200}:)?([\w.-]{1,200})")
NAMED = re.compile(r"&([A-Za-z]{2,8}\d{0,2});")
KEPT = frozenset({"amp", "lt", "gt", "quot", "apos"})


class XmlKind(StrEnum):
    """What an XML file is."""

    FEED = "feed"
    SITEMAP = "sitemap"
    OTHER = "other"


ROOTS = {
    "rss": XmlKind.FEED,
    "feed": XmlKind.FEED,
    "rdf": XmlKind.FEED,
    "urlset": XmlKind.SITEMAP,
    "sitemapindex": XmlKind.SITEMAP,
}


def xml_kind(content: bytes) -> XmlKind:
    """Whether XML is a feed (RSS, Atom, RDF), a sitemap or something else. Raises IngestError as `safe_xml` does."""
    return kind_of_root(safe_xml(content))


def kind_of_root(text: str) -> XmlKind:
    """What XML is by the name of its root, which is all that tells it.

    >>> kind_of_root('<a:feed xmlns:a="http://www.w3.org/2005/Atom"/>')
    <XmlKind.FEED: 'feed'>
    """
    found = ROOT.match(text)
    return ROOTS.get(found[1].lower(), XmlKind.OTHER) if found else XmlKind.OTHER


def safe_xml(content: bytes) -> str:
    """XML as text from its root on, HTML's named characters put in.

    Raises IngestError for what is no text or no XML, and for a DOCTYPE that declares anything: entities that a file
    declares may grow without bound or stand for other files.
    """
    declared = ENCODING.search(content[:300])
    text = decode(content, declared[1].decode("ascii").lower() if declared else None)
    start = _after(BEFORE_ROOT, text, 0)
    if text[start : start + len(OPENS)].upper() == OPENS:
        end = _after(DOCTYPE, text[: start + LONGEST_DOCTYPE], start)
        if end == start:
            raise IngestError("its DOCTYPE declares entities or is not closed", "save it without its DOCTYPE")
        start = _after(BEFORE_ROOT, text, end)
    if not ROOT.match(text, start):
        raise IngestError("it is no XML", "save the feed or sitemap again")
    return NAMED.sub(_character, text[start:])


def _after(pattern: re.Pattern[str], text: str, start: int) -> int:
    """Where a text goes on after what a pattern finds at `start`; there where it finds nothing."""
    found = pattern.match(text, start)
    return found.end() if found else start


def _character(found: re.Match[str]) -> str:
    """The character that HTML names so; what XML has itself, or nobody names, stays as it is."""
    name = found[1]
    return chr(name2codepoint[name]) if name in name2codepoint and name not in KEPT else found[0]


def xml_parser(*, recover: bool) -> etree.XMLParser:
    """A parser that opens nothing, resolves no entity, and refuses trees too deep or too large."""
    return etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False,
        huge_tree=False, recover=recover, remove_comments=True, remove_pis=True,
    )  # fmt: skip


def unpacked(content: bytes, largest: int) -> bytes:
    """Bytes as they were before gzip; those that are not packed, as they are.

    Raises IngestError for more than `largest` bytes and for a damaged packing; never unpacks more than that.
    """
    if content.startswith(GZIP):
        unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
        try:
            content = unpacker.decompress(content, largest + 1)
        except zlib.error as error:
            raise IngestError(f"damaged: cannot be unpacked ({error})", "fetch or compress it again") from None
        if not unpacker.eof and len(content) <= largest:
            raise IngestError("damaged: its packing is cut off", "fetch or compress it again")
        if unpacker.unused_data.strip(b"\0"):
            raise IngestError("damaged: more bytes follow what was packed", "fetch or compress it again")
    if len(content) > largest:
        raise IngestError(f"larger than {largest:,} bytes", "split it")
    return content
