"""Pages of the web come into a case through the command line, from a real server on loopback."""

import json
import socket
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
import typer
from tests.cli.conftest import RAID, Sitrep
from tests.fetch.servers import NONE, Request, Server, page, serving

from sitrep.case.adding import new_run
from sitrep.case.attempts import Attempt
from sitrep.case.folders import init_case
from sitrep.case.reading import Instruments
from sitrep.case.visits import visits_of
from sitrep.cli.cases import readers
from sitrep.cli.fetching import Going, Rounds, add_found, as_they_come, payer, taken_up, watch_feeds
from sitrep.cli.instruments import Profile
from sitrep.export.schemas import load_schema
from sitrep.fetch.gathering import Found
from sitrep.ledger.connections import viewing
from sitrep.ledger.queries import documents
from sitrep.model.documents import Capture
from sitrep.model.errors import OfflineError
from sitrep.model.identity import sha256_hex
from sitrep.model.visits import Visit

HERE = ("--allow-private", "127.0.0.1", "--pause", "0.5", "--contact", "desk@monitor.example")
PAGE = f"<html><body><article><h1>Twelve rebels killed</h1><p>{RAID}</p></article></body></html>"


def site(server: Server, request: Request, count: int = 1) -> bytes:
    """A feed of so many pages, which are all like the first, and of one that robots.txt closes."""
    paths = [f"/{number}" for number in range(1, count + 1)]
    listed = [f"<item><link>{here(server, path)}</link></item>" for path in paths]
    closed = f"<item><link>{here(server, '/closed')}</link><description>{RAID}</description></item>"
    feed = page(f"<rss><channel>{''.join(listed)}{closed}</channel></rss>", "application/rss+xml")
    answers = {"/robots.txt": page("User-agent: *\nDisallow: /closed", "text/plain"), "/feed": feed}
    if request.fields.get("if-none-match") == '"v1"':
        return b"HTTP/1.1 304 Not Modified\r\n\r\n"
    return answers.get(request.path, page(PAGE + request.path, ETag='"v1"') if request.path in paths else NONE)


def here(server: Server, path: str) -> str:
    return server.at(path, "127.0.0.1")


def test_a_page_is_fetched_read_and_not_sent_again(sitrep: Sitrep) -> None:
    sitrep("init", "one")
    with serving(lambda request: site(server, request)) as server:
        done = sitrep("fetch", "one", here(server, "/1"), here(server, "/none"), *HERE)
        again = sitrep("fetch", "one", here(server, "/1"), *HERE)
    assert (done.status, again.status) == (3, 0)
    assert [(line["address"], line["status"]) for line in done.lines()] == [
        (here(server, "/1"), 200), (here(server, "/none"), 404)
    ]  # fmt: skip
    assert [one["path"] for one in done.refusals()] == [here(server, "/none")]
    assert "one: 1 read, 0 skipped, 1 refused\n" in done.err
    assert "one: 0 read, 0 skipped, 0 refused, 1 not changed\n" in again.err
    claims = sitrep("claims", "one").lines()
    assert {line["document"]["url"] for line in claims} == {here(server, "/1")}  # type: ignore[index]
    kept = sitrep("visits", "one").lines()
    assert kept == [*done.lines(), *again.lines()]
    for line in kept:
        jsonschema.validate(line, load_schema("visit"))


def test_a_list_in_a_file_is_fetched(sitrep: Sitrep, tmp_path: Path) -> None:
    sitrep("init", "one")
    with serving(lambda request: site(server, request)) as server:
        (tmp_path / "list.txt").write_text(here(server, "/closed") + "\n")
        done = sitrep("fetch", "one", "list.txt", "none.txt", *HERE)
    assert [one["reason"].partition(" (")[0] for one in done.refusals()] == [
        "no address and no file that can be read", "the robots.txt of 127.0.0.1 asks programs not to read this page",
    ]  # fmt: skip
    assert server.paths() == ["/robots.txt"]


def test_a_command_cannot_look_a_name_up_by_itself(sitrep: Sitrep) -> None:
    assert sitrep("schema", "claim").status == 0
    with pytest.raises(OfflineError, match=r"a connection to wire\.example was stopped"):
        socket.getaddrinfo("wire.example", 80)


