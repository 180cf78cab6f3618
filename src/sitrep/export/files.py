"""Files of claim lines: in one order, whole or not at all, and with the licence of the places beside them."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path

from sitrep.case.leftovers import own_part
from sitrep.model.errors import NO_ROOM, RoomError, UsageError
from sitrep.model.fields import Record, number_at, text_at
from sitrep.views.credits import licence_text


def in_order(claims: Iterable[Record]) -> list[Record]:
    """Claims by document, place in its text and id: the same whatever order they came in."""

    def key(claim: Record) -> tuple[str, str, float, float, str]:
        document = [text_at(claim, "document", name) or "" for name in ("external_id", "id")]
        evidence = [number_at(claim, "evidence", name) or 0 for name in ("start", "end")]
        return document[0], document[1], evidence[0], evidence[1], text_at(claim, "id") or ""

    return sorted(claims, key=key)


def write_whole(path: Path, text: str) -> None:
    """Put text into a file, all of it or nothing, as `write_made` does.

    A lone surrogate, which UTF-8 cannot hold, is written as its JSON escape.
    """
    write_bytes(path, text.encode("utf-8", "backslashreplace"))


def write_bytes(path: Path, content: bytes) -> None:
    """Put bytes into a file, all of them or nothing, as `write_made` does."""
    write_made(path, lambda temporary: _put(temporary, content))


def _put(path: Path, content: bytes) -> None:
    """Put bytes into a new file, and onto the disk."""
    with path.open("xb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())


def write_made(path: Path, make: Callable[[Path], None]) -> None:
    """Put into a file what a function makes at a path that it is given, all of it or nothing.

    It is made beside the file, then moved into its place. Raises UsageError when the file cannot be written, RoomError
    when the disk is full; what stood there before still does.
    """
    try:
        temporary = own_part(path, f".{path.name}")
    except OSError as why:
        raise _unwritable(path, why) from why
    try:
        make(temporary)
        temporary.chmod(0o644)
        temporary.replace(path)
    except OSError as why:
        raise _unwritable(path, why) from why
    finally:
        temporary.unlink(missing_ok=True)


def _unwritable(path: Path, why: OSError) -> UsageError | RoomError:
    """The error for a file that cannot be written: by its name or folder, or for want of room."""
    if why.errno in NO_ROOM:
        return RoomError(
            f"{path}: cannot be written ({why.strerror}), and what stood there before still does; "
            "free some space, then run the command again"
        )
    return UsageError(f"{path}: cannot be written ({why.strerror}); name a file in a folder with room for it")


def write_attribution(path: Path) -> None:
    """Put the licence of the places beside an export, as PATH.LICENCE.txt."""
    write_whole(path.with_name(f"{path.name}.LICENCE.txt"), licence_text(path.name) + "\n")
