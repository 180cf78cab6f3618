"""Cells traced to where they come from, without the code that put them there."""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

Record = dict[str, Any]


def values_in(record: object) -> Iterator[str]:
    """Yield every text and number anywhere in a record, as text."""
    if isinstance(record, dict):
        for value in record.values():
            yield from values_in(value)
    elif isinstance(record, list):
        for value in record:
            yield from values_in(value)
    elif record is not None:
        yield f"{record:g}" if isinstance(record, float) and record == int(record) else str(record)


@pytest.fixture
def read_rows() -> Callable[[Path], list[dict[str, str]]]:
    """The rows of a CSV file as Python's own reader has them."""

    def rows(path: Path) -> list[dict[str, str]]:
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    return rows


@pytest.fixture
def untraced() -> Callable[..., dict[str, str]]:
    """The cells of a row that no value of its incident, or of its claims, explains."""

    def find(row: dict[str, str], incident: Record, claims: list[Record], derived: dict[str, str]) -> dict[str, str]:
        known = set(values_in(incident)) | {v for c in claims if c["id"] in incident["claims"] for v in values_in(c)}
        days = {value[:10] for value in known}

        def is_told(column: str, cell: str) -> bool:
            if column in derived:
                return cell == derived[column]
            parts = cell.split(" | " if " | " in cell else "; ")
            return cell in known | days or all(part.removeprefix("'") in known | days for part in parts)

        return {column: cell for column, cell in row.items() if cell and not is_told(column, cell)}

    return find
