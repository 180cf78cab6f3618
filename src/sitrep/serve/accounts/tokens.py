"""Tokens for programs: shown once, kept as digests, with scopes and an end, and revocable."""

import secrets
import time
from dataclasses import dataclass
from pathlib import Path

from sitrep.model.errors import UsageError
from sitrep.serve.accounts.roles import Account, Role, Scope, rights_of
from sitrep.serve.accounts.sessions import BYTES, digest_of
from sitrep.serve.accounts.storing import opened
from sitrep.serve.accounts.users import users_in

# So that tools that look for leaked secrets can know one.
PREFIX = "sitrep_"
A_DAY = 24 * 3600


@dataclass(frozen=True, slots=True)
class Kept:
    """A token as it is kept: everything but itself. `made` and `expires` are in seconds since 1970."""

    id: str
    name: str
    scopes: tuple[Scope, ...]
    made: int
    expires: int


def make_token(path: Path, name: str, scopes: frozenset[Scope], days: int) -> tuple[str, Kept]:
    """A new token of a user, which is shown now and never again, and what is kept of it.

    Raises UsageError for an unknown name, and where no scope is given.
    """
    if name not in {user.name for user in users_in(path)}:
        raise UsageError(f"{name}: has no account here; `sitrep users list {path.parent}` prints who has")
    if not scopes:
        raise UsageError("a token is for something: give it --scope, one of " + ", ".join(Scope))
    token, now = PREFIX + secrets.token_urlsafe(BYTES), int(time.time())
    kept = Kept(f"t-{secrets.token_hex(4)}", name, tuple(sorted(scopes)), now, now + days * A_DAY)
    with opened(path) as connection:
        connection.execute(
            "INSERT INTO tokens VALUES (?, ?, ?, ?, ?, ?)",
            (kept.id, digest_of(token), name, " ".join(kept.scopes), kept.made, kept.expires),
        )
    return token, kept


def tokens_in(path: Path) -> list[Kept]:
    """All tokens of a file of accounts, expired ones too, the oldest first."""
    if not path.exists():
        return []
    with opened(path) as connection:
        rows = connection.execute("SELECT id, name, scopes, made, expires FROM tokens ORDER BY made, id").fetchall()
    return [Kept(row[0], row[1], tuple(Scope(one) for one in row[2].split()), row[3], row[4]) for row in rows]


def revoke_token(path: Path, token_id: str) -> None:
    """Make a token worth nothing from now on. Raises UsageError where no token has this id."""
    with opened(path) as connection:
        if not connection.execute("DELETE FROM tokens WHERE id = ?", (token_id,)).rowcount:
            raise UsageError(f"{token_id}: no token has this id; `sitrep users list {path.parent}` prints them")


def account_of_token(path: Path, token: str) -> Account | None:
    """Whom a token speaks for, with no more rights than its scopes; None where there is none or it has expired."""
    with opened(path) as connection:
        row = connection.execute(
            "SELECT name, role, scopes FROM tokens JOIN users USING (name) WHERE digest = ? AND expires > ?",
            (digest_of(token), int(time.time())),
        ).fetchone()
    if row is None:
        return None
    scopes = frozenset(Scope(one) for one in row[2].split())
    return Account(row[0], Role(row[1]), rights_of(Role(row[1]), scopes), None)
