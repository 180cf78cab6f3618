"""What all formats share: media types, how large a page may be, names as text, what a reader of one looks like."""

from collections.abc import Callable, Iterator
from typing import BinaryIO

from sitrep.model.documents import Capture, Refusal

# What reads a format: from the path that refusals name, the name that captures go by, and the bytes.
# It raises OSError when the disk fails.
Read = Callable[[str, str, BinaryIO], Iterator[Capture | Refusal]]
HTML, TEXT, MARKDOWN, RECORD = "text/html", "text/plain", "text/markdown", "application/json"
PDF = "application/pdf"
# A page larger than this is no article; the figure is trafilatura's own limit.
LARGEST = 20_000_000


def printable(name: str) -> str:
    """A file's name as text: bytes of it that are no UTF-8 become replacement characters."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
