"""The records of the contract, one function a kind: model values in, JSON out.

A `View` is one document with the opinions about its mentions, looked up by their spans.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sitrep.gazetteer.tables import ISO_3166_2
from sitrep.model.annotations import (
    Actor,
    Equipment,
    Event,
    Hedge,
    Issue,
    PlaceMention,
    PlaceRole,
    Quantity,
    Source,
    Timex,
)
from sitrep.model.documents import Document
from sitrep.model.identity import JSON
from sitrep.model.origins import Origin
from sitrep.model.readings import Reading
from sitrep.model.resolutions import (
    ActorResolution,
    Candidate,
    CodeResolution,
    EventPlace,
    EventTime,
    Interval,
    PlaceResolution,
    TimeResolution,
)
from sitrep.model.spans import Span
from sitrep.resolve.codes import effective_mode, used_by
from sitrep.views.credits import credit_line

Record = dict[str, JSON]

# Characters of context on each side of evidence (W3C TextQuoteSelector, as the contract says).
CONTEXT = 32


@dataclass(frozen=True, slots=True)
class View:
    """A document's text and its resolutions by the span of what they resolve."""

    document: Document
    times: Mapping[Span, TimeResolution]
    places: Mapping[Span, PlaceResolution]
    codes: Mapping[Span, CodeResolution]
    actors: Mapping[Span, ActorResolution]
    event_times: Mapping[Span, EventTime]
    event_places: Mapping[Span, EventPlace]

    @property
    def text(self) -> str:
        """The document's text."""
        return self.document.text


def view_of(reading: Reading) -> View:
    """A reading's document and resolutions, ready to be looked up."""
    resolutions = reading.resolutions
    return View(
        reading.document,
        {found.timex.span: found for found in resolutions.times},
        {found.span: found for found in resolutions.places},
        {found.trigger: found for found in resolutions.codes},
        {found.span: found for found in resolutions.actors},
        {found.trigger: found for found in resolutions.event_times},
        {found.trigger: found for found in resolutions.event_places},
    )


def span_record(view: View, span: Span) -> Record:
    """A span with its text."""
    return {"start": span.start, "end": span.end, "text": span.quote(view.text)}


def optional_span(view: View, span: Span | None) -> JSON:
    """A span with its text, or null."""
    return None if span is None else span_record(view, span)


def evidence_record(view: View, span: Span) -> Record:
    """A span with its text and the 32 characters on each side."""
    prefix = view.text[max(0, span.start - CONTEXT) : span.start]
    return {**span_record(view, span), "prefix": prefix, "suffix": view.text[span.end : span.end + CONTEXT]}


def number(value: float | None) -> JSON:
    """A number as JSON spells it: whole ones without a point; None is null.

    >>> number(12.0), number(2.5), number(None)
    (12, 2.5, None)
    """
    return int(value) if value is not None and float(value).is_integer() else value


def interval_record(view: View, timex: Timex | None) -> JSON:
    """The Interval that a time expression is taken to mean; null when there is none or it is unresolved."""
    found = view.times.get(timex.span) if timex is not None else None
    if timex is None or found is None or found.interval is None:
        return None
    return days_record(view, timex, found.interval)


def event_time_record(view: View, event: Event) -> JSON:
    """The Interval of an event, with the rule that chose it among the page's; null when no days are told."""
    found = view.event_times.get(event.trigger)
    if found is None:
        return interval_record(view, event.time)
    if found.timex is None or found.interval is None:
        return None
    return {**days_record(view, found.timex, found.interval), "rule": found.rule}


def days_record(view: View, timex: Timex, interval: Interval) -> Record:
    """The days that a time expression means."""
    anchor = interval.anchor
    return {
        "start": interval.start,
        "end": interval.end,
        "granularity": interval.granularity,
        "timex": interval.timex,
        "anchor": span_record(view, anchor) if isinstance(anchor, Span) else anchor,
        "span": span_record(view, timex.span),
    }


def candidate_record(candidate: Candidate) -> Record:
    """A place of the gazetteer that a name may mean."""
    return {
        "name": candidate.name,
        "lat": candidate.lat,
        "lon": candidate.lon,
        "geonames_id": candidate.geonames_id,
        "country": candidate.country,
        "admin1": candidate.admin1,
        "admin1_code": candidate.admin1_code,
        "admin1_code_list": ISO_3166_2 if candidate.admin1_code else None,
        "pcode": candidate.pcode,
        "pcode_version": candidate.pcode_version,
        "score": candidate.score,
    }


def place_record(view: View, mention: PlaceMention | None) -> JSON:
    """The Place that a mention is taken to be; null when there is none or it is unresolved."""
    found = view.places.get(mention.span) if mention is not None else None
    if found is None or found.chosen is None:
        return None
    rivals: list[JSON] = [candidate_record(rival) for rival in found.rivals]
    return {
        "span": span_record(view, found.span),
        **candidate_record(found.chosen),
        "precision": found.precision,
        "radius_km": number(found.radius_km),
        "geo_convention": geo_convention(found.precision),
        "rivals": rivals,
        "method": found.method,
        "reasons": list(found.chosen.reasons),
    }


def event_place_record(view: View, event: Event) -> JSON:
    """The Place of an event, with the rule that chose it among the page's; null when none is told or known."""
    found = view.event_places.get(event.trigger)
    place = place_record(view, found.place if found is not None else event.place)
    return {**place, "rule": found.rule} if found is not None and isinstance(place, dict) else place


