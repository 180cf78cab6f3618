"""Speech set off by punctuation: quotations beside who speaks them, "..., X said, ...", and "X: ...".

These rules go by where marks and commas stand, which hold where a parse of long quoted speech does not.
"""

import re
from collections.abc import Iterator

from sitrep.lexicon.tables import CueRow
from sitrep.model.parses import Token
from sitrep.model.spans import Span
from sitrep.read.actors.references import HE
from sitrep.read.grammar.phrases import FINITE, is_verbal, noun_phrase, trim_edges
from sitrep.read.sayings.saying import (
    ADDING,
    BETWEEN,
    Found,
    Page,
    group_of,
    is_free,
    is_heard,
    phrase_before,
    phrase_from,
    speaker,
    verb_rows,
)

# How many tokens may stand between a verb and the comma or colon before its quotation ("said on Monday in Homs, “...").
TAIL = 16
# A quotation with a speaker beside it ends in one of these, inside or after its closing mark.
ENDS = (",", ".", "?", "!", "…", "-", "—", "–")
MARKS = "\"”“’‘'»«›‹`＂"
# How many words may follow a verb of saying that ends its sentence ("on Monday", "late last night").
AFTERTHOUGHT = 3
# Titles that a full stop shortens.
TITLES = frozenset(
    {"sgt", "lt", "capt", "col", "gen", "maj", "cpl", "det", "insp", "dr", "mr", "mrs", "ms", "gov", "sen"}
)
# A clause that ends in one of these goes on.
OPEN_ENDS = ("PUNCT", "CCONJ", "ADP", "PRON")
# The verb that who speaks may follow without a comma: "six were hurt said the mayor", not "told the mayor".
INVERTED = frozenset({"say"})
COPULAS = frozenset({"be", "have", "become", "remain"})
# What sets the speaker of a headline off, how many tokens that takes at most, and who speaks there.
TAIL_MARKS = frozenset({"–", "—", "-", "--", ",", "|", ":"})
LONGEST_TAIL = 4
SPEAKERS = frozenset({"state", "monitor", "medical", "media", "witness", "igo", "ngo", "anonymous", "armed_group"})
DASHES = frozenset({"—", "–", "-", "--"})
# How a message of a network is signed: a name and its handle.
SIGNATURE = re.compile(r"\s*[^\n(]{2,50} \(@\w+\)")
# A verb of the main clause, which a colon at the end of the sentence goes back to.
MAIN = ("ROOT", "conj", "parataxis")


def by_quotation(page: Page, verb: Token) -> Iterator[Found]:
    """In "“...” — X said", "“...,” said X" and "X said on Monday: “...”" the quotation is X's."""
    if page.quotation_of(verb) is not None or not page.quotations:
        return
    before, after = quotation_before(page, verb), quotation_after(page, verb)
    if before is not None and after is not None and ended(page, before[0]):
        before = None
    rows = list(verb_rows(page, verb, "quote"))
    if before is not None:
        quotation, source = before
        rows = rows or list(open_rows(page, verb, quotation))
        for row in rows:
            yield Found(page.parse.tokens_in(quotation), source, [verb], row)
    if after is not None:
        teller = speaker(page, verb) if before is None else before[1]
        rows = rows or list(rows_before_colon(page, verb, after))
        for row in rows:
            if teller is not None:
                yield Found(page.parse.tokens_in(after), teller, [verb], row)


def ended(page: Page, quotation: Span) -> bool:
    """Whether a quotation is a whole sentence, as by its full stop: "“...” He added: “...”" adds only the second."""
    said = page.parse.document.text[quotation.start : quotation.end].rstrip(MARKS)
    return said.endswith(".") and not said.endswith("..")


