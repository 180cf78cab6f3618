import csv
import gzip
import io
import json

import pytest

from sitrep.ingest.csv_tables import read_csv
from sitrep.ingest.formats import LARGEST
from sitrep.ingest.packings import packed
from sitrep.ingest.records import parse_record
from sitrep.model.documents import Capture, Refusal
from sitrep.model.errors import IngestError


def read(content: bytes) -> tuple[dict[str, object], dict[str, str]]:
    found = list(read_csv("in/a.csv", "a.csv", io.BytesIO(content)))
    captures = {f.name: json.loads(f.content) for f in found if isinstance(f, Capture)}
    return captures, {f.path: f.reason for f in found if isinstance(f, Refusal)}


def test_a_row_is_a_record_under_its_number() -> None:
    captures, refusals = read(b'ID,Headline,Body\r\n7,Raid,"Two ""shells""\r\nfell, here."\r\n\r\n8,,Rain.\r\n')
    assert captures == {
        "a.csv#1": {"id": "7", "title": "Raid", "text": 'Two "shells"\r\nfell, here.'},
        "a.csv#2": {"id": "8", "text": "Rain."},
    }
    assert refusals == {}


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_that_which_makes_the_header_known(delimiter: str) -> None:
    content = delimiter.join(["text", "a;b,c" if delimiter == "\t" else "x", "date"]) + "\n"
    content += delimiter.join(["Rain", "y", "2015-12-22"])
    assert read(content.encode())[0] == {"a.csv#1": {"text": "Rain", "published": "2015-12-22"}}


@pytest.mark.parametrize(
    "content",
    ["\ufefftext\nМост\n".encode(), "text\nМост\n".encode("utf-16"), "text\nМост взорван ночью\n".encode("cp1251")],
)
def test_the_encoding_is_told_by_mark_or_by_look(content: bytes) -> None:
    [(_, record)] = read(content)[0].items()
    assert record in ({"text": "Мост"}, {"text": "Мост взорван ночью"})


def test_a_ragged_row_is_refused_and_the_others_are_read() -> None:
    captures, refusals = read(b"id,text\n1,a\n2\n3,b,c\n4,d\n")
    assert list(captures) == ["a.csv#1", "a.csv#4"]
    assert refusals == {
        "in/a.csv#2": "the row has 1 cells and the header 2", "in/a.csv#3": "the row has 3 cells and the header 2",
    }  # fmt: skip


def test_a_row_with_a_stray_quotation_mark_is_refused_and_so_is_one_that_is_never_closed() -> None:
    captures, refusals = read(b'id,text\n1,"a"b\n2,c\n3,"open\n4,d\n')
    assert list(captures) == ["a.csv#2"]
    assert list(refusals) == ["in/a.csv#1", "in/a.csv#3"]


def test_a_heading_may_be_longer_than_the_standard_library_lets_a_cell_be() -> None:
    limit = csv.field_size_limit(131_072)
    try:
        captures, refusals = read(b"text," + b"a" * 200_000 + b"\r\nRain.,x\r\n")
    finally:
        csv.field_size_limit(limit)
    assert (captures, refusals) == ({"a.csv#1": {"text": "Rain."}}, {})


def test_bytes_that_are_no_text_and_nul_refuse_their_row_alone() -> None:
    start = b"text\n" + (b"Rain fell on Hama. " * 10_000 + b"\n") * 6
    captures = [f for f in read_csv("a.csv", "a.csv", io.BytesIO(start + b"a\xff\na\0\nb\n")) if isinstance(f, Capture)]
    assert parse_record(captures[-1].content).text == "b"
    for capture in captures[-3:-1]:
        with pytest.raises(IngestError, match="surrogate or NUL"):
            parse_record(capture.content)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "no column text"),
        (b"id,toll\n1,2\n", "its columns are id, toll"),
        (b"text\n", "no row"),
        (b"text\n" + b"x" * (LARGEST + 1), "a row is larger"),
        ("text\nМост\n".encode("utf-16")[:-1], "no utf-16"),
    ],
)
def test_what_is_no_table_of_articles_says_why(content: bytes, reason: str) -> None:
    [told] = read(content)[1].values()
    assert reason in told


def test_rows_are_read_as_they_come_and_a_packed_end_that_is_cut_is_refused() -> None:
    content = gzip.compress(b"text\n" + b"".join(b"Shell %d fell.\n" % (n * 7919) for n in range(20_000)))
    found = list(packed(read_csv)("a.csv.gz", "a.csv.gz", io.BytesIO(content[: len(content) // 2])))
    assert 0 < sum(isinstance(f, Capture) for f in found) < 20_000
    assert ["damaged" in f.reason for f in found if isinstance(f, Refusal)] == [True]
