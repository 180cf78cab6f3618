"""Visits to real servers on loopback, which are polite or not."""

import gzip
import re
import ssl
import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.fetch.servers import NONE, Request, leading_to, page, pages, serving
from tests.fetch.visits import MANNERS, RAID, find, refused, visited

from sitrep.fetch.addresses import read_address
from sitrep.fetch.connecting import addresses_to_ask
from sitrep.fetch.kinds import XML
from sitrep.fetch.manners import Limits, Manners
from sitrep.fetch.visiting import Means, within
from sitrep.ingest.formats import PDF
from sitrep.model.errors import IngestError, UnreachableError
from sitrep.model.identity import sha256_hex


def test_a_page_comes_with_its_kind_its_encoding_and_a_record_of_the_visit() -> None:
    answer = page(gzip.compress(RAID.encode()), "text/html; charset=koi8-r", Content_Encoding="gzip", ETag='"v1"')
    with serving(pages(raid=answer)) as server:
        found = visited(server.at("/raid#top"))
        asked = server.asked
    assert found.page is not None
    assert (found.page.content, found.page.media_type, found.page.charset) == (RAID.encode(), "text/html", "koi8-r")
    assert found.visit.address == server.at("/raid#top")
    assert (found.visit.final, found.visit.status, found.visit.etag) == (server.at("/raid"), 200, '"v1"')
    assert found.visit.sha256 == sha256_hex(RAID.encode())
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", found.visit.at)
    assert [request.path for request in asked] == ["/robots.txt", "/raid"]
    assert re.fullmatch(r"sitrep/[\d.]+ \(\+desk@monitor\.example\)", asked[1].fields["user-agent"])
    assert asked[1].fields["host"] == f"wire.example:{server.port}"
    assert not asked[1].fields.keys() & {"cookie", "authorization", "referer", "proxy-authorization"}


@pytest.mark.parametrize(
    ("kind", "content", "is_kind"),
    [
        ("application/rss+xml", '<?xml version="1.0"?><rss version="2.0"></rss>', XML),
        ("text/html", '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"></feed>', XML),
        ("text/xml", "<urlset></urlset>", XML),
        ("application/pdf", "%PDF-1.7 ...", PDF),
        ("", RAID, "text/html"),
        ("application/xml", RAID, "text/html"),
        ("text/plain", "Two soldiers were killed.", "text/plain"),
    ],
)
def test_what_came_is_told_by_what_it_is(kind: str, content: str, is_kind: str) -> None:
    with serving(pages(a=page(content, kind))) as server:
        found = visited(server.at("/a"))
    assert found.page is not None
    assert found.page.media_type == is_kind


@pytest.mark.parametrize(
    ("kind", "content", "reason"),
    [
        ("image/png", "x", "it is image/png, which is no page"),
        ("application/zip", "x", "it is application/zip, which is no page"),
        ("application/json", "{}", "it is application/json"),
        ("", "MZ...", "does not say what it is a page"),
        ("text/xml", "<svg></svg>", "says that it is application/xml, and it is not"),
        ("text/html", "  ", "empty page"),
    ],
)
def test_what_is_no_page_is_refused_by_name(kind: str, content: str, reason: str) -> None:
    with serving(pages(a=page(content, kind))) as server:
        assert reason in refused(server.at("/a"))


@pytest.mark.parametrize(
    ("status", "reason", "passes"),
    [
        ("404 Not Found", "no such page", False),
        ("410 Gone", "no such page", False),
        ("401 Unauthorized", "does not log in", False),
        ("403 Forbidden", "does not log in", False),
        ("451 Unavailable", "gives no page", False),
        ("500 Failed", "the server failed", True),
        ("304 Not Modified", "gives no page", False),
    ],
)
def test_an_answer_without_a_page_is_refused_and_said_to_pass_or_not(status: str, reason: str, passes: bool) -> None:  # noqa: FBT001
    with serving(lambda request: NONE if request.path == "/robots.txt" else page("x", status=status)) as server:
        found = visited(server.at("/a"))
    assert found.error is not None
    assert reason in found.error.reason
    assert found.visit.status == int(status[:3])
    assert isinstance(found.error, UnreachableError) == passes


# Who may be asked


