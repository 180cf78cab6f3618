"""Happenings: trigger words with their arguments, standing, time, place, numbers and weapons."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sitrep.gazetteer.countries import Countries
from sitrep.lexicon import Lexicon
from sitrep.lexicon.tables import EventRow
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
from sitrep.read.arguments import (
    Arguments,
    noun_arguments,
    parties,
    people_at,
    spine_of,
    surface_subject,
    verb_arguments,
)
from sitrep.read.modality import Modality, Standing, is_recalled, standing_of
from sitrep.read.naming import CREWED, Naming
from sitrep.read.ownership import Owners
from sitrep.read.people import People
from sitrep.read.phrases import clause_head, clause_span, is_verbal, noun_phrase
from sitrep.read.stages import Layers

# What a count of people tells when no verb does: "36 dead", "43 bodies".
HARM = {"killed": "casualties", "injured": "casualties", "bodies": "recovery", "displaced": "displacement"}
# "killed in a strike", "wounded by shelling": the noun names the deed whose harm the verb tells.
SAME_DEED = frozenset({"in", "during", "by", "from"})
# What somebody has in a deed.
BLAME = frozenset({"responsibility", "involvement", "part", "role", "hand", "complicity", "blame"})
# The relations of a place where something happens.
OWN = ("at", "near")


@dataclass(frozen=True)
class Trigger:
    """A trigger word with the row that fits it, its spine of support verbs, and its arguments.

    `also` are words that tell the same deed's result: "struck the town, killing 36". `blame` is the noun of "denied
    responsibility for the strike", which lays the deed to somebody.
    """

    token: Token
    row: EventRow
    spine: list[Token]
    arguments: Arguments
    also: tuple[Token, ...] = ()
    blame: Token | None = None


def read_events(parse: Parse, layers: Layers, lexicon: Lexicon, countries: Countries) -> list[Event]:
    """The happenings of a page, in order of their triggers."""
    naming = Naming.of(lexicon, countries, layers.of(Equipment))
    people, modality = People.of(parse, naming, layers.of(Actor)), Modality.of(lexicon)
    triggers = with_results(parse, one_deed(parse, list(find_triggers(parse, lexicon, people, modality))))
    owners = Owners(parse, owned_tokens(parse, triggers, layers.of(Attribution)))
    parts = Parts(
        owners.share(layers.of(Timex)),
        owners.share(p for p in layers.of(PlaceMention) if p.reading == "literal"),
        owners.share(layers.of(Quantity)),
        owners.share(layers.of(Equipment)),
    )
    contexts = {row.word: row.context for row in lexicon.contexts}
    made = [
        in_contexts(
            parse, make_event(parse, t, standing_of(parse, t.spine, modality), parts.taken(n), people), contexts
        )
        for n, t in enumerate(triggers)
    ]
    settled = with_settings(triggers, made)
    told = [event for event, trigger in zip(settled, triggers, strict=True) if tells_something(event, trigger)]
    return sorted([*told, *bare_counts(parse, layers, told)], key=lambda e: e.trigger)


def bare_counts(parse: Parse, layers: Layers, told: Sequence[Event]) -> Iterator[Event]:
    """Yield a happening of kind `casualties` for each count of people harmed that no other happening holds."""
    held = {q.span for event in told for q in event.quantities}
    for quantity in layers.of(Quantity):
        head = parse.at(quantity.span)
        if quantity.measure not in HARM or quantity.span in held or head is None or quantity.part_of is not None:
            continue
        verb = clause_head(parse, head)
        standing = "occurred"
        clause = clause_span(parse, verb)
        parts = [q for q in layers.of(Quantity) if q.part_of == quantity.span]
        yield Event(
            quantity.span,
            clause,
            None,
            HARM[quantity.measure],
            None,
            standing,
            "events:count",
            quantities=(quantity, *parts),
        )


def in_contexts(parse: Parse, event: Event, contexts: Mapping[str, str]) -> Event:
    """A happening with PLOVER's contexts, by the words of its clause."""
    found = [contexts[t.lemma] for t in parse.tokens_in(event.clause) if t.lemma in contexts]
    return replace(event, contexts=tuple(sorted(set(found))))


def with_settings(triggers: Sequence[Trigger], events: Sequence[Event]) -> list[Event]:
    """Happenings that share the time and place of the clause they hang on: "struck the town on Sunday, killing 36"."""
    numbers = {token.i: n for n, trigger in enumerate(triggers) for token in trigger.spine}
    settled = list(events)
    for n, trigger in enumerate(triggers):
        verb = trigger.token
        shares = verb.dep in ("conj", "xcomp") or (verb.dep == "advcl" and verb.tag == "VBG")
        above = numbers.get(verb.head) if shares and is_verbal(verb) else None
        if above is not None and above != n:
            main, own = settled[above], settled[n]
            places = own.places or main.places
            settled[n] = replace(own, time=own.time or main.time, places=places, place=own.place or main.place)
    return settled


