"""What lists addresses: feeds, sitemaps, and texts with one address a line."""

from dataclasses import dataclass, replace
from pathlib import Path

from sitrep.fetch.kinds import kind_of_xml
from sitrep.ingest.decoding import decode
from sitrep.ingest.feeds import entries_in_feed
from sitrep.ingest.formats import LARGEST
from sitrep.ingest.records import InputRecord, record_capture
from sitrep.ingest.sitemaps import addresses_in_sitemap
from sitrep.ingest.xml_files import XmlKind, unpacked
from sitrep.model.documents import Capture
from sitrep.model.errors import IngestError
from sitrep.model.identity import content_id

LISTINGS = frozenset({XmlKind.FEED, XmlKind.SITEMAP})


@dataclass(frozen=True, slots=True)
class Entry:
    """A page that is listed: its address, None where the feed gives none, and what the feed itself says of it."""

    address: str | None
    words: Capture | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """What a listing names: pages, in its order, and further sitemaps."""

    entries: tuple[Entry, ...]
    sitemaps: tuple[str, ...] = ()


def listing_in(content: bytes, name: str) -> Listing:
    """What a feed or sitemap lists; `name` is its own address or file. Raises IngestError for what is neither."""
    if kind_of_xml(content) is XmlKind.SITEMAP:
        found = addresses_in_sitemap(content)
        return Listing(tuple(map(Entry, found.pages)), found.sitemaps)
    feed = entries_in_feed(content)
    return Listing(tuple(Entry(entry.url, words_of(entry, name)) for entry in feed.entries))


def words_of(entry: InputRecord, feed: str) -> Capture | None:
    """What a feed itself says in an entry, as a record of that page; None where it says nothing, or far too much."""
    if not entry.text and not entry.html:
        return None
    # The page goes by its address, as it would if it had been fetched.
    name = entry.url or f"{feed}#{entry.id or content_id('entry', entry.title, entry.text, entry.html)}"
    made = record_capture(replace(entry, id=None) if entry.url else entry, name, name)
    return replace(made, url=entry.url) if isinstance(made, Capture) else None


def listing_in_file(path: Path) -> Listing:
    """What a file lists: a feed, a sitemap, or a text with one address a line, where `#` begins a remark.

    Raises IngestError for a file that cannot be read or lists nothing.
    """
    try:
        with path.open("rb") as file:
            content = unpacked(file.read(LARGEST + 1), LARGEST)
    except OSError as error:
        raise IngestError(
            f"no address and no file that can be read ({error.strerror})",
            "give an address that begins with https://, or a file of addresses",
        ) from None
    listing = listing_in(content, path.name) if kind_of_xml(content) in LISTINGS else _listing_in_text(content)
    if not listing.entries and not listing.sitemaps:
        raise IngestError("it lists no address", "give one address a line, a sitemap or a feed")
    return listing


def _listing_in_text(content: bytes) -> Listing:
    """The addresses in a text, one a line."""
    lines = (line.strip() for line in decode(content, None).splitlines())
    return Listing(tuple(Entry(line) for line in dict.fromkeys(lines) if line and not line.startswith("#")))
