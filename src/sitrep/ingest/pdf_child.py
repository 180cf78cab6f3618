"""Run as a program of its own: a PDF on standard input, its lines with their places as JSON on standard output.

PDFium is C++ that reads hostile bytes. Here it has bounded memory and time, no file and no connection can be opened
any more, and when it crashes, this process ends and no other. It imports nothing of sitrep, so that it starts quickly.
"""

import ctypes
import encodings.utf_16
import encodings.utf_16_le
import json
import sys
from collections.abc import Iterator

import pypdfium2  # type: ignore[import-untyped]
from pypdfium2 import raw

try:
    import resource
except ImportError:  # there is none on Windows, where only the time is bounded, by who started this
    resource = None  # type: ignore[assignment]

MEMORY, SECONDS = 1_000_000_000, 20
# They are loaded when first used, and by then nothing can be opened.
LOADED = (encodings.utf_16, encodings.utf_16_le)
MOST_PAGES, MOST_CHARACTERS = 2_000, 3_000_000
PASSWORD, SECURITY = 4, 5
HYPHEN = "\x02"
# left, right, bottom, top, whether it ends in a hyphen that parts a word, words
Line = tuple[float, float, float, float, bool, str]
Page = list[Line]


class Refused(Exception):  # noqa: N818 - it is what comes out
    """What is wrong with a PDF, in one word."""


def main() -> None:
    """Read, bound, extract, write."""
    content = sys.stdin.buffer.read()
    bound()
    try:
        found = extracted(content)
    except Refused as error:
        found = {"refused": str(error)}
    except MemoryError:
        found = {"refused": "memory"}
    sys.stdout.buffer.write(json.dumps(found).encode())


def bound() -> None:
    """Give up what is not needed from here on: more memory and time, further files and connections."""
    if resource is None:
        return
    for name, most in (("RLIMIT_AS", MEMORY), ("RLIMIT_CPU", SECONDS), ("RLIMIT_FSIZE", 0), ("RLIMIT_NOFILE", 0)):
        which = getattr(resource, name, None)
        if which is not None and sys.platform != "darwin":
            resource.setrlimit(which, (most, most))
    if hasattr(resource, "RLIMIT_CORE"):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def extracted(content: bytes) -> dict[str, object]:
    """A PDF's pages, None for one that is damaged, and what it says of itself. Raises Refused."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise Refused("encrypted" if getattr(error, "err_code", None) in (PASSWORD, SECURITY) else "damaged") from None
    if len(document) > MOST_PAGES:
        raise Refused("pages")
    pages: list[Page | None] = []
    taken = 0
    for number in range(len(document)):
        pages.append(read_page(document, number))
        taken += sum(len(line[-1]) for line in pages[-1] or ())
        if taken > MOST_CHARACTERS:
            raise Refused("characters")
    return {"pages": pages, "info": document.get_metadata_dict()}


def read_page(document: pypdfium2.PdfDocument, number: int) -> Page | None:
    """A page's lines; None when it is damaged."""
    try:
        page = document[number]
        text = page.get_textpage()
    except pypdfium2.PdfiumError:
        return None
    if text.count_chars() > MOST_CHARACTERS:
        raise Refused("characters")
    found = list(lines_of(text))
    text.close()
    page.close()
    return found


def lines_of(text: pypdfium2.PdfTextPage) -> Iterator[Line]:
    """Yield the lines of a page, in the order in which they are drawn."""
    start, units = 0, [raw.FPDFText_GetUnicode(text, n) for n in range(text.count_chars())]
    for n, unit in enumerate(units):
        if unit in (0x0A, 0x0D) or (unit == ord(HYPHEN) and raw.FPDFText_IsHyphen(text, n) == 1):
            yield from placed(text, units, start, n, parted=unit == ord(HYPHEN))
            start = n + 1
    yield from placed(text, units, start, len(units), parted=False)


def placed(text: pypdfium2.PdfTextPage, units: list[int], start: int, end: int, *, parted: bool) -> Iterator[Line]:
    """Yield one line, unless nothing stands on it."""
    words = "".join(map(chr, units[start:end])).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    words = "".join(c if c.isprintable() else " " for c in words)
    seen = [n for n in range(start, end) if not chr(units[n]).isspace()]
    if not seen or not words.strip():
        return
    first, last = box(text, seen[0]), box(text, seen[-1])
    yield first[0], last[1], first[2], first[3], parted, " ".join(words.split())


def box(text: pypdfium2.PdfTextPage, number: int) -> tuple[float, float, float, float]:
    """Where a character stands: left, right, bottom and top; all 0 where PDFium does not say."""
    found = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(text, number, ctypes.byref(found))
    return found.left, found.right, found.bottom, found.top


if __name__ == "__main__":
    main()