@pytest.mark.parametrize("command", ["fetch", "watch"])
def test_offline_no_command_connects(sitrep: Sitrep, command: str) -> None:
    with serving(lambda _request: NONE) as server:
        for options, env in ((("--offline",), {}), ((), {"SITREP_OFFLINE": "1"})):
            done = sitrep(*options, command, "none", here(server, "/1"), *HERE, env=env)
            assert done.failed_with_one_line(2, "this run is offline")
        assert server.asked == []


@pytest.mark.parametrize(
    ("options", "words"),
    [(("--contact", "who is asking"), "--contact"), (("--allow-private", "http://wire.example"), "--allow-private")],
)
def test_what_cannot_be_sent_or_is_no_host_is_refused(sitrep: Sitrep, options: tuple[str, str], words: str) -> None:
    assert sitrep("fetch", "none", "http://wire.example/", *options).failed_with_one_line(2, words)


def test_no_visit_is_kept_before_its_page_is(tmp_path: Path, instruments: Instruments) -> None:
    def dying(_capture: Capture) -> tuple[Capture, Attempt]:
        raise MemoryError

    def fail(captures: Iterable[Capture]) -> Iterator[tuple[Capture, Attempt]]:
        # All that was found is taken up before the first page is read.
        return map(dying, list(captures))

    content = PAGE.encode()
    page_visit = Visit("http://wire.example/1", "2020", None, 200, '"v1"', sha256=sha256_hex(content))
    capture = Capture(sha256_hex(content), "text/html", "http://wire.example/1", content)
    feed_visit = Visit("http://wire.example/feed", "2020", None, 200, '"f"')
    with init_case(tmp_path / "case") as case:
        going = Going(case, replace(readers(instruments), read=fail), new_run())
        with pytest.raises(MemoryError):
            add_found(going, [Found(page_visit, capture), Found(feed_visit)])
        assert visits_of(case) == []


def test_a_page_is_kept_before_the_next_is_asked_for(
    environment: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    kept: list[int] = []
    with init_case(tmp_path / "case") as case:

        def found() -> Iterator[Found]:
            for number in range(3):
                kept.append(len(visits_of(case)))
                address, content = f"http://wire.example/{number}", f"{PAGE} {number}".encode()
                visit = Visit(address, "2020", None, 200, sha256=sha256_hex(content))
                yield Found(visit, Capture(sha256_hex(content), "text/html", address, content))

        add_found(Going(case, as_they_come(Profile.NEUTRAL), new_run()), found())
    assert kept == [0, 1, 2]


def test_feeds_are_watched_each_page_is_fetched_once_and_ctrl_c_ends_it(
    tmp_path: Path, instruments: Instruments, capsys: pytest.CaptureFixture[str]
) -> None:
    waits: list[float] = []

    def wait(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 2:
            raise KeyboardInterrupt

    pay = payer("", 0.05, ["127.0.0.1"])
    with (
        init_case(tmp_path / "case") as case,
        serving(lambda request: site(server, request, min(2, 1 + len(waits)))) as server,
    ):
        going = Going(case, readers(instruments), new_run())
        feeds = [here(server, "/none"), here(server, "/feed")]
        with pytest.raises(typer.Exit) as ended:
            taken_up(going, lambda: watch_feeds(going, feeds, pay, Rounds(600, 0, 10, wait)))
        assert ended.value.exit_code == 130
        assert "kept: 3 read by this run" in capsys.readouterr().err
        assert waits == [600, 600]
        assert server.paths() == ["/robots.txt", "/none", "/feed", "/1", "/none", "/feed", "/2"]
        with viewing(case.ledger) as connection:
            found = {document.url for document in documents(connection)}
        assert found == {here(server, path) for path in ("/1", "/2", "/closed")}
        # Another run knows what is there.
        again = Going(case, readers(instruments), new_run())
        watch_feeds(again, feeds[1:], pay, Rounds(600, 1, 10, wait))
        assert server.paths()[7:] == ["/feed"]
        assert len(visits_of(case)) == 8
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["address"] == feeds[1]
