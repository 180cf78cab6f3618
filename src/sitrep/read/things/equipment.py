"""What was used: weapons, vehicles and munitions, by common noun and by designation.

A designation is found in the text of a sentence ("Su-24M", "Su 24", "MiG-29s", "Black Hawk"), a common noun by its
words in any form. Some designations are names that others bear too (Patriot, Tornado, Abrams): they need company.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from sitrep.lexicon import Lexicon
from sitrep.lexicon.tables import EquipmentRow
from sitrep.model.annotations import Equipment
from sitrep.model.parses import Parse, Sentence, Token, span_of
from sitrep.read.stages import Layers
from sitrep.read.things.designations import Designations

NOMINAL = ("NOUN", "PROPN", "ADJ", "NUM")
LONGEST_TERM = 6
# Events whose words make an ambiguous noun a weapon: a shell that kills, a tank that fires.
MILITARY_EVENTS = frozenset({"ASSAULT", "MOBILIZE", "THREATEN", "RETREAT"})
# Classes whose plain nouns make a military context as much: "arms and ammunition". A truck does not.
WEAPONS = frozenset(
    {"aerial_bomb", "ammunition", "artillery", "bomb", "chemical", "explosive", "grenade", "ied", "incendiary", "mine"}
    | {"missile", "mortar", "rocket", "small_arms", "suicide_vest", "weapon"}
)
# What a calibre can be the calibre of: "a 120mm mortar", "12.7 mm machine guns".
BORED = frozenset({"air_defence", "ammunition", "artillery", "mortar", "rocket", "small_arms", "vehicle"})
CALIBRE = re.compile(r"(?P<calibre>\d{1,3}(?:\.\d{1,2})?)[ -]?(?:mm|millimet(?:er|re))[ -]$")
GAP = re.compile("[ -]")
HARM = frozenset({"killed", "injured", "destroyed", "troops"})


@dataclass(frozen=True)
class EquipmentTables:
    """The equipment rows by how they are matched, and the words that make a military context.

    `openers` are the first words of the nouns, as far as a hyphen or a space and whole.
    """

    nouns: dict[str, EquipmentRow]
    openers: frozenset[str]
    designations: Designations
    makers: dict[str, EquipmentRow]
    context: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Found:
    """A row found on tokens `first` up to and not including `last`, counted from the sentence's first."""

    first: int
    last: int
    row: EquipmentRow
    name: str | None = None

    @property
    def sort(self) -> str:
        """How far the words may be trusted."""
        return self.row.sort


@cache
def equipment_tables(lexicon: Lexicon) -> EquipmentTables:
    """The equipment table, indexed; the context is the words of assault and of harm."""
    rows = lexicon.equipment
    context = {row.lemma for row in lexicon.events if row.type in MILITARY_EVENTS}
    context |= {row.word for row in lexicon.measures if row.measure in HARM}
    nouns = {row.term: row for row in rows if row.sort in ("thing", "ambiguous")}
    return EquipmentTables(
        nouns,
        frozenset(opener for term in nouns for opener in openers(term)),
        designations_of(tuple(row for row in rows if row.sort in ("designation", "named"))),
        {row.term: row for row in rows if row.sort == "maker"},
        frozenset(context),
    )


@cache
def designations_of(rows: tuple[EquipmentRow, ...]) -> Designations:
    """The designations among the rows, made once for the same rows."""
    return Designations.of(rows)


def openers(term: str) -> list[str]:
    """What the first token of a term may be, as the parser does or does not part it at hyphens.

    >>> openers("anti-tank mine")
    ['anti', 'anti-tank', 'anti-tank mine']
    """
    return [*(term[: gap.start()] for gap in GAP.finditer(term)), term]


def read_equipment(parse: Parse, _layers: Layers, lexicon: Lexicon) -> Iterator[Equipment]:
    """Yield every weapon, vehicle and munition named, with its designation where it has one."""
    tables = equipment_tables(lexicon)
    for sentence in parse.sentences:
        yield from _read_sentence(parse, sentence, tables)


def _read_sentence(parse: Parse, sentence: Sentence, tables: EquipmentTables) -> Iterator[Equipment]:
    tokens = parse.sentence_tokens(sentence)
    found = _trusted(parse, tokens, list(_find(parse, tokens, tables)), tables)
    i = 0
    while i < len(found):
        here, last = found[i], found[i].last
        # A designation takes the equipment noun that follows it: "Mi-24 helicopters", "BM-21 Grad rockets".
        while here.name is not None and i + 1 < len(found) and found[i + 1].first == last:
            i, last = i + 1, found[i + 1].last
        i += 1
        yield _equipment(parse, tokens, here, last, tables)


