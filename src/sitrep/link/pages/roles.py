"""Who did it and in what way, for a page's main incident: read from all its claims, as a recorder reads a page.

One passage says that the town was struck, another that jets did it, a third whose jets they were. The claims
come with the weightiest first. Settings stand in data/main_incident.json.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sitrep.model.fields import Record, number_at, record_at, records_at, text_at, texts_at
from sitrep.model.identity import JSON

# Stances of who leaves open whether it was so.
DOUBTS = ("declines", "questions")
# "the Kenyan-backed militias", "#Kenya-backed groups"
BACKED = re.compile(r"(?:the )?#?([\w.]+)-(?:backed|supported|sponsored|funded) ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RoleRules:
    """What the rules of this module go by.

    `sub_types` are ACLED's sub event types in tiers, the most specific first. A party is an actor of one of
    `party_types`, with one of `party_roles`, or of a country. `support` are types whose actors help the
    recipients, `mutual` those of them in which each helps the other, `blame` those whose recipients are
    accused of what is spoken of, `carried` classes of munitions that aircraft carry as well as launchers on
    the ground; `aircraft` is the sub event type of aircraft, and `voters` of the heaviest claims settle which it
    is.
    """

    sub_types: tuple[tuple[str, ...], ...]
    party_types: tuple[str, ...]
    party_roles: tuple[str, ...]
    support: tuple[str, ...]
    mutual: tuple[str, ...]
    blame: tuple[str, ...]
    carried: tuple[str, ...]
    aircraft: str
    voters: int


def tier_of(sub_type: str | None, rules: RoleRules) -> int:
    """The tier of a sub event type, 0 the most specific; one that is in none comes after all."""
    return next((n for n, tier in enumerate(rules.sub_types) if sub_type in tier), len(rules.sub_types))


def choose_acled(claims: Sequence[Record], scores: Sequence[float], rules: RoleRules) -> JSON:
    """The ACLED codes of an incident told by some claims: the most specific sub event type that any of them has.

    "Seven were killed" alone is an attack on civilians; where "a warplane struck the market" stands beside it,
    it was an air strike. Of several as specific the one that weighs most in the heaviest claims, then the first,
    holds: a long page comes to other strikes in its later parts. A missile that no launcher is named for weighs for the
    aircraft of the same incident.
    """
    coded = [(record_at(c, "event"), text_at(c, "event", "acled", "sub_event_type") or "") for c in claims]
    if not any(name for _, name in coded):
        return None
    finest = min(tier_of(name, rules) for _, name in coded if name)
    by_air = any(name == rules.aircraft for _, name in coded)
    fine = [
        (event, name, score)
        for (event, name), score in zip(coded, scores, strict=True)
        if name and tier_of(name, rules) == finest
    ]
    weights: dict[str, float] = {}
    for event, name, score in fine[: rules.voters]:
        meant = rules.aircraft if by_air and is_carried(event, rules) else name
        weights[meant] = weights.get(meant, 0) + score
    best = max(weights, key=lambda name: weights[name])
    return next(dict(record_at(event, "acled")) for event, name in coded if name == best)


def is_carried(event: Record, rules: RoleRules) -> bool:
    """Whether all that an event says of its means is a munition that aircraft carry too."""
    kinds = {text_at(item, "kind") for item in records_at(event, "equipment")}
    return bool(kinds) and kinds <= set(rules.carried)


def is_party(actor: Record, rules: RoleRules) -> bool:
    """Whether an actor is a side of a conflict: a state, a force, an armed group, or what belongs to a country."""
    if text_at(actor, "type") in rules.party_types or text_at(actor, "country"):
        return True
    return any(role in rules.party_roles for role in texts_at(actor, "roles"))


def people_of(claims: Sequence[Record], role: str) -> list[Record]:
    """The actors or recipients of some claims, each name once, in their order."""
    return once(actor for claim in claims for actor in records_at(record_at(claim, "event"), role))


def once(actors: Iterable[Record]) -> list[Record]:
    """Some actors, the first of each name."""
    found: dict[str, Record] = {}
    for actor in actors:
        found.setdefault((text_at(actor, "name") or "").casefold(), actor)
    return list(found.values())


def asserted(claims: Sequence[Record]) -> list[Record]:
    """The claims that somebody asserts."""
    return [claim for claim in claims if claim.get("stance") == "asserts"]


def choose_actors(group: Sequence[Record], page: Sequence[Record], near: float, rules: RoleRules) -> list[JSON]:
    """Whose deed the main incident is said to be: sides of the conflict before others, who acted before who helped.

    `group` are the incident's claims, `page` all claims. Beside the actors of its own claims stand those that
    an accusation lays it to, and who backed them; only where all of these name no side, who used force within
    `near` characters of it; last, whom somebody doubts to have done it.
    """
    own = people_of(asserted(group), "actors")
    found = [*own, *accused(group, page, near, rules), *supporters(group, page, rules)]
    found += sponsors(found, page, rules)
    if not any(is_party(actor, rules) for actor in found):
        found += beside(group, page, near, rules)
    if not any(is_party(actor, rules) for actor in found):
        found += people_of([claim for claim in group if claim.get("stance") in DOUBTS], "actors")
    return [dict(actor) for actor in sorted(once(found), key=lambda actor: not is_party(actor, rules))]


def accused(group: Sequence[Record], page: Sequence[Record], near: float, rules: RoleRules) -> Iterator[Record]:
    """Yield the sides that the page tells to be accused or blamed of one of the group's claims, or beside them."""
    ids = {text_at(claim, "id") for claim in group}
    for claim in asserted(page):
        event = record_at(claim, "event")
        if text_at(event, "type") in rules.blame and (
            ids & set(texts_at(claim, "about")) or is_near(claim, group, near)
        ):
            yield from (a for a in records_at(event, "recipients") if is_party(a, rules))


