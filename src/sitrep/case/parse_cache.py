"""A file of parses: what the model said of a block of text, kept for later runs of any command over any case.

One SQLite file. A row is found by the SHA-256 of who parsed and of the text, so that what another model or another
version wrote is not found. Rows are numbered as they come, and a row that is found again in the older half of a large
file moves to the end: the rows at the beginning are those that were not used for longest, they lie side by side, and
dropping them frees whole pages.

Each call opens the file and closes it again, some milliseconds of the seconds that a batch takes: nothing crosses a
fork, and a process that is killed holds nothing.
"""

import hashlib
import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sitrep.model.errors import UsageError

# "SitP" as a number: the mark in the header of our files, and the number of their layout.
APPLICATION, LAYOUT = 0x53697450, 1
TABLE = "create table blocks (number integer primary key, key blob not null unique, body blob not null)"
# No file of parses has more bytes of pages in use; what is dropped then, one row in so many.
MOST_BYTES, DROPPED = 2 << 30, 10
BUSY_SECONDS = 10.0
# So many keys are asked for in one statement.
ASKED_AT_ONCE = 500
ADD = """insert into blocks (key, body) values (?, ?)
    on conflict (key) do update set body = excluded.body where body is not excluded.body"""
OLD = "select number from blocks order by number limit 1 offset (select count(*) from blocks) / ?"


@dataclass(frozen=True, slots=True)
class ParseCache:
    """A store of written blocks in a file that `ready` has made.

    `maker` is what parses; `tell` is told, in words, why the file cannot be used. That is never a failure: what cannot
    be found is parsed, what cannot be kept is not.
    """

    path: Path
    maker: str
    tell: Callable[[Path, str], None]
    most_bytes: int = MOST_BYTES

    def remembered(self, texts: Sequence[str]) -> dict[str, bytes]:
        """What was kept of some texts."""
        keys = {key_of(self.maker, text): text for text in texts}
        rows: list[tuple[int, bytes, object]] = []

        def look_up(file: sqlite3.Connection) -> None:
            rows.extend(rows_of(file, list(keys)))
            if rows and used_bytes(file) > self.most_bytes // 2:
                refresh(file, [number for number, _, _ in rows])

        self._trying(look_up)
        return {keys[key]: body for _, key, body in rows if isinstance(body, bytes)}

    def keep(self, written: Mapping[str, bytes]) -> None:
        """Keep written blocks by their texts, in one transaction; the oldest go where there is no room."""

        def add(file: sqlite3.Connection) -> None:
            file.execute("begin immediate")
            file.executemany(ADD, [(key_of(self.maker, text), body) for text, body in written.items()])
            while used_bytes(file) > self.most_bytes and drop_oldest(file):
                pass
            file.execute("commit")

        self._trying(add)

    def _trying(self, work: Callable[[sqlite3.Connection], None]) -> None:
        """Do something with the file. What SQLite says against it is told, but not that another process is at it."""
        try:
            with closing(connect(self.path)) as file:
                work(file)
        except sqlite3.Error as error:
            if not is_busy(error):
                self.tell(self.path, str(error))


def key_of(maker: str, text: str) -> bytes:
    """The key of a text that something parsed: 32 bytes."""
    return hashlib.sha256(f"{maker}\0{text}".encode("utf-8", "surrogatepass")).digest()


def rows_of(file: sqlite3.Connection, keys: Sequence[bytes]) -> Iterator[tuple[int, bytes, object]]:
    """Yield number, key and body of the rows that have one of some keys."""
    for start in range(0, len(keys), ASKED_AT_ONCE):
        asked = keys[start : start + ASKED_AT_ONCE]
        marks = ",".join("?" * len(asked))
        yield from file.execute(f"select number, key, body from blocks where key in ({marks})", asked)  # noqa: S608 - marks


def refresh(file: sqlite3.Connection, numbers: Sequence[int]) -> None:
    """Move those of some rows to the end that are in the older half."""
    first, last = file.execute("select min(number), max(number) from blocks").fetchone()
    old = [number for number in numbers if number < (first + last) // 2]
    if old:
        file.execute("begin immediate")
        move = "update blocks set number = (select max(number) + 1 from blocks) where number = ?"
        file.executemany(move, [(number,) for number in sorted(old)])
        file.execute("commit")


def drop_oldest(file: sqlite3.Connection) -> int:
    """Drop the tenth of the rows that was not used for longest; how many rows these were."""
    first_kept = file.execute(OLD, (DROPPED,)).fetchone()
    return file.execute("delete from blocks where number < ?", first_kept).rowcount if first_kept is not None else 0


def used_bytes(file: sqlite3.Connection) -> int:
    """The bytes of the pages that hold something."""
    size, pages, free = (
        int(file.execute(f"pragma {name}").fetchone()[0]) for name in ("page_size", "page_count", "freelist_count")
    )
    return size * (pages - free)


def connect(path: Path) -> sqlite3.Connection:
    """A connection to a file that is there. Raises sqlite3.OperationalError where it is not."""
    uri = f"{path.resolve().as_uri()}?mode=rw"
    file = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    # What a crash of the machine takes is parsed again; the file itself stays sound.
    file.execute("pragma synchronous = normal")
    return file


def is_busy(error: sqlite3.Error) -> bool:
    """Whether another process keeps a file for too long."""
    return getattr(error, "sqlite_errorname", "").startswith("SQLITE_BUSY")


def ready(path: Path) -> str | None:
    """Make a file of parses where there is none, for its owner alone; why it cannot be written, or None.

    Raises UsageError where the file is something else.
    """
    try:
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        if not path.is_file():
            raise not_a_cache(path)
        with closing(connect(path)) as file:
            file.execute("begin immediate")
            fresh = not is_cache(file) and not file.execute("select * from sqlite_master").fetchone()
            if fresh:
                file.execute(TABLE)
                file.execute(f"pragma application_id = {APPLICATION}")
                file.execute(f"pragma user_version = {LAYOUT}")
            file.execute("commit")
            if not is_cache(file):
                raise not_a_cache(path)
            if fresh:
                file.execute("pragma journal_mode = wal")
    except IsADirectoryError as error:
        raise not_a_cache(path) from error
    except OSError as error:
        return error.strerror or str(error)
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorname", "").startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
            raise not_a_cache(path) from error
        return None if is_busy(error) else str(error)
    return None


def is_cache(file: sqlite3.Connection) -> bool:
    """Whether a file has our mark and this layout."""
    marks = [file.execute(f"pragma {name}").fetchone()[0] for name in ("application_id", "user_version")]
    return marks == [APPLICATION, LAYOUT]


def not_a_cache(path: Path) -> UsageError:
    """What is said of a file that is something else, or damaged beyond use."""
    return UsageError(f"{path} is no file of parses of this version; name another file, or remove it: it is made anew")
