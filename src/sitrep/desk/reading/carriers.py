"""The fields of a claim in words, each with the words of the page that carry it and how it was found."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from sitrep.model.fields import Record, number_at, record_at, records_at, text_at, texts_at
from sitrep.model.identity import JSON
from sitrep.views.phrases import OF_CLAIM, OF_EVENT

Carrier = tuple[str, Record]

# Which paths of a claim line make each field; an edit of one of them is an edit of the field.
PATHS: Mapping[str, tuple[str, ...]] = {
    "who": ("event.actors", "event.responsibility"),
    "did what": (
        "event.trigger", "event.type", "event.kind", "event.mode", "event.status", "event.historical", "event.acled",
        "event.cameo", "event.ucdp", "event.contexts", "event.equipment",
    ),
    "to whom": ("event.recipients",),
    "when": ("event.time",),
    "where": ("event.place", "event.places"),
    "how many": ("event.quantities",),
    "according to": ("sources", "cue", "kind", "outlet_distance", "said_at"),
    "how certainly": ("certainty", "stance", "denied_part", "hedges"),
}  # fmt: skip
# How a field came about that no word of its own carries.
UNSAID: Mapping[str, str] = {
    "according to": "the page names nobody else, so the outlet says it itself",
    "how certainly": "no word weakens or vouches for it",
}
ANCHORS: Mapping[str, str] = {
    "published": "counted from the day of publication",
    "dateline": "counted from the day of the dateline",
    "none": "said in full, counted from nothing",
}
RULES: Mapping[str, str] = {
    "own clause": "said in the same clause",
    "only date of the claim": "the only date in the claim's words",
    "only date of the claim, since then": "the only date in the claim's words, taken as since then",
    "shared by the passage": "the date that the passage is about",
}


def fields_of(line: Record) -> list[JSON]:
    """The fields of a claim that are known, in the order of a card.

    Each has its `name`, its `words`, its `spans` (`start`, `end`, `text` and `says`, what part of the field they
    carry), `found` (how it was worked out, in sentences' parts), `inferred` (the reason where no word of the page
    carries it, else null) and `edits` (what the reader had, and who changed it).
    """
    event = record_at(line, "event")
    said = [(name, phrase(event) if event else None) for name, phrase in OF_EVENT.items()]
    said += [(name, phrase(line)) for name, phrase in OF_CLAIM.items()]
    edits = {name: list(_edits(line, paths)) for name, paths in PATHS.items()}
    shown = [(name, words) for name, words in said if words or edits[name]]
    return [_field(line, name, words or "nothing", edits[name]) for name, words in shown]


def _field(line: Record, name: str, words: str, edits: list[JSON]) -> dict[str, JSON]:
    spans: list[JSON] = [*_unique(carriers(line, name))]
    found: list[JSON] = [*_found(line, name)]
    reason = "; ".join(map(str, found)) or UNSAID.get(name) or "no words of the page carry it"
    return {
        "name": name,
        "words": words,
        "spans": spans,
        "found": found,
        "inferred": None if spans else reason,
        "edits": edits,
    }


def carriers(line: Record, name: str) -> Iterator[Carrier]:
    """Yield each stretch of the page that carries a field of a claim, with what it says; empty ones too."""
    yield from _CARRIERS[name](line, record_at(line, "event"))


def _when(_line: Record, event: Record) -> Iterator[Carrier]:
    yield "when", record_at(event, "time", "span")
    yield "the day it is counted from", record_at(event, "time", "anchor")


def _where(_line: Record, event: Record) -> Iterator[Carrier]:
    yield "where", record_at(event, "place", "span")
    for place in records_at(event, "places"):
        yield text_at(place, "relation") or "where", record_at(place, "span")


def _what(_line: Record, event: Record) -> Iterator[Carrier]:
    yield "the deed", record_at(event, "trigger")
    for item in records_at(event, "equipment"):
        yield "with what", record_at(item, "span")


def _according_to(line: Record, _event: Record) -> Iterator[Carrier]:
    for source in records_at(line, "sources"):
        yield "who says so", record_at(source, "span")
        yield "the word that says so", record_at(source, "cue")
    yield "the word that says so", record_at(line, "cue")


def _how_many(_line: Record, event: Record) -> Iterator[Carrier]:
    for quantity in records_at(event, "quantities"):
        yield text_at(quantity, "measure") or "how many", record_at(quantity, "span")


def _how_certainly(line: Record, _event: Record) -> Iterator[Carrier]:
    for hedge in records_at(line, "hedges"):
        yield "how surely", hedge


def _people(event: Record, key: str, says: str) -> Iterator[Carrier]:
    for item in records_at(event, key):
        yield says, record_at(item, "span")
        yield f"{says}, by name", record_at(item, "refers_to")


_CARRIERS: Mapping[str, Callable[[Record, Record], Iterator[Carrier]]] = {
    "who": lambda _, event: _people(event, "actors", "who did it"),
    "did what": _what,
    "to whom": lambda _, event: _people(event, "recipients", "who it was done to"),
    "when": _when,
    "where": _where,
    "how many": _how_many,
    "according to": _according_to,
    "how certainly": _how_certainly,
}


def evidence_of(line: Record) -> list[Record]:
    """The stretches of the page that a claim rests on: its evidence, then its further passages."""
    return [span for span in (record_at(line, "evidence"), *records_at(line, "passages")) if _is_span(span)]


def _unique(found: Iterable[Carrier]) -> Iterator[dict[str, JSON]]:
    """Yield each stretch once, as it is printed."""
    seen = set[tuple[JSON, JSON]]()
    for says, span in found:
        place = span.get("start"), span.get("end")
        if _is_span(span) and place not in seen:
            seen.add(place)
            yield {"start": place[0], "end": place[1], "text": span.get("text"), "says": says}


def _is_span(record: Record) -> bool:
    start, end = record.get("start"), record.get("end")
    return isinstance(start, int) and isinstance(end, int) and start < end


def _found(line: Record, name: str) -> Iterator[str]:
    """Yield how the days or the place of an event were worked out from the words."""
    if name == "when":
        time = record_at(line, "event", "time")
        rule, anchor = text_at(time, "rule"), time.get("anchor")
        if rule:
            yield RULES.get(rule, rule)
        if isinstance(anchor, str):
            yield ANCHORS.get(anchor, anchor)
        elif isinstance(anchor, dict):
            yield f"counted from “{text_at(anchor, 'text')}”"
    elif name == "where":
        place = record_at(line, "event", "place")
        score, rivals = number_at(place, "score"), records_at(place, "rivals")
        if score is not None:
            yield f"score {score:.2f} of 1"
        yield from texts_at(place, "reasons")
        if rivals:
            yield "not taken: " + ", ".join(_rival(rival) for rival in rivals[:3])


def _rival(place: Record) -> str:
    return f"{text_at(place, 'name')} ({text_at(place, 'country') or 'country not known'})"


def _edits(line: Record, paths: Sequence[str]) -> Iterator[JSON]:
    """Yield the edits of what lies under some paths, as the line tells them."""
    for edit in records_at(line, "judged"):
        field = text_at(edit, "field") or ""
        if any(f"{field}.".startswith(f"{path}.") or f"{path}.".startswith(f"{field}.") for path in paths):
            yield {key: edit.get(key) for key in ("field", "was", "by", "at", "judgement")}
