"""One look at a feed brings what is new, and asks again for what could not be had."""

from collections.abc import Callable

import pytest
from tests.fetch.servers import NONE, Request, Server, page, serving
from tests.fetch.test_gathering import paying
from tests.fetch.test_visiting import RAID

from sitrep.fetch.gathering import Found
from sitrep.fetch.listing import Entry
from sitrep.fetch.watching import look
from sitrep.model.documents import Capture, Refusal
from sitrep.model.visits import Visit


def item(server: Server, path: str, words: str = "") -> str:
    return f"<item><link>{server.at(path)}</link><description>{words}</description></item>"


def site(request: Request, items: str) -> bytes:
    answers = {
        "/robots.txt": page("User-agent: *\nDisallow: /closed", "text/plain"),
        "/feed": page(f"<rss><channel>{items}</channel></rss>", "application/rss+xml", ETag='"f"'),
        "/a": page(RAID),
        "/b": page(RAID),
        "/failing": page("x", status="500 Failed"),
        "/picture": page("x", "image/png"),
    }
    if request.path == "/feed" and request.fields.get("if-none-match") == '"f"':
        return b"HTTP/1.1 304 Not Modified\r\n\r\n"
    return answers.get(request.path, NONE)


Look = Callable[..., tuple[list[Found], list[str]]]


@pytest.fixture
def looked() -> Look:
    def run(
        *entries: tuple[str, str], there: tuple[str, ...] = (), most: int = 9, tag: str | None = None
    ) -> tuple[list[Found], list[str]]:
        with serving(lambda request: site(request, "".join(item(server, *entry) for entry in entries))) as server:
            held = {server.at(path) for path in there}

            def is_there(entry: Entry) -> bool:
                return entry.address in held

            earlier = Visit(server.at("/feed"), "", server.at("/feed"), 200, tag) if tag else None
            return list(look(server.at("/feed"), earlier, paying(), is_there, most)), server.paths()

    return run


def told(found: list[Found]) -> list[str]:
    return [
        one.source.media_type if isinstance(one.source, Capture) else one.source.reason for one in found if one.source
    ]


def feed_tag(found: list[Found]) -> str | None:
    return found[-1].visit.etag if found[-1].visit else None


def test_pages_that_are_there_are_not_visited_again(looked: Look) -> None:
    found, paths = looked(("/a", ""), ("/b", ""), there=("/a",))
    assert paths == ["/robots.txt", "/feed", "/b"]
    assert told(found) == ["text/html"]
    assert feed_tag(found) == '"f"'


def test_a_page_that_a_feed_lists_twice_is_visited_once(looked: Look) -> None:
    found, paths = looked(("/a", ""), ("/b", ""), ("/a", ""))
    assert paths == ["/robots.txt", "/feed", "/a", "/b"]
    assert told(found) == ["text/html", "text/html"]


def test_a_feed_that_has_not_changed_is_done_with(looked: Look) -> None:
    found, paths = looked(("/a", ""), tag='"f"')
    assert paths == ["/robots.txt", "/feed"]
    assert (told(found), feed_tag(found)) == ([], '"f"')


def test_where_a_page_may_not_be_had_the_words_of_the_feed_come_in_its_place(looked: Look) -> None:
    found, paths = looked(("/closed/1", "Two rebels died."), ("/picture", "Three rebels died."), ("/closed/2", ""))
    assert told(found)[:2] == ["application/json", "application/json"]
    assert "robots.txt" in told(found)[2]
    assert paths == ["/robots.txt", "/feed", "/picture"]
    assert isinstance(found[0].source, Capture)
    assert found[0].source.captured is not None
    assert found[0].visit is not None
    assert "robots.txt" in str(found[0].visit.refusal)
    assert feed_tag(found) == '"f"'


def test_what_cannot_be_had_now_is_asked_for_at_the_next_look(looked: Look) -> None:
    found, _ = looked(("/failing", "Two rebels died."), ("/a", ""))
    assert [one.is_settled for one in found] == [False, True, True]
    assert isinstance(found[0].source, Refusal)
    assert feed_tag(found) is None


def test_a_look_brings_so_many_pages_at_most_and_the_next_the_others(looked: Look) -> None:
    found, paths = looked(("/a", ""), ("/b", ""), most=1)
    assert paths == ["/robots.txt", "/feed", "/a"]
    assert feed_tag(found) is None


def test_what_is_no_feed_is_refused() -> None:
    with serving(lambda request: NONE if request.path == "/robots.txt" else page(RAID, ETag='"p"')) as server:
        found = list(look(server.at("/page"), None, paying(), lambda _entry: False, 9))
    assert told(found) == ["it is no feed"]
    assert feed_tag(found) is None
