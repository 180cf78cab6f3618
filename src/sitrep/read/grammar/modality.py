"""Whether a happening is told as done: planned, threatened, hypothetical, denied, recalled."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cache

from sitrep.lexicon import Lexicon
from sitrep.lexicon.tables import ModalityRow
from sitrep.model.annotations import Timex, TimexType
from sitrep.model.documents import Document
from sitrep.model.parses import Parse, Token
from sitrep.read.grammar.history import (
    CLOCK,
    is_asked,
    is_awaited,
    is_bygone_source,
    is_dated_back,
    is_habitual,
    is_of_an_age,
    is_of_the_whole_war,
    is_set_beside,
    is_spans_ago,
)
from sitrep.read.grammar.phrases import is_definite, is_infinitive, is_verbal

# Weakest standing first: a planned act under "if" is hypothetical.
STATUSES = ("hypothetical", "threatened", "planned", "prepared", "ongoing", "occurred")
COMPLEMENTS = ("xcomp", "ccomp", "acl", "pcomp", "pobj", "dobj", "relcl", "advcl", "nsubjpass")
NEGATIVES = frozenset({"no", "not", "n't", "n’t", "never", "without", "nor", "neither", "none", "nobody", "nothing"})
# "Should the truce fail, ...", "had they fired, ...".
INVERTING = frozenset({"should", "had", "were"})
DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?![\w-])")
MONTHS = 12
BARE_YEAR = re.compile(r"\d{4}")
# What follows a time of day is looked for within so many characters.
LONGEST_CLOCK = 12
# "Last month", "two years ago", "earlier this year", as time expressions carry them before they are resolved.
SHIFT = re.compile(r"shift:(-?\d+):[MY]$")
# "Last spring"; "in May" and "on 3 May" without a year.
LAST_SEASON = re.compile(r"season:\w+:-\d+$")
THIS_YEAR = re.compile(r"nth:(\d\d):M:shift:0:Y$")
YEARLESS = re.compile(r"(?:month|day):(\d\d)(?:-\d\d)?$")
# Prepositions of when, where and why: what stands after them is no complement of the word above.
CIRCUMSTANCES = frozenset({"after", "during", "since", "amid", "near", "following", "because", "due"})
# Prepositions of what a happening was part of.
WITHIN = frozenset({"in", "during"})
# "No sign of an attack" denies the attack.
TRACES = frozenset({"evidence", "sign", "proof", "trace", "indication"})
# What a happening itself does: "are due to begin", "are set to resume".
TAKING_PLACE = frozenset({"begin", "start", "resume", "take", "hold", "open", "happen", "convene"})
# How far above a happening its standing is looked for.
LEVELS = 3
# What ended so many months before the page's own is background to its news: "in May", told in July.
HISTORY_MONTHS = 2
# A month without a year is the last of its name where that is not longer ago than this, else the next.
PASSED_MONTHS = 8
# What has happened can lie further back under such a month than what may be to come.
DONE_MONTHS = 10


@dataclass(frozen=True)
class Standing:
    """The status of a happening, whether the words deny it, whether they recall it as history."""

    status: str = "occurred"
    negated: bool = False
    historical: bool = False

    def joined(self, status: str) -> "Standing":
        """This standing under a further word."""
        if status == "negated":
            return Standing(self.status, not self.negated, self.historical)
        if status == "historical":
            return Standing(self.status, self.negated, historical=True)
        return Standing(min(self.status, status, key=STATUSES.index), self.negated, self.historical)


@dataclass(frozen=True)
class Modality:
    """The modality rows of a lexicon by frame and lemma."""

    rows: dict[tuple[str, str], ModalityRow]

    @classmethod
    @cache
    def of(cls, lexicon: Lexicon) -> "Modality":
        """Index a lexicon's rows, once."""
        return cls({(row.frame, row.lemma): row for row in lexicon.modality})

    def find(self, frame: str, lemma: str) -> str | None:
        """The status that a word gives in a frame, or None."""
        row = self.rows.get((frame, lemma))
        return row.status if row else None

    def light(self, parse: Parse, verb: Token) -> str | None:
        """The status of a support verb ("carry out", "continue"), with its particle or preposition, or None."""
        return self._carrying(parse, verb, "light")

    def undergone(self, parse: Parse, verb: Token) -> bool:
        """Whether a support verb makes its subject the one harmed: "came under attack"."""
        return self._carrying(parse, verb, "undergo") is not None

    def _carrying(self, parse: Parse, verb: Token, frame: str) -> str | None:
        particles = [c.lower for c in parse.children(verb, "prt", "advmod")]
        prepositions = [c.lower for c in parse.children(verb, "prep", "dative")]
        particles += [c.lower for c in parse.children(verb, "dobj")]  # "take part in"
        tails = [f" {a} {b}" for a in particles for b in prepositions] + [f" {w}" for w in (*particles, *prepositions)]
        return next((s for tail in (*tails, "") if (s := self.find(frame, verb.lemma + tail))), None)


