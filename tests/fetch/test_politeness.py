"""What robots.txt, pauses, busy servers and pages that have not changed ask of a visit."""

from dataclasses import replace

import pytest
from tests.fetch.servers import NONE, Request, page, pages, serving
from tests.fetch.visits import MANNERS, RAID, find, refused, visited

from sitrep.fetch.visiting import Known, Means
from sitrep.model.errors import UnreachableError
from sitrep.model.visits import Visit


def test_what_robots_forbids_is_not_asked_for_and_the_rules_are_asked_for_once() -> None:
    rules = page("User-agent: sitrep\nDisallow: /closed\n", "text/plain")
    known = Known()
    with serving(pages(**{"robots.txt": rules, "a": page(RAID)})) as server:
        assert "asks programs not to read" in refused(server.at("/closed/a"), known=known)
        assert visited(server.at("/a"), known=known).page is not None
        assert server.paths() == ["/robots.txt", "/a"]


def test_without_rules_for_now_nothing_is_asked_for() -> None:
    with serving(lambda _request: page("x", status="500 Failed")) as server:
        found = visited(server.at("/a"))
        assert server.paths() == ["/robots.txt"]
    assert isinstance(found.error, UnreachableError)
    assert "robots.txt cannot be had (the server answered 500)" in found.error.reason


class Clock:
    """A clock that only waiting moves; `waits` are the seconds waited."""

    def __init__(self) -> None:
        self.now, self.waits = 1000.0, list[float]()

    def __call__(self) -> float:
        return self.now

    def wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds

    def means(self) -> Means:
        return Means(find, clock=self, wait=self.wait)


def test_a_pause_lies_between_visits_to_a_host_and_robots_may_lengthen_it() -> None:
    clock, known = Clock(), Known()
    rules = page("User-agent: *\nCrawl-delay: 9\n", "text/plain")
    with serving(pages(**{"robots.txt": rules, "a": page(RAID)})) as server:
        for host in ("wire.example", "wire.example", "other.example"):
            visited(server.at("/a", host), replace(MANNERS, pause=2.0), known=known, means=clock.means())
    assert clock.waits == [2.0, 9.0, 2.0]


def test_a_busy_server_is_asked_again_when_it_says_so() -> None:
    clock = Clock()
    answers = iter([NONE, page("x", status="429 Slow", Retry_After="30"), page("x", status="503 Busy"), page(RAID)])
    with serving(lambda _request: next(answers)) as server:
        found = visited(server.at("/a"), replace(MANNERS, pause=2.0), means=clock.means())
    assert found.page is not None
    assert clock.waits == [2.0, 30.0, 8.0]


def test_a_server_that_is_busy_for_long_is_left_alone_by_the_next_visit_too() -> None:
    clock, known = Clock(), Known()
    answers = {"/robots.txt": NONE, "/a": page("x", status="429 Slow", Retry_After="3600")}
    with serving(lambda request: answers[request.path]) as server:
        assert "asks to be left alone for 3600 seconds" in refused(server.at("/a"), known=known, means=clock.means())
        clock.now += 600
        assert "asks to be left alone for 3000 seconds" in refused(server.at("/a"), known=known, means=clock.means())
        assert server.paths() == ["/robots.txt", "/a"]


def test_a_page_that_has_not_changed_is_not_sent_again() -> None:
    def say(request: Request) -> bytes:
        if request.fields.get("if-none-match") == '"v1"':
            return b"HTTP/1.1 304 Not Modified\r\n\r\n"
        return page(RAID, ETag='"v1"', Last_Modified="Wed, 01 Jan 2020 12:00:00 GMT")

    with serving(lambda request: NONE if request.path == "/robots.txt" else say(request)) as server:
        first = visited(server.at("/a"))
        second = visited(server.at("/a"), earlier=first.visit)
        asked = server.asked[-1]
        other = visited(server.at("/a", "other.example"), earlier=first.visit)
    assert asked.fields["if-modified-since"] == "Wed, 01 Jan 2020 12:00:00 GMT"
    assert second.is_unchanged
    assert (second.visit.status, second.visit.etag, second.visit.sha256) == (304, '"v1"', None)
    assert other.page is not None


def test_what_a_server_said_of_a_version_is_sent_back_only_where_it_fits_in_a_header() -> None:
    with serving(pages(a=page(RAID))) as server:
        earlier = Visit(server.at("/a"), "", server.at("/a"), 200, etag='"a\r\nX: y"', last_modified="Märch")
        assert visited(server.at("/a"), earlier=earlier).page is not None
        assert not server.asked[-1].fields.keys() & {"x", "if-none-match", "if-modified-since"}


def test_a_proxy_of_the_environment_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    with serving(pages(a=page(RAID))) as server:
        assert visited(server.at("/a")).page is not None
