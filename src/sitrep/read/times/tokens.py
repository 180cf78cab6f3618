"""The words of a text with their senses of time: what the date grammar reads.

Tokens are made here and not taken from the parser, because a date is written alike whatever the parser
makes of "3:07" or "mid-2014".
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from sitrep.lexicon.tables import TimeRow
from sitrep.model.spans import Span
from sitrep.model.values import quick

PIECE = re.compile(
    r"""
      (?P<word>[ap]\.\s?m\b\.?|[^\W\d_]+)
    | (?P<iso>\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?)?)(?![\d:])
    | (?P<slashed>\d{1,2}/\d{1,2}/\d{4}|\d{1,2}\.\d{1,2}\.(?:19|20)\d\d)(?!\d)
    | (?P<clock>(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?![\d:])|(?:0?\d|1[0-2])\.[0-5]\d(?=\s?[ap]\.?m\b))
    | (?P<decade>(?:1\d|20)?\d0s)\b
    | (?P<short>['\u2019`]\d\d)\b
    | (?P<ordinal>\d+(?:st|nd|rd|th))\b
    | (?P<number>\d{1,3}(?:,\d{3})+(?!\d)|\d+\.\d+|\d+)
    | (?P<other>\S)
    """,
    re.VERBOSE,
)

# Hyphen, en dash, em dash.
DASHES = frozenset("-\u2013\u2014")
# Marks that patterns take for one another: dashes, and the Arabic comma that translated pages keep.
MARKS = {**dict.fromkeys(DASHES, "-"), "\u060c": ","}
# Roles whose words are also written with an s; in the plural they have a sense of their own.
PLURAL = frozenset({"unit", "clock_unit", "weekday", "part", "weekend", "fortnight"})
# Roles that are names in English and so written with a capital.
NAMES = frozenset({"month", "month_short", "weekday", "weekdays"})

# Words that are kept as patterns name them: most words of a page are of the same few thousand.
REMEMBERED = 10_000

LAST_DAY, LAST_HOUR, MONTHS = 31, 24, 12
# The years in four digits that a page may speak of.
YEARS = range(1000, 2101)
# What is written with more digits and marks than this counts no time.
MOST_DIGITS = 12
# So many words beside one that may tell a time are kept: no pattern has more in a row without a sense.
BESIDE = 3
# The sense of a word that tells no time but with another: "a" of "a week".
MERE = frozenset({"article"})


@quick
@dataclass(frozen=True, slots=True)
class TimeToken:
    """A stretch of text and what it may mean: sense to value.

    `word` is how patterns name it, `encoded` the form that the patterns of `sitrep.read.times.patterns` match.
    """

    span: Span
    text: str
    senses: Mapping[str, str]
    word: str = field(init=False, repr=False, compare=False)
    encoded: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        word = word_of(self.text)
        senses = "".join(f"{sense}={value}/" for sense, value in self.senses.items())
        object.__setattr__(self, "word", word)
        object.__setattr__(self, "encoded", f"{word}/{senses} ")


@lru_cache(maxsize=REMEMBERED)
def word_of(text: str) -> str:
    """How patterns name a stretch of text.

    >>> word_of("p. m."), word_of("\u2013")
    ('p.m.', '-')
    """
    return MARKS.get(text) or "".join(text.lower().replace("/", "").split())


def plural_of(word: str) -> str:
    """The regular plural of an English noun.

    >>> plural_of("century"), plural_of("day")
    ('centuries', 'days')
    """
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"


def index_rows(rows: Iterable[TimeRow]) -> dict[str, dict[str, str]]:
    """The senses of each word of the table, and of its regular plural where it has one."""
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        found.setdefault(row.word, {})[row.role] = row.value
        if row.role in PLURAL:
            found.setdefault(plural_of(row.word), {})[row.role + "s"] = row.value
    return found


def number_senses(text: str) -> dict[str, str]:
    """What a number in digits may be: a count, a day of a month, an hour, a year.

    >>> number_senses("15")
    {'n': '15', 'dom': '15', 'hour': '15'}
    """
    if len(text) > MOST_DIGITS:
        return {}
    senses = {"n": text.replace(",", "")}
    if not text.isdecimal():
        return senses
    value = int(text)
    if len(text) <= len("31") and 0 < value <= LAST_DAY:
        senses["dom"] = f"{value:02}"
    if len(text) <= len("24") and value <= LAST_HOUR:
        senses["hour"] = f"{value:02}"
    if len(text) == len("2015"):
        if value in YEARS:
            senses["year"] = text
        if int(text[:2]) <= LAST_HOUR and int(text[2:]) < 60:  # noqa: PLR2004 - minutes of an hour
            senses["military"] = f"T{text[:2]}:{text[2:]}"
    return senses


def slashed_date(text: str) -> str:
    """The value of a date in figures; only its year where day and month cannot be told apart.

    >>> slashed_date("20/12/2015"), slashed_date("12/20/2015"), slashed_date("3/4/2015"), slashed_date("3.4.2015")
    ('2015-12-20', '2015-12-20', '2015', '2015-04-03')
    """
    first, second, year = (int(part) for part in re.split(r"[/.]", text))
    if "." in text or first > MONTHS or first == second:
        day, month = first, second
    elif second > MONTHS:
        day, month = second, first
    else:
        return f"{year}"
    return f"{year}-{month:02}-{day:02}" if month <= MONTHS and day <= LAST_DAY else f"{year}"


def ordinal_senses(text: str) -> dict[str, str]:
    """What "20th" may be: a day of a month, the number of a century or week."""
    if len(text) > MOST_DIGITS:
        return {}
    value = int(text[:-2])
    senses = {"nth": str(value)}
    if 0 < value <= LAST_DAY:
        senses["dom"] = senses["domth"] = f"{value:02}"
    return senses


def word_senses(text: str, index: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """The senses of a word in the table; names of days and months count only with a capital."""
    senses = index.get(text.lower().replace(" ", ""))
    if senses is None:
        return {}
    return {sense: value for sense, value in senses.items() if sense not in NAMES or not text[0].islower()}


def clock_value(text: str) -> str:
    """A clock time as TIMEX3 writes it.

    >>> clock_value("9:05")
    'T09:05'
    """
    hour, _, rest = text.replace(".", ":").partition(":")
    return f"T{int(hour):02}:{rest}"


# What a piece that is no word may mean, by how it is written.
FIGURES: Mapping[str, Callable[[str], dict[str, str]]] = {
    "number": number_senses,
    "ordinal": ordinal_senses,
    "iso": lambda text: {"date": text.replace("T", "@T", 1)},
    "slashed": lambda text: {"date": slashed_date(text)},
    "clock": lambda text: {"clock": clock_value(text)},
    "decade": lambda text: {"decade": text[:3] if len(text) > len("90s") else f"decade:{text[0]}"},
    "short": lambda text: {"short": f"yy:{text[1:]}"},
    "other": lambda _text: {},
}


def time_tokens(text: str, span: Span, index: Mapping[str, Mapping[str, str]]) -> Iterator[TimeToken]:
    """The tokens of a stretch of text that may tell a time, and those beside them."""
    pieces = [(piece, senses_of(piece, index)) for piece in PIECE.finditer(text, span.start, span.end)]
    telling = (n for n, (_, senses) in enumerate(pieces) if not senses.keys() <= MERE)
    near = {n for at in telling for n in range(at - BESIDE, at + BESIDE + 1)}
    for n, (piece, senses) in enumerate(pieces):
        if n in near:
            yield TimeToken(Span(piece.start(), piece.end()), piece.group(), senses)


def senses_of(piece: re.Match[str], index: Mapping[str, Mapping[str, str]]) -> Mapping[str, str]:
    """What a word, number or mark may mean."""
    kind = piece.lastgroup or "other"
    return word_senses(piece.group(), index) if kind == "word" else FIGURES[kind](piece.group())
