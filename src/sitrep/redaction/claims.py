"""Claim and incident lines under a profile: who may see what, and how much was withheld."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from sitrep.gazetteer.index import PlaceNames
from sitrep.model.fields import Record, record_at, records_at, text_at
from sitrep.model.identity import JSON
from sitrep.redaction.accusations import NOT_SEARCHED, accuses, speaker_mark, speakers_of
from sitrep.redaction.closing import closed
from sitrep.redaction.kinds import SEVERAL, SINGLE
from sitrep.redaction.known import load_known
from sitrep.redaction.masking import NAME, PLACE, held_at, private_words
from sitrep.redaction.pages import NOWHERE, Page, Words
from sitrep.redaction.places import (
    NAMED_SO,
    SAME_INCIDENT,
    SAME_PAGE,
    coarsened_event,
    finer_names,
    is_sensitive,
    less_nameless,
    why_sensitive,
)
from sitrep.redaction.tokens import words_of
from sitrep.redaction.walking import Tally, walked
from sitrep.redaction.words import is_common, is_english, is_name_word, phrase, rules

COARSENED = "places coarsened"
NO_OUTLETS: Mapping[Words, str | None] = MappingProxyType({})


class Audience(StrEnum):
    """Who a line is for. `internal` sees all; see docs/commands.md for the others."""

    PUBLIC = "public"
    PARTNER = "partner"
    INTERNAL = "internal"


@dataclass(frozen=True)
class Around:
    """What a line is redacted with: the page or pages that it comes from, the day, positions of accused by claim id.

    `kin` are the ids of claims that are coarsened because another of their incident is; `files` the names of the files
    that pages came in as, with the ids of the pages.
    """

    today: date
    page: Page = NOWHERE
    positions: Mapping[str, str] = field(default_factory=dict)
    kin: frozenset[str] = frozenset()
    files: Mapping[str, str] = field(default_factory=dict)


def around_of(
    texts: Sequence[str],
    lines: Sequence[Record],
    today: date,
    places: PlaceNames | None,
    audience: Audience,
    *,
    outlets: Mapping[Words, str | None] = NO_OUTLETS,
    kin: frozenset[str] = frozenset(),
) -> Around:
    """What the lines of one page are redacted with: `texts` are its text and then all else that it says.

    A name that is withheld in one of them is withheld in all, so that a family name alone is found again. `outlets` are
    those of the case, as `outlets_of` tells them, `kin` the claims that `same_incident` gives.
    """
    told = [*texts, *_strings_of(lines)]
    located = _located(lines)
    persons = frozenset(name for name in _persons(lines) if name not in located or not _is_town(name, places))
    page = Page(places=places, persons=persons, located=located, holders=_holders(told), outlets=outlets)
    finer: dict[Words, str] = {}
    for line in lines:
        if text_at(line, "id") in kin or is_sensitive(line, today, facilities_only=audience is Audience.PARTNER):
            finer |= finer_names(record_at(line, "event"))
    private = frozenset[str]().union(*(private_words(text, page) for text in told))
    page = replace(page, private=private, finer=finer)
    held = held_at(texts[0], page) if texts else frozenset()
    return Around(today, replace(page, held=held), kin=kin, files=_files(lines))


def _files(lines: Sequence[Record]) -> dict[str, str]:
    """The names of the files that the pages of lines came in as, with the ids of the pages."""
    pages = [record_at(line, "document") for line in lines]
    named = {text_at(page, "external_id"): text_at(page, "id") for page in pages}
    return {name: page for name, page in named.items() if name and page}


def _is_town(name: Words, places: PlaceNames | None) -> bool:
    """Whether a name, which the reader took for a person and for a place, is that of a town and of nobody."""
    people = SINGLE if len(name) == 1 else SEVERAL
    return not any(is_name_word(word) for word in name) and places is not None and places.knows(" ".join(name), people)


def gathered(pages: Sequence[Around]) -> Around:
    """What an incident's line is redacted with: what is withheld on any of its pages. Raises ValueError for none."""
    if not pages:
        raise ValueError("an incident has pages; give what each of them is redacted with")
    found = pages[0].page
    for other in (around.page for around in pages[1:]):
        found = replace(
            found,
            private=found.private | other.private,
            persons=found.persons | other.persons,
            located=found.located | other.located,
            holders=found.holders | other.holders,
            finer={**found.finer, **other.finer},
            outlets={**found.outlets, **other.outlets},
        )
    told = {k: v for around in pages for k, v in around.positions.items()}
    return Around(pages[0].today, found, told, files={k: v for around in pages for k, v in around.files.items()})


