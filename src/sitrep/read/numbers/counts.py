"""Which number phrases count something, and what: the counted noun and its place in the clause."""

from dataclasses import dataclass

from sitrep.model.annotations import Timex
from sitrep.model.parses import Parse, Token, span_of
from sitrep.model.spans import Span
from sitrep.read.grammar.phrases import is_nominal
from sitrep.read.numbers.bounds import NumberPhrase
from sitrep.read.numbers.measure_words import MeasureTables, row_for

MODIFIER = ("nummod", "amod", "det", "quantmod", "compound", "nmod", "advmod", "predet", "poss")
AGE_WORDS = frozenset({"aged", "age", "ages", "both"})
# Telephone numbers that everybody knows: "called 911".
EMERGENCY = frozenset({"911", "999", "112"})
NUMBERING = frozenset({"#", "no.", "nr.", "nr", "№", "number"})
LONGEST_AGE = 110
FIRST_YEAR, LAST_YEAR = 1900, 2100
FARTHEST_NOUN = 6
WITHIN_NOUN_PHRASE = ("JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS")


@dataclass(frozen=True, slots=True)
class Count:
    """A number phrase with what it counts.

    `noun` is the counted noun, None for "killing 14". `head` stands for those counted in the clause:
    the noun, or the number word of "dozens of people". Indices are into the parse's tokens.
    """

    phrase: NumberPhrase
    noun: Token | None
    head: Token


def count_of(parse: Parse, phrase: NumberPhrase) -> Count:
    """What a number phrase counts, by the parse, else by the words that follow."""
    head = _outer_head(parse, phrase)
    of = _of_after(parse, phrase)
    if of is not None:
        return Count(phrase, _counted_of(parse, of), head)
    governor = parse.head(head)
    near = phrase.last <= governor.i <= phrase.last + FARTHEST_NOUN
    if head.dep in MODIFIER and near and (is_nominal(governor) or governor.pos in ("ADJ", "VERB")):
        unbroken = not any(t.pos in ("PUNCT", "AUX", "CCONJ") for t in _between(parse, phrase.last, governor.i))
        unbroken = unbroken and not _blank_line(parse, phrase.last - 1, governor.i)
        if unbroken and (governor.pos != "VERB" or governor.i == phrase.last):
            return Count(phrase, governor, governor)
    return _by_order(parse, phrase, head)


def _between(parse: Parse, first: int, last: int) -> list[Token]:
    return [t for t in parse.tokens[first:last] if t.text not in "-\u2013'\"\u201c\u201d\u2019/"]


def _blank_line(parse: Parse, first: int, last: int) -> bool:
    """Whether an empty line lies between two tokens: no phrase crosses it."""
    gap = parse.document.text[parse.tokens[first].span.end : parse.tokens[last].span.start]
    return "\n\n" in gap.replace(" ", "").replace("\r", "")


def _outer_head(parse: Parse, phrase: NumberPhrase) -> Token:
    """The token of the phrase whose governor lies outside it."""
    inside = parse.tokens[phrase.number : phrase.last]
    outer = (t for t in inside if t.head == t.i or not phrase.first <= t.head < phrase.last)
    return next((t for t in outer if t.dep != "prep"), inside[0])


def _next(parse: Parse, phrase: NumberPhrase) -> Token | None:
    """The token after a phrase in its sentence."""
    last = parse.sentence(parse.tokens[phrase.number]).last
    return parse.tokens[phrase.last] if phrase.last < last else None


def _of_after(parse: Parse, phrase: NumberPhrase) -> Token | None:
    final, after = parse.tokens[phrase.last - 1], _next(parse, phrase)
    if final.lower == "of":
        return final
    return after if after is not None and after.lower == "of" else None


def _counted_of(parse: Parse, of: Token) -> Token | None:
    """The noun after "dozens of"; for "six of them children" the children."""
    thing = parse.child(of, "pobj", "pcomp")
    sentence = parse.sentence(of)
    if thing is None:
        following = parse.tokens[of.i + 1 : min(of.i + 4, sentence.last)]
        thing = next((t for t in following if is_nominal(t)), None)
    if thing is None or thing.pos != "PRON":
        return thing
    after = parse.tokens[thing.i + 1 : min(thing.i + 3, sentence.last)]
    named = [t for t in after if t.pos == "NOUN"]
    only = all(t.lemma == "be" for t in after[: after.index(named[0])]) if named else False
    return named[0] if only else None


def _by_order(parse: Parse, phrase: NumberPhrase, head: Token) -> Count:
    """The noun that ends the run of adjectives and nouns right after the number, where the parse names none."""
    noun, last = None, parse.sentence(head).last
    for token in parse.tokens[phrase.last : min(phrase.last + FARTHEST_NOUN, last)]:
        if token.tag not in WITHIN_NOUN_PHRASE or _blank_line(parse, phrase.last - 1, token.i):
            break
        noun = token if is_nominal(token) else noun
    return Count(phrase, noun, head if noun is None or noun.dep in MODIFIER else noun)


def is_count(parse: Parse, count: Count, tables: MeasureTables, times: tuple[Timex, ...]) -> bool:
    """Whether a number counts things: no date, clock time, age, sum of money, percentage, name, measure of length."""
    return not any(rule(parse, count, tables) for rule in NOT_COUNTS) and not _in_time(parse, count, times)


def _in_time(parse: Parse, count: Count, times: tuple[Timex, ...]) -> bool:
    span = span_of(parse.tokens[count.phrase.number : count.phrase.last])
    return any(span.overlaps(time.span) for time in times)


def _is_unit(parse: Parse, count: Count, tables: MeasureTables) -> bool:
    after = _next(parse, count.phrase)
    return any(t is not None and row_for(tables, "unit", t) is not None for t in (after, count.noun))


