"""Claims assembled: each happening with its chain of sources, hedges, stance and certainty."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sitrep.model.annotations import Actor, Attribution, Event, Hedge, Issue, Source, Timex
from sitrep.model.claims import Claim, weakest
from sitrep.model.identity import content_id
from sitrep.model.parses import Parse
from sitrep.model.spans import Span
from sitrep.read.actors.ownership import Owners
from sitrep.read.grammar.modality import is_negated, is_none
from sitrep.read.grammar.phrases import clause_head, is_verbal
from sitrep.read.happenings.repetitions import merge_repeated
from sitrep.read.happenings.silences import is_silence
from sitrep.read.relations import denied_part, related, responsibility
from sitrep.read.sayings.chains import FIRST_PERSON, Draft, Voices, drafts_of, is_echo, nobody, statement_of
from sitrep.read.sayings.verification import verified
from sitrep.read.stages import Layers

OUTLET_DISTANCE = {"distancing": "distancing", "accusation": "distancing", "commitment": "endorsing"}
# Codes that stand for many bodies: two of them are not the same party.
NO_COUNTRY = frozenset({"IGO", "NGO"})
# Clauses that hang on another one.
LOWER_CLAUSES = frozenset({"relcl", "advcl", "acl", "ccomp", "pcomp", "csubj"})
REVERSED = {"asserts": "denies", "denies": "asserts"}
CONNECTIONS = {"witness": "witness", "medical": "service_provider", "media": "reporter", "monitor": "third_party"}


def assemble(parse: Parse, layers: Layers, events: Sequence[Event]) -> tuple[Claim, ...]:
    """The claims of a page: one a happening and innermost source, and one a statement that tells no happening."""
    attributions = spoken_out(layers.of(Attribution), events)
    voices = Voices.of(attributions)
    drafts = [draft for event in events for draft in drafts_of(event, voices.near(event.trigger))]
    acts = {event.trigger for event in events}
    told = {same for draft in drafts for same in told_in(parse, draft)}
    for attribution in attributions:
        acted = attribution.cue in acts and not any(is_verbal(t) for t in parse.tokens_in(attribution.span))
        if words_of(attribution) in told or acted or is_echo(attribution, voices.near(attribution.span)):
            continue
        if attribution.source is not None:
            draft = statement_of(parse, attribution, voices.near(attribution.span))
            drafts += [draft] if draft is not None else []
    drafts.sort(key=lambda d: (d.evidence.start, d.event.trigger.start if d.event else -1, len(d.chain)))
    spoken = said_times(parse, layers, events)
    claims = [make_claim(parse, layers.of(Hedge), draft, spoken) for draft in drafts]
    claims = verified(parse, layers.of(Hedge), merge_repeated(parse, claims))
    return related(numbered(parse.document.sha256, claims))


def spoken_out(attributions: Sequence[Attribution], events: Sequence[Event]) -> list[Attribution]:
    """The attributed passages less those that only a silence tells: "made no mention of strikes" is nobody's word."""
    silences = [event.clause for event in events if is_silence(event)]
    return [a for a in attributions if a.cue is None or not any(s.covers(a.cue) and s.covers(a.span) for s in silences)]


def told_in(parse: Parse, draft: Draft) -> Iterator[tuple[Span | None, Span]]:
    """Yield the passages that a happening's claim tells: those around it, and the innermost if it is what it tells."""
    yield from (words_of(a) for a in draft.chain[:-1])
    yield from (words_of(a) for a in draft.chain[-1:] if is_told_by(parse, a, draft.event))


def words_of(attribution: Attribution) -> tuple[Span | None, Span]:
    """Whose words a passage is, and which: the same by two cues ("was quoted as saying") is one."""
    source = attribution.source
    return source.span if source is not None else None, attribution.span


def is_told_by(parse: Parse, attribution: Attribution, event: Event | None) -> bool:
    """Whether a happening is what a passage tells, and not only something that it mentions on the way."""
    trigger = parse.at(event.trigger) if event is not None else None
    heads = [h for part in attribution.content if (h := parse.at(part)) is not None and is_verbal(h)]
    if trigger is None or not heads:
        return True
    return any(trigger is h or clause_head(parse, trigger) is h or trigger in parse.conjuncts(h) for h in heads)


def make_claim(parse: Parse, hedges: Sequence[Hedge], draft: Draft, spoken: dict[Span, Timex]) -> Claim:
    """A claim of one draft, still without its id."""
    leaf = draft.chain[-1] if draft.chain else None
    event = in_own_voice(draft.event, leaf)
    own = tuple(
        h
        for h in hedges
        if (draft.evidence.covers(h.span) and bears_on(parse, h, event)) or (leaf and leaf.cue == h.span)
    )
    stance = leaf.stance if leaf else "asserts"
    if event.negated if event is not None else denies(parse, draft):
        stance = REVERSED.get(stance, stance)
    weakening = [h.certainty for h in own if h.certainty and h.scope != "quantity"]
    claim = Claim(
        id="",
        document=parse.document.id,
        evidence=draft.evidence,
        passages=(),
        kind=leaf.kind if leaf else "narrated",
        sources=tuple(source_of(parse, a, event) for a in draft.chain),
        cue=leaf.cue if leaf else None,
        hedges=own,
        outlet_distance=OUTLET_DISTANCE.get(draft.chain[0].cue_class, "neutral") if draft.chain else None,
        stance=stance,
        denied_part=None,
        alternative=None,
        certainty=weakest(*weakening, *(a.certainty for a in draft.chain)),
        said_at=spoken.get(leaf.cue) if leaf and leaf.cue else None,
        event=event,
        issues=tuple(issues_of(parse, draft)),
    )
    claim = replace(claim, denied_part=denied_part(parse.document.text, claim))
    return claim if event is None else replace(claim, event=replace(event, responsibility=responsibility(claim)))


