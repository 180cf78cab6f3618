"""Pronouns and short forms, resolved to a fuller mention on the same page, or left as they are.

Rules by recency and kind, after Lappin and Leass (1994) in spirit and far simpler: a pronoun takes the nearest
earlier mention of a fitting kind within two sentences, subjects first; a surname takes the full name; "the
ministry" the nearest earlier phrase with the same noun and more words; "the country" the nearest country.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from sitrep.model.annotations import Actor
from sitrep.model.parses import Parse, Token
from sitrep.model.spans import Span
from sitrep.model.values import quick
from sitrep.read.grammar.phrases import is_verbal, subject_of


@quick
@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase that may be referred to: its head and words, what it says, its noun's sort (`person`, `body`, None)."""

    head: Token
    actor: Actor
    sort: str | None = None
    words: tuple[str, ...] = ()


Fit = Callable[[Mention], bool]

MALE = frozenset({"he", "him", "his"})
FEMALE = frozenset({"she", "her", "hers"})
HE = MALE | FEMALE
# Nouns of one sex: "he" is not her mother.
WOMEN = frozenset(
    {"woman", "girl", "mother", "mom", "daughter", "sister", "wife", "widow", "aunt", "niece", "grandmother"}
    | {"girlfriend", "schoolgirl", "female", "queen", "spokeswoman", "policewoman", "lady", "granddaughter"}
)
MEN = frozenset(
    {"man", "boy", "father", "dad", "son", "brother", "husband", "widower", "uncle", "nephew", "grandfather"}
    | {"boyfriend", "schoolboy", "male", "king", "spokesman", "policeman", "gentleman", "grandson", "stepfather"}
)
OPENING = ("\u201c", '"', "\u00ab")
PLURAL = ("NNS", "NNPS")
# Types of actor that are no single person.
BODIES = frozenset({"media", "igo", "ngo", "monitor", "armed_group", "document", "company", "party"})
THEY = frozenset({"they", "them", "their", "theirs"})
IT = frozenset({"it", "its"})
COUNTRY_NOUNS = frozenset({"country", "nation", "kingdom", "republic"})
# How many mentions back a pronoun or "the country" may look at all.
REMEMBERED = 200
# How many sentences back a pronoun may refer.
REACH = 2


def refer(parse: Parse, mentions: Sequence[Mention]) -> Iterator[Actor]:
    """The actors, each short form with `refers_to` and what the fuller mention says; empty pronouns are left out."""
    earlier: list[Mention] = []
    namesakes: dict[str, list[Mention]] = {}
    for mention in mentions:
        alike = namesakes.setdefault(mention.head.lemma.lower(), [])
        fuller = antecedent(parse, mention, earlier[-REMEMBERED:], alike)
        if fuller is None and stands_for_another(mention.head):
            continue
        actor = inherit(mention.actor, fuller) if fuller is not None else mention.actor
        earlier.append(replace(mention, actor=actor))
        alike.append(earlier[-1])
        given, *others = mention.actor.name.split() or [""]
        if others and actor.type == "person" and given != mention.head.text:
            namesakes.setdefault(given.lower(), []).append(earlier[-1])
        yield actor


def is_one(actor: Actor, other: Actor) -> bool:
    """Whether two mentions are one, or one is the fuller mention of the other, or both have the same one."""
    return bool({actor.span, actor.refers_to} & {other.span, other.refers_to} - {None})


def stands_for_another(head: Token) -> bool:
    """Whether a word names nobody by itself: a pronoun, "the country"."""
    return head.pos == "PRON" or head.lemma in COUNTRY_NOUNS


def inherit(actor: Actor, fuller: Actor) -> Actor:
    """A short form with the fuller mention's span and, where it says nothing itself, its country, roles and type."""
    return replace(
        actor,
        name=fuller.name if actor.span.end - actor.span.start < len(fuller.name) else actor.name,
        country=actor.country or fuller.country,
        roles=actor.roles or fuller.roles,
        type=actor.type if actor.type not in (None, "person") else fuller.type or actor.type,
        refers_to=fuller.refers_to or fuller.span,
    )


