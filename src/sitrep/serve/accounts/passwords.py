"""Passwords: hashed with Argon2id by argon2-cffi, and checked so that unknown names take as long as known ones."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from sitrep.model.errors import UsageError

SHORTEST, LONGEST = 12, 1024
# The library's recommended parameters (RFC 9106, low memory): 64 MiB, 3 passes, 4 lanes.
RECOMMENDED = PasswordHasher()


def checked_password(password: str, name: str) -> str:
    """The same password. Raises UsageError for one that is too short, too long, or the name itself."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise UsageError(f"a password has {SHORTEST} to {LONGEST} characters; take several words")
    if password.casefold().strip() == name.casefold() or len(set(password)) < SHORTEST // 3:
        raise UsageError("this password is soon guessed; take several words that do not go together")
    return password


@cache
def of_nobody(hasher: PasswordHasher) -> str:
    """A hash that no password has, for the names that nobody has."""
    return hasher.hash("nobody's")


def is_right(hasher: PasswordHasher, kept: str | None, password: str) -> bool:
    """Whether a password has a hash; for None it is worked out all the same, and is wrong."""
    try:
        return hasher.verify(kept or of_nobody(hasher), password[: LONGEST + 1]) and kept is not None
    except (VerificationError, InvalidHashError):
        return False
