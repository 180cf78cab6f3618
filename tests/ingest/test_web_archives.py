"""Every page of a web archive is a capture or a refusal; what is damaged is told, and the rest is read."""

import gzip
import io
import time
import tracemalloc
import zlib
from collections.abc import Sequence
from hashlib import sha1, sha256
from pathlib import Path

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ingest.archives import DATE, URL, Archive, page

from sitrep.ingest import open_sources, read_capture
from sitrep.ingest.formats import LARGEST
from sitrep.ingest.web_archives import read_archive
from sitrep.lexicon import Lexicon
from sitrep.model.documents import Capture, Refusal

Read = tuple[list[Capture], list[Refusal]]


def read(content: bytes) -> Read:
    found = list(read_archive("in/a.warc.gz", "a.warc.gz", io.BytesIO(content)))
    return [f for f in found if isinstance(f, Capture)], [f for f in found if isinstance(f, Refusal)]


def reasons(content: bytes) -> list[tuple[str, str]]:
    return [(refusal.path, refusal.reason) for refusal in read(content)[1]]


def raw(body: bytes, length: str | None = None, *, packed: bool = True) -> bytes:
    """A response record written by hand, with a length that may be wrong."""
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
    lines = ["WARC/1.0", "WARC-Type: response", f"WARC-Target-URI: {URL}", f"WARC-Date: {DATE}"]
    head = "\r\n".join([*lines, f"Content-Length: {length or len(block)}", "", ""])
    content = head.encode() + block + b"\r\n\r\n"
    return gzip.compress(content) if packed else content


@pytest.mark.parametrize("packed", [True, False])
def test_pages_are_captures_with_address_moment_and_offset(packed: bool) -> None:  # noqa: FBT001 - a parameter of the test
    archive = Archive(packed=packed).add(page("One.")).add(page("Two."), url=URL + "/2")
    captures, refusals = read(archive.content)
    assert refusals == []
    assert [capture.content for capture in captures] == [page("One."), page("Two.")]
    assert [capture.name for capture in captures] == [f"a.warc.gz#{offset}" for offset in archive.offsets]
    first = captures[0]
    assert (first.url, first.captured, first.charset, first.media_type) == (URL, DATE, "utf-8", "text/html")


def test_what_is_no_page_is_passed_over() -> None:
    archive = Archive().add(b"\x89PNG", http=[("Content-Type", "image/png")])
    archive.add(b"GET / HTTP/1.1\r\n\r\n", kind="request", http=None, content_type="application/http")
    archive.add(b"a: b", kind="metadata", http=None, content_type="application/warc-fields")
    archive.add(b"a: b", kind="warcinfo", http=None, content_type="application/warc-fields")
    archive.add(b"1 2 3", url="dns:wire.example", http=None, content_type="text/dns")
    assert reasons(archive.content) == [("in/a.warc.gz", "it holds no page")]
    assert len(read(archive.add(page()).content)[0]) == 1


def test_html_of_which_the_server_did_not_say_so_is_a_page() -> None:
    archive = Archive().add(b"\n<!DOCTYPE HTML>" + page(), http=[]).add(b"%PDF-1.4", http=[])
    captures, refusals = read(archive.content)
    assert ([capture.media_type for capture in captures], refusals) == (["text/html"], [])


def test_resources_and_conversions_are_pages_too() -> None:
    archive = Archive().add(page(), kind="resource", http=None, content_type="text/html; charset=koi8-r")
    archive.add(b"Plain words.", kind="conversion", http=None, content_type="text/plain")
    archive.add(b"{}", kind="resource", http=None, content_type="application/json")
    captures, _ = read(archive.content)
    assert [(capture.media_type, capture.charset) for capture in captures] == [
        ("text/html", "koi8-r"), ("text/plain", None),
    ]  # fmt: skip


def chunked(body: bytes) -> bytes:
    halves = (body[:7], body[7:])
    return b"".join(b"%x\r\n%s\r\n" % (len(half), half) for half in halves) + b"0\r\n\r\n"


