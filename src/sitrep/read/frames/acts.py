"""Speech acts that PLOVER codes: what they speak of, whom they address, and those that only a mood tells.

Refusing, demanding and promising are deeds of their own, and so is saying that one will: "will withdraw" commits
(AGREE), "will close the border" threatens (THREATEN), "must withdraw" demands (REQUEST), as CAMEO and PLOVER code them.
The classes of mood are Searle's commissives and directives (1976).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from sitrep.lexicon import Lexicon
from sitrep.lexicon.tables import MoodRow
from sitrep.model.annotations import Actor, Attribution, Event
from sitrep.model.parses import Parse, Token
from sitrep.read.actors.people import People
from sitrep.read.actors.references import is_one
from sitrep.read.frames.subjects import surface_subject
from sitrep.read.frames.triggers import Trigger
from sitrep.read.grammar.phrases import PRESENT, clause_span, is_infinitive, is_verbal

# PLOVER's verbal types: acts done by saying something of a deed.
VERBAL = frozenset({"AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
# Deeds whose promise is an agreement, and those whose promise is a threat.
COOPERATIVE = frozenset({"SUPPORT", "CONSULT", "COOPERATE", "AID", "CONCEDE", "RETREAT"})
HOSTILE = frozenset({"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})
# Words for what is done before a deed, and said by nobody.
PREPARING = frozenset({"prepare", "go", "set"})
# What is still to come.
TO_COME = frozenset({"planned", "threatened", "hypothetical", "prepared"})
# How a deed hangs on the word of the act that speaks of it.
COMPLEMENTS = frozenset(
    {"dobj", "xcomp", "ccomp", "pobj", "pcomp", "prep", "dative", "acl", "conj", "acomp", "attr", "oprd"}
)
# Phrases beside a verb that tell when, where and why, and nothing that it speaks of.
CIRCUMSTANCES = frozenset(
    {
        "in",
        "on",
        "after",
        "before",
        "during",
        "amid",
        "since",
        "until",
        "near",
        "while",
        "following",
        "despite",
        "because",
    }
)
# Prepositions that lead to whom a deed is aimed at.
AIMING = frozenset({"to", "against", "on", "with", "in", "into", "at", "for", "from", "of", "by"})
# How many words may stand between a mood and the deed under it.
LEVELS = 2


@dataclass(frozen=True)
class Moods:
    """The mood rows of a lexicon by frame and lemma."""

    rows: Mapping[tuple[str, str], MoodRow]

    @classmethod
    @cache
    def of(cls, lexicon: Lexicon) -> "Moods":
        """Index a lexicon's rows, once."""
        return cls({(row.frame, row.lemma): row for row in lexicon.moods})

    def on(self, parse: Parse, verb: Token) -> tuple[Token, MoodRow] | None:
        """The auxiliary of a verb that makes an act of it, with its row, or None."""
        for child in parse.children(verb, "aux"):
            row = self.rows.get(("auxiliary", child.lemma)) or self.rows.get(("auxiliary", child.lower))
            if row is not None:
                return child, row
        return None

    def over(self, parse: Parse, verb: Token) -> tuple[Token, MoodRow] | None:
        """The word above an infinitive or clause that makes an act of it ("plans to", "ready to"), or None."""
        if verb.dep not in ("xcomp", "ccomp", "acl", "advcl"):
            return None
        governor = parse.head(verb)
        row = self.rows.get(("complement", governor.lemma)) or self.rows.get(("complement", governor.lower))
        return (governor, row) if row is not None else None


