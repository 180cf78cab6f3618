"""The constructions that make a passage somebody's, each a small generator over one cue word.

Where a construction names nobody ("reportedly", "is believed to have") the passage is attributed and has no source.
"""

from collections.abc import Iterator, Sequence

from sitrep.lexicon.tables import CueRow
from sitrep.model.parses import Parse, Token
from sitrep.read.phrases import clause_head, is_nominal, is_verbal, trim_edges
from sitrep.read.quotation_rules import by_colon, by_parenthesis, by_quotation, by_tail
from sitrep.read.saying import Found, Page, Rule, is_clausal, speaker, verb_rows, without

# "accused of", "blamed for", "charged with".
CHARGES = frozenset({"of", "for", "with"})
# "A group calling itself X" says nothing of another.
REFLEXIVE = frozenset({"itself", "himself", "herself", "themselves", "ourselves", "myself"})
# The nouns of figures.
COUNTS = frozenset({"number", "toll", "count", "figure", "total", "tally"})
# What sets one speaker against another.
AGAINST = frozenset({"while", "whereas", "whilst", "but"})
# The complements of "called him a liar".
NAMED = ("dobj", "dative", "oprd", "attr", "acomp", "ccomp", "xcomp")
FINITE = ("VBD", "VBZ", "VBP")
MARKS_OF_TELLING = frozenset({"that", "whether", "if"})
# Verbs that lend their subject to a noun of saying: "voiced support", "made a promise".
LENDING = frozenset(
    {"make", "give", "voice", "express", "issue", "have", "repeat", "raise", "announce", "offer", "show"}
)


def by_clause(page: Page, verb: Token) -> Iterator[Found]:
    """In "X said that ..." and "..., X said" the clause that completes the verb is X's."""
    for row in verb_rows(page, verb, "clause"):
        clause = page.parse.child(verb, "ccomp")
        source = speaker(page, verb)
        if clause is not None and (source is None or source.i not in {t.i for t in page.parse.subtree(clause)}):
            passive = page.parse.child(verb, "nsubjpass") is not None
            if source is not None or passive or verb.tag == "VBN":
                yield Found(said_clause(page, clause), source, [verb], row)


def said_clause(page: Page, clause: Token) -> list[Token]:
    """The words of a said clause, less what is somebody else's.

    In "said he would go and said that ..." only the first saying's; in "said X, while Y said ..." not what Y said.
    """
    again = [
        c
        for c in page.parse.children(clause, "conj")
        if page.cues.get((c.lemma, "verb")) and page.parse.child(c, "ccomp") and not page.parse.child(c, "nsubj")
    ]
    rivals = [c for c in page.parse.children(clause, "advcl", "conj", "parataxis") if is_rival(page, c)]
    return without(page, page.parse.subtree(clause), *again, *rivals)


def is_rival(page: Page, verb: Token) -> bool:
    """Whether a joined clause sets another speaker against the first: "..., while the militia said ..."."""
    mark = next((m for m in page.parse.children(verb, "mark", "advmod") if m.lower in AGAINST), None)
    speaks = (verb.lemma, "verb") in page.cues and page.parse.child(verb, "ccomp") is not None
    return mark is not None and speaks and page.parse.child(verb, "nsubj") is not None


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
            content = page.parse.subtree(complement) + (page.parse.subtree(subject) if subject else [])
            content.sort(key=lambda t: t.i)
            yield Found(trim_edges(content), speaker(page, verb), [verb], row)
        return
    gerund = complement.tag == "VBG" or any(a.lower == "being" for a in page.parse.children(complement, "auxpass"))
    for row in verb_rows(page, verb, "gerund" if gerund else "infinitive"):
        yield Found(trim_edges(page.parse.subtree(complement)), speaker(page, verb), [verb], row)


def addressed_infinitive(parse: Parse, verb: Token) -> Token | None:
    """The infinitive of "appealed to X to protect ...", which the parser hangs on the verb as an adverbial."""
    addressed = any(p.lower in ("to", "on") for p in parse.children(verb, "prep"))
    found = parse.child(verb, "advcl")
    infinitive = found is not None and any(a.lower == "to" for a in parse.children(found, "aux"))
    return found if addressed and infinitive else None


