"""One deed told twice on a page: the second telling is a further passage of the first one's claim."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from sitrep.model.annotations import Event, Quantity, Source
from sitrep.model.claims import Claim
from sitrep.model.parses import Parse, Token
from sitrep.model.spans import Span
from sitrep.read.grammar.phrases import is_definite, is_verbal
from sitrep.read.happenings.agreement import DEEDS, agree, is_one_day, is_one_place, is_same_harm
from sitrep.read.happenings.likeness import (
    bare_name,
    is_known_by,
    is_of_one_force,
    is_of_same_sort,
    is_one_party,
    is_same,
    shares,
)
from sitrep.read.happenings.retellings import is_as_many, is_told_otherwise
from sitrep.read.happenings.victims import COUNT, Victims, is_death, is_further, is_until_death
from sitrep.read.numbers.quantities import HARM

# How long a word must be to say what a happening is about.
TELLING = 5
# Nouns for any violent deed, and how many letters a noun and its verb share: "killing", "killed".
GENERAL = frozenset({"attack", "assault"})
STEM = 4
# Words of clauses that only say when something else happens.
DATING = frozenset({"after", "before", "since", "following", "until", "when"})
# Whoever was harmed, by no other name.
HARMED = frozenset({"victim", "victims", "wounded", "injured"})
SUBJECTS = ("nsubj", "nsubjpass")
# How many sentences a headline and what it announces may take.
HEADLINE, LEAD = 1, 4
# Wordings that are kept as they are compared: a claim is compared with all before it on its page.
COMPARED = 500


def merge_repeated(parse: Parse, claims: Sequence[Claim]) -> list[Claim]:
    """Claims with each repetition on the page folded into the first, as a further passage of it.

    A clause that only dates something by a deed told before, by whomever, makes no claim.
    """
    merged: list[Claim] = []
    alike: dict[tuple[object, ...], list[int]] = {}
    victims = Victims.of(c.event for c in claims if c.event is not None)
    known = victims.known
    for claim in claims:
        told = known(claim)
        numbers = alike.setdefault((family(claim.event), claim.stance, *map(voice, claim.sources)), [])
        told_again = (n for n in reversed(numbers) if is_repetition(parse, known(merged[n]), told))
        n = next(told_again, None)
        if n is not None and claim.evidence != merged[n].evidence:
            merged[n] = folded(merged[n], claim)
        elif n is None and not any(is_only_taken_up(parse, known(one).event, told.event) for one in merged):
            n = headline_of(parse, merged, claim)
            numbers.append(len(merged) if n is None else n)
            if n is None:
                merged.append(claim)
            else:
                merged[n] = announced(merged[n], claim)
    return merged


def headline_of(parse: Parse, merged: Sequence[Claim], claim: Claim) -> int | None:
    """The number of a headline's claim that a lead tells as somebody's words, or None."""
    event = claim.event
    if event is None or not claim.sources:
        return None
    for n, one in enumerate(merged):
        alike = not one.sources and one.stance == claim.stance and family(one.event) == family(event)
        if (
            alike
            and one.event is not None
            and is_headline(parse, one)
            and agree(one.event, event)
            and is_announced(parse, one.event, event)
        ):
            return n
    return None


def is_headline(parse: Parse, claim: Claim) -> bool:
    """Whether a claim is of a line that ends in no full stop."""
    first = next(iter(parse.tokens_in(claim.evidence)), None)
    return first is not None and parse.sentence_tokens(parse.sentence(first))[-1].text != "."


def announced(headline: Claim, lead: Claim) -> Claim:
    """The lead with its headline as a further passage: a headline leaves out whose words it has."""
    passages = (headline.evidence, *headline.passages)
    return replace(lead, passages=passages, event=filled(lead.event, headline.event))


def folded(first: Claim, second: Claim) -> Claim:
    """The first telling with the second as a further passage; the second leads where the first only counts the hurt."""
    if is_until_death(first.event, second.event):
        return replace(second, passages=(first.evidence, *first.passages, *second.passages))
    return replace(first, passages=(*first.passages, second.evidence), event=filled(first.event, second.event))


def family(event: Event | None) -> tuple[str | None, str | None] | None:
    """What tellings of one deed have in common: its type and kind; an assault and its casualties are one."""
    if event is None:
        return None
    return ("ASSAULT", None) if event.kind == "casualties" else (event.type, event.kind)


def voice(source: Source) -> object:
    """Whose voice a source is: a state's forces by any name of theirs, others by their name."""
    actor = source.actor
    forces = actor.type == "state" and bool(actor.country) and "MIL" in actor.roles and not actor.named
    return (actor.country, actor.roles) if forces else bare_name(actor)


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
    same = is_same_telling(text, one, other) or (agree(one, other) and is_same_deed(parse, one, other))
    return same or is_told_otherwise(parse, one, other)


