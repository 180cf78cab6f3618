"""Entries: one incident as lists, maps and timelines show it, flat, with nothing that its line does not say."""

from collections.abc import Iterable
from dataclasses import dataclass

from sitrep.model.fields import Record, number_at, record_at, records_at, text_at

# Weakest first.
CERTAINTIES = ("unverified", "possible", "probable", "certain")
REVIEWS = ("unreviewed", "partly", "reviewed")
_DAY = 10


@dataclass(frozen=True, slots=True)
class Entry:
    """An incident in brief. What its line leaves open is None or empty, never a default.

    `type` is the PLOVER type, else the kind of what happened. `start` and `end` are ISO days, both ends included.
    `radius_km` says how far round `lat`, `lon` it may have been. `certainty` is the strongest that any of its claims
    is made with. `killed_low` and `killed_high` are of the printed aggregate. Its pages were published from
    `published_first` to `published_last`, which does not say when it was.
    """

    id: str
    label: str
    type: str | None
    start: str | None
    end: str | None
    granularity: str | None
    lat: float | None
    lon: float | None
    radius_km: float | None
    precision: str | None
    place: str | None
    admin1: str | None
    country: str | None
    certainty: str | None
    review: str
    actors: tuple[str, ...]
    sources: tuple[str, ...]
    independent: int
    killed_low: int | None
    killed_high: int | None
    published_first: str | None = None
    published_last: str | None = None

    @property
    def dated(self) -> bool:
        """Whether it has a first or a last day."""
        return self.start is not None or self.end is not None

    @property
    def placed(self) -> bool:
        """Whether it can be drawn on a map."""
        return self.lat is not None and self.lon is not None


def strongest(certainties: Iterable[str | None]) -> str | None:
    """The strongest of the certainties given; None when none is known.

    >>> strongest(["unverified", None, "probable"])
    'probable'
    """
    known = [CERTAINTIES.index(c) for c in certainties if c in CERTAINTIES]
    return CERTAINTIES[max(known)] if known else None


def entry_of(line: Record, certainties: Iterable[str | None], published: Iterable[str | None] = ()) -> Entry:
    """An incident line in brief; of its claims `certainties`, and when their pages were `published`, in any order."""
    days = sorted(day for moment in published if (day := _day(moment)))
    lat, lon = number_at(line, "place", "lat"), number_at(line, "place", "lon")
    placed = lat is not None and lon is not None
    killed = ("quantities", "killed", "aggregate")
    return Entry(
        id=text_at(line, "id") or "",
        label=label_of(line),
        type=text_at(line, "type") or text_at(line, "kind"),
        start=_day(text_at(line, "time", "start")),
        end=_day(text_at(line, "time", "end")),
        granularity=text_at(line, "time", "granularity"),
        lat=lat if placed else None,
        lon=lon if placed else None,
        radius_km=number_at(line, "place", "radius_km"),
        precision=text_at(line, "place", "precision"),
        place=text_at(line, "place", "name"),
        admin1=text_at(line, "place", "admin1"),
        country=text_at(line, "place", "country"),
        certainty=strongest(certainties),
        review=text_at(line, "review", "state") or REVIEWS[0],
        actors=_names(records_at(line, "actors")),
        sources=_names(records_at(line, "speakers")),
        independent=int(number_at(line, "independent_sources") or 0),
        killed_low=_count(number_at(line, *killed, "low")),
        killed_high=_count(number_at(line, *killed, "high")),
        published_first=days[0] if days else None,
        published_last=days[-1] if days else None,
    )


def label_of(line: Record) -> str:
    """What kind of happening it is, in words: the finest that the line has.

    >>> label_of({"type": "ASSAULT", "acled": {"sub_event_type": "Armed clash"}}), label_of({"kind": "displacement"})
    ('Armed clash', 'Displacement')
    >>> label_of({})
    'Event of unknown kind'
    """
    acled = record_at(line, "acled")
    found = text_at(acled, "sub_event_type") or text_at(line, "type") or text_at(line, "kind")
    return (
        (found[0] + found[1:].lower()) if found and found.isupper() else (found or "event of unknown kind").capitalize()
    )


def _day(value: str | None) -> str | None:
    """The day of an ISO date or date-time."""
    return value[:_DAY] if value and len(value) >= _DAY else None


def _count(value: float | None) -> int | None:
    return None if value is None else int(value)


def _names(records: Iterable[Record]) -> tuple[str, ...]:
    """The names of actors or speakers, each once, in their order."""
    return tuple(dict.fromkeys(name for record in records if (name := text_at(record, "name"))))
