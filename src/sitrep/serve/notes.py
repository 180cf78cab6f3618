"""Notes on an incident to copy or to take away: text with footnotes, and the same as a table."""

import csv
import io
from collections.abc import Iterable
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from sitrep.desk.noting import notes_view
from sitrep.export.cells import neutralised
from sitrep.link.positions import RULES
from sitrep.model.fields import Record, records_at
from sitrep.model.identity import JSON
from sitrep.serve.accounts.roles import Right, require
from sitrep.serve.incident import Living, Rule
from sitrep.serve.pages import AtDesk, paired

router = APIRouter()
COLUMNS = (
    "on", "position", "source", "outlet", "published", "quotation", "stance", "url", "sha256", "start", "end", "claim",
    "state", "is_copy",
)  # fmt: skip
BOM = "\ufeff"
Mark = Annotated[
    str, Query(description="“yes”: begin with a byte order mark, by which some spreadsheets know that it is UTF-8.")
]


def may_take(request: Request) -> None:
    """Refuse the files, which hold names, to whoever may not take any but for the public: raises HTTPException 403."""
    require(request, Right.EXPORT)


TAKEN = [Depends(may_take)]


@paired(router, "/incidents/{name}/notes", "notes.html")
def notes(desk: AtDesk, name: Living, rule: Rule = RULES[0]) -> dict[str, JSON]:
    """Working notes on an incident: its figures, who holds them, what the accused say, with numbered quotations."""
    return notes_view(desk, name, rule)


@router.get("/incidents/{name}/notes.txt", dependencies=TAKEN, summary="The notes as plain text.")
def notes_text(desk: AtDesk, name: Living, rule: Rule = RULES[0]) -> Response:
    """The notes to take away."""
    return _sent(str(notes_view(desk, name, rule)["text"]), f"{name}-internal-notes.txt", "text/plain")


@router.get(
    "/incidents/{name}/notes.csv", dependencies=TAKEN, summary="The positions and quotations of the notes as a table."
)
def notes_table(desk: AtDesk, name: Living, rule: Rule = RULES[0], bom: Mark = "") -> Response:
    """The table to take away."""
    text = table_of(records_at(notes_view(desk, name, rule), "rows"))
    return _sent((BOM if bom == "yes" else "") + text, f"{name}-internal-notes.csv", "text/csv")


def table_of(rows: Iterable[Record]) -> str:
    """Rows as CSV, of which no spreadsheet runs a cell.

    >>> table_of([{"on": "killed", "position": "5", "quotation": "=1+1"}]).splitlines()[1]
    "killed,5,,,,'=1+1,,,,,,,,"
    """
    into = io.StringIO()
    table = csv.writer(into)
    table.writerow(COLUMNS)
    for row in rows:
        table.writerow([_cell(row.get(column)) for column in COLUMNS])
    return into.getvalue()


def _cell(value: JSON) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else neutralised(str(value))


def _sent(text: str, name: str, media_type: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    content = text.encode("utf-8", "backslashreplace")
    return Response(content, media_type=f"{media_type}; charset=utf-8", headers=headers)
