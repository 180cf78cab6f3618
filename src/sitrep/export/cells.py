"""Cells of flat tables: text that no spreadsheet runs, and columns made of paths into a record."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence

from sitrep.model.fields import Record, flag_at, number_at, record_at, records_at, text_at, texts_at

Cell = str | int | float | None

# What a spreadsheet takes for the start of a formula, the full-width signs of some among it, and the mark
# itself, so that taking it off is safe.
FORMULA = re.compile(r"[=+\-@'\s\uff1d\uff0b\uff0d\uff20]")
MARK = "'"


def neutralised(text: str) -> str:
    """Text that no spreadsheet runs: one ' before whatever could start a formula.

    >>> neutralised("=1+1"), neutralised("Raqqa")
    ("'=1+1", 'Raqqa')
    """
    return MARK + text if FORMULA.match(text) else text


def restored(cell: str) -> str:
    """The text that `neutralised` made a cell of.

    >>> restored("'=1+1"), restored("Raqqa")
    ('=1+1', 'Raqqa')
    """
    return cell.removeprefix(MARK)


def inert(cells: Iterable[Cell]) -> list[Cell]:
    """Cells of which no spreadsheet runs any: each text as `neutralised` gives it."""
    return [neutralised(cell) if isinstance(cell, str) else cell for cell in cells]


def csv_text(rows: Iterable[Sequence[Cell]]) -> str:
    r"""Rows, the header first, as a CSV file has them: their cells as they are, lines ended as RFC 4180 ends them.

    >>> csv_text([("id", "killed"), ("i-1", None)])
    'id,killed\r\ni-1,\r\n'
    """
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\r\n").writerows(rows)
    return buffer.getvalue()


def joined(values: Iterable[str]) -> str | None:
    """Several values in one cell, or None."""
    return "; ".join(value for value in values if value) or None


def at(*path: str) -> Callable[[Record], Cell]:
    """A column that is the string or number under a path."""

    def cell(claim: Record) -> Cell:
        found = number_at(claim, *path)
        return text_at(claim, *path) if found is None else found

    return cell


def flag(*path: str) -> Callable[[Record], Cell]:
    """A column that is true or false, and empty without an event."""

    def cell(claim: Record) -> Cell:
        holder = record_at(claim, *path[:-1])
        return str(flag_at(holder, path[-1])).lower() if holder else None

    return cell


def of_each(key: str, field: str, *path: str) -> Callable[[Record], Cell]:
    """A column that is one field of each record in a list."""

    def cell(claim: Record) -> Cell:
        return joined([text_at(item, field) or "" for item in records_at(record_at(claim, *path), key)])

    return cell


def roles(key: str, *path: str) -> Callable[[Record], Cell]:
    """A column with the PLOVER roles of each of the people in a list."""

    def cell(claim: Record) -> Cell:
        return joined([" ".join(texts_at(actor, "roles")) for actor in records_at(record_at(claim, *path), key)])

    return cell


def texts(key: str) -> Callable[[Record], Cell]:
    """A column that is a list of strings."""

    def cell(claim: Record) -> Cell:
        return joined(texts_at(claim, key))

    return cell


def withheld(claim: Record) -> Cell:
    """How much of each kind a profile withheld, as `names=2; places=1`."""
    return joined([f"{kind}={number}" for kind, number in record_at(claim, "withheld").items()])
