"""What the words of a phrase say of whom it names: country, roles, type, name.

By the words alone: names, demonyms, seats of government, role nouns, what stands in apposition. Whoever the words say
nothing of stays itself, with country and roles empty.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sitrep.gazetteer.countries import Countries
from sitrep.lexicon import Lexicon
from sitrep.lexicon.tables import NameRow, PersonRow
from sitrep.model.annotations import Actor, Equipment
from sitrep.model.parses import Parse, Token, span_of
from sitrep.model.values import quick
from sitrep.read.actors.nationality import country_behind, country_leading, country_word
from sitrep.read.actors.word_tables import (
    CREWED,
    FoundName,
    FoundRole,
    WordTables,
    find_name,
    find_role,
    lender_before,
    name_around,
    role_within,
    word_tables,
    words_of,
)
from sitrep.read.grammar.phrases import is_nominal, noun_phrase

__all__ = ["CREWED", "Naming", "describe", "describe_phrase", "find_role", "name_phrase", "words_of"]

# Prepositions that lead from somebody to the body that he acts for: "president of the senate".
FOR_WHOM = ("of", "for", "from", "at", "in")
# Roles of those who may well stand in a foreign country.
ABROAD = frozenset({"MIL", "UAF", "REB", "PRM", "SPY", "CRM", "JRN"})
# Roles that an office gives and that end with it.
OFFICES = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY", "PTY"})


@dataclass(frozen=True)
class Naming:
    """The tables by which a phrase is described, indexed by their words."""

    countries: Countries
    words: WordTables
    crewed: frozenset[int]

    @classmethod
    def of(cls, lexicon: Lexicon, countries: Countries, equipment: Iterable[Equipment]) -> "Naming":
        """The name and role tables of a lexicon, and the last characters of crewed equipment on a page."""
        crewed = frozenset(e.span.end for e in equipment if e.kind in CREWED)
        return cls(countries, word_tables(lexicon), crewed)

    @property
    def counts(self) -> frozenset[str]:
        """The nouns that only count what follows them: "hundreds of"."""
        return self.words.counts


@quick
@dataclass(frozen=True, slots=True)
class Findings:
    """What was found in a phrase: a listed name, a role noun, the body it acts for, and signs that change roles."""

    name: FoundName | None
    role: FoundRole | None
    lender: PersonRow | NameRow | None
    agent: bool
    crewed: bool
    former: bool

    @property
    def lent(self) -> tuple[str, ...]:
        """The roles of the name and of the body that somebody acts for."""
        named = self.name.row.roles if self.name else ()
        return tuple(dict.fromkeys((*named, *(self.lender.roles if self.lender else ()))))


def describe(parse: Parse, head: Token, naming: Naming) -> Actor:
    """The actor that a head's phrase names, with country, roles and type as far as its words say."""
    return describe_phrase(parse, name_phrase(parse, head, naming), head, naming)


def name_phrase(parse: Parse, head: Token, naming: Naming) -> list[Token]:
    """A head's noun phrase, or more when a listed name goes on beyond it: "Doctors Without Borders"."""
    phrase = noun_phrase(parse, head)
    name = name_around(parse.around(head), head, naming.words)
    if not name or (name[0].i >= phrase[0].i and name[-1].i <= phrase[-1].i):
        return phrase
    first = min(name[0].i, phrase[0].i) if phrase[-1].i >= name[0].i - 1 else name[0].i
    return list(parse.tokens[first : max(name[-1].i, head.i) + 1])


def describe_phrase(parse: Parse, phrase: Sequence[Token], head: Token, naming: Naming) -> Actor:
    """The actor that a phrase with its head names, and what stands in apposition to it says."""
    actor = by_own_words(parse, phrase, head, naming)
    for beside in beside_name(parse, head) if head.pos == "PROPN" else ():
        other = by_own_words(parse, noun_phrase(parse, beside), beside, naming)
        if other.roles or other.type not in (None, "state", "person"):
            actor = replace(
                actor,
                country=actor.country or other.country,
                roles=actor.roles or other.roles,
                type=other.type if actor.type in (None, "person") else actor.type,
                status=actor.status or other.status,
            )
    return actor


def beside_name(parse: Parse, head: Token) -> list[Token]:
    """The nouns in apposition to a name: "Omar Ansari, a rebel commander", "the envoy, Omar Ansari"."""
    above = [parse.head(head)] if head.dep == "appos" else []
    beside = [*parse.children(head, "appos"), *above]
    # "Omar Ansari, the Ghana Relief Coordinator": with an article an office, without one another name of a list.
    return [t for t in beside if t.pos == "NOUN" or (t.pos == "PROPN" and parse.child(t, "det") is not None)]


def by_own_words(parse: Parse, phrase: Sequence[Token], head: Token, naming: Naming) -> Actor:
    """The actor that a phrase names by its own words."""
    named = country_word(parse, phrase, naming.countries)
    own = named[0] if named is not None else None
    found = _findings(parse, phrase, head, naming, own)
    country = _country(parse, head, naming, found, own)
    # "Ghana" is a state, "Ghana's Tamale" and "the Accra Courier" are none.
    is_state = found.crewed or (named is not None and named[1] >= head.i)
    label = None if found.crewed else parse.label(head)
    return Actor(
        span=span_of(phrase),
        name=display_name(parse, phrase, head),
        country=country,
        roles=_roles(found, crewed=found.crewed and country is not None) or _seat_roles(phrase, naming.countries),
        type=_type(found, country if is_state else None, label),
        named=head.pos == "PROPN" or found.name is not None,
        status=found.role.row.status if found.role else None,
    )


