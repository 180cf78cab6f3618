"""Who accuses, and what the accused says: what stands with every accusation that is shown."""

from collections.abc import Mapping

from sitrep.link.parties import parties_among
from sitrep.model.fields import Record, record_at, records_at, text_at
from sitrep.redaction.words import rules

NOT_SEARCHED = "not_searched"
_KINDS = {
    "person": "a person",
    "witness": "a witness",
    "medical": "a medical worker",
    "anonymous": "somebody unnamed",
    "monitor": "a monitor",
    "media": "a medium",
    "state": "an official",
    "armed_group": "an armed group",
    "civilians": "civilians",
    "company": "a company",
    "party": "a party",
}


def accuses(line: Record) -> bool:
    """Whether a claim lays an act to a party: a source accuses or suspects, or says, or the page does itself."""
    event = record_at(line, "event")
    if text_at(event, "type") == "ACCUSE":
        return True
    laid = text_at(event, "responsibility") in rules()["laid"]
    return laid and bool(parties_among(records_at(event, "actors")))


def speakers_of(line: Record) -> list[str]:
    """Who says it, outermost first; the outlet in its own voice; else the page, of an outlet unknown."""
    named = [text_at(source, "name") or "" for source in records_at(line, "sources")]
    if any(named):
        return [name for name in named if name]
    if outlet := text_at(line, "document", "outlet"):
        return [outlet]
    return [f"a page of unknown outlet, {text_at(line, 'document', 'id') or 'without id'}"]


def speaker_mark(source: Record) -> str:
    """What is put for the withheld name of a speaker: what kind of speaker it was."""
    return f"[{_KINDS.get(text_at(source, 'type') or '', 'a speaker')}, name withheld]"


def position_of(line: Record, incident: Record) -> str:
    """What a claim's accused says by its incident: its own position, else that of all accused, else `not_searched`."""
    actors = parties_among(records_at(record_at(line, "event"), "actors"))
    own = {text_at(actor, "country") for actor in actors} | {
        (text_at(actor, "name") or "").casefold() for actor in actors
    }
    for accused in records_at(incident, "accused"):
        if text_at(accused, "party") in own:
            return text_at(accused, "position") or NOT_SEARCHED
    return text_at(incident, "accused_position") or NOT_SEARCHED


def positions(claims: Mapping[str, Record], incidents: list[Record]) -> dict[str, str]:
    """The position of the accused for each claim that an incident holds, by the claim's id."""
    found: dict[str, str] = {}
    for incident in incidents:
        members = incident.get("claims")
        for claim in members if isinstance(members, list) else []:
            if isinstance(claim, str) and claim in claims:
                found[claim] = position_of(claims[claim], incident)
    return found
