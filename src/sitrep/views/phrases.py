"""Records in words: what every card, page and report says of a claim or an incident in the same phrases."""

import unicodedata
from collections.abc import Callable, Iterable

from sitrep.gazetteer import load_countries
from sitrep.model.fields import Record, flag_at, number_at, record_at, records_at, text_at, texts_at

# Joiners belong to emoji and to Arabic and Persian words; every other format character can reorder or hide text.
JOINERS = frozenset("\u200c\u200d")
UNSAFE = frozenset({"Cc", "Cf", "Cs"})
ARROW = " → "
# The comparators and stances of the contract as people say them.
BOUNDS = {
    "~": "about ",
    ">=": "at least ",
    "<=": "at most ",
    ">": "more than ",
    "<": "fewer than ",
    "<~": "almost ",
    ">~": "just over ",
}
STANCES = {"asserts": "asserted", "denies": "denied", "questions": "questioned", "declines": "declined to say"}
# Measures that are said of a group ("9 people killed"); of the others the measure is what is counted.
DONE_TO = frozenset({"killed", "injured", "missing", "displaced", "arrested", "captured", "destroyed"})
# How well a place is known, in the words of lists, maps and tables.
PRECISIONS = {
    "exact": "the named place",
    "near": "near the named place",
    "admin2": "somewhere in the district",
    "admin1": "somewhere in the province",
    "region": "somewhere in the region",
    "country": "somewhere in the country",
}
# How far an incident is reviewed, and what stands where no source gives a figure.
REVIEWED = {"unreviewed": "not reviewed", "partly": "partly reviewed", "reviewed": "reviewed"}
ACRONYMS = {"ied": "IED"}
NO_FIGURE, NO_PLACE, NO_DATE = "no figure", "no place known", "no date"
# What each position of an accused party says of it.
POSITIONS = {
    "acknowledges": "acknowledges it",
    "partly": "acknowledges it in part",
    "denies": "denies it",
    "silent": "made no mention of it",
    "no_record": "has published no record for it",
    "not_searched": "no page here says what the accused said; nobody has searched",
}


def printable(text: str) -> str:
    r"""Text on one line, without control, format or surrogate characters.

    >>> printable("a\x1b[31mb\n c\u202e")
    'a[31mb c'
    """
    kept = (c for c in text if c in JOINERS or c.isspace() or unicodedata.category(c) not in UNSAFE)
    return " ".join("".join(kept).split())


def listed(parts: Iterable[str | None], separator: str = ", ") -> str | None:
    """The known parts in a row, each once, or None when there are none."""
    return separator.join(dict.fromkeys(part for part in parts if part)) or None


def actor_words(actor: Record) -> str | None:
    """An actor's name, with country, roles and status where known."""
    known = listed([text_at(actor, "country"), *texts_at(actor, "roles"), text_at(actor, "status")], " ")
    name = text_at(actor, "name")
    return f"{name} ({known})" if name and known else name


def people(event: Record, role: str) -> str | None:
    """The actors or recipients of an event."""
    return listed((actor_words(actor) for actor in records_at(event, role)), "; ")


def who(event: Record) -> str | None:
    """The actors of an event and how their responsibility stands."""
    doers, responsibility = people(event, "actors"), text_at(event, "responsibility")
    if responsibility in (None, "stated"):
        return doers
    return listed([doers, f"responsibility {responsibility}".replace("_", "-")], " · ")


def what(event: Record) -> str | None:
    """What was done: the page's word for it, its code in words, and the equipment."""
    used = listed(text_at(item, "name") or text_at(item, "span", "text") for item in records_at(event, "equipment"))
    trigger = text_at(event, "trigger", "text")
    parts = [f"“{trigger}”" if trigger else None, text_at(event, "acled", "sub_event_type")]
    return listed([*parts, f"with {used}" if used else None], " · ")


def to_whom(event: Record) -> str | None:
    """The recipients of an event."""
    return people(event, "recipients")


def when(event: Record) -> str | None:
    """The time of an event: a day, or both ends with an open one named."""
    time = record_at(event, "time")
    if not time:
        return None
    start, end = text_at(time, "start"), text_at(time, "end")
    shown = start if start == end else f"{start or 'open'} to {end or 'open'}"
    words = text_at(time, "span", "text")
    return listed([shown, f"“{words}”" if words else None], " · ")


def place_words(place: Record) -> str | None:
    """A place with its country and how precisely it is known."""
    name, radius = text_at(place, "name"), number_at(place, "radius_km")
    precision = text_at(place, "precision")
    within = f"within {radius:g} km" if radius else None
    return listed([listed([name, text_at(place, "admin1"), text_at(place, "country")]), precision, within], " · ")


def means_words(kind: str) -> str:
    """What was used, by its kind: an acronym in capitals.

    >>> means_words("ied"), means_words("suicide_vest")
    ('IED', 'suicide vest')
    """
    return ACRONYMS.get(kind) or kind.replace("_", " ")


def country_words(code: str) -> str:
    """A country's name behind which its code stands; a code that none has as it is.

    >>> country_words("YEM"), country_words("XXX")
    ('Yemen (YEM)', 'XXX')
    """
    row = load_countries().rows.get(code)
    return f"{row.name} ({code})" if row else code


