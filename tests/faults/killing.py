"""Runs of the real command in processes of their own, which are killed at random moments; and where these fell.

A run is a fork of this process, in which the model is loaded already: so the moments fall into the work and not into
the loading. It counts what it is about to do (files opened to write, moved and removed; statements of SQL; pages read;
what it has acknowledged) and writes count and name on a board that the test reads after the kill.
"""

import mmap
import os
import signal
import sqlite3
import struct
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import NoReturn

NAME = 120
AIM, STEP, HEAD = struct.Struct("<QQQ"), struct.Struct("<QQQH"), struct.Struct("<QQQQQQH")
COMMIT, AFTER, TO_WRITE = "sql COMMIT", "after a commit", "open to write"
# How long a run may take before it counts as hung.
PATIENCE = 120.0


@dataclass(frozen=True)
class Plan:
    """When to kill: at the n-th thing that the process is about to do, just after its n-th commit, at the n-th thing
    that it is about to do to a file, or so many seconds after it began; or never."""

    step: int = 0
    commit: int = 0
    file: int = 0
    seconds: float | None = None


@dataclass(frozen=True)
class Ended:
    """How a run ended: `status` as a shell has it, negative where a signal ended it; how many things it had begun to do
    and the last of them; what it printed."""

    status: int
    steps: int
    commits: int
    files: int
    doing: str
    out: str
    err: str
    seconds: float

    @property
    def is_killed(self) -> bool:
        return self.status == -signal.SIGKILL


class Board:
    """Memory that a run and its test share: how many things it has begun to do, the last one's name, when to die."""

    def __init__(self, plan: Plan | None = None) -> None:
        self.memory = mmap.mmap(-1, HEAD.size + NAME)
        self.steps = self.commits = self.files = 0
        self.is_kept = False
        self.owner = 0
        plan = plan or Plan()
        self.aim(plan.step, plan.commit, plan.file)

    def aim(self, step: int, commit: int = 0, file: int = 0) -> None:
        """Have the run die before its n-th thing, after its n-th commit, before its n-th file; a 0 is never."""
        self.memory[: AIM.size] = AIM.pack(step, commit, file)

    def begin(self, doing: str) -> None:
        """Say what the process is about to do, and die before doing it when it is this thing's turn."""
        if os.getpid() != self.owner:
            return  # a worker of the run, which counts nothing
        step, commit, file = AIM.unpack(self.memory[: AIM.size])
        is_file = doing.startswith("os.") or doing == TO_WRITE
        self.files += is_file
        is_turn = (
            self.steps + 1 == step or (self.is_kept and self.commits == commit) or (is_file and self.files == file)
        )
        told = AFTER if is_turn and self.is_kept else doing
        self.steps, self.is_kept = self.steps + 1, doing == COMMIT
        self.commits += self.is_kept
        name = told.encode("utf-8", "replace")[:NAME]
        self.memory[AIM.size : HEAD.size + len(name)] = (
            STEP.pack(self.steps, self.commits, self.files, len(name)) + name
        )
        if is_turn:
            os.kill(os.getpid(), signal.SIGKILL)

    def read(self) -> tuple[int, int, int, str]:
        """How many things were begun, how many of them were commits, how many files, and the last of them."""
        _, _, _, steps, commits, files, length = HEAD.unpack(self.memory[: HEAD.size])
        return steps, commits, files, self.memory[HEAD.size : HEAD.size + length].decode("utf-8", "replace")


WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def watch(board: Board, folder: Path) -> None:
    """Have everything that this process does below a folder, or to a ledger, come to the board. It cannot be undone."""
    inside, board.owner = str(folder), os.getpid()

    def statement(text: str) -> None:
        words = text.split(None, 4)
        board.begin("sql " + " ".join(words[: 3 if words[:1] == ["INSERT"] else 2]))

    def hook(event: str, given: tuple[object, ...]) -> None:
        if event in {"os.rename", "os.remove", "os.mkdir"} and str(given[0]).startswith(inside):
            board.begin(event)
        elif event == "open" and str(given[0]).startswith(inside) and isinstance(given[2], int) and given[2] & WRITES:
            board.begin(TO_WRITE)

    sys.addaudithook(hook)
    fsync, connect = os.fsync, sqlite3.connect

    def synced(handle: int) -> None:
        board.begin("os.fsync")
        fsync(handle)

    def connected(database: str | Path, *given: object, **named: object) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(database, *given, **named)  # type: ignore[call-overload]  # as they came
        if inside in str(database):
            connection.set_trace_callback(statement)
        return connection

    os.fsync = synced  # type: ignore[assignment]  # says so, and does it
    sqlite3.connect = sqlite3.dbapi2.connect = connected  # type: ignore[assignment]  # the same


