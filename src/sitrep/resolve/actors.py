"""Who a mention is taken to be where the page's words leave it open: known persons and bodies, at the page's date.

The rows are data/office_holders.tsv (terms of office) and data/organisations.tsv. An undated page gives a known person
his country and no role; a page before the first term in the table gives none either; a page after an office has ended
makes its holder ELI. Nothing is given to whom the tables do not know.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from sitrep.gazetteer.names import fold
from sitrep.model.annotations import Actor
from sitrep.model.documents import Document
from sitrep.model.resolutions import ActorResolution, PlaceResolution
from sitrep.resolve.ontology import load_rows

# The last day of which the tables speak: an office that was open then is not known to be held later.
KNOWN_UNTIL = "2024-12-31"
LONGEST = 8
# Names that are kept folded: a page names the same few over and over.
REMEMBERED = 10_000
OWNED = re.compile(r"^(?:the )?(.+?)['’]s\s")
# "The Bush administration", "President Bush": a surname that only one country's leaders bear is enough here.
RULED = re.compile(
    r"^the (?:[a-z]+ ){0,8}(.+?) (?:administration|regime|government|cabinet|presidency)$", re.IGNORECASE
)
TITLED = re.compile(r"^(?:president|prime minister|premier|chancellor) (?:.* )?(\S+)$", re.IGNORECASE)
# Types of actor that are no body of a town.
APART = frozenset({"person", "igo", "none", "footage", "document"})
# Sectors that are those of one country on a page that names no other: its rebels, courts and parties.
DOMESTIC = frozenset({"OPP", "REB", "PTY", "LEG", "JUD", "COP"})
# Of government only who heads one: ministers and envoys come from abroad too.
HEADS = re.compile(
    r"\b(president|premier|prime minister|government|cabinet|junta|ruler|king|queen|emir|sultan)\b", re.IGNORECASE
)
ISO3 = len("KEN")
# What stands in a country's stead for bodies of no country.
NO_COUNTRY = frozenset({"IGO", "NGO"})
# Roles by which a page says that it means a namesake of a holder of office.
PRIVATE = frozenset({"JRN", "CVL", "MED", "CRM", "EDU", "LAB", "UAF"})


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """One term of office: who, under which names, for which country, with which PLOVER roles, from when to when.

    `short` are the forms without a first name by which news means nobody else. Dates are ISO days; no end is "still in
    office on the last day of the table".
    """

    key: str
    name: str
    aliases: tuple[str, ...]
    short: tuple[str, ...]
    country: str
    roles: tuple[str, ...]
    office: str
    start: str
    end: str | None
    source: str


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """A body that its name alone does not place: country and roles; with dates, when its standing was that."""

    key: str
    name: str
    aliases: tuple[str, ...]
    country: str | None
    roles: tuple[str, ...]
    start: str | None
    end: str | None
    source: str


@cache
def office_terms() -> Mapping[str, tuple[OfficeRow, ...]]:
    """The terms of office by every form of their holder's name, folded."""
    found: dict[str, list[OfficeRow]] = {}
    for row in load_rows("office_holders.tsv", OfficeRow):
        for form in {folded(n) for n in (row.name, *row.aliases, *row.short)}:
            found.setdefault(form, []).append(row)
    return {form: tuple(rows) for form, rows in found.items()}


@cache
def organisations() -> Mapping[str, tuple[OrganisationRow, ...]]:
    """The organisations by every form of their name, folded."""
    found: dict[str, list[OrganisationRow]] = {}
    for row in load_rows("organisations.tsv", OrganisationRow):
        for form in {folded(n) for n in (row.name, *row.aliases)}:
            found.setdefault(form, []).append(row)
    return {form: tuple(rows) for form, rows in found.items()}


@cache
def surnames() -> Mapping[str, frozenset[OfficeRow]]:
    """The terms of office by the last word of their holder's name, folded."""
    found: dict[str, set[OfficeRow]] = {}
    for rows in office_terms().values():
        for row in rows:
            found.setdefault(folded(row.name).split()[-1], set()).add(row)
    return {form: frozenset(rows) for form, rows in found.items()}


@lru_cache(maxsize=REMEMBERED)
def folded(name: str) -> str:
    """A name as it is compared: without article, accents, case, points and hyphens.

    >>> folded("The Nikolás al-Brant")
    'nikolas al brant'
    """
    words = re.sub(r"[-.,]+", " ", fold(name)).split()
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


def resolve_actors(
    actors: Iterable[Actor], places: Sequence[PlaceResolution], document: Document
) -> tuple[ActorResolution, ...]:
    """What the tables say of a page's actors, by their spans, in the order of the text; the unknown are left out."""
    date = document.published.value[: len(KNOWN_UNTIL)] if document.published is not None else None
    named = tuple(actors)
    home = only_country(named, places)
    found: dict[tuple[int, int], ActorResolution] = {}
    for actor in named:
        text = actor.span.quote(document.text)
        opinion = resolve_actor(actor, places, text, date)
        if opinion is None or (opinion.country is None and actor.country is None):
            roles = opinion.roles if opinion is not None else ()
            opinion = _as_domestic(actor, named, text, home, roles) or opinion
        if opinion is not None and (opinion.country or opinion.roles):
            found.setdefault((actor.span.start, actor.span.end), opinion)
    return tuple(found[span] for span in sorted(found))


