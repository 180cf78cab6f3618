"""Decisions, killed with `kill -9` while they are kept: by the command, by the desk's code, by a form of a desk."""

import http.client
import os
import re
import shutil
import signal
import socket
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from random import Random
from urllib.parse import urlencode

import pytest
from tests.faults.accounts import assert_whole, lines_in, log_of, said_in
from tests.faults.conftest import counted
from tests.faults.killing import Board, Ended, Plan, random_plan, run, running
from tests.faults.scene import Stage, listen

from sitrep.case.folders import open_case
from sitrep.desk.desks import Desk, indexed, refresh
from sitrep.desk.reviewing.deciding import Hand, decide, undo
from sitrep.ledger.connections import viewing
from sitrep.ledger.queries import readings
from sitrep.model.judgements import Verdict
from sitrep.views.claims import claim_lines

HISTORIES, POSTS, BUILDS = 5, 24, 16
HAND = Hand("Ana", "checked against the page")
Act = Callable[[Path, list[str], list[str]], Callable[[Stage, Board], Callable[[], None]]]


def events_in(case: Path) -> list[str]:
    """The ids of event claims, one a page, in order."""
    with open_case(case) as opened, viewing(opened.ledger) as connection:
        found = [[line for line in claim_lines(reading) if line.get("event")] for reading in readings(connection)]
        return [str(lines[0]["id"]) for lines in found if lines]


def by_command(*words: str) -> Act:
    """An act by `sitrep judge`; `@2` is the third claim, `#1` the second line of the log."""

    def act(case: Path, claims: list[str], log: list[str]) -> Callable[[Stage, Board], Callable[[], None]]:
        given = [claims[int(w[1:])] if w[:1] == "@" else log[int(w[1:])] if w[:1] == "#" else w for w in words]
        line = ("judge", str(case), *given, "--by", HAND.by, "--why", HAND.why)
        return lambda stage, board: stage.command(*line, board=board)

    return act


def at_desk(does: Callable[[Desk, list[str], list[str]], object]) -> Act:
    """An act by the desk's own code, which prints a line when it is done."""

    def act(case: Path, claims: list[str], log: list[str]) -> Callable[[Stage, Board], Callable[[], None]]:
        def work(board: Board) -> None:
            listen(board, None)
            with open_case(case) as opened:
                does(Desk(opened), claims, log)
            print("done", flush=True)  # noqa: T201  # the acknowledgement

        return lambda _stage, board: lambda: work(board)

    return act


ACTS: tuple[Act, ...] = (
    by_command("accept", "@0"),
    by_command("edit", "@1", "--field", "event.type", "--value", '"ASSAULT"'),
    by_command("reject", "@2"),
    by_command("same", "@3", "@4"),
    by_command("grade", "@5", "--reliability", "B", "--credibility", "2"),
    by_command("undo", "#0"),
    at_desk(lambda desk, claims, _: decide(desk, HAND, Verdict.ACCEPT, (claims[0],))),
    at_desk(lambda desk, claims, _: decide(desk, HAND, Verdict.DIFFERENT, (claims[6], claims[7]))),
    at_desk(lambda desk, _, log: undo(desk, HAND, [log[2]])),
)


def perform(stage: Stage, case: Path, act: Act, claims: list[str], plan: Plan | None = None) -> Ended:
    board = Board(plan)
    work = act(case, claims, [judgement.id for judgement in log_of(case)])(stage, board)
    return run(work, case, stage.folder / "said", plan, board=board)


@pytest.fixture(scope="module")
def judged(stage: Stage, linked: Path) -> tuple[Path, list[Ended]]:
    """A case in which every act was done undisturbed, and how each run ended."""
    case = Path(shutil.copytree(linked, stage.folder / "judged"))
    claims = events_in(case)
    ended = [perform(stage, case, act, claims) for act in ACTS]
    assert [one.status for one in ended] == [0] * len(ACTS), [one.err for one in ended]
    assert_whole(case)
    return case, ended


@pytest.mark.parametrize("history", range(HISTORIES))
def test_a_killed_decision_is_one_line_or_none(
    stage: Stage, linked: Path, judged: tuple[Path, list[Ended]], tmp_path: Path, history: int
) -> None:
    chance, (expected, undisturbed) = Random(history), judged  # noqa: S311  # moments, no secret
    case = Path(shutil.copytree(linked, tmp_path / "case"))
    claims = events_in(case)
    for act, whole in zip(ACTS, undisturbed, strict=True):
        before = len(log_of(case))
        ended = perform(stage, case, act, claims, random_plan(chance, whole))
        assert_whole(case)
        kept = said_in(case)
        if ended.is_killed:
            counted("judge" if '"id"' in whole.out else "desk", ended)
        if ended.out.endswith("\n"):
            assert len(kept) > before, "what it printed is in the log"
        if ended.is_killed and not ended.out:
            again = perform(stage, case, act, claims)
            assert again.status == 0 or "could be undone" in again.err, again.err
        assert said_in(case) == said_in(expected)[: len(said_in(case))]
        assert len(said_in(case)) == before + (2 if "reliability" in repr(whole.out) else 1)
    assert said_in(case) == said_in(expected)
    assert lines_in(case) == lines_in(expected)


TOKEN = re.compile(r'name="token" value="([0-9a-f]+)"')