def started(work: Callable[[], object], folder: Path, said: Path, board: Board | None = None) -> int:
    """A process that does some work as the command line would; its number. It prints to SAID.out and SAID.err."""
    # A run that is killed at its very start would leave there what the one before it printed.
    for name in ("out", "err"):
        said.with_suffix(f".{name}").write_bytes(b"")
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if not child:
        _work(work, folder, said, board)
    return child


def _work(work: Callable[[], object], folder: Path, said: Path, board: Board | None) -> NoReturn:
    """Do the work in this process, and end it as the interpreter would."""
    status = 70
    try:
        os.setsid()
        for handle, name in ((1, "out"), (2, "err")):
            opened = os.open(said.with_suffix(f".{name}"), os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o644)
            os.dup2(opened, handle)
        sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
        sys.stderr = os.fdopen(2, "w", encoding="utf-8", closefd=False, buffering=1)
        if board is not None:
            watch(board, folder)
            board.begin("begin")
        try:
            work()
            status = 0
        except SystemExit as error:
            status = error.code if isinstance(error.code, int) else int(error.code is not None)
        sys.stdout.flush()
        if board is not None:
            board.begin("end")
    except BaseException:  # noqa: BLE001  # the traceback is what the test shows
        sys.excepthook(*sys.exc_info())
        status = 71
    finally:
        os._exit(status)


def waited(child: int, plan: Plan, begun: float) -> int:
    """The status of a process that was left to end, or killed when the plan says so."""
    end = begun + (PATIENCE if plan.seconds is None else plan.seconds)
    while True:
        done, raw = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(raw)
        if time.monotonic() >= end:
            os.kill(child, signal.SIGKILL)
            _, raw = os.waitpid(child, 0)
            assert plan.seconds is not None, f"hung for {PATIENCE} s"
            return os.waitstatus_to_exitcode(raw)
        time.sleep(0.0005)


def family(session: int) -> Iterator[int]:
    """Yield the processes of a session: a run and its workers."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if int((entry / "stat").read_text().rpartition(")")[2].split()[3]) == session:
                    yield int(entry.name)
            except (OSError, IndexError):
                continue


def wait_for_end(session: int) -> None:
    """Wait for the workers of a run that has ended. Raises AssertionError where they outlive it."""
    until = time.monotonic() + PATIENCE
    while left := [*family(session)]:
        assert time.monotonic() < until, f"workers outlive the run that started them: {left}"
        time.sleep(0.01)


def run(
    work: Callable[[], object], folder: Path, said: Path, plan: Plan | None = None, *, board: Board | None = None
) -> Ended:
    """Work done in a process of its own, killed as planned; how it ended. Without a board nobody counts its steps."""
    begun = time.monotonic()
    child = started(work, folder, said, board)
    status = waited(child, plan or Plan(), begun)
    wait_for_end(child)
    steps, commits, files, doing = board.read() if board else (0, 0, 0, "")
    out, err = (said.with_suffix(f".{name}").read_text("utf-8", "replace") for name in ("out", "err"))
    return Ended(status, steps, commits, files, doing, out, err, time.monotonic() - begun)


@contextmanager
def running(work: Callable[[], object], folder: Path, said: Path, board: Board | None = None) -> Iterator[int]:
    """A process that goes on until the block ends, which kills it where it still runs."""
    child = started(work, folder, said, board)
    try:
        yield child
    finally:
        try:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
        except (ProcessLookupError, ChildProcessError):
            pass


def random_plan(chance: Random, whole: Ended, share: float = 1.0) -> Plan:
    """A kill at a random thing, at one done to a file, just after a commit, or at a random moment of a run's work.

    `share` is how much of the work is still to do.
    """
    kind = chance.random()
    if kind < 0.25:
        return Plan(step=chance.randint(2, max(2, round(whole.steps * share))))
    if kind < 0.45 and whole.commits:
        return Plan(commit=chance.randint(1, max(1, round(whole.commits * share))))
    if kind < 0.75 and whole.files:
        return Plan(file=chance.randint(1, max(1, round(whole.files * share))))
    return Plan(seconds=chance.random() * whole.seconds * share)
