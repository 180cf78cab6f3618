"""Packed bodies, whole, damaged and too much."""

import gzip
import tracemalloc
import zlib

import brotli
import pytest

from sitrep.fetch.unpacking import unpacked
from sitrep.model.errors import IngestError

PAGE = b"<p>Two soldiers were killed near the bridge, the ministry said.</p>" * 3000
BARE = zlib.compressobj(wbits=-15)
BOMBS = {"gzip": gzip.compress, "deflate": zlib.compress, "br": lambda zeros: brotli.compress(zeros, quality=1)}
PACKED = {
    "gzip": gzip.compress(PAGE),
    "x-gzip": gzip.compress(PAGE),
    "deflate": zlib.compress(PAGE),
    "br": brotli.compress(PAGE),
    "": PAGE,
    "Identity": PAGE,
}


@pytest.mark.parametrize("packing", PACKED)
@pytest.mark.parametrize("size", [1 << 20, 100, 7])
def test_a_body_comes_out_whole_however_it_is_cut(packing: str, size: int) -> None:
    sent = PACKED[packing]
    pieces = [sent[at : at + size] for at in range(0, len(sent), size)]
    assert b"".join(unpacked(pieces, packing, len(PAGE))) == PAGE


def test_deflate_without_its_frame_is_read() -> None:
    assert b"".join(unpacked([BARE.compress(PAGE) + BARE.flush()], "deflate", len(PAGE))) == PAGE


@pytest.mark.parametrize("packing", ["gzip", "deflate", "br"])
def test_a_body_that_is_damaged_or_cut_off_is_refused(packing: str) -> None:
    sent = PACKED[packing]
    with pytest.raises(IngestError, match="cannot be unpacked"):
        list(unpacked([sent[: len(sent) // 2]], packing, len(PAGE)))
    with pytest.raises(IngestError, match="cannot be unpacked"):
        list(unpacked([b"\xff\xfe<html>no packing</html>"], packing, len(PAGE)))


@pytest.mark.parametrize("packing", ["zstd", "gzip, gzip", "compress"])
def test_a_packing_that_was_not_asked_for_is_refused_by_name(packing: str) -> None:
    with pytest.raises(IngestError, match=f"packed it as {packing}"):
        list(unpacked([b"x"], packing, 10))


@pytest.mark.parametrize("packing", ["gzip", "deflate", "br"])
def test_a_bomb_is_ended_early(packing: str) -> None:
    bomb = BOMBS[packing](bytes(10_000_000))
    assert len(bomb) < 10_000
    tracemalloc.start()
    pieces = unpacked([bomb], packing, 1_000_000)
    with pytest.raises(IngestError, match="more than 1,000,000 bytes"):
        sum(len(piece) for piece in pieces)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 2_000_000
