"""The second half of a range, which leaves out what the first half says: "January 25-29", "1915-17", "499-493 BC"."""

import re
from collections.abc import Sequence

from sitrep.read.time_tokens import DASHES, TimeToken

DAY_VALUE = re.compile(r"(.*\d-)\d\d")
BEFORE_CHRIST = re.compile(r"BC\d{4}")


def with_date(token: TimeToken, value: str) -> TimeToken:
    """The same stretch, read as a date."""
    return TimeToken(token.span, token.text, {**token.senses, "date": value})


def read_second(first: TimeToken, second: TimeToken) -> TimeToken | None:
    """The end of a range as the date that its beginning makes it, or None when it is none."""
    begun = first.senses.get("date", "")
    day = DAY_VALUE.fullmatch(begun)
    if day and "dom" in second.senses and first.text[-1:].isdecimal() and begun.startswith("day:"):
        return with_date(second, day[1] + second.senses["dom"])
    year = first.senses.get("year", "")
    if year and len(second.text) == len("17") and second.text.isdecimal() and second.text > year[2:]:
        return with_date(second, year[:2] + second.text)
    return None


def read_first(first: TimeToken, second: TimeToken) -> TimeToken | None:
    """The beginning of a range before the common era as the year that its end makes it, or None."""
    number = first.senses.get("n", "")
    if "date" in first.senses or not number.isdecimal() or not BEFORE_CHRIST.fullmatch(second.senses.get("date", "")):
        return None
    return with_date(first, f"BC{int(number):04}")


def complete_ranges(tokens: Sequence[TimeToken]) -> list[TimeToken]:
    """The tokens, with the halves of ranges read as dates."""
    found = list(tokens)
    for i in range(1, len(found) - 1):
        if found[i].text not in DASHES:
            continue
        found[i - 1] = read_first(found[i - 1], found[i + 1]) or found[i - 1]
        found[i + 1] = read_second(found[i - 1], found[i + 1]) or found[i + 1]
    return found
