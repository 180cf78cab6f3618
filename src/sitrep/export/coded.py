"""Coded rows into files: CSV with harmless cells, or one JSON object a line."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from sitrep.codebook.coding import columns_of, rows_of
from sitrep.codebook.paths import Vocabulary, vocabulary_of
from sitrep.codebook.records import Book, Coded
from sitrep.export.cells import csv_text, neutralised
from sitrep.export.files import write_attribution, write_whole
from sitrep.export.schemas import load_schema
from sitrep.model.errors import UsageError
from sitrep.model.identity import JSON, canonical

# What is coded, with the schema of its records.
SCHEMAS = {"claims": "claim", "incidents": "incident"}


def vocabularies() -> dict[str, Vocabulary]:
    """What claims and incidents can be mapped from."""
    return {of: vocabulary_of(load_schema(name)) for of, name in SCHEMAS.items()}


def as_csv(rows: Sequence[Mapping[str, JSON]], columns: Sequence[str]) -> str:
    """Rows under a header, each cell such that no spreadsheet runs it."""
    return csv_text([columns, *([_cell(row[column]) for column in columns] for row in rows)])


def _cell(value: JSON) -> str | float | None:
    """A value as a cell: true and false as these words, text made harmless."""
    if isinstance(value, bool):
        return str(value).lower()
    return neutralised(value) if isinstance(value, str) else value if isinstance(value, int | float) else None


def as_jsonl(rows: Sequence[Mapping[str, JSON]], _: Sequence[str]) -> str:
    """Rows as one JSON object a line."""
    return "".join(f"{canonical(dict(row))}\n" for row in rows)


FORMATS: Mapping[str, Callable[[Sequence[Mapping[str, JSON]], Sequence[str]], str]] = {
    ".csv": as_csv,
    ".jsonl": as_jsonl,
}


def writer_for(path: Path) -> Callable[[Sequence[Mapping[str, JSON]], Sequence[str]], str]:
    """How a file is written, by its ending. Raises UsageError for another ending."""
    if path.suffix not in FORMATS:
        raise UsageError(f"{path}: coded rows go to a .csv or a .jsonl file; name one of these with -o")
    return FORMATS[path.suffix]


def write_coded(coded: Sequence[Coded], book: Book, path: Path) -> int:
    """Write those records that have a code, with the licence of the places beside; how many were written."""
    write = writer_for(path)
    rows = list(rows_of([one for one in coded if one.code], book))
    write_whole(path, write(rows, columns_of(book)))
    write_attribution(path)
    return len(rows)
