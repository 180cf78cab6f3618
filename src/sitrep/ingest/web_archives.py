"""WARC files to captures: each page that a crawler kept, under its address and the moment it was fetched.

Records that carry a page are responses, resources and conversions of HTML or text; each becomes a capture or a
refusal. Others (requests, pictures, metadata) are passed over. What is damaged is refused with its offset, and
reading goes on at the next sound record.
"""

import hashlib
import io
import re
from collections.abc import Iterator
from contextlib import redirect_stderr
from dataclasses import dataclass
from typing import BinaryIO

from warcio.archiveiterator import WARCIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.limitreader import LimitReader
from warcio.recordloader import ArcWarcRecord

from sitrep.ingest.formats import LARGEST
from sitrep.ingest.members import DamageError, Member, is_packed, next_start
from sitrep.ingest.payloads import (
    AGAIN,
    LONGEST_HEAD,
    OTHER_CONTENT,
    Head,
    Payload,
    algorithm_of,
    page_type,
    read_head,
    resource_payload,
    response_payload,
    spells,
)
from sitrep.model.documents import Capture, Refusal
from sitrep.model.errors import IngestError
from sitrep.model.identity import sha256_hex

RESPONSE, REVISIT, STORED = "response", "revisit", ("resource", "conversion")
TYPES = frozenset({RESPONSE, REVISIT, *STORED, "warcinfo", "request", "metadata", "continuation"})
HTML_START = b"<!doctype html"
# The headers of a record in bytes: an address may be long, but not so long.
LONGEST_HEADERS = 1_000_000
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")


@dataclass(frozen=True, slots=True)
class Found:
    """A record that carries a page: where it stands, what its headers say, and the page or why there is none."""

    place: str
    url: str | None
    captured: str | None
    payload: Payload | IngestError


def read_archive(path: str, name: str, stream: BinaryIO) -> Iterator[Capture | Refusal]:
    """Yield a capture for each page in a WARC file, named FILE#OFFSET, and a refusal for what cannot be read.

    `path` is what refusals name, `name` what captures are called by. Raises OSError when the disk fails.
    """
    empty = True
    for found in pieces(stream):
        empty = False
        if isinstance(found.payload, IngestError):
            yield Refusal(f"{path}#{found.place}", found.payload.reason, found.payload.remedy)
        else:
            page = found.payload
            yield Capture(
                sha256=sha256_hex(page.content),
                media_type=page.media_type,
                name=f"{name}#{found.place}",
                content=page.content,
                url=found.url,
                captured=found.captured,
                charset=page.charset,
            )
    if empty:
        yield Refusal(path, "it holds no page", "give an archive with pages")


def pieces(stream: BinaryIO) -> Iterator[Found]:
    """Yield the records that carry a page, or did before they were damaged, in order."""
    packed = is_packed(stream)
    offset: int | None = 0
    while offset is not None:
        stretch = PackedStretch(stream, offset) if packed else PlainStretch(stream, offset)
        try:
            yield from stretch.pages()
            offset = stretch.end()
        except (DamageError, ArchiveLoadFailed) as error:
            problem = str(error) if isinstance(error, DamageError) else "no WARC record begins here"
            yield Found(stretch.place(), None, None, IngestError(f"damaged: {problem}", AGAIN))
            offset = next_start(stream, stretch.begun() + 1, packed=packed)


