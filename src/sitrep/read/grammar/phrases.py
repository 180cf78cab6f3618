"""Noun phrases and clauses as spans: where a phrase begins and ends, what governs it."""

from collections.abc import Iterable

from sitrep.model.parses import Parse, Token
from sitrep.model.spans import Span, hull

LEFT_MODIFIERS = ("det", "predet", "amod", "compound", "poss", "nmod", "nummod", "quantmod", "case", "npadvmod")
# Prepositions inside a proper name: "Observatory for Human Rights", "Ministry of Defence".
NAME_PREPOSITIONS = frozenset({"of", "for"})
FINITE = ("VBD", "VBZ", "VBP")
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
PRESENT = ("VBZ", "VBP")
# The nouns of figures.
FIGURES = frozenset({"number", "toll", "count", "figure", "total", "tally"})
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
# Verbs that have an object whenever they are active, where a headline may put their passive, and what follows it then.
TRANSITIVE = frozenset(
    {"kill", "wound", "injure", "arrest", "detain", "abduct", "kidnap", "displace", "assassinate", "martyr", "murder"}
)
CLIPPED = frozenset({"ROOT", "ccomp", "oprd", "parataxis"})
BESIDE_CLIPPED = frozenset({"in", "by", "near", "after", "during", "at", "amid", "over", "on"})
CLAUSE_HEADS = ("ROOT", "ccomp", "xcomp", "advcl", "relcl", "acl", "conj", "parataxis", "pcomp", "csubj", "csubjpass")


def noun_phrase(parse: Parse, head: Token) -> list[Token]:
    """The tokens of the phrase that `head` heads: its modifiers to the left, itself, and name parts to the right.

    Relative clauses, appositions and ordinary prepositional phrases stay outside.
    """
    first = head.i
    for child in parse.children(head, *LEFT_MODIFIERS):
        if child.i < head.i:
            first = min(first, parse.subtree(child)[0].i)
    last = head.i
    for child in parse.children(head, "prep"):
        last = max(last, _name_tail(parse, head, child))
    phrase = list(parse.tokens[first : last + 1])
    while phrase and phrase[0].pos == "PUNCT":
        phrase.pop(0)
    return phrase or [head]


def _name_tail(parse: Parse, head: Token, preposition: Token) -> int:
    """The last token of a prepositional phrase that belongs to a proper name, or the head's own index."""
    objects = parse.children(preposition, "pobj")
    if head.pos != "PROPN" or preposition.lower not in NAME_PREPOSITIONS or not objects:
        return head.i
    if preposition.i != head.i + 1 or objects[0].pos != "PROPN":
        return head.i
    return objects[0].i


def phrase_span(parse: Parse, head: Token) -> Span:
    """The characters of a head's noun phrase."""
    return hull(t.span for t in noun_phrase(parse, head))


def is_nominal(token: Token) -> bool:
    """Whether a token can head a noun phrase."""
    return token.pos in ("NOUN", "PROPN", "PRON") and token.tag not in ("WP", "WDT", "WP$", "EX")


def is_verbal(token: Token) -> bool:
    """Whether a token is a verb form that can head a clause."""
    return token.pos in ("VERB", "AUX") or token.tag.startswith("VB")


def is_infinitive(parse: Parse, verb: Token) -> bool:
    """Whether "to" stands before a verb as its auxiliary."""
    return any(a.lower == "to" for a in parse.children(verb, "aux"))


def noun_of(parse: Parse, head: Token) -> Token | None:
    """The noun after a head's "of" ("two of the clerks"), or None."""
    of = next((p for p in parse.children(head, "prep") if p.lower == "of"), None)
    return parse.child(of, "pobj") if of is not None else None


def clause_head(parse: Parse, token: Token) -> Token:
    """The verb (or root) of the smallest clause that a token stands in."""
    if is_verbal(token) and token.dep not in ("aux", "auxpass", "amod", "compound"):
        return token
    for ancestor in parse.ancestors(token):
        if is_verbal(ancestor) and ancestor.dep not in ("aux", "auxpass", "amod"):
            return ancestor
    return token if token.head == token.i else list(parse.ancestors(token))[-1]


def clause_span(parse: Parse, head: Token, without: Iterable[Token] = ()) -> Span:
    """The words of a clause, less the subtrees of `without` and of later coordinate clauses, trimmed at its edges.

    Complementisers, conjunctions and punctuation are cut from the edges; what stands inside stays.
    """
    dropped: set[int] = set()
    for token in without:
        dropped |= {t.i for t in parse.subtree(token)}
    for child in parse.children(head):
        if child.dep == "conj" and is_verbal(child) and child.i > head.i:
            dropped |= {t.i for t in parse.subtree(child)}
    kept = [t for t in parse.subtree(head) if t.i not in dropped or t.i == head.i]
    return hull(t.span for t in trim_edges(kept))


def trim_edges(tokens: list[Token]) -> list[Token]:
    """Tokens without the punctuation, conjunctions and complementisers at their two ends.

    A percent or currency sign and a closing bracket after its opening one are kept.
    """
    first, last = 0, len(tokens)
    while first < last - 1 and is_joint(tokens[first]):
        first += 1
    while last - 1 > first and tokens[last - 1].pos in ("PUNCT", "CCONJ", "SPACE"):
        last -= 1
    return tokens[first:last]


