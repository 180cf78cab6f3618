"""The pieces of a web archive: gzip members read one by one, and where the next sound piece begins after damage."""

import zlib
from typing import BinaryIO

GZIP = b"\x1f\x8b\x08"
RECORD_START = b"WARC/"
CHUNK = 65_536
# A member that unpacks to more than this, and to more than so many times its own size, is packed to do harm.
LARGEST_UNPACKED = 100_000_000
TIGHTEST = 200


class DamageError(Exception):
    """A piece of an archive that is not whole; says how."""


class Member:
    """One gzip member as a stream of what was packed into it; `end` is where the next one begins, once it is read.

    Raises DamageError for what is cut off, no gzip, or does not fit its checksum.
    """

    def __init__(self, stream: BinaryIO, offset: int) -> None:
        stream.seek(offset)
        self.stream = stream
        self.unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
        self.packed = self.unpacked = 0
        self.offset = offset
        self.end: int | None = None
        self.waiting = b""

    def read(self, size: int = CHUNK) -> bytes:
        """At most `size` bytes of the content; none at its end."""
        while self.end is None:
            found = self._unpack(size)
            if self.unpacker.eof:
                self.end = self.offset + self.packed - len(self.unpacker.unused_data)
            if found:
                return found
        return b""

    def _unpack(self, size: int) -> bytes:
        """The next bytes of the content, perhaps none yet."""
        if not self.waiting:
            self.waiting = self.stream.read(CHUNK)
            self.packed += len(self.waiting)
            if not self.waiting:
                raise DamageError("cut off within the record")
        try:
            found = self.unpacker.decompress(self.waiting, max(size, 1))
        except zlib.error as error:
            raise DamageError(f"cannot be unpacked ({error})") from error
        self.waiting = self.unpacker.unconsumed_tail
        self.unpacked += len(found)
        if self.unpacked > LARGEST_UNPACKED and self.unpacked > TIGHTEST * self.packed:
            raise DamageError(f"unpacks to more than {TIGHTEST} times its size and {LARGEST_UNPACKED:,} bytes")
        return found


def is_packed(stream: BinaryIO) -> bool:
    """Whether an archive is made of gzip members; its name may say otherwise, and its beginning may be damaged."""
    stream.seek(0)
    start = stream.read(len(RECORD_START))
    return start.startswith(GZIP) or (start != RECORD_START and next_start(stream, 0, packed=True) is not None)


def next_start(stream: BinaryIO, offset: int, *, packed: bool) -> int | None:
    """Where the first record at or after `offset` begins, or None."""
    mark = GZIP if packed else b"\n" + RECORD_START
    while (found := _find(stream, offset, mark)) is not None:
        if not packed:
            return found + 1
        if _begins_record(stream, found):
            return found
        offset = found + 1
    return None


def _begins_record(stream: BinaryIO, offset: int) -> bool:
    """Whether a gzip member with a record begins at an offset."""
    try:
        return Member(stream, offset).read(len(RECORD_START)) == RECORD_START
    except DamageError:
        return False


def _find(stream: BinaryIO, offset: int, mark: bytes) -> int | None:
    """The first place of some bytes at or after `offset`, or None."""
    stream.seek(offset)
    held = b""
    while chunk := stream.read(CHUNK):
        held += chunk
        place = held.find(mark)
        if place >= 0:
            return offset + place
        kept = held[-(len(mark) - 1) :]
        offset += len(held) - len(kept)
        held = kept
    return None