def with_contents(parse: Parse, triggers: Sequence[Trigger], events: Sequence[Event], people: People) -> list[Event]:
    """Speech acts with the deeds that they speak of, and whom these name where the act itself names nobody."""
    tops = {t.spine[-1].i: n for n, t in enumerate(triggers)} | {t.token.i: n for n, t in enumerate(triggers)}
    contents: dict[int, list[Event]] = {}
    for n, trigger in enumerate(triggers):
        above = _speaking(parse, trigger, tops, events)
        if above is not None and above != n:
            contents.setdefault(above, []).append(events[n])
    told = [addressed(event, contents[n]) if n in contents else event for n, event in enumerate(events)]
    return [aimed(parse, t.token, e, people) for t, e in zip(triggers, told, strict=True)]


def aimed(parse: Parse, word: Token, act: Event, people: People) -> Event:
    """A speech act that addresses nobody, with the country or party that its content is aimed at.

    "threatened to resume raids in Chad", "vowed to deal heavy blows to Chad": Chad.
    """
    if act.type not in VERBAL or any(is_party(r) for r in act.recipients):
        return act
    own = {a.country for a in act.actors}
    for child in parse.children(word, "xcomp", "ccomp", "dobj"):
        for token in parse.subtree(child):
            actor = people.at(token) if token.dep == "pobj" and parse.head(token).lower in AIMING else None
            if actor is not None and actor.country and actor.country not in own:
                return replace(act, recipients=tuple(people.together(token)))
    return act


def _speaking(parse: Parse, trigger: Trigger, tops: Mapping[int, int], events: Sequence[Event]) -> int | None:
    """The number of the nearest speech act whose complement a deed stands in, or None."""
    word = trigger.spine[-1]
    while word.dep in COMPLEMENTS and word.lower not in CIRCUMSTANCES:
        joined, word = word.dep == "conj", parse.head(word)
        n = None if joined else tops.get(word.i)
        if n is not None:
            return n if events[n].type in VERBAL else None
    return None


def addressed(act: Event, contents: Sequence[Event]) -> Event:
    """A speech act with what it speaks of; where it addresses nobody, those whom its content names.

    Who demands or accuses means who does the deed; who promises, threatens or refuses, whom it is done to.
    """
    speaks_of = tuple(dict.fromkeys(e.trigger for e in contents))
    if any(is_party(r) for r in act.recipients):
        return replace(act, speaks_of=speaks_of)
    own = {a.span for a in act.actors}
    doers = [a for e in contents for a in e.actors if a.span not in own]
    others = [a for e in contents for a in e.recipients if a.span not in own]
    first, second = (doers, others) if act.type in ("REQUEST", "ACCUSE") else (others, doers)
    meant = [a for a in first if is_party(a)] or [a for a in second if is_party(a)]
    return replace(act, speaks_of=speaks_of, recipients=act.recipients if not meant else tuple(dict.fromkeys(meant)))


def is_party(actor: Actor) -> bool:
    """Whether anything is known of an actor that makes it a party: country or role."""
    return bool(actor.country or actor.roles)


def mood_acts(
    parse: Parse,
    triggers: Sequence[Trigger],
    events: Sequence[Event],
    attributions: Sequence[Attribution],
    moods: Moods,
) -> Iterator[Event]:
    """Yield the promise or threat that a deed still to come is told as, if somebody is said to mean to do it."""
    acts = {t.token.i for t, e in zip(triggers, events, strict=True) if e.type in VERBAL}
    for trigger, event in zip(triggers, events, strict=True):
        kind = promised(event)
        found = mood_over(parse, trigger.spine[-1], moods) if kind is not None else None
        if found is None or not event.actors or found[0].i in acts:
            continue
        word, row = found
        # A page that itself says what will be promises nothing: "rebels will attack" is nobody's threat.
        said = any(a.source is not None and a.holds(word.span) for a in attributions)
        if row.force != "commissive" or (row.frame == "auxiliary" and not said) or is_preparing(event, row):
            continue
        yield replace(bare_act(event, word, row), type=kind)


def is_preparing(event: Event, row: MoodRow) -> bool:
    """Whether a party prepares violence and says nothing: the prepared deed tells all, and no threat is uttered."""
    return row.lemma in PREPARING and event.type in HOSTILE and not event.negated