def redact_claim(line: Record, audience: Audience, around: Around) -> dict[str, JSON]:
    """A claim line as the audience may see it, with `profile`, `withheld` by kind, and who speaks where it accuses.

    For `internal` it is the line itself. Offsets stay those of the page's own text.
    """
    if audience is Audience.INTERNAL:
        return dict(line)
    tally = Tally()
    page = _page_of(line, audience, around)
    event, count = coarsened_event(record_at(line, "event"), page.finer, page.places)
    document = record_at(line, "document")
    changed: dict[str, JSON] = {**line, "event": dict(event)} if event else dict(line)
    shown = walked(changed, page, tally)
    hidden = 0
    if event:
        shown["event"], hidden = less_nameless(event, record_at(shown, "event"), page.places, NAME)
    tally.add(COARSENED, count + hidden)
    shown["sources"] = _spoken(line, shown)
    if isinstance(own := shown.get("document"), dict) and "external_id" in document:
        own["external_id"] = own.get("id")
    if accuses(line):
        named = records_at(shown, "sources")
        told = [text_at(s, "name") or "" for s in named] or [tally.name(s, page) for s in speakers_of(line)]
        shown["speaker"] = list[JSON](told)
        shown["accused_position"] = around.positions.get(text_at(line, "id") or "", NOT_SEARCHED)
    return _finished(_closed(shown, around), audience, tally, _why(line, audience, around, count, hidden=bool(hidden)))


def redact_incident(line: Record, audience: Audience, around: Around) -> dict[str, JSON]:
    """An incident line as the audience may see it. `accused` and `accused_position` always stay.

    `around` is `gathered` from its pages: the finer places of any sensitive claim of theirs are withheld here too.
    """
    if audience is Audience.INTERNAL:
        return dict(line)
    tally = Tally()
    page = _page_of(line, audience, around)
    event, count = coarsened_event(line, page.finer, page.places)
    shown, hidden = less_nameless(event, walked(event, page, tally), page.places, NAME)
    tally.add(COARSENED, count + hidden)
    shown["accused"] = [
        {**accused, "party": text_at(accused, "party") or NAME} for accused in records_at(shown, "accused")
    ]
    return _finished(_closed(shown, around), audience, tally, _why(line, audience, around, count, hidden=bool(hidden)))


def same_incident(
    claims: Mapping[str, Record], members: Iterable[Sequence[str]], today: date, audience: Audience
) -> frozenset[str]:
    """The ids of the claims that are coarsened because another claim of their incident is; `members` are claim ids."""
    found: set[str] = set()
    for names in members:
        own = [name for name in names if name in claims]
        if any(is_sensitive(claims[name], today, facilities_only=audience is Audience.PARTNER) for name in own):
            found.update(own)
    return frozenset(found)


def _closed(shown: dict[str, JSON], around: Around) -> dict[str, JSON]:
    """A line after the last look at it."""
    found = closed(shown, around.files)
    return found if isinstance(found, dict) else {}


def _with_places(page: Page, event: Record) -> Page:
    """A page on which all finer places of an event are withheld."""
    return replace(page, finer={**page.finer, **finer_names(event)}, coarse=PLACE)


def _why(line: Record, audience: Audience, around: Around, count: int, *, hidden: bool) -> tuple[str, ...]:
    """The codes of why a line's places are withheld: `count` as places, or since names of them were `hidden`."""
    return (*_why_places(line, audience, around, count), *((NAMED_SO,) if hidden else ()))


