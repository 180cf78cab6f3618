"""The tables of a release as bytes: lines of JSON, and rows for spreadsheets."""

import csv
import io
from collections.abc import Iterable, Sequence

from sitrep.export.cells import Cell, csv_text, inert
from sitrep.export.rows import COLUMNS, row_of
from sitrep.model.fields import Record
from sitrep.model.identity import canonical


def jsonl(lines: Iterable[Record]) -> bytes:
    """One JSON object a line, keys sorted; a lone surrogate, which UTF-8 cannot hold, as its JSON escape."""
    return "".join(f"{canonical(dict(line))}\n" for line in lines).encode("utf-8", "backslashreplace")


def claims_csv(lines: Iterable[Record]) -> bytes:
    """Claims as one row each under the columns of the CSV export, text neutralised."""
    return _encoded([tuple(COLUMNS), *map(row_of, lines)])


def table_csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    r"""Rows of texts under columns, text neutralised.

    >>> table_csv(("old", "new"), [("i-1", "i-2")])
    b'old,new\r\ni-1,i-2\r\n'
    """
    return _encoded([columns, *map(inert, rows)])


def _encoded(rows: Iterable[Sequence[Cell]]) -> bytes:
    return csv_text(rows).encode("utf-8", "backslashreplace")


def records_in(content: bytes) -> list[dict[str, str]]:
    """The rows of a CSV as `table_csv` writes them, by column. Raises ValueError for what is no such table."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


def rows_in(name: str, content: bytes) -> int:
    """How many rows a table has: lines of JSONL, rows of CSV less the header. Raises ValueError for no such table."""
    if not name.endswith(".csv"):
        return content.count(b"\n")
    try:
        return sum(1 for _ in csv.reader(io.StringIO(content.decode("utf-8"), newline=""), strict=True)) - 1
    except csv.Error as error:
        raise ValueError(str(error)) from error
