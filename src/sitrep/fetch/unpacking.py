"""What servers packed, unpacked as it comes in, and ended when it is more than a page may be."""

import zlib
from collections.abc import Iterable, Iterator
from typing import Protocol

import brotli

from sitrep.model.errors import IngestError

ACCEPTED = "gzip, deflate, br"
# Brotli gives out about so many bytes at a time.
PIECE = 65_536


class Unpacker(Protocol):
    """What undoes a packing, piece by piece."""

    def pieces(self, sent: bytes) -> Iterator[bytes]:
        """Yield what some more bytes unpack to, in small pieces. Raises IngestError for damaged ones."""
        ...

    def is_whole(self) -> bool:
        """Whether all has come in."""
        ...


class Plain:
    """Bytes that were not packed."""

    def pieces(self, sent: bytes) -> Iterator[bytes]:
        """Yield the bytes as they are."""
        yield sent

    def is_whole(self) -> bool:
        """Always: the connection says where they end."""
        return True


class Deflated:
    """Bytes packed as gzip or deflate, the latter with its frame or, as some servers send it, without."""

    def __init__(self, packing: str) -> None:
        self.packing = packing
        self.bits = zlib.MAX_WBITS + (16 if "gzip" in packing else 0)
        self.unpacker = zlib.decompressobj(self.bits)
        self.begun = False

    def pieces(self, sent: bytes) -> Iterator[bytes]:
        """Yield what the bytes unpack to. Raises IngestError for damaged ones."""
        left = sent
        while left and not self.unpacker.eof:
            try:
                piece = self.unpacker.decompress(left, PIECE)
            except zlib.error as error:
                if self.begun or "gzip" in self.packing or self.bits < 0:
                    raise _damaged(self.packing, str(error)) from error
                self.bits = -zlib.MAX_WBITS
                self.unpacker = zlib.decompressobj(self.bits)
                continue
            self.begun = self.begun or bool(piece)
            left = self.unpacker.unconsumed_tail
            yield piece

    def is_whole(self) -> bool:
        """Whether the end was seen."""
        return self.unpacker.eof


class Brotli:
    """Bytes packed as br."""

    def __init__(self) -> None:
        self.unpacker = brotli.Decompressor()

    def pieces(self, sent: bytes) -> Iterator[bytes]:
        """Yield what the bytes unpack to. Raises IngestError for damaged ones."""
        try:
            piece = self.unpacker.process(sent, output_buffer_limit=PIECE)
            yield piece
            # It may have taken all that was sent and still hold some of what that unpacks to.
            while not self.unpacker.is_finished() and (piece or not self.unpacker.can_accept_more_data()):
                piece = self.unpacker.process(b"", output_buffer_limit=PIECE)
                yield piece
        except brotli.error as error:
            raise _damaged("br", str(error)) from error

    def is_whole(self) -> bool:
        """Whether the end was seen."""
        return bool(self.unpacker.is_finished())


def unpacker_for(packing: str) -> Unpacker:
    """What undoes a packing, by the name that the server gives it. Raises IngestError for an unknown one."""
    match packing.strip().lower():
        case "" | "identity":
            return Plain()
        case "gzip" | "x-gzip" | "deflate" as known:
            return Deflated(known)
        case "br":
            return Brotli()
        case other:
            raise IngestError(
                f"its server packed it as {other[:40]}, which was not asked for and is not read",
                "open it in a browser and save it; then sitrep add",
            )


def unpacked(sent: Iterable[bytes], packing: str, most: int) -> Iterator[bytes]:
    """Yield a body as it was before its server packed it, piece by piece.

    Raises IngestError for what is damaged or cut off, and as soon as there are more than `most` bytes: of a bomb no
    more is unpacked.
    """
    unpacker, total = unpacker_for(packing), 0
    for some in sent:
        for piece in unpacker.pieces(some):
            total += len(piece)
            if total > most:
                raise IngestError(
                    f"it unpacks to more than {most:,} bytes, and no article is that long", "leave it out"
                )
            yield piece
    if not unpacker.is_whole():
        raise _damaged(packing.strip().lower(), "cut off")


def _damaged(packing: str, problem: str) -> IngestError:
    return IngestError(f"its {packing} content cannot be unpacked ({problem})", "fetch it again later")