def open_rows(page: Page, verb: Token, quotation: Span) -> Iterator[CueRow]:
    """The row of any other verb, where a comma ties the quotation to it: "“...,” sobbed the ferryman"."""
    text = page.parse.document.text
    tied = (
        text[quotation.start : quotation.end].rstrip(MARKS).endswith(",")
        or text[quotation.end : quotation.end + 1] == ","
    )
    if tied and verb.tag in FINITE and verb.dep != "relcl" and verb.lemma not in COPULAS:
        yield from page.cues.get(("*", "verb"), [])


def bare_end(text: str, end: int, start: int = 0) -> int:
    """Where a text that ends at `end` ends without the blanks at its end, without a copy of the page."""
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def rows_before_colon(page: Page, verb: Token, quotation: Span) -> Iterator[CueRow]:
    """The row of any other main verb, where a colon ties the quotation to it: "The envoy went further: “...”"."""
    text = page.parse.document.text
    end = bare_end(text, quotation.start)
    if verb.lemma not in COPULAS and text[end - 1 : end] == ":":
        yield from page.cues.get(("*", "verb"), [])


def quotation_before(page: Page, verb: Token) -> tuple[Span, Token] | None:
    """The quotation that ends right before a verb and its subject, and who that is; None where none does.

    Between the two stand at most the subject and what is said of it: in "“...,” Omar, a smith, said" it is Omar.
    """
    parse = page.parse
    first = group_of(parse, verb)[0].i
    quotation = ending_at(page, first - 1)
    if quotation is not None:
        source = phrase_from(parse, verb.i + 1)
        return (quotation, source) if source is not None else None
    at = first - 1
    while at > 0 and first - at < TAIL and page.quotation_of(parse.tokens[at]) is None:
        if parse.tokens[at].tag in FINITE and parse.tokens[at].dep not in ("relcl", "aux"):
            return None
        at -= 1
    quotation = ending_at(page, at)
    start = next((i for i in range(at + 1, first) if parse.tokens[i].text not in BETWEEN), first)
    source = named_from(page, start)
    if quotation is None or source is None or not _is_subject(page, source, verb):
        return None
    return quotation, source


def named_from(page: Page, start: int) -> Token | None:
    """The noun phrase that begins at a token; where a title's full stop cuts it off ("Lt. Omar") the name after it."""
    source = phrase_from(page.parse, start)
    if source is None:
        return None
    last = noun_phrase(page.parse, source)[-1]
    stop = page.parse.tokens[last.i + 1 : last.i + 2]
    cut = last.lower in TITLES and any(t.text == "." for t in stop)
    return phrase_from(page.parse, last.i + 2) if cut else source


def _is_subject(page: Page, noun: Token, verb: Token) -> bool:
    """Whether a noun phrase goes up to a verb, or is followed by a comma and what is said of it."""
    last = noun_phrase(page.parse, noun)[-1].i
    return group_of(page.parse, verb)[0].i == last + 1 or page.parse.tokens[last + 1].text in (",", "(", "of", "—")


def ending_at(page: Page, i: int) -> Span | None:
    """The quotation that ends at a token or at the punctuation right after it, if it ends as speech does.

    A page that lost its commas has none there: then a quotation must have begun its sentence.
    """
    parse = page.parse
    while i > 0 and parse.tokens[i].text in BETWEEN and page.quotation_of(parse.tokens[i]) is None:
        i -= 1
    quotation = page.quotation_of(parse.tokens[i]) if i >= 0 else None
    if quotation is None:
        return None
    said = parse.document.text[quotation.start : quotation.end].rstrip(MARKS)
    following = parse.document.text[quotation.end :].lstrip(" ")[:1]
    same_line = "\n" not in parse.document.text[quotation.end : parse.tokens[i + 1].span.end]
    closed = said.endswith(ENDS) or following in ENDS or is_free(page, quotation)
    return quotation if same_line and closed else None


