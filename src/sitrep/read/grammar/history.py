"""Whether a happening is told as bygone or as a question, by the words around it: years, spans of time, archives.

A page's own news has no year before the page's in its clause, no "ninety years ago", and is not what a chronicle says.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from sitrep.model.parses import Parse, Token
from sitrep.read.grammar.phrases import PRESENT, clause_head, is_verbal

YEAR = re.compile(r"1\d{3}|20\d\d")
# Units that are long ago whatever their number, after "ago", "after", "on", "later".
SPANS = frozenset({"year", "decade", "century", "generation", "millennium"})
AGO = frozenset({"ago", "after", "on", "later", "since", "earlier", "before", "previously"})
ORDINAL = re.compile(r"\d{1,9}(st|nd|rd|th)|\w{1,40}(th|first|second|third)")
# Words between a year and what it dates: "in the winter of 1940", "since May 1980".
DATING = frozenset({"in", "of", "on", "during", "since", "until", "from", "by", "after", "before", "between", "around"})
INVERTING = frozenset({"do", "be", "have", "must", "will", "would", "can", "could", "should", "may"})
# Days of the page's own week: what is told under them is news, whatever stands beside it.
NEWS_DAYS = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday", "overnight"}
)
# What follows a time of day in four figures.
CLOCK = frozenset({"gmt", "utc", "hours", "hrs", "h", "local"})
# "Since the war began": what has happened over the whole of a war is no day's news.
WARS = frozenset({"war", "conflict", "uprising", "revolution", "crisis", "insurgency", "insurrection", "rebellion"})
BEGINNINGS = frozenset({"begin", "start", "erupt", "break", "flare"})
# "Daesh has regularly been hit": what a page says of the whole past.
HABITUAL = frozenset({"regularly", "routinely", "frequently", "often"})
# "The raid comes two weeks after ...": what a page sets its news beside.
COMING = frozenset({"come", "follow"})
LONG_BEFORE = frozenset({"week", "month"})
NEAR = frozenset({"near", "outside", "at", "behind", "beside", "opposite", "inside", "around", "by", "past", "towards"})
# "In the fifties", "the 1980s".
DECADE = re.compile(r"1\d\d0s|(twen|thir|for|fif|six|seven|eigh|nine)ties")
# What binds a clause to another of the same time.
MEANWHILE = frozenset({"when", "as", "while", "whilst"})
WAITING = frozenset({"until", "till", "before"})
# Without its own date a page is at least no older than pages are; a year before them is not its news.
ONLINE = 1990
# Wars and risings that a possessive names ("the Peasants' Revolt", "the Thirty Years' War") are long over.
RISINGS = frozenset({"war", "wars", "revolt", "rising", "rebellion", "crusade"})
# The ages of life under which somebody's past is told: "as a boy he fled", "at nineteen he was captured".
LIFE = frozenset({"boy", "girl", "child", "teenager", "youth", "youngster", "schoolboy", "schoolgirl", "student"})
ADULT = 13
TEENS = frozenset({"thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"})
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
# What is done for those who remember: "remembered the raid", "re-enacted the siege".
REMEMBERING = frozenset({"commemorate", "remember", "reenact"})


def year_of(parse: Parse, token: Token) -> int | None:
    """The year that a word is where it dates something: "in 1940", "May 1980", not "2,000 men" or "the 1990 accord"."""
    if YEAR.fullmatch(token.text) is None:
        return None
    head = parse.head(token)
    before, after = parse.tokens[max(0, token.i - 1)], parse.tokens[token.i + 1 : token.i + 2]
    if (token.i and before.lower in ("the", "at")) or any(t.lower in CLOCK for t in after):
        # "in the 1800 block of Mill Road", "from 1600 GMT"
        return None
    dates = (token.dep == "pobj" and head.lower in DATING) or (token.dep in ("nummod", "npadvmod") and is_month(head))
    return int(token.text) if dates else None


def is_month(token: Token) -> bool:
    """Whether a word is a month's name or a day's."""
    return token.pos == "PROPN" and token.lower[:3] in (
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    )  # fmt: skip


def clause_words(parse: Parse, head: Token) -> Iterator[Token]:
    """The words of a clause without the clauses inside it."""
    yield head
    for child in parse.children(head):
        if not (is_verbal(child) and child.dep in ("conj", "ccomp", "advcl", "relcl", "acl", "parataxis", "xcomp")):
            yield from clause_words(parse, child)


def sharing(parse: Parse, verb: Token) -> Iterator[Token]:
    """A clause's verb and those it shares its time with: what it is joined to, as far as it has no subject of its own.

    A time that opens the sentence holds for all verbs joined after it, and for the deed that somebody "was convicted
    of" then.
    """
    yield verb
    while verb.dep in ("conj", "pcomp"):
        above = parse.head(verb)
        verb = parse.head(above) if verb.dep == "pcomp" else above
        if not is_verbal(verb):
            return
        yield verb


def years_for(parse: Parse, verb: Token) -> set[int]:
    """The years that date a verb: of its own clause, of one whose time it shares, or of one that it stands in."""
    own = list(clause_words(parse, verb))
    timed = any(parse.label(t) in ("DATE", "TIME") for t in own)
    for n, above in enumerate(sharing(parse, verb)):
        own_subject = n > 0 and parse.child(verb, "nsubj", "nsubjpass") is not None
        first = parse.child(above, "nsubj", "nsubjpass")
        words = own if above is verb else clause_words(parse, above)
        dated = {(t.i, year) for t in words if (year := year_of(parse, t)) is not None}
        years = {y for i, y in dated if not own_subject or (first is not None and i < first.i)}
        if years or timed:
            return years
    return years_around(parse, verb)


def years_around(parse: Parse, verb: Token) -> set[int]:
    """The years of the clauses that an undated one in the past belongs to, or that tell what went on beside it.

    "The garrison gave up in 1807 after its wells had been poisoned" dates the poisoning, "when the strikers of 1893
    marched, two were shot" the shooting; "he fled after he had killed a man in 1994" does not date the flight.
    """
    if is_present(parse, verb):
        return set()
    beside = [c for c in parse.children(verb, "advcl") if any(m.lower in MEANWHILE for m in marks(parse, c))]
    above = [clause_head(parse, a) for a in parse.ancestors(verb)]
    for clause in (*beside, *above):
        words = list(clause_words(parse, clause))
        years = {year for t in words if (year := year_of(parse, t)) is not None}
        if years or any(parse.label(t) in ("DATE", "TIME") for t in words):
            return years
    return set()


def marks(parse: Parse, clause: Token) -> Sequence[Token]:
    """The words that may bind a clause to the one above it."""
    return parse.children(clause, "mark", "advmod")


def is_present(parse: Parse, verb: Token) -> bool:
    """Whether a clause is told in the present or the present perfect: "runs", "has been shelled"."""
    finite = next(iter(parse.children(verb, "aux", "auxpass")), verb)
    return finite.tag in PRESENT or finite.tag == "MD"


def is_dated_back(parse: Parse, top: Token) -> bool:
    """Whether the year beside a happening lies before the last year of the page; nearer ones are weighed by the day."""
    published = parse.document.published
    found = YEAR.match(published.value) if published is not None else None
    if published is not None and found is None:
        return False
    years = years_for(parse, clause_head(parse, top))
    if not is_verbal(top):
        years = years or {y for t in parse.subtree(top) if (y := year_of(parse, t)) is not None}
    return bool(years) and max(years) < (int(found[0]) - 1 if found is not None else ONLINE)


def is_spans_ago(parse: Parse, top: Token) -> bool:
    """Whether a happening is so many years, decades or centuries back: "two centuries ago", "a decade after the siege".

    Under "eighty years on" that is all but the sentence's main verb.
    """
    tokens = parse.sentence_tokens(parse.sentence(top))
    for token, after in pairwise(tokens):
        if token.lemma not in SPANS or after.lower not in AGO:
            continue
        near = clause_head(parse, token)
        opens = token.i < tokens[0].i + 4
        if after.lower in ("after", "since") and is_after(parse, top, after):
            return True
        if after.lower == "ago" and (near.i == clause_head(parse, top).i or near.head == top.i):
            return True
        if opens and after.lower in ("on", "after", "later", "since") and is_inner(parse, top):
            return True
    return False


def is_after(parse: Parse, top: Token, word: Token) -> bool:
    """Whether "after" or "since" leads to a word: as its preposition, or as the mark of its clause."""
    clause = clause_head(parse, top)
    marked = any(m.i == word.i for m in parse.children(clause, "mark", "advmod"))
    return marked or any(t.i == top.i for t in parse.subtree(word))


def is_of_the_whole_war(parse: Parse, top: Token) -> bool:
    """Whether a happening is counted over a whole war, or is how one began: "many have died since the war began"."""
    above = [top, *parse.ancestors(top)]
    if any(begins_a_war(parse, t) and t.dep in ("advcl", "relcl", "pcomp", "ccomp") for t in above[1:] if t.i != top.i):
        return True
    own = clause_head(parse, top)
    clauses = [*sharing(parse, own), *parse.children(own, "conj")]
    inner = [c for clause in clauses for c in parse.children(clause, "advcl")]
    perfect = any(a.lower in ("has", "have", "'ve", "’ve") for c in clauses for a in parse.children(c, "aux"))
    since = any(is_since_then(parse, c) for c in clauses)
    return perfect and (since or any(begins_a_war(parse, c) and has_since(parse, c) for c in inner))


def is_since_then(parse: Parse, clause: Token) -> bool:
    """Whether a clause counts from a time told of before: "since then"."""
    following = [t for p in parse.children(clause, "prep", "advmod") for t in (p, *parse.children(p))]
    return any(a.lower == "since" and b.lower == "then" for a, b in pairwise(following))


def begins_a_war(parse: Parse, verb: Token) -> bool:
    """Whether a verb tells that a war began: "since the conflict erupted", "the war, which started with a march"."""
    if verb.lemma not in BEGINNINGS:
        return False
    subject = parse.child(verb, "nsubj")
    what = parse.head(verb) if subject is not None and subject.tag in ("WDT", "WP") else subject
    return what is not None and what.lemma.lower() in WARS


def has_since(parse: Parse, clause: Token) -> bool:
    """Whether "since" opens a clause."""
    return any(m.lower == "since" for m in parse.children(clause, "mark", "prep", "advmod"))


def is_habitual(parse: Parse, top: Token) -> bool:
    """Whether a clause tells what has gone on all along: "has regularly been shelled"."""
    verb = clause_head(parse, top)
    perfect = any(a.lower in ("has", "have") for a in parse.children(verb, "aux"))
    return perfect and any(a.lower in HABITUAL for a in parse.children(verb, "advmod"))


def is_set_beside(parse: Parse, top: Token) -> bool:
    """Whether a happening is what the page sets its news beside: "the raid comes two weeks after a bomb killed six"."""
    for verb in (top, *parse.ancestors(top)):
        if verb.dep == "ccomp":
            return False
        if verb.dep not in ("advcl", "pcomp", "pobj"):
            continue
        news = clause_head(parse, parse.head(verb))
        after = [t for t in parse.tokens[news.i + 1 : verb.i] if t.lower == "after"]
        if news.lemma in COMING and after and parse.tokens[after[0].i - 1].lemma in LONG_BEFORE:
            return True
    return False


def is_of_a_life(parse: Parse, top: Token) -> bool:
    """Whether a clause opens with an age of somebody's life: "at nineteen he was captured", "as a boy he fled"."""
    verb = clause_head(parse, top)
    while verb.dep == "conj":
        verb = parse.head(verb)
    for preposition in parse.children(verb, "prep"):
        age = parse.child(preposition, "pobj")
        if age is None or preposition.i > verb.i:
            continue
        if preposition.lower == "at" and age.tag == "CD" and parse.child(age) is None and not is_hour(age):
            return True
        young = age.lemma in LIFE or any(a.lower == "young" for a in parse.children(age, "amod"))
        if preposition.lower == "as" and young:
            return True
    return False


