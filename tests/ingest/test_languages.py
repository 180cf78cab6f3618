import pytest

from sitrep.ingest.languages import detect_language, refuse_language
from sitrep.model.documents import Document

ENGLISH = "The river rose in the night and took the lower bridge with it. " * 5
FRENCH = "La rivière est montée pendant la nuit et a emporté le pont, a déclaré le maire de la commune. " * 4


@pytest.mark.parametrize(
    ("text", "lang"), [(ENGLISH, "en"), (FRENCH, "fr"), ("Le pont est tombé.", "en"), ("", "en"), ("12 + 3", "en")]
)
def test_language_of_a_text(text: str, lang: str) -> None:
    assert detect_language(text) == lang


@pytest.mark.parametrize("text", ["سقط الجسر في الليل، قال رئيس البلدية", "Мост рухнул ночью, сообщил мэр города."])
def test_short_text_in_another_script_is_not_english(text: str) -> None:
    assert detect_language(text) != "en"


def test_document_in_a_language_without_a_reader_is_refused_by_name() -> None:
    refusal = refuse_language(Document("d-1", "page-1", "0", FRENCH, lang="fr"))
    assert refusal is not None
    assert (refusal.path, refusal.reason) == ("page-1", "not read: language fr")
    assert refuse_language(Document("d-1", "page-1", "0", ENGLISH)) is None


def test_a_page_that_begins_in_another_language_is_told_by_more_of_it() -> None:
    foreign = "Die Stadt Olm wurde am Montag von zwei Drohnen getroffen, sagte die Polizei. " * 7
    english = "Two drones hit the town of Olm on Monday, police said, and nobody was hurt in the raid. " * 40
    assert detect_language(foreign) == "de"
    assert detect_language(foreign + english) == "en"
