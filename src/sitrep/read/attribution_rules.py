"""The constructions that make a passage somebody's, each a small generator over one cue word.

Where a construction names nobody ("reportedly", "is believed to have") the passage is attributed and has no source.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sitrep.lexicon import Lexicon
from sitrep.lexicon.tables import CueRow
from sitrep.model.parses import Parse, Token
from sitrep.model.spans import Span
from sitrep.read.people import People
from sitrep.read.phrases import clause_head, is_nominal, is_verbal, subject_of, trim_edges
from sitrep.read.quotations import read_quotations

# "accused of", "blamed for", "charged with".
CHARGES = frozenset({"of", "for", "with"})


@dataclass(frozen=True)
class Page:
    """What the rules look at: the parse, the people, the quotations, and the cue rows by lemma and class."""

    parse: Parse
    people: People
    quotations: list[Span]
    cues: dict[tuple[str, str], list[CueRow]]
    phrases: dict[tuple[str, ...], CueRow]


@dataclass(frozen=True)
class Found:
    """A passage before its kind is known: content tokens, the source's head, the cue's tokens, the row."""

    content: list[Token]
    source: Token | None
    cue: list[Token]
    row: CueRow


Rule = Callable[[Page, Token], Iterator[Found]]


def page_of(parse: Parse, people: People, lexicon: Lexicon) -> Page:
    """The parse with its people, quotations and indexed cues."""
    cues: dict[tuple[str, str], list[CueRow]] = {}
    for row in lexicon.cues:
        cues.setdefault((row.lemma, row.pos), []).append(row)
    phrases = {tuple(r.lemma.split()): r for r in lexicon.cues if r.pos in ("preposition", "phrase")}
    return Page(parse, people, list(read_quotations(parse.document)), cues, phrases)


def verb_rows(page: Page, token: Token, frame: str) -> Iterator[CueRow]:
    """The rows of a verb cue that has this frame; a participle that is a phrase of its own ("citing") is none."""
    if (token.lower,) in page.phrases:
        return
    if is_verbal(token) and token.dep not in ("aux", "auxpass", "amod", "compound"):
        tails = [c.lower for c in page.parse.children(token, "prt", "prep")]
        phrasal = [row for tail in tails for row in page.cues.get((f"{token.lemma} {tail}", "verb"), [])]
        yield from (row for row in phrasal or page.cues.get((token.lemma, "verb"), []) if frame in row.frames)


def speaker(page: Page, verb: Token) -> Token | None:
    """Who speaks by a verb: its subject, or in the passive its agent; a relative pronoun gives its antecedent."""
    if page.parse.child(verb, "auxpass", "nsubjpass") is not None:
        agent = page.parse.child(verb, "agent")
        return page.parse.child(agent, "pobj") if agent is not None else None
    subject = subject_of(page.parse, verb)
    if subject is not None and subject.tag in ("WP", "WDT"):
        return page.parse.head(verb) if verb.dep == "relcl" else None
    if subject is None and verb.dep == "acl":
        return page.parse.head(verb)
    return subject if subject is not None and is_nominal(subject) else None


def without(page: Page, tokens: Sequence[Token], *dropped: Token) -> list[Token]:
    """Tokens less the subtrees of `dropped`, trimmed at the edges."""
    gone = {t.i for d in dropped for t in page.parse.subtree(d)}
    kept = [t for t in tokens if t.i not in gone]
    return trim_edges(kept) if kept else []


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
    """The words of a said clause; in "said he would go and said that ..." only the first saying's."""
    again = [
        c
        for c in page.parse.children(clause, "conj")
        if page.cues.get((c.lemma, "verb")) and page.parse.child(c, "ccomp") and not page.parse.child(c, "nsubj")
    ]
    return without(page, page.parse.subtree(clause), *again)