@pytest.mark.parametrize(
    ("sent", "headers"),
    [
        (gzip.compress(page()), [("Content-Encoding", "gzip")]),
        (zlib.compress(page()), [("Content-Encoding", "deflate")]),
        (zlib.compress(page())[2:-4], [("Content-Encoding", "deflate")]),
        (brotli.compress(page()), [("Content-Encoding", "br")]),
        (chunked(page()), [("Transfer-Encoding", "chunked")]),
        (chunked(gzip.compress(page())), [("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip")]),
        # As some archives store them: unpacked, and the headers left.
        (page(), [("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip")]),
    ],
)
def test_a_page_is_unpacked_as_its_server_packed_it(sent: bytes, headers: Sequence[tuple[str, str]]) -> None:
    captures, refusals = read(Archive().add(sent, http=[("Content-Type", "text/html"), *headers]).content)
    assert ([capture.content for capture in captures], refusals) == ([page()], [])


@pytest.mark.parametrize(
    ("sent", "headers", "reason"),
    [
        (b"x", [("Content-Encoding", "zstd")], "its server packed it as zstd, which is not read"),
        (brotli.compress(page())[:-9], [("Content-Encoding", "br")], "damaged: its br content is cut off"),
        (gzip.compress(page())[:-20], [("Content-Encoding", "gzip")], "damaged: its gzip content is cut off"),
        (chunked(page())[:-60], [("Transfer-Encoding", "chunked")], "damaged: its chunks are not whole"),
        (b" \n", [], "the record is empty"),
    ],
)
def test_a_page_that_cannot_be_unpacked_is_refused(
    sent: bytes, headers: Sequence[tuple[str, str]], reason: str
) -> None:
    archive = Archive().add(sent, http=[("Content-Type", "text/html"), *headers]).add(page())
    captures, refusals = read(archive.content)
    assert [refusal.reason for refusal in refusals] == [reason]
    assert len(captures) == 1


def test_an_answer_that_is_no_page_and_a_revisit_are_refused_by_name() -> None:
    archive = Archive().add(page(), status="404 Not Found")
    archive.add(
        b"", kind="revisit", http=None,
        warc={"WARC-Refers-To-Target-URI": URL, "WARC-Refers-To-Date": "2015-12-20T09:00:00Z"},
    )  # fmt: skip
    first, second = read(archive.content)[1]
    assert first.reason == "the server answered 404 and sent no page"
    assert (second.path, second.remedy) == (
        f"in/a.warc.gz#{archive.offsets[1]}", f"add the archive with the capture of {URL}",
    )  # fmt: skip
    assert "revisit" in second.reason
    assert "2015-12-20T09:00:00Z" in second.reason


@pytest.mark.parametrize("packed", [True, False])
def test_a_cut_off_file_loses_its_last_record_only(packed: bool) -> None:  # noqa: FBT001 - a parameter of the test
    archive = Archive(packed=packed).add(page("One.")).add(page("Two."))
    captures, refusals = read(archive.content[:-40])
    assert [capture.content for capture in captures] == [page("One.")]
    assert [refusal.path for refusal in refusals] == [f"in/a.warc.gz#{archive.offsets[1]}"]
    assert refusals[0].reason.startswith("damaged: cut off")
    assert "copy of the archive" in refusals[0].remedy


@pytest.mark.parametrize("packed", [True, False])
def test_damage_in_the_middle_is_told_and_reading_goes_on(packed: bool) -> None:  # noqa: FBT001 - a parameter of the test
    archive = Archive(packed=packed).add(page("One.")).add(page("Two.")).add(page("Three."))
    content = bytearray(archive.content)
    _, start, end = archive.offsets
    content[end - 60 : end - 30] = b"\xff" * 30
    captures, refusals = read(bytes(content))
    assert [capture.content for capture in captures] == [page("One."), page("Three.")]
    assert [refusal.path for refusal in refusals] == [f"in/a.warc.gz#{start}"]
    assert refusals[0].reason.startswith("damaged: ")


def test_a_wrong_digest_is_damage_and_one_by_an_unknown_algorithm_says_nothing() -> None:
    content = Archive(packed=False).add(page("One.")).add(page("Two.")).content.replace(b"Two.", b"Ten.")
    captures, refusals = read(content)
    assert [refusal.reason for refusal in refusals] == ["damaged: its content is not that of its digest"]
    assert [capture.content for capture in captures] == [page("One.")]
    assert len(read(content.replace(b"Digest: sha1:", b"Digest: md9:"))[0]) == 2


