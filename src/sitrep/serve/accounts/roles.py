"""What each role may do, what a token's scopes let it do, and what a request needs."""

import re
from dataclasses import dataclass
from enum import StrEnum

from fastapi import HTTPException, Request

FORBIDDEN = 403


class Right(StrEnum):
    """One kind of thing that is done at the desk."""

    READ = "read"
    TAKE = "take a file for the public"
    EXPORT = "take a file for partners or the team"
    REVIEW = "judge and write notes"
    EDIT = "change values and link"
    MANAGE = "manage accounts"


class Role(StrEnum):
    """What somebody is at a desk; each may do all that the one before it may."""

    VIEWER = "viewer"
    REVIEWER = "reviewer"
    EDITOR = "editor"
    OWNER = "owner"


class Scope(StrEnum):
    """What a token is for; it never lets more through than the role of whoever it belongs to."""

    READ = "read"
    REVIEW = "review"
    EXPORT = "export"
    MANAGE = "manage"


_VIEWER = frozenset({Right.READ, Right.TAKE})
_REVIEWER = _VIEWER | {Right.REVIEW}
_EDITOR = _REVIEWER | {Right.EDIT, Right.EXPORT}
RIGHTS: dict[Role, frozenset[Right]] = {
    Role.VIEWER: _VIEWER,
    Role.REVIEWER: _REVIEWER,
    Role.EDITOR: _EDITOR,
    Role.OWNER: _EDITOR | {Right.MANAGE},
}
SCOPES: dict[Scope, frozenset[Right]] = {
    Scope.READ: frozenset({Right.READ}),
    Scope.REVIEW: frozenset({Right.READ, Right.REVIEW}),
    Scope.EXPORT: frozenset({Right.TAKE, Right.EXPORT}),
    Scope.MANAGE: frozenset({Right.READ, Right.EDIT, Right.MANAGE}),
}
# What a form needs, by the address that it is sent to. A form that is not in this list is for owners alone.
FORMS: tuple[tuple[re.Pattern[str], Right], ...] = (
    (re.compile(r"/logout|/account/password"), Right.READ),
    (re.compile(r"/review/(decide|undo)|/log/undo|/incidents/[^/]+/(judge|undo)"), Right.REVIEW),
    (re.compile(r"/review/(edit|pair)|/link|/reviewer"), Right.EDIT),
)
FILES = re.compile(r"/export(/.*|\.json)?")


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who is signed in. `session` is what their forms are bound to; None where a token speaks for them."""

    name: str
    role: Role
    rights: frozenset[Right]
    session: str | None


def rights_of(role: Role, scopes: frozenset[Scope] | None = None) -> frozenset[Right]:
    """What a role may do, and of that, with a token, only what its scopes let through.

    >>> sorted(rights_of(Role.VIEWER, frozenset({Scope.READ, Scope.MANAGE})))
    [<Right.READ: 'read'>]
    """
    own = RIGHTS[role]
    return own if scopes is None else own & frozenset().union(*(SCOPES[scope] for scope in scopes))


def needed_for(method: str, path: str) -> Right:
    """What a request needs at the least; the page itself may ask for more.

    >>> needed_for("GET", "/incidents"), needed_for("POST", "/link"), needed_for("POST", "/anything/else")
    (<Right.READ: 'read'>, <Right.EDIT: 'change values and link'>, <Right.MANAGE: 'manage accounts'>)
    """
    if method in ("GET", "HEAD"):
        return Right.TAKE if FILES.fullmatch(path) else Right.READ
    return next((right for form, right in FORMS if form.fullmatch(path)), Right.MANAGE)


def account_of(request: Request) -> Account | None:
    """Who is signed in; None at a desk without accounts, and for whoever is not."""
    found: Account | None = request.state.account
    return found


def require(request: Request, right: Right) -> None:
    """Refuse somebody whose role or token does not let them do a thing: raises HTTPException 403."""
    account = account_of(request)
    if account is not None and right not in account.rights:
        raise HTTPException(FORBIDDEN, refused(account, right))


def refused(account: Account, right: Right) -> str:
    """Why somebody may not do a thing, and whom to ask."""
    if right in RIGHTS[account.role]:
        return f"this token may not {right}; make one with the scope for it: sitrep users token"
    return f"{account.name} is {account.role} here, who may not {right}; an owner can change that: sitrep users role"
