"""Claims: who is said to have done what, according to whom, on which words."""

from dataclasses import dataclass

from sitrep.model.annotations import Event, Hedge, Issue, Source, Timex
from sitrep.model.spans import Span
from sitrep.model.values import quick

# Weakest first: the order of the contract.
CERTAINTIES = ("unverified", "possible", "probable", "certain")


def weakest(*certainties: str) -> str:
    """The weakest of some certainties; with none, `certain`.

    >>> weakest("certain", "probable", "possible")
    'possible'
    """
    return min(certainties, key=CERTAINTIES.index, default="certain")


@quick
@dataclass(frozen=True, slots=True)
class Claim:
    """One claim of a page, as read: a fact about the text, before anything is resolved.

    `sources` is the attribution chain, outermost first; `about` and `alternative` hold claim ids.
    """

    id: str
    document: str
    evidence: Span
    passages: tuple[Span, ...]
    kind: str
    sources: tuple[Source, ...]
    cue: Span | None
    hedges: tuple[Hedge, ...]
    outlet_distance: str | None
    stance: str
    denied_part: str | None
    alternative: str | None
    certainty: str
    said_at: Timex | None
    event: Event | None
    about: tuple[str, ...] = ()
    issues: tuple[Issue, ...] = ()
