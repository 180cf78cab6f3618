"""What stands between a browser and the desk: which hosts it answers to, what pages may load, who may post."""

import hmac
import secrets
from collections.abc import Awaitable, Callable
from hashlib import sha256
from urllib.parse import urlsplit

from fastapi import HTTPException, Request, Response
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp

from sitrep.serve.accounts.roles import account_of

# Names of this machine to itself. Another site whose name is made to lead here still sends its own name.
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; frame-src 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    # With "no-referrer" browsers send the origin "null" with the desk's own forms too, and those would be refused.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
SESSION = "sitrep-session"
A_YEAR = "max-age=31536000"
TOKEN_FIELD = "token"  # noqa: S105 - the name of a field


class Guard(BaseHTTPMiddleware):
    """Refuses requests that another site's page could have sent, and puts the headers on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        super().__init__(app)

    async def dispatch(self, request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        """Answer a request, or refuse it before anything is done."""
        problem = refusal_of(request)
        kept = request.cookies.get(cookie_name(request, SESSION))
        session = request.state.session = kept or secrets.token_urlsafe(24)
        request.state.account = None
        answer = PlainTextResponse(problem, status_code=403) if problem else await call_next(request)
        for name, value in HEADERS.items():
            answer.headers.setdefault(name, value)
        if not request.url.path.startswith(("/static/", "/vendor/")):
            answer.headers.setdefault("Cache-Control", "no-store")
        if request.app.state.is_secure:
            answer.headers["Strict-Transport-Security"] = A_YEAR
        if problem is None and not kept:
            keep_cookie(request, answer, SESSION, session)
        return answer


def refusal_of(request: Request) -> str | None:
    """Why a request is not answered, or None."""
    try:
        host = urlsplit(f"//{request.headers.get('host', '')}").hostname
        origin = urlsplit(request.headers.get("origin") or "").netloc
    except ValueError:
        return "the request names a host that cannot be one\n"
    named: frozenset[str] = request.app.state.hosts
    if host not in LOOPBACK | named:
        own = ", ".join(["127.0.0.1", "localhost", "[::1]", *sorted(named)])
        return f"sitrep answers only to {own}; open the address that `sitrep serve` printed\n"
    foreign = "origin" in request.headers and origin != request.url.netloc
    if request.method not in ("GET", "HEAD") and foreign:
        return "this came from a page of another site and was not done\n"
    return None


def cookie_name(request: Request, name: str) -> str:
    """What a cookie is called: over TLS so that browsers take it from this very host alone, and never without TLS."""
    return f"__Host-{name}" if request.app.state.is_secure else name


def keep_cookie(request: Request, answer: Response, name: str, value: str) -> None:
    """Have a browser keep a secret until it is closed, out of reach of scripts and of other sites' pages."""
    answer.set_cookie(
        cookie_name(request, name), value, httponly=True, samesite="strict", secure=request.app.state.is_secure
    )


def new_secret() -> bytes:
    """What the tokens of one run of the desk are made with."""
    return secrets.token_bytes(32)


def token_of(request: Request) -> str:
    """The token that the forms sent to this browser carry; whoever signs in or out has another."""
    session: str = request.state.session
    return hmac.new(request.app.state.secret, session.encode(), sha256).hexdigest()


def check_token(request: Request, token: str) -> None:
    """Refuse a form that this desk did not send to this browser: raises HTTPException 403.

    What comes with a token for programs needs none: no browser adds that by itself.
    """
    account = account_of(request)
    if account is not None and account.session is None:
        return
    if not token or not hmac.compare_digest(token.encode(), token_of(request).encode()):
        raise HTTPException(403, "the form is out of date, for the desk was started again; go back, reload, try again")
