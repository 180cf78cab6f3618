"""Waits between tries to sign in, which grow with each that fails: by name, and by the address it comes from."""

import sqlite3
from dataclasses import dataclass
from hashlib import sha256

# So many may fail without a wait; many people may sit behind one address.
FREE_BY_NAME, FREE_BY_ADDRESS = 4, 20
LONGEST_WAIT = 15 * 60
FORGOTTEN_AFTER = 24 * 3600


@dataclass(frozen=True, slots=True)
class Try:
    """A try to sign in, as what it is counted under. Names are kept as digests: one may be a password."""

    name: str
    address: str

    def kept_under(self) -> tuple[tuple[str, int], tuple[str, int]]:
        """The two keys that it is counted under, each with how many may fail before it waits."""
        digest = sha256(self.name.casefold().encode("utf-8", "backslashreplace")).hexdigest()
        return (f"name {digest}", FREE_BY_NAME), (f"address {self.address}", FREE_BY_ADDRESS)


def wait_after(failures: int, free: int) -> int:
    """How many seconds pass before another try, after so many that failed.

    >>> [wait_after(failures, 4) for failures in (3, 4, 5, 6, 10, 99)]
    [0, 1, 2, 4, 64, 900]
    """
    return min(2 ** min(failures - free, 20), LONGEST_WAIT) if failures >= free else 0


def counted(connection: sqlite3.Connection, one: Try, now: int) -> int:
    """Count a try as failed before its password is looked at, so that none can run beside another uncounted.

    Returns 0, or how many seconds are still to wait; then it was not counted, and nothing may be looked at.
    """
    connection.execute("DELETE FROM tries WHERE last < ?", (now - FORGOTTEN_AFTER,))
    waits = [_left(connection, key, free, now) for key, free in one.kept_under()]
    if max(waits) > 0:
        return max(waits)
    for key, _ in one.kept_under():
        connection.execute(
            "INSERT INTO tries VALUES (?, 1, ?) "
            "ON CONFLICT (key) DO UPDATE SET failures = failures + 1, last = excluded.last",
            (key, now),
        )
    return 0


def _left(connection: sqlite3.Connection, key: str, free: int, now: int) -> int:
    row = connection.execute("SELECT failures, last FROM tries WHERE key = ?", (key,)).fetchone()
    return 0 if row is None else row[1] + wait_after(row[0], free) - now


def forgive(connection: sqlite3.Connection, one: Try) -> None:
    """Forget what failed under a name that has now signed in, and of its address this one try."""
    (name, _), (address, _) = one.kept_under()
    connection.execute("DELETE FROM tries WHERE key = ?", (name,))
    connection.execute("UPDATE tries SET failures = failures - 1 WHERE key = ?", (address,))
