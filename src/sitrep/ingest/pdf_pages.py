"""PDF files to lines with their places, read in a process of their own that is bounded and may crash."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sitrep.model.errors import IngestError

CHILD = Path(__file__).with_name("pdf_child.py")
# The child stops after so many seconds of work; on a busy machine it is waited for no longer than this.
LONGEST_WAIT = 28
HARM = ("it is damaged or made to do harm: PDFium {}", "print it to a new PDF, or give its text as .txt")
# Why the child refuses a PDF -> what is said of it.
REFUSALS = {
    "encrypted": ("the PDF is encrypted", "save it without a password"),
    "damaged": ("damaged: no PDF that can be opened", "fetch the file again"),
    "pages": ("a PDF of more than 2,000 pages", "split it"),
    "characters": ("a PDF of more than 3,000,000 characters", "split it"),
    "memory": (HARM[0].format("needs more memory than it gets"), HARM[1]),
}


@dataclass(frozen=True, slots=True)
class PdfLine:
    """A line of a PDF: its page from 1, its edges in points from the lower left, whether a hyphen ends it."""

    page: int
    left: float
    right: float
    bottom: float
    top: float
    parted: bool
    text: str


@dataclass(frozen=True, slots=True)
class PdfPages:
    """A PDF's lines in order, and the title and the moment that its metadata give, as they stand there."""

    lines: tuple[PdfLine, ...]
    title: str
    created: str


def read_pages(content: bytes) -> PdfPages:
    """The lines of a PDF. Raises IngestError for what is encrypted, damaged, too large, or crashes its reader."""
    # -P: nothing is imported from the folder that sitrep was started in.
    command = [sys.executable, "-P", str(CHILD)]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=LONGEST_WAIT, check=False)  # noqa: S603 - our own file, no shell
    except subprocess.TimeoutExpired:
        raise IngestError(HARM[0].format(f"needs more than {LONGEST_WAIT} seconds"), HARM[1]) from None
    if done.returncode:
        raise IngestError(HARM[0].format(f"ended with status {done.returncode}"), HARM[1])
    try:
        return pages_of(json.loads(done.stdout))
    except (LookupError, TypeError, ValueError):
        raise IngestError(HARM[0].format("gives what is no page"), HARM[1]) from None


def pages_of(found: Any) -> PdfPages:  # noqa: ANN401 - JSON that the child wrote
    """What the child found. Raises IngestError for what it refused."""
    if "refused" in found:
        raise IngestError(*REFUSALS[found["refused"]])
    pages, info = found["pages"], found["info"]
    if None in pages:
        reason = f"damaged: page {pages.index(None) + 1} of {len(pages)} cannot be read"
        raise IngestError(reason, "fetch the file again, or print its other pages to a new PDF")
    if not any(pages):
        raise IngestError("no text in the PDF: it is scanned", "run OCR first, and give the file that it makes")
    return PdfPages(
        lines=tuple(PdfLine(n, *line) for n, page in enumerate(pages, 1) for line in page),
        title=info["Title"],
        created=info["CreationDate"],
    )