def is_hour(number: Token) -> bool:
    """Whether a bare number after "at" may be a time of day: one of the clock, or in no single word."""
    if number.lower.isdecimal():
        return len(number.lower) <= len(str(ADULT)) and int(number.lower) < ADULT
    return number.lower not in TEENS and not number.lower.startswith(TENS)


def is_remembered(parse: Parse, top: Token) -> bool:
    """Whether a noun is what people remember or play again, or stands in a war long over that a possessive names."""
    verb = parse.head(top)
    again = verb.lemma == "enact" and verb.i > 1 and parse.tokens[verb.i - 2].lower == "re"
    if not is_verbal(top) and top.dep == "dobj" and (again or verb.lemma in REMEMBERING):
        return True
    words = parse.sentence_tokens(parse.sentence(top))
    return any(
        t.lower in RISINGS
        and t.text[:1].isupper()
        and t.i != top.i
        and any(p.tag in ("NNS", "NNPS") and p.text[:1].isupper() for p in parse.children(t, "poss"))
        for t in words
    )


def is_inner(parse: Parse, top: Token) -> bool:
    """Whether a word stands below its sentence's main verb: in a relative clause or as a noun after a preposition."""
    inner = top.dep in ("relcl", "acl", "pobj", "pcomp")
    return inner and not any(a.dep == "ccomp" for a in parse.ancestors(top))


