"""Columns of cells as an Arrow table, and an Arrow table as a frame of pandas or polars: no number changes its kind."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from sitrep.door.columns import Column, Kind
from sitrep.export.cells import Cell
from sitrep.model.errors import UsageError
from sitrep.model.fields import Record

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

# How each kind is called in Arrow.
TYPES = {
    Kind.TEXT: pa.string(),
    Kind.WHOLE: pa.int64(),
    Kind.NUMBER: pa.float64(),
    Kind.FLAG: pa.bool_(),
    Kind.BYTES: pa.binary(),
}
FLAGS = {"true": True, "false": False}
Value = Cell | bytes | bool


def arrow_of(columns: Mapping[str, Column], lines: Sequence[Record]) -> pa.Table:
    """The flat table of lines, one row each in their order."""
    arrays = {name: _array(column.kind, [column.cell(line) for line in lines]) for name, column in columns.items()}
    return pa.table(arrays)


def arrow_of_values(names: Sequence[str], rows: Sequence[Sequence[Value]]) -> pa.Table:
    """A table of values as a query gives them, each column of the kind that all of its values have."""
    columns = [[row[number] for row in rows] for number in range(len(names))]
    return pa.table([_array(_kind_of(cells), cells) for cells in columns], names=list(names))


def _array(kind: Kind, cells: Sequence[Value]) -> pa.Array:
    """The cells of a column in Arrow; a column of whole numbers with a fraction among them is one of numbers."""
    if kind is Kind.WHOLE and any(isinstance(cell, float) and not cell.is_integer() for cell in cells):
        kind = Kind.NUMBER
    return pa.array([None if cell is None else _value(kind, cell) for cell in cells], TYPES[kind])


def _value(kind: Kind, cell: Value) -> Value:
    if kind is Kind.TEXT:
        # A lone surrogate, which UTF-8 cannot hold, is written as its escape, as in the CSV export.
        return str(cell).encode("utf-8", "backslashreplace").decode("utf-8")
    if kind is Kind.FLAG and isinstance(cell, str):
        return FLAGS[cell]
    if kind is Kind.WHOLE and isinstance(cell, float):
        return int(cell)
    return cell


def _kind_of(cells: Sequence[Value]) -> Kind:
    """The kind of all the values; text where they are of several."""
    found = {type(cell) for cell in cells if cell is not None}
    if found == {int}:
        return Kind.WHOLE
    if found and found <= {int, float}:
        return Kind.NUMBER
    return Kind.BYTES if found == {bytes} else Kind.TEXT


def pandas_of(table: pa.Table) -> "pd.DataFrame":
    """A frame with nullable types: whole numbers with gaps stay Int64. Raises UsageError where there is no pandas."""
    pandas = _asked_for("pandas")
    kinds = {
        pa.string(): pandas.StringDtype(),
        pa.int64(): pandas.Int64Dtype(),
        pa.float64(): pandas.Float64Dtype(),
        pa.bool_(): pandas.BooleanDtype(),
    }
    return table.to_pandas(types_mapper=kinds.get)


def polars_of(table: pa.Table) -> "pl.DataFrame":
    """A polars frame. Raises UsageError where there is no polars."""
    frame: pl.DataFrame = _asked_for("polars").from_arrow(table)
    return frame


def _asked_for(name: str) -> Any:  # noqa: ANN401 - a module that may not be there
    """A library that comes with the extra `frames`."""
    try:
        return import_module(name)
    except ImportError as error:
        raise UsageError(
            f"{name} is not installed here ({error}); install it with `pip install 'sitrep[frames]'`, or use .arrow()"
        ) from error