def denies(parse: Parse, draft: Draft) -> bool:
    """Whether a statement that tells no happening is a negated one: "there is no curfew"."""
    head = parse.at(draft.evidence)
    return head is not None and (
        is_negated(parse, head) or any(is_none(parse, c) for c in parse.children(head, "attr"))
    )


def bears_on(parse: Parse, hedge: Hedge, event: Event | None) -> bool:
    """Whether a hedge weakens a happening: not one in a clause below it ("shelled a town that might hold gunmen").

    One on its subject does: "warplanes believed to be theirs shelled the town"; and one on the deed's own noun, which
    says whose deed it was: "a raid attributed to smugglers".
    """
    trigger = parse.at(event.trigger) if event is not None else None
    word = parse.at(hedge.span)
    if trigger is None or word is None or hedge.scope == "quantity":
        return True
    above = {t.i for t in (trigger, *parse.ancestors(trigger))}
    path = [word, *parse.ancestors(word)]
    below = next((n for n, t in enumerate(path) if t.i in above), len(path))
    of_subject = below > 0 and path[below - 1].dep in ("nsubj", "nsubjpass")
    of_deed = 0 < below < len(path) and path[below].i == trigger.i and path[below - 1].dep == "acl"
    return of_subject or of_deed or not any(t.dep in LOWER_CLAUSES for t in path[:below])


def in_own_voice(event: Event | None, leaf: Attribution | None) -> Event | None:
    """A happening whose "I" or "we" is whoever says so."""
    if event is None or leaf is None or leaf.source is None:
        return event
    speaker = leaf.source

    def named(actor: Actor) -> Actor:
        if actor.name.lower() not in FIRST_PERSON:
            return actor
        return replace(speaker, span=actor.span, refers_to=speaker.refers_to or speaker.span)

    return replace(event, actors=tuple(map(named, event.actors)), recipients=tuple(map(named, event.recipients)))


def source_of(parse: Parse, attribution: Attribution, event: Event | None) -> Source:
    """One link of a chain, with its connection to the happening where the words say it."""
    actor = attribution.source or nobody(attribution, parse.document.text)
    connection = CONNECTIONS.get(actor.type or "")
    if event is not None and any(
        a.country and a.country == actor.country and a.country not in NO_COUNTRY for a in event.actors
    ):
        connection = "perpetrator"
    return Source(actor, attribution.cue, attribution.stance, attribution.certainty, connection)


def issues_of(parse: Parse, draft: Draft) -> Iterator[Issue]:
    """Yield what was left open: a pronoun as source that nothing was found for."""
    for attribution in draft.chain:
        source = attribution.source
        head = parse.at(source.span) if source is not None else None
        if source is not None and head is not None and head.pos == "PRON" and source.refers_to is None:
            yield Issue("unresolved-source", source.span, f"who {source.name!r} refers to was not found on the page")


def said_times(parse: Parse, layers: Layers, events: Sequence[Event]) -> dict[Span, Timex]:
    """When things were said, by cue: the time expression that hangs on the cue, on no happening and in nothing said."""
    contents = [part for a in layers.of(Attribution) for part in a.content]
    cues = [a.cue for a in layers.of(Attribution) if a.cue is not None]
    owned: dict[int, int] = {}
    for n, cue in enumerate(cues):
        head = parse.at(cue)
        if head is not None:
            owned[head.i] = n
    for event in events:
        head = parse.at(event.trigger)
        if head is not None:
            owned[head.i] = -1
    free = (t for t in layers.of(Timex) if not any(part.covers(t.span) for part in contents))
    shared = Owners(parse, owned).share(t for t in free if t.type.value in ("DATE", "TIME"))
    return {cues[n]: times[0] for n, times in shared.items() if n >= 0}


def numbered(sha256: str, claims: Sequence[Claim]) -> list[Claim]:
    """Claims with ids from the document's hash, evidence, trigger, innermost source and an ordinal."""
    seen: dict[tuple[int | None, ...], int] = {}
    given = []
    for claim in claims:
        trigger = claim.event.trigger if claim.event else None
        source = claim.sources[-1].actor.span if claim.sources else None
        spans = (claim.evidence, trigger, source)
        key = tuple(n for s in spans for n in ((s.start, s.end) if s else (None, None)))
        ordinal = seen[key] = seen.get(key, -1) + 1
        given.append(replace(claim, id=content_id("c", sha256, *key, ordinal)))
    return given
