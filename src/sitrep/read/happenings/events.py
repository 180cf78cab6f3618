"""Happenings: trigger words with their arguments, standing, time, place, numbers and weapons."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cache

from sitrep.gazetteer.countries import Countries
from sitrep.lexicon import Lexicon
from sitrep.model.annotations import (
    Actor,
    Attribution,
    Equipment,
    Event,
    PlaceMention,
    PlaceRole,
    Quantity,
    Timex,
)
from sitrep.model.parses import Parse, Token
from sitrep.model.spans import Span, hull
from sitrep.read.actors.naming import CREWED, Naming
from sitrep.read.actors.ownership import Owners
from sitrep.read.actors.people import People
from sitrep.read.actors.references import is_one
from sitrep.read.frames.acts import Moods, demands, mood_acts, with_contents
from sitrep.read.frames.arguments import HARMING, harms
from sitrep.read.frames.deeds import one_deed, with_object_nouns, with_parts, with_results
from sitrep.read.frames.sides import owner_of, parties, people_at
from sitrep.read.frames.spines import measuring
from sitrep.read.frames.subjects import surface_subject
from sitrep.read.frames.triggers import Trigger, find_triggers
from sitrep.read.grammar.modality import Modality, Standing, is_no_year, is_recalled, standing_of
from sitrep.read.grammar.noun_classes import is_lifeless
from sitrep.read.grammar.phrases import clause_span, is_verbal, noun_phrase
from sitrep.read.happenings.harmed import bare_counts, with_denials
from sitrep.read.happenings.means import Means, with_means
from sitrep.read.happenings.mentions import is_deed, tells_something
from sitrep.read.happenings.settings import OWN
from sitrep.read.happenings.silences import with_silences
from sitrep.read.happenings.sited import Sited
from sitrep.read.places.readings import tells_where
from sitrep.read.senses.literal import literal
from sitrep.read.senses.mishaps import unhurt
from sitrep.read.stages import Layers


def read_events(parse: Parse, layers: Layers, lexicon: Lexicon, countries: Countries) -> list[Event]:
    """The happenings of a page, in order of their triggers."""
    people, words = telling_words(parse, layers, lexicon, countries)
    modality = Modality.of(lexicon)
    found = literal(parse, words, people, layers, lexicon)
    figurative = {t.token.i for t in words} - {t.token.i for t in found}
    triggers = with_results(parse, with_object_nouns(parse, one_deed(parse, with_parts(parse, found))))
    owners = Owners(parse, owned_tokens(parse, triggers, layers.of(Attribution)))
    parts = Parts(
        owners.share(layers.of(Timex)),
        owners.share(p for p in layers.of(PlaceMention) if tells_where(p)),
        owners.share(layers.of(Quantity)),
        owners.share(layers.of(Equipment)),
    )
    contexts = {row.word: row.context for row in lexicon.contexts}
    nouns = event_nouns(lexicon)
    made = [
        in_contexts(
            parse,
            without_deeds(
                parse, make_event(parse, t, standing_of(parse, t.spine, modality), parts.taken(n), people), nouns
            ),
            contexts,
        )
        for n, t in enumerate(triggers)
    ]
    made = with_means(parse, triggers, unhurt(made, triggers), Means.of(parse, words, layers.of(Equipment), lexicon))
    settled = with_contents(parse, triggers, made, people)
    told = {
        n: event
        for n, (t, event) in enumerate(zip(triggers, settled, strict=True))
        if tells_something(parse, event, t, nouns)
    }
    bare = bare_counts(parse, layers.of(Quantity), list(told.values()), figurative, people)
    counts = with_denials(parse, bare, modality)
    sited = Sited.of(parse, owners, triggers, counts, layers)
    told, free = sited.counted(told, settled)
    told, alone = sited.shared(told, free)
    pairs = [(triggers[n], event) for n, event in sorted(told.items())]
    events = [event for _, event in pairs]
    attributions, moods = layers.of(Attribution), Moods.of(lexicon)
    acts = [
        *mood_acts(parse, [t for t, _ in pairs], events, attributions, moods),
        *demands(parse, events, attributions, people, moods),
    ]
    return with_silences(parse, layers, lexicon, people, sorted([*events, *acts, *alone], key=lambda e: e.trigger))


def telling_words(parse: Parse, layers: Layers, lexicon: Lexicon, countries: Countries) -> tuple[People, list[Trigger]]:
    """The people of a page, and the words that may tell a happening, before any is found to be a figure of speech."""
    naming = Naming.of(lexicon, countries, layers.of(Equipment))
    people = People.of(parse, naming, layers.of(Actor))
    return people, list(find_triggers(parse, lexicon, people, Modality.of(lexicon)))


@cache
def event_nouns(lexicon: Lexicon) -> frozenset[str]:
    """The nouns of a lexicon that name happenings."""
    return frozenset(row.lemma for row in lexicon.events if row.pos == "noun")


def in_contexts(parse: Parse, event: Event, contexts: Mapping[str, str]) -> Event:
    """A happening with PLOVER's contexts, by the words of its clause."""
    found = [contexts[t.lemma] for t in parse.tokens_in(event.clause) if t.lemma in contexts]
    return replace(event, contexts=tuple(sorted(set(found))))


def without_deeds(parse: Parse, event: Event, nouns: AbstractSet[str]) -> Event:
    """A happening that harms nobody, without happenings among its recipients: of "welcomed the truce" nobody."""
    if event.type is None or event.type in HARMING:
        return event
    return replace(event, recipients=tuple(r for r in event.recipients if not is_deed(parse, r, nouns)))


