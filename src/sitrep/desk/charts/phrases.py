"""Entries in words: when, where and how many, as a table or a list says it, with how well it is known."""

from datetime import date

from sitrep.desk.charts.entries import Entry
from sitrep.model.identity import JSON

# How well a place is known, in the words of maps and tables.
PRECISIONS = {
    "exact": "the named place",
    "near": "near the named place",
    "admin2": "somewhere in the district",
    "admin1": "somewhere in the province",
    "region": "somewhere in the region",
    "country": "somewhere in the country",
}
REVIEWED = {"unreviewed": "not reviewed", "partly": "partly reviewed", "reviewed": "reviewed"}


def say_day(iso: str) -> str:
    """A day as people write it.

    >>> say_day("2015-12-03")
    '3 December 2015'
    """
    day = date.fromisoformat(iso)
    return f"{day.day} {day:%B %Y}"


def when(entry: Entry) -> str:
    """The days that an entry may have been on."""
    if entry.start is None:
        return f"up to {say_day(entry.end)}" if entry.end else "no date"
    if entry.end is None:
        return f"from {say_day(entry.start)}"
    if entry.start == entry.end:
        return say_day(entry.start)
    return f"{say_day(entry.start)} to {say_day(entry.end)}"


def where(entry: Entry) -> str:
    """The place of an entry with its radius; says so when it has none."""
    if not entry.placed:
        return "no place known"
    name = ", ".join(dict.fromkeys(part for part in (entry.place, entry.admin1, entry.country) if part))
    known = PRECISIONS.get(entry.precision or "", "a place")
    return f"{name}: {known}, within about {entry.radius_km:g} km" if entry.radius_km else f"{name}: {known}"


def killed(entry: Entry) -> str:
    """How many were killed as the aggregate has it; empty when no source says, which is not none.

    >>> from sitrep.desk.charts.entries import entry_of
    >>> killed(entry_of({"quantities": {"killed": {"aggregate": {"low": 5, "high": 12}}}}, []))
    '5 to 12'
    """
    low, high = entry.killed_low, entry.killed_high
    if low is None:
        return "" if high is None else f"at most {high}"
    if high is None:
        return f"at least {low}"
    return f"{low}" if low == high else f"{low} to {high}"


def reviewed(entry: Entry) -> str:
    """The review state in words."""
    return REVIEWED.get(entry.review, entry.review)


def row_of(entry: Entry) -> dict[str, JSON]:
    """An entry as a row of a table."""
    return {
        "id": entry.id,
        "label": entry.label,
        "when": when(entry),
        "where": where(entry),
        "killed": killed(entry) or "no figure",
        "sources": entry.independent,
        "certainty": entry.certainty or "not known",
        "review": reviewed(entry),
        "placed": entry.placed,
        "place": entry.place or "",
    }
