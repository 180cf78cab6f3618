"""The excerpt of the log that goes with an incident: its judgements whole, of all other lines only the hashes."""

from collections.abc import Iterable, Sequence

from sitrep.ledger.chains import LogRow
from sitrep.model.identity import JSON


def shown_lines(rows: Sequence[LogRow], names: Iterable[str]) -> list[int]:
    """The numbers of the lines that are about any of some claims and incidents, in order.

    With them come the lines that undo them, and those that say what was erased of them.
    """
    wanted, shown = set(names), set[int]()
    for row in rows:
        stone = row.tombstone()
        touches = stone is not None and any(line.number in shown for line in stone.lines)
        if touches or wanted.intersection(row.judgement().targets):
            shown.add(row.number)
            wanted.add(row.id)
    return sorted(shown)


def excerpt(rows: Iterable[LogRow], shown: Iterable[int]) -> list[dict[str, JSON]]:
    """Every line of the log in order: those shown as `sitrep log` prints them, the others by number and hashes."""
    whole = frozenset(shown)
    return [row.line() if row.number in whole else bare(row) for row in rows]


def bare(row: LogRow) -> dict[str, JSON]:
    """A line of which nothing is shown but where it stands in the chain."""
    return {"number": row.number, "previous": row.previous, "hash": row.hash}
