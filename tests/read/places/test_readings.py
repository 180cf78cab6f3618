"""Datelines as places of writing, and which places a happening can have."""

from sitrep.model.annotations import PlaceMention
from sitrep.model.documents import Block, BlockKind, Document
from sitrep.model.spans import Span
from sitrep.read.places.readings import places_of_writing, tells_where, with_rows


def knows(name: str, people: int = 0, /) -> bool:
    return name in {"TUNIS", "Tunisia", "Sfax"} and people == 0


def place(text: str, name: str, reading: str, role: str) -> PlaceMention:
    return PlaceMention(Span(text.index(name), text.index(name) + len(name)), name, reading, role, "at", None)


def test_a_dateline_names_the_places_of_writing_and_not_the_agency() -> None:
    text = "TUNIS, Tunisia (Sfax News) -"
    document = Document("d", "d", "", text, (Block(Span(0, len(text)), BlockKind.DATELINE, "a dateline"),))
    found = list(places_of_writing(document, knows))
    assert [(p.name, p.role) for p in found] == [("TUNIS", "dateline"), ("Tunisia", "dateline")]
    assert not any(tells_where(p) for p in found)


def test_places_of_a_row_are_read_as_the_first_of_it() -> None:
    text = "states such as Sfax, Gabes and Tozeur"
    places = [
        place(text, "Sfax", "literal", "background"),
        place(text, "Gabes", "associative", "actor"),
        place(text, "Tozeur", "associative", "actor"),
    ]
    assert [p.role for p in with_rows(text, places)] == ["background"] * 3


def test_the_date_of_a_dateline_is_no_place() -> None:
    text = "SFAX, Dec 21 (Sfax News) -"
    document = Document("d", "d", "", text, (Block(Span(0, len(text)), BlockKind.DATELINE, "a dateline"),))
    assert [p.name for p in places_of_writing(document, lambda _name, _people=0: True)] == ["SFAX"]
