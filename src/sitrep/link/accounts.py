"""What linking compares: accounts, each one page's telling of one happening."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from sitrep.gazetteer.names import fold
from sitrep.link.pages.incident import Happening, happenings, incident_of
from sitrep.link.parting import is_period, is_tally, parted
from sitrep.link.sides import is_harm
from sitrep.link.words import LEAD_CHARACTERS, READ_CHARACTERS, ages_in, headline_of, names_in, proper_in, terms_in
from sitrep.model.fields import Record, flag_at, number_at, record_at, records_at, text_at

STORY = "story"
"""The family of an account of a page that tells of no codable event."""
PERIOD = "period"
"""The family of an account of what is told of a long time: sorties since a campaign began."""
FIGURES = ("killed", "injured")
# Relations of a place where something happens; from others it only comes or goes.
HERE = ("at", "near")
# Types of actors that a name tells apart; "police" or "residents" are the same everywhere.
PERSONS = ("person", "civilians", None)


@dataclass(frozen=True, slots=True)
class Page:
    """What linking asks of a page: the document of its claim lines, its text, its claim lines in order."""

    document: Record
    text: str
    claims: tuple[Record, ...]

    @property
    def id(self) -> str:
        """The document's id."""
        return text_at(self.document, "id") or ""


@dataclass(frozen=True, slots=True)
class Point:
    """A place of a happening: where, how exactly, how it is called."""

    lat: float
    lon: float
    radius_km: float
    precision: str
    name: str
    admin1: str | None
    country: str | None


@dataclass(frozen=True, slots=True)
class Account:
    """One page's telling of one happening.

    `claims` are ids in the order of the page; `family` is the happening's, "story" for a page with no codable
    event, "period" where a long time is told of and no happening;
    days are ordinals, inclusive; `actors` and `recipients` are keys of parties (`party_keys`), `names`
    those of persons told as harmed or accused, `mentions` every name in the account's words, `proper` every single
    word of a name; `told` are the single days that the account's claims name. What is taken from words is
    taken from the whole page for its main incident and for a story, and from the claims' own passages for another
    happening, which has no title and no lead.
    """

    document: str
    claims: tuple[str, ...]
    is_main: bool
    family: str
    sub_type: str | None
    published: int | None
    days: tuple[int, int] | None
    told: frozenset[int]
    places: tuple[Point, ...]
    actors: frozenset[str]
    recipients: frozenset[str]
    names: frozenset[str]
    equipment: frozenset[str]
    figures: Mapping[str, tuple[float, float]]
    words: Mapping[str, float]
    title: Mapping[str, float]
    lead: Mapping[str, float]
    mentions: frozenset[str]
    proper: frozenset[str]
    ages: frozenset[int]
    url: str | None
    outlet: str | None


def accounts_of(page: Page, apart: Collection[tuple[str, str]] = ()) -> list[Account]:
    """The accounts of a page in its order: one a happening said to have occurred, else one of its story.

    `apart` are pairs of claims that a person said are of different happenings.
    """
    found = [part for happening in happenings(page.claims, apart) for part in parted(happening)]
    return [_account(page, happening) for happening in found] or [_story(page)]


def day_of(text: str | None) -> int | None:
    """The ordinal of a date or the day of a date-time; None where it is none.

    >>> day_of("2016-02-03T10:00") == day_of("2016-02-03"), day_of("2016"), day_of(None)
    (True, None, None)
    """
    try:
        return date.fromisoformat((text or "")[:10]).toordinal()
    except ValueError:
        return None


def party_keys(actors: Iterable[Record]) -> frozenset[str]:
    """Keys under which sides are the same on two pages: the country, and the name of who has one.

    >>> sorted(party_keys([{"name": "Kenyan jets", "country": "KEN"}, {"name": "gunmen", "named": False}]))
    ['KEN']
    """
    found = set()
    for actor in actors:
        if country := text_at(actor, "country"):
            found.add(country)
        if actor.get("named") is True and text_at(actor, "type") != "person":
            found.add(fold(text_at(actor, "name") or ""))
    return frozenset(found - {""})


def person_names(actors: Iterable[Record]) -> frozenset[str]:
    """The names of persons among some actors, as `names_in` gives them."""
    persons = [actor for actor in actors if actor.get("named") is True and text_at(actor, "type") in PERSONS]
    return frozenset(chain.from_iterable(names_in(text_at(person, "name") or "") for person in persons))


def _point(place: Record) -> Point | None:
    """A place as a point; None without one."""
    lat, lon = number_at(place, "lat"), number_at(place, "lon")
    if lat is None or lon is None:
        return None
    name, precision = text_at(place, "name") or "", text_at(place, "precision") or ""
    radius = number_at(place, "radius_km") or 0.0
    return Point(lat, lon, radius, precision, name, text_at(place, "admin1"), text_at(place, "country"))