def quotation_after(page: Page, verb: Token) -> Span | None:
    """The quotation that a verb introduces, or None.

    It stands right after the verb, after a comma with no other clause between, or after the colon that ends a sentence.
    """
    tokens, text = page.parse.tokens, page.parse.document.text
    opened = next((q for q in page.quotations if q.start >= verb.span.end), None)
    end = bare_end(text, opened.start, verb.span.end) if opened is not None else 0
    if opened is None or text.find("\n", verb.span.end, end) >= 0:
        return None
    gap = text[verb.span.end : end]
    if gap and not gap.endswith((":", ",")):
        return None
    between = [t for t in tokens[verb.i + 1 : verb.i + 1 + TAIL] if t.span.end <= opened.start]
    if gap.endswith(":"):
        sentence, colon = page.parse.sentence(verb), verb.span.end + len(gap)
        above = page.parse.head(verb)
        main = verb.dep in MAIN or above.span.start >= colon
        return opened if main and page.parse.sentence_span(sentence).end >= colon else None
    short = len(between) < TAIL and not any(t.tag in FINITE for t in between)
    return opened if short else None


def by_parenthesis(page: Page, verb: Token) -> Iterator[Found]:
    """In "..., X said, ..." and "..., X said." what is left of the sentence is X's."""
    rows = list(verb_rows(page, verb, "quote"))
    if not rows or page.parse.child(verb, "mark") is not None:
        return
    group = parenthesis_of(page, verb)
    if group is None:
        return
    source, first, last = group
    sentence = page.parse.sentence(verb)
    following = page.parse.tokens[last + 2 : last + 3]
    adjuncts = [c for c in page.parse.children(verb, "advcl", "prep", "npadvmod") if c.i > verb.i]
    adjuncts += [t for t in following if t.tag == "VBG" and t.dep == "advcl"]
    aside = {t.i for adjunct in adjuncts for t in page.parse.subtree(adjunct)}
    rest = [t for t in page.parse.sentence_tokens(sentence) if not first <= t.i <= last and t.i not in aside]
    if len(rest) > 1:
        yield from (Found(trim_edges(rest), source, [verb], row) for row in rows)


def parenthesis_of(page: Page, verb: Token) -> tuple[Token, int, int] | None:
    """Who speaks in "..., X said, ...", and the first and last token of it, where commas set it off; or None."""
    parse, sentence = page.parse, page.parse.sentence(verb)
    named = after_comma(page, verb)
    source = phrase_from(parse, verb.i + 1) or named or speaker(page, verb)
    if source is None or parse.sentence(source) != sentence or not is_heard(page, verb, source):
        return None
    phrase = noun_phrase(parse, source)
    group = group_of(parse, verb)
    first, last = min(phrase[0].i, group[0].i), max(phrase[-1].i, verb.i)
    if last - first + 1 > len(phrase) + len(group) and source is not named:
        return None
    before = parse.tokens[first - 1].text if first > sentence.first else None
    after = parse.tokens[last + 1].text if last + 1 < sentence.last else "."
    closed = after in (",", ".") or (source is named and ends_so(page, verb))
    return (source, first, last) if before == "," and closed else None


def after_comma(page: Page, verb: Token) -> Token | None:
    """Who stands between a comma and a verb with words about him: "..., a man close to the talks said"; or None."""
    parse, first = page.parse, group_of(page.parse, verb)[0].i
    begin = parse.sentence(verb).first
    comma = next((i for i in range(first - 1, max(begin, first - TAIL), -1) if parse.tokens[i].pos == "PUNCT"), None)
    source = phrase_from(parse, comma + 1) if comma is not None and parse.tokens[comma].text == "," else None
    if source is None:
        return None
    about = parse.tokens[noun_phrase(parse, source)[-1].i + 1 : first]
    return source if about and about[0].pos in ("ADP", "ADJ") and not any(t.tag in FINITE for t in about) else None


def ends_so(page: Page, verb: Token) -> bool:
    """Whether nothing but an adjunct of a verb ("on condition of anonymity") stands between it and the full stop."""
    adjunct = page.parse.child(verb, "prep")
    last = page.parse.sentence(verb).last
    return adjunct is not None and adjunct.i == verb.i + 1 and page.parse.subtree(adjunct)[-1].i >= last - 2