def standing_of(parse: Parse, spine: list[Token], modality: Modality) -> Standing:
    """How the words present a happening; `spine` is its trigger and the support verbs above it, lowest first.

    What governs it lends it its own standing where the two are told as one: an infinitive under a verb ("could begin
    to shell"), a verb joined to another without a subject of its own ("did not shell or bomb").
    """
    standing = Standing(historical=is_anterior(parse, spine[-1]) or is_bygone(parse, spine, modality))
    if is_supposed(parse, spine[-1], modality):
        standing = standing.joined("hypothetical")
    for n, token in enumerate(spine):
        # The "no" of "no arrest was made" denies once, though both words of it feel it.
        told_before = n > 0 and is_none(parse, spine[n - 1]) and parse.child(token, "neg") is None
        for status in statuses_at(parse, token, modality):
            if not (status == "negated" and told_before):
                standing = standing.joined(status)
    top = spine[-1]
    for _ in range(LEVELS):
        above = status_above(parse, top, modality) or called_false(parse, top, modality)
        lent = statuses_lent(parse, top, modality)
        if above is None and not lent:
            break
        for status in (*lent, *([above] if above is not None else [])):
            standing = standing.joined(status)
        top = parse.head(top)
    return standing


def is_bygone(parse: Parse, spine: list[Token], modality: Modality) -> bool:
    """Whether a happening is told as history: by its year, "centuries ago", a chronicle, an age."""
    top = spine[-1]
    ends = (top,) if top is spine[0] else (top, spine[0])
    if any(is_dated_back(parse, t) for t in ends) or any(is_spans_ago(parse, t) for t in ends):
        return True
    if is_of_the_whole_war(parse, spine[0]) or is_habitual(parse, top) or is_set_beside(parse, top):
        return True
    if is_bygone_source(parse, top, lambda word: ("archive", word) in modality.rows):
        return True
    return is_of_an_age(parse, top, lambda words: ("age", words) in modality.rows)


def is_supposed(parse: Parse, top: Token, modality: Modality) -> bool:
    """Whether a happening is only asked about, awaited, or the subject of what would be."""
    governor = parse.head(top)
    subject = is_verbal(governor) and (top.dep == "csubj" or (not is_verbal(top) and top.dep == "nsubj"))
    auxiliaries = parse.children(governor, "aux")
    would = subject and any(modality.find("auxiliary", a.lemma) == "hypothetical" for a in auxiliaries)
    # "The blast may have been an accident" supposes the accident and no blast.
    known = any(a.lemma == "have" for a in auxiliaries) and is_definite(parse, top)
    return (would and not known) or is_asked(parse, top) or is_awaited(parse, top)


