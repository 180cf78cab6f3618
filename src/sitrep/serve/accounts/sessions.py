"""Sessions: a random token in a cookie, of which only the digest is kept."""

import secrets
import sqlite3
import time
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from argon2 import PasswordHasher

from sitrep.serve.accounts.passwords import is_right
from sitrep.serve.accounts.roles import Account, Role, rights_of
from sitrep.serve.accounts.storing import opened
from sitrep.serve.accounts.waiting import Try, counted, forgive

BYTES = 32
EXPIRES_AFTER = 12 * 3600
IDLE_AFTER = 60 * 60
# When a session was used last is written down at most so often.
SEEN_EVERY = 60


@dataclass(frozen=True, slots=True)
class Entered:
    """What came of a try to sign in: a session's token; or "" and, where it was too early, the seconds to wait."""

    token: str
    wait: int = 0


def digest_of(token: str) -> str:
    """What is kept of a token: its SHA-256. It has 256 random bits, so nothing can be guessed from this."""
    return sha256(token.encode("utf-8", "backslashreplace")).hexdigest()


def sign_in(path: Path, one: Try, password: str, hasher: PasswordHasher) -> Entered:
    """Begin a session where a password is right; a hash with older parameters is then made anew.

    An unknown name takes as long, and ends the same, as a wrong password.
    """
    now = int(time.time())
    with opened(path) as connection:
        wait = counted(connection, one, now)
        row = connection.execute("SELECT password FROM users WHERE name = ?", (one.name,)).fetchone()
    if wait:
        return Entered("", wait)
    kept = row[0] if row else None
    if not is_right(hasher, kept, password) or kept is None:
        return Entered("")
    fresh = hasher.hash(password) if hasher.check_needs_rehash(kept) else kept
    with opened(path) as connection:
        forgive(connection, one)
        # Nothing is begun for somebody whose password was changed, or who was taken out, meanwhile.
        same = connection.execute(
            "UPDATE users SET password = ? WHERE name = ? AND password = ?", (fresh, one.name, kept)
        ).rowcount
        return Entered(_begin(connection, one.name, now) if same else "")


def _begin(connection: sqlite3.Connection, name: str, now: int) -> str:
    token = secrets.token_urlsafe(BYTES)
    connection.execute("DELETE FROM sessions WHERE made < ? OR seen < ?", (now - EXPIRES_AFTER, now - IDLE_AFTER))
    connection.execute("INSERT INTO sessions VALUES (?, ?, ?, ?)", (digest_of(token), name, now, now))
    return token


def account_with(path: Path, token: str) -> Account | None:
    """Whose session a token is of; None where there is none, or it has expired or lain idle too long."""
    now = int(time.time())
    with opened(path) as connection:
        row = connection.execute(
            "SELECT name, role, seen FROM sessions AS s JOIN users USING (name) "
            "WHERE digest = ? AND s.made > ? AND seen > ?",
            (digest_of(token), now - EXPIRES_AFTER, now - IDLE_AFTER),
        ).fetchone()
        if row is None:
            return None
        name, role, seen = row
        if now - seen >= SEEN_EVERY:
            connection.execute("UPDATE sessions SET seen = ? WHERE digest = ?", (now, digest_of(token)))
    return Account(name, Role(role), rights_of(Role(role)), token)


def sign_out(path: Path, token: str) -> None:
    """End a session."""
    with opened(path) as connection:
        connection.execute("DELETE FROM sessions WHERE digest = ?", (digest_of(token),))
