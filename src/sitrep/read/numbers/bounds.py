"""What a number phrase bounds: comparators, vague words, and the convention that reads them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from sitrep.lexicon import Lexicon
from sitrep.lexicon.tables import ComparatorRow, NumberRow, VagueRow
from sitrep.model.parses import Token
from sitrep.model.values import quick
from sitrep.read.numbers.numerals import cardinal, number_words, read_numbers

NEUTRAL, ACLED, UCDP = "neutral", "acled", "ucdp"
LONGEST_PHRASE = 5


@quick
@dataclass(frozen=True, slots=True)
class NumberPhrase:
    """Tokens `first` up to and not including `last` that say how many, comparator included.

    `number` is where the number itself begins. None is "not stated". `multiple` is "double" or "triple", which
    counts only what a deed was done to.
    """

    first: int
    number: int
    last: int
    best: float | None
    low: float | None
    high: float | None
    comparator: str = "="
    vague: str | None = None
    convention: str | None = None
    multiple: bool = False


@dataclass(frozen=True)
class BoundTables:
    """The tables that number phrases are read with, by their words; `openers` are the first ones of vague phrases."""

    numbers: dict[str, NumberRow]
    openers: frozenset[str]
    vague: dict[tuple[str, ...], VagueRow]
    before: dict[tuple[str, ...], ComparatorRow]
    after: dict[tuple[str, ...], ComparatorRow]


@cache
def bound_tables(lexicon: Lexicon) -> BoundTables:
    """The three tables, indexed."""
    by_position = {
        position: {tuple(row.phrase.split()): row for row in lexicon.comparators if row.position == position}
        for position in ("before", "after")
    }
    vague = {tuple(row.word.split()): row for row in lexicon.vague}
    return BoundTables(
        number_words(lexicon.numbers),
        frozenset(words[0] for words in vague),
        vague,
        by_position["before"],
        by_position["after"],
    )


def read_phrases(tokens: tuple[Token, ...], tables: BoundTables, convention: str = NEUTRAL) -> list[NumberPhrase]:
    """The number phrases of a sentence, in order, vague words read by a convention's profile.

    Indices are into `tokens`.
    """
    vague = list(_vague_phrases(tokens, tables, convention))
    taken = {i for phrase in vague for i in range(phrase.first, phrase.last)}
    exact = [
        NumberPhrase(n.first, n.first, n.last, n.low if n.low == n.high else None, n.low, n.high)
        for n in read_numbers(tokens, tables.numbers)
        if n.first not in taken
    ]
    phrases = sorted([*vague, *exact, *_nothing(tokens, tables)], key=lambda p: p.first)
    compared = [_compared(tokens, phrase, tables) for phrase in phrases]
    # The "no" of "no fewer than seven" is a part of that phrase.
    return [p for p in compared if not any(q is not p and q.first <= p.first < p.last <= q.last for q in compared)]


def _nothing(tokens: tuple[Token, ...], tables: BoundTables) -> Iterator[NumberPhrase]:
    """Phrases of "none" and "no": nothing, which is a count and not an unknown; of "both", and of "double"."""
    for i, token in enumerate(tokens):
        row = tables.numbers.get(token.lower)
        if row is None or row.role not in ("none", "pair", "multiple"):
            continue
        name = i + 1 < len(tokens) and tokens[i + 1].tag in ("NNP", "NNPS")  # "both Orr and his guide"
        joins = (row.role == "none" and token.dep == "neg") or (row.role == "pair" and (token.tag == "CC" or name))
        if not joins:  # "did not", "both men and women"
            yield NumberPhrase(i, i, i + 1, row.value, row.value, row.value, multiple=row.role == "multiple")


def _matching(tokens: tuple[Token, ...], i: int, table: dict[tuple[str, ...], VagueRow]) -> VagueRow | None:
    """The row with the most words that stand at token `i`."""
    words = tuple(t.lower for t in tokens[i : i + LONGEST_PHRASE])
    return next((table[words[:n]] for n in range(len(words), 0, -1) if words[:n] in table), None)


def _vague_phrases(tokens: tuple[Token, ...], tables: BoundTables, convention: str) -> Iterator[NumberPhrase]:
    i = 0
    while i < len(tokens):
        row = _matching(tokens, i, tables.vague) if tokens[i].lower in tables.openers else None
        if row is None or tokens[i].pos in ("VERB", "PROPN"):
            i += 1
            continue
        last = i + len(row.word.split())
        phrase = read_vague(row, convention)
        # "several hundred", "a few dozen": so many times the word of scale.
        scale = tables.numbers.get(tokens[last].lower) if last < len(tokens) else None
        if scale is not None and scale.role in ("scale", "hundred"):
            phrase, last = _times(phrase, scale), last + 1
        yield replace(phrase, first=i, number=i, last=last)
        i = last


def read_vague(row: VagueRow, convention: str) -> NumberPhrase:
    """A vague word as a convention's profile reads it; a word it is silent on is read neutrally."""
    figure = {ACLED: row.acled, UCDP: row.ucdp}.get(convention)
    if figure is None:
        best = row.low if row.low == row.high else None
        comparator = ">=" if row.high is None else "~"
        return NumberPhrase(0, 0, 1, best, row.low, row.high, comparator, row.word, NEUTRAL)
    high = figure if convention == ACLED else row.high
    return NumberPhrase(0, 0, 1, figure, figure, high, "~", row.word, convention)