def statuses_lent(parse: Parse, token: Token, modality: Modality) -> list[str]:
    """The statuses of a governor that hold for what it governs too."""
    governor = parse.head(token)
    bare = parse.child(token, "nsubj", "nsubjpass", "mark", "aux") is None
    joined = token.dep == "conj" and bare and is_verbal(governor)
    completes = token.dep == "xcomp" and is_verbal(governor)
    return statuses_at(parse, governor, modality) if governor is not token and (joined or completes) else []


def statuses_at(parse: Parse, token: Token, modality: Modality) -> list[str]:
    """The statuses that a word's own dependents give: auxiliaries, negation, modifiers, clause marks, aspect.

    Several negative words on one verb deny it once ("neither approves nor ...").
    """
    found: list[str | None] = ["negated"] if is_negated(parse, token) else []
    for child in parse.children(token):
        if child.dep == "aux":
            found.append(modality.find("auxiliary", child.lemma))
        elif child.dep in ("mark", "advmod", "prep"):
            found.append(modality.find("clause", child.lower))
            found += [modality.find("preparation", f"{child.lower} {p.lower}") for p in parse.children(child, "prep")]
        elif child.dep in ("amod", "compound"):
            found.append(modality.find("modifier", child.lower) or modality.find("modifier", child.lemma))
        elif child.dep == "advcl":
            found.append(condition(parse, child, modality))
        if child.dep in ("nsubj", "agent") or child.lower in WITHIN:
            found.append(bygone_setting(parse, child, modality))
    if is_verbal(token):
        found.append("ongoing" if _progressive(parse, token) else None)
        found.append(modality.light(parse, token) if token.dep != "amod" else None)
        found.append("planned" if is_purpose(parse, token) else None)
    return [status for status in found if status]


def bygone_setting(parse: Parse, child: Token, modality: Modality) -> str | None:
    """`historical` where who or what did it, or what it was part of, is of before: "in an earlier raid", or None."""
    noun = child if child.dep == "nsubj" else parse.child(child, "pobj")
    words = parse.children(noun, "amod") if noun is not None else []
    bygone = any(modality.find("modifier", w.lower) == "historical" for w in words)
    return "historical" if bygone else None


def is_negated(parse: Parse, token: Token) -> bool:
    """Whether a word is denied: "did not shell", "no shelling", "nobody shelled", "without shelling"."""
    if token.dep in ("pcomp", "pobj") and parse.head(token).lower == "without":
        return True
    children = parse.children(token)
    negative = any(
        (c.dep == "neg" or (c.lower in NEGATIVES and c.lower != "without"))
        and not is_only(parse, c)
        and not is_either(parse, c)
        for c in children
    )
    return negative or any(c.dep in ("nsubj", "nsubjpass", "dobj") and is_none(parse, c) for c in children)


def is_only(parse: Parse, negative: Token) -> bool:
    """Whether a "not" belongs to "not only", which denies nothing."""
    following = parse.tokens[negative.i + 1 : negative.i + 2]
    return any(t.lower in ("only", "just", "merely") for t in following)


def is_either(parse: Parse, negative: Token) -> bool:
    """Whether a "not" belongs to "whether or not", which leaves it open."""
    before = [t.lower for t in parse.tokens[max(0, negative.i - 2) : negative.i]]
    return before == ["whether", "or"]


def condition(parse: Parse, clause: Token, modality: Modality) -> str | None:
    """What an "if" or "unless" clause, or "should the truce fail, ...", makes of the clause above it."""
    marks = parse.children(clause, "mark", "advmod")
    found = next((status for m in marks if (status := modality.find("clause", m.lower))), None)
    inverted = parse.child(clause, "aux")
    subject = parse.child(clause, "nsubj", "nsubjpass")
    opens = inverted is not None and subject is not None and inverted.i < parse.subtree(subject)[0].i
    return found or ("hypothetical" if opens and inverted is not None and inverted.lower in INVERTING else None)


def is_none(parse: Parse, argument: Token, words: frozenset[str] = NEGATIVES) -> bool:
    """Whether a phrase says that there is none of it: "no ship", "nobody"; by which `words` may be given."""
    return argument.lower in words or any(c.lower in words for c in parse.children(argument, "det"))


