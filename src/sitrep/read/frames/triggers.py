"""Trigger words: which words tell a happening, in which sense, and what verb carries them.

A word's sense is chosen by its company: the words it governs, what governs it, its particle.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from sitrep.lexicon import Lexicon
from sitrep.lexicon.tables import EventRow
from sitrep.model.parses import Parse, Token
from sitrep.read.actors.people import People
from sitrep.read.frames.arguments import Arguments, modifiers, noun_arguments, verb_arguments
from sitrep.read.frames.spines import spine_of
from sitrep.read.frames.subjects import doer, surface_subject
from sitrep.read.grammar.modality import Modality
from sitrep.read.grammar.phrases import is_verbal

# What somebody has in a deed.
BLAME = frozenset({"responsibility", "involvement", "part", "role", "hand", "complicity", "blame"})
# Relations in which the words within a phrase are company too.
ARGUMENTS = ("prep", "agent", "dative", "dobj", "nsubjpass", "nsubj", "attr", "oprd", "xcomp")


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


def find_triggers(parse: Parse, lexicon: Lexicon, people: People, modality: Modality) -> Iterator[Trigger]:
    """Yield the words that tell a happening; a support verb whose noun tells it is not one itself."""
    rows = rows_by_word(lexicon)
    fitting = ((t, fitting_row(parse, t, rows)) for t in parse.tokens)
    found = [(t, row) for t, row in fitting if row is not None]
    spines = {t.i: spine_of(parse, t, modality) for t, _ in found}
    carried = {verb.i for spine in spines.values() for verb in spine[1:]}
    for token, row in found:
        if token.i in carried:
            continue
        spine = spines[token.i]
        verbal = row.pos != "noun"
        if verbal:
            arguments = verb_arguments(parse, token, row, people)
        else:
            arguments = noun_arguments(parse, spine, row, people, modality)
        blame = blame_for(parse, spine[-1])
        if blame is not None:
            arguments = claimed(parse, blame, arguments)
        yield Trigger(token, row, spine, arguments, blame=blame)


@cache
def rows_by_word(lexicon: Lexicon) -> Mapping[tuple[str, str], list[EventRow]]:
    """The event rows of a lexicon by lemma and word class, with the cues that are happenings, indexed once."""
    rows: dict[tuple[str, str], list[EventRow]] = {}
    for row in (*lexicon.events, *speech_acts(lexicon)):
        rows.setdefault((row.lemma, row.pos), []).append(row)
    return rows


def claimed(parse: Parse, blame: Token, arguments: Arguments) -> Arguments:
    """The arguments of a deed that somebody claims or denies a part in: it is laid to whoever says so."""
    verb = parse.head(blame)
    claimant = doer(parse, verb) if is_verbal(verb) else None
    return arguments if arguments.actors or claimant is None else arguments.filled("actor", claimant)


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
                f"cue.{cue.key}",
                cue.lemma,
                "verb",
                cue.event,
                None,
                None,
                "actor",
                "recipient",
                (),
                (),
                (),
                cue.example,
            )


def fitting_row(parse: Parse, token: Token, rows: Mapping[tuple[str, str], list[EventRow]]) -> EventRow | None:
    """The row that a word matches: by lemma, word class and the company it keeps; the most demanding first.

    A word in a hyphened compound is looked up as the whole: "sit-in", "cease-fire".
    """
    pos = word_class(token)
    if pos is None or token.dep in ("aux", "auxpass", "compound"):
        return None
    named = rows.get((token.lower, "noun"), []) if is_naming(parse, token) else []
    if pos == "verb" and not named and (token.dep == "amod" or parse.child(token, "det") is not None):
        # "displaced families", "the wounded" describe; they report no displacing.
        return None
    # "is opposed to talks", "is committed to talks": a state, which nobody brings about.
    state = (
        token.tag == "VBN" and parse.child(token, "agent") is None and parse.child(token, "aux", "auxpass") is not None
    )
    named = named or (rows.get((token.lower, "adjective"), []) if state else [])
    if is_hyphenated(parse, token):
        candidates = rows.get((compound_lemma(parse, token), "noun"), [])
    else:
        candidates = (
            named
            or rows.get((token.lemma, pos))
            or rows.get((token.lower, pos))
            or rows.get((singular(token), pos), [])
        )
    if not candidates:
        return None
    company = company_of(parse, token)
    # What somebody comes under is not what comes: "the attack came at dawn".
    subject = {t.lemma for t in parse.children(token, "nsubj")}
    unfit = company | ({joined.lemma, joined.lower} if (joined := shared_subject(parse, token)) else set())
    needed = {r.key: set(r.needs) - (subject if r.subject == "recipient" else set()) for r in candidates}
    fitting = [r for r in candidates if not unfit & set(r.without) and (not r.needs or company & needed[r.key])]
    return max(fitting, key=lambda r: len(company & set(r.needs)), default=None)


def shared_subject(parse: Parse, verb: Token) -> Token | None:
    """The subject that a joined verb has from the verb before it: "the suspect fired once and fled"."""
    if verb.dep != "conj" or not is_verbal(verb) or not is_verbal(parse.head(verb)):
        return None
    return surface_subject(parse, verb)


def company_of(parse: Parse, token: Token) -> set[str]:
    """The lemmas and words that stand close to a word in the parse: what it governs, and what governs it.

    Of its objects, subjects and prepositional phrases also the words within them.
    """
    near = [*parse.children(token), *modifiers(parse, token)]
    for child in parse.children(token, *ARGUMENTS):
        inner = parse.children(child)
        near += inner
        # "a state of emergency", "the release of prisoners"
        near += [t for p in inner if p.dep in ("prep", "pobj") for t in parse.children(p)]
    if token.dep in ("nsubj", "nsubjpass", "acl", "relcl", "dobj", "pobj", "oprd", "amod", "conj", "compound"):
        near.append(parse.head(token))
    if token.dep in ("pobj", "amod"):
        near.append(parse.head(parse.head(token)))
    # The lemma of a preposition is another word's: "according" is no accord.
    return {t.lemma for t in near if t.dep != "prep"} | {t.lower for t in near}


def compound_lemma(parse: Parse, token: Token) -> str:
    """The word that a hyphen makes of two: "sit-in", "cease-fire"."""
    return f"{parse.tokens[token.i - 2].lower}-{token.lemma}" if token.i > 1 else token.lemma


def singular(token: Token) -> str:
    """What a headline in capitals did something by, as the word file has it: "killed in Airstrikes"."""
    return token.lower.removesuffix("s") if token.pos == "PROPN" and token.dep == "pobj" else token.lower


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
