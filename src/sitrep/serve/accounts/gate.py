"""The gate before a desk that others can reach: who is asking, and whether they may."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from urllib.parse import quote

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.types import ASGIApp

from sitrep.serve.accounts.roles import FORBIDDEN, Account, needed_for, refused
from sitrep.serve.accounts.sessions import account_with
from sitrep.serve.accounts.tokens import account_of_token
from sitrep.serve.failures import failure
from sitrep.serve.guards import cookie_name
from sitrep.serve.pages import as_json

ENTERED = "sitrep-account"
LOGIN = "/login"
# What whoever is not signed in may have: the way in, and the desk's own style, which says nothing of the case.
OPEN_FOLDERS = ("/static/", "/vendor/")
SEEN_AGAIN, UNKNOWN = 303, 401
BEARER = "bearer "
HOW = "sign in at /login with a browser, or send a token: Authorization: Bearer sitrep_..."


class Gate(BaseHTTPMiddleware):
    """Lets through who is signed in and may do what they ask for. It stands inside the guard, before every route."""

    def __init__(self, app: ASGIApp, accounts: Path) -> None:
        super().__init__(app)
        self.accounts = accounts

    async def dispatch(self, request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        """Answer a request, or refuse it before anything is done."""
        account = await run_in_threadpool(asking, request, self.accounts)
        request.state.account = account
        if account and account.session:
            request.state.session = account.session
        path: str = request.scope["path"]
        if path == LOGIN or path.startswith(OPEN_FOLDERS):
            return await call_next(request)
        if account is None:
            return unknown(request)
        right = needed_for(request.method, path)
        if right not in account.rights:
            return await run_in_threadpool(failure, request, FORBIDDEN, refused(account, right))
        return await call_next(request)


def asking(request: Request, accounts: Path) -> Account | None:
    """Whoever sends a request, by its token or else by its session; None for a stranger."""
    said = request.headers.get("authorization", "")
    if said.lower().startswith(BEARER):
        return account_of_token(accounts, said[len(BEARER) :].strip())
    entered = request.cookies.get(cookie_name(request, ENTERED), "")
    return account_with(accounts, entered) if entered else None


def unknown(request: Request) -> Response:
    """What a stranger is told: a browser is led to the way in, a program is told what to send."""
    path: str = request.scope["path"]
    if request.method == "GET" and "authorization" not in request.headers and not path.endswith(".json"):
        asked = path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"{LOGIN}?then={quote(asked, safe='')}" if asked != "/" else LOGIN, SEEN_AGAIN)
    answer = as_json({"error": "Not signed in", "reason": HOW})
    answer.status_code = UNKNOWN
    answer.headers["WWW-Authenticate"] = "Bearer"
    return answer
