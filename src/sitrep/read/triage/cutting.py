"""Where a paragraph can be cut into whole sentences without asking the model: where nobody would doubt it.

A cut in doubt is not made. What hangs together stays whole: a quotation of several sentences, and names with full stops
in them ("Lt. Col. Ann Day of St. Olm"). So a stretch may hold several sentences, but none is ever cut in two.
"""

import re
from collections.abc import Iterator

from sitrep.model.spans import Span

# A full stop, the marks that close around it, white space, and whatever a sentence may begin with.
END = re.compile(r"[.!?]+[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])")
# The word before a full stop. One that is no abbreviation has two small letters at its end, or is a figure.
LAST_WORD = re.compile(r"([^\W_]+)[.!?]+[\"”’')\]]*\s+\Z")
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
    start = span.start
    for found in END.finditer(text, span.start, span.end):
        if found.end() < span.end and is_end(text[start : found.end()]):
            yield Span(start, found.end())
            start = found.end()
    if start < span.end:
        yield Span(start, span.end)


def is_end(stretch: str) -> bool:
    """Whether a stretch that ends in a full stop ends a sentence beyond doubt, with no quotation left open in it."""
    if stretch.count(STRAIGHT) % 2 or stretch.count(OPENING) > stretch.count(CLOSING):
        return False
    word = LAST_WORD.search(stretch)
    if word is None:
        return stretch.rstrip()[-1] in f"{CLOSING}{STRAIGHT})]"
    return word[1].lower() not in ABBREVIATED and WHOLE_WORD.fullmatch(word[1]) is not None
