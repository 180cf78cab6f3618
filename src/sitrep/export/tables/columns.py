"""The columns of a table of claims or incidents, with what kind each holds and its HXL tag, and the typed rows."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from sitrep.export.cells import Cell
from sitrep.export.contents import Content, What
from sitrep.export.files import in_order
from sitrep.export.incident_rows import INCIDENT_COLUMNS
from sitrep.export.rows import COLUMNS
from sitrep.model.fields import Record

Value = str | int | float | bool | None


class Kind(StrEnum):
    """What the cells of a column are."""

    TEXT = "text"
    INTEGER = "integer"
    REAL = "real"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what its cells are, and its HXL tag, empty where there is none."""

    name: str
    kind: Kind
    tag: str


@dataclass(frozen=True, slots=True)
class Table:
    """Lines as rows of cells under columns; `lines` are what the rows were made of, in the same order."""

    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]]
    lines: Sequence[Record]

    def values(self) -> Iterator[list[Value]]:
        """Yield each row with its cells as their columns hold them: whole numbers stay whole, empty is None."""
        for row in self.rows:
            yield [valued(cell, column.kind) for cell, column in zip(row, self.columns, strict=True)]


@cache
def known() -> Mapping[str, tuple[Kind, str]]:
    """The kind and tag of the columns that data/columns.tsv names.

    >>> known()["killed_low"]
    (<Kind.INTEGER: 'integer'>, '#affected+killed+min')
    """
    text = (files("sitrep.export.tables") / "data" / "columns.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return MappingProxyType({name: (Kind(kind), tag) for name, kind, tag in rows[1:]})


def table_of(content: Content) -> Table:
    """The lines of a content that is of claims or of incidents, as a table."""
    if content.what is What.INCIDENTS:
        return _table(INCIDENT_COLUMNS, list(content.incidents))
    return _table(COLUMNS, in_order(content.claims))


def _table(cells: Mapping[str, Callable[[Record], Cell]], lines: Sequence[Record]) -> Table:
    rows = [[cell(line) for cell in cells.values()] for line in lines]
    columns = (_column(name, [row[n] for row in rows]) for n, name in enumerate(cells))
    return Table(tuple(columns), rows, lines)


def _column(name: str, cells: Sequence[Cell]) -> Column:
    """A column by its name; one of whole numbers in which a fraction stands holds numbers with a point."""
    kind, tag = known().get(name, (Kind.TEXT, ""))
    if kind is Kind.INTEGER and any(isinstance(cell, float) and not cell.is_integer() for cell in cells):
        kind = Kind.REAL
    return Column(name, kind, tag)


def valued(cell: Cell, kind: Kind) -> Value:
    """A cell as a column of a kind holds it.

    >>> valued(9.0, Kind.INTEGER), valued("true", Kind.FLAG), valued(2, Kind.TEXT), valued(None, Kind.REAL)
    (9, True, '2', None)
    """
    if cell is None:
        return None
    if kind is Kind.INTEGER:
        return int(cell)
    if kind is Kind.REAL:
        return float(cell)
    return cell == "true" if kind is Kind.FLAG else str(cell)


def storable(text: str) -> str:
    """Text as UTF-8 can hold it: a lone surrogate as its escape.

    >>> storable("Raqqa")
    'Raqqa'
    """
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
