"""Tombstones: what stands for a page that was erased, without any of its words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Touched:
    """A line of the log that lost texts: their names, and the hash counted over what is left of the line.

    For lines whose texts are held by digests that is the hash they had.
    """

    number: int
    texts: tuple[str, ...]
    hash: str


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What was erased: the SHA-256 of the bytes, the documents made of them and the SHA-256 of their texts in UTF-8.

    Where the free texts of one line of the log were erased, `sha256` is that line's hash, and there are no documents.

    `claims` is how many there were, `refusals` are the ids of those that named the page, `lines` are the lines of the
    log that lost texts.
    """

    sha256: str
    documents: tuple[str, ...]
    texts: tuple[str, ...]
    claims: int
    refusals: tuple[str, ...] = ()
    lines: tuple[Touched, ...] = ()
