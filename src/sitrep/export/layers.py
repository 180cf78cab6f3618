"""The line of a document: every annotation layer, the claims and the main incident."""

from calendar import monthrange
from collections.abc import Iterator, Sequence

from sitrep.link.pages.headline import is_lost
from sitrep.link.pages.incident import main_incident
from sitrep.model.annotations import Actor, Annotation, Attribution, Equipment, PlaceMention, Quantity, Timex
from sitrep.model.documents import Dating, Document
from sitrep.model.identity import JSON, sha256_hex
from sitrep.model.readings import Reading
from sitrep.model.spans import Span
from sitrep.read.triage.skipping import skipped
from sitrep.views.claims import claim_lines
from sitrep.views.records import (
    Record,
    View,
    actor_record,
    equipment_record,
    optional_span,
    origin_record,
    place_record,
    quantity_record,
    span_record,
    view_of,
)


def _flat(view: View, span: Span, record: Record) -> Record:
    """A layer entry: `start`, `end` and `text` flat, and the record less its span."""
    return {**span_record(view, span), **{key: value for key, value in record.items() if key != "span"}}


def _bounds(value: str) -> tuple[str, str]:
    """The first and last ISO date (or date-time) of a date that may be a month or a year.

    >>> _bounds("2016-02"), _bounds("2015"), _bounds("2015-12-22")
    (('2016-02-01', '2016-02-29'), ('2015-01-01', '2015-12-31'), ('2015-12-22', '2015-12-22'))
    """
    year, _, month = value.partition("-")
    if not month:
        return f"{year}-01-01", f"{year}-12-31"
    if "-" in month:
        return value, value
    return f"{value}-01", f"{value}-{monthrange(int(year), int(month))[1]}"


def _published(view: View, dating: Dating | None) -> JSON:
    """The Interval of publication with how it is known; null when it is not."""
    if dating is None:
        return None
    start, end = _bounds(dating.value)
    return {
        "start": start,
        "end": end,
        "granularity": dating.granularity.value,
        "timex": dating.value,
        "anchor": "none",
        "span": optional_span(view, dating.evidence),
        "method": dating.method,
        "confidence": dating.confidence,
    }


def _attribution(view: View, found: Attribution) -> Record:
    """A passage that is somebody's."""
    return {
        "source": optional_span(view, found.source.span if found.source is not None else None),
        "cue": optional_span(view, found.cue),
        "content": [span_record(view, span) for span in found.content],
        "kind": found.kind,
        "stance": found.stance,
        "certainty": found.certainty,
    }


def _outermost(given: Sequence[Annotation]) -> list[Attribution]:
    """The attributed passages that are nobody else's words; nested ones stand in the chains of the claims."""
    found = [a for a in given if isinstance(a, Attribution)]
    return [a for a in found if a.cue is None or not any(b is not a and b.holds(a.cue) for b in found)]


def _timex(view: View, timex: Timex) -> Record:
    """A time expression with its TIMEX3 value, null where it could not be resolved."""
    found = view.times.get(timex.span)
    value = found.value if found is not None else None
    return {**span_record(view, timex.span), "type": timex.type.value, "value": value, "mod": timex.mod}


def _place(view: View, mention: PlaceMention) -> Record:
    """A place name: where it is taken to be, how it is read and what it does in its sentence."""
    place = place_record(view, mention)
    known = place if isinstance(place, dict) else {}
    keys = ("lat", "lon", "geonames_id", "country", "admin1", "admin1_code", "precision", "radius_km", "score")
    return {
        **span_record(view, mention.span),
        "name": known.get("name", mention.name),
        **{key: known.get(key) for key in keys},
        "reading": mention.reading,
        # The contract has no word for a place that another is only named beside.
        "role": "reference" if mention.role == "background" else mention.role,
        "relation": mention.relation,
    }


def _quantities(view: View, found: Sequence[Quantity]) -> list[JSON]:
    """The quantities of a page; `part_of` is an index into this list."""
    return [_flat(view, quantity.span, quantity_record(view, quantity, found)) for quantity in found]


def _layer_records(view: View, reading: Reading) -> Record:
    """The annotation layers, each in the order of the text."""
    given = sorted(reading.annotations, key=lambda a: (a.span.start, -a.span.end))
    return {
        "attributions": [_attribution(view, a) for a in _outermost(given)],
        "timexes": [_timex(view, a) for a in given if isinstance(a, Timex)],
        "places": [_place(view, a) for a in given if isinstance(a, PlaceMention)],
        "actors": [_flat(view, a.span, actor_record(view, a)) for a in given if isinstance(a, Actor)],
        "quantities": _quantities(view, [a for a in given if isinstance(a, Quantity)]),
        "equipment": [_flat(view, a.span, equipment_record(view, a)) for a in given if isinstance(a, Equipment)],
    }


def _main_incident(reading: Reading, claims: Sequence[Record]) -> JSON:
    """The main incident of a page from its claims and from those of the headline that stands beside its text."""
    if reading.headline is None:
        return main_incident(claims)
    lost = is_lost(reading.document.text, reading.headline.document.text)
    return main_incident(claims, claim_lines(reading.headline), is_lost=lost)


def _issues(view: View, document: Document) -> Iterator[Record]:
    """Yield what of an article is not read: the passages that triage skipped. That they give no claim is no finding."""
    for span in skipped(document):
        yield {"code": "triage-skipped", "span": span_record(view, span), "detail": "left unread by triage"}


def layers_line(reading: Reading) -> Record:
    """One line of `sitrep read --layers`: every annotation layer, the claims and the main incident."""
    view, document = view_of(reading), reading.document
    claims = claim_lines(reading)
    return {
        "document": document.external_id,
        "text_sha256": sha256_hex(document.text.encode("utf-8", "surrogatepass")),
        "blocks": [{"start": b.span.start, "end": b.span.end, "kind": b.kind.value} for b in document.blocks],
        "published": _published(view, document.published),
        **_layer_records(view, reading),
        "issues": list(_issues(view, document)),
        "claims": list(claims),
        "main": _main_incident(reading, claims),
        "origin": origin_record(reading.origin),
    }
