"""The line of a claim: what was read joined with how it was resolved."""

from collections.abc import Iterator

from sitrep.model.annotations import (
    Event,
    Issue,
    PlaceMention,
    Timex,
)
from sitrep.model.claims import Claim
from sitrep.model.identity import content_id
from sitrep.model.origins import Origin
from sitrep.model.readings import Reading
from sitrep.views.records import (
    Record,
    View,
    document_record,
    event_record,
    evidence_record,
    hedge_record,
    interval_record,
    issue_record,
    optional_span,
    origin_record,
    source_record,
    view_of,
)


def _times_of(claim: Claim) -> Iterator[Timex]:
    """The time expressions that a claim rests on."""
    event = claim.event
    counted = event.quantities if event is not None else ()
    found = [claim.said_at, event.time if event is not None else None]
    found.extend(timex for quantity in counted for timex in (quantity.time, quantity.as_of))
    yield from (timex for timex in found if timex is not None)


def _places_of(event: Event | None) -> Iterator[PlaceMention]:
    """The place mentions that an event rests on."""
    if event is None:
        return
    if event.place is not None:
        yield event.place
    yield from (role.place for role in event.places)


def _unresolved(view: View, claim: Claim) -> Iterator[Issue]:
    """An issue for each time and place of a claim that resolution left open, with its reason."""
    for timex in _times_of(claim):
        time = view.times.get(timex.span)
        if time is None or time.interval is None:
            reason = time.reason if time is not None else "no resolution was made"
            yield Issue("time-unresolved", timex.span, reason)
    for mention in _places_of(claim.event):
        place = view.places.get(mention.span)
        if place is None or place.chosen is None:
            reason = place.reason if place is not None else "no resolution was made"
            yield Issue("place-unresolved", mention.span, reason)


def _claim_record(view: View, claim: Claim, origin: Origin) -> Record:
    """A claim's whole content, without the hash of it."""
    issues = dict.fromkeys((*claim.issues, *_unresolved(view, claim)))
    return {
        "id": claim.id,
        "document": document_record(view.document),
        "evidence": evidence_record(view, claim.evidence),
        "passages": [evidence_record(view, span) for span in claim.passages],
        "kind": claim.kind,
        "sources": [source_record(view, source) for source in claim.sources],
        "cue": optional_span(view, claim.cue),
        "hedges": [hedge_record(view, hedge) for hedge in claim.hedges],
        "outlet_distance": claim.outlet_distance,
        "stance": claim.stance,
        "denied_part": claim.denied_part,
        "alternative": claim.alternative,
        "certainty": claim.certainty,
        "said_at": interval_record(view, claim.said_at),
        "event": event_record(view, claim.event) if claim.event is not None else None,
        "about": list(claim.about),
        "issues": [issue_record(view, issue) for issue in issues],
        "origin": origin_record(origin),
    }


def _line(view: View, claim: Claim, origin: Origin) -> Record:
    """A claim line: the content under its two names."""
    content = _claim_record(view, claim, origin)
    return {"id": claim.id, "record": content_id("r", content), **content}


def claim_line(claim: Claim, reading: Reading) -> Record:
    """One line of `sitrep read`: a claim of a reading, every field of the contract present."""
    return _line(view_of(reading), claim, reading.origin)


def claim_lines(reading: Reading) -> list[Record]:
    """The lines of all claims of a reading, in order."""
    view = view_of(reading)
    return [_line(view, claim, reading.origin) for claim in reading.claims]