def distant_gerund(parse: Parse, verb: Token) -> Token | None:
    """The gerund of "confirmed on Monday carrying out ..." and "confirms in its report for May carrying out ...".

    The parser takes it for an adverbial clause, or hangs it on the noun that stands between.
    """
    if parse.child(verb, "dobj", "ccomp") is not None:
        return None
    nouns = [n for p in parse.children(verb, "prep") for n in parse.children(p, "pobj")]
    hung = [c for n in nouns for c in parse.children(n, "acl")][1:]
    gerunds = [c for c in [*parse.children(verb, "advcl"), *hung] if c.tag == "VBG" and c.i > verb.i]
    joined = (g for g in gerunds if parse.tokens[parse.subtree(g)[0].i - 1].text not in (",", "—", "–", "-"))
    return next(joined, None)


def by_object(page: Page, verb: Token) -> Iterator[Found]:
    """In "X confirmed the capture of ..." the noun phrase is X's; in the passive the subject is."""
    for row in verb_rows(page, verb, "object"):
        if page.parse.child(verb, "ccomp", "xcomp") is not None:
            return
        passive = page.parse.child(verb, "auxpass") is not None
        content = page.parse.child(verb, "nsubjpass") if passive else object_of(page.parse, verb, row)
        source = speaker(page, verb)
        if content is not None and is_nominal(content) and content.pos != "PRON" and source is not None:
            yield Found(trim_edges(_content_of_noun(page, content)), source, [verb], row)


def object_of(parse: Parse, verb: Token, row: CueRow) -> Token | None:
    """What a cue is of: its direct object, or what stands after the preposition of "call for"."""
    phrasal = next((p for p in parse.children(verb, "prep") if row.lemma.endswith(f" {p.lower}")), None)
    return parse.child(phrasal, "pobj") if phrasal is not None else parse.child(verb, "dobj")


def _content_of_noun(page: Page, noun: Token) -> list[Token]:
    """What a noun tells: of "the claim of 200 dead" what stands after "of", of other nouns the whole phrase."""
    if page.cues.get((noun.lemma, "noun")):
        for preposition in page.parse.children(noun, "prep"):
            if preposition.lower in ("of", "about"):
                return page.parse.subtree(preposition)[1:]
        clause = page.parse.child(noun, "acl", "ccomp")
        if clause is not None:
            return page.parse.subtree(clause)
    return page.parse.subtree(noun)


def by_accusation(page: Page, verb: Token) -> Iterator[Found]:
    """In "X accused Y of doing ...", "X blamed Y for ..." the content is Y and what Y is said to have done."""
    for row in verb_rows(page, verb, "of"):
        passive = page.parse.child(verb, "nsubjpass") is not None
        accused = page.parse.child(verb, "nsubjpass") if passive else page.parse.child(verb, "dobj")
        if accused is None:
            continue
        blame = [*page.parse.children(verb, "oprd", "acomp"), *page.parse.children(accused, "amod")]
        nearby = [p for t in (verb, accused, *blame) for p in page.parse.children(t, "prep")]
        charge = next((p for p in nearby if p.lower in CHARGES), None)
        if charge is None:
            continue
        content = sorted({*page.parse.subtree(accused), *page.parse.subtree(charge)}, key=lambda t: t.i)
        if passive:
            content = page.parse.subtree(charge)[1:]
        yield Found(trim_edges(content), speaker(page, verb), [verb], row)


def by_naming(page: Page, verb: Token) -> Iterator[Found]:
    """In "X called Y a traitor" what Y is called is X's, Y included."""
    for row in verb_rows(page, verb, "naming"):
        said = [c for c in page.parse.children(verb, *NAMED) if c.i > verb.i and is_bare(page.parse, c)]
        source = speaker(page, verb)
        if not said or source is None or said[0].lower in REFLEXIVE:
            continue
        words = with_quotation(page, stretch(page, said))
        quoted = any(page.quotation_of(t) is not None for t in words) and page.quotation_of(verb) is None
        if len(said) > 1 or quoted or any(c.dep in ("ccomp", "xcomp") for c in said):
            yield Found(trim_edges(words), source, [verb], row)


def is_bare(parse: Parse, word: Token) -> bool:
    """Whether a complement is a phrase or a clause without a finite verb ("him a liar", "it finished")."""
    return word.tag not in FINITE and parse.child(word, "mark", "aux", "auxpass") is None


def with_quotation(page: Page, words: Sequence[Token]) -> list[Token]:
    """Some words and the quotation that follows them at once: "called the raid “a disgrace”"."""
    last = words[-1]
    after = next((q for q in page.quotations if 0 <= q.start - last.span.end <= 1), None)
    return [*words, *page.parse.tokens_in(after)] if after is not None else list(words)


