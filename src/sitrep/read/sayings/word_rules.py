"""What nouns, adjectives, prepositions and adverbs make somebody's: "the envoy's claim that ...", "according to X"."""

from collections.abc import Iterator, Sequence

from sitrep.lexicon.tables import CueRow
from sitrep.model.parses import Parse, Token
from sitrep.read.grammar.phrases import clause_head, is_infinitive, is_nominal, is_verbal, trim_edges
from sitrep.read.sayings.saying import Found, Page, speaker, without

MARKS_OF_TELLING = frozenset({"that", "whether", "if"})
# Verbs that lend their subject to a noun of saying: "voiced support", "made a promise".
LENDING = frozenset(
    {"make", "give", "voice", "express", "issue", "have", "repeat", "raise", "announce", "offer", "show"}
)


def by_copula(page: Page, verb: Token) -> Iterator[Found]:
    """In "the envoy's view is that ..." the clause is the envoy's."""
    noun = page.parse.child(verb, "nsubj")
    clause = page.parse.child(verb, "ccomp")
    if verb.lemma != "be" or noun is None or clause is None or page.parse.child(clause, "mark") is None:
        return
    for row in page.cues.get((noun.lemma, "noun"), ()):
        if "clause" in row.frames:
            yield Found(trim_edges(page.parse.subtree(clause)), teller(page, noun), [noun], row)


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
        infinitive = is_infinitive(page.parse, clause)
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


def told_by_phrase(page: Page, phrase: Token, words: Sequence[Token]) -> list[Token]:
    """What "according to X" covers: set off by a comma at the sentence's end the whole of it, else its clause."""
    sentence = page.parse.sentence(phrase)
    inside = page.parse.subtree(phrase)
    last = page.parse.tokens[sentence.last - 1]
    before = page.parse.tokens[words[0].i - 1] if words[0].i > sentence.first else None
    ends = inside[-1].i >= last.i - 1
    if before is not None and ends and (before.text == "," or page.quotation_of(before) is not None):
        return without(page, list(page.parse.sentence_tokens(sentence)), phrase)
    clause = clause_head(page.parse, page.parse.head(phrase))
    while ends and clause.dep in ("advcl", "conj") and is_verbal(page.parse.head(clause)):
        # "Two were hurt when shells fell according to the clinic": at the end it vouches for the whole.
        clause = page.parse.head(clause)
    return without(page, page.parse.subtree(clause), phrase)


def by_adverb(page: Page, adverb: Token) -> Iterator[Found]:
    """In "reportedly" clauses the content is somebody's who is not named."""
    for row in page.cues.get((adverb.lower, "adverb"), ()):
        clause = clause_head(page.parse, adverb)
        yield Found(without(page, page.parse.subtree(clause)), None, [adverb], row)