def _trusted(parse: Parse, tokens: tuple[Token, ...], found: Sequence[_Found], tables: EquipmentTables) -> list[_Found]:
    """What was found less the words that name no equipment here."""
    firsts = {f.first for f in found if f.sort != "maker"}
    lasts = {f.last for f in found if f.name is not None}
    unsure = {tokens[i].i for f in found if f.sort in ("ambiguous", "named") for i in range(f.first, f.last)}
    sure = any(f.sort == "designation" or (f.sort == "thing" and f.row.kind in WEAPONS) for f in found)
    sure = sure or any(t.lemma in tables.context for t in tokens if t.i not in unsure)

    def holds(f: _Found) -> bool:
        match f.sort:
            case "ambiguous":
                return f.first in lasts or (sure and _stands_alone(parse, tokens[f.last - 1], tables))
            case "named":
                return f.last in firsts or (sure and _is_a_thing(parse, tokens, f, tables))
            case "maker":
                return f.last in firsts
        return True

    return [f for f in found if holds(f)]


def _equipment(parse: Parse, tokens: tuple[Token, ...], found: _Found, last: int, tables: EquipmentTables) -> Equipment:
    first, name = found.first, found.name
    if name is not None and first and tokens[first - 1].text in tables.makers:
        first -= 1
        name = f"{tokens[first].text} {name}"
    elif name is None and found.row.kind in BORED:
        calibre = CALIBRE.search(parse.document.text, tokens[0].span.start, tokens[first].span.start)
        starts = [i for i, t in enumerate(tokens[:first]) if calibre and t.span.start == calibre.start()]
        if calibre and starts:
            first, name = starts[0], f"{calibre['calibre']}mm {found.row.term}"
    return Equipment(span_of(tokens[first:last]), found.row.kind, name)


def _find(parse: Parse, tokens: tuple[Token, ...], tables: EquipmentTables) -> Iterator[_Found]:
    """The rows that match, the longest at each place, left to right."""
    named = {f.first: f for f in _designations(parse, tokens, tables)}
    i = 0
    while i < len(tokens):
        found = named.get(i) or _maker_at(tokens, i, tables, named) or _noun_at(tokens, i, tables)
        if found is not None:
            yield found
        i = found.last if found is not None else i + 1


def _designations(parse: Parse, tokens: tuple[Token, ...], tables: EquipmentTables) -> Iterator[_Found]:
    """The designations of a sentence, by their capitals: "Grad" and not "grad"."""
    starts = {t.span.start: i for i, t in enumerate(tokens)}
    ends = {t.span.end: i + 1 for i, t in enumerate(tokens)}
    for start, end, name, row in tables.designations.within(parse.document.text, span_of(tokens)):
        if start in starts and end in ends:
            yield _Found(starts[start], ends[end], row, name)


def _maker_at(tokens: tuple[Token, ...], i: int, tables: EquipmentTables, named: dict[int, _Found]) -> _Found | None:
    """A maker before an equipment noun: "a Sukhoi jet". Before a designation it is part of that one's name."""
    row = tables.makers.get(tokens[i].text)
    if row is None or i + 1 in named or i + 1 == len(tokens) or _noun_at(tokens, i + 1, tables) is None:
        return None
    return _Found(i, i + 1, row, row.term)


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
    """Whether an ambiguous noun is the thing spoken of or done with, and no part of a name.

    No "coal mine", "fish tank", "shell company", "Oliver Stone"; but "a knife attack".
    """
    after = parse.tokens[noun.i + 1 : noun.i + 2]
    if after and after[0].pos == "NOUN" and after[0].lemma not in tables.nouns.keys() | tables.context:
        return False
    beside = parse.children(noun, "compound")
    if noun.pos == "PROPN" and any(t.pos == "PROPN" for t in (*beside, parse.head(noun)) if t is not noun):
        return False
    return all(t.lemma in tables.nouns or t.pos == "PROPN" for t in beside)


def _is_a_thing(parse: Parse, tokens: tuple[Token, ...], found: _Found, tables: EquipmentTables) -> bool:
    """Whether a name that others bear is counted like a thing: "an Abrams fired", and not "Typhoon Ida"."""
    head = tokens[found.last - 1]
    counted = parse.children(head, "det", "nummod", "amod", "poss")
    around = [*tokens[max(found.first - 1, 0) : found.first], *tokens[found.last : found.last + 1]]
    names = [t for t in around if t.pos == "PROPN" and not t.text.isupper() and t.text not in tables.makers]
    return bool(counted) and not names
