"""What templates say records with: the phrases of every card, under the names that templates know them by."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode

from sitrep.desk.reading.graphic import is_graphic
from sitrep.desk.telling.values import party_name
from sitrep.model.fields import Record, records_at, text_at
from sitrep.model.identity import JSON, canonical
from sitrep.serve.laying import laid_out, unshowable
from sitrep.serve.sealing import is_drawn
from sitrep.views.phrases import (
    NO_FIGURE,
    REVIEWED,
    STANCES,
    actor_words,
    bounds,
    heading,
    listed,
    located,
    position_words,
    printable,
    several,
    when,
)


def incident_name(incident: Record) -> str:
    """What kind of incident it is, in words: "Air/drone strike"; "statements" where nothing but denials is told."""
    if title := text_at(incident, "title"):
        return title
    acled = incident.get("acled")
    kind = text_at(acled, "sub_event_type") if isinstance(acled, dict) else None
    return kind or (text_at(incident, "type") or text_at(incident, "kind") or "event told of").capitalize()


def who_did(record: Record, role: str) -> str:
    """The actors or recipients of an incident or event; "not said" where there are none."""
    return listed((actor_words(actor) for actor in records_at(record, role)), "; ") or "not said"


def day_words(record: Record) -> str:
    """The days of an incident without the page's words for them."""
    time = record.get("time")
    plain = {key: value for key, value in time.items() if key != "span"} if isinstance(time, dict) else None
    return when({"time": plain}) or "not known"


# How the day of a page's publication is known.
DAYS_FROM: Mapping[str, str] = {
    "input": "what it was added with",
    "metadata": "the page's metadata",
    "banner": "the line above the text",
    "dateline": "its dateline",
    "byline": "its byline",
    "url": "its address",
}
# How much of a value is shown beside a field.
BRIEF = 160


def briefly(value: JSON) -> str:
    """A value as a person reads it: a name, a number, or the beginning of what it holds.

    >>> briefly(None), briefly("Idlib"), briefly(7)
    ('nothing', '“Idlib”', '7')
    """
    if value is None:
        return "nothing"
    if isinstance(value, str):
        return f"“{printable(value)}”"
    if isinstance(value, dict) and isinstance(value.get("name"), str):
        return f"“{printable(str(value['name']))}”"
    shown = printable(canonical(value))
    return shown if len(shown) <= BRIEF else f"{shown[:BRIEF]}…"


def muted(text: str, covered: str = "Graphic description, covered") -> str:
    """A text where no cover can stand: the text, or that it is covered where it describes violence in detail.

    >>> muted("Shells hit a mill"), muted("Dogs dragged body parts along the canal")
    ('Shells hit a mill', 'Graphic description, covered')
    """
    return covered if is_graphic(text) else text


def titled(title: str | None, otherwise: str | None) -> str:
    """What a link to a page says: its title, that this is covered, or what else the page is known by."""
    return muted(title, "Graphic title, covered") if title else otherwise or "a page"


def moment(given: str) -> str:
    """An ISO date-time as a person reads it; anything else as it is.

    >>> moment("2026-11-30T11:10:24+00:00"), moment("2015-12-23")
    ('2026-11-30 11:10 UTC', '2015-12-23')
    """
    try:
        found = datetime.fromisoformat(given)
    except ValueError:
        return given
    if "T" not in given and " " not in given:
        return given
    return f"{found.astimezone(UTC):%Y-%m-%d %H:%M} UTC" if found.tzinfo is not None else f"{found:%Y-%m-%d %H:%M}"


def with_value(query: str, key: str, value: str) -> str:
    """A query string with one key given another value.

    >>> with_value("place=Yemenn&from=2015-12-01", "place", "Yemen (YEM)")
    'from=2015-12-01&place=Yemen+%28YEM%29'
    """
    return urlencode([*((k, v) for k, v in parse_qsl(query) if k != key), (key, value)])


FILTERS: Mapping[str, Callable[..., Any]] = {
    "bounds": lambda record: bounds(record) or "not decided",
    "claim_actor": actor_words,
    "day": day_words,
    "briefly": briefly,
    "day_from": lambda method: DAYS_FROM.get(method, method),
    "claim_heading": heading,
    "is_drawn": is_drawn,
    "moment": moment,
    "muted": muted,
    "laid_out": laid_out,
    "unshowable": unshowable,
    "incident_name": incident_name,
    "is_graphic": is_graphic,
    "figure": lambda figure: figure or NO_FIGURE,
    "reviewed": lambda state: REVIEWED.get(state, state),
    "with_value": with_value,
    "place": lambda record: located(record or {}),
    "party": party_name,
    "plain": lambda text: printable(str(text)),
    "position": position_words,
    "several": several,
    "titled": titled,
    "stance": lambda stance: STANCES.get(stance, stance),
    "when": lambda record: when(record) or "not known",
    "who": who_did,
}
