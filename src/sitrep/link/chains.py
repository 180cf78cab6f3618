"""Who said a figure: who first in this corpus, who repeated it, who contradicted it, each with the words and the chain.

"First" means first among the pages at hand, by when they were published; what these cover is said with it.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from sitrep.link.contradictions import is_within
from sitrep.link.descent import taken_from
from sitrep.link.figures import Figure, day_of, read_figures
from sitrep.link.order import is_before, is_reported_later, may_be_first, order_key, published_of, said_on
from sitrep.link.voices import document_of, outlet_of, page_order, voices
from sitrep.model.fields import Record, record_at, records_at, text_at, texts_at
from sitrep.model.identity import JSON
from sitrep.views.records import number

# In which ways a claim is against a figure.
DENIED, OTHER_SPEAKER, UPDATE, SAME_SPEAKER, COMPATIBLE = (
    "denied",
    "other speaker",
    "update",
    "same speaker",
    "compatible",
)
AGAINST = (DENIED, OTHER_SPEAKER, UPDATE, SAME_SPEAKER, COMPATIBLE)


@dataclass(frozen=True, slots=True)
class Around:
    """What a chain is read with: copies of texts, agencies credited, the incident of each claim where it is known.

    `only` are the claims that are followed, None for all: the others still say who a speaker is.
    """

    copies: Mapping[str, str] = field(default_factory=dict)
    agencies: Mapping[str, str] = field(default_factory=dict)
    incidents: Mapping[str, str] = field(default_factory=dict)
    only: AbstractSet[str] | None = None

    def follows(self, claim: str) -> bool:
        """Whether a claim is one of those followed."""
        return self.only is None or claim in self.only


def coverage(claims: Sequence[Record]) -> dict[str, JSON]:
    """What a corpus covers: first and last day of publication, pages, outlets."""
    days = sorted(day[:10] for claim in claims if (day := text_at(claim, "document", "published")))
    return {
        "first_published": days[0] if days else None,
        "last_published": days[-1] if days else None,
        "pages": len({document_of(claim) for claim in claims}),
        "outlets": len({outlet_of(claim) for claim in claims}),
    }


def who_said(
    claims: Sequence[Record], measure: str, about: float, tolerance: float = 0.1, around: Around | None = None
) -> dict[str, JSON]:
    """Who said a figure of about so many, in order of their pages: the first, those who repeated it, those against it.

    `tolerance` is the part of `about` that a figure may differ by. `may_be_first` are the first claims of all pages of
    which none is known to have come before; where that is more than one, or a page without a day has the figure too,
    `order_known` is false, and `first` is no more than one of them. Against it are denials of such a figure, and other
    figures for the same incident where the claims' incidents are known; the `against` of each says in which way.
    """
    given = around or Around()
    spoken = voices(claims, given.copies, given.agencies)
    figures = [f for f in read_figures(claims, spoken, given.copies) if f.measure == measure and given.follows(f.claim)]
    lines = {text_at(claim, "id") or "": claim for claim in claims}
    near = [figure for figure in figures if is_about(figure, about, tolerance)]
    said = {figure.claim: figure for figure in near if figure.stance == "asserts"}
    ordered = [said[name] for name in sorted(said, key=lambda name: _when(lines[name], given.copies))]
    against = {f.claim: f for f in (*(f for f in near if f.stance != "asserts"), *_others(figures, said, given))}
    opposed = sorted(against, key=lambda name: _when(lines[name], given.copies))
    leading = leading_claims([lines[figure.claim] for figure in ordered], claims, given.copies, given.agencies)
    return {
        "measure": measure,
        "about": number(about),
        "tolerance": tolerance,
        "first": _statement(lines[ordered[0].claim], ordered[0]) if ordered else None,
        "order_known": len(leading) == 1 and all(published_of(lines[figure.claim]) for figure in ordered),
        "may_be_first": [*leading],
        "repeated": [_statement(lines[figure.claim], figure) for figure in ordered[1:]],
        "contradicted": [
            *(
                {**_statement(lines[name], against[name]), **_against(against[name], ordered, lines, given)}
                for name in opposed
            ),
            *({**_statement(claim, None), "against": DENIED} for claim in _rejections(claims, said)),
        ],
        "corpus": coverage(claims),
    }


def _when(claim: Record, copies: Mapping[str, str]) -> tuple[tuple[str, bool, str], bool, tuple[str, float, str]]:
    """The order of time: undated pages come last; of one day copies after the text that they copy."""
    return order_key(published_of(claim)), document_of(claim) in copies, page_order(claim)


def leading_claims(
    ordered: Sequence[Record], claims: Sequence[Record], copies: Mapping[str, str], agencies: Mapping[str, str]
) -> list[str]:
    """The first claim of each page that may be the first of some in order; `claims` are all at hand."""
    first = {document_of(claim): claim for claim in reversed(ordered)}
    after = taken_from(claims, copies, agencies)
    pages = may_be_first({page: published_of(claim) for page, claim in first.items()}, after)
    leading = [claim for claim in ordered if document_of(claim) in pages and first[document_of(claim)] is claim]
    return [text_at(claim, "id") or "" for claim in leading]


def is_about(figure: Figure, about: float, tolerance: float) -> bool:
    """Whether a figure is about so many: its best or one of its bounds is."""
    values = [value for value in (figure.best, figure.low, figure.high) if value is not None]
    return any(abs(value - about) <= tolerance * about for value in values)


def _others(figures: Sequence[Figure], said: Mapping[str, Figure], around: Around) -> list[Figure]:
    """Other figures for the same of an incident that some of the claims found are of; "dozens" is not against 36."""
    homes: dict[tuple[str | None, str | None], list[Figure]] = {}
    for claim, figure in said.items():
        homes.setdefault((around.incidents.get(claim), figure.group), []).append(figure)
    held = (f for f in figures if f.claim not in said and f.is_position and f.stance == "asserts")
    known = ((f, homes.get((around.incidents[f.claim], f.group))) for f in held if f.claim in around.incidents)
    return [f for f, others in known if others and not any(is_within(other, f) for other in others)]


def _against(figure: Figure, ordered: Sequence[Figure], lines: Mapping[str, Record], around: Around) -> dict[str, JSON]:
    """In which way a claim is against a figure, and for one that is compatible with it the bounds that it is within."""
    if figure.stance != "asserts":
        return {"against": DENIED}
    home = around.incidents.get(figure.claim), figure.group
    alike = [f for f in ordered if (around.incidents.get(f.claim), f.group) == home]
    own = [f for f in alike if f.voice.key == figure.voice.key]
    if own:
        is_later = all(_is_earlier(f, figure, lines) for f in own)
        return {"against": UPDATE if is_later else SAME_SPEAKER}
    if alike and _overlap(figure, alike[0]):
        return {"against": COMPATIBLE, "within": {"low": number(alike[0].low), "high": number(alike[0].high)}}
    return {"against": OTHER_SPEAKER}


def _is_earlier(one: Figure, other: Figure, lines: Mapping[str, Record]) -> bool:
    """Whether a figure is known to be older than another one: by the day that it holds for, then by its page."""
    if one.day != other.day:
        return is_before(one.day, other.day)
    return is_before(published_of(lines[one.claim]), published_of(lines[other.claim]))


def _overlap(one: Figure, other: Figure) -> bool:
    """Whether both of two figures may be right."""
    infinite = float("inf")
    lows = [figure.low or 0 for figure in (one, other)]
    highs = [infinite if figure.high is None else figure.high for figure in (one, other)]
    return max(lows) <= min(highs)


def _rejections(claims: Sequence[Record], said: Mapping[str, Figure]) -> list[Record]:
    """Speech acts against one of the claims found: "rejected the figure"."""
    return [
        claim
        for claim in sorted(claims, key=page_order)
        if text_at(claim, "event", "type") == "REJECT" and set(texts_at(claim, "about")) & said.keys()
    ]


def _statement(claim: Record, figure: Figure | None) -> dict[str, JSON]:
    """One link of a chain: who, when, in which words, through whom."""
    chain: list[JSON] = [text_at(source, "name") for source in records_at(claim, "sources")]
    return {
        "claim": text_at(claim, "id"),
        "low": number(figure.low) if figure else None,
        "high": number(figure.high) if figure else None,
        "stance": text_at(claim, "stance"),
        "speaker": figure.voice.name if figure else _last(chain),
        "chain": [outlet_of(claim), *chain],
        "speaker_key": figure.voice.key if figure else None,
        "date": day_of(claim),
        "published": published_of(claim),
        "said_on": said_on(claim),
        "reported_later": is_reported_later(claim),
        "quotation": text_at(claim, "evidence", "text"),
        "document": dict(record_at(claim, "document")),
    }


def _last(chain: Sequence[JSON]) -> JSON:
    return chain[-1] if chain else None
