"""Claims as W3C Web Annotations: each claim and each field of it, on the very words of the page that say it.

The offsets are those of the page's text as sitrep reads it, in Unicode code points.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from sitrep.export.files import in_order, write_attribution, write_whole
from sitrep.export.losses import Lost
from sitrep.export.shapes.withheld import is_withheld
from sitrep.export.web.lists import one_a_line
from sitrep.export.web.spans import Marked, spans_in
from sitrep.export.web.windows import AROUND, Known, after, before, known_of
from sitrep.model.fields import Record, record_at, text_at
from sitrep.model.identity import JSON, canonical

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
# What is told of a claim as a whole, beside its words.
CLAIM = ("kind", "outlet_distance", "stance", "denied_part", "certainty", "accused_position", "about")
EVENT = ("type", "kind", "mode", "cameo", "acled", "ucdp", "status", "historical", "responsibility")


def source_of(claim: Record) -> str:
    """The page of a claim: its address, or a URN of the hash of its bytes where no profile lets its address through."""
    document = record_at(claim, "document")
    url, sha256 = text_at(document, "url"), text_at(document, "sha256") or ""
    return f"urn:sha256:{sha256}" if url is None or text_at(claim, "profile") else url


def _whole_value(claim: Record) -> JSON:
    """What a claim says as a whole, without what its fields say by themselves."""
    event = record_at(claim, "event")
    coded: JSON = {key: event.get(key) for key in EVENT} if event else None
    return {**{key: claim.get(key) for key in CLAIM}, "event": coded}


def marked_in(claim: Record) -> Iterator[Marked]:
    """Yield the spans of a claim; its evidence first, with what the claim says as a whole."""
    for one in spans_in({key: value for key, value in claim.items() if key != "origin"}):
        yield Marked(one.path, one.start, one.end, one.text, _whole_value(claim)) if one.path == "evidence" else one


def is_whole(one: Marked) -> bool:
    """Whether the exact words of a span are there: nothing of them withheld or changed."""
    return not is_withheld(one.text) and len(one.text) == one.end - one.start


def annotation(claim: Record, one: Marked, known: Known) -> dict[str, JSON]:
    """The annotation of one span: the field and its value on the words, by quotation and by position."""
    bodies: list[JSON] = [{"type": "TextualBody", "purpose": "tagging", "format": "text/plain", "value": one.path}]
    if one.value is not None:
        value = canonical(one.value)
        bodies.append({"type": "TextualBody", "purpose": "describing", "format": "application/json", "value": value})
    quote: JSON = {
        "type": "TextQuoteSelector",
        "exact": one.text,
        "prefix": before(known, one.start),
        "suffix": after(known, one.end),
    }
    position: JSON = {"type": "TextPositionSelector", "start": one.start, "end": one.end}
    return {
        "id": f"urn:sitrep:{text_at(claim, 'id')}#{one.path}",
        "type": "Annotation",
        "motivation": "describing",
        "body": bodies,
        "target": {"source": source_of(claim), "selector": [quote, position]},
    }


def annotations(claims: Sequence[Record]) -> list[JSON]:
    """The annotations of claims, page by page; none of words that a profile withheld."""
    known = known_of(claims)
    return [
        annotation(claim, one, known.get(text_at(claim, "document", "id") or "", {}))
        for claim in in_order(claims)
        for one in marked_in(claim)
        if is_whole(one)
    ]


def annotation_losses(claims: Sequence[Record]) -> list[Lost]:
    """What the annotations of claims cannot say: words withheld, and words around that no claim quotes."""
    known, lost = known_of(claims), list[Lost]()
    for claim in in_order(claims):
        row, page = text_at(claim, "id") or "", known.get(text_at(claim, "document", "id") or "", {})
        for one in marked_in(claim):
            if not is_whole(one):
                lost.append(Lost(row, one.path, one.text, "the profile withholds the exact words: no annotation"))
            elif len(before(page, one.start)) < min(AROUND, one.start):
                lost.append(Lost(row, f"{one.path}/prefix", one.text, "no claim quotes all the words before it"))
    return lost


def write_annotations(claims: Sequence[Record], incidents: Sequence[Record], path: Path) -> Sequence[Lost]:
    """Write claims as one AnnotationPage (JSON-LD); what it cannot say. Raises UsageError where PATH cannot be written.

    Incidents have no words of their own on a page.
    """
    del incidents
    page = {"@context": CONTEXT, "id": "urn:sitrep:annotations", "type": "AnnotationPage"}
    write_whole(path, one_a_line(page, "items", annotations(claims)))
    write_attribution(path)
    return annotation_losses(claims)
