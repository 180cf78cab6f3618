"""Words that weaken or vouch: hedges, where they stand and what they are about."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from sitrep.lexicon import Lexicon
from sitrep.lexicon.tables import HedgeRow
from sitrep.model.annotations import Hedge
from sitrep.model.parses import Parse, Token, span_of
from sitrep.read.actors.naming import words_of
from sitrep.read.sayings.checking import by_kind, read_checks, read_scare_quotes
from sitrep.read.stages import Layers

# Phrases with their rows, by the first word, the longest first.
Phrases = Mapping[str, Sequence[tuple[tuple[str, ...], HedgeRow]]]


def read_hedges(parse: Parse, _layers: Layers, lexicon: Lexicon) -> Iterator[Hedge]:
    """Yield every hedge phrase of the lexicon, every check that could not be made, every word in scare quotes."""
    tables = hedge_tables(lexicon)
    phrases = list(read_phrases(parse, tables.phrases))
    built = [*read_checks(parse, tables.built), *read_scare_quotes(parse, tables.built)]
    # The longer reading of the same words stays: "could not be verified" is no "could" and no "verified".
    built = [b for b in built if not any(p.span.covers(b.span) for p in phrases)]
    yield from built
    yield from (p for p in phrases if not any(b.span.overlaps(p.span) for b in built))


def read_phrases(parse: Parse, phrases: Phrases) -> Iterator[Hedge]:
    """Yield every hedge phrase, the longest at each place; `phrases` are known by their first words.

    A possibility verb counts only as an auxiliary: "may" the month and "will" the noun do not.
    """
    i = 0
    while i < len(parse.tokens):
        found = next((f for f in phrases.get(parse.tokens[i].lower, ()) if stands_at(parse, i, *f)), None)
        if found is None:
            i += 1
            continue
        words, row = found
        last = i + len(words)
        yield Hedge(span_of(parse.tokens[i:last]), row.kind, row.scope, row.certainty, f"hedges:{row.key}")
        i = last


@dataclass(frozen=True)
class HedgeTables:
    """The hedges of a lexicon: phrases by their first words, and rows that only a construction makes a hedge of."""

    phrases: Phrases
    built: Sequence[HedgeRow]


@cache
def hedge_tables(lexicon: Lexicon) -> HedgeTables:
    """The hedges of a lexicon, indexed once."""
    rows = by_kind(lexicon.hedges)
    return HedgeTables(by_first_word(rows[True]), rows[False])


def by_first_word(rows: Iterable[HedgeRow]) -> Phrases:
    """The rows with their words, by the first of these, the longest phrase first."""
    found: dict[str, list[tuple[tuple[str, ...], HedgeRow]]] = {}
    for words, row in {words_of(row.phrase): row for row in rows}.items():
        found.setdefault(words[0], []).append((words, row))
    for phrases in found.values():
        phrases.sort(key=lambda phrase: -len(phrase[0]))
    return found


def stands_at(parse: Parse, i: int, words: tuple[str, ...], row: HedgeRow) -> bool:
    """Whether a phrase stands at token `i`, within one sentence, and a single word is a hedge there."""
    tokens = parse.tokens[i : i + len(words)]
    if tuple(t.lower for t in tokens) != words or parse.sentence(tokens[0]) is not parse.sentence(tokens[-1]):
        return False
    return len(words) > 1 or fits(parse, tokens[0], row.kind)


def fits(parse: Parse, token: Token, kind: str) -> bool:
    """Whether a word has the class that makes it a hedge: "May" and "around the town" are none."""
    if kind == "possibility":
        return token.pos not in ("PROPN", "NOUN")
    if kind == "approximation":
        following = parse.tokens[token.i + 1 : token.i + 3]
        return any(t.tag == "CD" or t.pos == "NUM" for t in following)
    return True
