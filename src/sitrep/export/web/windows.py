"""The words around a span, from all that the claims of its page quote: the page itself is not at hand."""

from collections.abc import Iterable, Mapping

from sitrep.export.shapes.withheld import MARK
from sitrep.model.fields import Record, number_at, records_at, text_at

# How much stands before and after the words of a quotation.
AROUND = 32

# What a profile puts at the edge for a word that the quotation cuts in two.
CUT = "…"

# A page as far as it is quoted: the character at each offset.
Known = Mapping[int, str]


def _windows(evidence: Record) -> Iterable[tuple[int, str]]:
    """Yield each stretch of a page that an evidence span has, with its offset; only what nothing is withheld from.

    Of the words around, those between the span and the nearest mark still stand where they stood.
    """
    start, end, text = number_at(evidence, "start"), number_at(evidence, "end"), text_at(evidence, "text")
    if start is None or end is None or text is None:
        return
    before, after = text_at(evidence, "prefix") or "", text_at(evidence, "suffix") or ""
    kept = MARK.split(before)[-1].removeprefix(CUT)
    yield int(start) - len(kept), kept
    yield int(end), MARK.split(after)[0].removesuffix(CUT)
    if not MARK.search(text) and len(text) == int(end - start):
        yield int(start), text


def known_of(claims: Iterable[Record]) -> Mapping[str, Known]:
    """What the claims quote of each page, by the id of its document."""
    found: dict[str, dict[int, str]] = {}
    for claim in claims:
        known = found.setdefault(text_at(claim, "document", "id") or "", {})
        evidence = claim.get("evidence")
        for span in (*([evidence] if isinstance(evidence, dict) else []), *records_at(claim, "passages")):
            for start, text in _windows(span):
                known.update(enumerate(text, start))
    return found


def before(known: Known, start: int) -> str:
    """Up to AROUND characters before an offset, as far as they are known without a gap.

    >>> before({0: "a", 2: "c", 3: "d"}, 4)
    'cd'
    """
    at = start
    while at - 1 in known and start - at < AROUND:
        at -= 1
    return "".join(known[offset] for offset in range(at, start))


def after(known: Known, end: int) -> str:
    """Up to AROUND characters from an offset on, as far as they are known without a gap."""
    at = end
    while at in known and at - end < AROUND:
        at += 1
    return "".join(known[offset] for offset in range(end, at))