def one_deed(parse: Parse, triggers: list[Trigger]) -> list[Trigger]:
    """Triggers less the event nouns whose harm another trigger tells: "strikes on the town killed 12" is one deed.

    The verb tells the deed, the noun lends it who did it, by what means, and whom it was aimed at.
    """
    verbs = tellers(triggers)
    merged = list(triggers)
    for noun in triggers:
        above = parse.head(noun.token)
        through = noun.token.dep in ("pobj", "pcomp") and above.lower in SAME_DEED
        verb = parse.head(above) if through else above
        n = verbs.get(verb.i)
        if noun.row.pos != "noun" or n is None or not (through or noun.token.dep == "nsubj"):
            continue
        if noun.row.type != merged[n].row.type and merged[n].row.kind != "casualties":
            continue
        merged[n] = lending(merged[n], noun)
        merged.remove(noun)
        verbs = tellers(merged)
    return merged


def tellers(triggers: Sequence[Trigger]) -> dict[int, int]:
    """The verbs that can tell a deed which a noun beside them names, by token, with their numbers."""
    verbs = [(n, t) for n, t in enumerate(triggers) if t.row.pos == "verb"]
    return {t.token.i: n for n, t in verbs if t.row.subject == "actor" or t.row.kind == "casualties"}


def with_results(parse: Parse, triggers: list[Trigger]) -> list[Trigger]:
    """Triggers less the participles that tell the result of another: "struck the town, killing 36" is one deed.

    So is "flew ten sorties engaging twelve depots".
    """
    merged = list(triggers)
    for result in triggers:
        verb = parse.head(result.token)
        n = next((k for k, t in enumerate(merged) if verb in t.spine and t is not result), None)
        participle = result.token.dep in ("advcl", "acl") and result.token.tag == "VBG"
        if n is None or not participle or result.row.type != "ASSAULT" or merged[n].row.type != "ASSAULT":
            continue
        main = merged[n]
        recipients = (*main.arguments.recipients, *result.arguments.recipients)
        arguments = Arguments(main.arguments.actors, recipients)
        merged[n] = replace(main, arguments=arguments, also=(*main.also, result.token))
        merged.remove(result)
    return merged


def lending(verb: Trigger, noun: Trigger) -> Trigger:
    """A verbal trigger with its subject noun's arguments and means."""
    own = tuple(head for head in verb.arguments.actors if head is not noun.token)
    arguments = Arguments(
        noun.arguments.actors or own,
        (*verb.arguments.recipients, *noun.arguments.recipients),
    )
    row = replace(verb.row, type=noun.row.type, kind=noun.row.kind, mode=verb.row.mode or noun.row.mode)
    return Trigger(verb.token, row, [verb.token], arguments, (*verb.also, noun.token), verb.blame)


def tells_something(event: Event, trigger: Trigger) -> bool:
    """Whether a trigger tells a happening; a bare noun ("after the campaign") only refers back to one."""
    if trigger.row.pos != "noun" or len(trigger.spine) > 1:
        return True
    if trigger.token.dep in ("ROOT", "nsubj", "nsubjpass"):
        return True
    return trigger.blame is not None or bool(
        event.actors or event.recipients or event.places or event.quantities or event.time
    )


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


def find_triggers(parse: Parse, lexicon: Lexicon, people: People, modality: Modality) -> Iterator[Trigger]:
    """Yield the words that tell a happening; a support verb whose noun tells it is not one itself."""
    rows: dict[tuple[str, str], list[EventRow]] = {}
    for row in (*lexicon.events, *speech_acts(lexicon)):
        rows.setdefault((row.lemma, row.pos), []).append(row)
    fitting = ((t, fitting_row(parse, t, rows)) for t in parse.tokens)
    found = [(t, row) for t, row in fitting if row is not None]
    spines = {t.i: spine_of(parse, t, modality) for t, _ in found}
    carried = {verb.i for spine in spines.values() for verb in spine[1:]}
    for token, row in found:
        if token.i in carried:
            continue
        spine = spines[token.i]
        verbal = row.pos != "noun"
        arguments = verb_arguments(parse, token, row) if verbal else noun_arguments(parse, token, spine, row, people)
        yield Trigger(token, row, spine, arguments, blame=blame_for(parse, spine[-1]))


def blame_for(parse: Parse, noun: Token) -> Token | None:
    """The "responsibility", "part" or "hand" that somebody claims or denies in a deed, or None."""
    preposition = parse.head(noun)
    if noun.dep not in ("pobj", "pcomp") or preposition.lower not in ("for", "in", "of", "with"):
        return None
    above = parse.head(preposition)
    return above if above.lemma in BLAME and above.dep in ("dobj", "nsubjpass", "conj") else None


def speech_acts(lexicon: Lexicon) -> Iterator[EventRow]:
    """Yield the cues that are happenings themselves (accuse, deny, threaten, demand) as rows of verbs."""
    for cue in lexicon.cues:
        if cue.event and cue.pos == "verb":
            yield EventRow(
                f"cue.{cue.key}", cue.lemma, "verb", cue.event, None, None, "actor", "recipient", (), (), cue.example
            )


