"""Users: added, listed, given another role or password, taken out."""

import sqlite3
import time
from dataclasses import dataclass
from pathlib import Path

from argon2 import PasswordHasher

from sitrep.model.errors import UsageError
from sitrep.serve.accounts.passwords import checked_password
from sitrep.serve.accounts.roles import Role
from sitrep.serve.accounts.storing import opened

LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who has an account. `made` is in seconds since 1970."""

    name: str
    role: Role
    made: int


def users_in(path: Path) -> list[User]:
    """All users of a file of accounts by name; none, and no file made, where there is no file."""
    if not path.exists():
        return []
    with opened(path) as connection:
        rows = connection.execute("SELECT name, role, made FROM users ORDER BY name").fetchall()
    return [User(name, Role(role), made) for name, role, made in rows]


def add_user(path: Path, name: str, role: Role, password: str, hasher: PasswordHasher) -> None:
    """Add a user. Raises UsageError for a name that is taken or none, and for a password that is too weak."""
    name = checked_name(name)
    kept = hasher.hash(checked_password(password, name))
    with opened(path) as connection:
        taken = [had for (had,) in connection.execute("SELECT name FROM users") if had.casefold() == name.casefold()]
        if taken:
            raise UsageError(f"{taken[0]}: has an account; `sitrep users role` and `sitrep users password` change it")
        connection.execute("INSERT INTO users VALUES (?, ?, ?, ?)", (name, role, kept, int(time.time())))


def checked_name(name: str) -> str:
    """A name as it is kept. Raises UsageError for an empty one, a long one, and one that does not print as it is."""
    plain = name.strip()
    if not plain or len(plain) > LONGEST_NAME or not plain.isprintable():
        raise UsageError(f"a name has 1 to {LONGEST_NAME} letters that print; it stands in the log of judgements")
    return plain


def set_role(path: Path, name: str, role: Role) -> None:
    """Give a user another role, at once. Raises UsageError for an unknown name, and for the last owner."""
    with opened(path) as connection:
        _known(connection, path, name)
        if role is not Role.OWNER:
            _keep_owner(connection, name)
        connection.execute("UPDATE users SET role = ? WHERE name = ?", (role, name))


def set_password(path: Path, name: str, password: str, hasher: PasswordHasher, keep: str = "") -> None:
    """Give a user another password, and end their sessions but the one with the digest `keep`.

    Raises UsageError for an unknown name and a weak password.
    """
    kept = hasher.hash(checked_password(password, name))
    with opened(path) as connection:
        _known(connection, path, name)
        connection.execute("UPDATE users SET password = ? WHERE name = ?", (kept, name))
        connection.execute("DELETE FROM sessions WHERE name = ? AND digest <> ?", (name, keep))


def remove_user(path: Path, name: str) -> None:
    """Take a user out with their sessions and tokens; the log keeps the name. Raises UsageError as `set_role` does."""
    with opened(path) as connection:
        _known(connection, path, name)
        _keep_owner(connection, name)
        connection.execute("DELETE FROM users WHERE name = ?", (name,))


def _known(connection: sqlite3.Connection, path: Path, name: str) -> None:
    if connection.execute("SELECT 1 FROM users WHERE name = ?", (name,)).fetchone() is None:
        raise UsageError(f"{name}: has no account here; `sitrep users list {path.parent}` prints who has")


def _keep_owner(connection: sqlite3.Connection, name: str) -> None:
    """Refuse to take the owner's role from the last who has it while others have accounts."""
    owners = [owner for (owner,) in connection.execute("SELECT name FROM users WHERE role = ?", (Role.OWNER,))]
    others: int = connection.execute("SELECT count(*) FROM users WHERE name <> ?", (name,)).fetchone()[0]
    if owners == [name] and others:
        raise UsageError(f"{name}: is the only owner; make somebody else owner first (`sitrep users role`)")
