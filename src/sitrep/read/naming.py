"""What the words of a phrase say of whom it names: country, roles, type, name.

By the words alone: names, demonyms, seats of government, role nouns. Whoever the words say nothing of stays
itself, with country and roles empty.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from sitrep.gazetteer.countries import Countries
from sitrep.lexicon import Lexicon
from sitrep.lexicon.tables import NameRow, PersonRow
from sitrep.model.annotations import Actor, Equipment
from sitrep.model.parses import Parse, Token, span_of
from sitrep.read.phrases import noun_phrase

LONGEST_NAME = 8
# Equipment that people operate: "Russian helicopters" are a force, "Russian missiles" are not.
CREWED = frozenset({"aircraft", "helicopter", "ship", "submarine", "vehicle", "drone"})
# A country that stands in such a participle is not the phrase's own: "Western-backed rebels".
SPONSORED = frozenset({"backed", "trained", "held", "controlled", "bound", "funded", "supported", "armed", "supplied"})

# Hyphens and the possessive mark are tokens of their own, as the parser has them.
WORDS = re.compile(r"['’]s\b|[^\s-]+?(?=['’]s\b|[\s-]|$)|-")


def words_of(name: str) -> tuple[str, ...]:
    """A name's words as the parser parts them.

    >>> words_of("jabhat al-nusra"), words_of("lord's army")
    (('jabhat', 'al', '-', 'nusra'), ('lord', "'s", 'army'))
    """
    return tuple(WORDS.findall(name))


@dataclass(frozen=True)
class Naming:
    """The tables by which a phrase is described, indexed by their words."""

    countries: Countries
    words: "WordTables"
    crewed: frozenset[int]

    @classmethod
    def of(cls, lexicon: Lexicon, countries: Countries, equipment: Sequence[Equipment]) -> "Naming":
        """The name and role tables of a lexicon, and the last characters of crewed equipment on a page."""
        crewed = frozenset(e.span.end for e in equipment if e.kind in CREWED)
        return cls(countries, word_tables(lexicon), crewed)

    @property
    def counts(self) -> frozenset[str]:
        """The nouns that only count what follows them: "hundreds of"."""
        return self.words.counts


@dataclass(frozen=True)
class WordTables:
    """The tables of a lexicon that name people and bodies, by their words.

    `name_openers` are the first words of names and `role_ends` the last words of roles: where neither stands there is
    nothing to look up.
    """

    names: dict[tuple[str, ...], NameRow]
    name_openers: frozenset[str]
    persons: dict[tuple[str, ...], PersonRow]
    role_ends: frozenset[str]
    counts: frozenset[str]


@cache
def word_tables(lexicon: Lexicon) -> WordTables:
    """The name and role tables, indexed."""
    names = {words_of(n.casefold()): row for row in lexicon.names for n in (row.name, *row.aliases)}
    persons = {words_of(row.noun): row for row in lexicon.persons}
    return WordTables(
        names,
        frozenset(words[0] for words in names),
        persons,
        frozenset(words[-1] for words in persons),
        frozenset(row.word for row in lexicon.vague),
    )


def describe(parse: Parse, head: Token, naming: Naming) -> Actor:
    """The actor that a head's phrase names, with country, roles and type as far as its words say."""
    return describe_phrase(parse, noun_phrase(parse, head), head, naming)


def describe_phrase(parse: Parse, phrase: Sequence[Token], head: Token, naming: Naming) -> Actor:
    """The actor that a phrase with its head names."""
    name_row, ends = find_name(phrase, naming.words)
    whole = name_row if ends and ends.i >= head.i else None
    crewed = head.span.end in naming.crewed
    person_row = find_role(phrase, head, naming.words) if whole is None and not crewed else None
    country = find_country(phrase, naming.countries) if whole is None else whole.country
    country = country or (name_row.country if name_row else None)
    roles = _roles(name_row, person_row, crewed=crewed and country is not None)
    is_name = head.pos in ("PROPN", "ADJ") or crewed
    kind = _type(name_row, person_row, country if is_name else None, None if crewed else parse.label(head))
    return Actor(
        span=span_of(phrase),
        name=display_name(parse, phrase, head),
        country=country,
        roles=roles or _seat_roles(phrase, naming.countries),
        type=kind,
        named=head.pos == "PROPN" or name_row is not None,
        status=person_row.status if person_row else None,
    )


