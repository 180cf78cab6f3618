"""Who did it and to whom, where a shape has one cell for each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sitrep.export.losses import Lost
from sitrep.export.shapes.sheets import joined
from sitrep.export.shapes.telling import disputed_fields
from sitrep.export.shapes.withheld import shown
from sitrep.link.parties import parties_among
from sitrep.model.fields import Record, records_at, text_at


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an incident: its `name` where the accounts agree, the `others` told of, whether it is `disputed`."""

    name: str | None
    others: tuple[str, ...]
    disputed: bool


def side_of(incident: Record, key: str) -> Side:
    """The `actors` or `recipients` of an incident line as one name.

    Where accounts contradict each other none is chosen: all are `others`.
    """
    people = parties_among(records_at(incident, key))
    names = tuple(dict.fromkeys(name for person in people if (name := shown(text_at(person, "name")))))
    if key in disputed_fields(incident):
        return Side(None, names, disputed=True)
    return Side(names[0] if names else None, names[1:], disputed=False)


def _withheld(incident: Record, key: str) -> int:
    """How many of one side a profile names to nobody."""
    names = [text_at(person, "name") for person in records_at(incident, key)]
    return sum(name is not None and shown(name) is None for name in names)


def sides_lost(incident: Record, columns: Mapping[str, str]) -> Iterator[Lost]:
    """Yield whom the one name in the column of each side leaves out, and how many a profile names to nobody."""
    row = text_at(incident, "id") or ""
    for key, column in columns.items():
        side = side_of(incident, key)
        if side.others:
            why = "accounts contradict each other: none is chosen" if side.disputed else "the column holds one name"
            yield Lost(row, key, joined(side.others) or "", f"{column}: {why}")
        if number := _withheld(incident, key):
            yield Lost(row, key, f"{number} withheld", f"{column}: the profile withholds the name")
