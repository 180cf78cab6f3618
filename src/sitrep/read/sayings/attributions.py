"""According to whom: passages that are somebody's, with speaker, cue and the characters that are theirs."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sitrep.gazetteer.countries import Countries
from sitrep.lexicon import Lexicon
from sitrep.model.annotations import Actor, Attribution, Equipment
from sitrep.model.claims import weakest
from sitrep.model.parses import Parse, Sentence, Token
from sitrep.model.spans import Span, hull
from sitrep.read.actors.naming import Naming, find_role
from sitrep.read.actors.people import People
from sitrep.read.grammar.modality import NEGATIVES
from sitrep.read.grammar.noun_classes import noun_class
from sitrep.read.grammar.phrases import is_nominal, is_verbal, noun_of, noun_phrase
from sitrep.read.sayings.attribution_rules import found_at
from sitrep.read.sayings.quotations import share_quoted
from sitrep.read.sayings.saying import COUNTING, RELATIVE, Found, Page, is_free, page_of, speaker
from sitrep.read.stages import Layers

# A content of which this share stands in quotation marks is direct, of which less than the other, indirect.
DIRECT, INDIRECT = 0.9, 0.05
# A content of which this share lies in a quotation is the whole quotation.
MOSTLY = 0.5
# Classes of cue that are hearsay where nobody is named: "it was reported that ...".
REPORTING = frozenset({"neutral", "document", "perception"})
# Bodies that speak, and the short names that a page calls them by once it has named them.
BODIES = frozenset({"monitor", "ngo", "igo", "media", "armed_group", "company"})
SHORT = frozenset({"the group", "the organisation", "the organization", "the agency", "the body", "the network"})
PERSONAL = frozenset({"he", "she", "they"})
# Classes of nouns that no cue makes a source: a battle, a shell, a storm.
VOICELESS = frozenset({"violence", "weapon", "weather", "disease"})
# The frames of words of speech.
SPOKEN = frozenset({"quote", "beside", "colon"})


@dataclass(frozen=True)
class AttributionReader:
    """The stage that reads attributions."""

    countries: Countries

    def __call__(self, parse: Parse, layers: Layers, lexicon: Lexicon) -> Iterator[Attribution]:
        """Yield every attributed passage; one for each cue and content."""
        naming = Naming.of(lexicon, self.countries, layers.of(Equipment))
        yield from read_attributions(page_of(parse, People.of(parse, naming, layers.of(Actor)), lexicon))


def read_attributions(page: Page) -> Iterator[Attribution]:
    """Yield every attributed passage of a page."""
    found = (f for token in page.parse.tokens for f in found_at(page, token) if f.content and can_tell(page, f.source))
    spoken = {(a.span, a.cue): a for a in with_last_bodies(page, (finish(page, f) for f in found))}
    yield from with_free_quotations(page, list(one_for_each_cue(page, spoken.values())))


def can_tell(page: Page, source: Token | None) -> bool:
    """Whether a source is of a kind that can tell anything: nobody named, somebody, a survey; no battle or flood."""
    if source is not None and source.lower in ("that", "this") and source.tag == "DT":
        return False
    if source is None or noun_class(source) not in VOICELESS or source.text.istitle():
        return True
    actor = page.people.at(source)
    return bool(actor.country or actor.roles or actor.type)


def with_last_bodies(page: Page, found: Iterable[Attribution]) -> Iterator[Attribution]:
    """Yield attributions; "the group" is the body that spoke last, and so is an "it" read as part of its own words."""
    body: Actor | None = None
    last: Actor | None = None
    told: Sequence[Span] = ()
    for attribution in found:
        source = attribution.source
        if source is None:
            yield attribution
            continue
        spoken = source.span.quote(page.parse.document.text).lower()
        # Whom "it" seems to mean but who is only spoken of, in these words or the last speaker's, does not speak.
        held = source.refers_to if spoken == "it" else None
        own = held is not None and any(part.covers(held) for part in (attribution.span, *told))
        short = spoken in SHORT and source.type is None and source.refers_to is None
        meant = last if own else body if short else None
        if meant is not None:
            yield replace(attribution, source=replace(meant, span=source.span, refers_to=meant.refers_to or meant.span))
            continue
        if spoken != "it" and source.type != "person":
            last, body = source, source if source.type in BODIES else body
            told = attribution.content
        yield attribution


def one_for_each_cue(page: Page, spoken: Iterable[Attribution]) -> Iterator[Attribution]:
    """Yield attributions, those of one cue as one: what several rules find of it are parts of one passage.

    Of parts that overlap the longer stays; where two rules differ over the source the first found keeps it.
    """
    by_cue: dict[Span | None, list[Attribution]] = {}
    for attribution in spoken:
        by_cue.setdefault(attribution.cue, []).append(attribution)
    for cue, found in by_cue.items():
        if cue is None or len(found) == 1:
            yield from found
            continue
        first = next((a for a in found if a.source is not None), found[0])
        parts = joined(part for a in found for part in a.content)
        quoted = sum(share_quoted(part, page.quotations) * (part.end - part.start) for part in parts)
        share = quoted / sum(part.end - part.start for part in parts)
        kind = first.kind if first.kind == "hearsay" else kind_of(share)
        yield replace(first, content=parts, kind=kind)


def joined(parts: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, those that overlap as one."""
    done: list[Span] = []
    for part in sorted(parts, key=lambda p: (p.start, p.end)):
        if done and done[-1].overlaps(part):
            done[-1] = hull([done[-1], part])
        else:
            done.append(part)
    return tuple(done)