def _findings(parse: Parse, phrase: Sequence[Token], head: Token, naming: Naming, country: str | None) -> Findings:
    """The listed name, the role noun and the lender of a phrase; `country` is the one that its words name."""
    words = naming.words
    name = find_name(phrase, words)
    whole = name is not None and name.last >= head.i
    crewed = head.span.end in naming.crewed or (head.lemma in words.crewed and country is not None)
    role = None
    if not whole and not crewed:
        role = _role_with_of(parse, phrase, head, words) or role_within(phrase, head, words)
    lender: PersonRow | NameRow | None = None
    agent = role is not None and role.row.key in words.agents
    if role is not None and agent:
        lender = lender_before(phrase, role.first, words) or _lender_behind(parse, head, naming)
    enders = [t for t in phrase if t.lower in words.enders and (role is None or t.i < role.first)]
    return Findings(name, role, lender, agent, crewed, former=bool(enders))


def _role_with_of(parse: Parse, phrase: Sequence[Token], head: Token, words: WordTables) -> FoundRole | None:
    """The role noun that goes on with "of": "head of state", "chief of staff"."""
    after = parse.tokens[head.i + 1 : head.i + 3]
    if len(after) < len(("of", "state")) or after[0].lower != "of":
        return None
    row = words.persons.get((head.lemma.lower(), "of", after[1].lower))
    return FoundRole(row, phrase[0].i) if row is not None else None


def _lender_behind(parse: Parse, head: Token, naming: Naming) -> PersonRow | NameRow | None:
    """The body after "of" or "for" that somebody acts for ("commander of the fleet"), or None."""
    for preposition in parse.children(head, "prep"):
        body = parse.child(preposition, "pobj")
        if preposition.lower in FOR_WHOM and body is not None and is_nominal(body):
            phrase = noun_phrase(parse, body)
            name = find_name(phrase, naming.words)
            role = find_role(phrase, body, naming.words)
            found = name.row if name is not None else role
            if found is not None and found.roles != ("CVL",):
                return found
    return None


def _country(parse: Parse, head: Token, naming: Naming, found: Findings, own: str | None) -> str | None:
    """The country of a listed name that is the whole phrase, else `own`, of the words, else the name's or lender's."""
    if found.name is not None and found.name.last >= head.i and found.name.row.country:
        return found.name.row.country
    if own is not None:
        return own
    if found.name is not None:
        return found.name.row.country
    if isinstance(found.lender, NameRow) and found.lender.country:
        return found.lender.country
    if found.role is None:
        return None
    behind = country_behind(parse, head, naming.countries, inside=_is_local(found.role.row))
    led = found.role.row.sort in ("body", "part")
    return behind or (country_leading(parse, head, naming.countries) if led else None)


def _is_local(row: PersonRow) -> bool:
    """Whether those of a role belong to the country that they are in: residents, a police, no soldiers or envoys."""
    if set(row.roles) <= ABROAD:
        return False
    return row.sort == "body" or "GOV" not in row.roles


def _roles(found: Findings, *, crewed: bool) -> tuple[str, ...]:
    """The roles of noun, name and lender, each once; of who speaks or fights for a body, the body's."""
    own = found.role.row.roles if found.role else ()
    international = found.name is not None and found.name.row.type in ("igo", "ngo")
    if found.agent and (international or found.lent not in ((), ("GOV",))):
        own = ()
    roles = list(dict.fromkeys((*own, *found.lent)))
    if crewed:
        roles.append("MIL")
    if found.former and OFFICES & set(roles):
        return ("ELI",)
    return tuple(roles)


def _type(found: Findings, country: str | None, label: str | None) -> str | None:
    """The contract's actor type: the noun's, the name's, a bare country's, a person's, or None.

    A noun of office lends a person, and the body that is named with it the type: "a Red Cross spokesman".
    """
    row = found.role.row if found.role else None
    name = found.name.row if found.name else None
    if found.lender is not None and found.lender.type and (row is None or row.type != "anonymous"):
        return found.lender.type
    if row and row.type and not (row.sort == "person" and name and name.type):
        return row.type
    if name:
        return name.type
    if label == "PERSON" and not country:
        return "person"
    return "state" if country else None


def _seat_roles(phrase: Sequence[Token], countries: Countries) -> tuple[str, ...]:
    """GOV for a seat of government ("the Kremlin", "Moscow"), else nothing."""
    text = " ".join(t.text for t in phrase if t.pos != "DET")
    return ("GOV",) if countries.by_seat(text) or countries.by_capital(text) else ()


def display_name(parse: Parse, phrase: Sequence[Token], head: Token) -> str:
    """The phrase as a name: a person's own name without title, anything else without its number."""
    entity = parse.entity(head)
    if entity is not None and entity.label == "PERSON":
        inside = [t for t in parse.tokens[entity.first : head.i + 1] if t.tag != "POS"]
        return parse.document.quote(span_of(inside))
    # "two farmers" are farmers; a "40-year-old farmer" keeps his age.
    joined = {n for n, t in enumerate(phrase[1:]) if t.text == "-"}
    counted = [n for n, t in enumerate(phrase) if t.i < head.i and t.dep == "nummod" and n not in joined]
    kept = phrase[counted[-1] + 1 :] if counted else phrase
    return parse.document.quote(span_of(kept))
