"""Who stands behind a claim: the innermost source, one key for one speaker within an incident.

A state speaks with one voice: Moscow, the Kremlin and the defence ministry are one. An organisation is the same under
its full name, its initials and a part of its name; on one page a common noun ("the group") is the one organisation of
its type named before. People without a name are of their page: "a doctor" here is not "a doctor" there, unless the
pages are copies of one text. An outlet in its own voice is itself, or the agency that its page credits.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files

from sitrep.model.fields import NOTHING, Record, flag_at, number_at, records_at, text_at

HOST = re.compile(r"[a-z]+://(?:www\.)?([^/:?#]+)")
DEFINITE = ("the", "its", "their", "his", "her")
WORD = re.compile(r"[\w.]+(?:-\w+)*")
# Every name of a case is compared with many others; so many are kept taken apart.
MANY_NAMES = 1 << 15


@dataclass(frozen=True, slots=True)
class Words:
    """What the rules of this module go by.

    `leading` are words that a name is the same without, `common` nouns that stand for a speaker named elsewhere,
    `offices` those of them that do so without "the" ("a spokesman"), `shared` the types of speakers who are of their
    page unless they are named, `no_speakers` words that stand for the outlet itself, `withdrawn` what a page calls its
    own text that no longer holds, `credits` how a page says whose text it is.
    """

    leading: frozenset[str]
    common: frozenset[str]
    offices: frozenset[str]
    shared: frozenset[str]
    no_speakers: frozenset[str]
    withdrawn: tuple[str, ...]
    credits: tuple[re.Pattern[str], ...]


@cache
def load_words() -> Words:
    """The words that ship with sitrep."""
    raw = json.loads((files("sitrep.link") / "data" / "voices.json").read_text(encoding="utf-8"))
    sets = {key: frozenset(raw[key]) for key in ("leading", "common", "offices", "shared")}
    patterns = tuple(re.compile(item["pattern"], re.MULTILINE) for item in raw["credits"])
    sets["no_speakers"] = frozenset(word for row in raw["no_speakers"] for word in row["words"])
    return Words(**sets, withdrawn=tuple(raw["withdrawn"]), credits=patterns)


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker: `key` is the same for all that one speaker says, `name` as the fullest mention has it."""

    key: str
    name: str
    type: str | None
    country: str | None


@dataclass(frozen=True, slots=True)
class Speaker:
    """The innermost source of a claim on its page, before it is compared with those of other pages."""

    document: str
    name: str
    words: frozenset[str]
    type: str | None
    country: str | None
    is_common: bool
    is_named: bool


def credited_agency(text: str) -> str | None:
    """The agency that a page says its text is from, in the dateline or a note.

    >>> credited_agency("HARBOUR CITY, May 4 (Coastwire) - Two shells fell on the port.")
    'Coastwire'
    """
    found = (pattern.search(text) for pattern in load_words().credits)
    return next((match["agency"].strip() for match in found if match is not None), None)


@lru_cache(maxsize=MANY_NAMES)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a name that tell it from others, folded.

    >>> name_words("the so-called Observatory's")
    ('observatory',)
    """
    words = [word.strip(".") for word in WORD.findall(re.sub(r"['’]s\b", "", name).casefold())]
    kept = [word for word in words if word not in load_words().leading]
    return tuple(kept or words)


def innermost(claim: Record) -> Record:
    """The source whose words a claim is; an empty record for the outlet's own voice."""
    sources = records_at(claim, "sources")
    return sources[-1] if sources and is_speaker(sources[-1]) else NOTHING


def is_speaker(source: Record) -> bool:
    """Whether a source is somebody other than the outlet: not "reports" in "reports said", nor "this paper".

    >>> is_speaker({"name": "Reports", "named": False}), is_speaker({"name": "residents", "named": False})
    (False, True)
    """
    name = text_at(source, "name") or ""
    return flag_at(source, "named") or " ".join(name_words(name)) not in load_words().no_speakers