def kind_of(share: float) -> str:
    """Direct, mixed or indirect, by the share of a passage that stands in quotation marks."""
    return "direct" if share >= DIRECT else "indirect" if share <= INDIRECT else "mixed"


def finish(page: Page, found: Found) -> Attribution:
    """The passage as a record, with its kind by the share of it that is quoted."""
    cue = hull(t.span for t in found.cue)
    span = widen_to_quotation(page, hull(t.span for t in found.content), cue)
    share = share_quoted(span, page.quotations)
    row = found.row
    source = voice(page, found.source) if found.source is not None else None
    # A claim, report or rumour of nobody's is hearsay.
    unowned = source is None and (row.pos == "noun" or row.kind in REPORTING)
    return Attribution(
        content=(span,),
        source=source,
        cue=cue,
        kind="hearsay" if source is None else kind_of(share),
        cue_class=row.kind,
        stance="declines" if is_withheld(page.parse, found) else row.stance,
        certainty=weakest(certainty_of(page, found), "unverified") if unowned else certainty_of(page, found),
        row=f"cues:{row.key}",
    )


def certainty_of(page: Page, found: Found) -> str:
    """How sure a cue is of what it tells, less sure where somebody "reportedly said" it."""
    adverbs = page.parse.children(found.cue[0], "advmod")
    doubts = [row.certainty for a in adverbs for row in page.cues.get((a.lower, "adverb"), ())]
    return weakest(found.row.certainty, *doubts)


def voice(page: Page, head: Token) -> Actor:
    """Who speaks: the phrase at a head, with those who say so with it ("a nurse and a shepherd").

    For "who" and "which" it is the pronoun, referring to what it stands for.
    """
    if head.tag not in RELATIVE:
        return without_lead(page, together(page, head))
    clause = next((a for a in page.parse.ancestors(head) if a.dep == "relcl"), None)
    if clause is None:
        return page.people.at(head)
    meant = page.people.at(page.parse.head(clause))
    return replace(meant, span=head.span, refers_to=meant.refers_to or meant.span)


def without_lead(page: Page, actor: Actor) -> Actor:
    """A speaker without a dash before the name, or an adjective before its article: of "hurt many the Council said"."""
    tokens = page.parse.tokens_in(actor.span)
    first = 0
    for n, (token, after) in enumerate(pairwise(tokens)):
        if token.pos == "PUNCT" or (token.tag == "JJ" and after.tag == "DT"):
            first = n + 1
        else:
            break
    if not first:
        return actor
    span = hull(t.span for t in tokens[first:])
    return replace(actor, span=span, name=span.quote(page.parse.document.text))


def together(page: Page, head: Token) -> Actor:
    """Who stands at a head; of several joined by "and" one actor over all of them, of what they have in common."""
    first = counted(page, head) or page.people.at(head)
    others = [t for t in page.parse.conjuncts(head)[1:] if is_nominal(t)]
    if not others:
        return first
    rest = [page.people.at(t) for t in others]
    span = hull([first.span, *(a.span for a in rest)])
    return replace(
        first,
        span=span,
        name=span.quote(page.parse.document.text),
        country=first.country if all(a.country == first.country for a in rest) else None,
        roles=tuple(dict.fromkeys(r for a in (first, *rest) for r in a.roles)),
        type=first.type if all(a.type == first.type for a in rest) else None,
        refers_to=None,
    )


def counted(page: Page, head: Token) -> Actor | None:
    """Of "two of the clerks", "many of the guards" the clerks and guards, on the whole phrase; else None."""
    noun = noun_of(page.parse, head)
    if head.pos not in COUNTING or noun is None:
        return None
    actor = page.people.at(noun)
    span = hull([head.span, actor.span])
    return replace(actor, span=span, name=span.quote(page.parse.document.text))


