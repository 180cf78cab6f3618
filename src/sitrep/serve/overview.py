"""The first page: how much there is, what waits, and who sits at the desk."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Form, HTTPException, Request
from fastapi.responses import RedirectResponse

from sitrep.desk.overviews import overview_of, refusals_view
from sitrep.model.identity import JSON
from sitrep.serve.accounts.roles import FORBIDDEN, account_of
from sitrep.serve.guards import TOKEN_FIELD, check_token
from sitrep.serve.pages import REVIEWER, AtDesk, paired

router = APIRouter()
SEEN_AGAIN = 303


def token_in(token: Annotated[str, Form(alias=TOKEN_FIELD)] = "") -> str:
    """The token that a form carries; empty where it has none."""
    return token


Token = Annotated[str, Depends(token_in)]


@paired(router, "/", "overview.html")
def overview(desk: AtDesk) -> dict[str, JSON]:
    """How many pages, claims and incidents the case has, how far they are reviewed, and what waits."""
    return overview_of(desk)


@paired(router, "/refusals", "refusals.html")
def refused(desk: AtDesk) -> dict[str, JSON]:
    """The sources that the case could not read and has not read since, each with its reason and what to do."""
    return refusals_view(desk)


@router.post("/reviewer", include_in_schema=False)
def sit_down(
    request: Request, name: Annotated[str, Form()], token: Token, then: Annotated[str, Form()] = "/"
) -> RedirectResponse:
    """Keep the name of whoever judges in this browser; at a desk with accounts that is the account's."""
    check_token(request, token)
    if account_of(request) is not None:
        raise HTTPException(FORBIDDEN, "you judge under the name of your account; sign in under another to change it")
    answer = RedirectResponse(own_address(then), SEEN_AGAIN)
    answer.set_cookie(REVIEWER, quote(name.strip()), max_age=30 * 24 * 3600, httponly=True, samesite="strict")
    return answer


def own_address(address: str) -> str:
    """An address of this desk; its first page for whatever is none.

    >>> own_address("/review?order=random"), own_address("//elsewhere.example/"), own_address("javascript:x")
    ('/review?order=random', '/', '/')
    """
    plain = address.isprintable() and "\\" not in address
    return address if plain and address.startswith("/") and not address.startswith("//") else "/"