class Stretch:
    """Records that follow one another, up to the end or the first damage."""

    def __init__(self, source: "Member | Untold", start: int) -> None:
        self.start = start
        with redirect_stderr(io.StringIO()):
            self.source = Counted(source)
            self.records = WARCIterator(self.source, no_record_parse=True)
        self.at = 0

    def pages(self) -> Iterator[Found]:
        """Yield the pages of the stretch. Raises DamageError and ArchiveLoadFailed."""
        while (record := self._next()) is not None:
            found = self._page(record)
            if found is not None:
                yield found

    def _next(self) -> ArcWarcRecord | None:
        """The next record, or None at the end; what warcio would print is not for our users."""
        with redirect_stderr(io.StringIO()):
            try:
                self.at = self.records.offset
                self.source.left = LONGEST_HEADERS
                record = next(self.records, None)
                self.source.left = None
                self.at = self.records.offset
            except (UnicodeError, ValueError) as error:
                raise DamageError(f"its headers cannot be read ({error})") from error
        return record

    def _page(self, record: ArcWarcRecord) -> Found | None:
        """The page of a record, read to its end and checked, or None where it carries none."""
        refuse_nameless(record)
        watched = Watched(record.raw_stream, record.rec_headers.get_header("WARC-Block-Digest"))
        record.raw_stream = watched
        payload: Payload | IngestError | None
        try:
            payload = read_record(record)
        except IngestError as error:
            payload = error
        place = self.place()
        self._finish(watched)
        if payload is None:
            return None
        moment = record.rec_headers.get_header("WARC-Date") or ""
        captured = moment if MOMENT.fullmatch(moment) else None
        return Found(place, record.rec_headers.get_header("WARC-Target-URI"), captured, payload)

    def _finish(self, watched: "Watched") -> None:
        """Read a record to its end. Raises DamageError when it is not what it says."""
        problems = self.records.err_count
        with redirect_stderr(io.StringIO()):
            self.records.read_to_end()
        watched.check()
        if self.records.err_count > problems:
            raise DamageError("longer or shorter than its Content-Length says")

    def begun(self) -> int:
        """The offset in the file of the record that was begun last."""
        return self.start

    def place(self) -> str:
        """The same, as it is named."""
        return str(self.begun())

    def end(self) -> int | None:
        """Where the next stretch begins, or None."""
        return None


class PlainStretch(Stretch):
    """The records of a file that is not packed, from an offset on."""

    def __init__(self, stream: BinaryIO, start: int) -> None:
        stream.seek(start)
        super().__init__(Untold(stream), start)

    def begun(self) -> int:
        """The offset in the file of the record that was begun last."""
        return self.start + self.at


class PackedStretch(Stretch):
    """The records of one gzip member: one, unless a whole archive was packed at once."""

    def __init__(self, stream: BinaryIO, start: int) -> None:
        self.member = Member(stream, start)
        super().__init__(self.member, start)

    def place(self) -> str:
        """The member's offset and, of a further record in it, the offset within what was packed."""
        return f"{self.start}+{self.at}" if self.at else str(self.start)

    def end(self) -> int | None:
        """Where the next member begins, or None at the end of the file."""
        while self.member.end is None:
            self.member.read()
        self.member.stream.seek(self.member.end)
        return self.member.end if self.member.stream.read(1) else None


class Untold:
    """A stream that does not tell where it is, so that places are counted from where it was taken up."""

    def __init__(self, stream: BinaryIO) -> None:
        self.read = stream.read


class Counted:
    """A stream of which so much may be read as is `left`, where that is a number: warcio reads headers without end."""

    def __init__(self, stream: Member | Untold) -> None:
        self.stream = stream
        self.left: int | None = None

    def read(self, size: int) -> bytes:
        """At most `size` bytes; none at the end. Raises DamageError when more was read than there may be."""
        found = self.stream.read(size)
        if self.left is not None:
            self.left -= len(found)
            if self.left < 0:
                raise DamageError(f"its headers are longer than {LONGEST_HEADERS:,} bytes")
        return found


class Watched:
    """The content of a record, hashed as it is read, so that damage shows also in what is no page."""

    def __init__(self, stream: LimitReader, stated: str | None) -> None:
        self.stream = stream
        self.stated = stated or ""
        algorithm = algorithm_of(self.stated)
        self.hash = hashlib.new(algorithm, usedforsecurity=False) if algorithm is not None else None

    def read(self, size: int) -> bytes:
        """At most `size` bytes; none at the end."""
        found: bytes = self.stream.read(size)
        if self.hash is not None:
            self.hash.update(found)
        return found

    def check(self) -> None:
        """Raise DamageError when not all that the record says was read, or it was something else."""
        if self.stream.limit > 0:
            raise DamageError(f"cut off, {self.stream.limit:,} bytes before its end")
        if self.hash is not None and not spells(self.hash.digest(), self.stated):
            raise DamageError(OTHER_CONTENT)


