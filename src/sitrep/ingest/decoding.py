"""Bytes to text: by declaration, by byte order mark, as UTF-8, or by a careful guess; never by force."""

import codecs
import re

from charset_normalizer import from_bytes

from sitrep.model.errors import IngestError

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Where HTML declares its encoding (WHATWG HTML, "prescan a byte stream"): within its first 1024 bytes.
PRESCAN = 1024
DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*+=\s*+(?:["']\s*+)?([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
CONTROLS = frozenset(map(chr, range(32))) - frozenset("\t\n\r\f\v") | frozenset(map(chr, range(127, 160)))
# More than one control character in so many is no text.
MOST_CONTROLS = 100
# Browsers read these labels as windows-1252 (WHATWG Encoding).
AS_WINDOWS = frozenset({"iso-8859-1", "latin-1", "latin1", "iso8859-1", "ascii", "us-ascii"})

# What Python calls encodings and no page is written in: they unfold escapes, make half characters, or take very long.
NO_PAGES = frozenset({"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"})


def declared_encoding(content: bytes) -> str | None:
    """The encoding that a page declares in a meta element, or None."""
    found = DECLARED.search(content[:PRESCAN])
    return found[1].decode("ascii").lower() if found else None


def decode(content: bytes, declared: str | None = None) -> str:
    """The text of some bytes, without a byte order mark.

    Raises IngestError for bytes that are no text, or whose encoding cannot be told.
    """
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return _strictly(content, encoding).removeprefix("\ufeff")
    if b"\0" in content:
        raise IngestError("binary: it holds NUL bytes", "give a text or HTML file")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if declared and declared not in ("utf-8", "utf8"):
        text = _strictly(content, "windows-1252" if declared in AS_WINDOWS else declared)
    else:
        text = _guessed(content)
    if sum(1 for c in text if c in CONTROLS) * MOST_CONTROLS > len(text):
        raise IngestError("binary: it holds control characters", "give a text or HTML file")
    return text


def _guessed(content: bytes) -> str:
    """Bytes in the encoding that fits them best; refused when none fits."""
    guess = from_bytes(content).best()
    if guess is None:
        raise IngestError("its text encoding cannot be told", "save it as UTF-8")
    return str(guess)


def _strictly(content: bytes, encoding: str) -> str:
    """Bytes in a named encoding; refused when the encoding is unknown or the bytes do not fit it."""
    if not _is_of_pages(encoding):
        raise IngestError(f"it declares an unknown text encoding {encoding!r}", "save it as UTF-8")
    try:
        return content.decode(encoding)
    except LookupError:
        raise IngestError(f"it declares {encoding!r}, which is no encoding of text", "save it as UTF-8") from None
    except UnicodeDecodeError as error:
        raise IngestError(f"byte {error.start} does not fit its encoding {encoding}", "save it as UTF-8") from None


def _is_of_pages(encoding: str) -> bool:
    """Whether a name is that of an encoding that a page may be in."""
    try:
        return codecs.lookup(encoding).name not in NO_PAGES
    except (LookupError, ValueError):
        return False