def antecedent(parse: Parse, mention: Mention, earlier: Sequence[Mention], alike: Sequence[Mention]) -> Actor | None:
    """The earlier mention that a pronoun or short form stands for, or None; `alike` are those with the same noun."""
    head, actor = mention.head, mention.actor
    word = head.lower
    if word in HE:
        others = _of_other_sex(word, earlier)
        return _nearest(parse, head, earlier, lambda m: _is_person(m) and _meant(m) not in others)
    if word in THEY:
        return _nearest(parse, head, earlier, _is_group)
    if word in IT:
        return _nearest(parse, head, earlier, _is_body)
    if head.pos == "PRON":
        return None
    if head.lemma in COUNTRY_NOUNS and not actor.country:
        states = (m.actor for m in reversed(earlier) if m.actor.type == "state" and m.head.pos == "PROPN")
        return next((a for a in states if a.country), None)
    # "The observatory" is not its head, Omar Ansari.
    return _fuller_name(head, actor, alike) or (None if mention.sort == "body" else _titled(head, actor, earlier))


def _meant(mention: Mention) -> Span:
    """Where the fuller mention of somebody stands."""
    return mention.actor.refers_to or mention.actor.span


def _of_other_sex(word: str, earlier: Sequence[Mention]) -> set[Span]:
    """Those whom a pronoun of a sex cannot mean: the page has more often called them by words of the other one."""
    own, other = (MALE | MEN, FEMALE | WOMEN) if word in MALE else (FEMALE | WOMEN, MALE | MEN)
    called = Counter(_meant(m) for m in earlier if m.head.lower in other)
    called.update(_meant(m) for m in earlier if m.head.lower in other and m.head.pos == "NOUN")
    called.subtract(_meant(m) for m in earlier if m.head.lower in own)
    # One pronoun may have been taken for the wrong person's; a noun is not.
    return {span for span, count in called.items() if count > 1}


def _is_person(mention: Mention) -> bool:
    body = mention.sort != "person" and mention.actor.type in BODIES
    if body or mention.head.tag in PLURAL or mention.head.lower in THEY:
        return False
    seat = mention.sort is None and mention.actor.type == "state" and mention.actor.refers_to is None
    named = mention.actor.type == "person" or (mention.head.pos == "PROPN" and bool(mention.actor.roles) and not seat)
    return mention.head.lower in HE or mention.sort == "person" or (mention.sort != "body" and named)


def _is_group(mention: Mention) -> bool:
    plural = mention.head.lower in THEY or mention.head.tag in PLURAL
    body = mention.sort != "person" and mention.actor.type in ("state", "armed_group")
    return plural or mention.sort == "body" or body


def _is_body(mention: Mention) -> bool:
    if mention.head.lower in IT or mention.sort == "body":
        return True
    return mention.sort is None and mention.head.tag == "NNP" and mention.actor.type not in ("person", None)


def _nearest(parse: Parse, head: Token, earlier: Sequence[Mention], fits: Fit) -> Actor | None:
    """The subject of the clause above, else the nearest fitting mention; in an earlier sentence its subject first."""
    here = parse.sentence_number(head)
    above = _subject_above(parse, head)
    near = (m for m in earlier if here - parse.sentence_number(m.head) <= REACH or m.head is above)
    fitting = [m for m in near if fits(m) and not _is_aside(m) and not _speaks_around(parse, m.head, head)]
    meant = next((m.actor for m in reversed(fitting) if m.head is above), None)
    if meant is not None:
        return meant
    for back in range(REACH + 1):
        there = [m for m in fitting if parse.sentence_number(m.head) == here - back]
        # A pronoun is never its own verb's other argument: in "his men had abducted them" they are not the men.
        there = [m for m in there if m.head.head != head.head or head.dep == "poss"]
        there = [m for m in there if not _is_told_of(parse, m.head, head)]
        if back:
            there.sort(key=lambda m: (not is_main_subject(parse, m.head), m.head.dep not in ("nsubj", "nsubjpass")))
            if there:
                return there[0].actor
        elif there:
            return there[-1].actor
    return None


def _is_told_of(parse: Parse, other: Token, head: Token) -> bool:
    """Whether a pronoun does to another what a participle before it says: "speaking of Omar, he said", not Omar."""
    if head.dep != "nsubj" or other.i > head.i:
        return False
    adjuncts = [c for c in parse.children(parse.head(head), "advcl") if c.tag == "VBG"]
    own = [c for c in adjuncts if parse.child(c, "nsubj", "nsubjpass") is None]
    return any(other in parse.subtree(clause) for clause in own)


