"""How a sentence is told: in the bare manner of a dispatch, or as talk, story, praise and argument are.

Reports of conflict state what was done, in the past and without colour. Whoever plays on the words of war compares,
describes, argues, generalises and tells of his own; these marks of involved and narrative prose (Biber 1988, *Variation
across Speech and Writing*) need no list of topics.
"""

from collections.abc import Iterator, Sequence

from sitrep.model.parses import Parse, Token
from sitrep.read.grammar.noun_classes import noun_class
from sitrep.read.grammar.phrases import PRESENT

# What belongs to one man or woman of a story.
OWN = frozenset({"his", "her"})
# Ages as a life story gives them, later than any hour ("at nineteen"); news has "aged 19".
AGES = ("teen", "ty")
LIFE = frozenset({"young", "lifelong"})
LEAVING = frozenset({"leave", "survive"})
# Turns of an argument or a tale, which set one clause against another.
TURNS = frozenset({"but", "yet", "so", "till", "before", "while", "though", "although", "because", "once", "unless"})
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


def marks_of(parse: Parse, token: Token) -> Iterator[str]:
    """Yield the names of the marks that set the sentence of a word apart from a dispatch."""
    words = parse.sentence_tokens(parse.sentence(token))
    marks = (
        ("own", any(t.lower in OWN or is_of_a_life(parse, t) for t in words)),
        ("present", words[-1].text in STOPS and any(is_told_now(t) for t in words)),
        ("modal", any(t.tag == "MD" for t in words)),
        ("compared", is_compared(words)),
        ("manner", any(t.tag == "RB" and t.lower.endswith("ly") for t in words)),
        ("described", sum(t.pos == "ADJ" for t in words) >= MANY),
        ("turned", any(t.lower in TURNS for t in words)),
        ("general", any(t.lower in GENERAL for t in words)),
        ("broken", any(t.text in BREAKS for t in words)),
        ("contracted", any(t.lower in CLITICS for t in words)),
    )
    yield from (name for name, holds in marks if holds)


def is_of_a_life(parse: Parse, token: Token) -> bool:
    """Whether a word places a deed in somebody's life: "born", "at nineteen", "as a young man", "leaves a wife"."""
    governor = parse.head(token)
    if token.lower == "born":
        return True
    if token.dep == "pobj" and governor.lower == "at":
        return token.lower.split("-")[0].endswith(AGES) and token.tag == "CD"
    if token.lower in LIFE:
        return governor.dep == "pobj" and parse.head(governor).lower == "as"
    return noun_class(token) == "kin" and token.dep in ("dobj", "pobj") and governor.lemma in LEAVING


def is_told_now(token: Token) -> bool:
    """Whether a word is a verb in the simple present, other than of saying that heads a report."""
    return token.tag in PRESENT and token.dep not in ("aux", "auxpass") and token.lemma != "say"


def is_compared(words: Sequence[Token]) -> bool:
    """Whether something is likened or graded: "as though", "like a bell", "harder", "the best"."""
    return any(t.lower == "as" or (t.lower == "like" and t.pos != "VERB") or t.tag in COMPARING for t in words)