def _is_compound(parse: Parse, count: Count, _tables: MeasureTables) -> bool:
    """Whether a number is joined to letters by a hyphen: "12-year-old", "46-strong"."""
    after = _next(parse, count.phrase)
    if after is not None and after.text in ("-", "\u2011") and after.i + 1 < len(parse.tokens):
        return parse.tokens[after.i + 1].text.isalpha()
    before = parse.tokens[count.phrase.number - 1] if count.phrase.number else None
    return before is not None and before.tag == "HYPH"


def _is_labelled(parse: Parse, count: Count, tables: MeasureTables) -> bool:
    """A sum of money, an age or a serial number, by the word before; "Resolution 2254", "page 12" by the parse."""
    number = parse.tokens[count.phrase.number]
    before = parse.tokens[number.i - 1] if number.i else None
    if before is not None and (before.tag == "$" or before.lower in AGE_WORDS | NUMBERING):
        return True
    if number.text in EMERGENCY and (count.noun is None or count.noun.tag != "NNS"):
        return True
    if _listed_after(parse, number) in AGE_WORDS:
        return True
    if before is not None and before.pos == "PROPN" and number.head == before.i and count.noun is None:
        return True
    governor = parse.head(count.head)
    row = row_for(tables, "adjective", governor)
    return count.noun is None and count.head.dep == "nummod" and governor.i < number.i and row is None


def _listed_after(parse: Parse, number: Token) -> str:
    """The word before a list of numbers that a number stands in: "ages 14, 15 and 19"."""
    i = number.i - 1
    while i > 0 and (parse.tokens[i].tag == "CD" or parse.tokens[i].lower in (",", "and", "to")):
        i -= 1
    return parse.tokens[i].lower if 0 <= i < number.i - 1 else ""


def _in_aside(parse: Parse, number: Token) -> bool:
    """Whether a number stands in a list of numbers between commas: the ages of "two men, 21 and 26, were"."""
    first, last, end = number.i, number.i, parse.sentence(number).last
    while first > 0 and (parse.tokens[first - 1].lower == "and" or parse.tokens[first - 1].tag == "CD"):
        first -= 1
    while last + 1 < end and (parse.tokens[last + 1].lower == "and" or parse.tokens[last + 1].tag == "CD"):
        last += 1
    after = parse.tokens[last + 1] if last + 1 < end else None
    closed = after is None or after.pos == "PUNCT" or (last > first and after.pos == "AUX")
    return (
        last > first > 0 and closed and parse.tokens[first].tag == "CD" and parse.tokens[first - 1].text in (",", "(")
    )


def _is_also(parse: Parse, word: Token) -> bool:
    """Whether a word is the "also" of "another guest, also 22, was hurt"."""
    return word.lower == "also" and word.i > 0 and parse.tokens[word.i - 1].text == ","


def _is_age(parse: Parse, count: Count, _tables: MeasureTables) -> bool:
    """Whether a small number stands alone between commas or brackets: "Ahmed, 12, was"."""
    number, after = parse.tokens[count.phrase.number], _next(parse, count.phrase)
    before = parse.tokens[number.i - 1] if number.i else None
    if count.noun is not None or before is None or count.phrase.first != number.i:
        return False
    alone = (before.text in (",", "(") or _is_also(parse, before)) and (after is None or after.pos == "PUNCT")
    named = number.i > 1 and before.text == "," and parse.tokens[number.i - 2].pos == "PROPN"
    # "Ahmed, 12 and", "Ahmed, 12 was": more than one person would have "were".
    goes_on = after is not None and (after.pos == "CCONJ" or after.lower in ("was", "is", "has"))
    alone = alone or _in_aside(parse, number) or (named and goes_on)
    return alone and count.phrase.best is not None and count.phrase.best <= LONGEST_AGE


def _is_decade(parse: Parse, count: Count, _tables: MeasureTables) -> bool:
    """Whether a number in digits has a plural ending: "in their early 20's"."""
    after = _next(parse, count.phrase)
    plural = after is not None and after.lower in ("'s", "\u2019s", "s")
    return plural and after is not None and parse.tokens[after.i - 1].text.isdigit()


def _is_year(parse: Parse, count: Count, _tables: MeasureTables) -> bool:
    """A year, or a clock time or a telephone number that begins with 0."""
    text = parse.tokens[count.phrase.number].text
    if text.startswith("0") and text.isdigit() and len(text) > 1:
        return True
    like_year = text.isdecimal() and len(text) == len(str(FIRST_YEAR)) and FIRST_YEAR <= int(text) < LAST_YEAR
    return like_year and (count.noun is None or count.noun.tag != "NNS")


def _is_name(_parse: Parse, count: Count, _tables: MeasureTables) -> bool:
    """A number before a singular proper name is a part of it."""
    return count.noun is not None and count.noun.tag == "NNP" and count.phrase.best != 1


def _is_idle_multiple(_parse: Parse, count: Count, tables: MeasureTables) -> bool:
    """Whether "double" or "triple" stands before anything but a deed: "a double murder" has two dead."""
    return count.phrase.multiple and (count.noun is None or row_for(tables, "deed", count.noun) is None)


NOT_COUNTS = (_is_idle_multiple, _is_decade, _is_unit, _is_compound, _is_labelled, _is_age, _is_year, _is_name)


def count_span(parse: Parse, count: Count) -> Span:
    """The number phrase with its bound words and the counted noun that follows it."""
    tokens = list(parse.tokens[count.phrase.first : count.phrase.last])
    if count.noun is not None and 0 <= count.noun.i - count.phrase.last <= FARTHEST_NOUN:
        tokens.append(count.noun)
    elif len(tokens) > 1 and tokens[-1].lower == "of":
        tokens.pop()
    return span_of(tokens)
