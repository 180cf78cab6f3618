"""Where the accused party stands on an incident, as the pages tell it, and what sources are said to leave out.

- `acknowledges`: it reports such a deed there and then, and no reservation is told;
- `partly`: it reports such deeds, but is said to name no such place or no detail, or disputes the harm;
- `denies`: it says that it did not do it, or lays it to somebody else and owns nothing;
- `silent`: it is told to have left this out; `no_record`: to have published nothing;
- `not_searched`: no page says anything of it, and nobody looked.

A silence that a page tells is a claim of its own: a happening of the kind `other` whose mode is one of `modes` in
data/stances.json, whose actor kept silent, and whose place is what it kept silent about.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sitrep.link.pages.incident import load_weights
from sitrep.link.pages.places import kilometres, places_of, precision_of
from sitrep.link.pages.roles import is_party
from sitrep.link.parties import parties_among
from sitrep.link.sides import is_harm, party_key
from sitrep.link.voices import Voice, name_words
from sitrep.model.fields import Record, flag_at, record_at, records_at, text_at
from sitrep.model.identity import JSON

SILENT, NO_RECORD, WITHHELD = "silent", "no_record", "withheld"


@dataclass(frozen=True, slots=True)
class Terms:
    """`modes` of silences, words for the `fields` left out, precisions that are `coarse`, types that `blame`."""

    modes: frozenset[str]
    fields: Mapping[str, tuple[str, ...]]
    coarse: frozenset[str]
    blame: frozenset[str]


@cache
def load_terms() -> Terms:
    """The settings that ship with sitrep."""
    raw = json.loads((files("sitrep.link") / "data" / "stances.json").read_text(encoding="utf-8"))
    fields = {key: tuple(words) for key, words in raw["fields"].items()}
    return Terms(frozenset(raw["modes"]), fields, frozenset(raw["coarse"]), frozenset(raw["blame"]))


@dataclass(frozen=True, slots=True)
class Stance:
    """A party's position and the claims that it rests on."""

    position: str
    claims: tuple[str, ...] = ()


def silence_of(claim: Record) -> str | None:
    """The mode of a silence that a claim tells; None for any other claim.

    Who is silent on a whole country has no record: "reported no raids in Syria".
    """
    event = record_at(claim, "event")
    mode = text_at(event, "mode")
    if text_at(event, "kind") != "other" or mode not in load_terms().modes:
        return None
    places = places_of(event, load_weights().places)
    is_of_country = bool(places) and all(text_at(place, "precision") == "country" for place in places)
    return NO_RECORD if mode == SILENT and is_of_country else mode


def accused_parties(claims: Sequence[Record]) -> list[str]:
    """The sides that an incident's claims lay it to, the one that most claims name first."""
    found: Counter[str] = Counter()
    for claim in claims:
        event = record_at(claim, "event")
        is_blame = text_at(event, "type") in load_terms().blame
        if claim.get("stance") not in ("asserts", "denies") or not (is_harm(event) or is_blame):
            continue
        people = parties_among(records_at(event, "recipients" if is_blame else "actors"))
        found.update({key for person in people if (key := party_key(person)) is not None})
    return [key for key, _ in sorted(found.items(), key=lambda item: (-item[1], item[0]))]


def is_of(claim: Record, party: str, spoken: Mapping[str, Voice]) -> bool:
    """Whether a claim is a party's own word."""
    voice = spoken[text_at(claim, "id") or ""]
    return voice.country == party or voice.key == f"state:{party}" or " ".join(name_words(voice.name)) == party


def is_silent_one(claim: Record, party: str) -> bool:
    """Whether a party is who kept silent; where the page does not name who did, it may be."""
    keys = {party_key(actor) for actor in records_at(record_at(claim, "event"), "actors")}
    return party in keys or keys <= {None}