def test_nothing_is_asked_of_addresses_that_are_not_of_the_open_web() -> None:
    with serving(pages(a=page(RAID))) as server:
        assert "port" in refused(server.at("/a"), replace(MANNERS, private=frozenset()))
        for address in (
            "http://unnamed.example/",
            "http://inside.example/",
            "http://both.example/",
            "http://127.0.0.1/",
            "http://2130706433/",
        ):
            assert "no address of the open web" in refused(address)
        asked = server.asked
    assert asked == []


def test_a_metadata_address_is_never_asked_whatever_the_user_names() -> None:
    manners = replace(MANNERS, private=frozenset({"169.254.169.254"}))
    reason = refused("http://169.254.169.254/latest", manners, means=Means(lambda host, _port: (host,)))
    assert "where clouds answer with their secrets" in reason


def test_a_name_that_changes_after_the_look_leads_nowhere_else() -> None:
    answers = iter([("93.184.215.14",), ("127.0.0.1",), ("127.0.0.1",)])
    with serving(pages(a=page(RAID))) as server:
        address = server.at("/a", "turning.example").replace(str(server.port), "80")
        assert "no address of the open web" in refused(address, means=Means(lambda _host, _port: next(answers)))
        assert server.asked == []


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("http://inside.example/", "10.0.0.7 (private use)"),
        ("http://127.0.0.1/", "127.0.0.1 (loopback)"),
        ("http://open.example:22/", "port 22"),
        ("file:///etc/passwd", "“file” is no scheme"),
        ("http://[", "leads to no address of the web"),
        ("http://ann:secret@other.example/", "name or password"),
        ("", "leads on more than 5 times"),
    ],
)
def test_every_redirect_is_looked_at(location: str, reason: str) -> None:
    with serving(lambda request: NONE if request.path == "/robots.txt" else leading_to(location)) as server:
        assert reason in refused(server.at("/a"))


def test_a_stranger_leads_nobody_into_a_network_of_their_own() -> None:
    manners = Manners(private=frozenset({"own.example"}))
    stranger, own = read_address("http://open.example/a"), read_address("http://own.example/")
    with pytest.raises(IngestError, match="no address of the open web"):
        addresses_to_ask(own, within(stranger, manners).private, find)
    assert addresses_to_ask(own, within(own, manners).private, find) == ("127.0.0.1",)


def test_a_chain_of_redirects_is_followed_to_its_end_and_no_further() -> None:
    def say(request: Request) -> bytes:
        step = request.path.strip("/")
        return NONE if not step.isdecimal() else page(RAID) if step == "5" else leading_to(f"/{int(step) + 1}")

    with serving(say) as server:
        found = visited(server.at("/0"))
        assert found.visit.final == server.at("/5")
        assert "more than 4 times" in refused(server.at("/0"), replace(MANNERS, limits=Limits(redirects=4)))


def test_a_redirect_to_letters_beyond_ascii_is_followed() -> None:
    with serving(pages(**{"a": leading_to("/märz"), "m%C3%A4rz": page(RAID)})) as server:
        assert visited(server.at("/a")).visit.final == server.at("/m%C3%A4rz")


def test_the_rules_of_the_host_that_a_redirect_leads_to_are_asked_for() -> None:
    def say(request: Request) -> bytes:
        host = request.fields["host"].partition(":")[0]
        if request.path == "/robots.txt":
            return page("User-agent: *\nDisallow: /b", "text/plain") if host == "other.example" else NONE
        return leading_to(f"http://other.example:{server.port}/b")

    with serving(say) as server:
        assert "the robots.txt of other.example asks programs not to read" in refused(server.at("/a"))
        assert server.paths() == ["/robots.txt", "/a", "/robots.txt"]


