"""Files packed as gzip, unpacked as they are read, and never into more than they can honestly hold."""

import gzip
import io
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from sitrep.ingest.formats import Read
from sitrep.ingest.members import LARGEST_UNPACKED, TIGHTEST, DamageError
from sitrep.model.documents import Capture, Refusal

# What reading a damaged packing raises.
DAMAGE = (OSError, EOFError, zlib.error, DamageError)


class Unpacked(io.RawIOBase):
    """The content of a gzip file. Raises DamageError once it unpacks to more than anything honest does."""

    def __init__(self, stream: BinaryIO) -> None:
        self.packed = stream
        self.content = gzip.GzipFile(fileobj=stream)
        self.unpacked = 0

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # a buffer that can be written to
        """Fill a buffer, perhaps in part; how many bytes it got, 0 at the end."""
        found = self.content.readinto(buffer)
        self.unpacked += found
        if self.unpacked > LARGEST_UNPACKED and self.unpacked > TIGHTEST * self.packed.tell():
            raise DamageError(f"unpacks to more than {TIGHTEST} times its size and {LARGEST_UNPACKED:,} bytes")
        return found


def packed(read: Read) -> Read:
    """What reads a packed file, given what reads its content; a damaged end is a refusal and what is before stands."""

    def read_packed(path: str, name: str, stream: BinaryIO) -> Iterator[Capture | Refusal]:
        try:
            with io.BufferedReader(Unpacked(stream)) as content:
                yield from read(path, name, content)
        except DAMAGE as error:
            yield Refusal(path, f"damaged or not readable: {error}", "save or compress it again")

    return read_packed
