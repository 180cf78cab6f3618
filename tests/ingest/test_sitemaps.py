import gzip

import pytest

from sitrep.ingest.sitemaps import MOST_ADDRESSES, Sitemap, addresses_in_sitemap
from sitrep.model.errors import IngestError

NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
PAGES = f"""<?xml version="1.0" encoding="UTF-8"?>
<!-- made nightly -->
<urlset {NAMESPACE} xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc> https://wire.example/1?a=1&amp;b=2 </loc><image:image><image:loc>https://wire.example/1.png</image:loc></image:image></url>
<url><lastmod>2015-12-22</lastmod><loc>https://wire.example/2</loc></url>
<url><loc>https://wire.example/2</loc></url>
<url><loc></loc></url>
</urlset>"""
FOUND = Sitemap(("https://wire.example/1?a=1&b=2", "https://wire.example/2"), ())


def test_addresses_of_pages_are_found_once_and_those_of_pictures_are_none() -> None:
    assert addresses_in_sitemap(PAGES.encode()) == FOUND


def test_packed_and_utf16_sitemaps_are_read() -> None:
    assert addresses_in_sitemap(gzip.compress(PAGES.encode())) == FOUND
    assert addresses_in_sitemap(PAGES.replace("UTF-8", "UTF-16").encode("utf-16")) == FOUND


def test_an_index_names_further_sitemaps() -> None:
    index = f"<sitemapindex {NAMESPACE}><sitemap><loc>https://wire.example/s.xml.gz</loc></sitemap></sitemapindex>"
    assert addresses_in_sitemap(index.encode()) == Sitemap((), ("https://wire.example/s.xml.gz",))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<!DOCTYPE urlset [<!ENTITY a 'b'>]><urlset><url><loc>&a;</loc></url></urlset>", "DOCTYPE"),
        (b"<!-- <x> --><!DOCTYPE urlset [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><urlset/>", "DOCTYPE"),
        ("<!DOCTYPE urlset [<!ENTITY a 'b'>]><urlset/>".encode("utf-16"), "DOCTYPE"),
        (b"<!DOCTYPE " * 9000, "DOCTYPE"),
        (PAGES.encode()[:-40], "no well-formed XML"),
        (b"<urlset>" + b"<url>" * 1000, "no well-formed XML"),
        (b"<rss/>", "no sitemap"),
        (b"words", "no XML"),
        (b"<!--" * 9000, "no XML"),
        (b"\0<urlset/>", "NUL"),
        (gzip.compress(PAGES.encode())[:-20], "cut off"),
        (gzip.compress(PAGES.encode()) * 2, "more bytes follow"),
        (gzip.compress(b" " * 30_000_000), "larger than"),
        (b"<urlset>" + b"".join(b"<url><loc>%d</loc></url>" % n for n in range(MOST_ADDRESSES + 1)), "more than"),
    ],
)
def test_what_is_no_sound_sitemap_says_why(content: bytes, reason: str) -> None:
    with pytest.raises(IngestError, match=reason):
        addresses_in_sitemap(content)


def test_a_doctype_that_declares_nothing_opens_nothing() -> None:
    named = (
        b'<!DOCTYPE urlset SYSTEM "file:///etc/passwd"><urlset><url><loc>https://wire.example/2</loc></url></urlset>'
    )
    assert addresses_in_sitemap(named).pages == ("https://wire.example/2",)
