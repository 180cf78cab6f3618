"""Numbers as they are written: digits, number words, ranges, each with the tokens that spell it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from sitrep.lexicon.tables import NumberRow
from sitrep.model.parses import Token
from sitrep.model.values import quick

# What has more groups than thousands of billions is no number that anybody counts to.
DIGITS = re.compile(r"\d{1,3}(?:,\d{3}){1,5}(?:\.\d+)?|\d{1,7}(?:\.\d+)?")
JOINED = re.compile(r"([\d,.]*\d)[-\u2010-\u2015]([\d,.]*\d)")
DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2015")
RANGE_WORDS = frozenset({"to", "or"}) | DASHES
ARTICLES = frozenset({"a", "an"})
BETWEEN, FROM = frozenset({"between"}), frozenset({"from"})
# What a number may begin with that is neither a number word nor a figure.
OPENING = ARTICLES | BETWEEN
THOUSAND = 1000


@dataclass(frozen=True, slots=True)
class Number:
    """Tokens `first` up to and not including `last` that spell a number, or a range of two.

    `scale` is what the last word of scale in it multiplies by (hundred, dozen, million), 1 for none.
    """

    first: int
    last: int
    low: float
    high: float
    scale: float = 1


Words = Mapping[str, NumberRow]


@cache
def number_words(rows: tuple[NumberRow, ...]) -> dict[str, NumberRow]:
    """The rows of the number table by their word."""
    return {row.word: row for row in rows}


def read_numbers(tokens: tuple[Token, ...], words: Words) -> Iterator[Number]:
    """Yield the numbers of a sentence in order, the longest reading at each place.

    Of "from 20 to 47" only the second is given: the first is what no longer holds.
    """
    i = 0
    while i < len(tokens):
        found = read_number(tokens, i, words) if may_begin(tokens[i], words) else None
        if found is None:
            i += 1
            continue
        if not _is_left_behind(tokens, found, words):
            yield found
        i = found.last


def may_begin(token: Token, words: Words) -> bool:
    """Whether a number can begin with a token at all: nearly none can, so the rest is not tried on them."""
    return token.lower in words or token.lower in OPENING or token.text[0].isdecimal() or token.text[0] in ".,"


def read_number(tokens: tuple[Token, ...], i: int, words: Words) -> Number | None:
    """The range or number that begins at token `i`, or None."""
    single = cardinal(tokens, i, words)
    return _between(tokens, i, words) or _range(tokens, single, words) or _joined(tokens, i) or single


def cardinal(tokens: tuple[Token, ...], i: int, words: Words, *, closed: bool = False) -> Number | None:
    """The single number that begins at token `i`, or None; a `closed` one holds no "and" ("between ... and")."""
    value = _fraction(tokens, i, words) or _digits(tokens, i, words) or _spelled(tokens, i, words, closed=closed)
    return value and _and_a_half(tokens, value, words)


def role(tokens: tuple[Token, ...], i: int, words: Words) -> str | None:
    """The role of the number word at `i`, or None."""
    row = words.get(tokens[i].lower) if i < len(tokens) else None
    return row.role if row else None


def _is(tokens: tuple[Token, ...], i: int, among: frozenset[str]) -> bool:
    return 0 <= i < len(tokens) and tokens[i].lower in among


def _is_left_behind(tokens: tuple[Token, ...], number: Number, words: Words) -> bool:
    if not _is(tokens, number.first - 1, FROM) or not _is(tokens, number.last, frozenset({"to"})):
        return False
    return cardinal(tokens, number.last + 1, words) is not None


def _between(tokens: tuple[Token, ...], i: int, words: Words) -> Number | None:
    if not _is(tokens, i, BETWEEN):
        return None
    low = cardinal(tokens, i + 1, words, closed=True)
    if low is None or not _is(tokens, low.last, frozenset({"and"})):
        return None
    return _pair(i, low, cardinal(tokens, low.last + 1, words))


def _range(tokens: tuple[Token, ...], low: Number | None, words: Words) -> Number | None:
    if low is None or not _is(tokens, low.last, RANGE_WORDS) or _is(tokens, low.first - 1, FROM):
        return None
    return _pair(low.first, low, cardinal(tokens, low.last + 1, words))


def _joined(tokens: tuple[Token, ...], i: int) -> Number | None:
    parts = JOINED.fullmatch(tokens[i].text)
    if parts is None or not all(DIGITS.fullmatch(part) for part in parts.groups()):
        return None
    low, high = (float(part.replace(",", "")) for part in parts.groups())
    return Number(i, i + 1, low, high) if low < high else None


def _pair(first: int, low: Number, high: Number | None) -> Number | None:
    """Two numbers as a range; a plain one takes the scale of the other: "two to three hundred"."""
    if high is None:
        return None
    start = low.low
    shared = _shared_scale(high)
    if low.scale == 1 and start < high.high / shared:
        start *= shared
    return Number(first, high.last, start, high.high, high.scale) if start < high.high else None


def _shared_scale(number: Number) -> float:
    """The scale that a range's end lends to its beginning: "20 to 30,000" begins at 20,000."""
    in_thousands = number.scale == 1 and number.low >= THOUSAND and number.low % THOUSAND == 0
    return THOUSAND if in_thousands else number.scale


