"""An incident with its claims as the public, or a partner, may see it: made for eyes before it is made into a file."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from sitrep.desk.desks import Desk, looking
from sitrep.desk.telling.accusations import MEANINGS
from sitrep.desk.telling.answers import sentence
from sitrep.desk.telling.cells import MEASURES_FIRST
from sitrep.desk.telling.incidents import Told, told_under
from sitrep.desk.telling.titles import title_of
from sitrep.desk.telling.values import party_name
from sitrep.desk.texts import pages_with_texts
from sitrep.export.redacted import around_page, counted, outlets_in
from sitrep.export.redacted import told as told_withheld
from sitrep.gazetteer.index import PlaceNames
from sitrep.link.positions import RULES
from sitrep.model.fields import Record, record_at, records_at, text_at, texts_at
from sitrep.model.identity import JSON
from sitrep.redaction import Around, Audience, gathered, redact_claim, redact_incident, same_incident
from sitrep.redaction.accusations import NOT_SEARCHED, position_of, speakers_of
from sitrep.views.phrases import position_words


def published_incident(desk: Desk, name: str, audience: Audience, today: date, places: PlaceNames) -> dict[str, JSON]:
    """An incident under a profile: nothing in it comes from its pages but through redaction.

    `incident` and `lines` are the line and the claim lines as an export has them, but that a name withheld on one page
    of the incident is withheld in all of its claims. `claims` have what a page prints of each: `speakers`, `quotation`
    and, where it accuses, `accused_position`. `accused` is never empty where a claim accuses. `withheld` counts all.
    Raises LookupError for an incident of which no claim is left.
    """
    with looking(desk) as connection:
        told = told_under(desk, connection, name, RULES[0])
        pages = list(pages_with_texts(desk, connection, told.corpus.of_document))
    said = {text_at(claim, "id") or "": position_of(claim, told.line) for claim in told.account.claims}
    claims = {text_at(claim, "id") or "": claim for claim in told.account.claims}
    kin = same_incident(claims, [tuple(claims)], today, audience)
    outlets = outlets_in(pages, today, places, audience)
    arounds = {page.id: around_page(page, today, places, audience, said, outlets=outlets, kin=kin) for page in pages}
    whole = gathered(list(arounds.values()))
    incident = redact_incident(told.line, audience, whole)
    lines = [redact_claim(claim, audience, _within(claim, arounds, whole)) for claim in told.account.claims]
    withheld = counted([incident, *lines])
    return {
        "id": name,
        "profile": audience.value,
        "title": title_of(incident, lines),
        "withheld": {**withheld},
        "withheld_words": told_withheld(withheld),
        "incident": incident,
        "measures": [*_measures(incident, told)],
        "accused": _accused(incident, lines),
        "claims": [_claim(line) for line in lines],
        "lines": [*lines],
    }


def _within(claim: Record, arounds: Mapping[str, Around], whole: Around) -> Around:
    """What a claim beside others is redacted with: its own page, and what is withheld on any of theirs."""
    own = arounds[text_at(claim, "document", "id") or ""]
    shared = replace(own.page, private=whole.page.private, persons=whole.page.persons, finer=whole.page.finer)
    return replace(own, page=shared)


def _measures(incident: Record, told: Told) -> Iterable[JSON]:
    """Yield a sentence for each figure, with the redacted names of those who hold it."""
    found = record_at(incident, "quantities")
    for measure in (*MEASURES_FIRST, *(key for key in found if key not in MEASURES_FIRST)):
        own = [f for f in told.account.figures if f.measure == measure and f.is_position and f.counts]
        counting, holders = frozenset(f.claim for f in own), frozenset(f.voice.key for f in own)
        yield sentence(measure, record_at(found, measure), counting, len(holders))


def _accused(incident: Record, lines: Sequence[Record]) -> list[JSON]:
    """Each accused party with its own position; one entry without a name where only a claim accuses somebody."""
    parties = [(text_at(one, "party") or "", text_at(one, "position")) for one in records_at(incident, "accused")]
    if not parties and any("accused_position" in line for line in lines):
        parties = [("those held responsible", text_at(incident, "accused_position"))]
    return [_position(party, position or NOT_SEARCHED) for party, position in parties]


def _position(party: str, position: str) -> JSON:
    return {
        "name": party_name(party),
        "position": position,
        "words": position_words(position),
        "meaning": MEANINGS.get(position, ""),
    }


def _claim(line: Record) -> JSON:
    """What is printed of a claim that was redacted."""
    event, position = record_at(line, "event"), text_at(line, "accused_position")
    return {
        "id": text_at(line, "id"),
        "speakers": [*(texts_at(line, "speaker") or speakers_of(line))],
        "outlet": text_at(line, "document", "outlet"),
        "published": text_at(line, "document", "published"),
        "stance": text_at(line, "stance") or "asserts",
        "quotation": text_at(line, "evidence", "text"),
        "place": dict(record_at(event, "place")),
        "accused_position": position,
    }
