"""To which claims a note of verification belongs."""

from dataclasses import replace

from tests.read.parses import build, span_of

from sitrep.model.annotations import Hedge
from sitrep.model.claims import Claim
from sitrep.model.spans import Span
from sitrep.read.sayings.verification import verified

FIRST = "Drones drone NNS nsubj 2\nburned burn VBD ROOT 0\nmills mill NNS dobj 2"
SECOND = "Boats boat NNS nsubj 2\nsank sink VBD ROOT 0"
NOTE = "That that DT nsubjpass 3\nwas be VBD auxpass 3\nunconfirmed unconfirmed VBN ROOT 0"
PARSE = build(FIRST, SECOND, NOTE, "Rain rain NN nsubj 2\nfell fall VBD ROOT 0")
TEXT = PARSE.document.text


def hedge(kind: str = "verification") -> Hedge:
    return Hedge(span_of(TEXT, "unconfirmed"), kind, "claim", "unverified", "hedges:test")


def claim(evidence: str, certainty: str = "certain", hedges: tuple[Hedge, ...] = ()) -> Claim:
    return Claim(
        id="c", document="d-test", evidence=span_of(TEXT, evidence), passages=(), kind="narrated", sources=(), cue=None,
        hedges=hedges, outlet_distance=None, stance="asserts", denied_part=None, alternative=None, certainty=certainty,
        said_at=None, event=None,
    )  # fmt: skip


def certainties(claims: list[Claim]) -> list[str]:
    return [c.certainty for c in claims]


def test_a_note_in_a_sentence_of_its_own_weakens_the_sentence_before_and_no_other() -> None:
    claims = verified(PARSE, [hedge()], [claim("burned"), claim("sank"), claim("fell")])
    assert certainties(claims) == ["certain", "unverified", "certain"]
    assert [len(c.hedges) for c in claims] == [0, 1, 0]


def test_a_note_weakens_all_claims_of_the_sentence_before() -> None:
    assert certainties(verified(PARSE, [hedge()], [claim("Boats"), claim("sank")])) == ["unverified", "unverified"]


def test_a_note_beside_a_claim_leaves_the_sentence_before_alone() -> None:
    assert certainties(verified(PARSE, [hedge()], [claim("sank"), claim("That")])) == ["certain", "unverified"]


def test_a_note_that_a_claim_already_has_is_not_given_to_another() -> None:
    claims = [claim("sank"), claim("That", "unverified", (hedge(),))]
    assert verified(PARSE, [hedge()], claims) == claims


def test_only_notes_of_verification_cross_a_full_stop() -> None:
    assert certainties(verified(PARSE, [hedge("possibility")], [claim("sank")])) == ["certain"]


def test_a_note_at_the_head_of_the_page_speaks_of_what_follows() -> None:
    alone = build(NOTE, FIRST)
    note = Hedge(Span(0, 4), "verification", "claim", "unverified", "hedges:test")
    text = alone.document.text
    later = replace(claim("sank"), evidence=span_of(text, "burned"))
    assert certainties(verified(alone, [note], [later])) == ["unverified"]
