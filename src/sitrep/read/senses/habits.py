"""Sentences that tell no particular happening by their grammar: instructions, habits, stories."""

from sitrep.model.parses import Parse, Token
from sitrep.read.grammar.phrases import PRESENT, is_infinitive, is_verbal
from sitrep.read.senses.words import Talk

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
# How a clause hangs on an instruction: joined to it, or its purpose.
JOINED = ("conj", "ccomp", "parataxis", "advcl", "xcomp", "dep")
# Verbs that put before the reader what a story tells.
TELLING = frozenset(
    {"follow", "tell", "imagine", "open", "star", "feature", "set", "see", "begin", "end", "portray", "depict"}
)
# Marks that open a title.
QUOTES = ('"', "“", "‘", "'", "``")
# How many sentences after its opening a story is still told.
REACH = 2


def is_instruction(parse: Parse, verb: Token) -> bool:
    """Whether a verb is told to the reader: "beat the eggs", "to win, destroy the tower", "you raid the camp"."""
    if not is_verbal(verb):
        return False
    top = verb
    if top.dep == "acl" and is_infinitive(parse, top):
        # "spend three points to raid": the purpose hangs on the noun
        top = parse.head(parse.head(top)) if parse.head(top).dep == "dobj" else top
    while top.dep in JOINED and is_verbal(parse.head(top)) and top.head != top.i:
        if addressed(parse, top):
            return True
        if parse.child(top, *SUBJECTS) is not None:
            return False
        top = parse.head(top)
    return addressed(parse, top) or commands(parse, top)


def addressed(parse: Parse, verb: Token) -> bool:
    """Whether the reader is the subject of a present: "you raid your neighbours"."""
    subject = parse.child(verb, "nsubj")
    past = verb.tag in ("VBD", "VBN") or parse.child(verb, "auxpass") is not None
    return subject is not None and subject.lower == "you" and not past


def commands(parse: Parse, verb: Token) -> bool:
    """Whether a verb in its base form opens a clause without subject or auxiliary, in a sentence and not a title."""
    if verb.tag not in ("VB", "VBP") or verb.dep not in ("ROOT", "ccomp", "parataxis"):
        return False
    if parse.child(verb, *SUBJECTS, "aux", "auxpass") is not None:
        return False
    return verb.lower == verb.lemma and not is_infinitive(parse, verb) and opens_clause(parse, verb)


def opens_clause(parse: Parse, verb: Token) -> bool:
    """Whether a verb stands first in its sentence or after a mark, but for adverbs ("now beat", "never shoot")."""
    before = verb.i - 1
    first = parse.sentence(verb).first
    while before >= first and (
        parse.tokens[before].pos in ("ADV", "CCONJ", "PART") or parse.tokens[before].dep == "aux"
    ):
        before -= 1
    return before < first or parse.tokens[before].pos in ("PUNCT", "SPACE", "SYM") or parse.tokens[before].text == "|"


def is_habit(parse: Parse, verb: Token) -> bool:
    """Whether a verb stands in the simple present of a full sentence: what is so, or what a story tells."""
    tokens = parse.sentence_tokens(parse.sentence(verb))
    if tokens[-1].text not in (".", "!", "?") or not is_verbal(verb):
        return False
    if any(a.lower in ("being", "been") for a in parse.children(verb, "aux", "auxpass")):
        return False
    finite = next((a for a in parse.children(verb, "aux", "auxpass") if a.tag in (*PRESENT, "VBD", "MD")), verb)
    if finite.tag == "VBD" or finite.lemma == "have":
        return False
    return finite.tag in PRESENT and verb.tag != "VBG"


def in_story(talk: Talk, token: Token) -> bool:
    """Whether a word stands inside a story: "in the play, soldiers shell", "the novel imagines", "zombies attack"."""
    parse = talk.parse
    if any(is_role(parse, verb) for verb in (token, *parse.ancestors(token))) or opens_story(talk, token):
        return True
    if is_clue(parse, token):
        return True
    words = parse.sentence_tokens(parse.sentence(token))
    verb = next((t for t in (token, *parse.ancestors(token)) if is_verbal(t) and t.tag in (*PRESENT, "VBN")), token)
    titled = len(words) > 1 and words[0].lower == "in" and words[1].text in QUOTES
    return is_habit(parse, verb) and (titled or bool(talk.words_of("fiction", parse.sentence_number(token))))


def is_clue(parse: Parse, token: Token) -> bool:
    """Whether a sentence ends in a number in brackets, as the clue of a crossword does: "Capture of a city (5)"."""
    last = [t.text for t in parse.sentence_tokens(parse.sentence(token)) if t.pos != "SPACE"]
    return last[-3:-2] == ["("] and last[-2].isdigit() and last[-1] == ")"


def is_role(parse: Parse, verb: Token) -> bool:
    """Whether a clause describes a part that somebody plays: "she plays a detective who is kidnapped", "stars as"."""
    noun = parse.head(verb)
    above = parse.head(noun)
    if verb.dep != "relcl":
        return False
    return (noun.dep == "dobj" and above.lemma == "play") or (
        noun.dep == "pobj" and above.lower == "as" and parse.head(above).lemma in ("star", "appear", "cast", "feature")
    )


def opens_story(talk: Talk, token: Token) -> bool:
    """Whether a sentence, or one before it in its paragraph, opens with a story's frame and goes on in the present.

    A word of fiction may frame a story (`story`), or stands in stories only (`being`).
    """
    parse = talk.parse
    number, block = parse.sentence_number(token), parse.sentence(token).block
    for n in range(number, max(number - REACH, 0) - 1, -1):
        if parse.sentences[n].block != block:
            break
        for word, row in talk.words_of("fiction", n):
            if (row.sense == "being" and n == number) or (row.sense == "story" and frames(parse, word)):
                return True
    return False


def frames(parse: Parse, noun: Token) -> bool:
    """Whether a word of fiction frames its sentence: fronted after "in", subject of a telling or present verb."""
    governor = parse.head(noun)
    if noun.dep == "pobj" and governor.lower == "in":
        clause = parse.head(governor)
        return is_verbal(clause) and governor.i < clause.i and clause.tag in PRESENT
    if noun.dep in ("nsubj", "nsubjpass"):
        return governor.tag not in ("VBD", "VBN") and governor.lemma in TELLING
    return False
