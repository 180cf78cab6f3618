"""How claims of one incident stand to each other, one record a pair: what `sitrep schema relation` describes."""

from collections.abc import Iterator, Mapping, Sequence

from sitrep.link.contradictions import CONTRADICTS, REFINES, RETRACTS, UPDATES, Difference, between
from sitrep.link.figures import Figure
from sitrep.link.voices import Voice, document_of, page_order
from sitrep.model.fields import Record, text_at
from sitrep.model.identity import JSON, content_id

# What a difference is called between two claims.
NAMES = {REFINES: "narrows", UPDATES: "updates", RETRACTS: "retracts", CONTRADICTS: "contradicts"}
KINDS = {"denies": "denies", "corrects": "corrects"}


def relations(
    claims: Sequence[Record],
    figures: Sequence[Figure],
    differences: Sequence[Difference],
    spoken: Mapping[str, Voice],
    copies: Mapping[str, str],
) -> list[dict[str, JSON]]:
    """All relations between an incident's claims, in a fixed order."""
    found = [*_of_differences(differences, spoken), *_copies(claims, spoken, copies), *_repeats(figures)]
    unique = {text_at(record, "id") or "": record for record in found}
    return [unique[name] for name in sorted(unique)]


def relation(kind: str, claims: tuple[str, str], field: str, whose: str, reason: str) -> dict[str, JSON]:
    """The record of a relation: the first claim `kind` the second."""
    return {
        "id": content_id("l", kind, *claims, field),
        "relation": kind,
        "from": claims[0],
        "to": claims[1],
        "field": field,
        "between": whose,
        "reason": reason,
    }


def _of_differences(differences: Sequence[Difference], spoken: Mapping[str, Voice]) -> Iterator[dict[str, JSON]]:
    for found in differences:
        kind = KINDS.get(found.kind) or NAMES[found.relation]
        yield relation(kind, found.claims, found.field, between(found, spoken), found.kind)


def _copies(
    claims: Sequence[Record], spoken: Mapping[str, Voice], copies: Mapping[str, str]
) -> Iterator[dict[str, JSON]]:
    """Yield claims of a copied text with the same words in the text that it copies."""
    known: dict[tuple[str, str], str] = {}
    for claim in sorted(claims, key=page_order):
        known.setdefault((document_of(claim), words_of(claim)), text_at(claim, "id") or "")
    for (document, words), name in known.items():
        first = known.get((copies.get(document, ""), words))
        if first is not None:
            whose = "same_speaker" if spoken[name].key == spoken[first].key else "cross_speaker"
            yield relation("copies", (name, first), "evidence", whose, "the same words in a copied text")


def words_of(claim: Record) -> str:
    """The words of a claim's evidence, folded."""
    return " ".join((text_at(claim, "evidence", "text") or "").casefold().split())


def _repeats(figures: Sequence[Figure]) -> Iterator[dict[str, JSON]]:
    """Yield later claims of a figure with the first one."""
    first: dict[tuple[object, ...], Figure] = {}
    held = [figure for figure in figures if figure.is_position]
    for figure in sorted(held, key=lambda f: (f.day or "9999", f.document, f.claim)):
        known = first.setdefault((figure.measure, figure.group, figure.value), figure)
        if known.claim != figure.claim:
            whose = "same_speaker" if known.voice.key == figure.voice.key else "cross_speaker"
            yield relation("repeats", (figure.claim, known.claim), figure.measure, whose, "the same figure")
