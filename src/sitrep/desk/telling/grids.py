"""The grid of an incident: a row for each source on each page, a column for each field, a quotation in every cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sitrep.desk.telling.cells import Read, columns_of
from sitrep.desk.telling.marks import Mark, marks_of, told
from sitrep.link.contradictions import CONTRADICTS
from sitrep.link.figures import Figure, day_of
from sitrep.link.incidents import Account
from sitrep.link.voices import document_of, innermost, is_withdrawn, page_order
from sitrep.model.fields import Record, record_at, records_at, text_at
from sitrep.model.identity import JSON

# A date after all others, for rows of which nobody knows when they were said.
UNDATED = "9999"


@dataclass(slots=True)
class Row:
    """A source on a page: its claims there, and the rows of copied pages that say the same."""

    key: str
    document: str
    claims: list[Record]
    date: str | None
    copies: list["Row"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Item:
    """One value that a row gives in a column, with the quotations of each claim that gives it, and all these claims."""

    value: str
    quotations: Mapping[tuple[str, ...], list[str]]
    notes: tuple[str, ...] = ()

    claims: tuple[str, ...] = ()


def grid_of(account: Account, copies: Mapping[str, str], sources: Mapping[str, Sequence[str]]) -> dict[str, JSON]:
    """The grid of an incident's claims.

    `copies` lead from a document to the one whose text it copies; `sources` are the claims that count, by independent
    source. Gives `columns` and `rows`; a row has `cells` by column, each a list of values with their quotations,
    empty where the source is silent. What a copied page only repeats is folded under the row that it repeats.
    """
    columns = columns_of(account.claims)
    rows = folded(rows_of(account), account, copies, columns)
    counted = {claim for claims in sources.values() for claim in claims}
    marks = marks_of(account.differences)
    shown: list[JSON] = []
    for row in rows:
        items = {name: items_of(row, read, name, account.figures) for name, (_, read) in columns.items()}
        cells: dict[str, JSON] = {name: _cell(name, items, marks, account) for name in items}
        shown.append(
            {**_head(row, account, counted, copies), "cells": cells, "differs": any(map(_has_dispute, cells.values()))}
        )
    return {
        "columns": [_column(name, title, shown) for name, (title, _) in columns.items()],
        "rows": shown,
        "all_rows": len(shown),
        "only_disputes": False,
    }


def in_dispute(grid: Record) -> dict[str, JSON]:
    """A grid with only the columns in which values contradict each other, and only the rows that have such a value."""
    columns = [column for column in records_at(grid, "columns") if column["disputed"]]
    names = [text_at(column, "name") or "" for column in columns]
    rows = [
        row
        for row in records_at(grid, "rows")
        if any(is_disputed(item) for name in names for item in records_at(record_at(row, "cells"), name))
    ]
    return {
        **grid,
        "columns": [dict(one) for one in columns],
        "rows": [dict(one) for one in rows],
        "only_disputes": True,
    }


def _has_dispute(cell: JSON) -> bool:
    return isinstance(cell, list) and any(is_disputed(item) for item in cell if isinstance(item, dict))


def is_disputed(item: Record) -> bool:
    """Whether a value of a cell contradicts another."""
    return any(mark.get("relation") == CONTRADICTS for mark in records_at(item, "marks"))


def rows_of(account: Account) -> list[Row]:
    """The rows of an incident, the first said first; of one day an original before its copies."""
    found: dict[tuple[str, str], Row] = {}
    for claim in account.claims:
        key, document = account.spoken[text_at(claim, "id") or ""].key, document_of(claim)
        row = found.setdefault((key, document), Row(key, document, [], None))
        row.claims.append(claim)
        row.date = min((day for day in (row.date, day_of(claim)) if day), default=None)
    return [*found.values()]


def folded(
    rows: Sequence[Row], account: Account, copies: Mapping[str, str], columns: Mapping[str, tuple[str, Read]]
) -> list[Row]:
    """The rows in order, those of copied pages that say nothing else under the rows that they repeat."""
    kept: list[Row] = []
    originals = [row for row in rows if row.document not in copies]
    for row in rows:
        of_text = [one for one in originals if one.document == copies.get(row.document)]
        own = [one for one in of_text if one.key == row.key or (is_own_voice(one) and is_own_voice(row))]
        home = next((one for one in own if values_of(row, columns) <= values_of(one, columns)), None)
        if home is None:
            kept.append(row)
        else:
            home.copies.append(row)
    name = {row.key: account.spoken[text_at(row.claims[0], "id") or ""].name for row in rows}
    return sorted(kept, key=lambda row: (row.date or UNDATED, row.document in copies, name[row.key], row.document))


def is_own_voice(row: Row) -> bool:
    """Whether a row is what a page says without naming a source."""
    return all(not innermost(claim) for claim in row.claims)


def values_of(row: Row, columns: Mapping[str, tuple[str, Read]]) -> set[tuple[str, str]]:
    """All that a row says, by column."""
    return {(name, said.value) for claim in row.claims for name, (_, read) in columns.items() for said in read(claim)}


def items_of(row: Row, read: Read, column: str, figures: Sequence[Figure]) -> list[Item]:
    """The values that a row gives in a column, each once, in the order of the page."""
    found: dict[str, dict[tuple[str, ...], list[str]]] = {}
    for claim in sorted(row.claims, key=page_order):
        for said in read(claim):
            found.setdefault(said.value, {}).setdefault(said.words, []).append(text_at(claim, "id") or "")
    items = []
    for value, quotations in found.items():
        claims = tuple(dict.fromkeys(claim for named in quotations.values() for claim in named))
        items.append(Item(value, quotations, _notes(column, claims, figures), claims))
    return items


def _notes(column: str, claims: Sequence[str], figures: Sequence[Figure]) -> tuple[str, ...]:
    """Why none of the figures in a cell counts towards the sum; empty where one does."""
    own = [figure for figure in figures if figure.measure == column and figure.claim in claims]
    if not own or any(figure.counts for figure in own):
        return ()
    return tuple(dict.fromkeys(_reason(figure.left_out or "") for figure in own))


def _reason(reason: str) -> str:
    """A reason for leaving a figure out, in a cell: without the id of the claim that it names.

    >>> _reason("copy of c-1"), _reason("told as history")
    ('a copy', 'told as history')
    """
    short = {"copy of": "a copy", "the same source gave a later figure in": "the same source gave a later figure"}
    return next((words for lead, words in short.items() if reason.startswith(f"{lead} c-")), reason)


def _head(row: Row, account: Account, counted: set[str], copies: Mapping[str, str]) -> dict[str, JSON]:
    """Who speaks in a row, where and when, and what copies it."""
    first = row.claims[0]
    voice = account.spoken[text_at(first, "id") or ""]
    names = [text_at(claim, "id") or "" for claim in row.claims]
    return {
        "source": voice.name,
        "key": voice.key,
        "type": voice.type,
        "own_voice": is_own_voice(row),
        "counts": any(name in counted for name in names),
        "withdrawn": all(is_withdrawn(claim) for claim in row.claims),
        "date": row.date,
        "page": page_of(first),
        "copy_of": copies.get(row.document),
        "copies": [{**page_of(copy.claims[0]), "date": copy.date} for copy in row.copies],
        "claims": [*names],
    }


def page_of(claim: Record) -> dict[str, JSON]:
    """What a row says of its page."""
    return {key: text_at(claim, "document", key) for key in ("id", "external_id", "title", "outlet", "published")}


def _cell(
    column: str, row: Mapping[str, Sequence[Item]], marks: Mapping[str, Sequence[Mark]], account: Account
) -> list[JSON]:
    """The values of a cell with their quotations and how they stand to those of others."""
    return [
        {
            "value": item.value,
            "quotations": [{"words": [*words], "claims": [*claims]} for words, claims in item.quotations.items()],
            "notes": [*item.notes],
            "marks": told(_marks_in(column, item, row, marks), lambda claim: account.spoken[claim].name),
        }
        for item in row[column]
    ]


def _marks_in(
    column: str, item: Item, row: Mapping[str, Sequence[Item]], marks: Mapping[str, Sequence[Mark]]
) -> list[Mark]:
    """The marks of an item; of a claim with several values in the column those of this value alone."""
    kept = []
    for claim in item.claims:
        speaks = {name for name, items in row.items() if any(claim in other.claims for other in items)}
        values = [other for other in row[column] if other is not item and claim in other.claims]
        for mark in marks.get(claim, ()):
            # The first of its columns in which the claim says anything.
            if next((name for name in mark.columns if name in speaks), None) != column:
                continue
            if not values or _is_of(mark, item) or not any(_is_of(mark, other) for other in values):
                kept.append(mark)
    return kept


def _is_of(mark: Mark, item: Item) -> bool:
    """Whether a mark is of an item's own value: "36" of "36 civilians"."""
    return item.value == mark.value or item.value.startswith(f"{mark.value} ")


def _column(name: str, title: str, rows: Sequence[JSON]) -> JSON:
    """A column's head: how many rows say something, and whether any two contradict each other."""
    cells = [row["cells"][name] for row in rows if isinstance(row, dict) and isinstance(row["cells"], dict)]
    found = [item for cell in cells if isinstance(cell, list) for item in cell if isinstance(item, dict)]
    disputed = {str(item["value"]) for item in found if is_disputed(item)}
    return {"name": name, "title": title, "said": sum(bool(cell) for cell in cells), "disputed": [*sorted(disputed)]}
