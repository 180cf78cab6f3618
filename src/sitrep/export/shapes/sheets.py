"""Rows under the column names of a shape, in its order, as a file."""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from sitrep.export.cells import Cell, csv_text, inert
from sitrep.export.files import write_attribution, write_whole
from sitrep.gazetteer.tables import Table, load_table

Row = Mapping[str, Cell]


@cache
def table_of(name: str) -> Table:
    """One of the data files of this package."""
    return load_table(name, "sitrep.export.shapes")


@cache
def columns_of(shape: str) -> tuple[str, ...]:
    """The names of a shape's columns, in order.

    >>> columns_of("acled")[:3], len(columns_of("acled")), len(columns_of("ucdp"))
    (('event_id_cnty', 'event_date', 'year'), 31, 49)
    """
    return tuple(row["column"] for row in table_of("columns").rows if row["shape"] == shape)


def whole(number: float | None) -> int | float | None:
    """A number that stays an integer where it is one, whatever stands empty beside it.

    >>> whole(36.0), whole(2.5), whole(None)
    (36, 2.5, None)
    """
    return int(number) if number is not None and number == int(number) else number


def cells_of(shape: str, row: Row) -> list[Cell]:
    """The cells of a row in the order of the shape, text neutralised; a column that the row has not is empty."""
    cells = (row.get(column) for column in columns_of(shape))
    return inert(cell if isinstance(cell, str) else whole(cell) for cell in cells)


def write_sheet(shape: str, rows: Iterable[Row], path: Path) -> None:
    """Write rows as CSV under the names of the shape's columns, with the licence of the places beside the file."""
    write_whole(path, csv_text([columns_of(shape), *(cells_of(shape, row) for row in rows)]))
    write_attribution(path)


def joined(values: Iterable[str | None], between: str = "; ") -> str | None:
    """Several texts in one cell, each once and in order, with `between` between them; None where there is none.

    >>> joined(["Northwire", None, "Orontes", "Northwire"])
    'Northwire; Orontes'
    """
    return between.join(dict.fromkeys(value for value in values if value)) or None
