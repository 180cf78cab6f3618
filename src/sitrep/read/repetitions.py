"""One deed told twice on a page: the second telling is a further passage of the first one's claim."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from sitrep.model.annotations import Actor, Event, Quantity
from sitrep.model.claims import Claim
from sitrep.model.parses import Parse
from sitrep.read.references import is_one

# How long a word must be to say what a happening is about.
TELLING = 5
# Types of deeds that are done to somebody once: whoever was shot, held or sentenced was so in one deed.
DEEDS = frozenset({"ASSAULT", "COERCE", "SANCTION"})
KINDS = frozenset({"casualties", "recovery", "displacement"})
# Words that say that a happening is known already.
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
# Nouns for any violent deed, and how many letters a noun and its verb share: "killing", "killed".
GENERAL = frozenset({"attack", "assault"})
STEM = 4
# How many words with its article a phrase needs to mean one party on a page: "the militant group".
DESCRIBING = 3
# How many sentences a headline and what it announces may take.
HEADLINE, LEAD = 1, 4


def merge_repeated(parse: Parse, claims: Sequence[Claim]) -> list[Claim]:
    """Claims with each repetition on the page folded into the first, as a further passage of it."""
    merged: list[Claim] = []
    alike: dict[tuple[object, ...], list[int]] = {}
    for claim in claims:
        event = claim.event
        key = (event.type, event.kind) if event is not None else None
        numbers = alike.setdefault((key, claim.stance, *(s.actor.name for s in claim.sources)), [])
        n = next((n for n in reversed(numbers) if is_repetition(parse, merged[n], claim)), None)
        if n is None:
            numbers.append(len(merged))
            merged.append(claim)
        elif claim.evidence != merged[n].evidence:
            told = filled(merged[n].event, event)
            merged[n] = replace(merged[n], passages=(*merged[n].passages, claim.evidence), event=told)
    return merged


def is_repetition(parse: Parse, first: Claim, second: Claim) -> bool:
    """Whether a claim of the same voice and stance only says again what another says: the same words or deed."""
    text = parse.document.text
    if first.evidence == second.evidence:
        return False
    one, other = first.event, second.event
    same_words = plain(first.evidence.quote(text)) == plain(second.evidence.quote(text))
    if one is None or other is None:
        return one is other and same_words
    if same_words:
        return one.row == other.row and one.trigger.quote(text) == other.trigger.quote(text)
    if is_same_telling(text, one, other):
        return True
    if not agree(one, other):
        return False
    return is_done_once(one, other) or is_reference(parse, one, other) or is_announced(parse, one, other)


def is_same_telling(text: str, one: Event, other: Event) -> bool:
    """Whether two tellings have the same word, standing, people, counts, time and place."""
    if not one.actors or deed(one) != deed(other):
        return False
    # Where nobody is named as the other side, the words must speak of the same: "welcomed the offer".
    return bool(one.recipients) or bool(said_of(text, one) & said_of(text, other))


def agree(one: Event, other: Event) -> bool:
    """Whether two tellings can be of one deed: of its kind and standing, and nothing said that contradicts."""
    if one.type not in DEEDS and one.kind not in KINDS:
        return False
    if (one.status, one.historical, one.negated) != (other.status, other.historical, other.negated):
        return False
    if None not in (one.mode, other.mode) and one.mode != other.mode:
        return False
    figures = {q.measure: q.best for q in one.quantities}
    counted = all(figures.get(q.measure, q.best) == q.best for q in other.quantities)
    doers = not one.actors or not other.actors or shares(one.actors, other.actors, is_same)
    return counted and doers and is_one_day(one, other)


def is_one_day(one: Event, other: Event) -> bool:
    """Whether the times of two tellings can be one: where one has none, or only an hour, they can."""
    times = [t for t in (one.time, other.time) if t is not None and t.type.value == "DATE"]
    return len({t.value for t in times}) <= 1


def is_done_once(one: Event, other: Event) -> bool:
    """Whether both tellings are of the same person harmed, held or sentenced, who is named or referred to."""
    measures = {q.measure for q in one.quantities}, {q.measure for q in other.quantities}
    if all(measures) and not measures[0] & measures[1] and "casualties" not in measures[0] | measures[1]:
        return False
    return bool(other.recipients) and all(shares((a,), one.recipients, is_same) for a in other.recipients)


def is_reference(parse: Parse, one: Event, other: Event) -> bool:
    """Whether a noun only names again a deed told before: "the attack", "Monday's killings"."""
    word = parse.at(other.trigger)
    before = parse.at(one.trigger)
    if word is None or before is None or word.pos != "NOUN" or other.quantities or one.type != "ASSAULT":
        return False
    same = word.lemma[:STEM] == before.lemma[:STEM] or (one.mode is not None and one.mode == other.mode)
    if not same and word.lemma not in GENERAL:
        return False
    definite = any(c.lower in DEFINITE or c.dep == "poss" for c in parse.children(word, "det", "poss"))
    known = bool(other.recipients) and all(shares((a,), one.recipients, is_same) for a in other.recipients)
    return is_one_place(one, other) and (known or (definite and not other.recipients))


def is_announced(parse: Parse, one: Event, other: Event) -> bool:
    """Whether the first sentences tell what the headline did: the same word, of the same sort of people."""
    words = [parse.at(event.trigger) for event in (one, other)]
    places = [parse.sentence_number(word) for word in words if word is not None]
    if one.row != other.row or len(places) < len(words) or places[0] >= HEADLINE or places[1] > LEAD:
        return False
    alike = shares(one.recipients, other.recipients, is_of_same_sort)
    return alike and is_one_place(one, other)


def is_one_place(one: Event, other: Event) -> bool:
    """Whether two tellings name no different places."""
    names = [{p.place.name for p in event.places} for event in (one, other)]
    return not all(names) or bool(names[0] & names[1])


def shares(some: Sequence[Actor], others: Sequence[Actor], same: Callable[[Actor, Actor], bool]) -> bool:
    """Whether two groups have somebody in common."""
    return any(same(a, b) for a in some for b in others)


def is_same(actor: Actor, other: Actor) -> bool:
    """Whether two mentions are of one person or party: by reference, by name, or by the same definite words."""
    name = actor.name.casefold()
    described = name.startswith("the ") and len(name.split()) >= DESCRIBING
    return is_one(actor, other) or ((actor.named or described) and name == other.name.casefold())


def is_of_same_sort(actor: Actor, other: Actor) -> bool:
    """Whether two mentions have the same noun: "girl", "a three-year-old girl"."""
    return actor.name.casefold().split()[-1:] == other.name.casefold().split()[-1:]


def filled(first: Event | None, second: Event | None) -> Event | None:
    """The first telling of a deed with what only the second says of it."""
    if first is None or second is None:
        return first
    measures = {q.measure for q in first.quantities} | ({"casualties"} if first.quantities else set())
    more: tuple[Quantity, ...] = tuple(q for q in second.quantities if q.measure not in measures and q.part_of is None)
    return replace(
        first,
        mode=first.mode or second.mode,
        actors=first.actors or second.actors,
        time=first.time or second.time,
        place=first.place or second.place,
        places=first.places or second.places,
        quantities=(*first.quantities, *more),
    )


def said_of(text: str, event: Event) -> set[str]:
    """The longer words of what tells a happening, less its trigger and its doers."""
    taken = {event.trigger, *(a.span for a in event.actors)}
    words = {w.casefold().strip(",.;:“”\"'") for w in event.clause.quote(text).split()}
    own = {w.casefold() for span in taken for w in span.quote(text).split()}
    return {w for w in words - own if len(w) >= TELLING}


def deed(event: Event) -> tuple[object, ...]:
    """What makes two tellings the same deed: word, standing, people, counts, time and place as told."""
    return (
        event.row,
        event.status,
        {a.name.lower() for a in event.actors},
        {a.name.lower() for a in event.recipients},
        [(q.measure, q.best, q.low, q.high) for q in event.quantities],
        event.time.value if event.time else None,
        event.place.name if event.place else None,
    )


def plain(text: str) -> str:
    """A text's letters and digits in lower case: what counts as the same wording.

    >>> plain("It’s  so.") == plain("it's so")
    True
    """
    return "".join(c for c in text.casefold() if c.isalnum())
