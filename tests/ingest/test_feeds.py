import gzip
from pathlib import Path

import pytest

from sitrep.ingest.feeds import LARGEST_FEED, entries_in_feed, parse_stream
from sitrep.ingest.records import InputRecord
from sitrep.model.errors import IngestError

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Orontes Wire</title><link>https://wire.example/</link><language>en-gb</language>
<item><title>Shells &amp; smoke&nbsp;</title><link>https://wire.example/1</link><guid isPermaLink="false">w-1</guid>
<pubDate>Tue, 22 Dec 2015 10:00:00 GMT</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>Two shells fell on Homs.</p>]]></content:encoded></item>
<item><title>Bridge</title><dc:date>2015-12-23</dc:date>
<description>Rebels cut &lt;b&gt;the bridge&lt;/b&gt;.</description></item>
<item><title>Bare</title><link>https://wire.example/3</link><description> &lt;br/&gt; </description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title type="html">Orontes &amp;amp; Wire</title>
<entry><id>urn:w:1</id><link href="https://wire.example/1"/><updated>2015-12-22T10:00:00Z</updated><title>Raid</title>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Two men <b>died</b>.</p></div></content></entry>
<entry><id>urn:w:2</id><published>2015-12-21</published><updated>2015-12-23</updated>
<content type="text">Fewer &lt; more.</content></entry></feed>"""


def test_an_rss_entry_has_its_content_and_else_its_summary() -> None:
    feed = entries_in_feed(RSS.encode())
    assert (feed.title, feed.damage) == ("Orontes Wire", None)
    assert feed.entries == (
        InputRecord(
            "w-1", "https://wire.example/1", "Shells & smoke", "Orontes Wire", "Tue, 22 Dec 2015 10:00:00 GMT",
            "en-gb", None, "<article><p>Two shells fell on Homs.</p></article>",
        ),
        InputRecord(
            None, None, "Bridge", "Orontes Wire", "2015-12-23",
            "en-gb", None, "<article><p>Rebels cut <b>the bridge</b>.</p></article>",
        ),
        InputRecord(None, "https://wire.example/3", "Bare", "Orontes Wire", None, "en-gb"),
    )  # fmt: skip


def test_an_atom_entry_has_its_markup_or_its_text_and_is_dated_by_its_publication_before_its_update() -> None:
    feed = entries_in_feed(gzip.compress(ATOM.encode()))
    assert feed.title == "Orontes & Wire"
    assert [(e.id, e.url, e.published) for e in feed.entries] == [
        ("urn:w:1", "https://wire.example/1", "2015-12-22T10:00:00Z"), ("urn:w:2", None, "2015-12-21"),
    ]  # fmt: skip
    assert [e.html for e in feed.entries] == ["<article><p>Two men <b>died</b>.</p></article>", None]
    assert [e.text for e in feed.entries] == [None, "Fewer < more."]


def test_a_feed_cut_off_gives_what_it_has_and_says_so() -> None:
    feed = entries_in_feed(RSS.encode()[:-200])
    assert [e.title for e in feed.entries] == ["Shells & smoke", "Bridge"]
    assert feed.damage is not None


def test_a_feed_is_never_taken_for_the_name_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "feed.rss"
    path.write_text(RSS, encoding="utf-8")
    assert parse_stream(str(path).encode())["entries"] == []


LAUGHS = b"<!DOCTYPE rss [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;'>]><rss>&c;</rss>"
FILE = b"<!DOCTYPE rss [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><rss><channel><title>&a;</title></channel></rss>"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (LAUGHS, "DOCTYPE declares"),
        (FILE, "DOCTYPE declares"),
        (FILE.decode().encode("utf-16"), "DOCTYPE declares"),
        (b"<!DOCTYPE rss [<!ENTITY % a SYSTEM 'http://wire.example/x.dtd'> %a;]><rss/>", "DOCTYPE declares"),
        (b"<rss>\0</rss>", "NUL"),
        (b"<html/>", "no feed"),
        (b"", "no XML"),
        (b"<rss>" + b" " * LARGEST_FEED, "larger than"),
        (b"<rss><channel>" + b"<item/>" * 100_001 + b"</channel></rss>", "elements"),
        (b"<rss><a " + b"".join(b'a%d="" ' % n for n in range(101)) + b"/></rss>", "attributes"),
        (b"<rss " + b"".join(b'xmlns:a%d="b" ' % n for n in range(101)) + b"/>", "namespaces"),
    ],
)
def test_a_feed_made_to_do_harm_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(IngestError, match=reason):
        entries_in_feed(content)


@pytest.mark.parametrize("inner", ["<a>" * 5000, "&foo;", "&#0;", "&#xD800;", "]]>", "<item><title>x" * 200, "\x0b"])
def test_what_is_wrong_in_a_feed_is_told(inner: str) -> None:
    feed = entries_in_feed(f"<rss><channel><title>W</title>{inner}</channel></rss>".encode())
    assert feed.damage is not None
    assert feed.title in ("W", None)
