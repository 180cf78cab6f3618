"""Who said a figure: who first in this corpus, who repeated it, who contradicted it, each with the words and the chain.

"First" means first among the pages at hand; what these cover is said with it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sitrep.link.contradictions import is_within
from sitrep.link.figures import Figure, day_of, read_figures
from sitrep.link.voices import document_of, outlet_of, page_order, voices
from sitrep.model.fields import Record, record_at, records_at, text_at, texts_at
from sitrep.model.identity import JSON
from sitrep.views.records import number


@dataclass(frozen=True, slots=True)
class Around:
    """What a chain is read with: copies of texts, agencies credited, the incident of each claim where it is known."""

    copies: Mapping[str, str] = field(default_factory=dict)
    agencies: Mapping[str, str] = field(default_factory=dict)
    incidents: Mapping[str, str] = field(default_factory=dict)


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
    """Who said a figure of about so many, in order of time: the first, those who repeated it, those against it.

    `tolerance` is the part of `about` that a figure may differ by. Against it are denials of such a figure, and other
    figures for the same incident where the claims' incidents are known.
    """
    given = around or Around()
    spoken = voices(claims, given.copies, given.agencies)
    figures = [f for f in read_figures(claims, spoken, given.copies) if f.measure == measure]
    lines = {text_at(claim, "id") or "": claim for claim in claims}
    near = [figure for figure in figures if is_about(figure, about, tolerance)]
    said = {figure.claim: figure for figure in near if figure.stance == "asserts"}
    ordered = [said[name] for name in sorted(said, key=lambda name: _when(lines[name], given.copies))]
    against = {f.claim: f for f in (*(f for f in near if f.stance != "asserts"), *_others(figures, said, given))}
    opposed = sorted(against, key=lambda name: _when(lines[name], given.copies))
    return {
        "measure": measure,
        "about": number(about),
        "tolerance": tolerance,
        "first": _statement(lines[ordered[0].claim], ordered[0]) if ordered else None,
        "repeated": [_statement(lines[figure.claim], figure) for figure in ordered[1:]],
        "contradicted": [
            *(_statement(lines[name], against[name]) for name in opposed),
            *(_statement(claim, None) for claim in _rejections(claims, said)),
        ],
        "corpus": coverage(claims),
    }


def _when(claim: Record, copies: Mapping[str, str]) -> tuple[str, bool, str, float, str]:
    """The order of time: undated pages come last; of one day copies after the text that they copy."""
    return day_of(claim) or "9999", document_of(claim) in copies, *page_order(claim)


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
        "date": day_of(claim),
        "quotation": text_at(claim, "evidence", "text"),
        "document": dict(record_at(claim, "document")),
    }


def _last(chain: Sequence[JSON]) -> JSON:
    return chain[-1] if chain else None
