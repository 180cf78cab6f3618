"""Small readings for the ledger's tests: a text whose every word is found, and a claim for every sentence."""

from dataclasses import replace

from sitrep.model.annotations import Event, Quantity, Timex, TimexType
from sitrep.model.claims import Claim
from sitrep.model.documents import Block, BlockKind, Capture, Document
from sitrep.model.identity import content_id, sha256_hex
from sitrep.model.judgements import Judgement, Seen, Verdict
from sitrep.model.origins import Origin
from sitrep.model.readings import Reading, Run
from sitrep.model.resolutions import CodeResolution, Interval, Resolutions, TimeResolution
from sitrep.model.spans import Span

OLD = Origin("0.1.0", "words==1", "aa", "lexicon-1", "places-1")
NEW = replace(OLD, sitrep="0.2.0")
RUN = Run("run-1", "2020-01-01T00:00:00+00:00")


def capture_of(name: str, text: str) -> Capture:
    content = text.encode("utf-8", "surrogatepass")
    return Capture(sha256_hex(content), "text/plain", name, content)


def document_of(capture: Capture) -> Document:
    text = capture.content.decode("utf-8", "surrogatepass")
    blocks = (Block(Span(0, len(text)), BlockKind.PARAGRAPH, "the whole text"),)
    return Document(content_id("d", capture.sha256, capture.name), capture.name, capture.sha256, text, blocks)


def words_of(document: Document) -> list[Span]:
    spans, start = [], 0
    for word in document.text.split(" "):
        if word:
            spans.append(Span(start, start + len(word)))
        start += len(word) + 1
    return spans


def claim_of(document: Document, span: Span, certainty: str = "certain") -> Claim:
    event = Event(span, span, "ASSAULT", None, None, "occurred", "strike")
    return Claim(
        id=content_id("c", document.id, span.start, span.end),
        document=document.id,
        evidence=span,
        passages=(),
        kind="narrated",
        sources=(),
        cue=None,
        hedges=(),
        outlet_distance=None,
        stance="asserts",
        denied_part=None,
        alternative=None,
        certainty=certainty,
        said_at=None,
        event=event,
    )


def read(document: Document, origin: Origin = OLD, certainty: str = "certain") -> Reading:
    """Every word a claim and a code; the first also a time and a number."""
    words = words_of(document)
    timex = Timex(words[0], TimexType.DATE, "2015-12-21")
    interval = Interval("2015-12-21", None, "day", "2015-12-21", words[0])
    return Reading(
        document=document,
        annotations=(timex, Quantity(words[0], "killed", 12, 12.0, None, ">=")),
        claims=tuple(claim_of(document, word, certainty) for word in words),
        resolutions=Resolutions(
            times=(TimeResolution(timex, interval, "2015-12-21", "stated"),),
            codes=tuple(CodeResolution(word, "190", "Battles", None, 1, "trigger") for word in words),
        ),
        origin=origin,
    )


def note_on(
    claim: Claim, why: str = "as printed", at: str = "2020-01-02", verdict: Verdict = Verdict.NOTE
) -> Judgement:
    """A word on a claim, of somebody who saw it."""
    return Judgement(verdict, (claim.id,), "ann", at, why, seen=(Seen(claim.id, "r-1", "Shells"),))
