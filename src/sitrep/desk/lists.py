"""The lists of a case, a part at a time."""

import sqlite3

from sitrep.desk.desks import Desk, looking, summaries
from sitrep.desk.index import line_of
from sitrep.model.fields import Record, number_at, text_at
from sitrep.model.identity import JSON

PAGES, INCIDENTS = 100, 50


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


def incident_list(desk: Desk, part: int) -> dict[str, JSON]:
    """One part of the incidents, those that most pages tell first. Raises LookupError for a part that there is not."""
    ordered = sorted(summaries(desk), key=lambda line: (-(number_at(line, "pages") or 0), text_at(line, "id") or ""))
    shown: list[JSON] = [dict(line) for line in ordered[(part - 1) * INCIDENTS : part * INCIDENTS]]
    return {**_part(len(ordered), part, INCIDENTS), "incidents": shown}


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