def _progressive(parse: Parse, verb: Token) -> bool:
    """Whether a verb says that something is under way: "is striking", "are being struck", "has been striking"."""
    auxiliaries = parse.children(verb, "aux", "auxpass")
    being = any(a.lower == "being" for a in auxiliaries)
    if verb.tag == "VBG" and {a.lower for a in auxiliaries} >= {"been"}:
        return any(a.lower in ("has", "have", "'ve", "’ve") for a in auxiliaries)
    present = any(a.lower in ("is", "are", "'s", "’s") for a in auxiliaries)
    return present and (verb.tag == "VBG" or being)


def is_purpose(parse: Parse, verb: Token) -> bool:
    """An infinitive of purpose: "to strike", not the complement of a verb."""
    to = is_infinitive(parse, verb)
    governor = verb
    while governor.dep == "conj" and is_verbal(parse.head(governor)):
        governor = parse.head(governor)
        to = to or is_infinitive(parse, governor)
    return to and governor.dep in ("advcl", "acl", "relcl")


def status_above(parse: Parse, token: Token, modality: Modality) -> str | None:
    """The status that the governor of a happening gives it: planned, threatened, failed ..., or None."""
    governor = parse.head(token)
    if token.dep not in COMPLEMENTS:
        return status_of_start(parse, governor, modality) if token.dep == "nsubj" else None
    if token.dep == "xcomp" and is_going(parse, governor, token):
        return "planned"
    if token.dep in ("nsubjpass", "nsubj"):
        passive = parse.child(governor, "auxpass") is not None
        return modality.find("complement", governor.lemma) if passive else None
    if token.dep == "advcl" and not is_infinitive(parse, token):
        # "officers were called after four people were shot": nobody called for it
        return None
    if token.dep in ("pobj", "pcomp"):
        return status_before(parse, governor, modality)
    particle = parse.child(governor, "prt")
    phrase = modality.find("complement", f"{governor.lemma} {particle.lower}") if particle is not None else None
    return phrase or modality.find("complement", governor.lemma)


def status_of_start(parse: Parse, copula: Token, modality: Modality) -> str | None:
    """The status of what is only to take place: "talks are due to begin", or None."""
    ready = parse.child(copula, "acomp") if copula.lemma == "be" else None
    starts = parse.children(ready, "xcomp") if ready is not None else []
    to_come = any(s.lemma in TAKING_PLACE and is_infinitive(parse, s) for s in starts)
    return modality.find("complement", ready.lemma) if ready is not None and to_come else None


def status_before(parse: Parse, preposition: Token, modality: Modality) -> str | None:
    """The status that a preposition and the word above it give to what stands after it, or None."""
    above = parse.head(preposition)
    clause = modality.find("clause", preposition.lower)
    if preposition.lower in CIRCUMSTANCES or (above.dep == "prep" and above.lower in CIRCUMSTANCES):
        return clause  # "due to", "because of"
    if above.lemma in TRACES and is_none(parse, above):
        return "negated"
    phrase = modality.find("complement", f"{above.lemma} {preposition.lower}")
    return phrase or modality.find("complement", above.lemma) or clause


def called_false(parse: Parse, verb: Token, modality: Modality) -> str | None:
    """What a predicate makes of a clause: "the claim that they shelled it is false", "it is not true that ..."."""
    governor = parse.head(verb)
    told = verb.dep in ("acl", "relcl", "ccomp") and governor.dep in ("nsubj", "acomp", "attr")
    copula = parse.head(governor) if told else governor
    if verb.dep not in ("acl", "relcl", "ccomp") or copula.lemma != "be":
        return None
    said = [word.lemma for word in parse.children(copula, "acomp", "attr")]
    untrue = "true" in said and is_negated(parse, copula)
    return "negated" if untrue else next((s for word in said if (s := modality.find("predicate", word))), None)


