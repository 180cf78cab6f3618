"""Where a paragraph can be cut into whole sentences without asking the model: where nobody would doubt it.

A cut in doubt is not made. What hangs together stays whole: a quotation of several sentences, and names with full stops
in them ("Lt. Col. Ann Day of St. Olm"). So a stretch may hold several sentences, but none is ever cut in two.
"""

import re
from collections.abc import Iterator

from sitrep.model.spans import Span

# A full stop, the marks that close around it, white space, and whatever a sentence may begin with.
END = re.compile(r"(?<![.!?])[.!?]++(?P<closing>[\"”’')\]]*+)\s++(?=[\"“‘'(\[]?[A-Z0-9])")
# The word before a full stop, no longer than a word is. One that is no abbreviation has two small letters at its end,
# or is a figure.
LAST_WORD = re.compile(r"(?<![^\W_])[^\W_]++\Z")
LONGEST = 40
WHOLE_WORD = re.compile(r"[^\W\d_]*[a-z]{2}|\d{2,}|[A-Z]{4,}")
ABBREVIATED = frozenset(
    {
        *("mr", "mrs", "ms", "dr", "prof", "rev", "hon", "fr", "sr", "jr", "st", "mt", "ft", "esq", "messrs"),
        *("gen", "col", "lt", "sgt", "capt", "maj", "cpl", "cmdr", "adm", "brig", "pvt", "supt", "insp", "det", "ofc"),
        *("gov", "sen", "rep", "pres", "sec", "amb", "atty", "asst", "dept", "dist", "div", "assn", "bros", "univ"),
        *("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec"),
        *("mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun"),
        *("ave", "blvd", "rd", "hwy", "apt", "bldg", "inc", "ltd", "corp", "co", "vs", "etc", "no", "nos", "fig", "al"),
        *("ala", "ariz", "ark", "calif", "colo", "conn", "del", "fla", "ga", "ill", "ind", "kan", "ky", "la", "mass"),
        *("mich", "minn", "miss", "mo", "mont", "neb", "nev", "okla", "ore", "penn", "tenn", "tex", "va", "vt", "wash"),
        *("wis", "wyo", "approx", "ed", "eds", "vol", "pp"),
    }
)
OPENING, CLOSING, STRAIGHT = "“", "”", '"'


def sentences(text: str, span: Span) -> Iterator[Span]:
    """Yield the stretches of a paragraph that begin and end with sentences; together they are the paragraph.

    >>> text = "Nine were hurt. Dr. Day said: “We ran. They fired.” It rained."
    >>> [text[s.start : s.end] for s in sentences(text, Span(0, len(text)))]
    ['Nine were hurt. ', 'Dr. Day said: “We ran. They fired.” ', 'It rained.']
    """
    start, counted = span.start, span.start
    straight, curly = 0, 0
    for found in END.finditer(text, span.start, span.end):
        straight += text.count(STRAIGHT, counted, found.end())
        curly += text.count(OPENING, counted, found.end()) - text.count(CLOSING, counted, found.end())
        counted = found.end()
        if straight % 2 == 0 and curly <= 0 and found.end() < span.end and is_end(text, start, found):
            yield Span(start, found.end())
            start, straight, curly = found.end(), 0, 0
    yield Span(start, span.end)


def is_end(text: str, start: int, found: re.Match[str]) -> bool:
    """Whether a full stop ends a sentence beyond doubt: the word before it is no abbreviation."""
    word = LAST_WORD.search(text[max(start, found.start() - LONGEST) : found.start()])
    if word is None:
        return bool(found["closing"])
    return word[0].lower() not in ABBREVIATED and WHOLE_WORD.fullmatch(word[0]) is not None