def _is_aside(mention: Mention) -> bool:
    """Whether a phrase only says who somebody is whose name stands beside it: the nurse of "Omar, a nurse"."""
    return mention.head.dep == "appos" and mention.head.pos == "NOUN"


def _subject_above(parse: Parse, head: Token) -> Token | None:
    """The subject of the clause that a pronoun's own clause completes or modifies, or None.

    "Rebels near the border said they had left", "the envoy left the hall as her guards fired".
    """
    verbs = [a for a in parse.ancestors(head) if is_verbal(a)]
    clause = next((v for v in verbs if parse.child(v, "nsubj", "nsubjpass") is not None), None)
    own = parse.child(clause, "nsubj", "nsubjpass") if clause is not None and head.dep == "poss" else None
    if own is not None and own.i < head.i and own.tag not in ("WP", "WDT") and head not in parse.subtree(own):
        # "The envoy said rebels left their posts": whose they are says the nearest subject.
        return own
    while clause is not None and clause.dep in ("ccomp", "advcl", "xcomp", "relcl", "acl"):
        above = next((a for a in parse.ancestors(clause) if is_verbal(a)), None)
        if above is None:
            return None
        subject = parse.child(above, "nsubj", "nsubjpass") or (
            subject_of(parse, above) if above.dep == "conj" else None
        )
        if subject is not None and subject.tag in ("WP", "WDT") and above.dep == "relcl":
            return parse.head(above)
        if subject is not None:
            return subject if subject.i < head.i else None
        clause = above
    return None


def _speaks_around(parse: Parse, speaker: Token, head: Token) -> bool:
    """Whether somebody speaks the quotation that a pronoun stands in, and so is not meant: "Omar said: “He fled.”"."""
    above = speaker.dep == "nsubj" and any(a.i == speaker.head for a in parse.ancestors(head))
    between = parse.document.text[speaker.span.end : head.span.start] if above else ""
    return any(mark in between for mark in OPENING)


def is_main_subject(parse: Parse, head: Token) -> bool:
    """Whether a word is the subject of its sentence's main clause: whom the next sentence goes on about."""
    return head.dep in ("nsubj", "nsubjpass") and parse.head(head).dep == "ROOT"


def _fuller_name(head: Token, actor: Actor, alike: Sequence[Mention]) -> Actor | None:
    """The full name of a surname, the fuller phrase of "the ministry", the same phrase where a country is said."""
    for mention in reversed(alike):
        other_head, other = mention.head, mention.actor
        if other_head.pos == "PRON" or other.refers_to is not None:
            continue
        longer = len(other.name.split()) > len(actor.name.split())
        if (
            head.pos == "PROPN"
            and longer
            and (actor.name == other.name.split()[0] or (other_head.text == head.text and _is_short_for(actor, other)))
        ):
            return other
        definite = actor.name.lower() in (f"the {head.lower}", other.name.lower())
        definite = definite and actor.name.lower().startswith("the ")
        if definite and other_head.lemma == head.lemma and other.country and not actor.country:
            return other
    return None


def _is_short_for(actor: Actor, other: Actor) -> bool:
    """Whether a name ends another and is no namesake: "Bello" for "Aisha M. Bello", but not "Musa Bello"."""
    words = actor.name.split()
    namesake = actor.type == "person" and len(words) > 1 and not set(words) <= set(other.name.split())
    return other.name.endswith(words[-1]) and not namesake


def _titled(head: Token, actor: Actor, earlier: Sequence[Mention]) -> Actor | None:
    """The name that bore the title before: "the colonel" after "Colonel Ansari"."""
    if actor.name.lower() != f"the {head.lower}" or head.tag in PLURAL or head.pos != "NOUN":
        return None
    for mention in reversed(earlier):
        named = mention.head.pos == "PROPN" and mention.sort == "person" and mention.actor.refers_to is None
        if named and any(t == head.lower for t in title_of(mention)):
            return mention.actor
    return None


def title_of(mention: Mention) -> list[str]:
    """The words before a name, in lower case: of "Colonel Omar Ansari" all but the last."""
    return [word.lower() for word in mention.words[:-1]]
