"""JSONL: a capture a line."""

from collections.abc import Iterator
from typing import BinaryIO

from sitrep.ingest.formats import LARGEST, RECORD
from sitrep.model.documents import Capture, Refusal
from sitrep.model.identity import sha256_hex


def read_lines(path: str, name: str, stream: BinaryIO) -> Iterator[Capture | Refusal]:
    """Yield a capture a line, named FILE#LINE; blank lines are passed over."""
    empty = True
    for number, line in enumerate(bounded_lines(stream), 1):
        content = line.rstrip(b"\r\n")
        if not content.strip():
            continue
        empty = False
        if len(content) > LARGEST:
            yield Refusal(f"{path}#{number}", f"larger than {LARGEST:,} bytes", "split it")
        else:
            yield Capture(sha256_hex(content), RECORD, f"{name}#{number}", content)
    if empty:
        yield Refusal(path, "it holds no line", "give one JSON object a line")


def bounded_lines(stream: BinaryIO) -> Iterator[bytes]:
    """Yield lines, of one that is too long only so much as shows that it is."""
    while line := stream.readline(LARGEST + 2):
        rest = line
        while rest and not rest.endswith(b"\n"):
            rest = stream.readline(LARGEST)
        yield line
