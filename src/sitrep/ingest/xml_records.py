"""XML files to captures: each entry of a feed a record; of a sitemap only word of what it lists."""

from collections.abc import Iterator
from shlex import quote
from typing import BinaryIO

from sitrep.ingest.feeds import entries_in_feed
from sitrep.ingest.formats import LARGEST
from sitrep.ingest.records import InputRecord, record_capture
from sitrep.ingest.sitemaps import addresses_in_sitemap
from sitrep.ingest.xml_files import XmlKind, unpacked, xml_kind
from sitrep.model.documents import Capture, Refusal
from sitrep.model.errors import IngestError


def read_xml(path: str, name: str, stream: BinaryIO) -> Iterator[Capture | Refusal]:
    """Yield what an XML file holds, perhaps packed: FILE#N the Nth entry of a feed. Anything else is one refusal."""
    try:
        content = unpacked(stream.read(LARGEST + 1), LARGEST)
        kind = xml_kind(content)
        if kind is XmlKind.FEED:
            yield from read_feed(path, name, content)
        elif kind is XmlKind.SITEMAP:
            yield refuse_sitemap(path, content)
        else:
            yield Refusal(path, "XML that is neither a feed nor a sitemap", "give web pages as .html")
    except IngestError as error:
        yield Refusal(path, error.reason, error.remedy)


def read_feed(path: str, name: str, content: bytes) -> Iterator[Capture | Refusal]:
    """Yield a feed's entries, a refusal for each without words, and one more for a feed that is not whole."""
    feed = entries_in_feed(content)
    for number, entry in enumerate(feed.entries, 1):
        if entry.text is None and entry.html is None:
            yield refuse_entry(f"{path}#{number}", entry)
        else:
            yield record_capture(entry, f"{path}#{number}", f"{name}#{number}")
    if feed.damage is not None:
        reason = f"damaged: no well-formed XML ({feed.damage}); entries may be cut or missing from there on"
        yield Refusal(path, reason, "fetch the feed again")
    elif not feed.entries:
        yield Refusal(path, "the feed has no entry", "fetch the feed again, or give one with entries")


def refuse_entry(place: str, entry: InputRecord) -> Refusal:
    """The refusal of an entry without words."""
    if entry.url is None:
        return Refusal(place, "the entry has no words and no address of a page", "give the page itself")
    return Refusal(
        place, "the entry has no words, only the address of a page", f"run sitrep fetch CASE {quote(entry.url)}"
    )


def refuse_sitemap(path: str, content: bytes) -> Refusal:
    """The refusal of a sitemap, which says how many addresses it has."""
    found = addresses_in_sitemap(content)
    listed = [
        f"{len(addresses):,} {kind if len(addresses) == 1 else kind + 's'}"
        for kind, addresses in (("page", found.pages), ("sitemap", found.sitemaps))
        if addresses
    ]
    if not listed:
        return Refusal(path, "a sitemap without an address", "fetch the sitemap again")
    reason = f"a sitemap: it holds the addresses of {' and '.join(listed)}, and no page"
    return Refusal(path, reason, f"run sitrep fetch CASE {quote(path)}")