def by_last_speaker(page: Page, verb: Token) -> Iterator[Found]:
    """In "Shells killed six the mayor announced on Monday." what stands before the mayor is the mayor's.

    A page that lost its commas: a finite verb of saying that ends its sentence, with nothing said after it.
    """
    rows = list(verb_rows(page, verb, "quote"))
    sentence = page.parse.sentence(verb)
    addressed = addressed_by(page, verb)
    relative = verb.dep == "relcl" and not addressed and not is_aside(page, verb)
    if not rows or verb.tag not in FINITE or relative or page.parse.child(verb, "mark", "cc"):
        return
    after = [t for t in page.parse.tokens[verb.i + 1 : sentence.last] if t.pos != "PUNCT" and t not in addressed]
    after = without_terms(after)
    source = whole_name(page, phrase_before(page.parse, verb))
    clause = page.parse.child(verb, "ccomp")
    if clause is not None and (source is None or source not in page.parse.subtree(clause)):
        # A clause that does not hold who speaks is the parser's to give.
        return
    if source is None or len(after) > AFTERTHOUGHT or any(t.dep in ("dobj", "ccomp", "xcomp") for t in after):
        return
    start = noun_phrase(page.parse, source)[0].i
    told = page.parse.tokens[sentence.first : start]
    if any(t.tag in FINITE for t in told) and told[-1].pos not in ("PUNCT", "CCONJ", "ADP") and told[-1].tag != "IN":
        yield from (Found(trim_edges(list(told)), source, [verb], row) for row in rows)


def is_aside(page: Page, verb: Token) -> bool:
    """Whether a pronoun and a verb of adding end a sentence, which the parser takes for a relative clause."""
    ends = verb.i >= page.parse.sentence(verb).last - 2
    return ends and verb.lemma in ADDING and page.parse.tokens[verb.i - 1].lower in HE


def without_terms(words: list[Token]) -> list[Token]:
    """The words after a verb of saying without the terms on which somebody spoke: "on condition of anonymity"."""
    terms = (n for n, t in enumerate(words) if [w.lower for w in words[n : n + 2]] == ["on", "condition"])
    return words[: next(terms, len(words))]


def whole_name(page: Page, noun: Token | None) -> Token | None:
    """The head of the name that a noun ends: of "the Council for Relief" the Council, wherever "for" was hung."""
    if noun is None or noun.pos != "PROPN":
        return noun
    first = noun_phrase(page.parse, noun)[0].i
    before = page.parse.tokens[max(0, first - 2) : first]
    named = len(before) > 1 and before[0].pos == "PROPN" and before[1].lower in ("for", "of")
    return before[0] if named else noun


def by_inverted(page: Page, verb: Token) -> Iterator[Found]:
    """In "Shells killed six said the mayor." what stands before the verb is the mayor's.

    A page that lost its commas: the verb and who speaks end the sentence, and that is somebody who can speak.
    """
    parse, sentence = page.parse, page.parse.sentence(verb)
    before = parse.tokens[sentence.first : group_of(parse, verb)[-1].i]
    if verb.lemma not in INVERTED or verb.tag != "VBD" or not before or before[-1].pos in OPEN_ENDS:
        return
    source = phrase_from(parse, verb.i + 1)
    if source is None or parse.sentence(source) != sentence or not can_speak(page, source):
        return
    after = parse.tokens[source.i : sentence.last]
    if any(t.tag in FINITE for t in after) or not any(t.tag in FINITE for t in before):
        return
    yield from (Found(trim_edges(list(before)), source, [verb], row) for row in verb_rows(page, verb, "quote"))


def can_speak(page: Page, noun: Token) -> bool:
    """Whether a noun is a person's name or somebody whom the word file knows as one who speaks."""
    return page.people.at(noun).type in SPEAKERS or page.parse.label(noun) == "PERSON"


