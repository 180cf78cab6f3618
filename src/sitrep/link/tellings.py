"""What an incident was, from the claims of all its pages: type, codes, time, place, who did it and who was harmed.

Pages vote: what more pages tell goes first. A place or time that pages agree on is then told as finely as any of the
claims that go with it has it.
"""

from collections import Counter
from collections.abc import Callable, Sequence

from sitrep.link.pages.incident import load_weights
from sitrep.link.pages.places import are_one, choose_place
from sitrep.link.pages.roles import asserted, choose_acled, choose_actors, people_of
from sitrep.link.parties import is_doer
from sitrep.link.sides import party_key
from sitrep.link.voices import document_of, is_withdrawn, name_words, page_order
from sitrep.model.fields import NOTHING, Record, flag_at, record_at, text_at
from sitrep.model.identity import JSON


def telling(claims: Sequence[Record]) -> dict[str, JSON]:
    """The fields of an incident that say what it was."""
    told = _of_heaviest_family([claim for claim in sorted(claims, key=page_order) if _tells(claim)])
    kind = voted(told, lambda claim: text_at(claim, "event", "type"))
    events = [record_at(claim, "event") for claim in told]
    return {
        "type": kind,
        "kind": voted(told, lambda claim: text_at(claim, "event", "kind")) if kind is None else None,
        "acled": choose_acled(told, [_weight(claim) for claim in told], load_weights().roles),
        "time": _time(told),
        "place": _place(told, events),
        "actors": _actors(told, claims),
        "recipients": _recipients(told),
    }


def name_of(event: Record) -> str | None:
    """What an event is weighed by: its type, else its kind."""
    return text_at(event, "type") or text_at(event, "kind")


def _tells(claim: Record) -> bool:
    """Whether somebody says that a claim's event took place, as news."""
    event = record_at(claim, "event")
    is_news = text_at(event, "status") in load_weights().statuses and not flag_at(event, "historical")
    is_news = is_news and text_at(event, "mode") not in load_weights().silences
    return name_of(event) is not None and is_news and claim.get("stance") == "asserts" and not is_withdrawn(claim)


def _weight(claim: Record) -> float:
    weights = load_weights()
    return weights.weights.get(name_of(record_at(claim, "event")) or "", weights.other_weight)


def _of_heaviest_family(claims: Sequence[Record]) -> list[Record]:
    """The claims of the family of events that weighs most: of a raid, not of the talks about it."""
    families = load_weights().families
    found: dict[str, list[Record]] = {}
    for claim in claims:
        name = name_of(record_at(claim, "event")) or ""
        found.setdefault(families.get(name, name), []).append(claim)
    return max(found.values(), key=lambda group: sum(map(_weight, group)), default=[])


def voted(claims: Sequence[Record], read: Callable[[Record], str | None]) -> str | None:
    """What most pages say; of equals what more claims say, then the first in order."""
    pages = Counter(value for value, _ in {(read(claim), document_of(claim)) for claim in claims} if value)
    said = Counter(value for claim in claims if (value := read(claim)))
    return min(pages, key=lambda value: (-pages[value], -said[value], value), default=None)


def days_of(claim: Record) -> str | None:
    """The days of a claim's event as one word; None where it has none or an open one."""
    start, end = (text_at(claim, "event", "time", key) for key in ("start", "end"))
    return f"{start[:10]}/{end[:10]}" if start and end else None


def _time(claims: Sequence[Record]) -> JSON:
    """The time that most pages give, single days before longer ones."""
    single = [claim for claim in claims if text_at(claim, "event", "time", "granularity") in ("day", "time", "hour")]
    chosen = voted(single, days_of) or voted(claims, days_of)
    found = (record_at(claim, "event", "time") for claim in claims if days_of(claim) == chosen and chosen)
    return dict(next(found, NOTHING)) or None


def _place(claims: Sequence[Record], events: Sequence[Record]) -> JSON:
    """The place that most pages name, as finely as the claims that may mean it have it."""
    rules = load_weights().places
    name = voted(claims, lambda claim: text_at(claim, "event", "place", "name"))
    home = next((event for event in events if text_at(event, "place", "name") == name and name), None)
    if home is None:
        return choose_place(events, events, rules)
    near = [home, *(event for event in events if are_one(home, event, rules))]
    finer = choose_place(near, near, rules)
    same = isinstance(finer, dict) and are_one(home, {"place": finer}, rules)
    return finer if same else dict(record_at(home, "place"))


def _key(person: Record) -> str:
    """What an actor is the same by on several pages."""
    return party_key(person) or " ".join(name_words(text_at(person, "name") or ""))


def _merged(pages: Sequence[Sequence[Record]]) -> list[JSON]:
    """People of several pages, each once, those of more pages first."""
    number = Counter(key for people in pages for key in {_key(person) for person in people})
    first: dict[str, tuple[int, Record]] = {}
    for person in (person for people in pages for person in people):
        first.setdefault(_key(person), (len(first), person))
    ordered = sorted(first, key=lambda key: (-number[key], first[key][0]))
    return [dict(first[key][1]) for key in ordered if key]


def _by_page(claims: Sequence[Record]) -> dict[str, list[Record]]:
    pages: dict[str, list[Record]] = {}
    for claim in claims:
        pages.setdefault(document_of(claim), []).append(claim)
    return pages


def _actors(told: Sequence[Record], every: Sequence[Record]) -> list[JSON]:
    """Whose deed it is said to be, page by page as a page's main incident has it."""
    pages, whole = _by_page(told), _by_page(sorted(every, key=page_order))
    rules = load_weights().roles
    chosen = [choose_actors(group, whole[document], 0, rules) for document, group in pages.items()]
    return _merged([[person for person in people if isinstance(person, dict) and is_doer(person)] for people in chosen])


def _recipients(told: Sequence[Record]) -> list[JSON]:
    return _merged([people_of(asserted(group), "recipients") for group in _by_page(told).values()])
