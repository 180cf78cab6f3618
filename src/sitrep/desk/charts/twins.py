"""The table beside a map or a timeline: the same entries in words, a part at a time, with the filters as asked for."""

from collections.abc import Sequence
from dataclasses import replace

from sitrep.desk.charts.entries import CERTAINTIES, REVIEWS, Entry
from sitrep.desk.charts.filters import PUBLISHED, Asked, Filters, known_types, query_of, select_entries, without_time
from sitrep.desk.charts.mapping import counts_of
from sitrep.desk.charts.phrases import row_of
from sitrep.desk.charts.suggesting import nearest, offered
from sitrep.desk.charts.timelines import by_day
from sitrep.model.identity import JSON
from sitrep.views.phrases import PRECISIONS, REVIEWED

ROWS = 50


def twin_view(entries: Sequence[Entry], asked: Asked, part: int) -> dict[str, JSON]:
    """The table of the entries that pass, from the earliest on, and what its page needs around it.

    Raises LookupError for a part that there is not.
    """
    passed = by_day(select_entries(entries, asked.filters))
    parts = max(1, -(-len(passed) // ROWS))
    if part > parts:
        raise LookupError(f"the table has {parts} parts, and no part {part}")
    return {
        **asked_view(asked, entries),
        "counts": counts_of(entries, asked.filters),
        "rows": [row_of(entry) for entry in passed[(part - 1) * ROWS : part * ROWS]],
        "total": len(passed),
        "part": part,
        "parts": parts,
        "words": {"precision": {**PRECISIONS}, "review": {**REVIEWED}},
        "query_at_any_time": query_of(without_time(asked.filters)),
    }


def asked_view(asked: Asked, entries: Sequence[Entry] = ()) -> dict[str, JSON]:
    """What a form for filters shows: what was asked for, what of it was not understood, what can be chosen.

    `offered` and `nearest` are names that the entries have, the second where nothing passes.
    """
    return {
        "asked": asked_for(asked.filters),
        "problems": [*asked.problems],
        "filtered": asked.filters != Filters(),
        "choices": choices(),
        "offered": offered(entries),
        "nearest": nearest(entries, asked.filters),
        "query_with_undated": query_of(replace(asked.filters, undated=True)),
        "query": query_of(asked.filters),
    }


def asked_for(filters: Filters) -> dict[str, JSON]:
    """Filters under the names that their fields have in an address."""
    return {
        "from": filters.since.isoformat() if filters.since else "",
        "to": filters.until.isoformat() if filters.until else "",
        "type": [*filters.types],
        "actor": filters.actor,
        "source": filters.source,
        "certainty": [*filters.certainties],
        "review": [*filters.reviews],
        "place": filters.place,
        "undated": PUBLISHED if filters.undated else "",
    }


def choices() -> dict[str, JSON]:
    """What can be chosen among, value and words."""
    return {
        "type": [[name, name.capitalize()] for name in known_types()],
        "certainty": [[name, name] for name in reversed(CERTAINTIES)],
        "review": [[name, REVIEWED[name]] for name in REVIEWS],
    }
