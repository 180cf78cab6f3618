"""Which of a page's places is an event's own, and by which rule."""

from collections.abc import Callable

import pytest

from sitrep.case.reading import Instruments, read_document
from sitrep.model.documents import Document
from sitrep.resolve.event_places import FINER, HOLDER, NONE, ONLY, OWN

MakePage = Callable[[str], Document]
Read = Callable[[str, str], tuple[str | None, str]]


@pytest.fixture
def read(instruments: Instruments, make_page: MakePage) -> Read:
    """The name and the rule of the place of the event that a word of a text tells."""

    def place_of(word: str, text: str) -> tuple[str | None, str]:
        reading = read_document(make_page(text), instruments, instruments.origin())
        found = next(p for p in reading.resolutions.event_places if p.trigger.quote(text) == word)
        return (found.place.name if found.place else None), found.rule

    return place_of


@pytest.mark.parametrize(
    ("text", "word", "name", "rule"),
    [
        ("Gunmen killed a miller in Raqqa on Monday.", "killed", "Raqqa", OWN),
        ("In Idlib province, rebels ambushed a fuel truck near Saraqib on Monday.", "ambushed", "Saraqib", FINER),
        ("In Syria, gunmen killed a miller in Raqqa on Monday.", "killed", "Raqqa", FINER),
        ("One miller was fatally shot at the Olm Market grocery in Raqqa early on Sunday.", "shot", "Raqqa", HOLDER),
        ("A miller was killed on Monday.", "killed", None, NONE),
    ],
)
def test_an_event_has_its_finest_place_that_is_known(
    text: str, word: str, name: str | None, rule: str, read: Read
) -> None:
    assert read(word, text) == (name, rule)


@pytest.mark.parametrize(
    ("text", "word", "name", "rule"),
    [
        ("The miller who was killed had fled the bombing of Raqqa, and two were hurt.", "fled", "Raqqa", ONLY),
        ("A vigil is planned for a miller who was killed in Raqqa.", "vigil", None, NONE),
    ],
)
def test_an_event_without_a_place_has_that_of_like_harm_in_the_same_words_only(
    text: str, word: str, name: str | None, rule: str, read: Read
) -> None:
    assert read(word, text) == (name, rule)