class Browser:
    """Somebody at the desk, without a screen: the cookies that it was given, and what it sends and hears."""

    def __init__(self, port: int) -> None:
        self.port, self.cookies = port, dict[str, str]()

    def ask(self, method: str, path: str, form: dict[str, str] | None = None) -> tuple[int, str]:
        """The status and the text of an answer. Raises OSError or HTTPException where the desk is gone."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
            if form is not None:
                headers["Content-Type"] = "application/x-www-form-urlencoded"
            connection.request(method, path, urlencode(form) if form is not None else None, headers)
            answer = connection.getresponse()
            text = answer.read().decode("utf-8")
            for cookie in answer.headers.get_all("Set-Cookie") or []:
                name, _, value = cookie.partition(";")[0].partition("=")
                self.cookies[name] = value
            return answer.status, text
        finally:
            connection.close()

    def token(self) -> str:
        found = TOKEN.search(self.ask("GET", "/review")[1])
        assert found is not None
        return found[1]


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def served(stage: Stage, case: Path, board: Board) -> Iterator[tuple[int, Browser]]:
    """A running desk: its process, and somebody at it who is called Ana."""
    browser = Browser(free_port())
    words = ("serve", str(case), "--port", str(browser.port), "--by", HAND.by)
    with running(stage.command(*words, board=board), case, stage.folder / "desk", board) as process:
        until = time.monotonic() + 60
        while True:
            try:
                browser.ask("GET", "/review.json")
                break
            except OSError:
                assert time.monotonic() < until, (stage.folder / "desk.err").read_text(encoding="utf-8")
                time.sleep(0.02)
        yield process, browser


def post(browser: Browser, claim: str, token: str, why: str = HAND.why) -> int:
    form = {"claim": claim, "verdict": "accept", "why": why, "token": token}
    return browser.ask("POST", "/review/decide", form)[0]


def test_a_form_of_a_killed_desk_is_kept_once(stage: Stage, linked: Path, tmp_path: Path) -> None:
    chance = Random(5)  # noqa: S311  # moments, no secret
    case = Path(shutil.copytree(linked, tmp_path / "case"))
    claims, board = events_in(case), Board()
    with served(stage, case, board) as (_, browser):
        token, first = browser.token(), board.read()[0]
        begun = time.monotonic()
        assert post(browser, claims[0], token) == 303
        steps, seconds = board.read()[0] - first, time.monotonic() - begun
    accepted, killed = 1, 0
    while killed < POSTS:
        claim, board = claims[accepted % len(claims)], Board()
        before, why = said_in(case), f"seen {accepted} times"
        with served(stage, case, board) as (process, browser):
            token, status = browser.token(), None
            step = chance.random() < 0.6
            if step:
                board.aim(board.read()[0] + chance.randint(1, steps))
            else:
                timer = Killer(process, chance.random() * seconds)
            with suppress(OSError, http.client.HTTPException):
                status = post(browser, claim, token, why)
            if not step:
                timer.wait()
            else:
                os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
        counted("desk's form", Ended(-9, *board.read(), "", "", 0.0))
        killed += 1
        assert_whole(case)
        assert len(said_in(case)) - len(before) in ((1,) if status == 303 else (0, 1))
        with served(stage, case, Board()) as (_, browser):
            assert post(browser, claim, browser.token(), why) == 303
            assert browser.ask("GET", f"/claims/{claim}.json")[0] in (200, 404)
        kept = said_in(case)
        assert len(kept) == len(before) + 1, "sent again after the kill, and kept once"
        assert kept[:-1] == before
        accepted += 1


class Killer:
    """A process of its own that kills another after some seconds, whatever this one waits for meanwhile."""

    def __init__(self, process: int, seconds: float) -> None:
        self.child = os.fork()
        if self.child == 0:
            time.sleep(seconds)
            os.kill(process, signal.SIGKILL)
            os._exit(0)

    def wait(self) -> None:
        os.waitpid(self.child, 0)


def test_a_desk_killed_while_it_makes_its_index_makes_it_again(stage: Stage, linked: Path, tmp_path: Path) -> None:
    chance = Random(9)  # noqa: S311  # moments, no secret

    def build(case: Path, plan: Plan | None = None) -> Ended:
        board = Board(plan)

        def work() -> None:
            listen(board, None)
            with open_case(case) as opened:
                refresh(Desk(opened))

        return run(work, case, stage.folder / "said", plan, board=board)

    def entries(case: Path) -> list[str]:
        with open_case(case) as opened:
            refresh(Desk(opened))
            assert indexed(Desk(opened).path) is not None
        with closing(sqlite3.connect(case / "desk.sqlite")) as index:
            assert index.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            return [row[0] for row in index.execute("SELECT body FROM incidents ORDER BY id")]

    case = Path(shutil.copytree(linked, tmp_path / "whole"))
    whole = build(case)
    assert whole.status == 0, whole.err
    expected = entries(case)
    for number in range(BUILDS):
        case = Path(shutil.copytree(linked, tmp_path / f"case-{number}"))
        ended = build(case, random_plan(chance, whole))
        if ended.is_killed:
            counted("desk's index", ended)
        again = build(case)
        assert again.status == 0, again.err
        assert entries(case) == expected
        assert list(case.glob("desk.sqlite?*")) == []
