"""Linking anew from a page: the answer begins before it is done, and ends with what it changed."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import StreamingResponse
from starlette.templating import Jinja2Templates

from sitrep.desk.desks import Desk, link_at, summaries
from sitrep.desk.overviews import overview_of
from sitrep.model.errors import SitrepError
from sitrep.model.fields import number_at
from sitrep.serve.guards import check_token
from sitrep.serve.overview import Token, own_address
from sitrep.serve.pages import desk_of, surroundings

router = APIRouter()
# Where the page waits for the linking.
WAITS = "<!-- linked -->"
# While it is linked nothing waits to be.
QUIET = {"unlinked": 0, "unfollowed": 0}


@router.post("/link", include_in_schema=False)
def link(request: Request, token: Token, then: Annotated[str, Form()] = "/") -> StreamingResponse:
    """Link the case anew: a page that says so at once, and what came of it when it is done."""
    check_token(request, token)
    return StreamingResponse(_told(request, own_address(then)), media_type="text/html; charset=utf-8")


def _told(request: Request, then: str) -> Iterator[bytes]:
    """Yield the page up to where it waits, then link, then yield the rest."""
    desk = desk_of(request)
    templates: Jinja2Templates = request.app.state.templates
    context = {**surroundings(request, then), "grown": QUIET, "view": overview_of(desk), "then": then}
    page = templates.get_template("linking.html").render(context)
    before, _, after = page.partition(WAITS)
    yield before.encode("utf-8", "backslashreplace")
    outcome = templates.get_template("linked.html").render({**_linked(desk), "then": then})
    yield (outcome + after).encode("utf-8", "backslashreplace")


def _linked(desk: Desk) -> dict[str, object]:
    """What linking changed: incidents, and those that several pages tell of, before and after; or why it failed."""
    before = _counts(desk)
    try:
        report = link_at(desk)
    except (SitrepError, OSError) as error:
        return {"problem": str(error), "before": before, "after": before, "report": None}
    return {"problem": "", "before": before, "after": _counts(desk), "report": report}


def _counts(desk: Desk) -> dict[str, int]:
    lines = summaries(desk)
    return {"incidents": len(lines), "several": sum((number_at(line, "pages") or 0) > 1 for line in lines)}
