"""The way in and out: signing in, signing out, one's own account."""

from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import BaseModel, Field
from starlette.templating import Jinja2Templates

from sitrep.model.errors import UsageError
from sitrep.model.identity import JSON
from sitrep.serve.accounts.gate import ENTERED, LOGIN
from sitrep.serve.accounts.roles import FORBIDDEN, RIGHTS, Account, Right, account_of
from sitrep.serve.accounts.sessions import Entered, digest_of, sign_in, sign_out
from sitrep.serve.accounts.users import set_password
from sitrep.serve.accounts.waiting import Try
from sitrep.serve.guards import check_token, cookie_name, keep_cookie, token_of
from sitrep.serve.overview import Token, own_address
from sitrep.serve.pages import Serving, as_page

router = APIRouter(include_in_schema=False)
SEEN_AGAIN, REFUSED, WRONG, TOO_EARLY = 303, 400, 401, 429
NO_MATCH = "No account has this name and this password."
Text = Annotated[str, Field(max_length=2000)]


class Entering(BaseModel):
    """What the form to sign in holds."""

    name: Text = ""
    password: Text = ""
    token: Text = ""
    then: Text = "/"


class Changing(BaseModel):
    """What the form for another password holds."""

    current: Text = ""
    new: Text = ""
    again: Text = ""
    token: Text = ""


def serving_of(request: Request) -> Serving:
    """How the desk is served."""
    found: Serving = request.app.state.serving
    return found


def file_of(request: Request) -> Path:
    """The file of accounts. Raises LookupError at a desk that has none."""
    found = serving_of(request).accounts
    if found is None:
        raise LookupError("this desk has no accounts")
    return found


def person(request: Request) -> Account:
    """Who is signed in with a browser. Raises HTTPException 403 for a token."""
    found = account_of(request)
    if found is None or found.session is None:
        raise HTTPException(FORBIDDEN, "this is for a person in a browser, not for a token")
    return found


Accounts = Annotated[Path, Depends(file_of)]
Person = Annotated[Account, Depends(person)]


@router.get(LOGIN)
def login(request: Request, then: str = "/") -> Response:
    """The form to sign in with."""
    return way_in(request, own_address(then))


@router.post(LOGIN)
def enter(request: Request, accounts: Accounts, said: Annotated[Entering, Form()]) -> Response:
    """Begin a session, or say that name and password do not match, whichever of them is wrong."""
    check_token(request, said.token)
    found = sign_in(accounts, try_of(request, said.name.strip()), said.password, serving_of(request).hasher)
    if not found.token:
        return not_in(request, found, said.name, said.then)
    answer = RedirectResponse(own_address(said.then), SEEN_AGAIN)
    keep_cookie(request, answer, ENTERED, found.token)
    return answer


def try_of(request: Request, name: str) -> Try:
    """A try to sign in under a name, from where the request comes."""
    return Try(name, request.client.host if request.client else "")


def not_in(request: Request, found: Entered, name: str, then: str) -> Response:
    """The form again, with why nobody was let in."""
    if not found.wait:
        return way_in(request, own_address(then), NO_MATCH, name, WRONG)
    answer = way_in(request, own_address(then), too_many(found.wait), name, TOO_EARLY)
    answer.headers["Retry-After"] = str(found.wait)
    return answer


def too_many(wait: int) -> str:
    """What whoever tried too often is told."""
    return f"Too many tries failed. Wait {wait} second{'s' if wait != 1 else ''}, then try again."


def way_in(request: Request, then: str, problem: str = "", name: str = "", status: int = 200) -> Response:
    """The page to sign in at. It says nothing of the case."""
    templates: Jinja2Templates = request.app.state.templates
    shown = {"token": token_of(request), "then": then, "problem": problem, "name": name}
    return HTMLResponse(templates.get_template("login.html").render(shown).encode("utf-8", "replace"), status)


@router.post("/logout")
def leave(request: Request, accounts: Accounts, someone: Person, token: Token) -> Response:
    """End the session of this browser."""
    check_token(request, token)
    sign_out(accounts, someone.session or "")
    answer = RedirectResponse(LOGIN, SEEN_AGAIN)
    answer.delete_cookie(
        cookie_name(request, ENTERED), secure=serving_of(request).is_secure, httponly=True, samesite="strict"
    )
    return answer


@router.get("/account")
def own(request: Request, someone: Person, changed: str = "") -> Response:
    """One's own account: what one may do, another password, the way out."""
    return own_page(request, someone, "", is_changed=changed == "yes")


def own_page(request: Request, someone: Account, problem: str, *, is_changed: bool = False) -> Response:
    """The page of one's own account."""
    may: list[JSON] = [right.value for right in Right if right in RIGHTS[someone.role]]
    view: dict[str, JSON] = {"role": someone.role.value, "may": may, "problem": problem, "changed": is_changed}
    return as_page(request, "account.html", view, REFUSED if problem else 200, "/account")


@router.post("/account/password")
def change(request: Request, accounts: Accounts, someone: Person, said: Annotated[Changing, Form()]) -> Response:
    """Take another password, and end all other sessions. The one in force is asked for, and guessing it waits too."""
    check_token(request, said.token)
    hasher = serving_of(request).hasher
    if said.new != said.again:
        return own_page(request, someone, "The two new passwords differ.")
    found = sign_in(accounts, try_of(request, someone.name), said.current, hasher)
    if not found.token:
        why = too_many(found.wait) if found.wait else "The password that is in force is another."
        return own_page(request, someone, why)
    try:
        set_password(accounts, someone.name, said.new, hasher, keep=digest_of(someone.session or ""))
    except UsageError as error:
        sign_out(accounts, found.token)
        return own_page(request, someone, str(error))
    return RedirectResponse("/account?changed=yes", SEEN_AGAIN)