def by_as(page: Page, verb: Token) -> Iterator[Found]:
    """In "X described Y as Z", "X referred to Y as Z" both are X's; in "Y was described as Z" by nobody named too."""
    for row in verb_rows(page, verb, "as"):
        complements = [c for c in page.parse.children(verb, "dobj", "prep", "prt") if c.i > verb.i]
        inner = [g for c in complements for g in page.parse.children(c, "prep")]
        likeness = next((p for p in [*complements, *inner] if p.lower == "as"), None)
        if likeness is None:
            continue
        passive = page.parse.child(verb, "nsubjpass") is not None
        described = [c for c in complements if c.dep == "dobj" or row.lemma.endswith(f" {c.lower}")]
        source = speaker(page, verb)
        if passive or (described and source is not None):
            yield Found(trim_edges(stretch(page, [*described, likeness])), source, [verb], row)


def stretch(page: Page, parts: Sequence[Token]) -> list[Token]:
    """From the first to the last word of some complements."""
    inside = {t.i for part in parts for t in page.parse.subtree(part)}
    return list(page.parse.tokens[min(inside) : max(inside) + 1])


def by_seeming(page: Page, verb: Token) -> Iterator[Found]:
    """In "the convoy seems to have turned back" the clause is somebody's who is not named."""
    for row in verb_rows(page, verb, "seeming"):
        seen = page.parse.child(verb, "xcomp", "ccomp", "acomp", "oprd")
        subject = page.parse.child(verb, "nsubj")
        if seen is not None and subject is not None and (seen.dep in ("xcomp", "ccomp") or is_verbal(seen)):
            shown = [seen] if subject.lower in ("it", "there") else [subject, seen]
            yield Found(without(page, sorted_subtrees(page, shown)), None, [verb], row)


def sorted_subtrees(page: Page, parts: Sequence[Token]) -> list[Token]:
    """The words of some complements in the order of the text."""
    return sorted({t for part in parts for t in page.parse.subtree(part)}, key=lambda t: t.i)


def by_adjective(page: Page, adjective: Token) -> Iterator[Found]:
    """In "X was confident that ...", "X is willing to ...", "X is wary of ..." what follows is X's."""
    if adjective.dep not in ("acomp", "oprd", "attr", "conj", "advcl", "acl", "amod"):
        return
    for row in page.cues.get((adjective.lemma, "adjective"), ()):
        holder = clause_head(page.parse, adjective)
        told = told_by_word(page, adjective, row) or told_by_word(page, holder, row)
        if told and holder is not adjective:
            source = speaker(page, holder)
            told = [t for t in told if t.i > adjective.i]
            if source is not None and told:
                yield Found(trim_edges(told), source, [adjective], row)


def told_by_word(page: Page, word: Token, row: CueRow) -> list[Token]:
    """What a noun or adjective tells: the clause, infinitive or phrase after it that its row's frames allow."""
    by = maker_of(page.parse, word)
    clauses = [c for t in (word, by) if t is not None for c in page.parse.children(t, "acl", "ccomp", "xcomp", "relcl")]
    for clause in clauses:
        infinitive = any(a.lower == "to" for a in page.parse.children(clause, "aux"))
        first = page.parse.subtree(clause)[0]
        opened = first.lower in MARKS_OF_TELLING and (first.tag == "IN" or first.dep == "mark")
        marked = clause.dep == "ccomp" or opened
        if ("infinitive" in row.frames and infinitive) or ("clause" in row.frames and marked and not infinitive):
            return page.parse.subtree(clause)
    for preposition in page.parse.children(word, "prep"):
        if preposition.lower in row.frames or (preposition.lower == "about" and "of" in row.frames):
            return page.parse.subtree(preposition)[1:]
    return []


def by_noun(page: Page, noun: Token) -> Iterator[Found]:
    """In "The ministry's claim of ...", "reports that ..." what the noun tells is its possessor's."""
    if noun.pos != "NOUN":
        return
    for row in page.cues.get((noun.lemma, "noun"), ()):
        told = [t for t in told_by_word(page, noun, row) if t.i > noun.i]
        if told:
            yield Found(trim_edges(told), teller(page, noun), [noun], row)


def teller(page: Page, noun: Token) -> Token | None:
    """Whose a claim, plan or call is: its possessor's, "by X", "from X", or the subject's of a verb that lends it."""
    owner = page.parse.child(noun, "poss")
    if owner is not None:
        return owner
    maker = maker_of(page.parse, noun)
    if maker is not None:
        return maker
    verb = page.parse.head(noun)
    if noun.dep == "dobj" and is_verbal(verb) and verb.lemma in LENDING:
        return speaker(page, verb)
    return None