def _times(phrase: NumberPhrase, scale: NumberRow) -> NumberPhrase:
    best, low, high = (None if v is None else v * scale.value for v in (phrase.best, phrase.low, phrase.high))
    return replace(phrase, best=best, low=low, high=high, vague=f"{phrase.vague} {scale.word}")


def _compared(tokens: tuple[Token, ...], phrase: NumberPhrase, tables: BoundTables) -> NumberPhrase:
    """A phrase with the comparators that stand before it (the outermost counts) or right after it."""
    found, first = None, phrase.first
    while (row := _ending_at(tokens, first, tables.before)) is not None:
        found, first = row, first - len(row.phrase.split())
    last = phrase.last
    after = _beginning_at(tokens, last, tables.after)
    if after is not None and not _counts_on(tokens, last + len(after.phrase.split()), tables):
        found, last = found or after, last + len(after.phrase.split())
    if found is None:
        return phrase
    return replace(_bounded(phrase, found.comparator), first=first, last=last)


def _counts_on(tokens: tuple[Token, ...], i: int, tables: BoundTables) -> bool:
    """Whether a number begins at token `i`: in "12 dead, at least three of them" the phrase is not the first's."""
    return i < len(tokens) and cardinal(tokens, i, tables.numbers) is not None


def _ending_at(tokens: tuple[Token, ...], end: int, rows: dict[tuple[str, ...], ComparatorRow]) -> ComparatorRow | None:
    for length in range(min(LONGEST_PHRASE, end), 0, -1):
        row = rows.get(tuple(t.lower for t in tokens[end - length : end]))
        if row is not None:
            return row
    return None


def _beginning_at(
    tokens: tuple[Token, ...], i: int, rows: dict[tuple[str, ...], ComparatorRow]
) -> ComparatorRow | None:
    for length in range(min(LONGEST_PHRASE, len(tokens) - i), 0, -1):
        row = rows.get(tuple(t.lower for t in tokens[i : i + length]))
        if row is not None:
            return row
    return None


def _bounded(phrase: NumberPhrase, comparator: str) -> NumberPhrase:
    """The bounds that a comparator leaves of a number's own.

    ">=" and "<~" keep the figure itself, ">" and "<" exclude it, "<=" names only a ceiling.
    """
    low, high, best = phrase.low, phrase.high, phrase.best
    kept = {
        "=": (best, low, high),
        "~": (best, None, None) if low == high else (None, low, high),
        ">=": (best, low, None),
        ">": (None, low, None),
        ">~": (best, low, None),
        "<=": (None, None, high),
        "<": (None, None, high),
        "<~": (best, None, high),
    }
    best, low, high = kept[comparator]
    return replace(phrase, best=best, low=low, high=high, comparator=comparator)
