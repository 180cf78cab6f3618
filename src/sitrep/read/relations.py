"""What claims of one page are to each other, and what part of a happening is denied or laid to whom."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sitrep.model.annotations import Event, Source
from sitrep.model.claims import Claim
from sitrep.model.spans import Span
from sitrep.read.actors.references import is_one

RESPONSIBILITY_WORDS = ("responsib", "involve", "role in", "part in", "hand in", "complicit", "behind", "blame")
FIGURE_WORDS = ("toll", "figure", "number", "count")
# Types whose doer can be laid blame on.
VIOLENT = frozenset({"ASSAULT", "COERCE"})
# Nobody is responsible yet for what is planned or threatened.
DONE = ("occurred", "ongoing")
# How many characters apart a denial and its alternative may stand.
NEAR = 200


def denied_part(text: str, claim: Claim) -> str | None:
    """What a denial denies: the figure, the responsibility, or the act; None where nothing is denied."""
    if claim.stance != "denies":
        return None
    words = claim.evidence.quote(text).casefold()
    if any(w in words for w in RESPONSIBILITY_WORDS):
        return "responsibility"
    if any(w in words for w in FIGURE_WORDS):
        return "figure"
    return "act" if claim.event is not None else None


def responsibility(claim: Claim) -> str | None:
    """How the page lays a violent act to its doer: stated, accused, suspected, self-claimed, unknown; None if no doer.

    Who is accused is not who speaks.
    """
    event = claim.event
    if event is None or event.type not in VIOLENT or event.status not in DONE or not event.actors:
        return None
    if any(a.type == "unknown" for a in event.actors):
        return "unknown"
    if any(h.scope == "actor" for h in claim.hedges):
        return "suspected"
    speaker = claim.sources[-1] if claim.sources else None
    if speaker is not None and is_doer(speaker, event):
        return "self_claimed" if claim.stance == "asserts" else "accused"
    if claim.outlet_distance == "distancing":
        return "accused"
    # Of what is only believed the doer is at most suspected.
    return "stated" if claim.certainty == "certain" else "suspected"


def is_doer(speaker: Source, event: Event) -> bool:
    """Whether who speaks is who did it, as far as the page says."""
    return any(is_one(speaker.actor, a) for a in event.actors) or speaker.connection == "perpetrator"


def related(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Claims with `about` (a speech act and what it speaks of) and `alternative` (what a denial puts instead)."""
    by_cue: dict[Span, list[str]] = {}
    for claim in claims:
        for source in claim.sources:
            if source.cue is not None:
                by_cue.setdefault(source.cue, []).append(claim.id)
    by_trigger: dict[Span, list[str]] = {}
    for claim in claims:
        if claim.event is not None:
            by_trigger.setdefault(claim.event.trigger, []).append(claim.id)
    return tuple(
        replace(claim, about=spoken_of(claim, by_cue, by_trigger), alternative=put_instead(claim, claims))
        for claim in claims
    )


def spoken_of(claim: Claim, by_cue: Mapping[Span, list[str]], by_trigger: Mapping[Span, list[str]]) -> tuple[str, ...]:
    """The ids of the claims that a coded speech act speaks of: those whose cue is its trigger, and those it governs."""
    if claim.event is None:
        return ()
    governed = [i for span in claim.event.speaks_of for i in by_trigger.get(span, ())]
    return tuple(i for i in dict.fromkeys([*by_cue.get(claim.event.trigger, ()), *governed]) if i != claim.id)


def put_instead(claim: Claim, claims: Sequence[Claim]) -> str | None:
    """The id of what the same speaker puts in place of what it denies, in the same breath; else None."""
    if claim.stance != "denies" or not claim.sources:
        return None
    speaker = voice(claim)
    for other in claims:
        near = (
            abs(other.evidence.start - claim.evidence.end) < NEAR
            or abs(claim.evidence.start - other.evidence.end) < NEAR
        )
        same = other.sources and voice(other) == speaker
        said_instead = other.event is not None or other.certainty == "certain"
        if other.id != claim.id and same and near and other.stance == "asserts" and said_instead:
            return other.id
    return None


def voice(claim: Claim) -> tuple[str, str | None]:
    """Whose claim it is, so that "the ministry" and "it" are one: the innermost source's name and country."""
    actor = claim.sources[-1].actor
    return (actor.name, actor.country)
