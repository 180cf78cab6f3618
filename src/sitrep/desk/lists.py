"""The lists of a case, a part at a time."""

import sqlite3
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from sitrep.desk.charts.entry_index import entries_of
from sitrep.desk.charts.filters import Asked, select_entries
from sitrep.desk.charts.mapping import counts_of
from sitrep.desk.charts.phrases import when
from sitrep.desk.charts.twins import asked_view
from sitrep.desk.desks import Desk, looking, summaries
from sitrep.desk.index import line_of, names_of
from sitrep.model.fields import Record, flag_at, number_at, text_at
from sitrep.model.identity import JSON

PAGES, INCIDENTS = 100, 50


class Order(StrEnum):
    """In which order incidents are listed: by the pages that tell of them, or by their day, the first one known."""

    TOLD = "told"
    NEWEST = "newest"
    OLDEST = "oldest"


class Kinds(StrEnum):
    """Which incidents are listed: all, deeds before what was only said, or deeds alone."""

    ALL = "all"
    DEEDS = "deeds"


def page_list(desk: Desk, part: int) -> dict[str, JSON]:
    """One part of the pages: `total`, which `part` of how many `parts`, and the pages themselves.

    Raises LookupError for a part that there is not.
    """
    with looking(desk) as connection:
        total = connection.execute("SELECT count(*) FROM pages").fetchone()[0]
        rows = connection.execute(
            "SELECT * FROM pages ORDER BY position LIMIT ? OFFSET ?", (PAGES, (part - 1) * PAGES)
        ).fetchall()
    return {**_part(total, part, PAGES), "pages": [_page(row) for row in rows]}


def incident_list(desk: Desk, asked: Asked, order: Order, part: int, kinds: Kinds = Kinds.ALL) -> dict[str, JSON]:
    """One part of the incidents that pass the filters, in the order asked for, and what the filters were.

    Accusations, denials, talks and calls stand after all deeds unless the order is by day, or are left out; `speeches`
    is how many of them pass.
    Raises LookupError for a part that there is not.
    """
    entries = entries_of(desk)
    passed = {entry.id for entry in select_entries(entries, asked.filters)}
    lines = [line for line in summaries(desk) if text_at(line, "id") in passed]
    kept = [line for line in lines if kinds is Kinds.ALL or not flag_at(line, "speech")]
    grouped = order is Order.TOLD
    ordered = sorted(kept, key=lambda line: (grouped and flag_at(line, "speech"), _KEYS[order](line)))
    shown = ordered[(part - 1) * INCIDENTS : part * INCIDENTS]
    days = {entry.id: when(entry) for entry in entries if entry.id in set(names_of(shown))}
    return {
        **_part(len(ordered), part, INCIDENTS),
        **asked_view(asked, entries),
        "counts": counts_of(entries, asked.filters),
        "order": order.value,
        "kinds": kinds.value,
        "speeches": sum(flag_at(line, "speech") for line in lines),
        "all": len(entries),
        "incidents": [dict(line) for line in shown],
        "days": {**days},
    }


def _most_told(line: Record) -> tuple[float, str]:
    return -(number_at(line, "pages") or 0), text_at(line, "id") or ""


def _newest(line: Record) -> tuple[bool, tuple[int, ...], float, str]:
    day = text_at(line, "time", "start") or text_at(line, "time", "end") or text_at(line, "first")
    return day is None, tuple(-ord(sign) for sign in day or ""), *_most_told(line)


def _oldest(line: Record) -> tuple[bool, str, float, str]:
    day = text_at(line, "time", "start") or text_at(line, "time", "end") or text_at(line, "first")
    return day is None, day or "", *_most_told(line)


_KEYS: Mapping[Order, Callable[[Record], tuple[Any, ...]]] = {
    Order.TOLD: _most_told,
    Order.NEWEST: _newest,
    Order.OLDEST: _oldest,
}


def _part(total: int, part: int, size: int) -> dict[str, JSON]:
    parts = max(1, -(-total // size))
    if part > parts:
        raise LookupError(f"the list has {parts} parts, and no part {part}")
    return {"total": total, "part": part, "parts": parts}


def _page(row: sqlite3.Row) -> dict[str, JSON]:
    document: Record = line_of(row["body"])
    return {
        **document,
        "claims": row["claims"],
        "incident": row["incident"],
        "copy_of": row["copy_of"],
        "agency": row["agency"],
    }
