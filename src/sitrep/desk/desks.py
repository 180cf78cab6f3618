"""A desk: a case with its index beside it, kept up to date with the ledger."""

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from pathlib import Path

from sqlalchemy import Engine

from sitrep.case.folders import LEDGER, Case
from sitrep.case.judging import judge_together
from sitrep.case.linking import LinkReport, link_case
from sitrep.desk.building import absorb, build, facts_of, stamp_of
from sitrep.desk.index import FORM, index_path, line_of, reading_index, undo_unfinished
from sitrep.ledger.connections import viewing
from sitrep.ledger.queries import Stamp, judgements
from sitrep.model.errors import LedgerError
from sitrep.model.fields import Record
from sitrep.model.judgements import Judgement, in_force


class Watch:
    """The ledger's stamp as it was last counted, and whether any process has written to the ledger since.

    SQLite numbers the writes that a connection did not make itself, and this connection makes none.
    """

    def __init__(self) -> None:
        self.connection: sqlite3.Connection | None = None
        self.version: int | None = None
        self.stamp: Stamp | None = None
        self.index: tuple[int, int, int] | None = None

    def unchanged(self, ledger: Path) -> Stamp | None:
        """The stamp counted last, where nothing was written since; None where it must be counted again."""
        if self.connection is None:
            # Threads take turns at it: whoever asks holds the desk's lock.
            self.connection = sqlite3.connect(ledger, check_same_thread=False)
        (version,) = self.connection.execute("PRAGMA data_version").fetchone()
        if version != self.version:
            self.version, self.stamp = version, None
        return self.stamp


@dataclass(frozen=True, slots=True)
class Desk:
    """An open case and where its index is. One process keeps the index: `lock` lets one thread at a time do it."""

    case: Case
    lock: threading.RLock = field(default_factory=threading.RLock, compare=False)
    watch: Watch = field(default_factory=Watch, compare=False)

    @property
    def path(self) -> Path:
        """The index."""
        return index_path(self.case.path)


def refresh(desk: Desk) -> Stamp:
    """Bring the index up to date with the ledger; how far that has grown.

    New pages and judgements are worked in; a new linking makes the index anew.
    """
    with desk.lock:
        known = desk.watch.unchanged(desk.case.path / LEDGER)
        if known is not None and desk.watch.index == _state(desk.path):
            return known
        now = stamp_of(desk.case)
        then = indexed(desk.path)
        if then is None or then.linkings != now.linkings:
            build(desk.case, desk.path)
        elif then != now:
            absorb(desk.case, desk.path, then)
        desk.watch.stamp, desk.watch.index = now, _state(desk.path)
        return now


def _state(path: Path) -> tuple[int, int, int] | None:
    """What tells whether a file is still the one it was; None for one that is not there."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def indexed(path: Path) -> Stamp | None:
    """The stamp of the ledger that an index was made from; None where there is none of the present form."""
    if not path.exists():
        return None
    with suppress(sqlite3.DatabaseError, TypeError):
        undo_unfinished(path)
    with suppress(sqlite3.DatabaseError, TypeError), reading_index(path) as connection:
        facts = facts_of(connection)
        known = facts.get("stamp")
        if facts.get("form") == FORM and isinstance(known, dict):
            return Stamp(**{key: value for key, value in known.items() if isinstance(value, int)})
    return None


@contextmanager
def looking(desk: Desk) -> Iterator[sqlite3.Connection]:
    """The index, up to date, to look things up in."""
    refresh(desk)
    with reading_index(desk.path) as connection:
        yield connection


def judge_at(desk: Desk, judgement: Judgement) -> Judgement:
    """Add a judgement to the log and bring the index up to date; raises what `sitrep.case.judging.judge` does."""
    return judge_together_at(desk, [judgement])[0]


def judge_together_at(desk: Desk, judgements: Sequence[Judgement]) -> list[Judgement]:
    """Add judgements of one act to the log, all or none, and bring the index up to date; raises as `judge_at` does."""
    made = judge_together(desk.case, judgements)
    _follow(desk, "the judgement is kept in the log")
    return made


def link_at(desk: Desk) -> LinkReport:
    """Link the case anew and bring the index up to date."""
    report = link_case(desk.case)
    _follow(desk, "the claims are linked")
    return report


def _follow(desk: Desk, kept: str) -> None:
    """Bring the index up to date after something was kept. Raises LedgerError that says so first, where it cannot."""
    try:
        refresh(desk)
    except LedgerError as error:
        raise LedgerError(f"{kept} and is not to be made again, but {error}") from error


def summaries(desk: Desk) -> tuple[Record, ...]:
    """The shortened lines of all incidents, in order of their ids; kept in memory until the ledger grows."""
    now = refresh(desk)
    return _summaries(str(desk.path), tuple(asdict(now).items()))


def log_in_force(desk: Desk) -> tuple[Judgement, ...]:
    """The judgements that nobody undid, in the order of the log; kept in memory until the ledger grows."""
    now = refresh(desk)
    return _log_in_force(desk.case.ledger, tuple(asdict(now).items()))


@lru_cache(maxsize=2)
def _log_in_force(ledger: Engine, _stamp: tuple[tuple[str, int], ...]) -> tuple[Judgement, ...]:
    with viewing(ledger) as connection:
        return in_force(judgements(connection))


@lru_cache(maxsize=2)
def _summaries(path: str, _stamp: tuple[tuple[str, int], ...]) -> tuple[Record, ...]:
    with reading_index(Path(path)) as connection:
        return tuple(line_of(row["summary"]) for row in connection.execute("SELECT summary FROM incidents ORDER BY id"))