def _why_places(line: Record, audience: Audience, around: Around, count: int) -> tuple[str, ...]:
    own = why_sensitive(line, around.today, facilities_only=audience is Audience.PARTNER)
    if own:
        return own
    if text_at(line, "id") in around.kin:
        return (SAME_INCIDENT,)
    return (SAME_PAGE if "evidence" in line else SAME_INCIDENT,) * min(count, 1)


def _finished(shown: dict[str, JSON], audience: Audience, tally: Tally, why: Sequence[str]) -> dict[str, JSON]:
    """A line with its profile, the counts of what it lost, and why its places are withheld."""
    counts: dict[str, JSON] = dict(sorted(tally.counts.items()))
    return {**shown, "profile": audience.value, "withheld": counts, "withheld_reasons": list[JSON](why)}


def _page_of(line: Record, audience: Audience, around: Around) -> Page:
    """The page of a line; the places of a line that is sensitive itself are all to be withheld."""
    own = is_sensitive(line, around.today, facilities_only=audience is Audience.PARTNER)
    if not own and text_at(line, "id") not in around.kin:
        return around.page
    return _with_places(around.page, record_at(line, "event") or line)


def _spoken(line: Record, shown: Record) -> JSON:
    """The sources with a mark that says the kind of speaker where nothing of a name is left."""
    named: list[JSON] = []
    for source, masked in zip(records_at(line, "sources"), records_at(shown, "sources"), strict=False):
        whole = text_at(masked, "name") == NAME
        named.append({**masked, "name": speaker_mark(source)} if whole else dict(masked))
    return named


def _strings_of(lines: Sequence[Record]) -> list[str]:
    """The evidence, titles and names of lines: what may hold a name in full that other places shorten."""
    found: dict[str, None] = {}
    for line in lines:
        people = [*records_at(line, "sources")]
        people += [a for key in ("actors", "recipients") for a in records_at(record_at(line, "event"), key)]
        texts = [text_at(line, "evidence", "text"), text_at(line, "document", "title")]
        found |= dict.fromkeys(text for text in (*texts, *(text_at(a, "name") for a in people)) if text)
    return list(found)


def _persons(lines: Sequence[Record]) -> frozenset[Words]:
    """The plain words of what the reader took for the names of persons; names of those who hold office left out."""
    found: set[Words] = set()
    for line in lines:
        people = [*records_at(line, "sources")]
        people += [a for key in ("actors", "recipients") for a in records_at(record_at(line, "event"), key)]
        for person in people:
            if text_at(person, "type") == "person" and person.get("named") is True:
                found |= _names_in(text_at(person, "name") or "")
    return frozenset(found)


def _names_in(name: str) -> set[Words]:
    """The stretches of a person's name that have capitals and are no title, rank or people's name."""
    usual = rules()["rank"] | rules()["honorific"] | rules()["function"] | rules()["institution"]
    known = load_known()
    words = [w for w in words_of(name) if w.capital and w.plain not in usual and (w.plain,) not in known.phrases]
    whole = tuple(word.plain for word in words)
    if len(whole) == 1 and is_common(whole[0]) and not is_name_word(whole[0]):
        return set()
    return {whole} if whole and whole not in known.holders and whole not in known.countries else set()


def _located(lines: Sequence[Record]) -> frozenset[Words]:
    """The plain words of the places that the reader found and the gazetteer has."""
    found: set[Words] = set()
    for line in lines:
        event = record_at(line, "event")
        places = [record_at(event, "place"), *(record_at(role, "place") for role in records_at(event, "places"))]
        for place in places:
            if place.get("geonames_id") is not None or place.get("lat") is not None:
                found |= {phrase(text_at(place, *key) or "") for key in (("name",), ("span", "text"))}
    return frozenset(words for words in found if words and not all(is_english(word) for word in words))


def _holders(texts: Sequence[str]) -> frozenset[str]:
    """The family names of the office holders who stand in one of the texts in full."""
    known = load_known()
    longest = max(len(words) for words in known.holders)
    found: set[str] = set()
    for text in texts:
        plain = [word.plain for word in words_of(text)]
        for at in range(len(plain)):
            for length in range(2, longest + 1):
                found |= known.holders.get(tuple(plain[at : at + length]), frozenset())
    return frozenset(found)
