"""The reader: a page with its claims, its bytes as they came in, and the way from a claim to its page."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, HTTPException, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from sitrep.desk.desks import looking
from sitrep.desk.reading.originals import claim_record, original_bytes, original_of
from sitrep.desk.reading.readers import page_named, page_view
from sitrep.ingest.decoding import declared_encoding
from sitrep.model.identity import JSON
from sitrep.serve.laying import asked_stretch
from sitrep.serve.pages import AtDesk, as_json, paired
from sitrep.serve.sealing import HEADERS, SAVED, is_drawn, sealed_page, shown_type

router = APIRouter()
SEEN_ELSEWHERE = 307
At = Annotated[str, Query(description="A stretch of the text to show, START-END in code points.")]


@router.get("/claims/{claim}.json", summary="A claim: its line, as read, its judgements, every record of it.")
def claim_data(desk: AtDesk, claim: str) -> Response:
    """A claim as data."""
    return as_json(claim_record(desk, claim))


@router.get("/claims/{claim}", include_in_schema=False)
def claim_in_its_page(desk: AtDesk, claim: str) -> RedirectResponse:
    """Lead to a claim in its page."""
    page = claim_record(desk, claim)["page"]
    return RedirectResponse(f"/pages/{quote(str(page), safe='')}#{quote(claim)}", SEEN_ELSEWHERE)


@router.get("/pages/{name:path}/original/drawn", include_in_schema=False)
def page_drawn(desk: AtDesk, name: str) -> Response:
    """A page as it came in, drawn by the browser: it runs nothing, asks for nothing, and opens no connection."""
    content, kept = original_bytes(desk, name)
    if not is_drawn(kept.media_type):
        raise LookupError(f"{name} is {kept.media_type}, which no browser draws; its bytes are at original/bytes")
    return HTMLResponse(sealed_page(content, kept.charset), headers=HEADERS)


@router.get("/pages/{name:path}/original/bytes", include_in_schema=False)
def page_bytes(desk: AtDesk, name: str, *, save: bool = False) -> Response:
    """The bytes of a page exactly as they came in: as plain text, or to be saved."""
    content, kept = original_bytes(desk, name)
    shown = SAVED if save else shown_type(kept.media_type, kept.charset or declared_encoding(content))
    headers = {**HEADERS, "Content-Type": shown}
    if shown == SAVED:
        headers["Content-Disposition"] = f'attachment; filename="{kept.sha256[:16]}.bin"'
    return Response(content, headers=headers)


@paired(router, "/pages/{name:path}/original", "original.html")
def original(desk: AtDesk, name: str) -> dict[str, JSON]:
    """What is known of the bytes of a page: where from, when, how many, their SHA-256."""
    return original_of(desk, name)


def settled(desk: AtDesk, request: Request, name: str) -> str:
    """The id of the page meant. An external id leads there: raises HTTPException 307."""
    with looking(desk) as connection:
        page = page_named(connection, name)
    if page != name:
        data = ".json" if request.url.path.endswith(".json") else ""
        query = f"?{request.url.query}" if request.url.query else ""
        where = f"/pages/{quote(page, safe='')}{data}{query}"
        raise HTTPException(SEEN_ELSEWHERE, f"this page is at {where}", {"Location": where})
    return page


@paired(router, "/pages/{name:path}", "reader.html")
def reader(desk: AtDesk, page: Annotated[str, Depends(settled)], at: At = "") -> dict[str, JSON]:
    """A page: its exact text, its blocks, its claims as people left them with the words that carry each field."""
    view = page_view(desk, page)
    asked = asked_stretch(at, len(str(view["text"])))
    return {**view, "at": None if asked is None else [*asked]}
