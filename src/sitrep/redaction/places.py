"""Where something happened that must not be found by readers of an export: its first-order division instead."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from sitrep.gazetteer.index import PlaceNames
from sitrep.model.fields import Record, record_at, records_at, text_at, texts_at
from sitrep.model.identity import JSON
from sitrep.redaction.masking import PLACE
from sitrep.redaction.pages import COARSE, Words
from sitrep.redaction.words import phrase, rules

# Why a place is coarsened: a hospital, shelter or camp; what is to come or going on; a recent day, or none; a claim of
# the same incident, or of the same page, whose place is.
FACILITY, PLANNED, YOUNG, UNDATED = "facility", "planned", "young", "undated"
SAME_INCIDENT, SAME_PAGE, NAMED_SO = "same-incident", "same-page", "withheld-name"
_DAY = len("2015-12-20")
_GONE = ("geonames_id", "pcode", "pcode_version", "radius_km", "score")


def is_sensitive(line: Record, today: date, *, facilities_only: bool = False) -> bool:
    """Whether the place of a claim or incident is to be coarsened: for what is there, for what is to come, for its age.

    `facilities_only` asks for hospitals, shelters and camps alone, as the partner profile does.
    """
    return bool(why_sensitive(line, today, facilities_only=facilities_only))


def why_sensitive(line: Record, today: date, *, facilities_only: bool = False) -> tuple[str, ...]:
    """Why the place of a claim or incident is to be coarsened, as codes: FACILITY, PLANNED, YOUNG, UNDATED; or none."""
    found = [FACILITY] if has_facility(line) else []
    if not facilities_only:
        found += [PLANNED] if _is_early(_event(line)) else []
        age = _age(line, today)
        found += [age] if age else []
    return tuple(found)


def _event(line: Record) -> Record:
    """The event of a claim line; an incident line is its own."""
    return record_at(line, "event") if "evidence" in line else line


def has_facility(line: Record) -> bool:
    """Whether a hospital, shelter or camp stands among a line's places and those harmed, or in its words."""
    event = _event(line)
    people = [*records_at(event, "recipients"), *records_at(event, "actors")]
    texts = [
        text_at(line, "evidence", "text"),
        text_at(event, "place", "name"),
        text_at(event, "place", "span", "text"),
    ]
    texts += [text_at(record_at(role, "place"), "name") for role in records_at(event, "places")]
    texts += [text_at(passage, "text") for passage in records_at(line, "passages")]
    for one in people:
        texts += [text_at(one, "name"), text_at(one, "span", "text"), text_at(one, "refers_to", "text")]
    told = f" {' '.join(' '.join(phrase(text)) for text in texts if text)} "
    return any(f" {word.replace('-', ' ')} " in told for word in rules()["facility"])


def _is_early(event: Record) -> bool:
    """Whether a military event has not happened yet, or is going on."""
    if text_at(event, "status") not in rules()["early"]:
        return False
    armed = "military" in texts_at(event, "contexts") or bool(records_at(event, "equipment"))
    return armed or text_at(event, "type") not in rules()["peaceful"]


def _age(line: Record, today: date) -> str | None:
    """YOUNG for an event that is not surely old enough, UNDATED where no day is known; one not said is its page's."""
    event = _event(line)
    if not event:
        return None
    days = [_day(text_at(event, "time", key)) for key in ("end", "start")]
    pages = [_day(text_at(line, "document", "published"))]
    pages += [_day(text_at(document, "published")) for document in records_at(line, "documents")]
    known = [day for day in days if day] or [day for day in pages if day]
    limit = today - timedelta(days=int(next(iter(rules()["young_days"]))))
    if not known:
        return UNDATED
    return YOUNG if max(known) > limit else None


def _day(value: str | None) -> date | None:
    """The day of an ISO date or date-time, or None where it has none."""
    try:
        return date.fromisoformat((value or "")[:_DAY])
    except ValueError:
        return None


def places_of(event: Record) -> list[Record]:
    """An event's own place and those that it goes from, to and by, each once."""
    found = [record_at(event, "place"), *(record_at(role, "place") for role in records_at(event, "places"))]
    return [place for place in found if place]


def is_fine(place: Record) -> bool:
    """Whether a place is finer than a first-order division."""
    return text_at(place, "precision") not in COARSE