@pytest.fixture(scope="session")
def certified(tmp_path_factory: pytest.TempPathFactory) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A server's side with a certificate of wire.example, and a side that trusts it."""
    folder = tmp_path_factory.mktemp("tls")
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    if not Path("/usr/bin/openssl").exists():
        pytest.skip("no openssl here to make a certificate with")
    made = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=wire.example"
    names = ["-addext", "subjectAltName=DNS:wire.example", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(["/usr/bin/openssl", *made.split(), *names], check=True, capture_output=True)
    theirs = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    theirs.load_cert_chain(certificate, key)
    return theirs, ssl.create_default_context(cafile=str(certificate))


def test_a_certificate_must_be_of_the_very_name_and_trusted(
    certified: tuple[ssl.SSLContext, ssl.SSLContext],
) -> None:
    theirs, ours = certified
    told: list[str | None] = []
    theirs.sni_callback = lambda _socket, name, _context: told.append(name)  # type: ignore[assignment, return-value]
    with serving(pages(a=page(RAID)), theirs) as server:
        found = visited(server.at("/a", scheme="https"), means=Means(find, ours))
        assert found.page is not None
        assert set(told) == {"wire.example"}
        assert "does not hold" in refused(server.at("/a", "other.example", "https"), means=Means(find, ours))
        assert "does not hold" in refused(server.at("/a", scheme="https"))


# How much is taken


def test_a_bomb_is_ended_early() -> None:
    bomb = gzip.compress(bytes(50_000_000))
    assert len(bomb) < 49_000
    with serving(pages(a=page(bomb, Content_Encoding="gzip"))) as server:
        assert "unpacks to more than 20,000,000 bytes" in refused(server.at("/a"))


def test_more_than_may_be_sent_is_not_taken() -> None:
    limits = Limits(page_seconds=5, sent_bytes=100_000)
    endless = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"

    def say(request: Request) -> bytes | Iterator[bytes]:
        if request.path == "/long":
            return page("x" * 100_001)
        return NONE if request.path == "/robots.txt" else (endless if at == 0 else b"x" * 50_000 for at in range(1000))

    with serving(say) as server:
        assert "it is 100,001 bytes" in refused(server.at("/long"), replace(MANNERS, limits=limits))
        assert "more bytes than a page may have" in refused(server.at("/endless"), replace(MANNERS, limits=limits))


def test_headers_without_end_are_not_taken() -> None:
    def say(request: Request) -> bytes | Iterator[bytes]:
        return (
            NONE
            if request.path == "/robots.txt"
            else (b"HTTP/1.1 200 OK\r\n" if at == 0 else b"X-Y: " + b"z" * 1000 + b"\r\n" for at in range(1000))
        )

    with serving(say) as server:
        assert "more headers than a page may have" in refused(server.at("/a"))


def test_a_page_whose_headers_come_in_pieces_is_taken_however_much_of_it_comes_with_them() -> None:
    whole = page(RAID + " " * 500_000)

    def say(request: Request) -> bytes | Iterator[bytes]:
        return NONE if request.path == "/robots.txt" else pieces()

    def pieces() -> Iterator[bytes]:
        yield whole[:9]
        time.sleep(0.05)
        yield whole[9:]

    with serving(say) as server:
        found = visited(server.at("/a"))
    assert found.page is not None
    assert len(found.page.content) > 500_000


@pytest.mark.parametrize(
    "start", [b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>"]
)
def test_a_server_that_trickles_is_ended_in_time(start: bytes) -> None:
    def trickle(request: Request) -> Iterator[bytes]:
        if request.path == "/robots.txt":
            yield NONE
            return
        yield start
        for _ in range(100):
            time.sleep(0.02)
            yield b"a"

    manners = replace(MANNERS, limits=Limits(connect_seconds=1, read_seconds=1, page_seconds=0.2))
    with serving(trickle) as server:
        begun = time.monotonic()
        found = visited(server.at("/a"), manners)
        assert time.monotonic() - begun < 1.0
    assert isinstance(found.error, UnreachableError)
    assert re.search("more than 0 seconds for one answer|stopped sending", found.error.reason)


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (b"", "does not speak HTTP"),
        (b"SSH-2.0-server\r\n\r\n", "does not speak HTTP"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 90\r\nContent-Type: text/html\r\n\r\n<p>", "does not speak HTTP"),
    ],
)
def test_a_server_that_breaks_off_is_refused_for_now(said: bytes, reason: str) -> None:
    with serving(lambda request: NONE if request.path == "/robots.txt" else said) as server:
        found = visited(server.at("/a"))
    assert isinstance(found.error, UnreachableError)
    assert reason in found.error.reason


def test_a_host_where_nobody_answers_is_refused_for_now() -> None:
    with serving(pages()) as server:
        address = server.at("/a")
    assert "cannot be connected to" in refused(address)
