"""What speaks for and against the literal sense of a word of violence: small reasons, each with its weight.

"The striker fired wide" and "the sniper fired wide" differ in no single word that a list could hold. What tells them
apart is much weak evidence that adds up: who does it, what suffers it, what else the sentence speaks of, whether
anybody says so, whether the page has other signs of conflict. The weights stand in data/sense_weights.json, with how
they were found; the sum of those that hold decides, and `reasons_for` says which these are.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sitrep.model.parses import Token
from sitrep.read.frames.triggers import Trigger
from sitrep.read.grammar.noun_classes import noun_class
from sitrep.read.grammar.phrases import is_verbal
from sitrep.read.senses.forms import forms_of
from sitrep.read.senses.habits import is_habit
from sitrep.read.senses.register import clauses_of, strength_of
from sitrep.read.senses.scenes import ARMED, Scene, is_warring
from sitrep.read.senses.words import ENOUGH, sign_of

# The parties to the talk itself, and the others that a pronoun may mean.
SPEAKERS = frozenset({"i", "we", "you", "me", "us", "myself", "yourself", "ourselves"})
OTHERS = frozenset({"he", "she", "they", "him", "her", "them", "who", "whom"})
OWNED = frozenset({"my", "our", "your"})
# The kinds of phrase that can be hurt, that can be hit, and that fight.
HUMAN = frozenset(
    {
        *("person", "fighter", "player", "artist", "kin", "force", "group"),
        *("person-name", "pronoun", "speaker", "count", "party", "armed", "police"),
    }
)
REAL = frozenset({"structure", "vehicle", "place", "placename", "weapon"})
MIGHTY = frozenset({"armed", "police", "fighter", "force", "weapon", "party"})
# What an argument is about: "hit the governor on crime", "blew up over a lane".
TOPICAL = frozenset({"on", "over", "about", "for"})
TOPICS = frozenset({"abstract", "talk", "amount", "act", "money", "law", "work"})
# What is said to recur is no news: "always", "every season", but not "robbed every traveller".
RECURRING = frozenset({"always", "usually", "often", "never", "whenever", "sometimes"})
DISTRIBUTIVE = frozenset({"every", "each"})
SPELLS = frozenset(
    {
        *("day", "week", "month", "year", "night", "morning", "evening", "weekend", "hour", "minute", "time"),
        *("season", "spring", "summer", "autumn", "winter", "game", "match", "round", "turn", "level"),
    }
)
# What is done to bodies: said of people it is seldom a figure, as "beat" and "attack" are.
BODILY = frozenset(
    {
        *("kill", "murder", "wound", "injure", "shoot", "stab", "behead", "execute", "massacre", "slay", "rape"),
        *("kidnap", "abduct", "assassinate", "torture", "maim", "rob", "detain", "arrest", "die"),
    }
)
# With more than this weight a domain has nearly every word of a sentence.
PLENTY = 4
# Labels of words that say when; what they name is no company.
TIMES = ("DATE", "TIME")
STOPS = (".", "!", "?", '"', "”", "'", "’", "''")


@dataclass(frozen=True)
class Weights:
    """The weights of the reasons by name, the classes of trigger words, and the sum from which a word is meant."""

    weights: Mapping[str, float]
    words: Mapping[str, str]
    threshold: float


@cache
def load_weights() -> Weights:
    """The weights that ship with sitrep."""
    raw = json.loads((files("sitrep.read.senses") / "data" / "sense_weights.json").read_text(encoding="utf-8"))
    words = {word: name for name, members in raw["words"].items() for word in members}
    return Weights(raw["weights"], words, raw["threshold"])


def is_meant_so(scene: Scene, trigger: Trigger, doers: list[Token], patients: list[Token]) -> bool:
    """Whether the evidence on a page is enough to take a word of violence literally."""
    weights = load_weights()
    return sum(weights.weights.get(r, 0.0) for r in reasons_for(scene, trigger, doers, patients)) >= weights.threshold


def reasons_for(scene: Scene, trigger: Trigger, doers: list[Token], patients: list[Token]) -> list[str]:
    """The names of all that speaks for or against the literal sense of a trigger, each once."""
    does, suffers = ({kind_of(scene, t) for t in heads} for heads in (doers, patients))
    bodily = is_bodily(trigger, suffers)
    # A player who was stabbed after the match is no figure of sport.
    is_plain = bodily and class_of(trigger) == "literal"
    found = [
        *of_word(trigger, bodily=bodily),
        *(f"doer:{kind}" for kind in sorted(does or {"none"})),
        *(f"patient:{kind}" for kind in sorted(suffers or {"none"})),
        *forms_of(scene.parse, untold(scene, doers), untold(scene, patients)),
        *of_parties(scene, trigger, does, suffers),
        *of_grammar(scene, trigger),
        *of_register(scene, trigger),
        *of_sentence(scene, trigger),
        *of_company(scene, trigger, [*doers, *patients]),
        *of_page(scene, trigger),
        *(() if is_plain else of_domain(scene, trigger.token)),
    ]
    return list(dict.fromkeys(found))


def of_word(trigger: Trigger, *, bodily: bool) -> Iterator[str]:
    """Yield what the word itself and its row say: its class, its type, whether it needs company."""
    row = trigger.row
    yield "word:literal" if bodily else f"word:{class_of(trigger)}"
    yield f"type:{row.type or row.kind}"
    if row.needs:
        yield "word:company"


def class_of(trigger: Trigger) -> str:
    """The class of a word: `literal` is said of violence only, `loose` of much else, `other` lies between."""
    return load_weights().words.get(trigger.token.lemma.lower(), "other")


def is_bodily(trigger: Trigger, suffers: set[str]) -> bool:
    """Whether it is done to the body of somebody who has one: people are killed in earnest, time is not."""
    return trigger.token.lemma.lower() in BODILY and bool(suffers & HUMAN - {"speaker"})


def kind_of(scene: Scene, token: Token) -> str:
    """What sort of thing a phrase is of: weapon, armed, party, a name, a pronoun, or the class of its noun."""
    if any(w.span.overlaps(token.span) for w in scene.weapons):
        return "weapon"
    known = known_as(scene, token)
    if known is not None:
        return known
    if any(q.span.overlaps(token.span) and (q.best or 0) > 1 for q in scene.hurt):
        return "count"
    # What sitrep's own list calls built is built, whatever sense WordNet puts first ("market", "post").
    built = sign_of(scene.senses, token) == "target"
    return "structure" if built else noun_class(token) or "unknown"


def known_as(scene: Scene, token: Token) -> str | None:
    """What is known of a phrase besides its noun: an actor of the page, a place, a pronoun, a name; or None."""
    actor = scene.people.at(token)
    forces = ARMED & set(actor.roles) or actor.status == "combatant"
    kinds = (
        ("armed", bool(forces) and is_warring(actor)),
        ("police", bool(forces)),
        ("party", bool(actor.country or actor.roles or actor.type)),
        ("placename", any(p.span.overlaps(token.span) for p in scene.places)),
        ("speaker", token.lower in SPEAKERS),
        ("pronoun", token.lower in OTHERS),
        ("it", token.pos == "PRON"),
        ("person-name", token.pos == "PROPN" and scene.parse.label(token) == "PERSON"),
        ("name", token.pos == "PROPN"),
    )
    return next((kind for kind, holds in kinds if holds), None)


def untold(scene: Scene, heads: list[Token]) -> list[Token]:
    """The phrases that are of no known force, party or weapon, so that their form has something to add."""
    return [t for t in heads if kind_of(scene, t) not in MIGHTY]


def of_parties(scene: Scene, trigger: Trigger, does: set[str], suffers: set[str]) -> Iterator[str]:
    """Yield what doer and sufferer say together."""
    row = trigger.row
    if does and not does & (HUMAN | MIGHTY):
        yield "parties:nobody-does"
    if suffers and not suffers & (HUMAN | REAL):
        yield f"parties:{row.type or row.kind}-of-no-thing"
    if row.type == "ASSAULT" and row.pos == "verb" and not suffers:
        yield "parties:hurts-nobody"
    if row.pos == "verb" and suffers & HUMAN - {"speaker", "player", "artist"}:
        yield "parties:hurts-people"
    if does & MIGHTY and suffers & (HUMAN | REAL):
        yield "parties:force-on-real"
    if row.type == "THREATEN" and row.pos == "verb":
        yield from of_threat(scene, trigger.token)


def of_threat(scene: Scene, verb: Token) -> Iterator[str]:
    """Yield whether what is threatened is itself violent."""
    for deed in scene.parse.children(verb, "xcomp", "ccomp"):
        known = load_weights().words.get(deed.lemma.lower())
        yield "threat:violent" if known is not None else "threat:mild"


def of_grammar(scene: Scene, trigger: Trigger) -> Iterator[str]:
    """Yield what the form of the sentence says: habits, headlines, talk between speaker and reader, topics."""
    parse, token = scene.parse, trigger.token
    words = parse.sentence_tokens(parse.sentence(token))
    if is_habit(parse, token):
        yield "grammar:habit"
    if any(t.lower in RECURRING or (t.lower in DISTRIBUTIVE and parse.head(t).lemma in SPELLS) for t in words):
        yield "grammar:recurring"
    if words[-1].text not in STOPS:
        yield "grammar:unstopped"
    if words[-1].text in ("!", "?"):
        yield "grammar:exclaimed"
    if any(t.lower in OWNED | SPEAKERS for t in words):
        yield "grammar:speaker"
    if not is_verbal(token):
        return
    if token.tag == "VB":
        yield "grammar:bare"
    particle = parse.child(token, "prt")
    if particle is not None and particle.lower not in trigger.row.needs:
        yield "grammar:particle"
    about = (t for p in parse.children(token, "prep") if p.lower in TOPICAL for t in parse.children(p, "pobj"))
    if any(noun_class(t) in TOPICS for t in about):
        yield "grammar:topic"


def of_register(scene: Scene, trigger: Trigger) -> Iterator[str]:
    """Yield how the sentence is told, where nothing else on the page shows that it is of conflict."""
    if not scene.armed - {scene.parse.sentence_number(trigger.token)}:
        yield from (f"register:{strength}" for strength in strength_of(scene.parse, trigger.token))
        yield from (f"clauses:{kind}" for kind in clauses_of(scene.parse, trigger.token))


def of_sentence(scene: Scene, trigger: Trigger) -> Iterator[str]:
    """Yield what else the sentence holds: signs of war, weapons, people harmed, names, dates, a speaker."""
    parse, token = scene.parse, trigger.token
    number, sentence = parse.sentence_number(token), parse.sentence_span(parse.sentence(token))
    yield from (f"sentence:{kind}" for kind in sorted(scene.signs_beside(token)))
    if any(w.span.overlaps(sentence) and not w.span.overlaps(token.span) for w in scene.weapons):
        yield "sentence:weapon"
    for name, numbers in (("harmed", scene.harmed), ("named", scene.named), ("dated", scene.dated)):
        if number in numbers:
            yield f"sentence:{name}"
    if any(span.overlaps(sentence) for span in scene.said):
        yield "sentence:said"


def of_domain(scene: Scene, token: Token) -> Iterator[str]:
    """Yield how much the talk is of something else: sport, films, prices."""
    weight = scene.domain(scene.parse.sentence_number(token), besides=token)
    if weight >= ENOUGH:
        yield "domain:strong" if weight > ENOUGH else "domain:weak"
    elif weight:
        yield "domain:hint"
    if weight > PLENTY:
        yield "domain:plenty"


def of_company(scene: Scene, trigger: Trigger, arguments: list[Token]) -> Iterator[str]:
    """Yield the classes of the other nouns in the sentence."""
    taken = {trigger.token.i, *(t.i for t in arguments)}
    sentence = scene.parse.sentence_tokens(scene.parse.sentence(trigger.token))
    kinds = {noun_class(t) for t in sentence if t.i not in taken and scene.parse.label(t) not in TIMES}
    yield from (f"company:{kind}" for kind in sorted(k for k in kinds if k is not None))


def of_page(scene: Scene, trigger: Trigger) -> Iterator[str]:
    """Yield what other sentences say: signs of war, people harmed; and whether a country or a speaker is named."""
    number = scene.parse.sentence_number(trigger.token)
    if scene.armed - {number}:
        yield "page:armed"
    if scene.harmed - {number}:
        yield "page:harmed"
    if scene.public:
        yield "page:public"