def supporters(group: Sequence[Record], page: Sequence[Record], rules: RoleRules) -> Iterator[Record]:
    """Yield the sides that are told to back an actor of the group: "the brigade, supported by the alliance".

    Support that is given to nobody by name is given to the deed whose words tell it: "with pilots of the alliance".
    """
    told = asserted(group)
    names = {(text_at(actor, "name") or "").casefold() for actor in people_of(told, "actors")}
    for claim in asserted(page):
        event = record_at(claim, "event")
        if text_at(event, "type") not in rules.support:
            continue
        sides, backed = records_at(event, "actors"), records_at(event, "recipients")
        if text_at(event, "type") in rules.mutual:
            sides = backed = [*sides, *backed]
        helped = names & {(text_at(a, "name") or "").casefold() for a in backed}
        if helped or (not backed and any(is_within(claim, other) for other in told)):
            yield from (a for a in sides if is_party(a, rules))


def sponsors(actors: Sequence[Record], page: Sequence[Record], rules: RoleRules) -> Iterator[Record]:
    """Yield the page's sides by whose name some actors are said to be backed: of "Kenyan-backed gunmen" Kenya."""
    backed = (BACKED.match(text_at(actor, "name") or "") for actor in actors)
    words = {found[1].casefold() for found in backed if found is not None}
    for actor in people_of(asserted(page), "actors") if words else ():
        first = (text_at(actor, "name") or "").casefold().removeprefix("the ").split(" ")[0]
        if text_at(actor, "country") and is_party(actor, rules) and first in words:
            yield actor


def beside(group: Sequence[Record], page: Sequence[Record], near: float, rules: RoleRules) -> Iterator[Record]:
    """Yield the sides that act in other happenings told close to the group's first claim."""
    for claim in asserted(page):
        if text_at(claim, "event", "status") == "occurred" and is_near(claim, group[:1], near):
            yield from (a for a in records_at(record_at(claim, "event"), "actors") if is_party(a, rules))


def is_near(claim: Record, group: Sequence[Record], near: float) -> bool:
    """Whether a claim stands within so many characters of one of a group's."""
    start = number_at(claim, "evidence", "start") or 0
    return any(abs(start - (number_at(other, "evidence", "start") or 0)) < near for other in group)


def is_within(claim: Record, other: Record) -> bool:
    """Whether a claim's words stand inside those of another."""
    inner, outer = ((number_at(c, "evidence", "start"), number_at(c, "evidence", "end")) for c in (claim, other))
    known = None not in (*inner, *outer) and inner != outer
    return known and (outer[0] or 0) <= (inner[0] or 0) and (inner[1] or 0) <= (outer[1] or 0)
