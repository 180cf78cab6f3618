"""The tables that name people and bodies, indexed by their words, and the look-ups in a phrase."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from sitrep.lexicon import Lexicon
from sitrep.lexicon.tables import NameRow, PersonRow
from sitrep.model.parses import Token
from sitrep.model.values import quick

LONGEST_NAME = 9
LONGEST_ROLE = 5
# Words that are kept with their forms: a page is of the same few thousand.
REMEMBERED = 10_000
# Equipment that people operate: "Russian helicopters" are a force, "Russian missiles" are not.
CREWED = frozenset({"aircraft", "helicopter", "ship", "submarine", "vehicle", "drone"})
# A country or group that stands in such a participle is not the phrase's own: "Western-backed rebels".
SPONSORED = frozenset(
    {"affiliated", "aligned", "allied", "appointed", "armed", "backed", "born", "bound", "built", "controlled"}
    | {"educated", "equipped", "financed", "friendly", "funded", "held", "inspired", "installed", "linked", "made"}
    | {"leaning", "loyal", "majority", "occupied", "owned", "speaking", "sponsored", "style", "supplied", "supported"}
    | {"trained"}
)
# Nor is one that the phrase is for or against: "pro-Russian separatists", "anti-American marchers".
SIDES = frozenset({"pro", "anti", "non", "ex"})
# What a sort of row counts as where only people and bodies are told apart.
PLAIN_SORT = {"agent": "person", "part": "body"}

# Hyphens and the possessive mark are tokens of their own, as the parser has them.
WORDS = re.compile(r"['’]s\b|[^\s-]+?(?=['’]s\b|[\s-]|$)|-")


def words_of(name: str) -> tuple[str, ...]:
    """A name's words as the parser parts them.

    >>> words_of("jabhat al-nusra"), words_of("lord's army")
    (('jabhat', 'al', '-', 'nusra'), ('lord', "'s", 'army'))
    """
    return tuple(WORDS.findall(name))


@dataclass(frozen=True)
class WordTables:
    """The tables of a lexicon that name people and bodies, by their words.

    `name_openers` are the first words of names, with the lengths of the names that they open, `name_parts` the words of
    names of several, and `role_ends` the last words of roles: where none stands there is nothing to look up. `agents`
    are the nouns of those who act for a body or are part of one ("spokesman", "forces"), `enders` the words that end an
    office ("former"), `crewed` the nouns of equipment that people operate.
    """

    names: dict[tuple[str, ...], NameRow]
    name_openers: Mapping[str, frozenset[int]]
    name_parts: frozenset[str]
    persons: dict[tuple[str, ...], PersonRow]
    role_ends: frozenset[str]
    agents: frozenset[str]
    enders: frozenset[str]
    counts: frozenset[str]
    crewed: frozenset[str]


@dataclass(frozen=True, slots=True)
class FoundName:
    """A listed name within a phrase: its row, and the index of its first and last word in the text."""

    row: NameRow
    first: int
    last: int


@quick
@dataclass(frozen=True, slots=True)
class FoundRole:
    """A role noun within a phrase: its row, and the index of its first word in the text."""

    row: PersonRow
    first: int


@cache
def word_tables(lexicon: Lexicon) -> WordTables:
    """The name and role tables, indexed."""
    names = {words_of(n.casefold()): row for row in lexicon.names for n in (row.name, *row.aliases)}
    nouns = [row for row in lexicon.persons if row.sort != "former"]
    persons = {words_of(row.noun): replace(row, sort=PLAIN_SORT.get(row.sort, row.sort)) for row in nouns}
    return WordTables(
        names,
        _lengths_by_opener(names),
        frozenset(word for words in names if len(words) > 1 for word in words),
        persons,
        frozenset(words[-1] for words in persons),
        frozenset(row.key for row in nouns if row.sort in PLAIN_SORT),
        frozenset(row.noun for row in lexicon.persons if row.sort == "former"),
        frozenset(row.word for row in lexicon.vague),
        frozenset(row.term for row in lexicon.equipment if row.kind in CREWED and row.sort in ("thing", "ambiguous")),
    )


def _lengths_by_opener(names: Iterable[tuple[str, ...]]) -> dict[str, frozenset[int]]:
    """The first words of names, with how many words the names have that begin so."""
    lengths: dict[str, set[int]] = {}
    for words in names:
        lengths.setdefault(words[0], set()).add(len(words))
    return {opener: frozenset(found) for opener, found in lengths.items()}


def _stretches(words: Sequence[str], tables: WordTables) -> list[tuple[int, int]]:
    """Where listed names may stand among some words: first word and length, the longest first."""
    stretches = [(n, length) for n, word in enumerate(words) for length in tables.name_openers.get(word, ())]
    return sorted(stretches, key=lambda stretch: (-stretch[1], stretch[0]))


def find_name(phrase: Sequence[Token], tables: WordTables) -> FoundName | None:
    """The longest listed name within a phrase that is not a mere sponsor or side of it, or None."""
    words = [t.text.casefold() for t in phrase]
    for first, length in _stretches(words, tables):
        if length > LONGEST_NAME or first + length > len(words):
            continue
        row = tables.names.get(tuple(words[first : first + length]))
        tokens = phrase[first : first + length]
        if row is not None and _as_written(row, tokens) and not is_sponsor(phrase, first, first + length):
            return FoundName(row, tokens[0].i, tokens[-1].i)
    return None


def name_around(tokens: Sequence[Token], head: Token, tables: WordTables) -> list[Token]:
    """The words of the longest listed name of several words that covers `head` in a sentence, or none."""
    if head.text.casefold() not in tables.name_parts:
        return []
    at = head.i - tokens[0].i
    start = max(0, at - LONGEST_NAME + 1)
    upto = [t.text.casefold() for t in tokens[start : at + 1]]
    for first, length in _stretches(upto, tables):
        if not 1 < length <= LONGEST_NAME or first + length < len(upto):
            continue
        found = list(tokens[start + first : start + first + length])
        row = tables.names.get(tuple(t.text.casefold() for t in found))
        if row is not None and _as_written(row, found):
            return found
    return []


def _as_written(row: NameRow, tokens: Sequence[Token]) -> bool:
    """Whether a listed name stands as a name: an acronym in capitals, any other with a capital somewhere."""
    text = "".join(t.text for t in tokens)
    forms = [n for n in (row.name, *row.aliases) if n.replace(" ", "").casefold() == text.casefold()]
    return text.isupper() if forms and all(n.isupper() for n in forms) else text != text.lower()


def is_sponsor(phrase: Sequence[Token], first: int, after: int) -> bool:
    """Whether the words from `first` up to `after` only say who backs or is opposed: "X-backed", "pro-X"."""
    joined = 1 if after < len(phrase) and phrase[after].text == "-" else 0
    if after + joined < len(phrase) and phrase[after + joined].lower in SPONSORED:
        return True
    return first > 1 and phrase[first - 1].text == "-" and phrase[first - 2].lower in SIDES


def find_role(phrase: Sequence[Token], head: Token, tables: WordTables) -> PersonRow | None:
    """The role noun that a phrase ends in, or, before a personal name, the title within it."""
    found = role_within(phrase, head, tables)
    return found.row if found is not None else None


def role_within(phrase: Sequence[Token], head: Token, tables: WordTables) -> FoundRole | None:
    """The role noun that a phrase ends in, or the title within it, with where it begins."""
    for last in sorted((n for n, t in enumerate(phrase) if t.i <= head.i), reverse=True):
        if phrase[last].i != head.i and head.pos != "PROPN":
            break
        found = role_ending(phrase, last, tables)
        if found is not None:
            return found
    return None


def role_ending(phrase: Sequence[Token], last: int, tables: WordTables) -> FoundRole | None:
    """The longest role noun whose last word is `phrase[last]`, or None."""
    word = phrase[last]
    forms = [form for form in forms_of(word.lemma, word.lower, word.pos) if form in tables.role_ends]
    for length in range(min(LONGEST_ROLE, last + 1), 0, -1) if forms else ():
        before = tuple(t.lower for t in phrase[last - length + 1 : last])
        row = next((r for form in forms if (r := tables.persons.get((*before, form)))), None)
        if row is not None:
            return FoundRole(row, phrase[last - length + 1].i)
    return None


@lru_cache(maxsize=REMEMBERED)
def forms_of(lemma: str, lower: str, pos: str) -> tuple[str, ...]:
    """The forms under which a word is looked up: "Parties", taken for a name, kept its ending as its lemma.

    >>> forms_of("parties", "parties", "PROPN")
    ('parties', 'partie', 'party')
    """
    forms = [lemma.lower(), lower]
    if pos == "PROPN" and lower.endswith("s"):
        forms.append(lower[:-1])
        if lower.endswith("ies"):
            forms.append(lower[:-3] + "y")
    return tuple(dict.fromkeys(forms))


def lender_before(phrase: Sequence[Token], first: int, tables: WordTables) -> PersonRow | None:
    """The body or people that stand before the word `first` and that it belongs to: "rebel" of "rebel forces"."""
    for last in reversed([n for n, t in enumerate(phrase) if t.i < first]):
        found = role_ending(phrase, last, tables)
        if found is not None and found.row.roles and found.row.roles != ("CVL",):
            return found.row
    return None