def position_of(claims: Sequence[Record], party: str, spoken: Mapping[str, Voice], *, searched: bool = False) -> Stance:
    """A party's position on an incident, from the claims of its pages that bear on it."""
    own = [claim for claim in claims if is_of(claim, party, spoken)]
    silences = [claim for claim in claims if silence_of(claim) and is_silent_one(claim, party)]
    denials = [c for c in own if c.get("stance") == "denies" and (is_harm_told(c) or not record_at(c, "event"))]
    told = [c for c in own if c.get("stance") == "asserts" and is_harm_told(c)]
    told = [claim for claim in told if not flag_at(record_at(claim, "event"), "historical")]
    owned = [claim for claim in told if parties_in(claim) <= {party} or party in parties_in(claim)]
    blaming = [claim for claim in told if claim not in owned]
    acts = [claim for claim in denials if is_act_denied(claim)]
    if acts and not any(party in parties_in(claim) and is_sited(claim) for claim in owned):
        return _stance("denies", acts)
    if owned:
        return _with_reservations(owned, denials, silences)
    if denials or (silences and blaming):
        return _stance("denies", denials or [*silences, *blaming])
    for mode in (SILENT, WITHHELD, NO_RECORD):
        found = [claim for claim in silences if silence_of(claim) == mode]
        if found:
            return _stance(NO_RECORD if mode == NO_RECORD else SILENT, found)
    declined = [claim for claim in own if claim.get("stance") == "declines"]
    if declined:
        return _stance(SILENT, declined)
    return Stance(NO_RECORD if searched else "not_searched")


def _stance(position: str, claims: Sequence[Record]) -> Stance:
    return Stance(position, tuple(sorted({text_at(claim, "id") or "" for claim in claims})))


def is_act_denied(claim: Record) -> bool:
    """Whether a denial is of the deed itself and not only of its harm or how it went."""
    is_harm_only = text_at(claim, "event", "kind") is not None
    return not is_harm_only and text_at(claim, "denied_part") not in ("figure", "circumstances")


def is_sited(claim: Record) -> bool:
    """Whether a claim says where it happened more closely than by the country."""
    return text_at(claim, "event", "place", "precision") not in (None, "country")


def is_harm_told(claim: Record) -> bool:
    """Whether a claim tells of an attack or its harm."""
    return is_harm(record_at(claim, "event"))


def parties_in(claim: Record) -> AbstractSet[str]:
    """The sides of the conflict that act in a claim's event; a place that is taken for an actor is none."""
    actors = [a for a in records_at(record_at(claim, "event"), "actors") if is_party(a, load_weights().roles)]
    return {key for actor in actors if (key := party_key(actor)) is not None}


def _with_reservations(owned: Sequence[Record], denials: Sequence[Record], silences: Sequence[Record]) -> Stance:
    """The position of a party that reports such deeds: how much of this one it leaves out."""
    withheld = [claim for claim in silences if silence_of(claim) == WITHHELD]
    left_out = [claim for claim in silences if silence_of(claim) == SILENT]
    near = [claim for claim in left_out if any(may_hold(deed, claim) for deed in owned)]
    if denials or withheld or near:
        return _stance("partly", [*owned, *denials, *withheld, *near])
    if left_out:
        return _stance(SILENT, left_out)
    return _stance("acknowledges", owned)


def may_hold(deed: Record, silence: Record) -> bool:
    """Whether a reported deed may have been at the place that was left out: a village of the province it names."""
    rules = load_weights().places
    left_out = places_of(record_at(silence, "event"), rules)
    if any(is_area(place) for place in left_out):
        return False
    told = [p for p in places_of(record_at(deed, "event"), rules) if text_at(p, "precision") != "country"]
    if not left_out:
        return bool(told)
    apart = (kilometres(one, other, rules) for one in told for other in left_out)
    return any(distance is not None and distance <= 0 for distance in apart)


def is_area(place: Record) -> bool:
    """Whether a place is a province or larger, or the town that the province is called by."""
    return precision_of(place) in (*load_terms().coarse, "seat")


def silent_sources(claims: Sequence[Record], spoken: Mapping[str, Voice]) -> dict[str, JSON]:
    """Who is told to have left what out: by field, each source with the claims that say so."""
    found: dict[str, dict[str, set[str]]] = {}
    for claim in claims:
        mode, name = silence_of(claim), text_at(claim, "id") or ""
        if mode is not None:
            people = records_at(record_at(claim, "event"), "actors")
            names = [text_at(actor, "name") or "" for actor in people] or ["somebody not named"]
        elif claim.get("stance") == "declines":
            names = [spoken[name].name]
        else:
            continue
        for who in names:
            found.setdefault(field_of(claim, mode), {}).setdefault(who, set()).add(name)
    return {
        field: [{"source": who, "claims": [*sorted(ids)]} for who, ids in sorted(sources.items())]
        for field, sources in sorted(found.items())
    }


def field_of(claim: Record, mode: str | None) -> str:
    """The field of an incident that a silence leaves open: what its words name, else the event itself."""
    words = (text_at(claim, "evidence", "text") or "").casefold()
    named = (field for field, terms in load_terms().fields.items() if any(term in words for term in terms))
    return next(named, "event") if mode == WITHHELD else "event"
