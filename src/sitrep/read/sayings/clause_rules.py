"""Clauses and infinitives that are somebody's, each construction a small generator over one verb."""

from collections.abc import Iterator

from sitrep.model.parses import Parse, Token
from sitrep.read.grammar.phrases import FINITE, is_infinitive, is_verbal, trim_edges
from sitrep.read.sayings.saying import RELATIVE, Found, Page, sorted_subtrees, speaker, verb_rows, without

# Verbs that name who is spoken to before what is said.
ADDRESSING = frozenset({"tell", "inform", "assure", "remind", "warn"})
# What sets one speaker against another.
AGAINST = frozenset({"while", "whereas", "whilst", "but"})


def by_clause(page: Page, verb: Token) -> Iterator[Found]:
    """In "X said that ..." and "..., X said" the clause that completes the verb is X's."""
    for row in verb_rows(page, verb, "clause"):
        clause = clause_under(page.parse, verb)
        source = speaker(page, verb)
        if clause is not None and (source is None or source.i not in {t.i for t in page.parse.subtree(clause)}):
            passive = page.parse.child(verb, "nsubjpass") is not None
            if source is not None or passive or verb.tag == "VBN":
                yield Found(said_clauses(page, verb, clause), source, [verb], row)


def clause_under(parse: Parse, verb: Token) -> Token | None:
    """The clause that completes a verb: its own, or the one that hangs on the adjective of "made clear that ..."."""
    own = [c for c in parse.children(verb, "ccomp") if c.tag != "JJ"]
    # "A man who officials say fired at them": the parser takes what they say for an infinitive.
    own += [c for c in parse.children(verb, "xcomp") if c.tag in FINITE and c.tag != "VBN" and verb.dep == "relcl"]
    lent = [c for a in parse.children(verb, "acomp", "oprd") for c in parse.children(a, "ccomp")]
    return next(iter([*own, *lent, *told_clause(parse, verb)]), None)


def told_clause(parse: Parse, verb: Token) -> list[Token]:
    """What somebody is told without "that", which the parser hangs on who is told: "told police a man shot at him"."""
    if verb.lemma not in ADDRESSING:
        return []
    whom = parse.children(verb, "dobj", "dative")
    clauses = [c for t in whom for c in parse.children(t, "relcl") if parse.subtree(c)[0].i == t.i + 1]
    subjects = ((c, parse.child(c, "nsubj", "nsubjpass")) for c in clauses)
    complete = ("dobj", "nsubjpass", "acomp", "attr", "prep")
    return [c for c, s in subjects if s is not None and s.tag not in RELATIVE and parse.child(c, *complete)]


def said_clauses(page: Page, verb: Token, clause: Token) -> list[Token]:
    """The words of a said clause and of one more after "and", where the parser hangs both on the verb of saying."""
    said = said_clause(page, clause)
    after = [c for c in page.parse.children(verb, "ccomp") if c.i > clause.i > verb.i]
    joined = [c for c in after if page.parse.subtree(c)[0].i == said[-1].i + 1] if said else []
    return [*said, *(t for c in joined for t in page.parse.subtree(c))]


def said_clause(page: Page, clause: Token) -> list[Token]:
    """The words of a said clause, less what is somebody else's.

    In "said he would go and said that ..." only the first saying's; in "said X, while Y said ..." not what Y said.
    """
    again = [
        c
        for c in page.parse.children(clause, "conj")
        if page.cues.get((c.lemma, "verb")) and page.parse.child(c, "ccomp") and not page.parse.child(c, "nsubj")
    ]
    joined = [c for v in page.parse.conjuncts(clause) for c in page.parse.children(v, "advcl", "conj", "parataxis")]
    rivals = [c for c in joined if is_rival(page, c)]
    return without(page, page.parse.subtree(clause), *again, *rivals, *cited_after(page, clause))


def cited_after(page: Page, clause: Token) -> list[Token]:
    """The "according to Reuters" that ends a sentence after a comma: it speaks of the whole, the saying included."""
    inside = page.parse.subtree(clause)
    found = [t for t in inside if t.lower in page.phrases and t.dep == "prep"]
    last = page.parse.sentence(clause).last
    ends = [t for t in found if page.parse.subtree(t)[-1].i >= last - 2 and page.parse.tokens[t.i - 1].text == ","]
    return [t for t in ends if t.i > clause.i]