def refuse_nameless(record: ArcWarcRecord) -> None:
    """Raise DamageError for a record whose headers lack what every record has."""
    if record.rec_type not in TYPES:
        raise DamageError("of no type that there is")
    if record.length is None:
        raise DamageError("does not say how long it is")
    if record.rec_type == RESPONSE and record.rec_headers.get_header("WARC-Target-URI") is None:
        raise DamageError("does not say of which address it is")


def read_record(record: ArcWarcRecord) -> Payload | None:
    """The page of a record, or None where it carries none.

    Raises DamageError for a damaged record, IngestError for one whose page cannot be had.
    """
    if record.rec_type == RESPONSE:
        return read_response(record)
    if record.rec_type == REVISIT:
        refuse_revisit(record)
    elif record.rec_type in STORED and page_type(record.content_type) is not None:
        return resource_payload(read_block(record, b""), record.content_type, payload_digest(record))
    return None


def read_response(record: ArcWarcRecord) -> Payload | None:
    """The page of a response, or None where its server sent something else."""
    address, content_type = record.rec_headers.get_header("WARC-Target-URI"), record.content_type or ""
    # Either says it alone, for the other may be damaged.
    if not (address.lower().startswith("http") or content_type.lower().startswith("application/http")):
        return None
    start = record.raw_stream.read(LONGEST_HEAD)
    if len(start) < min(record.length or 0, LONGEST_HEAD):
        raise DamageError("cut off within the record")
    head = read_head(start)
    if page_type(head.content_type) is None and not is_markup(head, start):
        return None
    return response_payload(read_block(record, start), head, payload_digest(record))


def is_markup(head: Head, start: bytes) -> bool:
    """Whether a response of which its server did not say what it is begins as HTML does."""
    body = start[head.size :].lstrip()[: len(HTML_START)].lower()
    return not head.content_type and body.startswith((HTML_START, b"<html"))


def refuse_revisit(record: ArcWarcRecord) -> None:
    """Refuse a record that says no more than that a page was as before; one of a picture is passed over."""
    start = record.raw_stream.read(LONGEST_HEAD)
    if start.startswith(b"HTTP/") and page_type(read_head(start).content_type) is None:
        return
    address = record.rec_headers.get_header("WARC-Refers-To-Target-URI") or "the same address"
    date = record.rec_headers.get_header("WARC-Refers-To-Date") or "an earlier day"
    raise IngestError(
        f"the record says that the page is that of an earlier capture (revisit), of {date}, and holds none",
        f"add the archive with the capture of {address}",
    )


def read_block(record: ArcWarcRecord, start: bytes) -> bytes:
    """All of a record, with what of it was read before. Raises DamageError when it is cut off."""
    length: int = record.length
    if record.rec_headers.get_header("WARC-Segment-Number") is not None:
        raise IngestError("the page is split over several records, which is not read", "join the records")
    why = record.rec_headers.get_header("WARC-Truncated")
    if why is not None:
        raise IngestError(f"the crawler cut the page off ({why})", "give another capture of the address")
    if length > LARGEST + LONGEST_HEAD:
        raise IngestError(f"larger than {LARGEST:,} bytes", "split it")
    block: bytes = start + record.raw_stream.read(length - len(start))
    if len(block) < length:
        raise DamageError(f"cut off after {len(block):,} of {length:,} bytes")
    return block


def payload_digest(record: ArcWarcRecord) -> str | None:
    """What a record says its page must hash to, unless it says so of all its content, which then has the last word."""
    headers = record.rec_headers
    return None if headers.get_header("WARC-Block-Digest") is not None else headers.get_header("WARC-Payload-Digest")