def by_signature(page: Page, mark: Token) -> Iterator[Found]:
    """In the message "Road shut. — Lina Sabbagh (@linas) 3 May" the line before the dash is Lina Sabbagh's."""
    text = page.parse.document.text
    if mark.text not in DASHES or SIGNATURE.match(text, mark.span.end) is None:
        return
    source = phrase_from(page.parse, mark.i + 1)
    # A signature on a line of its own signs the line before.
    start = text.rfind("\n", 0, bare_end(text, mark.span.start)) + 1
    said = page.parse.tokens_in(Span(start, mark.span.start)) if start < mark.span.start else []
    for row in page.cues.get(("–", "mark"), []):
        if source is not None and said:
            yield Found(trim_edges(list(said)), source, [mark], row)


def by_label(page: Page, colon: Token) -> Iterator[Found]:
    """In "This is the text from the mayor: The bridge was ..." the rest of the paragraph is the mayor's."""
    if colon.text != ":":
        return
    sentence = page.parse.sentence(colon)
    before = page.parse.tokens[sentence.first : colon.i]
    origin = next((t for t in reversed(before) if t.lower in ("from", "by") and t.dep == "prep"), None)
    source = page.parse.child(origin, "pobj") if origin is not None else None
    if source is None or len(before) > TAIL or noun_phrase(page.parse, source)[-1].i != colon.i - 1:
        return
    above = page.parse.head(page.parse.head(source))
    labelled = above.lemma in COPULAS or bool(page.cues.get((above.lemma, "noun")))
    if not labelled or any(is_verbal(t) and t.lemma not in COPULAS for t in before):
        return
    text = page.parse.document.text
    end = text.find("\n", colon.span.end)
    end = end if end >= 0 else len(text)
    said = page.parse.tokens_in(Span(colon.span.end, end)) if end > colon.span.end else []
    for row in page.cues.get((":", "mark"), []):
        if any(t.tag in FINITE for t in said):
            yield Found(list(said), source, [colon], row)


def addressed_by(page: Page, verb: Token) -> list[Token]:
    """The words of whom somebody tells something, right after the verb: "the agency" of "told the agency on Monday"."""
    whom = page.parse.child(verb, "dobj", "dative") if verb.lemma == "tell" else None
    words = noun_phrase(page.parse, whom) if whom is not None else []
    return list(words) if words and words[0].i == verb.i + 1 else []


def by_colon(page: Page, colon: Token) -> Iterator[Found]:
    """In "Omar Haddad, a smith: “...”" what follows the colon is Omar's; in "Haddad: ..." too, if he is a person."""
    if colon.text != ":":
        return
    sentence = page.parse.sentence(colon)
    before = page.parse.tokens[sentence.first : colon.i]
    if not before or any(is_verbal(t) for t in before):
        return
    source = phrase_from(page.parse, sentence.first)
    quotation = next((q for q in page.quotations if 0 <= q.start - colon.span.end <= 1), None)
    if source is None or quotation is None:
        return
    for row in page.cues.get((":", "mark"), []):
        yield Found(page.parse.tokens_in(quotation), source, [colon], row)


def by_tail(page: Page, mark: Token) -> Iterator[Found]:
    """In the headline "Rebels shell Lomre – governor" the clause before the dash or comma is the governor's.

    A headline has no full stop; who ends it is somebody whom the word file knows as one who speaks.
    """
    sentence = page.parse.sentence(mark)
    last = page.parse.tokens[sentence.last - 1]
    if mark.text not in TAIL_MARKS or last.text in (".", "!", "?") or last.i - mark.i > LONGEST_TAIL:
        return
    source = phrase_from(page.parse, mark.i + 1)
    clause = page.parse.tokens[sentence.first : mark.i]
    if source is None or noun_phrase(page.parse, source)[-1] is not last or not any(is_verbal(t) for t in clause):
        return
    if page.people.at(source).type not in SPEAKERS or source.dep == "conj":
        return
    for row in page.cues.get(("–", "mark"), []):
        yield Found(trim_edges(list(clause)), source, [mark], row)