def finer_names(event: Record) -> dict[Words, str]:
    """The plain words of the names of an event's places below divisions, each with the mark for it."""
    found: dict[Words, str] = {}
    for place in places_of(event):
        if is_fine(place):
            for name in (text_at(place, "name"), text_at(place, "span", "text")):
                if name and (words := _without_kind(phrase(name))):
                    found[words] = mark_of(place)
    for role in records_at(event, "places"):
        if (name := text_at(role, "span", "text")) and is_fine(record_at(role, "place")):
            found[_without_kind(phrase(name))] = mark_of(record_at(role, "place"))
    return {words: mark for words, mark in found.items() if any(len(word) > 1 for word in words)}


def _without_kind(words: Words) -> Words:
    """A name without an English article before it."""
    return words[1:] if words[:1] == ("the",) else words


def mark_of(place: Record) -> str:
    """What is put for the name of a place: the division that it lies in."""
    division = text_at(place, "admin1") or text_at(place, "country")
    return f"[place in {division} withheld]" if division else PLACE


def coarsened(place: Record, names: PlaceNames | None) -> dict[str, JSON]:
    """A place as its first-order division, with the middle of that where the gazetteer has it; else null, with why."""
    division = text_at(place, "admin1")
    point = _point(place, names)
    span = record_at(place, "span")
    why = "withheld: the first-order division is shown"
    reasons = [why] if point else [why, "the gazetteer has no point for the division"]
    shown: dict[str, JSON] = {key: value for key, value in place.items() if key in _KEPT}
    shown |= dict.fromkeys((key for key in _GONE if key in place), None)
    return shown | {
        "span": {**span, "text": mark_of(place)} if span else None,
        "name": division,
        "lat": point[0] if point else None,
        "lon": point[1] if point else None,
        "precision": "admin1" if division else "country",
        "rivals": [],
        "geo_convention": "centre",
        "reasons": list[JSON](reasons),
        "method": "withheld",
    }


_KEPT = frozenset({"country", "admin1", "admin1_code", "admin1_code_list"})


def _point(place: Record, names: PlaceNames | None) -> tuple[float, float] | None:
    """The point that the gazetteer gives a place's division."""
    division, code, country = (text_at(place, key) for key in ("admin1", "admin1_code", "country"))
    if names is None or division is None:
        return None
    for found in names.find(division):
        same = found.admin1_code == code if code else found.country == country
        if found.kind == "admin1" and same and found.country == country:
            return found.lat, found.lon
    return None


def coarsened_event(event: Record, finer: Mapping[Words, str], names: PlaceNames | None) -> tuple[Record, int]:
    """An event with those of its places that are withheld as divisions; and how many there were."""
    count = 0
    changed: dict[str, JSON] = dict(event)
    own = record_at(event, "place")
    if own and _is_withheld(own, finer):
        changed["place"], count = coarsened(own, names), 1
    roles: list[JSON] = []
    for role in records_at(event, "places"):
        inner = record_at(role, "place")
        if inner and _is_withheld(inner, finer):
            shown = coarsened(inner, names)
            roles.append({**role, "place": shown, "span": {**record_at(role, "span"), "text": mark_of(inner)}})
            count += 1
        else:
            roles.append(dict(role))
    if "places" in event:
        changed["places"] = roles
    return changed, count


def less_nameless(event: Record, shown: Record, names: PlaceNames | None, mark: str) -> tuple[dict[str, JSON], int]:
    """An event as it is shown, with the division for each finer place whose name is only `mark`; and how many.

    A place can be called as a person is. Where its name was withheld, its point and its number would tell it.
    """
    changed, count = dict(shown), 0
    if is_fine(record_at(event, "place")) and text_at(shown, "place", "name") == mark:
        changed["place"], count = coarsened(record_at(event, "place"), names), 1
    roles: list[JSON] = []
    for role, own in zip(records_at(shown, "places"), records_at(event, "places"), strict=True):
        hidden = is_fine(record_at(own, "place")) and text_at(role, "place", "name") == mark
        roles.append({**role, "place": coarsened(record_at(own, "place"), names)} if hidden else dict(role))
        count += hidden
    if "places" in shown:
        changed["places"] = roles
    return changed, count


def _is_withheld(place: Record, finer: Mapping[Words, str]) -> bool:
    """Whether a place is finer than a division and one of those to be withheld by a name of it."""
    named: Sequence[str | None] = (text_at(place, "name"), text_at(place, "span", "text"))
    return is_fine(place) and any(_without_kind(phrase(name)) in finer for name in named if name)