def _digits(tokens: tuple[Token, ...], i: int, words: Words) -> Number | None:
    if i >= len(tokens) or not DIGITS.fullmatch(tokens[i].text):
        return None
    value = float(tokens[i].text.replace(",", ""))
    return _scaled(tokens, Number(i, i + 1, value, value), words)


def _scaled(tokens: tuple[Token, ...], number: Number, words: Words) -> Number:
    """A number with the word of scale that follows it, if one does."""
    if role(tokens, number.last, words) not in ("scale", "hundred"):
        return number
    scale = words[tokens[number.last].lower].value
    return Number(number.first, number.last + 1, number.low * scale, number.high * scale, scale)


def _fraction(tokens: tuple[Token, ...], i: int, words: Words) -> Number | None:
    """A part of a word of scale: "half a million", "a quarter of a million"."""
    first = i
    if _is(tokens, i, ARTICLES):
        i += 1
    if role(tokens, i, words) != "fraction":
        return None
    part = words[tokens[i].lower].value
    i += 1
    if _is(tokens, i, frozenset({"of"})):
        i += 1
    if _is(tokens, i, ARTICLES):
        i += 1
    whole = _scaled(tokens, Number(first, i, part, part), words)
    return whole if whole.last > i else None


def _and_a_half(tokens: tuple[Token, ...], number: Number, words: Words) -> Number:
    """A number with the half after it, which counts before the scale does: "one and a half thousand"."""
    i = number.last
    if not (_is(tokens, i, frozenset({"and"})) and _is(tokens, i + 1, ARTICLES)):
        return number
    if role(tokens, i + 2, words) != "fraction":
        return number
    value = number.low + words[tokens[i + 2].lower].value
    return _scaled(tokens, Number(number.first, i + 3, value, value, number.scale), words)


@quick
@dataclass(frozen=True, slots=True)
class _Sum:
    """A number being spelled: what is settled, the group below the next scale, the last word's role."""

    total: float = 0
    group: float = 0
    last: str = ""
    scale: float = 1

    def taking(self, row: NumberRow) -> "_Sum | None":
        """This sum with one more number word, or None when the word cannot follow."""
        if row.role == "unit" and self.last != "unit":
            return _Sum(self.total, self.group + row.value, "unit", self.scale)
        if row.role == "ten" and self.last not in ("unit", "ten"):
            return _Sum(self.total, self.group + row.value, "ten", self.scale)
        if row.role == "hundred" and 0 < self.group < row.value:
            return _Sum(self.total, self.group * row.value, "hundred", row.value)
        if row.role == "scale" and self.group:
            return _Sum(self.total + self.group * row.value, 0, "scale", row.value)
        return None


def _spelled(tokens: tuple[Token, ...], first: int, words: Words, *, closed: bool) -> Number | None:
    """A number in words; "a" counts as one before a scale."""
    state, i = _Sum(), first
    if _is(tokens, i, ARTICLES) and role(tokens, i + 1, words) in ("scale", "hundred"):
        state, i = _Sum(group=1, last="unit"), i + 1
    end = first
    while i < len(tokens):
        row = words.get(tokens[i].lower)
        taken = state.taking(row) if row else None
        if taken is not None:
            state, i, end = taken, i + 1, i + 1
        elif end == i and _joins(tokens, i, state, closed=closed):
            i += 1
        else:
            break
    value = state.total + state.group
    return Number(first, end, value, value, state.scale) if end > first else None


def _joins(tokens: tuple[Token, ...], i: int, state: _Sum, *, closed: bool) -> bool:
    """Whether the token at `i` may stand between two words of one number: "twenty-two", "hundred and two"."""
    if state.last == "ten":
        return tokens[i].text in DASHES
    return not closed and state.last in ("hundred", "scale") and tokens[i].lower == "and"
