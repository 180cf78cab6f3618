"""Who is held to have done it, by whom, and what they say of it themselves: the two never stand apart."""

from collections.abc import Mapping, Sequence

from sitrep.desk.telling.values import party_name
from sitrep.link.parties import parties_among
from sitrep.link.sides import party_key
from sitrep.link.stances import accused_parties, is_of, load_terms
from sitrep.link.voices import Voice, is_withdrawn
from sitrep.model.fields import Record, record_at, records_at, text_at, texts_at
from sitrep.model.identity import JSON
from sitrep.views.phrases import listed, position_words

# Responsibilities that somebody else lays to a party.
LAID = frozenset({"accused", "suspected", "stated"})
# What a position means for whoever reads it.
MEANINGS: Mapping[str, str] = {
    "acknowledges": "They report such a deed there and then, and no reservation is told.",
    "partly": "They report such deeds, but leave out this place or its detail, or dispute the harm.",
    "denies": "They say that they did not do it, or lay it to somebody else.",
    "silent": "A page here says that they left it out of what they told. That is neither a denial nor an admission.",
    "no_record": "Their own publications were looked through, or are told to be empty on it.",
    "not_searched": (
        "This is neither a denial nor a silence: the pages collected here do not tell what they said. "
        "Look for their own statement before you publish the accusation."
    ),
}


def accusations_of(line: Record, claims: Sequence[Record], spoken: Mapping[str, Voice]) -> list[JSON]:
    """Each party that the incident is laid to, with who lays it there and its own position.

    Those held responsible by a word that tells no side stand last, under one entry: nobody can have asked them.
    """
    found = [_party(one, claims, spoken) for one in records_at(line, "accused")]
    laid = [claim for claim in claims if is_laid(claim)]
    vague = [claim for claim in laid if not any(map(party_key, blamed(claim)))]
    actors = [actor for claim in vague for actor in blamed(claim)]
    names = listed(f"“{words}”" for actor in actors if (words := text_at(actor, "span", "text")))
    if names:
        found.append(_entry({}, names, vague, spoken))
    return found


def answers_of(line: Record, incident: Record) -> list[JSON]:
    """Each party that a claim lays its deed to, by its name there and as a side, and what it says of the incident.

    A claim in no incident, whose `incident` is empty, has them too: nobody has searched for what they say.
    """
    held = {text_at(side, "party"): text_at(side, "position") for side in records_at(incident, "accused")}
    event = record_at(line, "event")
    people = [*records_at(event, "recipients"), *records_at(event, "actors")]
    names = {party_key(person): text_at(person, "name") for person in people}
    return [
        {
            "party": party,
            "name": names.get(party) or party,
            "side": party_name(party),
            "position": held.get(party) or "not_searched",
        }
        for party in accused_parties([line])
    ]


def speaker_of(line: Record) -> str:
    """Who says a claim: the last whom the page names, else its outlet, else that neither is known."""
    named = [name for source in records_at(line, "sources") if (name := text_at(source, "name"))]
    return named[-1] if named else text_at(line, "document", "outlet") or "a page of unknown outlet"


def is_laid(claim: Record) -> bool:
    """Whether a claim lays an event to somebody who is not its own speaker."""
    held = text_at(claim, "event", "responsibility") in LAID or text_at(claim, "event", "type") in load_terms().blame
    return held and claim.get("stance") == "asserts" and bool(blamed(claim)) and not is_withdrawn(claim)


def blamed(claim: Record) -> list[Record]:
    """The parties that a claim lays its event to: its actors, of an accusation those accused; never a bare number."""
    event = record_at(claim, "event")
    return parties_among(records_at(event, "recipients" if text_at(event, "type") in load_terms().blame else "actors"))


def _party(one: Record, claims: Sequence[Record], spoken: Mapping[str, Voice]) -> JSON:
    party = text_at(one, "party") or ""
    laid = [
        claim
        for claim in claims
        if is_laid(claim) and party in map(party_key, blamed(claim)) and not is_of(claim, party, spoken)
    ]
    return _entry(one, party_name(party), laid, spoken)


def _entry(one: Record, name: str, laid: Sequence[Record], spoken: Mapping[str, Voice]) -> JSON:
    ids = [text_at(claim, "id") or "" for claim in laid]
    position = text_at(one, "position") or "not_searched"
    return {
        "party": text_at(one, "party"),
        "name": name,
        "position": position,
        "words": position_words(position),
        "meaning": MEANINGS.get(position, ""),
        "claims": [*texts_at(one, "claims")],
        "accusers": [*dict.fromkeys(spoken[claim].name for claim in ids)],
        "accusations": [*ids],
    }