def by_phrase(page: Page, token: Token) -> Iterator[Found]:
    """In "According to X, ..." what is left of the clause is X's; "citing X" likewise."""
    for phrase, row in page.phrases.get(token.lower, ()):
        words = page.parse.tokens[token.i : token.i + len(phrase)]
        if tuple(t.lower for t in words) != phrase:
            continue
        named = page.parse.child(words[-1], "pobj", "dobj")
        if named is not None and (len(phrase) > 1 or names_somebody(page.parse, named)):
            told = told_by_phrase(page, top_of_phrase(page.parse, token), words)
            yield Found(told, maker_of(page.parse, named) or named, list(words), row)
        return


def names_somebody(parse: Parse, noun: Token) -> bool:
    """Whether a noun can be a source: "per the mayor", "per residents", not "per day"."""
    bare = not parse.children(noun, "det", "poss", "amod", "compound")
    return is_nominal(noun) and not (noun.tag == "NN" and bare)


def top_of_phrase(parse: Parse, word: Token) -> Token:
    """The preposition that the whole of "in the words of X" hangs on its clause by."""
    while word.dep in ("prep", "pcomp", "mark") and word.head != word.i:
        above = parse.head(word)
        if is_nominal(above) or (is_verbal(above) and word.dep != "mark"):
            break
        word = above
    return word


def maker_of(parse: Parse, noun: Token) -> Token | None:
    """Who made a report or a claim: "an analysis by X", "word from X"; or None."""
    maker = next((p for p in parse.children(noun, "prep") if p.lower in ("by", "from")), None)
    return parse.child(maker, "pobj") if maker is not None else None


def by_words(page: Page, noun: Token) -> Iterator[Found]:
    """In "in X's words, ...", "by X's account" what is left of the clause is X's."""
    if noun.dep != "pobj" or noun.pos != "NOUN":
        return
    owner = page.parse.child(noun, "poss")
    preposition = page.parse.head(noun)
    for row in page.cues.get((f"{preposition.lower} {noun.lemma}", "possessive"), ()):
        if owner is not None:
            yield Found(told_by_phrase(page, preposition, [preposition, noun]), owner, [preposition, noun], row)


def by_figure(page: Page, verb: Token) -> Iterator[Found]:
    """In "X put the toll at 40", "X revised the count to 12" the figure is X's."""
    for row in verb_rows(page, verb, "figure"):
        counted, source = page.parse.child(verb, "dobj"), speaker(page, verb)
        at = next((p for p in page.parse.children(verb, "prep") if p.lower in ("at", "to")), None)
        if counted is not None and counted.lemma in COUNTS and at is not None and source is not None:
            yield Found(trim_edges(stretch(page, [counted, at])), source, [verb], row)


def told_by_phrase(page: Page, phrase: Token, words: Sequence[Token]) -> list[Token]:
    """What "according to X" covers: set off by a comma at the sentence's end the whole of it, else its clause."""
    sentence = page.parse.sentence(phrase)
    inside = page.parse.subtree(phrase)
    last = page.parse.tokens[sentence.last - 1]
    before = page.parse.tokens[words[0].i - 1] if words[0].i > sentence.first else None
    if before is not None and before.text == "," and inside[-1].i >= last.i - 1:
        return without(page, list(page.parse.sentence_tokens(sentence)), phrase)
    clause = clause_head(page.parse, page.parse.head(phrase))
    return without(page, page.parse.subtree(clause), phrase)


def by_adverb(page: Page, adverb: Token) -> Iterator[Found]:
    """In "reportedly" clauses the content is somebody's who is not named."""
    for row in page.cues.get((adverb.lower, "adverb"), ()):
        clause = clause_head(page.parse, adverb)
        yield Found(without(page, page.parse.subtree(clause)), None, [adverb], row)


VERB_RULES: tuple[Rule, ...] = (
    by_clause,
    by_as_clause,
    by_infinitive,
    by_object,
    by_accusation,
    by_figure,
    by_naming,
    by_as,
    by_seeming,
    by_quotation,
    by_parenthesis,
)
WORD_RULES: tuple[Rule, ...] = (by_adjective, by_noun, by_phrase, by_adverb)


def found_at(page: Page, token: Token) -> Iterator[Found]:
    """Yield what the rules find at a token, in the order of their trust."""
    known = token.lemma in page.words or token.lower in page.words
    if is_clausal(token):
        for rule in VERB_RULES if known else (by_quotation,):
            yield from rule(page, token)
    if known:
        for rule in WORD_RULES:
            yield from rule(page, token)
    yield from by_words(page, token)
    yield from by_colon(page, token)
    yield from by_tail(page, token)
