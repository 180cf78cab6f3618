"""The words that say what was done to people who are counted: the rows of the measure table for words of a sentence."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from sitrep.lexicon.tables import Lexicon, MeasureRow
from sitrep.model.parses import Parse, Token

# What leaves open whether somebody lives, and what settles it: the worse fate of two is the one told.
OPEN_FATES = frozenset({"casualties", "injured"})

MeasureTables = dict[str, dict[str, MeasureRow]]


@dataclass(frozen=True, slots=True)
class Deed:
    """What is done to those counted: the measure, the words that say so, whether as a running total."""

    measure: str
    word: Token
    cumulative: bool = False


@cache
def measure_tables(lexicon: Lexicon) -> MeasureTables:
    """The measure rows by role and word."""
    tables: MeasureTables = {}
    for row in lexicon.measures:
        tables.setdefault(row.role, {})[row.word] = row
    return tables


def row_for(tables: MeasureTables, role: str, token: Token) -> MeasureRow | None:
    """The row of a role for a token, by its form or its lemma."""
    rows = tables.get(role, {})
    return rows.get(token.lower) or rows.get(token.lemma)


def verb_row(parse: Parse, verb: Token, tables: MeasureTables) -> MeasureRow | None:
    """The row of a verb, with its particle ("shoot down") or what follows it ("take to hospital") where one has it."""
    rows = tables.get("verb", {})
    return next((rows[p] for p in phrases_of(parse, verb) if p in rows), None) or row_for(tables, "verb", verb)


def phrases_of(parse: Parse, verb: Token) -> Iterator[str]:
    """Yield a verb with each particle, complement or preposition and noun: "gun down", "lose life", "hit by bullet"."""
    for child in parse.children(verb, "prt", "advmod"):
        yield f"{verb.lemma} {child.lower}"
    for child in parse.children(verb, "dobj", "acomp", "oprd", "dative"):
        # "They had no wounds" tells of none.
        if not any(t.lower == "no" for t in parse.children(child, "det")):
            yield f"{verb.lemma} {child.lemma}"
    for child in parse.children(verb, "prep", "agent", "dative"):
        for thing in parse.children(child, "pobj"):
            yield f"{verb.lemma} {child.lower} {thing.lemma}"


def is_fatal(parse: Parse, verb: Token, tables: MeasureTables) -> bool:
    """Whether the words beside a verb say that it killed: "fatally shot", "shot dead", "stabbed to death"."""
    rows = tables.get("adverb", {})
    words = {f"{p.lower} {t.lower}" for p in parse.children(verb, "prep") for t in parse.children(p, "pobj")}
    words |= {t.lower for t in parse.children(verb, "advmod")}
    states = [row_for(tables, "adjective", t) for t in parse.children(verb, "oprd", "acomp", "advcl")]
    said = [rows[w].measure for w in words if w in rows] + [row.measure for row in states if row is not None]
    return "killed" in said


def with_fate(parse: Parse, verb: Token, row: MeasureRow, tables: MeasureTables) -> Deed:
    """What a verb says was done, as killing where the words beside it say that it was fatal."""
    fatal = row.measure in OPEN_FATES and is_fatal(parse, verb, tables)
    return Deed("killed" if fatal else row.measure, verb)


def with_epithet(parse: Parse, noun: Token, row: MeasureRow, tables: MeasureTables) -> Deed:
    """What a noun says was done, as killing where an adjective says that it was fatal: "the deadly shooting of"."""
    fatal = row.measure in OPEN_FATES and any(row_for(tables, "fatal", t) for t in parse.children(noun, "amod"))
    return Deed("killed" if fatal else row.measure, noun)


def noun_deed(tables: MeasureTables, counted: Token) -> Deed | None:
    """The measure that a counted noun settles alone: "sorties", "12 deaths", "the 12 dead"."""
    for role in ("noun", "deed", "adjective"):
        row = row_for(tables, role, counted)
        if row is not None:
            return Deed(row.measure, counted)
    return None
