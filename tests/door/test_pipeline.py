"""sitrep as a component of a spaCy pipeline, found by the entry point that the package declares."""

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from tests.door.declared import load_factory

import sitrep
from sitrep.model.errors import IngestError, UsageError

TEXT = "BEIRUT - Helicopters dropped barrel bombs on Daraya on Saturday, killing 12 people, residents said."


@pytest.fixture(scope="module", autouse=True)
def _declared(at_hand: None) -> None:
    assert at_hand is None
    load_factory()


def pipeline(code: str = "en", **known: str) -> Language:
    nlp = spacy.blank(code)
    nlp.add_pipe("sitrep", config={"known": known})
    return nlp


def test_a_doc_has_the_claims_of_its_text_and_their_evidence() -> None:
    doc = pipeline(published="2015-12-21", outlet="Northwire")(TEXT)
    assert doc._.sitrep == sitrep.read(TEXT, published="2015-12-21", outlet="Northwire")
    assert len(doc.spans["sitrep"]) == len(doc._.sitrep) > 0
    for claim, span in zip(doc._.sitrep, doc.spans["sitrep"], strict=True):
        assert claim.quote in span.text
        assert (span.id_, span.label_) == (claim.id, claim.record["kind"])


def test_another_pipeline_gives_the_same_claims_widened_to_its_own_tokens() -> None:
    whole = pipeline()
    words = TEXT.split(" ")
    whole.tokenizer = lambda _: Doc(whole.vocab, words=words, spaces=[True] * (len(words) - 1) + [False])
    doc = whole(TEXT)
    assert doc._.sitrep == pipeline("xx")(TEXT)._.sitrep
    assert doc.spans["sitrep"][0].text == f"{doc._.sitrep[0].quote},"


def test_what_is_known_of_one_page_goes_with_its_doc() -> None:
    nlp = pipeline(outlet="Northwire")
    doc = nlp.make_doc(TEXT)
    doc._.sitrep_page = {"published": "2015-12-21"}
    (claim, *_) = nlp(doc)._.sitrep
    assert (claim.document["published"], claim.document["outlet"]) == ("2015-12-21", "Northwire")


def test_claims_are_kept_with_a_doc_that_is_written_out() -> None:
    nlp = pipeline()
    doc = nlp(TEXT)
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert again._.sitrep == doc._.sitrep
    assert [span.text for span in again.spans["sitrep"]] == [span.text for span in doc.spans["sitrep"]]


def test_an_empty_doc_has_no_claims_and_a_refused_one_goes_to_the_error_handler() -> None:
    nlp = pipeline(published="yesterday")
    assert nlp(" ")._.sitrep == []
    with pytest.raises(IngestError, match="no date"):
        nlp(TEXT)
    refused: list[str] = []
    nlp.set_error_handler(lambda _name, _component, _docs, error: refused.append(str(error)))
    assert list(nlp.pipe([TEXT])) == []
    assert len(refused) == 1


def test_what_no_page_has_is_refused() -> None:
    with pytest.raises(UsageError, match="known has 'auther'; what it may have is published, title"):
        pipeline(auther="x")
    nlp = pipeline()
    doc = nlp.make_doc(TEXT)
    doc._.sitrep_page = {"auther": "x"}
    with pytest.raises(UsageError, match=r"doc._.sitrep_page has 'auther'"):
        nlp(doc)
