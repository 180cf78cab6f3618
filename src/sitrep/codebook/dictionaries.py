"""The lines of a dictionary in PETRARCH's format, and what they all share: comments, codes in brackets, dates.

The format is that of the public documentation of TABARI and PETRARCH: verbs with their patterns, actors with codes for
days, agents with codes for callings. A line that has no counterpart in a code book is a refusal, never a guess.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from sitrep.model.documents import Refusal

MAX_LINE = 2_000
BLANK = str.maketrans({"\t": " ", "\u00a0": " ", "\ufeff": None})
BRACKETS = re.compile(r"\[([^\[\]]*)\]")
CODE = re.compile(r"[A-Za-z0-9]{1,24}")
DAY = re.compile(r"(?:\d{6}|\d{8})")
CENTURY = 30
NO_EVENT = "---"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a dictionary without its comment: `number` from 1, `indented` where it continues the one before."""

    file: str
    number: int
    text: str
    indented: bool

    def refused(self, reason: str, remedy: str) -> Refusal:
        """The refusal of this line, by file and line."""
        return Refusal(f"{self.file}:{self.number}", reason, remedy)


def lines_of(file: str, data: bytes) -> Iterator[Line | Refusal]:
    """Yield the lines of a dictionary that say something; a line that is no text is a refusal."""
    for number, raw in enumerate(data.splitlines(), 1):
        bare = Line(file, number, "", indented=False)
        if len(raw) > MAX_LINE:
            yield bare.refused(f"the line has {len(raw)} bytes, a row at most {MAX_LINE}", "split it into rows")
            continue
        try:
            text = raw.decode("utf-8").translate(BLANK)
        except UnicodeDecodeError:
            yield bare.refused("the line is not UTF-8", "save the file as UTF-8")
            continue
        said = re.split(r"[;#]", text, maxsplit=1)[0].rstrip()
        if not said.isprintable():
            yield bare.refused("the line has a control character", "take it out")
        elif said and not said.startswith("<"):
            yield Line(file, number, said.strip(), said[0] == " ")


def sort_of(lines: list[Line]) -> str | None:
    """What a dictionary holds: `verbs`, `agents` or `actors`; None where no line has a code in brackets."""
    if any(line.text.startswith("---") for line in lines):
        return "verbs"
    codes = [code for line in lines for code in BRACKETS.findall(line.text)]
    if any("~" in code for code in codes):
        return "agents"
    return "actors" if codes else None


def name_of(text: str) -> str:
    """A name as it is written in texts: `PORT_GUARD_` is "PORT GUARD".

    >>> name_of("PORT_GUARD_")
    'PORT GUARD'
    """
    return " ".join(text.replace("_", " ").split())


def day_of(text: str) -> str | None:
    """A day of the dictionary, `YYMMDD` or `YYYYMMDD`, as an ISO date; None where it is none.

    >>> day_of("960131"), day_of("20110420"), day_of("961399")
    ('1996-01-31', '2011-04-20', None)
    """
    if not DAY.fullmatch(text):
        return None
    if len(text) == len("YYMMDD"):
        text = f"{'20' if int(text[:2]) <= CENTURY else '19'}{text}"
    try:
        return dt.date(int(text[:4]), int(text[4:6]), int(text[6:])).isoformat()
    except ValueError:
        return None


def day_before(day: str) -> str:
    """The ISO date of the day before one; the first day there is stays.

    >>> day_before("2014-01-01")
    '2013-12-31'
    """
    return dt.date.fromordinal(max(1, dt.date.fromisoformat(day).toordinal() - 1)).isoformat()