def only_country(actors: Sequence[Actor], places: Sequence[PlaceResolution]) -> str | None:
    """The country of all actors and places of a page that have one, or None where they are of several."""
    named = {actor.country for actor in actors} | {p.chosen.country for p in places if p.chosen is not None}
    known = {country for country in named if country and country not in NO_COUNTRY}
    return known.pop() if len(known) == 1 and all(len(country) == ISO3 for country in known) else None


def resolve_actor(
    actor: Actor, places: Sequence[PlaceResolution], text: str, date: str | None
) -> ActorResolution | None:
    """What is known of one actor, or None: as a body, as a holder of office, as somebody's own, as a town's."""
    for opinion in (_as_body(actor, date), _as_person(actor, text, date)):
        if opinion is not None:
            return opinion
    if actor.country is not None:
        return None
    return _as_owned(actor, text) or _as_local(actor, places)


def _as_body(actor: Actor, date: str | None) -> ActorResolution | None:
    """The organisation of that name; its standing at the date replaces what the name alone said."""
    for row in organisations().get(folded(actor.name), ()):
        if row.start is None and row.end is None:
            return _opinion(actor, row.country, actor.roles or row.roles, row.key, "listed organisation")
        if date is not None and (row.start or "") <= date <= (row.end or KNOWN_UNTIL):
            return _opinion(actor, row.country, row.roles, row.key, f"its standing on {date}")
    return None


def _as_person(actor: Actor, text: str, date: str | None) -> ActorResolution | None:
    """The holder of office of that name, with the role that he had at the date if the words give none."""
    terms = next((t for form in _forms(actor, text) if (t := office_terms().get(form))), ())
    namesakes = len({row.name for row in terms}) != 1 or bool(PRIVATE & set(actor.roles))
    if namesakes or (actor.country is not None and actor.country not in {row.country for row in terms}):
        return None
    row, roles, reason = standing(terms, date)
    return _opinion(actor, row.country, actor.roles or roles, row.key, reason)


def _forms(actor: Actor, text: str) -> Iterator[str]:
    """The forms to look up: the name; then, longest first, the phrase's last words, one alone after a title only."""
    yield folded(actor.name)
    if actor.type in (None, "person", "state"):
        words = folded(text).split()
        least = 1 if actor.roles and len(words) <= len(("president", "okoro")) else 2
        for count in range(min(LONGEST, len(words)), least - 1, -1):
            yield " ".join(words[-count:])


def standing(terms: Sequence[OfficeRow], date: str | None) -> tuple[OfficeRow, tuple[str, ...], str]:
    """The term that counts at a date, the roles that follow, and why."""
    last = max(terms, key=lambda row: row.start)
    if date is None:
        return last, (), "known holder of office; the page has no date"
    if date > KNOWN_UNTIL and last.end is None:
        return last, (), f"in office when the table ends ({KNOWN_UNTIL})"
    held = [row for row in terms if row.start <= date <= (row.end or KNOWN_UNTIL)]
    if held:
        roles = tuple(dict.fromkeys(role for row in held for role in row.roles))
        return held[0], roles, f"{held[0].office} on {date}"
    before = [row for row in terms if row.end is not None and row.end < date]
    if before:
        latest = max(before, key=lambda row: row.start)
        return latest, ("ELI",), f"{latest.office} until {latest.end}"
    return last, (), f"{last.office} only from {last.start}"


def _as_owned(actor: Actor, text: str) -> ActorResolution | None:
    """The country of the leader or body that a phrase belongs to or bears the title of: "Okoro's troops"."""
    owner = OWNED.match(text)
    leader = RULED.match(text) or TITLED.match(text)
    if owner is not None:
        form = folded(owner[1])
        rows: Iterable[OfficeRow | OrganisationRow] = office_terms().get(form, ()) or organisations().get(form, ())
    else:
        rows = surnames().get(folded(leader[1]), ()) if leader is not None else ()
    named = min(rows, key=lambda row: row.key, default=None)
    if named is None or len({row.country for row in rows}) != 1:
        return None
    return _opinion(actor, named.country, actor.roles, named.key, f"belongs to {named.name}")


def _as_local(actor: Actor, places: Sequence[PlaceResolution]) -> ActorResolution | None:
    """The country of the town that a phrase names: "Tarano police"."""
    nameless = actor.type == "armed_group" and not actor.named
    if actor.type in APART or nameless or actor.refers_to is not None:
        return None
    inside = [p for p in places if actor.span.covers(p.span) and p.chosen is not None and p.chosen.country]
    countries = {p.chosen.country for p in inside if p.chosen is not None}
    if len(countries) != 1:
        return None
    return _opinion(actor, countries.pop(), actor.roles, "place", f"names {inside[0].name}")


def _as_domestic(
    actor: Actor, page: Sequence[Actor], text: str, home: str | None, roles: tuple[str, ...]
) -> ActorResolution | None:
    """The one country that a page names, for its rebels, courts and parties, and for who heads its government.

    A head of government beside another government may be a guest: "President Okoro received a Kenyan minister".
    """
    if home is None or actor.country:
        return None
    heads = "GOV" in actor.roles and HEADS.search(text) is not None
    guests = (a for a in page if "GOV" in a.roles and a.country == home and not a.span.overlaps(actor.span))
    if DOMESTIC.isdisjoint(actor.roles) and not (heads and next(guests, None) is None):
        return None
    return _opinion(actor, home, actor.roles or roles, "page", "the only country that the page names")


def _opinion(actor: Actor, country: str | None, roles: tuple[str, ...], row: str, reason: str) -> ActorResolution:
    """An opinion on an actor; the country that the words give stays."""
    return ActorResolution(actor.span, actor.country or country, roles, row, reason)