@dataclass(frozen=True)
class Part:
    """What one trigger owns."""

    times: Sequence[Timex] = ()
    places: Sequence[PlaceMention] = ()
    quantities: Sequence[Quantity] = ()
    equipment: Sequence[Equipment] = ()


@dataclass(frozen=True)
class Parts:
    """What each trigger owns, by its number."""

    times: Mapping[int, list[Timex]]
    places: Mapping[int, list[PlaceMention]]
    quantities: Mapping[int, list[Quantity]]
    equipment: Mapping[int, list[Equipment]]

    def taken(self, n: int) -> Part:
        """The share of trigger `n`."""
        return Part(
            self.times.get(n, ()), self.places.get(n, ()), self.quantities.get(n, ()), self.equipment.get(n, ())
        )


def owned_tokens(parse: Parse, triggers: Sequence[Trigger], attributions: Sequence[Attribution]) -> dict[int, int]:
    """Token indices of triggers and spines with their event's number; cues own what hangs on them (-1)."""
    owned: dict[int, int] = {}
    for attribution in attributions:
        cue = parse.at(attribution.cue) if attribution.cue else None
        if cue is not None and is_verbal(cue):
            owned[cue.i] = -1
    for n, trigger in enumerate(triggers):
        for token in (*reversed(trigger.spine), *trigger.also):
            if token is trigger.token or token.i not in owned:
                owned[token.i] = n
        counted = measuring(parse, trigger.token)
        if counted is not None:
            # "A number of raids on Aden": what hangs on the number belongs to the raids.
            owned.setdefault(counted.i, n)
        raised = parse.child(parse.head(trigger.token), "nsubjpass") if trigger.token.dep == "xcomp" else None
        if raised is not None:
            # "20 fighters were said to have been killed": the subject of "said" belongs to the killing.
            owned.setdefault(raised.i, n)
    return owned


def make_event(parse: Parse, trigger: Trigger, standing: Standing, part: Part, people: People) -> Event:
    """A happening as a record."""
    row = trigger.row
    times = [t for t in part.times if t.type.value in ("DATE", "TIME") and not is_no_year(parse.document, t)]
    places = tuple(PlaceRole(p, p.relation) for p in sorted(part.places, key=lambda p: p.relation not in OWN))
    own = next((p.place for p in places if p.relation in OWN), None)
    actors, recipients = parties(
        row,
        people_at(parse, people, acting(parse, trigger.arguments.actors, part, people), part.times, row),
        people_at(parse, people, trigger.arguments.recipients, part.times, row),
    )
    if harms(row):
        # Whoever shot him is not him, and nobody raids a convoy of their own.
        recipients = tuple(r for r in recipients if not any(r.span != a.span and is_one(r, a) for a in actors))
    together = row.type == "MOBILIZE" and len({a.country for a in actors if a.country}) > 1
    return Event(
        trigger=trigger.token.span,
        clause=hull([event_clause(parse, trigger), trigger.token.span]),
        # Forces of two countries that exercise together cooperate (CAMEO 062).
        type="COOPERATE" if together else row.type,
        kind=row.kind,
        mode=None if together else row.mode,
        status=standing.status,
        row=f"events:{row.key}",
        historical=standing.historical or is_recalled(times, parse.document, standing.status),
        negated=standing.negated,
        actors=actors,
        recipients=recipients,
        responsibility=None,
        equipment=tuple(part.equipment),
        time=times[0] if times else None,
        place=own,
        places=places,
        # Who takes a mill takes nobody prisoner.
        quantities=tuple(q for q in part.quantities if row.kind != "control" or q.measure != "captured" or q.group),
    )


def acting(parse: Parse, heads: Sequence[Token], part: Part, people: People) -> tuple[Token, ...]:
    """The heads that name a party: of a weapon whoever it belongs to, and nobody where that is not said or none acts.

    "A missile hit them", "the war has killed", "a drone of the coalition struck", "jets believed to be Russian struck".
    """
    weapons = [e.span for e in part.equipment if e.kind not in CREWED]
    found: list[Token] = []
    for head in (people.counted(h) or h for h in heads):
        unowned = people.at(head) == bare(head, people)
        owner = owner_of(parse, head, people) if unowned or head.span.end in people.naming.crewed else None
        if owner is not None and owner.pos != "ADJ" and not people.at(head).country:
            found.append(owner)
        elif owner is not None or not (unowned and (is_lifeless(head) or any(w.overlaps(head.span) for w in weapons))):
            found.append(head)
    return tuple(found)


def bare(head: Token, people: People) -> Actor:
    """Who stands at a head, stripped of all but name and span."""
    actor = people.at(head)
    return Actor(actor.span, actor.name, named=actor.named)


def event_clause(parse: Parse, trigger: Trigger) -> Span:
    """The words that tell a happening: its clause; with a noun before it that a relative clause speaks of."""
    top = trigger.spine[-1]
    if trigger.blame is not None:
        return clause_span(parse, trigger.blame)
    counted = measuring(parse, trigger.token)
    top = counted if top is trigger.token and counted is not None else top
    if not is_verbal(top) and top.dep in ("nsubj", "nsubjpass") and is_verbal(parse.head(top)):
        top = parse.head(top)
    span = clause_span(parse, top)
    before = parse.head(top) if top.dep in ("relcl", "acl") else None
    if top.dep == "xcomp":
        before = surface_subject(parse, top)
    if before is not None and is_verbal(top) and before.i < top.i:
        span = hull([span, *(t.span for t in noun_phrase(parse, before))])
    return span
