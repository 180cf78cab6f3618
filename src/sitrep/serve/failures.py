"""What a page says when there is nothing to show, or nothing was done."""

from typing import Any
from urllib.parse import urlsplit

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import PlainTextResponse, RedirectResponse
from starlette.exceptions import HTTPException

from sitrep.desk.reading.erasures import erasure_of
from sitrep.model.errors import SitrepError
from sitrep.serve.accounts.roles import account_of
from sitrep.serve.overview import own_address
from sitrep.serve.pages import Serving, as_json, as_page, desk_of

GONE = 410
TITLES = {400: "That cannot be done so", 403: "Not done", 404: "There is no such page", 405: "Not done"}

# What any address may answer instead, for the description of the desk's data.
REFUSALS: dict[int | str, dict[str, Any]] = {
    400: {"description": "What was asked for cannot be done so; `reason` says why"},
    403: {"description": "The request may have been made by another site's page"},
    404: {"description": "Nothing has this name, or the list has no such part"},
    410: {"description": "What was here was erased"},
}


def answer_failures(app: FastAPI) -> None:
    """Give every refusal a page, or an object for those who asked for data, that says what to do."""

    @app.exception_handler(LookupError)
    async def lost(request: Request, error: LookupError) -> Response:
        if (gone := erased(request)) is not None:
            return gone
        return failure(request, 404, str(error.args[0]) if error.args else "nothing has this name")

    @app.exception_handler(SitrepError)
    async def refused(request: Request, error: SitrepError) -> Response:
        return failure(request, 400, str(error))

    @app.exception_handler(RequestValidationError)
    async def malformed(request: Request, error: RequestValidationError) -> Response:
        problems = (f"{found['loc'][-1]}: {found['msg']}" for found in error.errors())
        return failure(request, 400, "; ".join(problems))

    @app.exception_handler(HTTPException)
    async def other(request: Request, error: HTTPException) -> Response:
        where = (error.headers or {}).get("Location")
        if where is not None:
            return RedirectResponse(where, error.status_code)
        return failure(request, error.status_code, str(error.detail))


def failure(request: Request, status: int, reason: str) -> Response:
    """One refusal, as a page or as data."""
    title = TITLES.get(status, "That went wrong")
    if is_stranger(request):
        return PlainTextResponse(f"{title}: {reason}\n", status)
    if request.url.path.endswith(".json"):
        answer = as_json({"error": title, "reason": reason})
        answer.status_code = status
        return answer
    try:
        return as_page(request, "failure.html", {"title": title, "reason": reason, "back": came_from(request)}, status)
    except SitrepError:
        # On a full disk not even the head of a page can be looked up.
        return PlainTextResponse(f"{title}: {reason}\n", status)


def is_stranger(request: Request) -> bool:
    """Whether somebody is not signed in at a desk with accounts: they are shown no page, for it names the case."""
    serving: Serving = request.app.state.serving
    return serving.accounts is not None and account_of(request) is None


def erased(request: Request) -> Response | None:
    """What is left of a page that was erased, for whoever asks for it; None where the address means no such page."""
    name = request.path_params.get("name")
    if not request.url.path.startswith("/pages/") or not isinstance(name, str):
        return None
    found = erasure_of(desk_of(request), name)
    if found is None:
        return None
    if request.url.path.endswith(".json"):
        answer = as_json({"error": "erased", **found})
        answer.status_code = GONE
        return answer
    return as_page(request, "erased.html", {**found, "back": came_from(request)}, GONE)


def came_from(request: Request) -> str | None:
    """The page of this desk that led here, as an address without the host; None where none did."""
    given = urlsplit(request.headers.get("referer", ""))
    if not given.path or given.netloc != request.url.netloc:
        return None
    here = given.path == request.url.path and request.method == "GET"
    return None if here else own_address(given.path + (f"?{given.query}" if given.query else ""))
