"""What people fill in, read as the kind of value that a claim keeps there; words are checked against the page."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import isfinite

from sitrep.model.errors import UsageError
from sitrep.model.identity import JSON

# A latitude or longitude lies within so many degrees.
DEGREES: Mapping[str, float] = {"lat": 90.0, "lon": 180.0}
# No page has so many characters that an offset in it needs more digits.
MOST_DIGITS = 12
DAY = len("2015-12-24")


class InputError(UsageError):
    """An input that cannot be read; `name` is its name in the form."""

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(problem)
        self.name = name


@dataclass(frozen=True, slots=True)
class Where:
    """The page's text, and the part of it before the reviewer: code points from `start` to `end`."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sent:
    """What came in for one input: its name and kind, what was filled in, and which words it could choose from.

    `at` are the offsets of chosen words, as `12-19`; empty where the words were typed.
    """

    name: str
    kind: str
    choices: Sequence[str]
    raw: str
    at: str


def read_input(sent: Sent, held: JSON, where: Where) -> JSON:
    """The value of an input, null for an empty one; `held` is what is there now. Raises InputError."""
    name, kind, raw, choices = sent.name, sent.kind, sent.raw.strip(), sent.choices
    if kind == "span":
        return _span(name, raw, sent.at, held, where)
    if not raw:
        return None
    if kind == "number":
        return _number(name, raw, held)
    if kind == "day":
        return _day(name, raw, held)
    if kind == "flag":
        return raw == "true"
    if kind == "choice" and raw not in choices and raw != held:
        raise InputError(name, f"“{raw}” is none of {', '.join(choices)}")
    return raw


def _number(name: str, raw: str, held: JSON) -> JSON:
    try:
        value = float(raw.replace(" ", "").replace("\u202f", ""))
    except ValueError:
        raise InputError(name, f"“{raw}” is no number; write digits with a point, such as 12 or 0.5") from None
    limit = DEGREES.get(name.rpartition(".")[2], float("inf"))
    if not isfinite(value) or abs(value) > limit:
        raise InputError(name, f"{raw} is out of range; give -{limit:g} to {limit:g}")
    if limit == float("inf") and value < 0:
        raise InputError(name, f"{raw} is below nothing; counts begin at 0")
    if isinstance(held, int | float) and held == value:
        return held
    return int(value) if value.is_integer() else value


def _day(name: str, raw: str, held: JSON) -> JSON:
    # A form shows the day of a time of day alone; unchanged, the hour stays.
    if isinstance(held, str) and held[:DAY] == raw:
        return held
    try:
        return date.fromisoformat(raw[:DAY]).isoformat() if len(raw) == DAY else _refused_day(name, raw)
    except ValueError:
        return _refused_day(name, raw)


def _refused_day(name: str, raw: str) -> JSON:
    raise InputError(name, f"“{raw}” is no day; write it as 2015-12-24")


def _span(name: str, words: str, at: str, held: JSON, where: Where) -> JSON:
    """The words of a page with their offsets; the page's own characters, never those of the form."""
    if not words:
        return None
    if isinstance(held, dict) and not at and _plain(str(held.get("text"))) == _plain(words):
        return held
    start, end = _offsets(name, at, where) if at else _nearest(name, words, where)
    text = where.text[start:end]
    if _plain(text) != _plain(words):
        raise InputError(name, f"at {start} to {end} the page says “{text}”, not “{words}”; choose the words again")
    return {"start": start, "end": end, "text": text}


def _offsets(name: str, at: str, where: Where) -> tuple[int, int]:
    first, _, last = at.partition("-")
    long = max(len(first), len(last)) > MOST_DIGITS
    if long or not (first.isdecimal() and last.isdecimal()) or not int(first) < int(last) <= len(where.text):
        raise InputError(name, f"{at} are no offsets of this page; choose the words again")
    return int(first), int(last)


def _nearest(name: str, words: str, where: Where) -> tuple[int, int]:
    """Where the page has some words: within what is before the reviewer, else as near to it as may be."""
    found = list(_occurrences(where.text, words))
    if not found:
        raise InputError(name, f"the page does not say “{words}”; copy the words exactly as they stand in the text")
    start = min(found, key=lambda place: (max(where.start - place, place - where.end, 0), place))
    return start, start + len(words)


def _occurrences(text: str, words: str) -> Iterator[int]:
    place = text.find(words)
    while place >= 0:
        yield place
        place = text.find(words, place + 1)


def _plain(text: str) -> str:
    """Text with each run of white space as one space: forms send line ends otherwise than pages have them."""
    return " ".join(text.split())