def by_as_clause(page: Page, verb: Token) -> Iterator[Found]:
    """In "As X said, ..." and "..., as X put it" the clause it hangs on is X's."""
    mark = page.parse.child(verb, "mark")
    if mark is None or mark.lower != "as" or page.parse.child(verb, "ccomp", "dobj") is not None or verb.dep != "advcl":
        return
    for row in verb_rows(page, verb, "clause"):
        matrix = page.parse.head(verb)
        source = speaker(page, verb)
        if source is not None:
            yield Found(without(page, page.parse.subtree(matrix), verb), source, [verb], row)


def by_infinitive(page: Page, verb: Token) -> Iterator[Found]:
    """In "X claimed to have shot ..." the infinitive is X's; "X is believed to have ..." is nobody's in particular."""
    complement = page.parse.child(verb, "xcomp") or addressed_infinitive(page.parse, verb)
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
        nearby = [*page.parse.children(verb, "prep"), *page.parse.children(accused, "prep")]
        charge = next((p for p in nearby if p.lower in CHARGES), None)
        if charge is None:
            continue
        content = sorted({*page.parse.subtree(accused), *page.parse.subtree(charge)}, key=lambda t: t.i)
        if passive:
            content = page.parse.subtree(charge)[1:]
        yield Found(trim_edges(content), speaker(page, verb), [verb], row)


def by_noun(page: Page, noun: Token) -> Iterator[Found]:
    """In "The ministry's claim of ...", "reports that ..." what the noun tells is its possessor's."""
    if noun.pos != "NOUN":
        return
    for row in page.cues.get((noun.lemma, "noun"), ()):
        content = _content_of_noun(page, noun)
        owner = page.parse.child(noun, "poss")
        told = [t for t in content if t.i > noun.i]
        if len(told) == len(content) and told:
            maker = next((p for p in page.parse.children(noun, "prep") if p.lower in ("by", "from")), None)
            by = page.parse.child(maker, "pobj") if maker is not None else None
            yield Found(trim_edges(told), owner or by, [noun], row)


def by_phrase(page: Page, token: Token) -> Iterator[Found]:
    """In "According to X, ..." what is left of the clause is X's; "citing X" likewise."""
    for length in (4, 3, 2, 1):
        tokens = page.parse.tokens[token.i : token.i + length]
        row = page.phrases.get(tuple(t.lower for t in tokens))
        if row is None or len(tokens) < length:
            continue
        last = tokens[-1]
        source = page.parse.child(last, "pobj", "dobj")
        if source is None:
            return
        top = token
        while top.dep in ("prep", "pcomp") and not is_verbal(page.parse.head(top)) and top.head != top.i:
            if is_nominal(page.parse.head(top)):
                break
            top = page.parse.head(top)
        yield Found(told_by_phrase(page, top, tokens), source, list(tokens), row)
        return


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


def by_quotation(page: Page, verb: Token) -> Iterator[Found]:
    """A quotation beside a verb of saying that has no clause of its own: "“...” — X said"."""
    for row in verb_rows(page, verb, "quote"):
        if page.parse.child(verb, "ccomp") is not None:
            continue
        source = speaker(page, verb)
        sentence = page.parse.sentence_span(page.parse.sentence(verb))
        for quotation in page.quotations:
            if source is not None and quotation.overlaps(sentence) and is_beside(page.parse, verb, quotation):
                yield Found(page.parse.tokens_in(quotation), source, [verb], row)


def is_beside(parse: Parse, verb: Token, quotation: Span) -> bool:
    """Whether a quotation is what a verb introduces: it ends in a comma or stop before it, or follows it with a colon.

    Words in quotation marks inside another phrase ("pledged a “bold” plan") are not.
    """
    if quotation.covers(verb.span):
        return False
    text = parse.document.text
    if quotation.end <= verb.span.start:
        return text[quotation.start : quotation.end].rstrip("\"”’'»").endswith((",", ".", "?", "!", "…"))
    return text[verb.span.end : quotation.start].rstrip().endswith((":", ","))


RULES: tuple[Rule, ...] = (
    by_clause,
    by_as_clause,
    by_infinitive,
    by_object,
    by_accusation,
    by_noun,
    by_phrase,
    by_adverb,
    by_quotation,
)
