"""Lines of JSONL as records of the contract's input shape, each field checked."""

import json
import re
from dataclasses import dataclass, fields, replace

from sitrep.ingest.dating import read_date
from sitrep.ingest.formats import LARGEST, RECORD
from sitrep.model.documents import Capture, Refusal
from sitrep.model.errors import IngestError
from sitrep.model.identity import JSON, canonical, sha256_hex


@dataclass(frozen=True, slots=True)
class InputRecord:
    """One line of input: `text` or `html` (text when both stand there), and what is known of the page."""

    id: str | None = None
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    lang: str | None = None
    text: str | None = None
    html: str | None = None


NAMES = tuple(f.name for f in fields(InputRecord))
SHAPE = '{"id"?, "url"?, "title"?, "outlet"?, "published"?, "lang"?, "text" | "html"}'
# Half a character, and the end of a string in other languages.
NO_CHARACTER = re.compile(r"[\ud800-\udfff\0]")


def parse_record(content: bytes) -> InputRecord:
    """The record of a line. Raises IngestError for broken JSON, a wrong type, a line without text, no date."""
    try:
        value: JSON = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise IngestError(f"broken JSON: {error}", "write one JSON object a line") from None
    if not isinstance(value, dict):
        raise IngestError("the line is no JSON object", f"write {SHAPE}")
    found = {name: _text(name, value[name]) for name in NAMES if value.get(name) is not None}
    record = InputRecord(**{name: text for name, text in found.items() if text.strip()})
    if record.text is None and record.html is None:
        empty = [name for name in ("text", "html") if name in found]
        if empty:
            raise IngestError(
                f"{' and '.join(empty)} {'are' if len(empty) > 1 else 'is'} empty", "give the page's words"
            )
        raise IngestError("the record has neither text nor html", f"write {SHAPE}")
    if record.published is not None and read_date(record.published) is None:
        # A page is not lost for a date that is none: it is undated, and every relative time on it says so.
        return replace(record, published=None)
    return record


def record_capture(record: InputRecord, place: str, name: str) -> Capture | Refusal:
    """A record as the capture of a line of input, under its name; refused by its place when it is too large."""
    known = {field: value for field in NAMES if (value := getattr(record, field)) is not None}
    content = canonical(known).encode("utf-8", "surrogatepass")
    if len(content) > LARGEST:
        return Refusal(place, f"larger than {LARGEST:,} bytes", "split it")
    return Capture(sha256_hex(content), RECORD, name, content)


def unread_date(content: bytes) -> str | None:
    """What a line gives as `published` that is no date; None where it gives none, or one that can be read."""
    try:
        value: JSON = json.loads(content)
    except (ValueError, RecursionError):
        return None
    given = value.get("published") if isinstance(value, dict) else None
    return given if isinstance(given, str) and given.strip() and read_date(given) is None else None


def _text(name: str, value: JSON) -> str:
    """A field that must be text, an id perhaps a whole number; half a character is no text, nor is NUL."""
    if name == "id" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        raise IngestError(f"{name} must be text, not {type(value).__name__}", f"write {SHAPE}")
    if NO_CHARACTER.search(value) is not None:
        raise IngestError(f"{name} holds a lone surrogate or NUL, which is no character", "write the text as UTF-8")
    return value