def is_bygone_source(parse: Parse, top: Token, bygone: Callable[[str], bool]) -> bool:
    """Whether what tells a happening, or whose it is, stands for the past: "the chronicle says", "rebels of legend"."""
    if any(t.lower in NEWS_DAYS for t in parse.sentence_tokens(parse.sentence(top))):
        return False
    inside = {t.i for t in parse.subtree(top)} if not is_verbal(top) else set()
    own = {t.i for t in parse.children(top, "dobj", "nsubjpass")}
    tokens = parse.sentence_tokens(parse.sentence(top))
    outside = own | inside | {top.i}
    return any(bygone(t.lemma.lower()) and t.i not in outside and not is_scenery(parse, t) for t in tokens)


def is_scenery(parse: Parse, token: Token) -> bool:
    """Whether a word only says where something is, or what sort: "near the museum", "the grandfather clock"."""
    return token.dep == "compound" or (token.dep == "pobj" and parse.head(token).lower in NEAR)


def is_of_an_age(parse: Parse, top: Token, bygone: Callable[[str], bool]) -> bool:
    """Whether a sentence names a past age, of the world or of a life: "the ninth century", "as a boy he fled"."""
    if is_of_a_life(parse, top) or is_remembered(parse, top):
        return True
    tokens = parse.sentence_tokens(parse.sentence(top))
    for token, after in pairwise(tokens):
        if after.lemma.lower() == "century" and ORDINAL.fullmatch(token.lower) and token.lower != "21st":
            return True
        if bygone(f"{token.lower} {after.lower}") or (token.lower == "the" and DECADE.fullmatch(after.lower)):
            return True
    triples = zip(tokens, tokens[1:], tokens[2:], strict=False)
    return any(bygone(f"{one.lower} {two.lower} {three.lower}") for one, two, three in triples)


def is_asked(parse: Parse, top: Token) -> bool:
    """Whether a page's own sentence asks for it: it ends in "?" and opens with a verb or a question word."""
    sentence = parse.sentence_tokens(parse.sentence(top))
    words = [t for t in sentence if t.pos not in ("PUNCT", "SPACE")]
    if sentence[-1].text != "?" or not words:
        return False
    return words[0].lemma in INVERTING or words[0].tag in ("WRB", "WP", "WDT") or words[0].lower == "if"


def is_awaited(parse: Parse, top: Token) -> bool:
    """Whether it is awaited: "until somebody is killed", "before they attack"."""
    verb = clause_head(parse, top)
    finite = next((a for a in parse.children(verb, "aux", "auxpass")), verb)
    return finite.tag in PRESENT and any(m.lower in WAITING for m in parse.children(verb, "mark"))
