"""Files to take away: for the public unless somebody chooses otherwise and says that they will not publish it."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated
from urllib.parse import parse_qsl, urlencode

from fastapi import APIRouter, Depends, Query, Request, Response

from sitrep.desk.charts.entry_index import entries_of
from sitrep.desk.charts.filters import Filters, select_entries
from sitrep.desk.charts.twins import asked_view
from sitrep.desk.desks import Desk, refresh
from sitrep.export.downloads import FILES, Download, Ordered, download
from sitrep.export.redacted import told
from sitrep.gazetteer import default_path
from sitrep.ledger.queries import Stamp
from sitrep.model.errors import UsageError
from sitrep.model.identity import JSON
from sitrep.redaction import Audience
from sitrep.serve.accounts.roles import Right, require
from sitrep.serve.asking import AskedFor
from sitrep.serve.gazetteers import opened
from sitrep.serve.pages import AtDesk, paired
from sitrep.serve.public import Today

router = APIRouter()
PROMISE = "Only a file for the public may be published: tick “I will not publish this” to have one for others."
What = Annotated[str, Query(description=f"One of {', '.join(FILES)}.", json_schema_extra={"enum": [*FILES]})]
Profile = Annotated[Audience, Query(description="Whom it is for.")]
Kept = Annotated[str, Query(description="“yes”: I will not publish this. Needed for all but public.")]


@dataclass(frozen=True, slots=True)
class Choice:
    """Which file somebody asks for, `what` being empty where none, for whom, and whether they promise to keep it."""

    what: str
    profile: Audience
    is_kept: bool


def choice_of(what: What = "", profile: Profile = Audience.PUBLIC, kept: Kept = "") -> Choice:
    """The choice in an address."""
    return Choice(what, profile, kept == "yes")


Chosen = Annotated[Choice, Depends(choice_of)]


def made(request: Request, desk: AtDesk, asked: AskedFor, day: Today, chosen: Chosen) -> Download | None:
    """The file that an address asks for, None where it asks for none.

    Raises UsageError for a filter that was not understood, since the file would hold more than was asked for, and for
    one that is not for the public without the promise; HTTPException 403 where a role does not let somebody have it.
    """
    if not chosen.what:
        return None
    if chosen.profile is not Audience.PUBLIC:
        require(request, Right.EXPORT)
        if not chosen.is_kept:
            raise UsageError(PROMISE)
    if asked.problems:
        raise UsageError(f"No file was made. {' '.join(asked.problems)}")
    ordered = Ordered(chosen.what, chosen.profile, _passing(desk, asked.filters), day)
    return _kept(desk.case.path, ordered, refresh(desk))


@lru_cache(maxsize=1)
def _kept(case: Path, ordered: Ordered, _stamp: Stamp) -> Download:
    """The file asked for; the last one is kept in memory until the ledger has another stamp."""
    return download(case, ordered, opened(default_path()))


def tried(request: Request, desk: AtDesk, asked: AskedFor, day: Today, chosen: Chosen) -> Download | str | None:
    """The same for the page with the form, which says itself why no file was made."""
    try:
        return made(request, desk, asked, day, chosen)
    except UsageError as refused:
        return str(refused)


def needed_file(found: Annotated[Download | None, Depends(made)]) -> Download:
    """The file that an address asks for. Raises UsageError where it asks for none."""
    if found is None:
        raise UsageError(f"say which file: what= one of {', '.join(FILES)}")
    return found


Tried = Annotated[Download | str | None, Depends(tried)]
NeededFile = Annotated[Download, Depends(needed_file)]


def _passing(desk: Desk, filters: Filters) -> frozenset[str] | None:
    """The incidents that pass some filters; None, the whole case, where none is set."""
    if filters == Filters():
        return None
    return frozenset(entry.id for entry in select_entries(entries_of(desk), filters))


@paired(router, "/export", "export.html")
def export(desk: AtDesk, asked: AskedFor, chosen: Chosen, found: Tried) -> dict[str, JSON]:
    """What can be taken away, and of a file that was asked for how much it holds and what was withheld from it."""
    asking = asked_view(asked)
    query = str(asking["query"])
    return {
        "what": chosen.what or next(iter(FILES)),
        "profile": chosen.profile.value,
        "query": query,
        "problems": [found] if isinstance(found, str) else asking["problems"],
        "filters": [[key, value] for key, value in parse_qsl(query)],
        "incidents": len(select_entries(entries_of(desk), asked.filters)),
        "made": _shown(found, chosen, query) if isinstance(found, Download) else None,
    }


def _shown(found: Download, chosen: Choice, filters: str) -> dict[str, JSON]:
    kept = {"kept": "yes"} if chosen.is_kept else {}
    asked = urlencode({"what": chosen.what, "profile": chosen.profile.value, **kept})
    query = f"{asked}&{filters}" if filters else asked
    return {
        "name": found.name,
        "lines": found.lines,
        "bytes": len(found.content),
        "withheld": {**found.withheld},
        "withheld_words": told(found.withheld),
        "addresses": {part: f"/export/{part}?{query}" for part in ("file", "withheld", "licence")},
    }


@router.get("/export/file", summary="The file itself; its headers say for whom it is and what was withheld.")
def export_file(found: NeededFile) -> Response:
    """The file that was asked for."""
    return _sent(found.content, found.name, found.media_type, found)


@router.get("/export/withheld", summary="What was withheld from a file, by kind.")
def export_withheld(found: NeededFile) -> Response:
    """The file beside it that counts what was withheld."""
    return _sent(found.withheld_file, f"{found.name}.WITHHELD.json", "application/json", found)


@router.get("/export/licence", summary="Whose the place names in a file are.")
def export_licence(found: NeededFile) -> Response:
    """The file beside it with the licence of the places."""
    return _sent(found.licence, f"{found.name}.LICENCE.txt", "text/plain; charset=utf-8", found)


def _sent(content: bytes, name: str, media_type: str, found: Download) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Sitrep-Withheld": told(found.withheld)}
    return Response(content, media_type=media_type, headers=headers)
