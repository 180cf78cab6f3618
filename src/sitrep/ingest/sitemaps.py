"""Sitemaps: the addresses of a site's pages, and of further sitemaps; never the pages themselves."""

import io
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from sitrep.ingest.formats import LARGEST
from sitrep.ingest.xml_files import XmlKind, kind_of_root, safe_xml, unpacked
from sitrep.model.errors import IngestError

# What the protocol allows (sitemaps.org).
MOST_ADDRESSES = 50_000
ENTRIES = frozenset({"url", "sitemap"})


@dataclass(frozen=True, slots=True)
class Sitemap:
    """The addresses of a sitemap as they stand there, in order and each once: of pages, and of further sitemaps."""

    pages: tuple[str, ...]
    sitemaps: tuple[str, ...]


def addresses_in_sitemap(content: bytes) -> Sitemap:
    """The addresses in a `urlset` or `sitemapindex`, perhaps packed as gzip.

    Raises IngestError for what is none, is damaged, declares entities, is too large or has too many addresses.
    """
    text = safe_xml(unpacked(content, LARGEST))
    if kind_of_root(text) is not XmlKind.SITEMAP:
        raise IngestError("XML that is no sitemap", "give a urlset or a sitemapindex")
    found: dict[str, dict[str, None]] = {name: {} for name in ENTRIES}
    for name, address in _addresses(text.encode("utf-8", "replace")):
        found[name][address] = None
        if len(found[name]) > MOST_ADDRESSES:
            raise IngestError(f"a sitemap of more than {MOST_ADDRESSES:,} addresses", "split it")
    return Sitemap(tuple(found["url"]), tuple(found["sitemap"]))


def _addresses(content: bytes) -> Iterator[tuple[str, str]]:
    """Yield what each entry is, and its address. Raises IngestError for XML that is not whole."""
    try:
        events = etree.iterparse(
            io.BytesIO(content), tag=[f"{{*}}{name}" for name in ENTRIES], encoding="utf-8",
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
            remove_comments=True, remove_pis=True,
        )  # fmt: skip
        for _, element in events:
            name = etree.QName(element).localname
            yield from ((name, address) for address in _own_addresses(element))
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise IngestError(f"damaged: no well-formed XML ({error})", "fetch the sitemap again") from None


def _own_addresses(element: etree._Element) -> list[str]:
    """The address of an entry, not those of pictures on its page."""
    start = element.tag.partition("}")[0] + "}" if element.tag.startswith("{") else ""
    return [address for child in element.iterchildren(start + "loc") if (address := (child.text or "").strip())][:1]