def located(place: Record) -> str:
    """A place as lists, maps and tables say it: its names, how well it is known, and its radius in kilometres.

    >>> located({"name": "Taiz", "country": "YEM", "precision": "near", "radius_km": 25})
    'Taiz, Yemen (YEM): near the named place, within about 25 km'
    >>> located({})
    'no place known'
    """
    country = text_at(place, "country")
    state = country_words(country) if country else None
    name = text_at(place, "name")
    # A place that is the whole country has its name once.
    own = None if state and name and state.startswith(f"{name} (") else name
    names = listed([own, text_at(place, "admin1") if own else None, state])
    if names is None:
        return NO_PLACE
    radius = number_at(place, "radius_km")
    known = PRECISIONS.get(text_at(place, "precision") or "", "a place")
    return f"{names}: {known}, within about {radius:g} km" if radius else f"{names}: {known}"


def where(event: Record) -> str | None:
    """The place of an event, and the places it came from or went to."""
    own = record_at(event, "place")
    others = (
        f"{text_at(role, 'relation')} {text_at(role, 'place', 'name') or text_at(role, 'span', 'text')}"
        for role in records_at(event, "places")
        if record_at(role, "place", "span").get("start") != record_at(own, "span").get("start") or not own
    )
    return listed([place_words(own), *others], "; ")


def _number(quantity: Record) -> str | None:
    """A number as its words bound it: "at least 12", "30 to 40"; None where only a vague word is said."""
    best, low, high = (number_at(quantity, key) for key in ("best", "low", "high"))
    bound = BOUNDS.get(text_at(quantity, "comparator") or "", "")
    if low is not None and high is not None and low != high:
        return f"{bound}{low:,g} to {high:,g}"
    known = next((value for value in (best, low, high) if value is not None), None)
    return None if known is None else f"{bound}{known:,g}"


def _amount(quantity: Record) -> str | None:
    """How many: a vague word first and how it is read behind it, "dozens (at least 24)"."""
    number, vague = _number(quantity), text_at(quantity, "vague")
    return f"{vague} ({number})" if vague and number else vague or number


def _counted(quantity: Record) -> str | None:
    """A quantity: how many of what, of which group, and whether it is a part or a running total."""
    measure, group = text_at(quantity, "measure"), text_at(quantity, "group")
    words = [group, measure] if measure in DONE_TO else [measure, f"of {group}" if group else None]
    marks = [
        "of these" if quantity.get("part_of") is not None else None,
        "in total" if flag_at(quantity, "cumulative") else None,
    ]
    marked = listed(marks)
    return listed([_amount(quantity), *words, f"({marked})" if marked else None], " ")


def how_many(event: Record) -> str | None:
    """All quantities of an event."""
    return listed(map(_counted, records_at(event, "quantities")), "; ")


def _outlet(claim: Record) -> str:
    """Who printed a claim: the outlet, else the page's own name."""
    return text_at(claim, "document", "outlet") or text_at(claim, "document", "external_id") or "the outlet"


def _source(source: Record) -> str:
    """One link of the chain with the word that makes it a speaker."""
    cue = text_at(source, "cue", "text")
    unnamed = text_at(source, "type") == "none"
    name = "a source not named" if unnamed else text_at(source, "name") or text_at(source, "span", "text")
    return (name or "a source") + (f" (“{cue}”)" if cue else "")


def according_to(claim: Record) -> str:
    """According to whom: the outlet, then each source with its cue, outermost first."""
    sources = records_at(claim, "sources")
    if not sources:
        return f"{_outlet(claim)}, in its own voice"
    return ARROW.join([_outlet(claim), *map(_source, sources)])


def how_certainly(claim: Record) -> str | None:
    """How certainly and with what stance, and the words that hedge it."""
    hedges = listed(f"“{text_at(hedge, 'text')}”" for hedge in records_at(claim, "hedges"))
    stance, part = text_at(claim, "stance"), text_at(claim, "denied_part")
    said = STANCES.get(stance or "", stance)
    parts = [text_at(claim, "certainty"), f"{said} (the {part})" if part else said]
    return listed([*parts, f"hedged by {hedges}" if hedges else None], " · ")


OF_EVENT: dict[str, Callable[[Record], str | None]] = {
    "who": who,
    "did what": what,
    "to whom": to_whom,
    "when": when,
    "where": where,
    "how many": how_many,
}
OF_CLAIM: dict[str, Callable[[Record], str | None]] = {
    "according to": according_to,
    "how certainly": how_certainly,
}


def heading(claim: Record) -> str:
    """What a card is about: the kind of event, and whether it is denied, planned, recalled."""
    event = record_at(claim, "event")
    if not event:
        return "statement"
    name = listed([text_at(event, "type") or text_at(event, "kind") or "event", text_at(event, "mode")], " ")
    denied, status = text_at(claim, "stance") == "denies", text_at(event, "status")
    # What is denied is told as done, and must not be read as done.
    told = None if denied and status == "occurred" else status
    standing = listed([told, "recalled as history" if flag_at(event, "historical") else None])
    return listed([f"{'DENIED ' if denied else ''}{name}", standing], " · ") or "event"


def several(count: int, noun: str) -> str:
    """A count and its noun in the right number."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def position_words(position: str) -> str:
    """What a position of an accused party says."""
    return POSITIONS.get(position, position)


def bounds(record: Record) -> str | None:
    """Low and high as words; None where neither is known.

    >>> bounds({"low": 5, "high": 12}), bounds({"low": 36, "high": None}), bounds({"low": None, "high": 9})
    ('5 to 12', 'at least 36', 'at most 9')
    """
    low, high = number_at(record, "low"), number_at(record, "high")
    if low is None and high is None:
        return None
    if low is None:
        return f"at most {high:,g}"
    if high is None:
        return f"at least {low:,g}"
    return f"{low:,g}" if low == high else f"{low:,g} to {high:,g}"
