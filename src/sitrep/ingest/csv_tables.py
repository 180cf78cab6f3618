"""CSV and its kin, row by row: each row a record, under the names that its header has for the fields."""

import codecs
import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from charset_normalizer import from_bytes

from sitrep.ingest.columns import columns_of, folded, known_columns, record_of_row
from sitrep.ingest.decoding import MARKS
from sitrep.ingest.formats import LARGEST
from sitrep.ingest.packings import DAMAGE
from sitrep.ingest.records import record_capture
from sitrep.model.documents import Capture, Refusal
from sitrep.model.errors import IngestError

DELIMITERS = ",;\t"
# So much of a table is looked at to tell its encoding.
LOOKED_AT, GUESSED_FROM, CHUNK = 1_000_000, 50_000, 8192
SAVE = "save the table again, with every quotation mark in a cell doubled"


class Lines:
    """The lines of a table, `taken` the characters since the row began. Raises IngestError for a row without end."""

    def __init__(self, stream: io.TextIOBase) -> None:
        self.stream = stream
        self.taken = 0

    def __iter__(self) -> "Lines":
        return self

    def __next__(self) -> str:
        """The next line with its end."""
        try:
            line = self.stream.readline(LARGEST - self.taken + 1)
        except UnicodeDecodeError as error:
            raise IngestError(f"damaged: from here on it is no {error.encoding}", "save it as UTF-8") from None
        self.taken += len(line)
        if self.taken > LARGEST:
            reason = f"a row is larger than {LARGEST:,} characters or a quotation mark not closed; no more is read"
            raise IngestError(reason, SAVE)
        if not line:
            raise StopIteration
        return line


def read_csv(path: str, name: str, stream: BinaryIO) -> Iterator[Capture | Refusal]:
    """Yield a capture a row, FILE#N the Nth below the header; a row that does not fit the header is a refusal."""
    try:
        lines = Lines(text_of(stream))
        delimiter, header = header_of(lines)
        columns = columns_of(header)
    except IngestError as error:
        yield Refusal(path, error.reason, error.remedy)
        return
    number = 0
    for number, row in enumerate(rows_of(lines, delimiter, len(header)), 1):
        place = f"{path}#{number}"
        if isinstance(row, IngestError):
            yield Refusal(place, row.reason, row.remedy)
        else:
            yield record_capture(record_of_row(columns, row), place, f"{name}#{number}")
    if not number:
        yield Refusal(path, "the table has no row", "give one with articles")


def rows_of(lines: Lines, delimiter: str, width: int) -> Iterator[list[str] | IngestError]:
    """Yield the cells of each row, or what is wrong with it; blank rows are passed over."""
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        lines.taken = 0
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield IngestError(f"damaged: {error}; a quotation mark is not closed or not doubled", SAVE)
            continue
        except IngestError as error:
            yield error
            return
        if row is None:
            return
        if len(row) != width and any(row):
            yield IngestError(f"the row has {len(row)} cells and the header {width}", SAVE)
        elif any(cell.strip() for cell in row):
            yield row


def header_of(lines: Lines) -> tuple[str, list[str]]:
    """The delimiter of a table, and its headings: of comma, semicolon and tab the one that makes most of them known."""
    csv.field_size_limit(LARGEST)
    first = next((line for line in lines if line.strip()), "")
    readings = [(delimiter, next(csv.reader([first], delimiter=delimiter), [])) for delimiter in DELIMITERS]
    return max(readings, key=lambda reading: sum(folded(cell) in known_columns() for cell in reading[1]))


def text_of(stream: BinaryIO) -> io.TextIOWrapper:
    """A table as text, line ends as they stand. Bytes that do not fit its encoding become lone surrogates."""
    start, damage = start_of(stream)
    encoding = encoding_of(start)
    rest = io.BufferedReader(Joined(start, stream, damage))
    return io.TextIOWrapper(rest, encoding=encoding, errors="surrogateescape", newline="")


def start_of(stream: BinaryIO) -> tuple[bytes, Exception | None]:
    """The first bytes of a stream, as far as they can be read, and what is raised where they cannot."""
    start = b""
    try:
        while len(start) < LOOKED_AT and (found := stream.read(CHUNK)):
            start += found
    except DAMAGE as error:
        return start, error
    return start, None


def encoding_of(start: bytes) -> str:
    """The encoding of a table, by its mark or by its first characters. Raises IngestError where it cannot be told."""
    for mark, encoding in MARKS:
        if start.startswith(mark):
            return "utf-8-sig" if mark == codecs.BOM_UTF8 else encoding
    try:
        codecs.getincrementaldecoder("utf-8")().decode(start)
    except UnicodeDecodeError:
        guess = from_bytes(start[:GUESSED_FROM]).best()
        if guess is None:
            raise IngestError("its text encoding cannot be told", "save it as UTF-8") from None
        return str(guess.encoding)
    return "utf-8"


class Joined(io.RawIOBase):
    """A stream whose start was read already, whole again, its damage where it was met."""

    def __init__(self, start: bytes, rest: BinaryIO, damage: Exception | None) -> None:
        self.start, self.rest, self.damage = io.BytesIO(start), rest, damage

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # a buffer that can be written to
        """Fill a buffer, perhaps in part; how many bytes it got, 0 at the end."""
        found = self.start.read(len(buffer))
        if not found and self.damage is not None:
            raise self.damage
        found = found or self.rest.read(len(buffer))
        buffer[: len(found)] = found
        return len(found)