def is_same_deed(parse: Parse, one: Event, other: Event) -> bool:
    """Whether two tellings that do not contradict each other are of one deed."""
    return is_done_once(one, other) or is_reference(parse, one, other) or is_announced(parse, one, other)


def is_same_telling(text: str, one: Event, other: Event) -> bool:
    """Whether two tellings have the same word, standing, people, counts, time and place, or the same in other words."""
    if is_in_other_words(one, other):
        return True
    if not (one.actors or any(r.named for r in one.recipients)) or deed(one) != deed(other):
        return False
    # Where nobody is named as the other side, the words must speak of the same: "welcomed the offer".
    return bool(one.recipients) or bool(said_of(text, one) & said_of(text, other))


def is_in_other_words(one: Event, other: Event) -> bool:
    """Whether two tellings are of one doer's deed of one sort, to the same sort of people, at one time."""
    if one.mode is None or one.mode != other.mode or one.time is None or other.time is None:
        return False
    done = shares(one.actors, other.actors, is_one_party) and shares(one.recipients, other.recipients, is_of_same_sort)
    return done and agree(one, other)


def is_done_once(one: Event, other: Event) -> bool:
    """Whether both tellings are of the same people harmed, held or sentenced, who are named or referred to."""
    measures = {q.measure for q in one.quantities}, {q.measure for q in other.quantities}
    same = bool(measures[0] & measures[1])
    hurt = "killed" in measures[0] and measures[1] == {"injured"} and other.row == COUNT
    general = "casualties" in measures[0] | measures[1] or not all(measures) or hurt
    dead = is_until_death(one, other) or ("killed" in measures[0] and is_death(other))
    if not same and not general and not dead:
        return False
    if one.type != other.type and not same and measures[1] != {"injured"} and not dead:
        # Whoever was shot and then died is told of twice; that they lie in hospital says the first again.
        return False
    known = [shares((a,), one.recipients, is_known_by) for a in other.recipients]
    return (bool(known) and all(known)) or is_one_toll(one, other)


def is_one_toll(one: Event, other: Event) -> bool:
    """Whether two tellings count the same sort of people of one country as harmed, in figures that go together."""
    counts = {q.measure for q in one.quantities} & {q.measure for q in other.quantities} & {"killed", "injured"}
    return bool(counts) and is_one_place(one, other) and shares(one.recipients, other.recipients, is_of_one_force)


def is_reference(parse: Parse, one: Event, other: Event) -> bool:
    """Whether a noun only names again a deed told before: "the attack", "Monday's killings"."""
    word = parse.at(other.trigger)
    before = parse.at(one.trigger)
    if word is None or before is None or word.pos != "NOUN" or other.quantities:
        return False
    if not is_one_place(one, other) or not is_same_word(before, word, one, other):
        return False
    known = bool(other.recipients) and all(shares((a,), one.recipients, is_same) for a in other.recipients)
    return known or (is_definite(parse, word) and not other.recipients)


def says_nothing_new(one: Event, other: Event) -> bool:
    """Whether a telling has no time, place, doer or figure that the one before lacks."""
    places = {p.place.name for p in other.places} <= {p.place.name for p in one.places}
    day = other.time is None or (one.time is not None and one.time.value == other.time.value)
    return places and day and not other.quantities and (not other.actors or bool(one.actors))


def is_same_word(before: Token, word: Token, one: Event, other: Event) -> bool:
    """Whether a noun can name what a word before it told: by its stem, its means, or as any attack."""
    if one.type != "ASSAULT":
        return one.row == other.row
    same = word.lemma[:STEM] == before.lemma[:STEM] or (one.mode is not None and one.mode == other.mode)
    return same or word.lemma in GENERAL


def is_only_taken_up(parse: Parse, one: Event | None, other: Event | None) -> bool:
    """Whether a telling only takes up a deed told before: to date something by it, or to say more of those harmed."""
    return is_dated_by(parse, one, other) or is_of_those_harmed(parse, one, other)


