"""What feeds, sitemaps and texts list."""

import gzip
import json
from pathlib import Path

import pytest

from sitrep.fetch.listing import Entry, listing_in, listing_in_file
from sitrep.model.errors import IngestError

FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Hill Wire</title>
<item><title>Two dead</title><link>http://wire.example/a</link><guid>7</guid>
<description>Two soldiers died.</description></item>
<item><title>No words</title><link>http://wire.example/b</link></item>
<item><guid>no-link</guid><description>Three rebels died.</description></item></channel></rss>"""
SITEMAP = b"<urlset><url><loc>http://wire.example/a</loc></url><url><loc>http://wire.example/b</loc></url></urlset>"
INDEX = b"<sitemapindex><sitemap><loc>http://wire.example/1.xml</loc></sitemap></sitemapindex>"


def test_a_feed_lists_pages_with_its_own_words_on_each() -> None:
    one, two, three = listing_in(FEED, "http://wire.example/feed").entries
    assert (one.address, two, three.address) == ("http://wire.example/a", Entry("http://wire.example/b"), None)
    assert one.words is not None
    assert (one.words.name, one.words.url) == ("http://wire.example/a", "http://wire.example/a")
    said = json.loads(one.words.content)
    assert (said["title"], said["outlet"], said["url"]) == ("Two dead", "Hill Wire", "http://wire.example/a")
    assert "id" not in said
    assert three.words is not None
    assert (three.words.name, three.words.url) == ("http://wire.example/feed#no-link", None)


def test_a_sitemap_lists_pages_or_sitemaps() -> None:
    assert [entry.address for entry in listing_in(SITEMAP, "").entries] == [
        "http://wire.example/a",
        "http://wire.example/b",
    ]
    assert listing_in(INDEX, "").sitemaps == ("http://wire.example/1.xml",)


@pytest.mark.parametrize(
    ("content", "addresses"),
    [
        (FEED, ["http://wire.example/a", "http://wire.example/b", None]),
        (gzip.compress(SITEMAP), ["http://wire.example/a", "http://wire.example/b"]),
        (
            b"\xef\xbb\xbf# remark\n\nhttp://wire.example/a\r\n http://wire.example/b \nhttp://wire.example/a",
            ["http://wire.example/a", "http://wire.example/b"],
        ),
    ],
)
def test_a_file_lists_addresses_whatever_it_is(tmp_path: Path, content: bytes, addresses: list[str | None]) -> None:
    (tmp_path / "list").write_bytes(content)
    assert [entry.address for entry in listing_in_file(tmp_path / "list").entries] == addresses


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"# nothing\n", "lists no address"),
        (b"<urlset><url><loc>", "damaged"),
        (gzip.compress(bytes(20_000_001)), "larger"),
    ],
)
def test_a_file_that_lists_nothing_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    (tmp_path / "list").write_bytes(content)
    with pytest.raises(IngestError, match=reason):
        listing_in_file(tmp_path / "list")
    with pytest.raises(IngestError, match="no address and no file"):
        listing_in_file(tmp_path / "none")