def is_joint(token: Token) -> bool:
    """Whether a word only joins what follows to what is before: punctuation, "and", "that", "how"."""
    joins = token.pos in ("PUNCT", "CCONJ", "SPACE") or token.dep == "mark" or token.tag == "WRB"
    return joins or (token.lower == "that" and token.tag == "IN")


def subject_of(parse: Parse, verb: Token) -> Token | None:
    """The subject of a clause as written: its own, shared with a coordinate verb, or of the clause it completes.

    A finite verb that the parser left without a subject takes the noun phrase that ends right before it.
    """
    own = parse.child(verb, "nsubj", "nsubjpass", "csubj")
    if own is not None:
        return own
    if verb.dep in ("conj", "xcomp", "advcl", "pcomp", "ccomp") and verb.head != verb.i:
        if verb.dep == "ccomp" and verb.tag in FINITE:
            return _noun_before(parse, verb)
        governor = next((a for a in parse.ancestors(verb) if is_verbal(a)), None)
        return subject_of(parse, governor) if governor is not None else None
    if verb.tag in FINITE:
        return _noun_before(parse, verb)
    return None


def _noun_before(parse: Parse, verb: Token) -> Token | None:
    """The nominal that ends right before a verb and its auxiliaries, in the same sentence."""
    first = min([verb.i, *(t.i for t in parse.children(verb, "aux", "auxpass", "neg", "advmod") if t.i < verb.i)])
    if first <= parse.sentence(verb).first:
        return None
    before = parse.tokens[first - 1]
    return first_conjunct(parse, before) if is_nominal(before) else None


def first_conjunct(parse: Parse, noun: Token) -> Token:
    """The first of some nouns joined by "and", as far as they are names of one kind."""
    while noun.dep == "conj" and parse.label(noun) == parse.label(parse.head(noun)) is not None:
        noun = parse.head(noun)
    return noun


def is_definite(parse: Parse, noun: Token) -> bool:
    """Whether a phrase speaks of what is already known: "the blast", "Friday's raid", "this attack"."""
    return any(c.dep == "poss" or c.lower in DEFINITE for c in parse.children(noun, "det", "poss"))


def is_passive(parse: Parse, verb: Token) -> bool:
    """Whether a verb form is passive: with an auxiliary, or a past participle after its noun."""
    if parse.child(verb, "auxpass", "nsubjpass") is not None:
        return True
    if verb.dep == "conj" and verb.tag == "VBN" and parse.child(verb, "aux", "dobj") is None:
        # Joined verbs share the auxiliary: "was shot and killed", "nine were killed and six injured".
        return is_passive(parse, parse.head(verb))
    if is_toll(parse, verb) or is_clipped(parse, verb):
        return True
    if verb.tag != "VBN" or parse.child(verb, "aux") is not None:
        return False
    return verb.dep == "acl" or (verb.dep in ("oprd", "amod", "advcl", "xcomp") and parse.child(verb, "dobj") is None)


def is_toll(parse: Parse, verb: Token) -> bool:
    """Whether a verb and a bare number after it count in a headline: "six clerks killed 22 injured in raids"."""
    number = parse.child(verb, "dobj", "appos")
    after = parse.tokens[number.i + 1] if number is not None and number.i + 1 < len(parse.tokens) else None
    bare = number is not None and number.pos == "NUM" and number.i == verb.i + 1
    return bare and after is not None and after.tag in ("VBN", "VBD") and verb.tag in ("VBD", "VBN")


def is_clipped(parse: Parse, verb: Token) -> bool:
    """Whether a headline has left out the auxiliary of a passive: "Clerk killed in raid", "Ali Orr shot dead".

    A verb that needs an object and has none at all is one, and so are those in a row: "Guard killed, two clerks hurt".
    """
    if not is_without_object(parse, verb):
        return False
    if verb.dep in CLIPPED and any(c.lower in BESIDE_CLIPPED for c in parse.children(verb, "prep", "agent")):
        return True
    above = parse.head(verb)
    in_row = verb.dep in ("conj", "ccomp") and parse.child(verb, "nsubj") is not None
    whole = verb.dep == "ROOT" or (in_row and is_without_object(parse, above))
    # "killed on Friday clerks": what the parser hangs on it may be its object.
    return whole and parse.child(verb, "nsubj") is not None and not is_followed(parse, verb)


def is_without_object(parse: Parse, verb: Token) -> bool:
    """Whether a verb that needs an object has neither that nor an auxiliary; a verb of its kind beside it is none."""
    bare = verb.tag in ("VBD", "VBN") and verb.lemma in TRANSITIVE
    dead = verb.lemma == "shoot" and any(c.lower == "dead" for c in parse.children(verb))
    if not (bare or dead) or parse.child(verb, "aux", "auxpass", "dobj", "xcomp", "dative") is not None:
        return False
    # "killed and wounded dozens": joined verbs share their object.
    joined = any(parse.child(c, "dobj") is not None for c in parse.conjuncts(verb))
    return not joined and all(c.lemma in TRANSITIVE for c in parse.children(verb, "ccomp"))


def is_followed(parse: Parse, verb: Token) -> bool:
    """Whether a noun that hangs on a verb stands right behind it, with no comma between."""
    nouns = (t for t in parse.children(verb) if t.i > verb.i and t.pos in ("NOUN", "PROPN", "NUM", "PRON"))
    return any(all(t.text != "," for t in parse.tokens[verb.i : noun.i]) for noun in nouns)
