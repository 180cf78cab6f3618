"""The country that a phrase names: by name, adjective, capital or seat of government."""

from collections.abc import Sequence

from sitrep.gazetteer.countries import Countries
from sitrep.model.parses import Parse, Token
from sitrep.read.actors.word_tables import is_sponsor
from sitrep.read.grammar.phrases import is_nominal, noun_phrase

# Waters and lands that bear a country's name and belong to nobody.
WATERS = frozenset({"ocean", "sea", "gulf", "strait", "channel"})
# "The ambassador to Poland" is not Poland's.
OWNERSHIP = frozenset({"of", "from", "for"})
INSIDE = frozenset({"in", "at"})
# Whoever leads a force lends it his country.
LEADING = frozenset({"lead", "head", "command"})


def find_country(parse: Parse, phrase: Sequence[Token], countries: Countries) -> str | None:
    """The country that a phrase names, by name, adjective, capital or seat; not one that only sponsors it."""
    found = country_word(parse, phrase, countries)
    return found[0] if found is not None else None


def country_word(parse: Parse, phrase: Sequence[Token], countries: Countries) -> tuple[str, int] | None:
    """The country that a phrase names, and the index in the text of the last word that names it."""
    starts = [n for n, t in enumerate(phrase) if t.text[:1].isupper() or t.text == "the"]
    for length in (4, 3, 2, 1):
        for first in (n for n in starts if n + length <= len(phrase)):
            tokens = phrase[first : first + length]
            iso3 = countries.by_word(" ".join(t.text for t in tokens))
            if iso3 is None or tokens[-1].text == "-" or is_sponsor(phrase, first, first + length):
                continue
            if not _is_part_of_a_name(parse, phrase, first, first + length):
                return iso3, tokens[-1].i
    return None


def _is_part_of_a_name(parse: Parse, phrase: Sequence[Token], first: int, after: int) -> bool:
    """Whether a country's word is part of another name: a given name ("Chad Oduya"), a sea, "New Mexico"."""
    if after < len(phrase) and phrase[after].lower in WATERS:
        return True
    # "Ethnic Turks" say of themselves that they are citizens of another country.
    if first > 0 and (phrase[first - 1].text == "New" or phrase[first - 1].lower == "ethnic"):
        return True
    entity = parse.entity(phrase[first])
    given = entity is not None and entity.label == "PERSON" and entity.first == phrase[first].i
    return given and after < len(phrase) and phrase[after].pos == "PROPN" and phrase[first].pos == "PROPN"


def country_behind(parse: Parse, head: Token, countries: Countries, *, inside: bool) -> str | None:
    """The country that follows a phrase and that it is of ("the army of Chad") or, if `inside`, in."""
    for preposition in parse.children(head, "prep"):
        owner = parse.child(preposition, "pobj")
        if owner is None or not is_nominal(owner):
            continue
        if preposition.lower in OWNERSHIP or (inside and preposition.lower in INSIDE):
            iso3 = find_country(parse, noun_phrase(parse, owner), countries)
            if iso3 is not None:
                return iso3
    return None


def country_leading(parse: Parse, head: Token, countries: Countries) -> str | None:
    """The country by which a force is said to be led: "the alliance, headed by Chad"."""
    for verb in parse.children(head, "acl"):
        agents = (parse.child(by, "pobj") for by in parse.children(verb, "agent") if verb.lemma in LEADING)
        for agent in agents:
            if agent is not None and is_nominal(agent):
                return find_country(parse, noun_phrase(parse, agent), countries)
    return None