def is_going(parse: Parse, governor: Token, verb: Token) -> bool:
    """Whether a verb is told as to come: "is going to withdraw", "is to withdraw"."""
    to = is_infinitive(parse, verb)
    going = governor.lemma == "go" and governor.tag == "VBG"
    return to and (going or (governor.lemma == "be" and governor.tag in ("VBZ", "VBP", "VBD")))


def is_recalled(timexes: list[Timex], document: Document, status: str) -> bool:
    """Whether a happening's own time puts it behind the news: months ago, "last month", "earlier this year"."""
    if any(is_past_period(t, document) for t in timexes):
        return True
    published = last_day(document.published.value) if document.published is not None else None
    if published is None:
        return False
    # The nearest day counts: in "the 1800 block on Sunday" it is Sunday.
    dates = [t for t in timexes if t.type is TimexType.DATE and not is_no_year(document, t)]
    passed = DONE_MONTHS if status == "occurred" else PASSED_MONTHS
    back = [months_before(t.value, published, passed) for t in dates]
    return bool(back) and min(back) >= HISTORY_MONTHS


def is_no_year(document: Document, timex: Timex) -> bool:
    """Whether what looks like a bare year is a time of day: "at 1514", "from 1600 GMT"."""
    before = document.text[max(0, timex.span.start - LONGEST_CLOCK) : timex.span.start].split()[-1:]
    after = document.text[timex.span.end : timex.span.end + LONGEST_CLOCK].split()[:1]
    words = {w.rstrip(".,").lower() for w in after}
    numbered = before == ["at"] or bool(words & CLOCK)
    return numbered and BARE_YEAR.fullmatch(timex.value) is not None


def is_past_period(timex: Timex, document: Document) -> bool:
    """Whether a time expression names a month, season or year before this one, or an earlier part of this year."""
    if LAST_SEASON.match(timex.value):
        return True
    found = SHIFT.match(timex.value)
    if found is None:
        return False
    earlier = int(found[1]) == 0 and document.quote(timex.span).lower().startswith("earlier")
    return int(found[1]) < 0 or earlier


def months_before(value: str, published: date, passed: int = PASSED_MONTHS) -> int:
    """How many calendar months before the page's own a time lies; 0 for what is no such time or may be to come.

    >>> months_before("month:05", date(2015, 7, 3)), months_before("month:10", date(2015, 7, 3))
    (2, 0)
    >>> months_before("2014-12-30", date(2015, 7, 3))
    7
    """
    yearless, this_year = YEARLESS.match(value), THIS_YEAR.match(value)
    if this_year is not None:
        return max(0, published.month - int(this_year[1]))
    if yearless is not None:
        back = (published.month - int(yearless[1])) % MONTHS
        return back if back <= passed else 0
    day = last_day(value)
    return 0 if day is None else max(0, (published.year - day.year) * MONTHS + published.month - day.month)


def is_anterior(parse: Parse, verb: Token) -> bool:
    """Whether a page's own main clause stands in the past perfect: what came before its news.

    Reported speech shifts its tenses back ("said they had shelled it"), so there the past perfect is no sign.
    """
    had = any(a.lower == "had" for a in parse.children(verb, "aux"))
    return had and verb.tag == "VBN" and verb.dep == "ROOT" and parse.child(verb, "parataxis") is None


def last_day(value: str) -> date | None:
    """The last day of a TIMEX3 value that is a day, a month or a year; None for any other.

    >>> last_day("2015-02"), last_day("P3D")
    (datetime.date(2015, 2, 28), None)
    """
    found = DAY.match(value)
    if found is None or not int(found[1]) or not 1 <= int(found[2] or 1) <= MONTHS:
        return None
    year, month = int(found[1]), int(found[2] or MONTHS)
    length = monthrange(year, month)[1]
    return date(year, month, min(int(found[3] or length), length) or 1)
