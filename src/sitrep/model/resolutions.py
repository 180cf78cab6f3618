"""Opinions about the world: what a mention is taken to be, with rivals and reasons."""

from dataclasses import dataclass

from sitrep.model.annotations import PlaceMention, Timex
from sitrep.model.spans import Span
from sitrep.model.values import quick


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of time, both ends inclusive ISO dates or date-times; None is open.

    `anchor` is `published`, `dateline`, `none`, or a Span of the text. `timex` is a TIMEX3 value.
    """

    start: str | None
    end: str | None
    granularity: str
    timex: str
    anchor: str | Span


@dataclass(frozen=True, slots=True)
class TimeResolution:
    """The interval a time expression is taken to mean, or None with the reason."""

    timex: Timex
    interval: Interval | None
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class EventTime:
    """When an event is taken to have been: the expression that says so, the days, and the named rule that chose it."""

    trigger: Span
    timex: Timex | None
    interval: Interval | None
    rule: str


@quick
@dataclass(frozen=True, slots=True)
class Candidate:
    """A place of the gazetteer that a name may mean, with its score; `pcode` where a file of them was built in."""

    name: str
    lat: float
    lon: float
    geonames_id: int | None
    country: str | None
    admin1: str | None
    admin1_code: str | None
    kind: str
    population: int
    source: str
    score: float = 0.0
    reasons: tuple[str, ...] = ()
    pcode: str | None = None
    pcode_version: str | None = None


@dataclass(frozen=True, slots=True)
class PlaceResolution:
    """The place a mention is taken to be, or None with the reason; rivals are kept.

    `precision` is `exact`, `near`, `admin2`, `admin1`, `region` or `country`; `radius_km` the
    distance within which the place is meant to lie.
    """

    span: Span
    name: str
    chosen: Candidate | None
    precision: str | None
    radius_km: float | None
    rivals: tuple[Candidate, ...]
    method: str
    reason: str


@dataclass(frozen=True, slots=True)
class EventPlace:
    """Where an event is taken to have been: the mention that says so, and the named rule that chose it."""

    trigger: Span
    place: PlaceMention | None
    rule: str


@dataclass(frozen=True, slots=True)
class CodeResolution:
    """The codes of other schemes for one event: CAMEO, ACLED, UCDP, with the rule that gave them."""

    trigger: Span
    cameo: str | None
    acled_type: str | None
    acled_sub_type: str | None
    ucdp_violence: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class ActorResolution:
    """What the table of known actors says of a mention at the page's date, where the words say nothing.

    `country` is ISO 3166-1 alpha-3, `IGO` or `NGO`; `roles` are PLOVER sectors. `row` is the key of the table's row.
    """

    span: Span
    country: str | None
    roles: tuple[str, ...]
    row: str
    reason: str


@dataclass(frozen=True, slots=True)
class Resolutions:
    """All opinions about one document's mentions."""

    times: tuple[TimeResolution, ...] = ()
    places: tuple[PlaceResolution, ...] = ()
    codes: tuple[CodeResolution, ...] = ()
    actors: tuple[ActorResolution, ...] = ()
    event_times: tuple[EventTime, ...] = ()
    event_places: tuple[EventPlace, ...] = ()
