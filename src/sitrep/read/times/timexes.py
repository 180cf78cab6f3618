"""Time expressions of a text, with TIMEX3 spans and values before they are anchored.

The notation of the values is described in `sitrep.read.times.values`, the grammar in `sitrep.read.times.rules`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from sitrep.lexicon.tables import Lexicon
from sitrep.model.annotations import Timex, TimexType
from sitrep.model.documents import READABLE, BlockKind
from sitrep.model.parses import Parse, Token
from sitrep.model.spans import Span
from sitrep.read.grammar.streets import is_house_number
from sitrep.read.stages import Layers
from sitrep.read.times.patterns import apply_level
from sitrep.read.times.ranges import complete_ranges
from sitrep.read.times.rules import LEVELS
from sitrep.read.times.tokens import TimeToken, index_rows, time_tokens
from sitrep.read.times.values import parse_value

# Penn tags of what stands before a year, a season, a month or units that are read by themselves.
PREPOSITIONS = frozenset({"IN", "TO"})
# Prepositions before a day that is not over yet, unless the verb is past.
AWAITING = frozenset({"by", "until", "till", "before"})
JOINING = PREPOSITIONS | {"CC", "HYPH", ":", "-LRB-", "SYM"}
BEFORE_YEAR = JOINING | {"DT", ",", "", "NFP", "JJ", "RB", "PRP$", "POS"}
CURRENCY = frozenset({"$", "#"})
# Dependencies of an expression that modifies a noun: the tense of the clause says nothing of it.
ATTRIBUTIVE = frozenset({"compound", "nmod", "poss", "amod"})
PRESENT = frozenset({"VBP", "VBZ"})
# Blocks whose times are read: what is read for claims, and the line that says when it was written.
DATED = READABLE | {BlockKind.DATELINE}
FINITE = frozenset({"VB", "VBD", "VBP", "VBZ"})
FUTURE = frozenset({"will", "'ll", "wo", "shall", "must", "would", "'d"})
# From here on four digits are more often a year than a number.
MODERN = "1900"


@dataclass(frozen=True, slots=True)
class _Place:
    """A token of the finished cascade with its neighbours and its head word in the parse."""

    token: TimeToken
    before: str
    before_tag: str
    after: str
    after_tag: str
    head: Token | None
    numbers_house: bool = False


def is_year(place: _Place) -> bool:
    """Whether four digits are a year here, and not a number of something."""
    if place.numbers_house or place.before_tag in CURRENCY or place.after == "%":
        return False
    if place.after_tag == "NNS" and place.before_tag not in {"DT", "POS"} and place.before != "in":
        return False
    return place.before_tag in BEFORE_YEAR or place.token.text >= MODERN


def is_date(place: _Place) -> bool:
    """Whether what is written like a date is one here: "May" is a common word too, "her 30s" are an age."""
    if place.before_tag == "PRP$" and place.token.senses["date"].startswith("decade:"):
        return False
    return place.token.text not in {"May", "March"} or place.before_tag in JOINING


def is_hour(place: _Place) -> bool:
    """Whether four digits are a time of day here: "at 1514"."""
    return place.before == "at" and place.after_tag[:2] != "NN" and "decade" not in place.token.senses


def is_season(place: _Place) -> bool:
    """Whether "spring" or "fall" is a season here, and not the fall of something."""
    if place.after == "of":
        return False
    return place.before_tag in PREPOSITIONS and (place.head is None or place.head.pos in {"NOUN", "PROPN"})


def is_day_of_month(place: _Place) -> bool:
    """Whether "the 7th" is a day here, and not the seventh of something."""
    return place.before_tag in PREPOSITIONS and place.after_tag[:2] not in {"NN", "JJ"} and place.before != "of"


def is_future_or_past(place: _Place) -> bool:
    """Whether "the future" is a time here, and not the future of something."""
    return place.before_tag in PREPOSITIONS and place.after != "of"


def is_short_year(place: _Place) -> bool:
    """Whether "'89" is a year here."""
    return place.before_tag in BEFORE_YEAR


def is_span_of_units(place: _Place) -> bool:
    """Whether "weeks" by itself is a duration here: "for weeks"."""
    return place.before_tag in PREPOSITIONS and place.before != "of"


def always(_place: _Place) -> bool:
    """True: nothing else is written like this."""
    return True


# The senses that make a time expression, the first first: their type (None: by the value), and whether they do here.
SENSES: tuple[tuple[str, TimexType | None, Callable[[_Place], bool]], ...] = (
    ("set", TimexType.SET, always),
    ("duration", TimexType.DURATION, always),
    ("date", None, is_date),
    ("clock_alone", TimexType.TIME, is_hour),
    ("year", TimexType.DATE, is_year),
    ("date_of_month", TimexType.DATE, is_day_of_month),
    ("season_alone", TimexType.DATE, is_season),
    ("reference_noun", TimexType.DATE, is_future_or_past),
    ("date_short", TimexType.DATE, is_short_year),
    ("units_alone", TimexType.DURATION, is_span_of_units),
)


def kind_and_value(place: _Place) -> tuple[TimexType, str] | None:
    """The TIMEX3 type and value of a token, or None when it is no time expression here."""
    for sense, kind, is_meant in SENSES:
        value = place.token.senses.get(sense)
        if value is not None and is_meant(place):
            return kind or date_type(value), value
    return None


def date_type(value: str) -> TimexType:
    """TIME for what has a time of day, else DATE."""
    parsed = parse_value(value.partition(";")[0])
    timed = parsed.clock is not None or (parsed.head in {"shift", "anaphor"} and parsed.args[-1].startswith("T"))
    return TimexType.TIME if timed else TimexType.DATE


def leaning_of(parse: Parse, head: Token | None, before: str) -> str | None:
    """`past`, `present` or `future`, as the verb above a time expression and the word before it point, or None."""
    if head is None or head.dep in ATTRIBUTIVE:
        return None
    verbs = [t for t in (head, *parse.ancestors(head)) if t.pos in {"VERB", "AUX"}]
    if before in AWAITING and verbs and not is_past_form(parse, verbs):
        return "future"
    found = tense_of(parse, verbs)
    if found == "present" and (is_headline(parse, head) or verbs[0].lemma in {"be", "have"}):
        return None
    return found


def tense_of(parse: Parse, verbs: Sequence[Token]) -> str | None:
    """Where the first of some verbs points; an infinitive looks forward from a verb that is not past."""
    if not verbs:
        return None
    helpers = parse.children(verbs[0], "aux", "auxpass")
    words, tags = {t.lower for t in helpers}, {verbs[0].tag, *(t.tag for t in helpers)}
    if words & FUTURE:
        return "future"
    if "TO" in tags:
        return None if is_past_form(parse, verbs[1:]) else "future"
    if "VBD" in tags or (verbs[0].tag == "VBN" and "MD" not in tags):
        return "past"
    return "present" if tags & PRESENT and not helpers else None


def is_past_form(parse: Parse, verbs: Sequence[Token]) -> bool:
    """Whether the first of some verbs stands in the past; a participle alone ("set to meet") does not."""
    if not verbs:
        return False
    helpers = parse.children(verbs[0], "aux", "auxpass")
    return tense_of(parse, verbs) == "past" and (verbs[0].tag != "VBN" or any(t.tag == "VBD" for t in helpers))


def is_headline(parse: Parse, token: Token) -> bool:
    """Whether a word stands in a title, where the present tells what is past."""
    titles = (b.span for b in parse.document.blocks if b.kind is BlockKind.TITLE)
    return any(span.covers(token.span) for span in titles)


def head_of(parse: Parse, words: Mapping[int, Token], span: Span) -> Token | None:
    """The syntactic head of an expression; None where the parser cut the words otherwise."""
    first = words.get(span.start)
    if first is None:
        return None
    inside = [first]
    for token in parse.tokens[first.i + 1 :]:
        if token.span.end > span.end:
            break
        inside.append(token)
    return next((t for t in inside if t.head == t.i or not inside[0].i <= t.head <= inside[-1].i), None)


def places_of(parse: Parse, words: Mapping[int, Token], tokens: Sequence[TimeToken]) -> Iterator[_Place]:
    """Every token that has a sense of time, in its surroundings."""
    around = [None, *tokens, None]
    for i, token in enumerate(tokens):
        if token.senses:
            before, after = word_and_tag(words, around[i]), word_and_tag(words, around[i + 2])
            word = words.get(token.span.start)
            house = word is not None and is_house_number(parse, word)
            yield _Place(token, *before, *after, head_of(parse, words, token.span), house)


def word_and_tag(words: Mapping[int, Token], token: TimeToken | None) -> tuple[str, str]:
    """A token in lower case and the Penn tag of the word that it begins with.

    Nothing for no token, and no tag where the parser cut the words otherwise.
    """
    if token is None:
        return "", ""
    word = words.get(token.span.start)
    return token.text.lower(), word.tag if word else ""


def timex_of(parse: Parse, place: _Place, openers: Mapping[str, str]) -> Timex | None:
    """The time expression that a token is, with modifier and leaning; None when it is none."""
    found = kind_and_value(place)
    if found is None:
        return None
    kind, marked = found
    value, *inner = marked.split(";")
    mods = [m for m in (openers.get(place.before), *inner) if m]
    return Timex(place.token.span, kind, value, leaning_of(parse, place.head, place.before), " ".join(mods) or None)


def without_verbs(tokens: Iterable[TimeToken], words: Mapping[int, Token]) -> Iterator[TimeToken]:
    """The tokens, with no sense of time in what is a verb here: "supplies last two weeks", "shells fall"."""
    for token in tokens:
        word = words.get(token.span.start) if token.senses else None
        if word is not None and word.tag in FINITE and token.text.islower():
            yield TimeToken(token.span, token.text, {})
        else:
            yield token


def cascade(text: str, tokens: Sequence[TimeToken]) -> Sequence[TimeToken]:
    """The tokens of a stretch of text after every level of the grammar."""
    for level in LEVELS:
        tokens = apply_level(level, text, tokens)
    return complete_ranges(tokens, text)


@cache
def time_words(lexicon: Lexicon) -> Mapping[str, Mapping[str, str]]:
    """The senses of time of each word of a lexicon, indexed once."""
    return index_rows(lexicon.times)


@cache
def opening_words(lexicon: Lexicon) -> Mapping[str, str]:
    """The words of a lexicon that open a time expression, with the modifier that they give."""
    return {row.word: row.value for row in lexicon.times if row.role == "open"}


def read_timexes(parse: Parse, _layers: Layers, lexicon: Lexicon) -> Iterator[Timex]:
    """Yield every date, time, duration and set of the readable blocks and the datelines, in order."""
    index, openers = time_words(lexicon), opening_words(lexicon)
    words = {token.span.start: token for token in parse.tokens}
    for block in parse.document.blocks:
        if block.kind not in DATED:
            continue
        pieces = list(without_verbs(time_tokens(parse.document.text, block.span, index), words))
        if not any(piece.senses for piece in pieces):
            continue
        tokens = cascade(parse.document.text, pieces)
        for place in places_of(parse, words, tokens):
            timex = timex_of(parse, place, openers)
            if timex is not None:
                yield timex
