import io
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from sitrep.ingest.parquet_tables import read_parquet
from sitrep.model.documents import Capture, Refusal


def parquet(columns: Mapping[str, object], rows_in_group: int = 1000) -> bytes:
    stream = io.BytesIO()
    pq.write_table(pa.table(columns), stream, row_group_size=rows_in_group)
    return stream.getvalue()


def read(content: bytes) -> tuple[dict[str, object], list[Refusal]]:
    found = list(read_parquet("in/a.parquet", "a.parquet", io.BytesIO(content)))
    captures = {f.name: json.loads(f.content) for f in found if isinstance(f, Capture)}
    return captures, [f for f in found if isinstance(f, Refusal)]


def words(count: int) -> Sequence[str]:
    return [f"Shell {n * 7919} fell on the road." for n in range(count)]


def test_a_row_is_a_record_its_numbers_and_moments_text() -> None:
    moment = datetime(2015, 12, 22, 10, tzinfo=UTC)
    columns = {
        "ID": [7, None],
        "Body": ["Rain.", "Snow."],
        "date": pa.array([moment, None], pa.timestamp("ns", "UTC")),
        "tags": [["a"], ["b"]],
        "toll": [1.5, 2.5],
    }
    captures, refusals = read(parquet(columns))
    assert captures == {
        "a.parquet#1": {"id": "7", "text": "Rain.", "published": "2015-12-22T10:00:00+00:00"},
        "a.parquet#2": {"text": "Snow."},
    }
    assert refusals == []


def test_days_and_dictionaries_are_read_and_a_moment_finer_than_any_clock_is_rounded() -> None:
    columns = {
        "text": pa.array([b"Rain.", b"Snow."]),
        "published": pa.array([1, 10**18 + 1], pa.timestamp("ns")),
        "outlet": pa.array(["Wire", "Wire"]).dictionary_encode(),
        "pub_date": [date(2015, 12, 22)] * 2,
    }
    captures, _ = read(parquet(columns))
    assert captures["a.parquet#2"] == {"text": "Snow.", "outlet": "Wire", "published": "2001-09-09T01:46:40"}


def test_a_damaged_row_group_is_one_refusal_and_the_next_is_read() -> None:
    content = bytearray(parquet({"text": words(3000)}))
    start = pq.ParquetFile(io.BytesIO(bytes(content))).metadata.row_group(1).column(0).file_offset
    place = start or pq.ParquetFile(io.BytesIO(bytes(content))).metadata.row_group(1).column(0).dictionary_page_offset
    content[place : place + 40] = b"\xff" * 40
    captures, refusals = read(bytes(content))
    assert [f"a.parquet#{n}" in captures for n in (1, 1000, 1001, 2001, 3000)] == [True, True, False, True, True]
    assert [(r.path, "no row from here to 2000" in r.reason) for r in refusals] == [("in/a.parquet#1001", True)]


def test_a_cell_that_is_no_utf8_refuses_its_row_alone() -> None:
    captures, refusals = read(parquet({"text": pa.array([b"Rain.", b"\xff", b"Snow."])}))
    assert list(captures) == ["a.parquet#1", "a.parquet#3"]
    assert [r.path for r in refusals] == ["in/a.parquet#2"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "no Parquet"),
        (b"PAR1 words PAR1", "no Parquet"),
        (parquet({"text": words(50)})[:-9], "no Parquet"),
        (parquet({"toll": [1], "text": [["nested"]]}), "its columns are toll"),
        (parquet({"text": pa.array([], pa.string())}), "no row"),
    ],
)
def test_what_is_no_table_of_articles_says_why(content: bytes, reason: str) -> None:
    captures, [refusal] = read(content)
    assert captures == {}
    assert reason in refusal.reason


def test_rows_that_unpack_to_far_more_than_their_size_are_refused() -> None:
    stream = io.BytesIO()
    table = pa.table({"text": ["x" * 10_000_000 + str(n) for n in range(11)]})
    pq.write_table(table, stream, compression="zstd", use_dictionary=False, write_statistics=False)
    captures, [refusal] = read(stream.getvalue())
    assert captures == {}
    assert "unpack to more than" in refusal.reason