def geo_convention(precision: str | None) -> str:
    """How a place became a point: the named place itself, or the middle of a division, region or country.

    UCDP too gives a division its middle; ACLED gives it its capital, which the gazetteer does not tell.

    >>> geo_convention("near"), geo_convention("admin1")
    ('named_place', 'centre')
    """
    return "named_place" if precision in {"exact", "near"} else "centre"


def place_role_record(view: View, role: PlaceRole) -> Record:
    """A place of an event and its relation; an unresolved place is null, and the span still says where it stands."""
    return {
        "place": place_record(view, role.place),
        "relation": role.relation,
        "span": span_record(view, role.place.span),
    }


def actor_record(view: View, actor: Actor) -> Record:
    """An Actor; country and roles that its words leave open are as it is taken to be."""
    known = view.actors.get(actor.span)
    return {
        "span": span_record(view, actor.span),
        "name": actor.name,
        "country": actor.country or (known.country if known is not None else None),
        "roles": list((known.roles if known is not None else ()) or actor.roles),
        "type": actor.type,
        "named": actor.named,
        "status": actor.status,
        "refers_to": optional_span(view, actor.refers_to),
    }


def source_record(view: View, source: Source) -> Record:
    """A link of the attribution chain: an Actor with its cue, stance, certainty and connection."""
    return {
        **actor_record(view, source.actor),
        "cue": optional_span(view, source.cue),
        "stance": source.stance,
        "certainty": source.certainty,
        "connection": source.connection,
    }


def hedge_record(view: View, hedge: Hedge) -> Record:
    """A hedge: its span, class and scope."""
    return {**span_record(view, hedge.span), "class": hedge.kind, "scope": hedge.scope}


def equipment_record(view: View, equipment: Equipment) -> Record:
    """A weapon, vehicle or munition."""
    return {"span": span_record(view, equipment.span), "kind": equipment.kind, "name": equipment.name}


def quantity_record(view: View, quantity: Quantity, siblings: Sequence[Quantity]) -> Record:
    """A Quantity; `part_of` is the index of the whole among its siblings."""
    whole = (i for i, sibling in enumerate(siblings) if sibling.span == quantity.part_of)
    return {
        "span": span_record(view, quantity.span),
        "measure": quantity.measure,
        "best": number(quantity.best),
        "low": number(quantity.low),
        "high": number(quantity.high),
        "comparator": quantity.comparator,
        "vague": quantity.vague,
        "convention": quantity.convention,
        "group": quantity.group,
        "status": quantity.status,
        "part_of": next(whole, None),
        "cumulative": quantity.cumulative,
        "time": interval_record(view, quantity.time),
        "as_of": interval_record(view, quantity.as_of),
        "sex": quantity.sex,
        "age": quantity.age,
    }


def issue_record(view: View, issue: Issue) -> Record:
    """What could not be settled."""
    return {"code": issue.code, "span": span_record(view, issue.span), "detail": issue.detail}


def codes_record(found: CodeResolution | None) -> Record:
    """The codes of an event in CAMEO, ACLED and UCDP."""
    acled: JSON = None
    ucdp: JSON = None
    if found is not None and found.acled_type is not None:
        acled = {"event_type": found.acled_type, "sub_event_type": found.acled_sub_type}
    if found is not None and found.ucdp_violence is not None:
        ucdp = {"type_of_violence": found.ucdp_violence}
    return {"cameo": found.cameo if found is not None else None, "acled": acled, "ucdp": ucdp}


def event_record(view: View, event: Event) -> Record:
    """An Event with its time, places and codes as they are taken to be."""
    actors: list[JSON] = [actor_record(view, actor) for actor in event.actors]
    recipients: list[JSON] = [actor_record(view, actor) for actor in event.recipients]
    equipment: list[JSON] = [equipment_record(view, item) for item in used_by(event)]
    places: list[JSON] = [place_role_record(view, role) for role in event.places]
    quantities: list[JSON] = [quantity_record(view, found, event.quantities) for found in event.quantities]
    return {
        "type": event.type,
        "kind": event.kind,
        "mode": effective_mode(event),
        "contexts": list(event.contexts),
        **codes_record(view.codes.get(event.trigger)),
        "trigger": span_record(view, event.trigger),
        "status": event.status,
        "historical": event.historical,
        "actors": actors,
        "recipients": recipients,
        "responsibility": event.responsibility,
        "equipment": equipment,
        "time": event_time_record(view, event),
        "place": event_place_record(view, event),
        "places": places,
        "quantities": quantities,
    }


def document_record(document: Document) -> Record:
    """What a claim says of its document."""
    return {
        "id": document.id,
        "external_id": document.external_id,
        "sha256": document.sha256,
        "url": document.url,
        "title": document.title,
        "outlet": document.outlet,
        "published": document.published.value if document.published is not None else None,
        "lang": document.lang,
    }


def origin_record(origin: Origin) -> Record:
    """The instruments of a reading, and whom to credit for the places."""
    return {
        "sitrep": origin.sitrep,
        "model": origin.model,
        "model_sha256": origin.model_sha256,
        "lexicon": origin.lexicon,
        "gazetteer": origin.gazetteer,
        "options": dict(origin.options),
        "attribution": credit_line(),
    }
