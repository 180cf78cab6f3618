"""How a sentence is told: in the bare manner of a dispatch, or as talk, story, praise and argument are.

Reports of conflict state what was done, in the past and without colour. Whoever plays on the words of war compares,
describes, argues, generalises and tells of his own; these marks of involved and narrative prose (Biber 1988, *Variation
across Speech and Writing*) need no list of topics.
"""

from collections.abc import Iterator, Sequence
from itertools import islice

from sitrep.model.parses import Parse, Token
from sitrep.read.grammar.phrases import PRESENT, is_verbal

# What belongs to one man or woman of a story.
OWN = frozenset({"his", "her"})
# Turns of an argument or a tale, which set one clause against another.
TURNS = frozenset({"but", "yet", "so", "till", "before", "while", "though", "although", "because", "once", "unless"})
# How such a word stands that binds a clause; in "before dawn" it does not.
BINDING = frozenset({"mark", "cc", "advmod"})
# What is said of all and none.
GENERAL = frozenset(
    {"every", "any", "nobody", "nothing", "anything", "everything", "something", "anyone", "everyone", "anybody"}
)
COMPARING = frozenset({"JJR", "JJS", "RBR", "RBS"})
BREAKS = frozenset({";", ":", "—", "–"})
CLITICS = frozenset({"n't", "n’t", "'ll", "’ll", "'ve", "’ve", "'re", "’re", "'d", "’d", "'m", "’m"})
STOPS = frozenset({".", "!", "?", '"', "”", "'", "’", "''"})
# So many adjectives describe.
MANY = 2


def strength_of(parse: Parse, token: Token) -> Iterator[str]:
    """Yield `once` where the sentence of a word bears a mark of another register, and `twice` where it bears more.

    A long sentence of news gathers some by chance, so that further ones count for nothing.
    """
    yield from islice(("once", "twice"), len(list(islice(marks_of(parse, token), 2))))


def marks_of(parse: Parse, token: Token) -> Iterator[str]:
    """Yield the names of the marks that set the sentence of a word apart from a dispatch."""
    words = parse.sentence_tokens(parse.sentence(token))
    marks = (
        ("own", any(t.lower in OWN for t in words)),
        ("present", words[-1].text in STOPS and any(is_told_now(t) for t in words)),
        ("modal", any(t.tag == "MD" for t in words)),
        ("compared", is_compared(words)),
        ("manner", any(t.tag == "RB" and t.lower.endswith("ly") for t in words)),
        ("described", sum(t.pos == "ADJ" for t in words) >= MANY),
        ("turned", any(t.lower in TURNS and t.dep in BINDING for t in words)),
        ("general", any(t.lower in GENERAL for t in words)),
        ("broken", any(t.text in BREAKS for t in words)),
        ("contracted", any(t.lower in CLITICS for t in words)),
    )
    yield from (name for name, holds in marks if holds)


def is_told_now(token: Token) -> bool:
    """Whether a word is a verb in the simple present, other than of saying that heads a report."""
    return token.tag in PRESENT and token.dep not in ("aux", "auxpass") and token.lemma != "say"


def is_compared(words: Sequence[Token]) -> bool:
    """Whether something is likened or graded: "as though", "like a bell", "harder", "the best"."""
    return any(t.lower == "as" or (t.lower == "like" and t.pos != "VERB") or t.tag in COMPARING for t in words)


def clauses_of(parse: Parse, token: Token) -> Iterator[str]:
    """Yield how the clauses of a sentence hang together: verbs `joined` in a tale, a `relative` that describes."""
    words = parse.sentence_tokens(parse.sentence(token))
    if any(t.dep == "conj" and is_verbal(t) and is_verbal(parse.head(t)) for t in words):
        yield "joined"
    if any(t.dep == "relcl" for t in words):
        yield "relative"