def is_withdrawn(claim: Record) -> bool:
    """Whether a claim is what a page says that it said before and takes back: "an earlier version said"."""
    name = " ".join(name_words(text_at(innermost(claim), "name") or ""))
    return any(name.endswith(words) for words in load_words().withdrawn)


def outlet_of(claim: Record) -> str:
    """The outlet of a claim's page: its name, else the host of its address, else what the page itself is called."""
    return _known_outlet(claim) or text_at(claim, "document", "external_id") or document_of(claim)


def _known_outlet(claim: Record) -> str | None:
    """The outlet of a claim's page where the page names it or has an address."""
    host = HOST.match(text_at(claim, "document", "url") or "")
    return text_at(claim, "document", "outlet") or (host[1] if host else None)


def document_of(claim: Record) -> str:
    """The id of a claim's document."""
    return text_at(claim, "document", "id") or ""


def page_order(claim: Record) -> tuple[str, float, str]:
    """Where a claim stands: its document, its place on the page, its id."""
    return document_of(claim), number_at(claim, "evidence", "start") or 0, text_at(claim, "id") or ""


def speakers_of(claim: Record, copies: Mapping[str, str]) -> list[Speaker]:
    """The chain of speakers of a claim; none where the outlet speaks in its own voice or takes back what it said."""
    sources = [] if is_withdrawn(claim) or not innermost(claim) else records_at(claim, "sources")
    return [_speaker(claim, source, copies) for source in sources]


def _speaker(claim: Record, source: Record, copies: Mapping[str, str]) -> Speaker:
    name = text_at(source, "refers_to", "text") or text_at(source, "name") or ""
    words, kind = name_words(name), text_at(source, "type")
    document = copies.get(document_of(claim), document_of(claim))
    is_named = flag_at(source, "named")
    is_common = bool(words) and words[-1] in load_words().common and not is_named
    return Speaker(document, name, frozenset(words), kind, text_at(source, "country"), is_common, is_named)


@lru_cache(maxsize=MANY_NAMES)
def initials(name: str) -> str:
    """The capitals that a name's words begin with.

    >>> initials("the Syrian Observatory for Human Rights")
    'SOHR'
    """
    return "".join(word[0] for word in WORD.findall(name) if word[0].isupper())


def is_short_for(short: Speaker, full: Speaker) -> bool:
    """Whether a name is a part of another one, or its initials."""
    types, shared = {short.type, full.type}, load_words().shared
    if None not in types and len(types) > 1 and not types <= shared:
        return False
    return short.words < full.words or name_words(short.name) == (initials(full.name).casefold(),)


def is_body(speaker: Speaker) -> bool:
    """Whether a speaker means the same on every page: by name, or "the civil defence"; not "a doctor", "residents"."""
    is_one = is_definite(speaker.name) and speaker.type not in load_words().shared
    is_of_country = speaker.type == "media" and speaker.country is not None
    return speaker.is_named or is_of_country or (is_one and not speaker.is_common)


def is_definite(name: str) -> bool:
    """Whether words point to somebody known."""
    return name.split(" ", maxsplit=1)[0].casefold() in DEFINITE


def resolved(speaker: Speaker, before: Sequence[tuple[Speaker, Speaker]]) -> Speaker:
    """A speaker as the page named it before: "the group" after the one monitor, "a spokesman" after the ministry.

    `before` are the speakers so far with whom each was taken to be.
    """
    page = [(said, meant) for said, meant in reversed(before) if said.document == speaker.document]
    for said, meant in page:
        if said.words == speaker.words or is_short_for(speaker, said):
            return meant
    if not speaker.is_common or not (is_definite(speaker.name) or speaker.words & load_words().offices):
        return speaker
    alike = [meant for _, meant in page if meant.type == speaker.type and (meant.country or not meant.is_common)]
    if speaker.type == "state":
        alike = [other for other in alike if other.country and speaker.country in (None, other.country)][:1]
    return alike[0] if len({other.words for other in alike}) == 1 else speaker


