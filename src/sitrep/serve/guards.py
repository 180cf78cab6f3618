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
TOKEN_FIELD = "token"  # noqa: S105 - the name of a field


class Guard(BaseHTTPMiddleware):
    """Refuses requests that another site's page could have sent, and puts the headers on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        super().__init__(app)

    async def dispatch(self, request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        """Answer a request, or refuse it before anything is done."""
        problem = refusal_of(request)
        request.state.session = request.cookies.get(SESSION) or secrets.token_urlsafe(24)
        answer = PlainTextResponse(problem, status_code=403) if problem else await call_next(request)
        for name, value in HEADERS.items():
            answer.headers.setdefault(name, value)
        if not request.url.path.startswith(("/static/", "/vendor/")):
            answer.headers.setdefault("Cache-Control", "no-store")
        if problem is None and SESSION not in request.cookies:
            answer.set_cookie(SESSION, request.state.session, httponly=True, samesite="strict")
        return answer


def refusal_of(request: Request) -> str | None:
    """Why a request is not answered, or None."""
    try:
        host = urlsplit(f"//{request.headers.get('host', '')}").hostname
        origin = urlsplit(request.headers.get("origin") or "").netloc
    except ValueError:
        return "the request names a host that cannot be one\n"
    if host not in LOOPBACK:
        return "sitrep answers only to 127.0.0.1, localhost and [::1]; open the address that `sitrep serve` printed\n"
    foreign = "origin" in request.headers and origin != request.url.netloc
    if request.method not in ("GET", "HEAD") and foreign:
        return "this came from a page of another site and was not done\n"
    return None


def new_secret() -> bytes:
    """What the tokens of one run of the desk are made with."""
    return secrets.token_bytes(32)


def token_of(request: Request) -> str:
    """The token that the forms sent to this browser carry."""
    session: str = request.state.session
    return hmac.new(request.app.state.secret, session.encode(), sha256).hexdigest()


def check_token(request: Request, token: str) -> None:
    """Refuse a form that this desk did not send to this browser: raises HTTPException 403."""
    if not token or not hmac.compare_digest(token.encode(), token_of(request).encode()):
        raise HTTPException(403, "the form is out of date, for the desk was started again; go back, reload, try again")
