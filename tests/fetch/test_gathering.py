"""Addresses and files of addresses to pages, each visited once."""

from functools import partial
from pathlib import Path

from tests.fetch.servers import NONE, Request, Server, page, serving
from tests.fetch.test_visiting import MANNERS, RAID, find

from sitrep.fetch.gathering import Found, gather
from sitrep.fetch.visiting import Known, Means, Visited, visit
from sitrep.ingest.formats import PDF
from sitrep.model.documents import Capture, Refusal
from sitrep.model.visits import Visit


def paying() -> "partial[Visited]":
    known, means = Known(), Means(find)
    return partial(lambda address, earlier: visit(address, MANNERS, known, means, earlier))


def gathered(*given: str, most: int = 100, earlier: dict[str, Visit] | None = None) -> list[Found]:
    return list(gather(given, paying(), (earlier or {}).get, most))


def sources(found: list[Found]) -> list[Capture | Refusal]:
    return [one.source for one in found if one.source is not None]


def site(server: Server, request: Request) -> bytes:
    """A site with a sitemap of sitemaps, two pages, a paper, and a feed that is listed as a page."""
    at = server.at
    listed = f"<url><loc>{at('/a')}</loc></url><url><loc>{at('/b')}</loc></url><url><loc>{at('/feed')}</loc></url>"
    deeper = at(f"/endless.xml?{request.path.partition('?')[2]}1")
    answers = {
        "/index.xml": page(f"<sitemapindex><sitemap><loc>{at('/map.xml')}</loc></sitemap></sitemapindex>", "text/xml"),
        "/map.xml": page(f"<urlset>{listed}</urlset>", "text/xml", ETag='"m"'),
        "/endless.xml": page(f"<sitemapindex><sitemap><loc>{deeper}</loc></sitemap></sitemapindex>", "text/xml"),
        "/a": page(RAID, "text/html; charset=utf-8", ETag='"a"'),
        "/b": page(RAID.replace("Two", "Three")),
        "/paper": page("%PDF-1.7", "application/pdf"),
        "/feed": page(f"<rss><channel><item><link>{at('/a')}</link></item></channel></rss>", "application/rss+xml"),
    }  # fmt: skip
    return answers.get(request.path.partition("?")[0], NONE)


def test_addresses_and_what_files_and_sitemaps_list_are_visited_once_each(tmp_path: Path) -> None:
    with serving(lambda request: site(server, request)) as server:
        (tmp_path / "list.txt").write_text(f"{server.at('/a')}\n{server.at('/paper')}\nftp://wire.example/\n")
        found = gathered(server.at("/index.xml"), str(tmp_path / "list.txt"), server.at("/a"), str(tmp_path / "none"))
        paths = server.paths()
    assert paths == ["/robots.txt", "/index.xml", "/map.xml", "/a", "/b", "/feed", "/paper"]
    missing, *came = sources(found)
    assert isinstance(missing, Refusal)
    assert "no address and no file" in missing.reason
    captures = [one for one in came if isinstance(one, Capture)]
    assert [(one.name, one.media_type, one.charset) for one in captures] == [
        (server.at("/a"), "text/html", "utf-8"),
        (server.at("/b"), "text/html", "utf-8"),
        (server.at("/paper"), PDF, None),
    ]  # fmt: skip
    assert captures[0].url == server.at("/a")
    assert captures[0].captured is not None
    assert [one.reason.split(",")[0] for one in came if isinstance(one, Refusal)] == [
        "it is a feed or sitemap where a page was expected", "“ftp” is no scheme that is fetched",
    ]  # fmt: skip
    # Sitemaps are read anew each time.
    assert [one.visit.etag for one in found if one.visit] == [None, None, '"a"', None, None, None, None]


def test_a_feed_that_is_given_leads_to_its_pages() -> None:
    with serving(lambda request: site(server, request)) as server:
        found = gathered(server.at("/feed"))
    assert [one.name for one in sources(found) if isinstance(one, Capture)] == [server.at("/a")]


def test_more_addresses_than_asked_for_are_left_out_and_counted() -> None:
    with serving(lambda request: site(server, request)) as server:
        *_, last = gathered(server.at("/map.xml"), server.at("/paper"), most=2)
    assert last.source == Refusal(
        server.at("/b"), "this and 2 more addresses were left out: 2 were visited",
        "run the command again with a higher --limit; what is there already is skipped",
    )  # fmt: skip


def test_sitemaps_of_sitemaps_end() -> None:
    with serving(lambda request: site(server, request)) as server:
        found = gathered(server.at("/endless.xml"))
        assert len(server.asked) < 6
    assert [one.source.reason for one in found if isinstance(one.source, Refusal)] == [
        "sitemaps that list sitemaps are followed 3 deep"
    ]


def test_a_page_that_is_as_it_was_adds_nothing() -> None:
    with serving(
        lambda request: (
            b"HTTP/1.1 304 Not Modified\r\n\r\n" if request.fields.get("if-none-match") else site(server, request)
        )
    ) as server:
        address = server.at("/a")
        first = gathered(address)
        again = gathered(address, earlier={address: first[0].visit} if first[0].visit else None)
    assert isinstance(first[0].source, Capture)
    assert [(one.visit.status if one.visit else None, one.source) for one in again] == [(304, None)]