def promised(event: Event) -> str | None:
    """The type of the act that announces a deed: AGREE, REJECT or THREATEN; None if none does."""
    if event.status not in TO_COME or event.historical:
        return None
    if event.type in COOPERATIVE:
        return "REJECT" if event.negated else "AGREE"
    if event.type in HOSTILE:
        return "AGREE" if event.negated else "THREATEN"
    return None


def mood_over(parse: Parse, word: Token, moods: Moods) -> tuple[Token, MoodRow] | None:
    """The nearest mood at or above the word of a deed."""
    for _ in range(LEVELS):
        found = moods.on(parse, word) or moods.over(parse, word)
        if found is not None:
            return found
        if word.dep not in ("xcomp", "conj", "dobj", "acomp"):
            return None
        word = parse.head(word)
    return None


def bare_act(content: Event, word: Token, row: MoodRow) -> Event:
    """An act on a mood's word, about a deed and between the same sides; what else belongs to the deed stays there."""
    return replace(
        content,
        trigger=word.span,
        kind=None,
        mode=None,
        status="occurred",
        row=f"moods:{row.key}",
        negated=False,
        equipment=(),
        time=None,
        place=None,
        places=(),
        quantities=(),
        speaks_of=(content.trigger,),
    )


def demands(
    parse: Parse, events: Sequence[Event], attributions: Sequence[Attribution], people: People, moods: Moods
) -> Iterator[Event]:
    """Yield a request for each "must" or "has to" that a speaker says of somebody else.

    "The minister said rebels must leave", "they ought to leave", "they need to leave".
    """
    by_start = {e.trigger.start: e for e in events}
    for verb in parse.tokens:
        found = directive_over(parse, verb, moods) if is_verbal(verb) else None
        if found is None:
            continue
        word, row = found
        speaker, subject = speaker_of(word, attributions), surface_subject(parse, verb)
        if speaker is None or subject is None or not is_party(speaker):
            continue
        told = tuple(a for a in people.together(subject) if is_party(a) and not is_same(a, speaker))
        if not told:
            continue
        below = [by_start[t.span.start] for t in parse.subtree(verb) if t.span.start in by_start]
        yield Event(
            trigger=word.span,
            clause=clause_span(parse, verb),
            type="REQUEST",
            kind=None,
            mode=None,
            status="occurred",
            row=f"moods:{row.key}",
            actors=(speaker,),
            recipients=told,
            speaks_of=tuple(dict.fromkeys(e.trigger for e in below)),
        )


def directive_over(parse: Parse, verb: Token, moods: Moods) -> tuple[Token, MoodRow] | None:
    """The "must" of a verb, or the "ought", "has" or "needs" above its infinitive, with its row; None if there is none.

    Such a verb demands in the simple present only: "had to leave" and "will have to leave" tell what circumstances
    force, and "does not have to leave" lets somebody off.
    """
    found = moods.on(parse, verb)
    if found is not None:
        return found if found[1].force == "directive" else None
    found = moods.over(parse, verb) if verb.dep == "xcomp" else None
    if found is None or found[1].force != "directive":
        return None
    above = found[0]
    simple = above.tag in (*PRESENT, "MD") and parse.child(above, "aux", "neg") is None
    return found if simple and is_infinitive(parse, verb) else None


def speaker_of(word: Token, attributions: Sequence[Attribution]) -> Actor | None:
    """Whose words a word is in: the innermost named speaker, or None."""
    around = [a for a in attributions if a.source is not None and a.holds(word.span)]
    innermost = min(around, key=lambda a: a.span.end - a.span.start, default=None)
    return innermost.source if innermost is not None else None


def is_same(actor: Actor, other: Actor) -> bool:
    """Whether two mentions are of one actor, as far as the page says: the same words, or one refers to the other."""
    return is_one(actor, other) or actor.name.lower() in ("we", "i", other.name.lower())
