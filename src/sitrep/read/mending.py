"""Known misparses put right: constructions of news English that the small model gets wrong by habit.

Each mend is a function from tokens to tokens that leaves everything else as it is.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from sitrep.model.parses import Token

Mend = Callable[[list[Token]], None]

# Verbs that take a gerund: in "denied bombing civilians" nobody denies civilians.
GERUND_VERBS = frozenset({"deny", "admit", "avoid", "risk", "stop", "start", "begin", "continue", "keep", "recall"})
FINITE = ("VBD", "VBZ", "VBP")
SUBJECTS = ("nsubj", "nsubjpass")


def mended(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Tokens with the known misparses put right."""
    changed = list(tokens)
    for mend in MENDS:
        mend(changed)
    return tuple(changed)


def mend_gerunds(tokens: list[Token]) -> None:
    """In "denied bombing civilians" the gerund is the verb's complement and the noun its object."""
    for token in tokens:
        noun = tokens[token.head]
        verb = tokens[noun.head]
        bare = token.i == verb.i + 1
        gerund = token.lower.endswith("ing") and token.dep in ("amod", "compound")
        if gerund and bare and noun.dep == "dobj" and verb.lemma in GERUND_VERBS:
            tokens[token.i] = replace(
                token, tag="VBG", pos="VERB", dep="xcomp", head=verb.i, lemma=verb_lemma(token.lower)
            )
            tokens[noun.i] = replace(noun, head=token.i)


def mend_last_speakers(tokens: list[Token]) -> None:
    """In "..., killing 36 people, the monitor said." the monitor is the subject and no apposition to people."""
    with_subject = {t.head for t in tokens if t.dep in SUBJECTS}
    with_clause = {t.head for t in tokens if t.dep == "ccomp" and t.i < t.head}
    for verb in tokens:
        if verb.tag not in FINITE or verb.i in with_subject or verb.i not in with_clause or not verb.i:
            continue
        noun = tokens[verb.i - 1]
        if noun.dep == "pobj" and tokens[noun.head].lower in ("of", "for"):
            noun = tokens[tokens[noun.head].head]
        if noun.dep in ("appos", "conj", "dobj", "pobj") and noun.pos in ("NOUN", "PROPN", "PRON"):
            tokens[noun.i] = replace(noun, dep="nsubj", head=verb.i)


def mend_reduced_relatives(tokens: list[Token]) -> None:
    """In "Warplanes believed to be Russian struck ..." the warplanes struck, and are believed to be Russian."""
    governed: dict[int, list[Token]] = {}
    for token in tokens:
        if token.head != token.i:
            governed.setdefault(token.head, []).append(token)
    for verb in list(tokens):
        parts = governed.get(verb.i, [])
        subject = next((t for t in parts if t.dep == "nsubj" and t.i == verb.i - 1), None)
        infinitive = next((t for t in parts if t.dep == "xcomp" and tokens[verb.i + 1].lower == "to"), None)
        main = next((t for t in parts if t.dep == "ccomp" and t.tag in FINITE), None)
        if verb.tag in ("VBD", "VBN") and subject and infinitive and main and main.i > infinitive.i:
            above = main.i if verb.head == verb.i else verb.head
            tokens[main.i] = replace(main, dep=verb.dep, head=above)
            tokens[subject.i] = replace(subject, head=main.i)
            tokens[verb.i] = replace(verb, tag="VBN", dep="acl", head=subject.i)
            for other in parts:
                if other.i > main.i or other.dep == "punct":
                    tokens[other.i] = replace(tokens[other.i], head=main.i)


MENDS: tuple[Mend, ...] = (mend_gerunds, mend_last_speakers, mend_reduced_relatives)


def verb_lemma(gerund: str) -> str:
    """The base of a regular gerund that the tagger took for an adjective.

    >>> verb_lemma("bombing"), verb_lemma("hitting"), verb_lemma("using"), verb_lemma("killing")
    ('bomb', 'hit', 'use', 'kill')
    """
    stem = gerund.removesuffix("ing")
    if stem[-1:] == stem[-2:-1] and stem[-1:] not in "lsz":
        return stem[:-1]
    return f"{stem}e" if stem.endswith(("us", "at", "iv", "ak", "ov", "ac", "urc")) else stem
