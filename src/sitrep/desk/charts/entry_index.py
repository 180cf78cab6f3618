"""The entries of a case, read from the desk's index and kept in memory until the ledger grows."""

import json
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path

from sitrep.desk.charts.entries import Entry
from sitrep.desk.desks import Desk, refresh
from sitrep.desk.index import reading_index


def entries_of(desk: Desk) -> tuple[Entry, ...]:
    """The incidents of a case in brief, in order of their ids."""
    return _entries(str(desk.path), tuple(asdict(refresh(desk)).items()))


@lru_cache(maxsize=2)
def _entries(path: str, _stamp: tuple[tuple[str, int], ...]) -> tuple[Entry, ...]:
    with reading_index(Path(path)) as connection:
        return tuple(_entry(text) for (text,) in connection.execute("SELECT entry FROM incidents ORDER BY id"))


def _entry(text: str) -> Entry:
    """An entry as it was stored."""
    stored = json.loads(text)
    return Entry(**{**stored, "actors": tuple(stored["actors"]), "sources": tuple(stored["sources"])})
