"""Parquet, a few rows at a time: each row a record, under the names that its columns have for the fields."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, BinaryIO

from sitrep.ingest.columns import columns_of, folded, known_columns, record_of_row
from sitrep.ingest.members import LARGEST_UNPACKED, TIGHTEST
from sitrep.ingest.records import record_capture
from sitrep.model.documents import Capture, Refusal
from sitrep.model.errors import IngestError

# So many rows are held at a time, and fewer where they say that together they are larger than this.
ROWS_AT_ONCE, HELD = 64, 32_000_000
BUFFER = 1_000_000
# No honest list of columns and row groups is larger.
LARGEST_LIST = 20_000_000
AGAIN = "save the table again, or bring it back from a copy"
# What pyarrow raises is of these kinds.
FAILURES = (OSError, ValueError, OverflowError, KeyError, TypeError, NotImplementedError, MemoryError)
Cells = list[str | None]
# pyarrow has no types.
Table = Any
Column = Any


def read_parquet(path: str, name: str, stream: BinaryIO) -> Iterator[Capture | Refusal]:
    """Yield a capture a row, FILE#N the Nth; what is damaged of a row group is one refusal."""
    try:
        table = opened(stream)
        names = flat_columns(table)
    except IngestError as error:
        yield Refusal(path, error.reason, error.remedy)
        return
    number, columns = 0, columns_of(names)
    for number, row in numbered_rows(table, names):
        place = f"{path}#{number}"
        if isinstance(row, IngestError):
            yield Refusal(place, row.reason, row.remedy)
        else:
            yield record_capture(record_of_row(columns, row), place, f"{name}#{number}")
    if not number:
        yield Refusal(path, "the table has no row", "give one with articles")


def opened(stream: BinaryIO) -> Table:
    """A table of which only the list of its contents was read. Raises IngestError for what is none."""
    import pyarrow.parquet as pq  # noqa: PLC0415 - takes a third of a second, and few inputs are Parquet

    try:
        return pq.ParquetFile(
            stream,
            buffer_size=BUFFER,
            pre_buffer=False,
            thrift_string_size_limit=LARGEST_LIST,
            thrift_container_size_limit=LARGEST_LIST,
        )
    except FAILURES as error:
        raise IngestError(f"damaged: no Parquet ({told(error)})", AGAIN) from None


def flat_columns(table: Table) -> list[str]:
    """The columns that hold fields of a record. Raises IngestError when none has words to read."""
    from pyarrow import types  # noqa: PLC0415 - as in `opened`

    flat = [field.name for field in table.schema_arrow if not types.is_nested(field.type)]
    columns_of(flat)
    return [name for name in flat if folded(name) in known_columns()]


def numbered_rows(table: Table, names: Sequence[str]) -> Iterator[tuple[int, Cells | IngestError]]:
    """Yield each row with its number from 1; for what of a row group cannot be read, the number it begins with."""
    start = 0
    for group in range(table.metadata.num_row_groups):
        number, last = start, start + table.metadata.row_group(group).num_rows
        try:
            refuse_bomb(table, group, names)
            for number, row in enumerate(rows_of(table, group, names), start + 1):
                yield number, row
        except FAILURES as error:
            yield number + 1, IngestError(f"damaged: no row from here to {last} can be read ({told(error)})", AGAIN)
        except IngestError as error:
            yield number + 1, error
        start = last


def refuse_bomb(table: Table, group: int, names: Sequence[str]) -> None:
    """Raise IngestError for a row group that says that it unpacks to more than anything honest does."""
    packed, unpacked = sizes(table, group, names)
    if unpacked > max(LARGEST_UNPACKED, TIGHTEST * packed):
        raise IngestError(
            f"no row of this row group is read: they unpack to more than {TIGHTEST} times their size", AGAIN
        )


def sizes(table: Table, group: int, names: Sequence[str]) -> tuple[int, int]:
    """How many bytes the columns of a row group say that they take, packed and unpacked."""
    listed = table.metadata.row_group(group)
    chunks = [listed.column(n) for n in range(listed.num_columns)]
    wanted = [chunk for chunk in chunks if chunk.path_in_schema in names]
    return sum(c.total_compressed_size for c in wanted), sum(c.total_uncompressed_size for c in wanted)


def rows_of(table: Table, group: int, names: Sequence[str]) -> Iterator[Cells | IngestError]:
    """Yield the cells of each row as text, in the order of `names`, or what is wrong with it."""
    each = sizes(table, group, names)[1] // max(table.metadata.row_group(group).num_rows, 1)
    count = max(1, min(ROWS_AT_ONCE, HELD // max(each, 1)))
    for batch in table.iter_batches(count, row_groups=[group], columns=list(names), use_threads=False):
        columns = [readable_column(batch.column(name)) for name in names]
        for number in range(batch.num_rows):
            try:
                yield [cell(column[number]) for column in columns]
            except UnicodeDecodeError as error:
                yield IngestError(f"a cell is no UTF-8 ({error.reason})", "save the table again")


def readable_column(column: Column) -> Column:
    """A column as Python can read it: moments finer than a microsecond are rounded."""
    import pyarrow as pa  # noqa: PLC0415 - as in `opened`

    if pa.types.is_timestamp(column.type):
        return column.cast(pa.timestamp("us", tz=column.type.tz), safe=False)
    return column


def cell(scalar: Any) -> str | None:  # noqa: ANN401 - pyarrow has no types
    """A cell as text; a moment out of Python's reach is none."""
    try:
        value = scalar.as_py()
    except OverflowError:
        return None
    if isinstance(value, bytes):
        return value.decode("utf-8")
    return value.isoformat() if isinstance(value, date) else None if value is None else str(value)


def told(error: Exception) -> str:
    """An error in one short line."""
    return (str(error).splitlines() or [type(error).__name__])[0][:200]