def voices(
    claims: Sequence[Record], copies: Mapping[str, str] | None = None, agencies: Mapping[str, str] | None = None
) -> dict[str, Voice]:
    """The voice behind each claim of an incident, by claim id.

    `copies` lead from a document to the one whose text it copies, `agencies` from a document to the one it credits.
    """
    known: list[tuple[Speaker, Speaker]] = []
    spoken: list[tuple[Record, Speaker | None]] = []
    for claim in sorted(claims, key=page_order):
        chain = [(speaker, resolved(speaker, known)) for speaker in speakers_of(claim, copies or {})]
        # Whoever is quoted by another speaker is not who speaks on the page.
        known += chain[:1]
        spoken.append((claim, chain[-1][1] if chain else None))
    outlets = {document_of(claim): (_outlet_key(claim), outlet_of(claim)) for claim in claims}
    found = {speaker for _, speaker in spoken if speaker is not None and is_body(speaker)}
    bodies = sorted(found, key=lambda speaker: (-len(speaker.words), speaker.name, speaker.document))
    heard = {
        text_at(claim, "id") or "": _outlet(claim, copies or {}, agencies or {}, outlets)
        if speaker is None or name_words(speaker.name) == name_words(outlet_of(claim))
        else _voice(speaker, bodies)
        for claim, speaker in spoken
    }
    return _named_alike(heard)


def _named_alike(heard: Mapping[str, Voice]) -> dict[str, Voice]:
    """Voices with one name for what differs by capitals and articles alone: "The mayor" is "the mayor"."""
    names: dict[tuple[str, tuple[str, ...]], str] = {}
    for voice in heard.values():
        names.setdefault((voice.key, name_words(voice.name)), voice.name)
    return {claim: replace(voice, name=names[voice.key, name_words(voice.name)]) for claim, voice in heard.items()}


def _outlet_key(claim: Record) -> str:
    """What a page's outlet is known by: two pages may be called the same, so one without an outlet goes by its id."""
    return f"outlet:{' '.join(name_words(_known_outlet(claim) or document_of(claim)))}"


def _outlet(
    claim: Record, copies: Mapping[str, str], agencies: Mapping[str, str], outlets: Mapping[str, tuple[str, str]]
) -> Voice:
    """The outlet of a claim's page, or the one whose text it prints: the agency it credits, or the first to have it.

    `outlets` are the key and the name of the outlet of each page at hand.
    """
    document = document_of(claim)
    first = copies.get(document, document)
    if agency := agencies.get(document) or agencies.get(first):
        return Voice(f"outlet:{' '.join(name_words(agency))}", agency, "media", None)
    key, name = outlets.get(first, (f"outlet:text of {first}", f"text of {first}"))
    return Voice(key, name, "media", None)


def _voice(speaker: Speaker, bodies: Sequence[Speaker]) -> Voice:
    """A speaker under the key that it has throughout the incident."""
    if speaker.type == "state" and speaker.country:
        return Voice(f"state:{speaker.country}", speaker.name, "state", speaker.country)
    if not is_body(speaker):
        key = f"{speaker.type or 'source'}:{' '.join(sorted(speaker.words))}:{speaker.document}"
        return Voice(key, speaker.name, speaker.type, speaker.country)
    full = next((other for other in bodies if is_short_for(speaker, other)), speaker)
    return Voice(f"body:{' '.join(sorted(full.words))}", full.name, full.type or speaker.type, full.country)


def independent(claims: Sequence[Record], spoken: Mapping[str, Voice]) -> dict[str, list[str]]:
    """The independent sources of some claims: the claims of each by its key.

    A page that names its sources adds none of its own: its voice counts only where nobody else is named on it.
    """
    attributed = {document_of(claim) for claim in claims if innermost(claim)}
    found: dict[str, list[str]] = {}
    for claim in claims:
        name = text_at(claim, "id") or ""
        if not innermost(claim) and document_of(claim) in attributed:
            continue
        if not is_withdrawn(claim):
            found.setdefault(spoken[name].key, []).append(name)
    return {key: sorted(ids) for key, ids in sorted(found.items())}