def _points(main: Record, events: Sequence[Record]) -> tuple[Point, ...]:
    """The places of a happening: the one chosen for it first, then the others of its claims, each once."""
    listed = [record_at(item, "place") for e in events for item in records_at(e, "places") if item["relation"] in HERE]
    places = [record_at(main, "place"), *(record_at(event, "place") for event in events), *listed]
    points = {(point.lat, point.lon): point for place in reversed(places) if (point := _point(place)) is not None}
    return tuple(reversed(points.values()))


def _days(time: Record) -> tuple[int, int] | None:
    """First and last day of an interval; None where either is open or not known."""
    start, end = day_of(text_at(time, "start")), day_of(text_at(time, "end"))
    return None if start is None or end is None else (start, end)


def _figures(main: Record) -> dict[str, tuple[float, float]]:
    """The low and high figure of each toll that a happening has."""
    found = {}
    for measure in FIGURES:
        quantity = record_at(main, measure)
        values = [v for key in ("low", "best", "high") if (v := number_at(quantity, key)) is not None]
        if values:
            found[measure] = (min(values), max(values))
    return found


def _account(page: Page, happening: Happening) -> Account:
    """The account of a happening."""
    main = incident_of(happening)
    events = [told.event for told in happening.told]
    own = {text_at(told.claim, "id") or "": told.claim for told in happening.told}
    text = read_part(page) if happening.is_main else "\n".join(_passages(own.values()))
    blamed = [record_at(claim, "event") for claim in happening.page if text_at(claim, "event", "type") == "ACCUSE"]
    people = [actor for event in events for key in ("actors", "recipients") for actor in records_at(event, key)]
    people += [actor for event in blamed for actor in records_at(event, "recipients")] if happening.is_main else []
    return Account(
        document=page.id,
        claims=tuple(own),
        is_main=happening.is_main,
        family=_family(happening),
        sub_type=text_at(main, "acled", "sub_event_type"),
        published=day_of(text_at(page.document, "published")),
        days=_days(record_at(main, "time")),
        told=_told(happening.page if happening.is_main else own.values()),
        places=_points(main, events),
        actors=party_keys(records_at(main, "actors")),
        recipients=party_keys(records_at(main, "recipients")),
        names=person_names(people),
        equipment=frozenset(
            name for event in events for item in records_at(event, "equipment") if (name := text_at(item, "kind"))
        ),
        figures=_figures(main),
        words=terms_in(text),
        title=_title(page) if happening.is_main else {},
        lead=_lead(page) if happening.is_main else {},
        mentions=names_in(text),
        proper=proper_in(text),
        ages=ages_in(text),
        url=text_at(page.document, "url"),
        outlet=text_at(page.document, "outlet"),
    )


def _family(happening: Happening) -> str:
    """The family of a happening; of violence that goes on for long a period.

    The time of a main incident may be a long one that was misread: only what a campaign counts makes it a period.
    """
    first = happening.told[0]
    is_long = is_tally(first.event) if happening.is_main else is_period(first, happening.page)
    return PERIOD if is_harm(first.event) and is_long else first.family


def _story(page: Page) -> Account:
    """The account of a page that tells of no codable event: its words."""
    text = read_part(page)
    none: frozenset[str] = frozenset()
    return Account(
        document=page.id,
        claims=(),
        is_main=True,
        family=STORY,
        sub_type=None,
        published=day_of(text_at(page.document, "published")),
        days=None,
        told=frozenset(),
        places=(),
        actors=none,
        recipients=none,
        names=none,
        equipment=none,
        figures={},
        words=terms_in(text),
        title=_title(page),
        lead=_lead(page),
        mentions=names_in(text),
        proper=proper_in(text),
        ages=ages_in(text),
        url=text_at(page.document, "url"),
        outlet=text_at(page.document, "outlet"),
    )


def read_part(page: Page) -> str:
    """What linking reads of a page: its title and the top of its text."""
    return f"{headline_of(text_at(page.document, 'title') or '')}\n{page.text[:READ_CHARACTERS]}"


def _title(page: Page) -> Counter[str]:
    """The words of the title."""
    return terms_in(headline_of(text_at(page.document, "title") or ""))


def _lead(page: Page) -> Counter[str]:
    """The words of the title and of the first lines."""
    return terms_in(f"{headline_of(text_at(page.document, 'title') or '')}\n{page.text[:LEAD_CHARACTERS]}")


def _told(claims: Iterable[Record]) -> frozenset[int]:
    """The single days that some claims tell of as news."""
    events = [event for claim in claims if not flag_at(event := record_at(claim, "event"), "historical")]
    spans = [days for event in events if (days := _days(record_at(event, "time"))) is not None]
    return frozenset(first for first, last in spans if first == last)


def _passages(claims: Iterable[Record]) -> list[str]:
    """The different passages that some claims stand on."""
    return list(dict.fromkeys(text_at(claim, "evidence", "text") or "" for claim in claims))