def is_withheld(parse: Parse, found: Found) -> bool:
    """Whether nobody says it: "did not say", "could not confirm", "no group said"."""
    source = [found.source, *parse.children(found.source, "det", "neg")] if found.source is not None else []
    cue = parse.children(found.cue[0])
    none = found.row.pos == "noun" and any(c.dep == "det" and c.lower in NEGATIVES for c in cue)
    return none or any(c.dep == "neg" for c in cue) or any(t.lower in NEGATIVES for t in source)


def widen_to_quotation(page: Page, span: Span, cue: Span) -> Span:
    """A content with the whole of a quotation that it lies in or begins, unless the cue is quoted with it."""
    for quotation in page.quotations:
        if quotation.covers(cue) or not quotation.overlaps(span):
            continue
        shared = min(span.end, quotation.end) - max(span.start, quotation.start)
        if span.covers(quotation) or shared >= MOSTLY * (span.end - span.start):
            span = hull([span, quotation])
    return span


def with_free_quotations(page: Page, spoken: Sequence[Attribution]) -> Iterator[Attribution]:
    """Yield attributions with the quotations that no rule has and that are sentences of their own.

    Who spoke in the sentence before goes on; else its subject speaks, if a person. After what a voice said on the same
    paragraph a quotation is a further part of that passage, else a passage of its own.
    """
    grown = list(spoken)
    for quotation in page.quotations:
        if any(a.holds(quotation) for a in grown) or not is_free(page, quotation):
            continue
        before = sentence_before(page, quotation)
        if before is None:
            continue
        last = last_voice(page, grown, before, quotation)
        if last is None:
            grown.extend(told_by_subject(page, before, quotation))
        elif is_same_paragraph(page, grown[last].span.end, quotation.start) and grown[last].kind != "indirect":
            grown[last] = replace(grown[last], content=(*grown[last].content, quotation))
        else:
            grown.append(replace(grown[last], content=(quotation,), cue=None, kind="direct"))
    yield from grown


def sentence_before(page: Page, quotation: Span) -> Sentence | None:
    """The last sentence with a verb that ends before a quotation begins, or None: "For Monday: “...”" has none."""
    inside = page.parse.tokens_in(quotation)
    first = inside[0].i if inside else 0
    while first:
        sentence = page.parse.sentence(page.parse.tokens[first - 1])
        if any(is_verbal(t) for t in page.parse.tokens[sentence.first : first]):
            return sentence
        first = sentence.first
    return None


def is_same_paragraph(page: Page, end: int, start: int) -> bool:
    """Whether no line ends between two places."""
    return "\n" not in page.parse.document.text[end:start]


def last_voice(page: Page, spoken: Sequence[Attribution], before: Sentence, quotation: Span) -> int | None:
    """The place of the last of the voices of a sentence in `spoken`, or None."""
    sentence = page.parse.sentence_span(before)
    voices = [
        n
        for n, a in enumerate(spoken)
        if a.span.start < quotation.start
        and any(part.overlaps(sentence) for part in (*a.content, *([a.cue] if a.cue is not None else [])))
        and is_voice(page, a)
    ]
    return max(voices, key=lambda n: spoken[n].span.start, default=None)


def told_by_subject(page: Page, before: Sentence, quotation: Span) -> Iterator[Attribution]:
    """Yield a free quotation as said by the subject of the sentence before it, where that is a person."""
    verb = next((t for t in page.parse.sentence_tokens(before) if t.dep == "ROOT"), None)
    subject = speaker(page, verb) if verb is not None else None
    rows = page.cues.get(("*", "verb"), [])
    if subject is None or page.quotation_of(subject) is not None or not rows:
        return
    source = voice(page, subject)
    role = find_role(noun_phrase(page.parse, subject), subject, page.people.naming.words)
    if source.type == "person" or subject.lower in PERSONAL or (role is not None and role.sort == "person"):
        row = rows[0]
        yield Attribution((quotation,), source, None, "direct", row.kind, row.stance, row.certainty, f"cues:{row.key}")


def is_voice(page: Page, attribution: Attribution) -> bool:
    """Whether an attribution's speaker may go on in the next quotation: named, not quoted, by a word of speech."""
    row = page.rows.get(attribution.row.removeprefix("cues:"))
    quoted = attribution.cue is not None and any(q.covers(attribution.cue) for q in page.quotations)
    speaks = row is not None and not SPOKEN.isdisjoint(row.frames)
    return attribution.source is not None and speaks and not quoted
