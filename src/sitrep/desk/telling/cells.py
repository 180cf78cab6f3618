"""What one claim says of one column of the grid: the page's exact words, and how they are read."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from sitrep.desk.telling.values import party_name
from sitrep.link.parties import is_doer
from sitrep.link.sides import party_key
from sitrep.model.fields import Record, flag_at, number_at, record_at, records_at, text_at
from sitrep.views.phrases import bounds, how_certainly, listed, means_words

# Responsibilities by which somebody is held to have done it.
HELD = {"stated": "says who did it", "self_claimed": "claims it", "accused": "accuses", "suspected": "suspects"}
DENIED_PARTS = {"act": "denies that it happened so", "responsibility": "denies having done it"}
MEASURES_FIRST = ("killed", "injured")


@dataclass(frozen=True, slots=True)
class Said:
    """What a claim says of a column: `words` are quotations from its page, `value` how they are read."""

    words: tuple[str, ...]
    value: str


Read = Callable[[Record], Iterable[Said]]


def spans_of(items: Iterable[Record]) -> tuple[str, ...]:
    """The words that some records stand on, each once."""
    return tuple(dict.fromkeys(text for item in items if (text := text_at(item, "span", "text"))))


def _what(claim: Record) -> Iterator[Said]:
    event = record_at(claim, "event")
    code = text_at(event, "type") or text_at(event, "kind")
    name = text_at(event, "acled", "sub_event_type") or (code.capitalize() if code else None)
    words = text_at(event, "trigger", "text")
    if name or words:
        ways = listed([text_at(event, "status"), "as history" if flag_at(event, "historical") else None])
        told = None if ways == "occurred" else ways
        yield Said((words,) if words else (), listed([name or "Event", told]) or "")


def _actor(claim: Record) -> Iterator[Said]:
    yield from _people(claim, "actors")


def _recipient(claim: Record) -> Iterator[Said]:
    yield from _people(claim, "recipients")


def _people(claim: Record, role: str) -> Iterator[Said]:
    """Yield the people of a role as one entry: sides by name, others by the noun, with their status where told."""
    people = records_at(record_at(claim, "event"), role)
    if role == "actors":
        people = list(filter(is_doer, people))
    if people:
        yield Said(spans_of(people), listed(map(_person, people), "; ") or "not named")


def _person(person: Record) -> str:
    key, status = party_key(person), text_at(person, "status")
    name = party_name(key) if key else text_at(person, "name") or "somebody"
    return f"{name} ({status})" if status in ("civilian", "combatant", "disputed") else name


def _place(claim: Record) -> Iterator[Said]:
    event = record_at(claim, "event")
    own = record_at(event, "place")
    if own:
        yield Said(spans_of([own]), place_value(own))
        return
    for role in records_at(event, "places"):
        place = record_at(role, "place")
        words = text_at(role, "span", "text") or text_at(place, "span", "text")
        if words:
            yield Said((words,), f"{text_at(role, 'relation') or 'at'} {text_at(place, 'name') or 'a place not found'}")


def place_value(place: Record) -> str:
    """A place as a cell shows it: its name, and how far off it may be."""
    radius = number_at(place, "radius_km")
    return f"{text_at(place, 'name') or 'unnamed'}{f', within {radius:g} km' if radius else ''}"


def _time(claim: Record) -> Iterator[Said]:
    time = record_at(claim, "event", "time")
    start, end = (text_at(time, key) for key in ("start", "end"))
    if time:
        yield Said(spans_of([time]), start or "" if start == end else f"{start or 'open'} to {end or 'open'}")


def _means(claim: Record) -> Iterator[Said]:
    used = records_at(record_at(claim, "event"), "equipment")
    if used:
        kinds = listed((means_words(text_at(item, "kind") or text_at(item, "name") or "") for item in used), ", ")
        yield Said(spans_of(used), kinds or "means")


def _certainty(claim: Record) -> Iterator[Said]:
    hedges = [text_at(hedge, "text") for hedge in records_at(claim, "hedges")]
    words = dict.fromkeys(word for word in (text_at(claim, "cue", "text"), *hedges) if word)
    plain = {**claim, "hedges": []}
    yield Said(tuple(words), how_certainly(plain) or "not said")


def _responsibility(claim: Record) -> Iterator[Said]:
    """Yield whom a claim holds to have done it, or what it denies of that."""
    event = record_at(claim, "event")
    denied = DENIED_PARTS.get(text_at(claim, "denied_part") or "act")
    if claim.get("stance") == "denies" and denied:
        yield Said((text_at(claim, "evidence", "text") or "",), denied)
        return
    held = HELD.get(text_at(event, "responsibility") or "")
    people = list(filter(is_doer, records_at(event, "actors")))
    if held and people and claim.get("stance") == "asserts":
        names = listed(map(_person, people), "; ")
        yield Said(spans_of(people), held if held == "claims it" else f"{held}: {names}")
    elif text_at(event, "responsibility") == "unknown":
        yield Said(spans_of(people), "says that it is not known")


BEFORE: Mapping[str, tuple[str, Read]] = {
    "what": ("What", _what),
    "actors": ("Who did it", _actor),
    "recipients": ("To whom", _recipient),
    "place": ("Where", _place),
    "time": ("When", _time),
}
AFTER: Mapping[str, tuple[str, Read]] = {
    "equipment": ("With what", _means),
    "certainty": ("How certainly", _certainty),
    "responsibility": ("Who is held responsible", _responsibility),
}


def measure_reader(measure: str) -> Read:
    """Who reads a claim's figures of one measure."""

    def read(claim: Record) -> Iterator[Said]:
        for quantity in records_at(record_at(claim, "event"), "quantities"):
            if text_at(quantity, "measure") == measure:
                yield Said(spans_of([quantity]), _figure(quantity))

    return read


def _figure(quantity: Record) -> str:
    best = number_at(quantity, "best")
    known = bounds(quantity) or (f"{best:,g}" if best is not None else None) or text_at(quantity, "vague")
    group = text_at(quantity, "group")
    marks = listed(
        ["of these" if quantity.get("part_of") is not None else None,
         "running total" if flag_at(quantity, "cumulative") else None]
    )  # fmt: skip
    return listed([known or "a number", group, f"({marks})" if marks else None], " ") or ""


def columns_of(claims: Iterable[Record]) -> dict[str, tuple[str, Read]]:
    """The columns of a grid: the fixed ones, and the measures that occur; killed and injured always."""
    measures = {
        measure
        for claim in claims
        for quantity in records_at(record_at(claim, "event"), "quantities")
        if (measure := text_at(quantity, "measure"))
    }
    others = sorted(measures - {*MEASURES_FIRST})
    counted = {name: (name.replace("_", " ").capitalize(), measure_reader(name)) for name in (*MEASURES_FIRST, *others)}
    return {**BEFORE, **counted, **AFTER}
