"""How a view becomes a page and, at the same address with `.json`, data."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, cast
from urllib.parse import parse_qsl, quote, unquote

from argon2 import PasswordHasher
from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse
from jinja2 import StrictUndefined
from starlette.templating import Jinja2Templates

from sitrep.desk.charts.filters import parse_filters, query_of
from sitrep.desk.desks import Desk, refresh
from sitrep.desk.reviewing.rating import rates_line_of
from sitrep.model.fields import Record
from sitrep.model.identity import JSON, canonical
from sitrep.serve.accounts.passwords import RECOMMENDED
from sitrep.serve.accounts.roles import account_of
from sitrep.serve.guards import token_of
from sitrep.serve.words import FILTERS

REVIEWER = "sitrep-reviewer"
# What the bar at the top leads to, in the order of a day's work.
PLACES = (
    ("/", "Overview"),
    ("/incidents", "Incidents"),
    ("/map", "Map"),
    ("/timeline", "Timeline"),
    ("/pages", "Pages"),
    ("/search", "Search"),
    ("/who-said", "Who said it first"),
    ("/review", "Review"),
    ("/log", "Log"),
)
# Those of them that show what passes the filters, and keep these from one to the next.
FILTERED = ("/incidents", "/map", "/timeline")
# The pages that count claims or incidents, besides the first.
COUNTING = ("/incidents", "/map", "/timeline", "/pages", "/search", "/who-said")

View = Callable[..., dict[str, JSON]]


@dataclass(frozen=True, slots=True)
class Serving:
    """How a desk is served.

    `reviewer` is who judges unless a browser says otherwise. `accounts` is the file of those who may use it; None where
    whoever sits at this machine may. `hosts` are names that it answers to besides those of this machine. `is_secure`
    says that browsers reach it by https alone.
    """

    reviewer: str = ""
    accounts: Path | None = None
    hosts: frozenset[str] = frozenset()
    is_secure: bool = False
    hasher: PasswordHasher = RECOMMENDED


def desk_of(request: Request) -> Desk:
    """The desk that a request is about."""
    return cast("Desk", request.app.state.desk)


AtDesk = Annotated[Desk, Depends(desk_of)]


def reviewer_of(request: Request) -> str:
    """The name that judgements made in this browser are under: the account's; else empty until somebody gives it."""
    if (account := account_of(request)) is not None:
        return account.name
    serving: Serving = request.app.state.serving
    return unquote(request.cookies.get(REVIEWER, "")) or serving.reviewer


Reviewer = Annotated[str, Depends(reviewer_of)]


def new_templates(folder: Path) -> Jinja2Templates:
    """The templates, which escape all they print and stop at a name that nobody gave."""
    templates = Jinja2Templates(directory=folder)
    templates.env.undefined = StrictUndefined
    templates.env.autoescape = True
    templates.env.trim_blocks = templates.env.lstrip_blocks = True
    templates.env.filters.update(FILTERS)
    templates.env.filters["path"] = lambda value: quote(str(value), safe="")
    return templates


def as_json(view: JSON) -> Response:
    """A view as data."""
    return Response(canonical(view).encode("utf-8", "backslashreplace"), media_type="application/json")


def as_page(
    request: Request, template: str, view: Mapping[str, JSON], status: int = 200, address: str = ""
) -> HTMLResponse:
    """A view as a page: under `view` in its template, with what every page shows.

    `address` is where the page can be had again, where that is another than the one asked for.
    """
    templates: Jinja2Templates = request.app.state.templates
    context = {"view": view, **surroundings(request, address)}
    html = templates.get_template(template).render(context)
    return HTMLResponse(html.encode("utf-8", "backslashreplace"), status)


def surroundings(request: Request, address: str = "") -> dict[str, Any]:
    """What every page shows: the case, the bar, who judges, what waits to be linked."""
    desk = desk_of(request)
    asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    path, _, query = (address or asked).partition("?")
    here = max((place for place, _ in PLACES if place != "/" and path.startswith(place)), key=len, default="/")
    back = back_from(path, query)
    places = {place: with_filters(place, back or f"{path}?{query}") for place, _ in PLACES}
    return {
        "case": desk.case.path.name,
        "places": tuple((places[place], name) for place, name in PLACES),
        "here": places[here] if here != "/" or path == "/" else "",
        "back": back,
        "reviewer": reviewer_of(request),
        "account": account_of(request),
        "token": token_of(request),
        "grown": refresh(desk),
        "rates_line": rates_line_of(desk) if counts_things(path) else "",
        "address": address or asked,
        "data_address": data_address(path, query),
    }


def with_filters(place: str, address: str) -> str:
    """A place of the bar with the filters of an address, where both show what passes them.

    >>> with_filters("/map", "/incidents?place=Idlib&part=2"), with_filters("/log", "/map?place=Idlib")
    ('/map?place=Idlib', '/log')
    """
    path, _, query = address.partition("?")
    kept = query_of(parse_filters(query).filters) if place in FILTERED and path in FILTERED else ""
    return f"{place}?{kept}" if kept else place


def back_from(path: str, query: str) -> str:
    """The filtered list that an incident was opened from, by its address; empty where that names none.

    >>> back_from("/incidents/i-1", "back=%2Fmap%3Fplace%3DIdlib"), back_from("/incidents/i-1", "back=//else.example")
    ('/map?place=Idlib', '')
    """
    asked = next((value for key, value in parse_qsl(query) if key == "back"), "")
    return asked if path.startswith("/incidents/") and asked.partition("?")[0] in FILTERED else ""


def counts_things(path: str) -> bool:
    """Whether a page counts claims or incidents, so that how often they are right stands at its foot.

    >>> counts_things("/incidents/i-1"), counts_things("/"), counts_things("/review")
    (True, True, False)
    """
    return path == "/" or path.startswith(COUNTING)


def data_address(path: str, query: str) -> str:
    """Where the data of a page is.

    >>> data_address("/incidents/i-1", "rule=majority"), data_address("/", "")
    ('/incidents/i-1.json?rule=majority', '/index.json')
    """
    return ("/index" if path == "/" else path) + ".json" + (f"?{query}" if query else "")


def paired(router: APIRouter, path: str, template: str) -> Callable[[View], View]:
    """Serve a view twice: as a page from a template at a path, and as data at the path with `.json`."""

    def register(view: View) -> View:
        name = path if path != "/" else "/index"

        @wraps(view)
        def data(**given: Any) -> Response:  # noqa: ANN401
            return as_json(view(**given))

        @wraps(view)
        def page(request: Request, **given: Any) -> Response:  # noqa: ANN401
            return as_page(request, template, view(**given))

        own = inspect.signature(view)
        seeing = inspect.Parameter("request", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=Request)
        keeping = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in own.parameters.values()]
        data.__signature__ = own.replace(parameters=keeping, return_annotation=Response)  # type: ignore[attr-defined]
        page.__signature__ = own.replace(parameters=[seeing, *keeping], return_annotation=Response)  # type: ignore[attr-defined]
        router.add_api_route(f"{name}.json", data, methods=["GET"], summary=_first_line(view))
        router.add_api_route(path, page, methods=["GET"], include_in_schema=False)
        return view

    return register


def _first_line(view: View) -> str:
    return (inspect.getdoc(view) or "").partition("\n")[0]


def needed(found: Record | None, what: str) -> Record:
    """What was looked up. Raises LookupError, which becomes a page that says so, where there is none."""
    if found is None:
        raise LookupError(what)
    return found
