"""Claims as drafts of schema.org ClaimReview: what is claimed, by whom and where; no rating, no author, no signature.

A person completes and signs a draft, or throws it away. sitrep rates nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from sitrep.export.files import in_order, write_attribution, write_whole
from sitrep.export.losses import Lost, left_out
from sitrep.export.shapes.withheld import is_withheld, shown
from sitrep.export.web.lists import one_a_line
from sitrep.link.voices import innermost
from sitrep.model.fields import Record, record_at, records_at, text_at, texts_at
from sitrep.model.identity import JSON

DRAFT = "Draft, not reviewed: a person gives the rating and signs, or it is not published."
# What a source of a type is to schema.org; of another it is not said, for "officials" are neither.
KINDS: Mapping[str, str] = {
    "person": "Person",
    "monitor": "Organization",
    "media": "Organization",
    "igo": "Organization",
    "ngo": "Organization",
    "company": "Organization",
    "party": "Organization",
}


def why_not(claim: Record) -> str | None:
    """Why a claim has no draft; None where it has one."""
    if not record_at(claim, "event"):
        return "it tells of no event: there is nothing to be checked"
    if (stance := text_at(claim, "stance")) not in (None, "asserts", "denies"):
        return f"its speaker {stance} it: nothing is claimed"
    if (status := text_at(claim, "event", "status")) not in (None, "occurred", "ongoing"):
        return f"it is {status}: it can be checked only once it has happened"
    return None


def author_of(claim: Record) -> dict[str, JSON] | None:
    """Who makes a claim: the innermost source, or the outlet in its own voice; None where a profile withholds it."""
    source = innermost(claim)
    if not source:
        outlet = shown(text_at(claim, "document", "outlet"))
        return {"@type": "Organization", "name": outlet} if outlet else None
    name, kind = shown(text_at(source, "name")), KINDS.get(text_at(source, "type") or "")
    if name is None:
        return None
    return {"@type": kind, "name": name} if kind else {"name": name}


def work_of(document: Record, profile: str | None, sha256: str | None = None) -> dict[str, JSON]:
    """A page on which a claim stands. Under a profile it has no address: only its host would be left."""
    outlet: JSON = text_at(document, "outlet")
    return {
        "@type": "CreativeWork",
        "identifier": f"urn:sha256:{sha256}" if sha256 else f"urn:sitrep:{text_at(document, 'id')}",
        "url": None if profile else text_at(document, "url"),
        "headline": text_at(document, "title"),
        "publisher": {"@type": "Organization", "name": outlet} if outlet else None,
        "datePublished": text_at(document, "published"),
    }


def _works(claim: Record, incident: Record) -> tuple[dict[str, JSON] | None, list[JSON]]:
    """The page on which a claim stood first, where the corpus knows, and the others: its own, and copies of it."""
    profile, own = text_at(claim, "profile"), record_at(claim, "document")
    mine, first = text_at(own, "id"), record_at(incident, "first_claim")
    page = work_of(own, profile, text_at(own, "sha256"))
    pages = records_at(incident, "documents")
    copies = [work_of(one, profile) for one in pages if text_at(one, "copy_of") == mine]
    copied = next((text_at(one, "copy_of") for one in pages if text_at(one, "id") == mine), None)
    original = next((work_of(one, profile) for one in pages if copied and text_at(one, "id") == copied), None)
    if original is None and first.get("order_known") is True and text_at(first, "claim") == text_at(claim, "id"):
        original = page
    return original, [page, *copies]


def accused_told(claim: Record, incident: Record) -> str | None:
    """What the accused say, where a claim accuses: its own line tells under a profile, else its incident's does."""
    accuses = text_at(claim, "event", "responsibility") in ("accused", "suspected")
    position = text_at(claim, "accused_position")
    position = position or (text_at(incident, "accused_position") or "not_searched" if accuses else None)
    return f"Position of the accused: {position.replace('_', ' ')}." if position else None


def draft_of(claim: Record, incident: Record) -> dict[str, JSON] | None:
    """The draft of a claim, which may be of no incident; None where `why_not` says so."""
    if why_not(claim):
        return None
    words = text_at(claim, "evidence", "text")
    first, works = _works(claim, incident)
    said = text_at(claim, "said_at", "start") or text_at(claim, "document", "published")
    author: JSON = author_of(claim)
    return {
        "@type": "ClaimReview",
        "@id": f"urn:sitrep:{text_at(claim, 'id')}#review",
        "creativeWorkStatus": "Draft",
        "abstract": DRAFT,
        "claimReviewed": words,
        "author": None,
        "datePublished": None,
        "reviewRating": {"@type": "Rating", "ratingValue": None, "alternateName": None},
        "itemReviewed": {
            "@type": "Claim",
            "identifier": text_at(claim, "id"),
            "text": words,
            "author": author,
            "datePublished": said,
            "firstAppearance": first,
            "appearance": works,
            "description": accused_told(claim, incident),
        },
    }


def _incident_of(incidents: Sequence[Record]) -> Mapping[str, Record]:
    """The incident of each claim that is of one."""
    return {claim: incident for incident in incidents for claim in texts_at(incident, "claims")}


def draft_losses(claim: Record, incident: Record) -> Iterator[Lost]:
    """Yield what the draft of a claim cannot say; why there is none."""
    row, event = text_at(claim, "id") or "", record_at(claim, "event")
    if why := why_not(claim):
        yield left_out(row, text_at(event, "type") or text_at(event, "kind") or "no event", why)
        return
    if is_withheld(words := text_at(claim, "evidence", "text")):
        yield Lost(row, "claimReviewed", words or "", "the profile withholds some of the words")
    if author_of(claim) is None:
        yield Lost(row, "itemReviewed.author", "withheld or unknown", "nobody may be named who makes the claim")
    if text_at(claim, "profile"):
        yield Lost(row, "appearance.url", text_at(claim, "document", "url") or "", "the profile leaves only the host")
    if len(chain := records_at(claim, "sources")) > 1:
        told = " < ".join(text_at(source, "name") or "" for source in reversed(chain))
        yield Lost(row, "sources", told, "a Claim has one author: the innermost speaker")
    if _works(claim, incident)[0] is None:
        yield Lost(row, "firstAppearance", "not known", "the order of the pages does not say where it stood first")
    for field in ("stance", "certainty"):
        if (value := text_at(claim, field)) not in ("asserts", "certain", None):
            yield Lost(row, field, value, f"a Claim has no {field}: only its words say it")


def write_claimreview(claims: Sequence[Record], incidents: Sequence[Record], path: Path) -> Sequence[Lost]:
    """Write claims as ClaimReview drafts (JSON-LD); what they cannot say. Raises UsageError as `write_whole` does."""
    ordered, incident_of = in_order(claims), _incident_of(incidents)
    pairs = [(claim, incident_of.get(text_at(claim, "id") or "", {})) for claim in ordered]
    drafts: list[JSON] = [draft for pair in pairs if (draft := draft_of(*pair)) is not None]
    write_whole(path, one_a_line({"@context": "https://schema.org"}, "@graph", drafts))
    write_attribution(path)
    return [lost for pair in pairs for lost in draft_losses(*pair)]
