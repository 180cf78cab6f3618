"""The second half of a range, which leaves out what the first half says: "January 25-29", "1915-17", "499-493 BC".

A year that stands after both halves belongs to both: "May 3rd-5th 2014" is "May 3rd" and "5th 2014".
"""

import re
from collections.abc import Sequence

from sitrep.model.spans import Span
from sitrep.read.times.tokens import DASHES, TimeToken

DAY_VALUE = re.compile(r"(.*\d-)\d\d")
# A date whose year was read from what follows the range, and the end of a text that says a day of a month.
DATED = re.compile(r"(\d{4}-\d\d-)\d\d")
ENDS_IN_DAY = re.compile(r".*\d(?:st|nd|rd|th)?", re.DOTALL)
# What may stand between the halves of a range of days, as patterns name it.
RANGE_WORDS = frozenset({"-", "to", "and", "or"})
BEFORE_CHRIST = re.compile(r"BC\d{4}")


def with_date(token: TimeToken, value: str) -> TimeToken:
    """The same stretch, read as a date."""
    return TimeToken(token.span, token.text, {**token.senses, "date": value})


def read_second(first: TimeToken, second: TimeToken) -> TimeToken | None:
    """The end of a range as the date that its beginning makes it, or None when it is none."""
    begun = first.senses.get("date", "")
    day = DAY_VALUE.fullmatch(begun)
    if day and "dom" in second.senses and ENDS_IN_DAY.fullmatch(first.text) and begun.startswith("day:"):
        return with_date(second, day[1] + second.senses["dom"])
    year = first.senses.get("year", "")
    if year and len(second.text) == len("17") and second.text.isdecimal() and second.text > year[2:]:
        return with_date(second, year[:2] + second.text)
    return None


def with_year(
    first: TimeToken, second: TimeToken, rest: Sequence[TimeToken], text: str
) -> tuple[TimeToken, int] | None:
    """The end of a range of days with the year that follows it, and how many tokens of `rest` that takes; else None."""
    dated = DATED.fullmatch(first.senses.get("date", ""))
    if dated is None or "dom" not in second.senses or first.text.endswith(dated[1][:4]):
        return None
    taken = 2 if rest and rest[0].text == "," else 1
    year = rest[taken - 1] if len(rest) >= taken else None
    if year is None or year.senses.get("year") != dated[1][:4]:
        return None
    span = Span(second.span.start, year.span.end)
    return TimeToken(span, span.quote(text), {"date": dated[1] + second.senses["dom"]}), taken


def read_first(first: TimeToken, second: TimeToken) -> TimeToken | None:
    """The beginning of a range before the common era as the year that its end makes it, or None."""
    number = first.senses.get("n", "")
    if "date" in first.senses or not number.isdecimal() or not BEFORE_CHRIST.fullmatch(second.senses.get("date", "")):
        return None
    return with_date(first, f"BC{int(number):04}")


def complete_ranges(tokens: Sequence[TimeToken], text: str) -> list[TimeToken]:
    """The tokens of a stretch of `text`, with the halves of ranges read as dates."""
    found = list(tokens)
    i = 1
    while i < len(found) - 1:
        if found[i].word in RANGE_WORDS:
            ended = with_year(found[i - 1], found[i + 1], found[i + 2 : i + 4], text)
            if ended is not None:
                found[i + 1 : i + 2 + ended[1]] = [ended[0]]
        if found[i].text in DASHES:
            found[i - 1] = read_first(found[i - 1], found[i + 1]) or found[i - 1]
            found[i + 1] = read_second(found[i - 1], found[i + 1]) or found[i + 1]
        i += 1
    return found
