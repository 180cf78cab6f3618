"""What was used: weapons, vehicles and munitions, by common noun and by designation."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from sitrep.lexicon import Lexicon
from sitrep.lexicon.tables import EquipmentRow
from sitrep.model.annotations import Equipment
from sitrep.model.parses import Parse, Sentence, Token, span_of
from sitrep.read.stages import Layers

NOMINAL = ("NOUN", "PROPN", "ADJ", "NUM")
LONGEST_TERM = 6
# Events whose words make an ambiguous noun a weapon: a shell that kills, a tank that fires.
MILITARY_EVENTS = frozenset({"ASSAULT", "MOBILIZE", "THREATEN", "RETREAT"})
GAP = re.compile("[ -]")
# What every designation of a pattern has: "Su-24".
NUMBERED = re.compile("[-\u2010\u2011]\\d")
HARM = frozenset({"killed", "injured", "destroyed", "troops"})


@dataclass(frozen=True)
class EquipmentTables:
    """The equipment rows by how they are matched, and the words that make a military context.

    `openers` are the first words of the nouns, as far as a hyphen or a space and whole.
    """

    nouns: dict[str, EquipmentRow]
    openers: frozenset[str]
    names: dict[str, EquipmentRow]
    patterns: tuple[tuple[re.Pattern[str], EquipmentRow], ...]
    makers: frozenset[str]
    context: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Found:
    """A row found on tokens `first` up to and not including `last`, counted from the sentence's first."""

    first: int
    last: int
    row: EquipmentRow


@cache
def equipment_tables(lexicon: Lexicon) -> EquipmentTables:
    """The equipment table, indexed; the context is the words of assault and of harm."""
    rows = lexicon.equipment
    designations = [row for row in rows if row.sort == "designation"]
    context = {row.lemma for row in lexicon.events if row.type in MILITARY_EVENTS}
    context |= {row.word for row in lexicon.measures if row.measure in HARM}
    nouns = {row.term: row for row in rows if row.sort in ("thing", "ambiguous")}
    return EquipmentTables(
        nouns,
        frozenset(opener for term in nouns for opener in openers(term)),
        {row.term: row for row in designations if "#" not in row.term},
        tuple((designation_pattern(row.term), row) for row in designations if "#" in row.term),
        frozenset(row.term for row in rows if row.sort == "maker"),
        frozenset(context),
    )


def openers(term: str) -> list[str]:
    """What the first token of a term may be, as the parser does or does not part it at hyphens.

    >>> openers("anti-tank mine")
    ['anti', 'anti-tank', 'anti-tank mine']
    """
    return [*(term[: gap.start()] for gap in GAP.finditer(term)), term]


def designation_pattern(term: str) -> re.Pattern[str]:
    """What a term such as "Su-#" matches.

    >>> designation_pattern("Tu-#").fullmatch("Tu-22M3s")["name"]
    'Tu-22M3'
    """
    prefix = re.escape(term.partition("#")[0].rstrip("-"))
    return re.compile(rf"(?P<name>{prefix}[-\u2010\u2011]\d{{1,4}}[A-Z]*\d?)s?")


def read_equipment(parse: Parse, _layers: Layers, lexicon: Lexicon) -> Iterator[Equipment]:
    """Yield every weapon, vehicle and munition named, with its designation where it has one."""
    tables = equipment_tables(lexicon)
    for sentence in parse.sentences:
        yield from _read_sentence(parse, sentence, tables)


def _read_sentence(parse: Parse, sentence: Sentence, tables: EquipmentTables) -> Iterator[Equipment]:
    tokens = parse.sentence_tokens(sentence)
    found = list(_find(tokens, tables))
    unsure = {tokens[f.last - 1].i for f in found if f.row.sort == "ambiguous"}
    sure = any(f.row.sort == "designation" for f in found)
    sure = sure or any(t.lemma in tables.context for t in tokens if t.i not in unsure)
    i = 0
    while i < len(found):
        here = found[i]
        if here.row.sort == "ambiguous" and not (sure and _stands_alone(parse, tokens[here.last - 1], tables)):
            i += 1
            continue
        # A designation takes the equipment noun that follows it: "Mi-24 helicopters", "BM-21 Grad rockets".
        last = here.last
        while here.row.sort == "designation" and i + 1 < len(found) and found[i + 1].first == last:
            i, last = i + 1, found[i + 1].last
        i += 1
        yield _equipment(tokens, here, last, tables)


def _equipment(tokens: tuple[Token, ...], found: _Found, last: int, tables: EquipmentTables) -> Equipment:
    first = found.first
    name = None
    if found.row.sort == "designation":
        name = designation(tokens[found.first].text, found.row)
        if first and tokens[first - 1].text in tables.makers:
            first -= 1
            name = f"{tokens[first].text} {name}"
    return Equipment(span_of(tokens[first:last]), found.row.kind, name)


def designation(text: str, row: EquipmentRow) -> str:
    """The designation in a word: a plural's "s" is no part of it."""
    if "#" not in row.term:
        return row.term
    match = designation_pattern(row.term).fullmatch(text)
    return match["name"] if match else text


def _find(tokens: tuple[Token, ...], tables: EquipmentTables) -> Iterator[_Found]:
    """The rows that match, the longest at each place, left to right."""
    i = 0
    while i < len(tokens):
        found = _designation_at(tokens, i, tables) or _noun_at(tokens, i, tables)
        if found is not None:
            yield found
        i = found.last if found is not None else i + 1


def _designation_at(tokens: tuple[Token, ...], i: int, tables: EquipmentTables) -> _Found | None:
    """A designation, by its capitals: "Grad" and not "grad"."""
    text = tokens[i].text
    row = tables.names.get(text) or tables.names.get(text.removesuffix("s"))
    if row is None and NUMBERED.search(text):
        row = next((row for pattern, row in tables.patterns if pattern.fullmatch(text)), None)
    return _Found(i, i + 1, row) if row else None


def _noun_at(tokens: tuple[Token, ...], i: int, tables: EquipmentTables) -> _Found | None:
    """The longest noun of the table that begins at token `i`, its last word in any form."""
    if tokens[i].lower not in tables.openers and tokens[i].lemma not in tables.openers:
        return None
    for length in range(min(LONGEST_TERM, len(tokens) - i), 0, -1):
        words, last = tokens[i : i + length], tokens[i + length - 1]
        if last.pos not in NOMINAL or (last.tag in ("PRP", "PRP$")):
            continue
        stem = _joined(words[:-1])
        row = next((tables.nouns[s] for s in (stem + last.lower, stem + last.lemma) if s in tables.nouns), None)
        if row is not None:
            return _Found(i, i + length, row)
    return None


def _joined(words: tuple[Token, ...]) -> str:
    """Words in lower case with single spaces, none around a hyphen."""
    return "".join("-" if t.text == "-" else f"{t.lower} " for t in words).replace(" -", "-")


def _stands_alone(parse: Parse, noun: Token, tables: EquipmentTables) -> bool:
    """Whether an ambiguous noun is the thing spoken of: no "coal mine", "fish tank", "shell company"."""
    after = parse.tokens[noun.i + 1 : noun.i + 2]
    if after and after[0].pos == "NOUN" and after[0].lemma not in tables.nouns:
        return False
    return all(t.lemma in tables.nouns or t.pos == "PROPN" for t in parse.children(noun, "compound"))
