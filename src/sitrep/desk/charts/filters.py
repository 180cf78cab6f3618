"""Filters: what of a case is shown, as it stands in an address, and which entries pass."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import parse_qsl, urlencode

from sitrep.desk.charts.entries import CERTAINTIES, REVIEWS, Entry
from sitrep.desk.charts.naming import folded, is_there, other_spellings, sought
from sitrep.gazetteer import Gazetteer
from sitrep.resolve.ontology import load_ontology

KINDS = ("displacement", "control", "recovery", "damage", "casualties", "other")
# What each field of an address means.
FIELDS = {
    "from": "The first day, as 2015-12-01: what may have been on it or later.",
    "to": "The last day, as 2015-12-31: what may have been on it or earlier.",
    "type": "A PLOVER type or a kind; may be given several times.",
    "actor": "Part of the name of somebody who is said to have done it.",
    "source": "Part of the name of an independent source.",
    "certainty": "The strongest certainty of its claims; may be given several times.",
    "review": "How far it is reviewed; may be given several times.",
    "place": "A place, province or country: part of a name, another spelling, a people, or a code (YEM, YE, YE-TA).",
    "undated": "“published”: with a period, what has no date passes by the days on which its pages were published.",
}
PUBLISHED = "published"
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked for; what is empty or None asks for nothing.

    `since` and `until` are days, both included: an entry passes when its own time may overlap them. `types`,
    `certainties` and `reviews` pass what is any of theirs. `actor` and `source` are parts of names, compared without
    case and accents; `place` is compared as `sitrep.desk.charts.naming` says, `spellings` being other spellings of it.
    With `undated`, what has no day passes when a page that tells of it was published in the period.
    """

    since: date | None = None
    until: date | None = None
    types: tuple[str, ...] = ()
    actor: str = ""
    source: str = ""
    certainties: tuple[str, ...] = ()
    reviews: tuple[str, ...] = ()
    place: str = ""
    undated: bool = False
    spellings: frozenset[str] = field(default=frozenset(), compare=False)


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters of an address, and in a sentence each what of it was not understood and is left out."""

    filters: Filters
    problems: tuple[str, ...] = ()


def known_types() -> tuple[str, ...]:
    """Every type and kind that an incident can have."""
    return (*sorted(load_ontology().modes), *KINDS)


def parse_filters(query: str) -> Asked:
    """The filters in a query string. Keys that are no filters are others' business and passed over.

    >>> parse_filters("from=2015-12-01&type=ASSAULT&place=Idlib&page=2").filters.place
    'Idlib'
    >>> parse_filters("from=yesterday").problems
    ('“from” is “yesterday”, which is no day; write it as 2015-12-31.',)
    """
    values: dict[str, list[str]] = {}
    for key, value in parse_qsl(query, keep_blank_values=False, max_num_fields=_LONGEST):
        values.setdefault(key, []).append(value.strip())
    problems: list[str] = []
    filters = Filters(
        since=_day(values, "from", problems),
        until=_day(values, "to", problems),
        types=_among(values, "type", known_types(), problems),
        actor=_text(values, "actor"),
        source=_text(values, "source"),
        certainties=_among(values, "certainty", CERTAINTIES, problems),
        reviews=_among(values, "review", REVIEWS, problems),
        place=_text(values, "place"),
        undated=bool(_among(values, "undated", (PUBLISHED,), problems)),
    )
    if filters.since and filters.until and filters.since > filters.until:
        problems.append(f"“from” ({filters.since}) is after “to” ({filters.until}); no incident can be in between.")
    return Asked(filters, tuple(problems))


def query_of(filters: Filters) -> str:
    """The query string of filters, so that `parse_filters` gives them back; empty for none.

    >>> query_of(Filters(date(2015, 12, 1), types=("ASSAULT",), place="Tal Abyad"))
    'from=2015-12-01&type=ASSAULT&place=Tal+Abyad'
    """
    pairs = [
        ("from", filters.since.isoformat() if filters.since else ""),
        ("to", filters.until.isoformat() if filters.until else ""),
        *(("type", name) for name in filters.types),
        ("actor", filters.actor),
        ("source", filters.source),
        *(("certainty", name) for name in filters.certainties),
        *(("review", name) for name in filters.reviews),
        ("place", filters.place),
        ("undated", PUBLISHED if filters.undated else ""),
    ]
    return urlencode([(key, value) for key, value in pairs if value])


def without_time(filters: Filters) -> Filters:
    """The same filters over all of time."""
    return replace(filters, since=None, until=None, undated=False)


def spelled(asked: Asked, gazetteer: Gazetteer | None) -> Asked:
    """The same filters with the other spellings of their place that a gazetteer knows."""
    filters = asked.filters
    return replace(asked, filters=replace(filters, spellings=other_spellings(filters.place, gazetteer)))


def passes(entry: Entry, filters: Filters) -> bool:
    """Whether an entry is what the filters ask for. An entry without a day does not pass a period."""
    return (
        in_period(entry, filters)
        and (not filters.types or entry.type in filters.types)
        and (not filters.certainties or entry.certainty in filters.certainties)
        and (not filters.reviews or entry.review in filters.reviews)
        and (not filters.actor or is_part_of(filters.actor, entry.actors))
        and (not filters.source or is_part_of(filters.source, entry.sources))
        and (not filters.place or is_there(entry, sought(filters.place, filters.spellings)))
    )


def in_period(entry: Entry, filters: Filters) -> bool:
    """Whether an entry's time may overlap the days asked for; an end that its line leaves open is open."""
    if filters.since is None and filters.until is None:
        return True
    if entry.dated:
        return _overlaps((entry.start, entry.end), filters)
    return filters.undated and published_in(entry, filters)


def published_in(entry: Entry, filters: Filters) -> bool:
    """Whether pages on an entry were published from some day before the end asked for to some day after the start."""
    return entry.published_first is not None and _overlaps((entry.published_first, entry.published_last), filters)


def _overlaps(days: tuple[str | None, str | None], filters: Filters) -> bool:
    start, end = days
    ends_before = filters.since is not None and end is not None and end < filters.since.isoformat()
    starts_after = filters.until is not None and start is not None and start > filters.until.isoformat()
    return not ends_before and not starts_after


def select_entries(entries: Iterable[Entry], filters: Filters) -> tuple[Entry, ...]:
    """The entries that pass, in their order."""
    return tuple(entry for entry in entries if passes(entry, filters))


def is_part_of(asked: str, names: Iterable[str | None]) -> bool:
    """Whether what is asked for stands in one of some names, without regard to case and accents."""
    part = folded(asked)
    return any(part in folded(name) for name in names if name)


def _text(values: Mapping[str, list[str]], key: str) -> str:
    return next(iter(values.get(key, [])), "")[:_LONGEST]


def _day(values: Mapping[str, list[str]], key: str, problems: list[str]) -> date | None:
    """The day under a key; None, with a sentence in `problems`, for what is none."""
    value = _text(values, key)
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        problems.append(f"“{key}” is “{value}”, which is no day; write it as 2015-12-31.")
        return None


def _among(values: Mapping[str, list[str]], key: str, known: Iterable[str], problems: list[str]) -> tuple[str, ...]:
    """The known values under a key, without regard to case; each unknown one gets a sentence in `problems`."""
    names = {name.casefold(): name for name in known}
    asked = [value for value in values.get(key, []) if value]
    problems += [
        f"“{key}” is “{value[:_LONGEST]}”, which is none of {', '.join(names.values())}."
        for value in asked
        if value.casefold() not in names
    ]
    return tuple(dict.fromkeys(names[value.casefold()] for value in asked if value.casefold() in names))
