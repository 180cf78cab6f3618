"""What the rules of attribution look at and give: a page with its people, quotations and cues, and a passage found.

Also who speaks by a verb, which every rule asks.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from sitrep.lexicon import Lexicon
from sitrep.lexicon.tables import CueRow
from sitrep.model.parses import Parse, Token
from sitrep.model.spans import Span
from sitrep.read.actors.people import People
from sitrep.read.grammar.phrases import (
    FINITE,
    LEFT_MODIFIERS,
    is_infinitive,
    is_nominal,
    is_verbal,
    noun_phrase,
    subject_of,
    trim_edges,
)
from sitrep.read.sayings.quotations import read_quotations

RELATIVE = ("WP", "WDT")
AUXILIARIES = ("aux", "auxpass", "neg", "advmod")
# "Many of the guards", "two-thirds of the voters", "all said".
COUNTING = ("ADJ", "NUM", "DET")
# Who adds goes on with what he said, whatever word stands nearer: "said a driver ran, adding that he was caught".
ADDING = frozenset({"add"})
# Shorter stretches in quotation marks are scare quotes or names, not speech.
MIN_FREE_TOKENS = 6
# What may stand before a quotation that is a sentence of its own.
SENTENCE_ENDS = ".!?:…\n\"”»'’"
# What stands between a verb of saying and its quotation or its subject without being part of either.
BETWEEN = frozenset({",", ".", "—", "–", "-", "--", "…", "!", "?", ":", ";"})


@dataclass(frozen=True)
class Page:
    """What the rules look at: the parse, the people, the quotations, and the cue rows by lemma and class.

    `words` are the words that some row begins with, `rows` all rows by their key, `phrases` those of several words by
    the first. `verbs` keeps the rows of the verbs that were asked for, which every rule of verbs does.
    """

    parse: Parse
    people: People
    quotations: list[Span]
    cues: dict[tuple[str, str], list[CueRow]]
    phrases: dict[str, list[tuple[tuple[str, ...], CueRow]]]
    words: frozenset[str]
    rows: dict[str, CueRow]
    quoted: dict[int, Span]
    verbs: dict[int, list[CueRow]] = field(default_factory=dict, repr=False)

    def quotation_of(self, token: Token) -> Span | None:
        """The quotation that a token stands in, or None."""
        return self.quoted.get(token.i)


@dataclass(frozen=True)
class Found:
    """A passage before its kind is known: content tokens, the source's head, the cue's tokens, the row."""

    content: list[Token]
    source: Token | None
    cue: list[Token]
    row: CueRow


Rule = Callable[[Page, Token], Iterator[Found]]


@dataclass(frozen=True)
class CueTables:
    """The cue rows of a lexicon as a page has them: `cues`, `phrases`, `words` and `rows`."""

    cues: dict[tuple[str, str], list[CueRow]]
    phrases: dict[str, list[tuple[tuple[str, ...], CueRow]]]
    words: frozenset[str]
    rows: dict[str, CueRow]


@cache
def cue_tables(lexicon: Lexicon) -> CueTables:
    """The cue rows of a lexicon, indexed once."""
    cues: dict[tuple[str, str], list[CueRow]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], CueRow]]] = {}
    for row in lexicon.cues:
        cues.setdefault((row.lemma, row.pos), []).append(row)
        words = tuple(row.lemma.split())
        if row.pos in ("preposition", "phrase"):
            phrases.setdefault(words[0], []).append((words, row))
    for found in phrases.values():
        found.sort(key=lambda phrase: -len(phrase[0]))
    first = frozenset(lemma.split()[0] for lemma, _ in cues)
    return CueTables(cues, phrases, first, {r.key: r for r in lexicon.cues})


def page_of(parse: Parse, people: People, lexicon: Lexicon) -> Page:
    """The parse with its people, quotations and indexed cues."""
    tables = cue_tables(lexicon)
    quotations = list(read_quotations(parse.document))
    quoted = {token.i: quotation for quotation in quotations for token in parse.tokens_in(quotation)}
    return Page(parse, people, quotations, tables.cues, tables.phrases, tables.words, tables.rows, quoted)


def verb_rows(page: Page, token: Token, frame: str) -> Iterator[CueRow]:
    """The rows of a verb cue that has this frame; a participle that is a phrase of its own ("citing") is none."""
    if token.i not in page.verbs:
        page.verbs[token.i] = _rows_of_verb(page, token)
    yield from (row for row in page.verbs[token.i] if frame in row.frames)


def _rows_of_verb(page: Page, token: Token) -> list[CueRow]:
    """The rows of a verb, of those with a particle, preposition, object or adjective the ones that it has beside it."""
    if token.lemma not in page.words or not is_clausal(token):
        return []
    if any(len(words) == 1 for words, _ in page.phrases.get(token.lower, ())):
        return []
    tails = [c.lower for c in page.parse.children(token, "prt", "prep", "dobj", "advmod", "oprd", "acomp")]
    tails += [c.lower for c in page.parse.children(token, "ccomp") if c.tag == "JJ"]
    tails += [c.lower for noun in page.parse.children(token, "dobj") for c in page.parse.children(noun, "amod")]
    phrasal = [row for tail in tails for row in page.cues.get((f"{token.lemma} {tail}", "verb"), [])]
    return phrasal or page.cues.get((token.lemma, "verb"), [])


def is_clausal(token: Token) -> bool:
    """Whether a token is a verb that can govern a clause of its own."""
    return is_verbal(token) and token.dep not in ("aux", "auxpass", "amod", "compound")


def speaker(page: Page, verb: Token) -> Token | None:
    """Who speaks by a verb: its subject, or in the passive its agent; None where nobody is named.

    The words of a quotation are not who speaks it: a subject inside one that does not hold the verb too gives way to
    the noun phrase that stands right after the verb ("“...,” said Omar") or right before it ("“...,” Omar said").
    """
    reduced = verb.dep == "acl" and verb.tag == "VBN"
    if reduced or page.parse.child(verb, "auxpass", "nsubjpass") is not None:
        agent = page.parse.child(verb, "agent")
        return page.parse.child(agent, "pobj") if agent is not None else None
    if verb.lemma in ADDING and verb.tag == "VBG" and verb.dep in ("advcl", "acl"):
        first = teller_above(page, verb)
        if first is not None:
            return first
    noun = page.parse.head(verb)
    if verb.dep in ("acl", "relcl") and noun.dep == "dobj" and is_infinitive(page.parse, verb):
        # Of "we have no reason to believe" it is we who believe, and no reason.
        verb = page.parse.head(noun)
    subject = subject_of(page.parse, verb)
    beside = [c for c in page.parse.children(verb, "nsubj") if c.tag not in RELATIVE]
    if subject is not None and subject.tag in RELATIVE and beside:
        # "a man who officials say fired"
        subject = beside[-1]
    if subject is None and verb.dep == "acl":
        return page.parse.head(verb)
    if subject is not None and is_heard(page, verb, subject):
        return subject if is_nominal(subject) or subject.tag in RELATIVE or subject.pos in COUNTING else None
    after = phrase_from(page.parse, verb.i + 1) if is_inverted(page, verb) else None
    return after or phrase_before(page.parse, verb)


def teller_above(page: Page, verb: Token) -> Token | None:
    """The subject of the nearest verb of saying above a verb, or None: who "adding that ..." goes on with."""
    for above in page.parse.ancestors(verb):
        if is_verbal(above) and any("clause" in row.frames for row in page.cues.get((above.lemma, "verb"), ())):
            subject = page.parse.child(above, "nsubj")
            return subject if subject is not None and is_nominal(subject) else None
    return None


def is_inverted(page: Page, verb: Token) -> bool:
    """Whether a finite verb comes right after what is said, so that its subject may follow: "“...,” said Omar"."""
    before = page.parse.tokens[verb.i - 1] if verb.i else None
    closes = before is not None and (before.text == "," or page.quotation_of(before) is not None)
    return closes and verb.tag in FINITE and page.quotation_of(verb) is None


def is_heard(page: Page, verb: Token, noun: Token) -> bool:
    """Whether a noun is not itself part of a quotation that a verb outside it introduces."""
    quotation = page.quotation_of(noun)
    return quotation is None or quotation.covers(verb.span)


def is_free(page: Page, quotation: Span) -> bool:
    """Whether a quotation is a sentence of its own, long enough for speech and not part of a clause around it."""
    text = page.parse.document.text
    before = text[: quotation.start].rstrip(" ")[-1:]
    return len(page.parse.tokens_in(quotation)) >= MIN_FREE_TOKENS and (not before or before in SENTENCE_ENDS)


def phrase_from(parse: Parse, first: int) -> Token | None:
    """The head of the noun phrase that begins at a token, or None."""
    if first >= len(parse.tokens):
        return None
    head = parse.tokens[first]
    while head.dep in LEFT_MODIFIERS and head.dep != "npadvmod" and parse.head(head).i > head.i:
        head = parse.head(head)
    return head if is_nominal(head) and noun_phrase(parse, head)[0].i == first else None


def phrase_before(parse: Parse, verb: Token) -> Token | None:
    """The nominal that ends right before a verb and its auxiliaries, or None."""
    first = group_of(parse, verb)[0].i
    before = parse.tokens[first - 1] if first else None
    while before is not None and before.text == ")" and before.head < before.i:
        before = parse.head(before)
    return before if before is not None and is_nominal(before) else None


def group_of(parse: Parse, verb: Token) -> list[Token]:
    """A verb with the auxiliaries, negation and adverbs right before it ("has also said")."""
    first = verb.i
    while first and parse.tokens[first - 1].head == verb.i and parse.tokens[first - 1].dep in AUXILIARIES:
        first -= 1
    return list(parse.tokens[first : verb.i + 1])


def without(page: Page, tokens: Sequence[Token], *dropped: Token) -> list[Token]:
    """Tokens less the subtrees of `dropped`, trimmed at the edges."""
    gone = {t.i for d in dropped for t in page.parse.subtree(d)}
    kept = [t for t in tokens if t.i not in gone]
    return trim_edges(kept) if kept else []


def sorted_subtrees(page: Page, parts: Sequence[Token]) -> list[Token]:
    """The words of some complements in the order of the text."""
    return sorted({t for part in parts for t in page.parse.subtree(part)}, key=lambda t: t.i)


def stretch(page: Page, parts: Sequence[Token]) -> list[Token]:
    """From the first to the last word of some complements."""
    inside = {t.i for part in parts for t in page.parse.subtree(part)}
    return list(page.parse.tokens[min(inside) : max(inside) + 1])


def with_quotation(page: Page, words: Sequence[Token]) -> list[Token]:
    """Some words and the quotation that follows them at once: "called the raid “a disgrace”"."""
    last = words[-1]
    after = next((q for q in page.quotations if 0 <= q.start - last.span.end <= 1), None)
    return [*words, *page.parse.tokens_in(after)] if after is not None else list(words)
