"""Files, folders and standard input to captures: bytes with their hash and name, nothing understood yet."""

import gzip
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import BinaryIO

from sitrep.ingest.formats import HTML, LARGEST, MARKDOWN, RECORD, TEXT, printable
from sitrep.ingest.wacz import read_wacz
from sitrep.ingest.web_archives import read_archive
from sitrep.model.documents import Capture, Refusal
from sitrep.model.identity import sha256_hex

ReadArchive = Callable[[str, str, BinaryIO], Iterator[Capture | Refusal]]
PAGES = {".html": HTML, ".htm": HTML, ".txt": TEXT, ".md": MARKDOWN}
LINES = (".jsonl", ".jsonl.gz")
ARCHIVES: dict[str, ReadArchive] = {".warc": read_archive, ".warc.gz": read_archive, ".wacz": read_wacz}
NOT_YET = {
    ".xml": "XML feeds", ".rss": "RSS", ".atom": "Atom",
    ".csv": "CSV", ".parquet": "Parquet", ".pdf": "PDF", ".docx": "Word",
}  # fmt: skip
STANDARD_INPUT = "-"
READABLE = (*PAGES, *LINES, *ARCHIVES)
KNOWN = " ".join(READABLE)


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
    if not any(kind_of(file) in READABLE for file in files):
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


def kind_of(path: Path) -> str | None:
    """The known ending of a file's name, the longest that fits, or None."""
    name = path.name.lower()
    return max((e for e in (*READABLE, *NOT_YET) if name.endswith(e)), key=len, default=None)


def open_file(path: Path, name: str) -> Iterator[Capture | Refusal]:
    """Yield the page or the records of one file, under the name that they go by."""
    name = printable(name)
    ending = kind_of(path)
    if ending is None:
        yield Refusal(printable(str(path)), "its name has no ending that sitrep knows", f"use {KNOWN}")
    elif ending in NOT_YET:
        yield Refusal(
            printable(str(path)), f"{NOT_YET[ending]} cannot be read yet", "convert it to .html, .txt or .jsonl"
        )
    elif ending in ARCHIVES:
        yield from open_archive(path, name, ARCHIVES[ending])
    elif ending in LINES:
        yield from open_lines(path, name, open_packed if ending.endswith(".gz") else open_plain)
    else:
        yield page_or_refusal(path, name, PAGES[ending])


def page_or_refusal(path: Path, name: str, media_type: str) -> Capture | Refusal:
    """The page in a file."""
    try:
        size = path.stat().st_size
        content = path.read_bytes() if size <= LARGEST else b""
    except OSError as error:
        return Refusal(printable(str(path)), f"cannot be opened: {error.strerror}", "check its permissions")
    if size > LARGEST:
        return Refusal(printable(str(path)), f"larger than {LARGEST:,} bytes", "split it")
    if not content.strip():
        return Refusal(printable(str(path)), "the file is empty", "save the page again")
    return Capture(sha256_hex(content), media_type, name, content)


def open_archive(path: Path, name: str, read: ReadArchive) -> Iterator[Capture | Refusal]:
    """Yield the pages of a web archive."""
    told = printable(str(path))
    try:
        with path.open("rb") as stream:
            yield from read(told, name, stream)
    except OSError as error:
        yield Refusal(told, f"cannot be read: {error.strerror or error}", "check the disk and its permissions")


def open_lines(path: Path, name: str, opener: Callable[[Path], BinaryIO]) -> Iterator[Capture | Refusal]:
    """Yield the records of a JSONL file; a damaged end is a refusal and the lines before it stand."""
    try:
        with opener(path) as stream:
            yield from read_lines(printable(str(path)), name, stream)
    except (OSError, EOFError, zlib.error) as error:
        yield Refusal(printable(str(path)), f"damaged or not readable: {error}", "save or compress it again")


def open_packed(path: Path) -> BinaryIO:
    """A gzip file as the bytes that were packed."""
    return gzip.open(path, "rb")  # type: ignore[return-value]  # typeshed has no common base for binary streams


def open_plain(path: Path) -> BinaryIO:
    """A file as bytes."""
    return path.open("rb")


def read_lines(path: str, name: str, stream: BinaryIO) -> Iterator[Capture | Refusal]:
    """Yield a capture a line, named FILE#LINE; blank lines are passed over."""
    empty = True
    for number, line in enumerate(bounded_lines(stream), 1):
        content = line.rstrip(b"\r\n")
        if not content.strip():
            continue
        empty = False
        if len(content) > LARGEST:
            yield Refusal(f"{path}#{number}", f"larger than {LARGEST:,} bytes", "split it")
        else:
            yield Capture(sha256_hex(content), RECORD, f"{name}#{number}", content)
    if empty:
        yield Refusal(path, "it holds no line", "give one JSON object a line")


def bounded_lines(stream: BinaryIO) -> Iterator[bytes]:
    """Yield lines, of one that is too long only so much as shows that it is."""
    while line := stream.readline(LARGEST + 2):
        rest = line
        while rest and not rest.endswith(b"\n"):
            rest = stream.readline(LARGEST)
        yield line