def is_rival(page: Page, verb: Token) -> bool:
    """Whether a joined clause has another speaker beside the first: "..., while X said ...", "and X said ...".

    After "and that" it is still the first who speaks.
    """
    marks = [m.lower for m in page.parse.children(verb, "mark", "advmod")]
    beside = not marks if verb.dep == "conj" else any(m in AGAINST for m in marks)
    speaks = (verb.lemma, "verb") in page.cues and page.parse.child(verb, "ccomp", "dobj") is not None
    return beside and speaks and page.parse.child(verb, "nsubj") is not None


def by_as_clause(page: Page, verb: Token) -> Iterator[Found]:
    """In "As X said, ..." and "..., as X put it" the clause it hangs on is X's."""
    mark = page.parse.child(verb, "mark")
    said = page.parse.child(verb, "ccomp", "dobj")
    if mark is None or mark.lower != "as" or verb.dep != "advcl" or (said is not None and said.lower != "it"):
        return
    for row in verb_rows(page, verb, "clause"):
        matrix = page.parse.head(verb)
        source = speaker(page, verb)
        if source is not None:
            yield Found(without(page, page.parse.subtree(matrix), verb), source, [verb], row)


def by_infinitive(page: Page, verb: Token) -> Iterator[Found]:
    """In "X claimed to have shot ..." the infinitive is X's; "X is believed to have ..." is nobody's in particular."""
    complement = (
        page.parse.child(verb, "xcomp") or addressed_infinitive(page.parse, verb) or distant_gerund(page.parse, verb)
    )
    if complement is None:
        return
    passive = page.parse.child(verb, "auxpass") is not None
    if passive:
        for row in verb_rows(page, verb, "raising"):
            subject = page.parse.child(verb, "nsubjpass")
            content = sorted_subtrees(page, [complement, *([subject] if subject else [])])
            yield Found(trim_edges(content), speaker(page, verb), [verb], row)
        return
    gerund = complement.tag == "VBG" or any(a.lower == "being" for a in page.parse.children(complement, "auxpass"))
    for row in verb_rows(page, verb, "gerund" if gerund else "infinitive"):
        yield Found(trim_edges(page.parse.subtree(complement)), speaker(page, verb), [verb], row)


def addressed_infinitive(parse: Parse, verb: Token) -> Token | None:
    """The infinitive of "appealed to X to protect ...", which the parser hangs on the verb as an adverbial."""
    addressed = any(p.lower in ("to", "on") for p in parse.children(verb, "prep"))
    found = parse.child(verb, "advcl")
    return found if addressed and found is not None and is_infinitive(parse, found) else None


def distant_gerund(parse: Parse, verb: Token) -> Token | None:
    """The gerund of "confirmed on Monday carrying out ..." and "confirms in its report for May carrying out ...".

    The parser takes it for an adverbial clause, or hangs it on the noun that stands between.
    """
    own = parse.children(verb, "dobj", "ccomp")
    if any(all(t.text != ":" for t in parse.tokens[verb.i : c.i]) for c in own):
        # What stands after a colon is quoted beside it.
        return None
    nouns = [n for p in parse.children(verb, "prep") for n in parse.children(p, "pobj")]
    hung = [c for n in nouns for c in parse.children(n, "acl")][1:]
    gerunds = [c for c in [*parse.children(verb, "advcl"), *hung] if c.tag == "VBG" and c.i > verb.i]
    joined = (g for g in gerunds if parse.tokens[parse.subtree(g)[0].i - 1].text not in (",", "—", "–", "-"))
    return next(joined, None)


def by_seeming(page: Page, verb: Token) -> Iterator[Found]:
    """In "the convoy seems to have turned back" the clause is somebody's who is not named."""
    for row in verb_rows(page, verb, "seeming"):
        seen = page.parse.child(verb, "xcomp", "ccomp", "acomp", "oprd")
        subject = page.parse.child(verb, "nsubj")
        if seen is not None and subject is not None and (seen.dep in ("xcomp", "ccomp") or is_verbal(seen)):
            shown = [seen] if subject.lower in ("it", "there") else [subject, seen]
            yield Found(without(page, sorted_subtrees(page, shown)), None, [verb], row)
