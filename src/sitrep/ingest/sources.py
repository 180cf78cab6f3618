"""Files, folders and standard input to captures: bytes with their hash and name, nothing understood yet."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import BinaryIO

from sitrep.ingest.files import KNOWN, kind_of, open_file
from sitrep.ingest.formats import printable
from sitrep.ingest.jsonl import read_lines
from sitrep.model.documents import Capture, Refusal

STANDARD_INPUT = "-"


def open_sources(paths: Iterable[str], standard_input: BinaryIO | None = None) -> Iterator[Capture | Refusal]:
    """Yield every page and record under some paths, in a fixed order; what cannot be read as a refusal.

    `-` is JSONL on `standard_input`, the process's own when none is given.
    """
    for path in paths:
        if path == STANDARD_INPUT:
            yield from read_lines(STANDARD_INPUT, STANDARD_INPUT, standard_input or sys.stdin.buffer)
        else:
            yield from open_path(Path(path))


def open_path(path: Path) -> Iterator[Capture | Refusal]:
    """Yield what one file or folder holds; a name that the system will not look up is a refusal."""
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        yield Refusal(printable(str(path)), "no such file", "check the name")
        return
    except (OSError, ValueError) as error:
        yield Refusal(printable(str(path)), f"cannot be looked up: {error}", "check the name")
        return
    if S_ISDIR(mode):
        yield from open_folder(path)
    elif S_ISREG(mode):
        yield from open_file(path, path.name)
    else:
        # Reading a pipe or a device may never end.
        reason = "it is no file or folder, but a pipe, a socket or a device"
        yield Refusal(printable(str(path)), reason, "save what it gives in a file; or pipe JSONL in and give -")


def open_folder(folder: Path) -> Iterator[Capture | Refusal]:
    """Yield what a folder's files hold, in order of their names; files of no known ending are no pages."""
    files = sorted(p for p in folder.rglob("*") if not p.is_dir() and not hidden(p, folder))
    if all(kind_of(file) is None for file in files):
        yield Refusal(
            printable(str(folder)), "the folder holds no page that can be read", f"give one with files of {KNOWN}"
        )
    for file in files:
        if kind_of(file) is None:
            continue
        if file.is_file():
            yield from open_file(file, file.relative_to(folder).as_posix())
        else:
            yield from open_path(file)


def hidden(path: Path, root: Path) -> bool:
    """Whether a file lies under a name that begins with a dot."""
    return any(part.startswith(".") for part in path.relative_to(root).parts)
