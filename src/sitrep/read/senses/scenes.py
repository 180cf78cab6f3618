"""What a page shows besides a trigger: weapons, forces, people harmed, names, dates, sentence by sentence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sitrep.lexicon import Lexicon
from sitrep.model.annotations import Actor, Attribution, Equipment, PlaceMention, Quantity, Timex
from sitrep.model.parses import Parse, Token
from sitrep.model.spans import Span
from sitrep.read.actors.people import People
from sitrep.read.places.readings import tells_where
from sitrep.read.senses.words import Senses, Talk, is_meant, senses_of, sign_of
from sitrep.read.stages import Layers

# PLOVER sectors of those who bear arms for somebody.
ARMED = frozenset({"MIL", "REB", "UAF", "COP", "PRM", "SPY", "CRM"})
# Those of them who wage war, and not just keep order or break the law.
WARRING = frozenset({"MIL", "REB", "UAF"})
# Equipment that is no weapon of itself: lorries, ships and aircraft carry turnips too.
CARRYING = frozenset({"vehicle", "ship", "aircraft", "helicopter"})
# The measures of people harmed.
HARM = frozenset({"killed", "injured", "casualties", "bodies", "displaced", "missing", "captured"})


@dataclass(frozen=True)
class Scene:
    """A page with what was found in it, as the rules ask for it; sentences by their number."""

    parse: Parse
    people: People
    senses: Senses
    talk: Talk
    armed: frozenset[int]
    signs: tuple[Span, ...]
    kinds: Mapping[Span, str]
    harmed: frozenset[int]
    named: frozenset[int]
    dated: frozenset[int]
    public: bool
    hurt: tuple[Quantity, ...]
    places: tuple[PlaceMention, ...]
    weapons: tuple[Equipment, ...]
    politics: tuple[Span, ...]
    said: tuple[Span, ...]

    @classmethod
    def of(cls, parse: Parse, people: People, layers: Layers, lexicon: Lexicon) -> "Scene":
        """Gather what speaks for conflict on a page: weapons, forces, people harmed, words of war.

        `public` pages name a country or say who tells what: news, and seldom figures of speech.
        """
        senses = senses_of(lexicon)
        talk = Talk(parse, senses)
        hurt = tuple(q for q in layers.of(Quantity) if q.measure in HARM)
        weapons = tuple(layers.of(Equipment))
        forces = [a for a in layers.of(Actor) if ARMED & set(a.roles) or a.status == "combatant"]
        anchors = [t for t in parse.tokens if t.pos in ("NOUN", "PROPN") and sign_of(senses, t) == "war"]
        kinds = {t.span: "war" if senses.is_strong("anchor", t) else "figure" for t in anchors}
        kinds |= {w.span: "carrier" if w.kind in CARRYING else "arms" for w in weapons}
        kinds |= {f.span: "forces" if is_warring(f) else "police" for f in forces}
        kinds = {span: kind for span, kind in kinds.items() if is_meant(talk, span)}
        places = tuple(p for p in layers.of(PlaceMention) if tells_where(p))
        states = [a.span for a in layers.of(Actor) if a.country or (a.named and a.roles)]
        names = [p.span for p in places] + states
        dates = [t.span for t in layers.of(Timex) if t.type.value in ("DATE", "TIME")]
        return cls(
            parse,
            people,
            senses,
            talk,
            sentences_at(parse, kinds),
            tuple(kinds),
            kinds,
            sentences_at(parse, [q.span for q in hurt]),
            sentences_at(parse, names),
            sentences_at(parse, dates),
            any(a.country for a in layers.of(Actor)) or bool(layers.of(Attribution)),
            hurt,
            places,
            weapons,
            tuple(a.span for a in layers.of(Actor) if is_of_politics(a)),
            tuple(a.span for a in layers.of(Attribution) if a.source is not None),
        )

    def is_armed(self, token: Token) -> bool:
        """Whether a word's sentence names a force, a weapon or another word of conflict besides the word itself."""
        return bool(self.signs_beside(token))

    def signs_beside(self, token: Token) -> frozenset[str]:
        """The kinds of signs of war in a word's sentence besides the word itself: `forces`, `police`, `arms` ..."""
        sentence = self.parse.sentence_span(self.parse.sentence(token))
        own = [token, *self.parse.children(token, "oprd", "acomp", "prt")]
        beside = (s for s in self.signs if s.overlaps(sentence) and not any(s.overlaps(t.span) for t in own))
        return frozenset(self.kinds[s] for s in beside)

    def domain(self, number: int, besides: Token | None = None) -> int:
        """The weight of the strongest domain (games, markets ...) in a sentence and beside it, but for one word."""
        return self.talk.domain(number, besides)


def is_warring(actor: Actor) -> bool:
    """Whether a force wages war: an army, rebels, fighters; not police, spies and gangs."""
    return bool(WARRING & set(actor.roles)) or actor.status == "combatant"


def is_of_politics(actor: Actor) -> bool:
    """Whether an actor is a country or of one, or a body of several; no police, which every town has."""
    return (bool(actor.country) or actor.type == "igo") and "COP" not in actor.roles


def sentences_at(parse: Parse, spans: Iterable[Span]) -> frozenset[int]:
    """The numbers of the sentences in which some spans begin."""
    heads = (parse.at(span) for span in spans)
    return frozenset(parse.sentence_number(head) for head in heads if head is not None)
