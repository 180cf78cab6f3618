import gzip
from pathlib import Path

from sitrep.ingest.documents import read_capture
from sitrep.ingest.sources import open_sources
from sitrep.lexicon import load_lexicon
from sitrep.model.documents import Capture, Refusal

FEED = """<rss version="2.0"><channel><title>Orontes Wire</title>
<item><title>Raid</title><link>https://wire.example/1</link><guid>w-1</guid>
<pubDate>Tue, 22 Dec 2015 10:00:00 GMT</pubDate>
<description>Two shells fell on the market of Homs on Monday, residents said.</description></item>
<item><title>Bare</title><link>https://wire.example/2</link></item>
<item><title>Bare</title></item>
</channel></rss>"""


def read(path: Path, content: bytes) -> tuple[list[Capture], list[Refusal]]:
    path.write_bytes(content)
    found = list(open_sources([str(path)]))
    return [f for f in found if isinstance(f, Capture)], [f for f in found if isinstance(f, Refusal)]


def test_each_entry_of_a_feed_is_a_document_or_a_refusal_that_names_fetch(tmp_path: Path) -> None:
    [capture], refusals = read(tmp_path / "a.rss", FEED.encode())
    document = read_capture(capture, load_lexicon().furniture)
    assert capture.name == "a.rss#1"
    assert document.text == "Two shells fell on the market of Homs on Monday, residents said."
    assert (document.external_id, document.url, document.title, document.outlet) == (
        "w-1", "https://wire.example/1", "Raid", "Orontes Wire",
    )  # fmt: skip
    assert document.published is not None
    assert document.published.value == "2015-12-22T10:00:00+00:00"
    assert [(r.path, r.remedy) for r in refusals] == [
        (f"{tmp_path}/a.rss#2", "run sitrep fetch CASE https://wire.example/2"),
        (f"{tmp_path}/a.rss#3", "give the page itself"),
    ]


def test_an_address_that_a_remedy_names_is_safe_to_paste(tmp_path: Path) -> None:
    hostile = FEED.replace("https://wire.example/2", "https://wire.example/$(reboot);x y")
    _, [refusal, _] = read(tmp_path / "a.rss", hostile.encode())
    assert refusal.remedy == "run sitrep fetch CASE 'https://wire.example/$(reboot);x y'"


def test_an_entry_has_the_same_bytes_wherever_the_feed_is_found(tmp_path: Path) -> None:
    [one], _ = read(tmp_path / "a.rss", FEED.encode())
    [other], _ = read(tmp_path / "b.xml", FEED.replace("<channel>", "<channel>\n<ttl>5</ttl>").encode("utf-8-sig"))
    assert one.sha256 == other.sha256


def test_a_feed_that_is_cut_off_gives_its_entries_and_a_refusal(tmp_path: Path) -> None:
    captures, refusals = read(tmp_path / "a.xml", FEED.encode()[: FEED.index("<item><title>Bare")])
    assert [c.name for c in captures] == ["a.xml#1"]
    assert ["entries may be cut or missing" in r.reason for r in refusals] == [True]


def test_a_sitemap_is_one_refusal_with_what_it_lists_and_the_command(tmp_path: Path) -> None:
    pages = "".join(f"<url><loc>https://wire.example/{n}</loc></url>" for n in range(1200))
    path = tmp_path / "sitemap.xml.gz"
    captures, [refusal] = read(path, gzip.compress(f"<urlset>{pages}</urlset>".encode()))
    assert captures == []
    assert refusal.reason == "a sitemap: it holds the addresses of 1,200 pages, and no page"
    assert refusal.remedy == f"run sitrep fetch CASE {path}"


def test_other_xml_is_refused_by_what_it_is_not(tmp_path: Path) -> None:
    _, refusals = read(tmp_path / "a.xml", b"<html><body><p>Words.</p></body></html>")
    assert [r.reason for r in refusals] == ["XML that is neither a feed nor a sitemap"]
    assert [r.reason for r in read(tmp_path / "b.xml", b"<rss/>")[1]] == ["the feed has no entry"]