def fitting_row(parse: Parse, token: Token, rows: Mapping[tuple[str, str], list[EventRow]]) -> EventRow | None:
    """The row that a word matches: by lemma, word class and the company it needs; the most demanding first."""
    pos = word_class(token)
    if pos is None or token.dep in ("aux", "auxpass", "compound") or is_hyphenated(parse, token):
        return None
    if pos == "verb" and token.dep == "amod":
        # "displaced families", "wounded men" describe; they report no displacing.
        return None
    company = {t.lemma for t in parse.children(token)} | {t.lower for t in parse.children(token)}
    for child in parse.children(token, "prep", "dobj", "nsubjpass", "nsubj"):
        company |= {t.lemma for t in parse.children(child)}
    if token.dep in ("nsubj", "acl", "relcl", "dobj", "pobj", "oprd", "amod"):
        company |= {parse.head(token).lemma, parse.head(token).lower}
    if token.dep == "amod":
        company.add(parse.head(parse.head(token)).lemma)
    named = rows.get((token.lower, "noun"), []) if is_naming(parse, token) else []
    candidates = named or rows.get((token.lemma, pos)) or rows.get((token.lower, pos), [])
    fitting = [r for r in candidates if not r.needs or company & set(r.needs)]
    return max(fitting, key=lambda r: bool(r.needs), default=None)


def is_naming(parse: Parse, token: Token) -> bool:
    """Whether an -ing form is a noun: "killed by shelling", where nothing is shelled."""
    return token.tag == "VBG" and token.dep in ("pcomp", "pobj", "nsubj") and parse.child(token, "dobj") is None


def is_hyphenated(parse: Parse, token: Token) -> bool:
    """Whether a word is the second half of a compound: "Western-backed" tells no backing."""
    before = parse.tokens[token.i - 1] if token.i else token
    return before.text in ("-", "‑") and before.span.end == token.span.start


def word_class(token: Token) -> str | None:
    """`verb`, `noun` or `adjective`, as rows name them."""
    if token.pos == "NOUN" or (token.pos == "PROPN" and token.tag in ("NNP", "NNPS")):
        return "noun"
    if is_verbal(token):
        return "verb"
    return "adjective" if token.pos == "ADJ" else None


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
        raised = parse.child(parse.head(trigger.token), "nsubjpass") if trigger.token.dep == "xcomp" else None
        if raised is not None:
            # "20 fighters were said to have been killed": the subject of "said" belongs to the killing.
            owned.setdefault(raised.i, n)
    return owned


def make_event(parse: Parse, trigger: Trigger, standing: Standing, part: Part, people: People) -> Event:
    """A happening as a record."""
    row = trigger.row
    times = [t for t in part.times if t.type.value in ("DATE", "TIME")]
    places = tuple(PlaceRole(p, p.relation) for p in sorted(part.places, key=lambda p: p.relation not in OWN))
    own = next((p.place for p in places if p.relation in OWN), None)
    actors, recipients = parties(
        row,
        people_at(people, acting(trigger.arguments.actors, part, people), part.times),
        people_at(people, trigger.arguments.recipients, part.times),
    )
    return Event(
        trigger=trigger.token.span,
        clause=hull([event_clause(parse, trigger), trigger.token.span]),
        type=row.type,
        kind=row.kind,
        mode=row.mode,
        status=standing.status,
        row=f"events:{row.key}",
        historical=standing.historical or is_recalled(times, parse.document),
        negated=standing.negated,
        actors=actors,
        recipients=recipients,
        responsibility=None,
        equipment=tuple(part.equipment),
        time=times[0] if times else None,
        place=own,
        places=places,
        quantities=tuple(part.quantities),
    )


def acting(heads: Sequence[Token], part: Part, people: People) -> tuple[Token, ...]:
    """The heads that name a party: not a weapon that nobody is said to hold ("a missile hit them")."""
    weapons = [e.span for e in part.equipment if e.kind not in CREWED]
    unowned = [h for h in heads if any(w.overlaps(h.span) for w in weapons) and people.at(h) == bare(h, people)]
    return tuple(h for h in heads if h not in unowned)


def bare(head: Token, people: People) -> Actor:
    """Who stands at a head, stripped of all but name and span."""
    actor = people.at(head)
    return Actor(actor.span, actor.name, named=actor.named)


def event_clause(parse: Parse, trigger: Trigger) -> Span:
    """The words that tell a happening: its clause; with a noun before it that a relative clause speaks of."""
    top = trigger.spine[-1]
    if trigger.blame is not None:
        return clause_span(parse, trigger.blame)
    if not is_verbal(top) and top.dep in ("nsubj", "nsubjpass") and is_verbal(parse.head(top)):
        top = parse.head(top)
    span = clause_span(parse, top)
    before = parse.head(top) if top.dep in ("relcl", "acl") else None
    if top.dep == "xcomp":
        before = surface_subject(parse, top)
    if before is not None and is_verbal(top) and before.i < top.i:
        span = hull([span, *(t.span for t in noun_phrase(parse, before))])
    return span
