"""Tables that load their lines at the first look: to count, to go through, or as a frame."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Generic, TypeVar

import pyarrow as pa

from sitrep.door.columns import Column
from sitrep.door.frames import Value, arrow_of, pandas_of, polars_of
from sitrep.door.showing import SHOWN_ROWS, html_table
from sitrep.model.errors import UsageError
from sitrep.model.fields import Record, text_at
from sitrep.model.identity import JSON
from sitrep.redaction import Audience

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

V = TypeVar("V")


class Flat(ABC):
    """Whatever has flat rows: as an Arrow table, as a frame, and as a notebook shows it."""

    @property
    @abstractmethod
    def title(self) -> str:
        """What it is, in some words."""

    @abstractmethod
    def arrow(self) -> pa.Table:
        """One flat row a line, as an Arrow table."""

    def df(self) -> "pd.DataFrame":
        """One flat row a line, as a pandas frame of nullable types. Raises UsageError where there is no pandas."""
        return pandas_of(self.arrow())

    def pl(self) -> "pl.DataFrame":
        """One flat row a line, as a polars frame. Raises UsageError where there is no polars."""
        return polars_of(self.arrow())

    def __repr__(self) -> str:
        return f"<{self.title}>"

    @abstractmethod
    def _first(self) -> tuple[Sequence[str], list[Sequence[object]]]:
        """The columns that a notebook shows, and their cells in the first rows."""

    def _repr_html_(self) -> str:
        names, rows = self._first()
        return html_table(f"{self.title}; the first {len(rows)}", names, rows)


@dataclass(frozen=True, slots=True)
class Loaded:
    """Lines as they are, and what makes the same lines with what only their flat rows say; None where that is none."""

    lines: list[Record]
    beside: Callable[[], Iterable[Record]] | None = None


@dataclass(frozen=True, repr=False)
class Table(Flat, Generic[V]):
    """Lines of one kind under one profile. They are loaded once, at the first look, and stay as they were then.

    `load` gives the lines of a profile, `view` what one of them is in Python; `shown` are the columns
    that a notebook shows of its first rows.
    """

    name: str
    columns: Mapping[str, Column]
    view: Callable[[Record], V]
    load: Callable[[Audience], Loaded]
    shown: tuple[str, ...]
    profile: Audience = Audience.INTERNAL

    def as_seen_by(self, profile: str) -> "Table[V]":
        """The same lines as `public` or `partner` may see them. Raises UsageError for a profile that there is not."""
        if profile not in {audience.value for audience in Audience}:
            raise UsageError(f"there is no profile {profile!r}; the profiles are {', '.join(Audience)}")
        return replace(self, profile=Audience(profile))

    @cached_property
    def _loaded(self) -> Loaded:
        return self.load(self.profile)

    @property
    def _lines(self) -> list[Record]:
        return self._loaded.lines

    @cached_property
    def _by_id(self) -> dict[str | None, Record]:
        return {text_at(line, "id"): line for line in self._lines}

    def __len__(self) -> int:
        return len(self._lines)

    def __iter__(self) -> Iterator[V]:
        return map(self.view, self._lines)

    def __getitem__(self, key: int | str) -> V:
        """The line at a position, or the one with an id. Raises IndexError or KeyError where there is none."""
        if isinstance(key, int):
            return self.view(self._lines[key])
        found = self._by_id.get(key)
        if found is None:
            raise KeyError(f"{key}: none of the {len(self)} {self.name} has this id")
        return self.view(found)

    def records(self) -> list[dict[str, JSON]]:
        """The whole lines as plain dicts, nested as `sitrep claims` prints them."""
        return [dict(line) for line in self._lines]

    @cached_property
    def _table(self) -> pa.Table:
        beside = self._loaded.beside
        return arrow_of(self.columns, self._lines if beside is None else list(beside()))

    def arrow(self) -> pa.Table:
        """One flat row a line, as an Arrow table."""
        return self._table

    def _first(self) -> tuple[Sequence[str], list[Sequence[object]]]:
        rows = [[self.columns[name].cell(line) for name in self.shown] for line in self._lines[:SHOWN_ROWS]]
        return self.shown, [*rows]

    @property
    def title(self) -> str:
        """How many lines of what, and who may see them."""
        return f"{len(self)} {self.name}, {self.profile}"


@dataclass(frozen=True, repr=False)
class Rows(Flat):
    """What a query gave: rows as plain dicts, or a frame."""

    table: pa.Table

    def __len__(self) -> int:
        return len(self.table)

    def __iter__(self) -> Iterator[dict[str, Value]]:
        return iter(self.records())

    def __getitem__(self, number: int) -> dict[str, Value]:
        """The row at a position. Raises IndexError where there is none."""
        return self.records()[number]

    def records(self) -> list[dict[str, Value]]:
        """The rows as plain dicts."""
        found: list[dict[str, Value]] = self.table.to_pylist()
        return found

    def arrow(self) -> pa.Table:
        """The rows as an Arrow table."""
        return self.table

    def _first(self) -> tuple[Sequence[str], list[Sequence[object]]]:
        rows = self.table.slice(0, SHOWN_ROWS).to_pylist()
        return self.table.column_names, [list(row.values()) for row in rows]

    @property
    def title(self) -> str:
        """How many rows of how many columns."""
        return f"{len(self.table)} rows of {len(self.table.column_names)} columns"
