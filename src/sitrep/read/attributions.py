"""According to whom: passages that are somebody's, with speaker, cue and the characters that are theirs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sitrep.gazetteer.countries import Countries
from sitrep.lexicon import Lexicon
from sitrep.model.annotations import Actor, Attribution, Equipment
from sitrep.model.parses import Parse
from sitrep.model.spans import Span, hull
from sitrep.read.attribution_rules import RULES, Found, Page, page_of
from sitrep.read.modality import NEGATIVES
from sitrep.read.naming import Naming
from sitrep.read.people import People
from sitrep.read.quotations import share_quoted
from sitrep.read.stages import Layers

# A content of which this share stands in quotation marks is direct, of which less than the other, indirect.
DIRECT, INDIRECT = 0.9, 0.05
# A content of which this share lies in a quotation is the whole quotation.
MOSTLY = 0.5
# Shorter stretches in quotation marks are scare quotes or names, not speech.
MIN_FREE_TOKENS = 6
# How many characters a free quotation may stand after its speaker's verb.
FREE_REACH = 600


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
    found = (f for token in page.parse.tokens for rule in RULES for f in rule(page, token) if f.content)
    spoken = {(a.span, a.cue): a for a in (finish(page, f) for f in found)}
    yield from with_free_quotations(page, list(spoken.values()))


def finish(page: Page, found: Found) -> Attribution:
    """The passage as a record, with its kind by the share of it that is quoted."""
    cue = hull(t.span for t in found.cue)
    span = widen_to_quotation(page, hull(t.span for t in found.content), cue)
    share = share_quoted(span, page.quotations)
    kind = "direct" if share >= DIRECT else "indirect" if share <= INDIRECT else "mixed"
    row = found.row
    source = page.people.at(found.source) if found.source is not None else None
    return Attribution(
        content=(span,),
        source=source,
        cue=cue,
        kind="hearsay" if source is None else kind,
        cue_class=row.kind,
        stance="declines" if is_withheld(page.parse, found) else row.stance,
        certainty=row.certainty,
        row=f"cues:{row.key}",
    )


def is_withheld(parse: Parse, found: Found) -> bool:
    """Whether nobody says it: "did not say", "could not confirm", "no group said"."""
    source = [found.source, *parse.children(found.source)] if found.source is not None else []
    return any(c.dep == "neg" for c in parse.children(found.cue[0])) or any(t.lower in NEGATIVES for t in source)


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
    """Yield attributions with the quotations that no rule has: each goes on what the last speaker before it said.

    On the same paragraph it is a further part of the same passage, on the next one a passage of its own.
    """
    grown = list(spoken)
    for quotation in page.quotations:
        if len(page.parse.tokens_in(quotation)) < MIN_FREE_TOKENS or any(a.holds(quotation) for a in grown):
            continue
        before = [n for n, a in enumerate(grown) if is_voice(page, a) and a.cue and a.cue.end <= quotation.start]
        last = max(before, key=lambda n: grown[n].cue or quotation, default=None)
        if last is None or quotation.start - (grown[last].cue or quotation).end > FREE_REACH:
            continue
        said = grown[last]
        if "\n" in page.parse.document.text[said.span.end : quotation.start] or said.kind == "indirect":
            grown.append(replace(said, content=(quotation,), cue=None, kind="direct"))
        else:
            grown[last] = replace(said, content=(*said.content, quotation))
    yield from grown


def is_voice(page: Page, attribution: Attribution) -> bool:
    """Whether an attribution's speaker may go on in the next quotation: named, not quoted, by a word of speech."""
    rows = {f"cues:{row.key}": row for rows in page.cues.values() for row in rows}
    row = rows.get(attribution.row)
    quoted = attribution.cue is not None and any(q.covers(attribution.cue) for q in page.quotations)
    return attribution.source is not None and row is not None and "quote" in row.frames and not quoted
