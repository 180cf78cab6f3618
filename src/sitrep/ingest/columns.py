"""The columns of a table of articles: which of them hold the fields of a record."""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from sitrep.ingest.records import InputRecord
from sitrep.model.errors import IngestError

WORDS = ("text", "html")
SHOWN = 20
# Each field with the places of its columns, the best first.
Columns = Mapping[str, Sequence[int]]


@cache
def known_columns() -> Mapping[str, tuple[str, int]]:
    """The headings of data/columns.tsv, folded, each with its field and its rank.

    >>> known_columns()["headline"][0]
    'title'
    """
    text = (files("sitrep.ingest") / "data" / "columns.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return MappingProxyType({folded(column): (field, rank) for rank, (field, column, _) in enumerate(rows[1:])})


def folded(heading: str) -> str:
    """A heading without case, spaces and punctuation.

    >>> folded("Date_Published ")
    'datepublished'
    """
    return "".join(c for c in heading.casefold() if c.isalnum())


def columns_of(headings: Sequence[str]) -> Columns:
    """Where the fields stand in a table with some headings. Raises IngestError when no column has words to read."""
    known = known_columns()
    ranked = sorted((known[key][1], n) for n, heading in enumerate(headings) if (key := folded(heading)) in known)
    columns: dict[str, list[int]] = {}
    for _, number in ranked:
        columns.setdefault(known[folded(headings[number])][0], []).append(number)
    if not any(field in columns for field in WORDS):
        shown = ", ".join(heading[:40] for heading in headings[:SHOWN]) or "none"
        raise IngestError(f"the table has no column text or html; its columns are {shown}", "name the column text")
    return columns


def record_of_row(columns: Columns, cells: Sequence[str | None]) -> InputRecord:
    """A row as a record: of each field the first of its columns that is not empty."""
    found = {
        field: next((cell for n in numbers if (cell := cells[n]) and cell.strip()), None)
        for field, numbers in columns.items()
    }
    return InputRecord(**found)