def test_damage_shows_also_where_it_hides_that_a_record_is_a_page() -> None:
    content = Archive(packed=False).add(page("One.")).add(page("Two.")).content
    for old, new in (
        (b"Content-Type: text/html", b"Content-Type: text/hxml"),
        (b"WARC-Type: response", b"WARC-Type: rosponse"),
        (b"WARC-Type: response", b"WARC-Tape: response"),
        (b"WARC-Target-URI", b"WARC-Target-URL"),
        (b"Content-Length", b"Content-Strength"),
    ):
        captures, refusals = read(content.replace(old, new, 1))
        assert [capture.content for capture in captures] == [page("Two.")], new
        assert [refusal.path for refusal in refusals] == ["in/a.warc.gz#0"], new


def test_a_damaged_beginning_hides_no_later_record() -> None:
    archive = Archive().add(page("One.")).add(page("Two."))
    captures, refusals = read(b"\0\0\0" + archive.content[3:])
    assert [capture.content for capture in captures] == [page("Two.")]
    assert [refusal.path for refusal in refusals] == ["in/a.warc.gz#0"]


def test_a_page_in_several_records_is_refused() -> None:
    archive = Archive().add(page(), warc={"WARC-Segment-Number": "1"})
    archive.add(b"rest", kind="continuation", http=None, content_type="text/html")
    assert [reason for _, reason in reasons(archive.content)] == [
        "the page is split over several records, which is not read"
    ]


def test_a_digest_of_the_page_alone_may_be_of_what_was_sent_or_of_what_was_meant() -> None:
    sent = chunked(gzip.compress(page("One.")))
    headers = [("Content-Type", "text/html"), ("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip")]
    content = Archive(packed=False).add(sent, http=headers).content.replace(b"WARC-Block-Digest", b"Old-Block-Digest")
    start = content.index(b"WARC-Payload-Digest: ") + len(b"WARC-Payload-Digest: ")
    for digest in (
        *(f"sha1:{sha1(form).hexdigest()}" for form in (sent, gzip.compress(page("One.")), page("One."))),  # noqa: S324
        f"SHA-256:{sha256(sent).hexdigest().upper()}",
    ):
        other = content[:start] + digest.encode() + content[content.index(b"\r\n", start) :]
        assert len(read(other)[0]) == 1, digest
    wrong = content[:start] + b"sha1:" + b"A" * 32 + content[content.index(b"\r\n", start) :]
    assert len(read(wrong)[1]) == 1


def test_a_page_that_the_crawler_cut_off_is_refused() -> None:
    refusals = read(Archive().add(page(), warc={"WARC-Truncated": "length"}).content)[1]
    assert [refusal.reason for refusal in refusals] == ["the crawler cut the page off (length)"]


@pytest.mark.parametrize("length", ["99999", "120", "-4", "many"])
@pytest.mark.parametrize("packed", [True, False])
def test_a_wrong_length_is_damage(length: str, packed: bool) -> None:  # noqa: FBT001 - a parameter of the test
    good = raw(page("Two."), packed=packed)
    captures, refusals = read(raw(page("One."), length, packed=packed) + good)
    assert all(refusal.reason.startswith("damaged: ") for refusal in refusals)
    assert refusals
    if length != "99999" or packed:
        assert [capture.content for capture in captures] == [page("Two.")]


def test_an_archive_packed_as_one_is_read_and_its_records_named_apart() -> None:
    content = gzip.compress(Archive(packed=False).add(page("One.")).add(page("Two.")).content)
    captures, refusals = read(content)
    assert (len(captures), refusals) == (2, [])
    assert captures[0].name == "a.warc.gz#0"
    assert captures[1].name.startswith("a.warc.gz#0+")


def test_what_is_no_web_archive_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert reasons(b"") == [("in/a.warc.gz", "it holds no page")]
    assert reasons(b"Dear Sir") == [("in/a.warc.gz#0", "damaged: no WARC record begins here")]
    assert reasons(gzip.compress(b"Dear Sir")) == [("in/a.warc.gz#0", "damaged: no WARC record begins here")]
    assert capsys.readouterr().err == "", "standard error is for refusals"


