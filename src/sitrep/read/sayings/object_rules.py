"""Objects of a verb that are somebody's: "confirmed the capture", "accused Y of ...", "called Y a liar"."""

from collections.abc import Iterator

from sitrep.lexicon.tables import CueRow
from sitrep.model.parses import Parse, Token
from sitrep.read.grammar.phrases import FIGURES, FINITE, clause_head, is_nominal, trim_edges
from sitrep.read.sayings.saying import (
    Found,
    Page,
    sorted_subtrees,
    speaker,
    stretch,
    verb_rows,
    with_quotation,
    without,
)

# "accused of", "blamed for", "charged with".
CHARGES = frozenset({"of", "for", "with"})
# "A group calling itself X" says nothing of another.
REFLEXIVE = frozenset({"itself", "himself", "herself", "themselves", "ourselves", "myself"})
# "Gave a toll of nine" gives a figure without "at".
GIVING = frozenset({"give"})
# Those whom a toll counts.
HARMED = frozenset({"dead", "wounded", "injured", "killed", "missing"})
# The complements of "called him a liar".
NAMED = ("dobj", "dative", "oprd", "attr", "acomp", "ccomp", "xcomp")


def by_object(page: Page, verb: Token) -> Iterator[Found]:
    """In "X confirmed the capture of ..." the noun phrase is X's; in the passive the subject is."""
    for row in verb_rows(page, verb, "object"):
        if page.parse.child(verb, "ccomp", "xcomp") is not None:
            return
        passive = page.parse.child(verb, "auxpass") is not None
        content = page.parse.child(verb, "nsubjpass") if passive else object_of(page.parse, verb, row)
        source = speaker(page, verb)
        named = content is not None and (content.dep == "pcomp" or (is_nominal(content) and content.pos != "PRON"))
        if content is not None and named and source is not None:
            yield Found(trim_edges(_content_of_noun(page, content)), source, [verb], row)


def object_of(parse: Parse, verb: Token, row: CueRow) -> Token | None:
    """What a cue is of: its direct object, or what stands after the preposition of "call for"."""
    phrasal = next((p for p in parse.children(verb, "prep") if row.lemma.endswith(f" {p.lower}")), None)
    return parse.child(phrasal, "pobj", "pcomp") if phrasal is not None else parse.child(verb, "dobj")


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


def by_quoted(page: Page, verb: Token) -> Iterator[Found]:
    """In "a nurse was quoted as saying ..." the nurse speaks, whoever quotes her."""
    passive = page.parse.child(verb, "nsubjpass")
    likeness = next((p for p in page.parse.children(verb, "prep") if p.lower == "as"), None)
    saying = page.parse.child(likeness, "pcomp") if likeness is not None else None
    if passive is None or saying is None:
        return
    for row in verb_rows(page, verb, "quoted"):
        clause = page.parse.child(saying, "ccomp") or page.parse.child(verb, "ccomp")
        if clause is not None:
            yield Found(trim_edges(page.parse.subtree(clause)), passive, [verb], row)


def by_quoter(page: Page, verb: Token) -> Iterator[Found]:
    """In "a nurse, quoted by Reuters, said ..." and "was quoted by Reuters as saying ..." Reuters stands around her."""
    agent = page.parse.child(verb, "agent")
    quoter = page.parse.child(agent, "pobj") if agent is not None else None
    if agent is None or quoter is None:
        return
    for row in verb_rows(page, verb, "quoted"):
        aside = verb if verb.dep == "acl" else agent
        clause = clause_head(page.parse, page.parse.head(verb) if verb.dep == "acl" else verb)
        yield Found(without(page, page.parse.subtree(clause), aside), quoter, [agent], row)


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
        content = sorted_subtrees(page, [accused, charge])
        if passive:
            content = page.parse.subtree(charge)[1:]
        yield Found(trim_edges(content), speaker(page, verb), [verb], row)


def by_figure(page: Page, verb: Token) -> Iterator[Found]:
    """In "X put the toll at 40", "X revised the count to 12", "X gave a toll of nine" the figure is X's."""
    for row in verb_rows(page, verb, "figure"):
        counted, source = page.parse.child(verb, "dobj"), speaker(page, verb)
        if counted is None or counted.lemma not in FIGURES or source is None:
            continue
        at = [p for p in page.parse.children(verb, "prep") if p.lower in ("at", "to")][:1]
        of = [p for p in page.parse.children(counted, "prep") if p.lower == "of" and verb.lemma in GIVING]
        if at or of:
            figure = stretch(page, [counted, *at])
            yield Found(trim_edges([*figure, *harmed_after(page.parse, figure[-1].i)]), source, [verb], row)


def harmed_after(parse: Parse, last: int) -> list[Token]:
    """The "48 dead" of "gave a toll of 48 dead" where the parser hangs it on the verb, or nothing."""
    after = list(parse.tokens[last + 1 : last + 3])
    ends = next((n for n, t in enumerate(after) if t.lower in HARMED), None)
    counted = ends is not None and all(t.pos == "NUM" for t in after[:ends])
    return after[: ends + 1] if ends is not None and counted else []


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


def by_showing(page: Page, verb: Token) -> Iterator[Found]:
    """In "footage shows men dragging a prisoner", "tests show the well to be foul" what is shown is its source's."""
    for row in verb_rows(page, verb, "showing"):
        shown = shown_by(page.parse, verb)
        source = speaker(page, verb)
        if not shown or source is None or shown[0].dep == "prep" or shown[0].pos == "PRON":
            continue
        doing = any(page.parse.children(c, "acl") for c in shown if c.dep == "dobj")
        if len(shown) > 1 or doing or (shown[0].dep == "ccomp" and is_bare(page.parse, shown[0])):
            yield Found(trim_edges(stretch(page, shown)), source, [verb], row)


def shown_by(parse: Parse, verb: Token) -> list[Token]:
    """The complements of a verb of seeing or showing, also a participle after its object ("a boat towing rafts")."""
    shown = [c for c in parse.children(verb, "dobj", "prep", "xcomp", "acomp", "oprd", "ccomp") if c.i > verb.i]
    last = parse.subtree(shown[-1])[-1].i if shown else verb.i
    return shown + [c for c in parse.children(verb, "advcl") if c.tag == "VBG" and parse.subtree(c)[0].i == last + 1]
