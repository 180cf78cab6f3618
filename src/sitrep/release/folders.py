"""The files of a release: written whole or not at all, with their hashes, and read again with every one checked."""

import hashlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sitrep.case.durable import sync_folder
from sitrep.model.errors import NO_ROOM, RoomError, UsageError
from sitrep.model.fields import Record, number_at, record_at
from sitrep.model.identity import JSON
from sitrep.release.tables import rows_in

SUMS, HEAD = "SHA256SUMS", "release.json"
# A line of SHA256SUMS as `sha256sum` writes it: the hash, two signs, the name of a file of this folder.
LINE = re.compile(r"([0-9a-f]{64}) [ *]([^/\\\0]+)")
OPEN_TO_READ = 0o755


@dataclass(frozen=True, slots=True)
class Problem:
    """What of a release does not hold: the file, and how."""

    file: str
    problem: str


def sums_of(files: Mapping[str, bytes]) -> bytes:
    """The lines of SHA256SUMS for files by their names, in order of the names."""
    lines = (f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files))
    return "".join(lines).encode()


def refuse_taken(folder: Path) -> None:
    """Raise UsageError where something has the name of a folder that is to be written."""
    if folder.exists() or folder.is_symlink():
        raise UsageError(f"{folder}: is there already, and a release is never written over; name a new folder")


def write_release(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put files and their SHA256SUMS into a new folder: all of them, or no folder at all.

    Raises UsageError where the folder is there already or cannot be made, RoomError when the disk is full.
    """
    refuse_taken(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        part = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}.", suffix=".part"))
    except OSError as why:
        raise _unwritable(folder, why) from why
    try:
        for name, content in {**files, SUMS: sums_of(files)}.items():
            _write(part / name, content)
        part.chmod(OPEN_TO_READ)
        sync_folder(part)
        part.rename(folder)
        sync_folder(folder.parent)
    except OSError as why:
        raise _unwritable(folder, why) from why
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _write(path: Path, content: bytes) -> None:
    """A file with all of its bytes on disk."""
    with path.open("xb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())


def _unwritable(folder: Path, why: OSError) -> UsageError | RoomError:
    """The error for a folder that cannot be written."""
    if why.errno in NO_ROOM:
        return RoomError(f"{folder}: no room on the disk ({why.strerror}); nothing was written, free some space first")
    return UsageError(f"{folder}: cannot be written ({why.strerror}); name a folder in one with room for it")


def is_release(path: Path) -> bool:
    """Whether a path is a folder that says it is a release."""
    return (path / HEAD).is_file() and (path / SUMS).is_file()


def problems_of(folder: Path) -> Iterator[Problem]:
    """Yield all that does not hold of a release: its hashes, its files, its counts. Raises UsageError for none."""
    if not is_release(folder):
        raise UsageError(f"{folder}: is no release; name a folder that has {HEAD} and {SUMS}")
    listed = yield from _listed(folder)
    there = {path.name for path in folder.iterdir()} - {SUMS}
    yield from (Problem(name, f"is not in {SUMS}") for name in sorted(there - listed.keys()))
    for name, expected in sorted(listed.items()):
        path = folder / name
        if path.is_symlink() or not path.is_file():
            yield Problem(name, "is missing")
        elif _hash(path) != expected:
            yield Problem(name, "is not what was released: its hash is another")
    yield from _counted(folder)


def _listed(folder: Path) -> Generator[Problem, None, dict[str, str]]:
    """Yield the lines of SHA256SUMS that say nothing, then return the hash of each name."""
    found: dict[str, str] = {}
    for number, line in enumerate(_text(folder / SUMS).splitlines(), 1):
        match = LINE.fullmatch(line)
        if match is None or match[2] in found:
            yield Problem(SUMS, f"line {number} is no hash with the name of one more file")
        else:
            found[match[2]] = match[1]
    return found


def _hash(path: Path) -> str:
    """The SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _counted(folder: Path) -> Iterator[Problem]:
    """Yield the tables that have more or fewer rows than the head of the release says."""
    try:
        rows = record_at(head_of(folder), "rows")
    except UsageError as error:
        yield Problem(HEAD, str(error))
        return
    if not rows:
        yield Problem(HEAD, "gives no counts of rows")
    for name in rows:
        said, path = number_at(rows, name), folder / name
        try:
            found = rows_in(name, path.read_bytes()) if "/" not in name and path.is_file() else None
        except ValueError as error:
            yield Problem(name, f"cannot be read as a table ({error})")
            continue
        if found != said:
            yield Problem(name, f"has {found} rows, and {HEAD} says {said}")


def head_of(folder: Path) -> Record:
    """What a release says of itself. Raises UsageError where it cannot be read."""
    try:
        found: JSON = json.loads(_text(folder / HEAD))
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise UsageError(f"{folder / HEAD}: is no JSON object; name a folder that `sitrep release` wrote")
    return found


def lines_of(folder: Path, name: str) -> list[Record]:
    """The lines of a JSONL table of a release. Raises UsageError where one is no JSON object."""
    lines: list[Record] = []
    for number, text in enumerate(_text(folder / name).split("\n")[:-1], 1):
        try:
            found: JSON = json.loads(text)
        except ValueError:
            found = None
        if not isinstance(found, dict):
            raise UsageError(f"{folder / name}:{number}: is no JSON object; take a sound copy of the release")
        lines.append(found)
    return lines


def refuse_broken(folder: Path) -> None:
    """Raise UsageError for a folder that is no release, or one that does not hold."""
    broken = next(iter(problems_of(folder)), None)
    if broken is not None:
        raise UsageError(
            f"{folder}: does not hold ({broken.file} {broken.problem}); see `sitrep verify {folder}`, "
            "and take a sound copy of it"
        )


def told(problems: Iterable[Problem]) -> list[JSON]:
    """Problems as JSON."""
    return [{"file": one.file, "problem": one.problem} for one in problems]


def _text(path: Path) -> str:
    """A file's text. Raises UsageError where it cannot be read."""
    try:
        return path.read_bytes().decode("utf-8", "replace")
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}); name a whole release") from error