def test_garbage_between_records_is_told_once() -> None:
    one, two = Archive().add(page("One.")).content, Archive().add(page("Two.")).content
    captures, refusals = read(one + b"garbage" * 50 + two)
    assert [capture.content for capture in captures] == [page("One."), page("Two.")]
    assert [refusal.path for refusal in refusals] == [f"in/a.warc.gz#{len(one)}"]


def test_a_page_too_large_is_refused_and_one_that_unpacks_to_too_much() -> None:
    large = Archive().add(b"<p>" + b"a" * LARGEST, http=[("Content-Type", "text/html")]).add(page()).content
    much = b" " * (LARGEST + 9)
    bombs = [
        Archive().add(body, http=[("Content-Type", "text/html"), ("Content-Encoding", name)]).add(page()).content
        for body, name in ((gzip.compress(much), "gzip"), (brotli.compress(much, quality=3), "br"))
    ]
    for content in (large, *bombs):
        captures, refusals = read(content)
        assert [refusal.reason for refusal in refusals] == [f"larger than {LARGEST:,} bytes"]
        assert len(captures) == 1


def test_a_bomb_is_refused_before_it_fills_the_memory() -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {URL}\r\nContent-Length: 9000000000\r\n\r\n".encode()
    pieces = [packer.compress(head + b"HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\n\r\n")]
    pieces += [packer.compress(b"\0" * 1_000_000) for _ in range(400)]
    bomb = b"".join([*pieces, packer.flush()])
    tracemalloc.start()
    captures, refusals = read(bomb + Archive().add(page()).content)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [refusal.path for refusal in refusals] == ["in/a.warc.gz#0"]
    assert "unpacks to more than 200 times its size" in refusals[0].reason
    assert len(captures) == 1
    assert peak < 40_000_000


@pytest.mark.parametrize("packed", [True, False])
def test_headers_without_end_are_damage(packed: bool) -> None:  # noqa: FBT001 - a parameter of the test
    endless = b"WARC/1.0\r\n" + b"a" * 30_000_000
    content = Archive(packed=packed).add(page()).content + (gzip.compress(endless, 1) if packed else endless)
    began = time.process_time()
    [(_, reason)] = reasons(content)
    assert reason == "damaged: its headers are longer than 1,000,000 bytes"
    assert time.process_time() - began < 3


def test_the_encoding_that_a_server_names_is_used(tmp_path: Path, lexicon: Lexicon) -> None:
    words = "Двенадцать повстанцев были убиты под Раккой в понедельник, сообщило министерство обороны страны."
    body = page(words).decode().encode("koi8-r")
    path = Archive().add(body, http=[("Content-Type", "text/html; charset=KOI8-R")]).save(tmp_path / "a.warc.gz")
    (capture,) = open_sources([str(path)])
    assert isinstance(capture, Capture)
    document = read_capture(capture, lexicon.furniture)
    assert words in document.text
    assert (document.url, document.external_id) == (URL, "a.warc.gz#0")


def test_an_archive_in_a_folder_is_found_and_a_missing_one_refused(tmp_path: Path) -> None:
    Archive(packed=False).add(page()).save(tmp_path / "a.warc")
    found = list(open_sources([str(tmp_path), str(tmp_path / "no.warc.gz")]))
    assert isinstance(found[0], Capture)
    assert found[0].name == "a.warc#0"
    assert isinstance(found[1], Refusal)


PAGES = [page(f"Number {number}.") for number in range(4)]


def archive_of(pages: Sequence[bytes], *, packed: bool) -> bytes:
    archive = Archive(packed=packed)
    for content in pages:
        archive.add(content)
    return archive.content


# Made once: the writer numbers its records at random.
SOUND = {packed: archive_of(PAGES, packed=packed) for packed in (True, False)}


@pytest.mark.parametrize("packed", [True, False])
@given(place=st.integers(0, 10_000), bit=st.integers(0, 7))
def test_one_flipped_bit_hides_no_page_and_makes_none_up(packed: bool, place: int, bit: int) -> None:  # noqa: FBT001
    damaged = bytearray(SOUND[packed])
    damaged[place % len(damaged)] ^= 1 << bit
    captures, refusals = read(bytes(damaged))
    assert len(captures) + len(refusals) >= len(PAGES)
    assert [capture.content for capture in captures if capture.content not in PAGES] == []
