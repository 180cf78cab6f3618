"""Entries in words: when, where and how many, as a table or a list says it, with how well it is known."""

from datetime import date

from sitrep.desk.charts.entries import Entry
from sitrep.model.identity import JSON
from sitrep.views.phrases import NO_DATE, NO_FIGURE, NO_PLACE, REVIEWED, located


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
        return f"up to {say_day(entry.end)}" if entry.end else _published(entry)
    if entry.end is None:
        return f"from {say_day(entry.start)}"
    if entry.start == entry.end:
        return say_day(entry.start)
    return f"{say_day(entry.start)} to {say_day(entry.end)}"


def where(entry: Entry) -> str:
    """The place of an entry with its radius; says so when it has none."""
    if not entry.placed:
        return NO_PLACE
    return located(
        {
            "name": entry.place,
            "admin1": entry.admin1,
            "country": entry.country,
            "precision": entry.precision,
            "radius_km": entry.radius_km,
        }
    )


def _published(entry: Entry) -> str:
    """That there is no day, and on which days the pages were published that tell of it."""
    first, last = entry.published_first, entry.published_last
    if first is None or last is None:
        return NO_DATE
    days = f"on {say_day(first)}" if first == last else f"from {say_day(first)} to {say_day(last)}"
    return f"{NO_DATE}; published {days}"


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
        "killed": killed(entry) or NO_FIGURE,
        "sources": entry.independent,
        "certainty": entry.certainty or "not known",
        "review": reviewed(entry),
        "placed": entry.placed,
        "place": entry.place or "",
    }
