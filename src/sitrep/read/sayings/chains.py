"""Chains of sources: which attributions carry a happening, outermost first, and where they part."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sitrep.model.annotations import Actor, Attribution, Event
from sitrep.model.claims import weakest
from sitrep.model.parses import Parse
from sitrep.model.spans import Span, hull
from sitrep.read.grammar.phrases import trim_edges

Chain = tuple[Attribution, ...]

# No quotation runs longer than so many characters.
REACH = 5000
# "X, citing Y, said": Y stands outside X's passage and inside X's saying.
CITATION = "citation"
FIRST_PERSON = frozenset({"i", "we"})
# Who supports, plans or talks about a happening does not tell that it happened, and how it appears is nobody's word:
# these stand in no chain over it.
NOT_TELLING = frozenset({"evaluation", "intention", "topic", "impression"})


@dataclass(frozen=True)
class Draft:
    """A claim before it has its id: a happening (or none), the attributions that carry it, its words."""

    event: Event | None
    chain: Chain
    evidence: Span


@dataclass(frozen=True)
class Voices:
    """The attributions of a page, for asking which stand near some words."""

    found: Sequence[Attribution]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, attributions: Sequence[Attribution]) -> "Voices":
        """Attributions in the order of their first character."""
        ordered = sorted(attributions, key=lambda a: a.span.start)
        return cls(ordered, tuple(a.span.start for a in ordered))

    def near(self, span: Span) -> Sequence[Attribution]:
        """Those that begin at most a page's column before some words, and not long after them."""
        return self.found[bisect_left(self.starts, span.start - REACH) : bisect_left(self.starts, span.end + REACH)]


def chains_over(span: Span, attributions: Sequence[Attribution]) -> list[Chain]:
    """The chains that carry a passage, one for each innermost source; rival sources of one passage never merge.

    An attribution that names nobody counts only where nobody is named.
    """
    covering = [a for a in attributions if a.holds(span) and a.cue != span and tells(a)]
    spoken = [a for a in covering if a.source is not None]
    named = [a for a in spoken if not is_own_voice(a)] or spoken
    if not named:
        return [(a,) for a in covering[:1]]
    innermost = [a for a in named if not any(is_within(b, a) for b in named if b is not a)]
    if not innermost:
        # Each is read inside the other: neither wins.
        return [(a,) for a in named]
    chains = [(*sorted((b for b in named if is_within(a, b)), key=_size, reverse=True), a) for a in innermost]
    doubts = [a.certainty for a in spoken if is_own_voice(a)]
    chains = [(*chain[:-1], replace(chain[-1], certainty=weakest(chain[-1].certainty, *doubts))) for chain in chains]
    return list({tuple(_speaker(a) for a in chain): once_each(chain) for chain in chains}.values())


def tells(attribution: Attribution) -> bool:
    """Whether a passage tells what happens in it, or declines to ("made no mention of a strike")."""
    return attribution.cue_class not in NOT_TELLING or attribution.stance == "declines"


def is_within(inner: Attribution, outer: Attribution) -> bool:
    """Whether an attribution is itself part of what another's source says."""
    if inner is outer or _speaker(inner) == _speaker(outer) or outer.cue_class == CITATION or is_own_voice(inner):
        return False
    if inner.cue_class == CITATION:
        return inner.span.overlaps(outer.span)
    return outer.holds(inner.cue or inner.span)


def is_own_voice(attribution: Attribution) -> bool:
    """Whether the speaker is "I" or "we": inside a quotation that is whoever speaks it."""
    return attribution.source is not None and attribution.source.name.lower() in FIRST_PERSON


def once_each(chain: Chain) -> Chain:
    """A chain in which each speaker stands once."""
    return tuple({_speaker(a): a for a in chain}.values())


def is_echo(attribution: Attribution, attributions: Sequence[Attribution]) -> bool:
    """Whether a passage lies within a longer one of the same speaker: "described seeing ..."."""
    speaker = _speaker(attribution)
    return any(
        other is not attribution
        and _speaker(other) == speaker
        and attribution.cue
        and other.span.covers(attribution.cue)
        for other in attributions
    )


def _size(attribution: Attribution) -> int:
    return attribution.span.end - attribution.span.start


def _speaker(attribution: Attribution) -> Span | None:
    """Who speaks, by the fuller mention where there is one."""
    source = attribution.source
    return (source.refers_to or source.span) if source is not None else None


def drafts_of(event: Event, attributions: Sequence[Attribution]) -> list[Draft]:
    """The claims that tell one happening: one for each chain, or the outlet's own."""
    chains = chains_over(event.trigger, attributions)
    return [Draft(event, c, evidence_in(event, c[-1])) for c in chains] or [Draft(event, (), event.clause)]


def evidence_in(event: Event, attribution: Attribution) -> Span:
    """The part of a happening's clause that is the source's."""
    part = next(p for p in attribution.content if p.covers(event.trigger))
    start, end = max(event.clause.start, part.start), min(event.clause.end, part.end)
    return Span(start, end)


def statement_of(parse: Parse, attribution: Attribution, attributions: Sequence[Attribution]) -> Draft | None:
    """A passage that tells no codable happening, as a claim of its first sentence."""
    tokens = parse.tokens_in(attribution.span)
    first = [t for t in tokens if parse.sentence_number(t) == parse.sentence_number(tokens[0])] if tokens else []
    kept = trim_edges(first) if first else []
    if not kept:
        return None
    outer = sorted((b for b in attributions if b.source and is_within(attribution, b)), key=_size, reverse=True)
    return Draft(None, once_each((*outer, attribution)), hull(t.span for t in kept))


def nobody(attribution: Attribution, text: str) -> Actor:
    """The source of hearsay: of type `none`, on the words that imply it."""
    span = attribution.cue or attribution.span
    return Actor(span, span.quote(text), type="none")