def is_of_those_harmed(parse: Parse, one: Event | None, other: Event | None) -> bool:
    """Whether a count without a verb of harm is of people whom a deed told before harmed: "the victims", "both"."""
    if one is None or other is None or other.row != COUNT or other.kind != "casualties":
        return False
    words = [word.lower for q in other.quantities[:1] for word in phrase(parse, q.span)]
    known = words[:1] == ["the"] or (words[:1] in (["one"], ["all"]) and "the" in words) or words == ["both"]
    # "three of the four victims"
    known = known or ("of the" in " ".join(words) and words[-1] in HARMED)
    harmed = family(one) == family(other) and not one.negated and not one.historical
    return (known or is_still_hurt(one, other)) and harmed and is_one_day(one, other)


def phrase(parse: Parse, span: Span) -> list[Token]:
    """The words of a count with the article before it."""
    words = list(parse.tokens_in(span))
    before = [parse.tokens[words[0].i - 1]] if words and words[0].i > 0 else []
    return [*(t for t in before if t.pos == "DET"), *words]


def is_still_hurt(one: Event, other: Event) -> bool:
    """Whether those counted as hurt are known from a deed before, by name or reference: "he is in hospital"."""
    hurt = {q.measure for q in other.quantities} == {"injured"} and any(q.measure in HARM for q in one.quantities)
    return hurt and bool(other.recipients) and all(shares((a,), one.recipients, is_known_by) for a in other.recipients)


def is_dated_by(parse: Parse, one: Event | None, other: Event | None) -> bool:
    """Whether a deed told before only dates something, or is what a clause speaks of: "after he was shot"."""
    if one is None or other is None or other.type not in DEEDS or one.type not in (other.type, None):
        return False
    word, before = parse.at(other.trigger), parse.at(one.trigger)
    if word is None or before is None or not agree(one, other):
        return False
    topic = word.pos == "NOUN" and is_definite(parse, word) and word.dep in SUBJECTS
    if not is_dating(parse, word) and not (topic and says_nothing_new(one, other)):
        return False
    counted = any(q.best is None or q.best > 1 for q in other.quantities)
    known = all(shares((a,), one.recipients, is_known_by) for a in other.recipients)
    same = is_same_word(before, word, one, other) or (bool(other.recipients) and is_same_harm(one, other))
    return known and same and not counted


def is_dating(parse: Parse, word: Token) -> bool:
    """Whether a word tells something in a clause that says when something else happens."""
    top = word if is_verbal(word) else parse.head(word)
    marks = {c.lower for c in parse.children(top, "mark", "advmod") if c.i < word.i}
    if top.dep == "pcomp":
        marks = {parse.head(top).lower}
    return top.dep in ("advcl", "pcomp", "relcl") and bool(marks & DATING)


def is_announced(parse: Parse, one: Event, other: Event) -> bool:
    """Whether the first sentences tell what the headline did: the same word, of the same sort of people."""
    words = [parse.at(event.trigger) for event in (one, other)]
    places = [parse.sentence_number(word) for word in words if word is not None]
    if not is_same_harm(one, other) or len(places) < len(words) or places[0] >= HEADLINE or places[1] > LEAD:
        return False
    if any(is_further(a) for a in other.recipients):
        return False
    alike = shares(one.recipients, other.recipients, is_of_same_sort) or not one.recipients or is_as_many(one, other)
    return alike and is_one_place(one, other)


def filled(first: Event | None, second: Event | None) -> Event | None:
    """The first telling of a deed with what only the second says of it."""
    if first is None or second is None:
        return first
    measures = {q.measure for q in first.quantities} | ({"casualties"} if first.quantities else set())
    # Whoever was killed was hurt before, and is no second victim.
    measures |= {"injured"} if "killed" in measures and not is_of_several(second) else set()
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


def is_of_several(event: Event) -> bool:
    """Whether a happening counts more than one person."""
    return any(q.best is None or q.best > 1 for q in event.quantities)


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


@lru_cache(maxsize=COMPARED)
def plain(text: str) -> str:
    """A text's letters and digits in lower case: what counts as the same wording.

    >>> plain("It’s  so.") == plain("it's so")
    True
    """
    return "".join(c for c in text.casefold() if c.isalnum())
