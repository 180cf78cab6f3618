"""sitrep as a component of any spaCy pipeline: `nlp.add_pipe("sitrep")`.

It reads the doc's text with sitrep's own pinned model and rules. Nothing that the pipeline found before is used, not
its tokens, tags, parse or entities, and nothing of it is changed: the same text gives the same claims in every one.
"""

from dataclasses import dataclass, field

from spacy.language import Language
from spacy.tokens import Doc, SpanGroup

from sitrep.door.lines import Claim
from sitrep.door.texts import read
from sitrep.model.errors import UsageError

NAME = "sitrep"
# What is known of a doc's page, and the claim lines as plain dicts: these are kept when a doc is written to disk.
PAGE, LINES = "sitrep_page", "sitrep_lines"
KNOWN = ("published", "title", "outlet", "url", "lang", "name")


@dataclass(frozen=True, slots=True)
class Reader:
    """The component. `known` is what is known of every doc's page; `doc._.sitrep_page` says it of one."""

    known: dict[str, str] = field(default_factory=dict)

    def __call__(self, doc: Doc) -> Doc:
        """The doc with its claims. Raises UsageError and IngestError, which the pipeline's error handler gets."""
        page = {**self.known, **(doc._.get(PAGE) or {})}
        wrong = [key for key in page if key not in KNOWN]
        if wrong:
            raise UsageError(f"doc._.{PAGE} has {wrong[0]!r}; what it may have is {', '.join(KNOWN)}")
        claims = read(doc.text, **page) if doc.text.strip() else []
        doc._.set(LINES, [dict(claim.record) for claim in claims])
        doc.spans[NAME] = evidence_of(doc, claims)
        return doc


def evidence_of(doc: Doc, claims: list[Claim]) -> SpanGroup:
    """The evidence of claims in their order, each widened to whole tokens: label the claim's kind, id the claim's."""
    found = []
    for claim in claims:
        stretch, kind = claim.spans["evidence"], str(claim.record.get("kind") or "")
        span = doc.char_span(stretch.start, stretch.end, label=kind, span_id=claim.id, alignment_mode="expand")
        if span is None:  # pragma: no cover - claims are of this very text
            raise UsageError(f"claim {claim.id}: its evidence is not in the doc's text; report the text")
        found.append(span)
    return SpanGroup(doc, name=NAME, spans=found)


def _claims(doc: Doc) -> list[Claim]:
    """What `doc._.sitrep` is."""
    return [Claim(line) for line in doc._.get(LINES) or []]


@Language.factory(NAME, default_config={"known": {}})
def make_reader(nlp: Language, name: str, known: dict[str, str]) -> Reader:  # noqa: ARG001 - spaCy gives both
    """The component of a pipeline, with what is known of every page: `config={"known": {"outlet": "Northwire"}}`."""
    wrong = [key for key in known if key not in KNOWN]
    if wrong:
        raise UsageError(f"{name}: known has {wrong[0]!r}; what it may have is {', '.join(KNOWN)}")
    for extension in (PAGE, LINES):
        if not Doc.has_extension(extension):
            Doc.set_extension(extension, default=None)
    if not Doc.has_extension(NAME):
        Doc.set_extension(NAME, getter=_claims)
    return Reader(dict(known))