def _roles(name_row: NameRow | None, person_row: PersonRow | None, *, crewed: bool) -> tuple[str, ...]:
    """The roles of name and noun, each once, the noun's first."""
    roles = [*(person_row.roles if person_row else ()), *(name_row.roles if name_row else ())]
    if crewed:
        roles.append("MIL")
    return tuple(dict.fromkeys(roles))


def _type(name: NameRow | None, person: PersonRow | None, country: str | None, label: str | None) -> str | None:
    """The contract's actor type: the noun's, the name's, a bare country's, a person's, or None.

    A noun of office lends a person, and the body that is named with it the type: "a Red Cross spokesman".
    """
    if person and person.type and not (person.sort == "person" and name and name.type):
        return person.type
    if name:
        return name.type
    if label == "PERSON" and not country:
        return "person"
    return "state" if country else None


def _seat_roles(phrase: Sequence[Token], countries: Countries) -> tuple[str, ...]:
    """GOV for a seat of government ("the Kremlin", "Moscow"), else nothing."""
    text = " ".join(t.text for t in phrase if t.pos != "DET")
    return ("GOV",) if countries.by_seat(text) or countries.by_capital(text) else ()


def find_name(phrase: Sequence[Token], tables: WordTables) -> tuple[NameRow, Token] | tuple[None, None]:
    """The longest listed name within a phrase and its last word, or two Nones."""
    words = [t.text.casefold() for t in phrase]
    starts = [n for n, word in enumerate(words) if word in tables.name_openers]
    for length in range(min(len(words), LONGEST_NAME), 0, -1) if starts else ():
        for first in (n for n in starts if n + length <= len(words)):
            row = tables.names.get(tuple(words[first : first + length]))
            if row is not None and _as_written(row, phrase[first : first + length]):
                return row, phrase[first + length - 1]
    return None, None


def _as_written(row: NameRow, tokens: Sequence[Token]) -> bool:
    """Whether a listed name stands as a name: an acronym in capitals, any other with a capital somewhere."""
    text = "".join(t.text for t in tokens)
    shouted = [n for n in (row.name, *row.aliases) if n.replace(" ", "").casefold() == text.casefold() and n.isupper()]
    return text.isupper() if shouted else text != text.lower()


def find_role(phrase: Sequence[Token], head: Token, tables: WordTables) -> PersonRow | None:
    """The role noun that a phrase ends in, or, before a personal name, the title within it."""
    ends = [n for n, t in enumerate(phrase) if t.i <= head.i]
    for last in sorted(ends, reverse=True):
        if phrase[last].i != head.i and head.pos != "PROPN":
            break
        forms = [form for form in (phrase[last].lemma, phrase[last].lower) if form in tables.role_ends]
        for length in (3, 2, 1) if forms else ():
            before = tuple(t.lower for t in phrase[max(0, last - length + 1) : last])
            row = next((r for form in forms if (r := tables.persons.get((*before, form)))), None)
            if row is not None and len(before) == length - 1:
                return row
    return None


def find_country(phrase: Sequence[Token], countries: Countries) -> str | None:
    """The country that a phrase names, by name, adjective, capital or seat; not one that only sponsors it."""
    starts = [n for n, t in enumerate(phrase) if t.text[:1].isupper() or t.text == "the"]
    for length in (4, 3, 2, 1):
        for first in (n for n in starts if n + length <= len(phrase)):
            tokens = phrase[first : first + length]
            iso3 = countries.by_word(" ".join(t.text for t in tokens))
            if iso3 and tokens[-1].text != "-" and not _sponsors(phrase, first + length):
                return iso3
    return None


def _sponsors(phrase: Sequence[Token], after: int) -> bool:
    """Whether "-backed" or the like follows."""
    return after + 1 < len(phrase) and phrase[after].text == "-" and phrase[after + 1].lower in SPONSORED


def display_name(parse: Parse, phrase: Sequence[Token], head: Token) -> str:
    """The phrase as a name: a person's own name without title, anything else without its number."""
    entity = parse.entity(head)
    if entity is not None and entity.label == "PERSON":
        inside = [t for t in parse.tokens[entity.first : head.i + 1] if t.tag != "POS"]
        return parse.document.quote(span_of(inside))
    counted = [n for n, t in enumerate(phrase) if t.i < head.i and t.dep == "nummod"]
    kept = phrase[counted[-1] + 1 :] if counted else phrase
    return parse.document.quote(span_of(kept))
