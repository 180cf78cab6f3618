"""Notes of verification: to which claims "could not be independently verified" belongs."""

from collections.abc import Sequence
from dataclasses import replace

from sitrep.model.annotations import Hedge
from sitrep.model.claims import Claim, weakest
from sitrep.model.parses import Parse
from sitrep.model.spans import Span


def verified(parse: Parse, hedges: Sequence[Hedge], claims: Sequence[Claim]) -> list[Claim]:
    """Claims with the verification notes that speak of them.

    A note belongs to the claims of its own sentence; where there are none, to those of the sentence before, and at the
    head of a paragraph ("None of this could be verified.") to those of the sentence after.
    """
    noted = list(claims)
    for hedge in hedges:
        if hedge.kind != "verification" or any(hedge in c.hedges for c in noted):
            continue
        for n in spoken_of(parse, hedge, noted):
            noted[n] = with_note(noted[n], hedge)
    return noted


def spoken_of(parse: Parse, hedge: Hedge, claims: Sequence[Claim]) -> list[int]:
    """The numbers of the claims that a note speaks of."""
    spans = [parse.sentence_span(s) for s in parse.sentences]
    here = next((n for n, s in enumerate(spans) if s.covers(hedge.span)), None)
    if here is None:
        return []
    near = [n for n in (here, here - 1, here + 1) if 0 <= n < len(spans)]
    return next((told for n in near if (told := told_in(spans[n], claims))), [])


def told_in(sentence: Span, claims: Sequence[Claim]) -> list[int]:
    """The numbers of the claims whose evidence lies in a sentence."""
    return [n for n, c in enumerate(claims) if sentence.overlaps(c.evidence)]


def with_note(claim: Claim, hedge: Hedge) -> Claim:
    """A claim with one more hedge, and no surer than it allows; a note on a number alone leaves the deed as sure."""
    allowed = claim.certainty if hedge.scope == "quantity" else hedge.certainty or "unverified"
    return replace(claim, hedges=(*claim.hedges, hedge), certainty=weakest(claim.certainty, allowed))
