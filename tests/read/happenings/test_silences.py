"""What a page says that somebody left out."""

from collections.abc import Callable

import pytest
from tests.conftest import page

from sitrep.case.reading import Instruments, read_document
from sitrep.model.annotations import Event
from sitrep.model.claims import Claim

Read = Callable[[str], list[Claim]]


@pytest.fixture(scope="module")
def read(instruments: Instruments) -> Read:
    return lambda text: list(read_document(page(text), instruments, instruments.origin()).claims)


def silences(claims: list[Claim]) -> list[Event]:
    return [c.event for c in claims if c.event is not None and c.event.row.startswith("silences:")]


@pytest.mark.parametrize(
    ("text", "mode", "who", "where"),
    [
        ("Turkey made no mention of raids on Aleppo in its report.", "silent", "Turkey", "Aleppo"),
        ("Turkey did not publicly report any air strikes near Aleppo on 4 May.", "silent", "Turkey", "Aleppo"),
        ("No mention of the shelling of Aleppo was made by Turkey.", "silent", "Turkey", "Aleppo"),
        ("No Turkish air strikes were reported in Aleppo for that week.", "silent", "Turkish", "Aleppo"),
        ("Turkey said nothing about the bombing of Aleppo.", "silent", "Turkey", "Aleppo"),
        ("Turkey failed to mention the bombing of Aleppo.", "silent", "Turkey", "Aleppo"),
        ("Turkey has published no record of its air strikes in Syria.", "no_record", "Turkey", "Syria"),
        ("Turkey is not known to have released any information on its raids.", "no_record", "Turkey", None),
        ("There is no published Turkish record for the raids of that day.", "no_record", "Turkish", None),
        ("Turkey confirmed the raid but did not give the exact locations.", "withheld", "Turkey", None),
    ],
)
def test_a_silence_is_a_claim_of_its_own(read: Read, text: str, mode: str, who: str, where: str | None) -> None:
    (event,) = silences(read(text))
    assert (event.type, event.kind, event.mode) == (None, "other", mode)
    assert who in event.actors[0].name
    assert (event.place.name if event.place else None) == where


@pytest.mark.parametrize(
    "text",
    [
        "Turkey made no mention of raids on Aleppo in its report.",
        "No Turkish air strikes were reported in Aleppo for that week.",
        "Turkey has published no record of its air strikes in Syria.",
        "Turkey said nothing about the bombing of Aleppo.",
    ],
)
def test_what_was_left_out_is_not_told(read: Read, text: str) -> None:
    assert [c.event for c in read(text) if c.event is not None and c.event.type == "ASSAULT"] == []


@pytest.mark.parametrize(
    "text",
    [
        "Police reported no casualties in the shelling of Aleppo.",
        "No injuries were reported after the raid on Aleppo.",
        "The clerk did not mention his brother.",
        "Turkey mentioned air strikes near Aleppo.",
        "The ministry published a record of its raids.",
    ],
)
def test_a_nought_a_person_and_a_report_are_no_silence(read: Read, text: str) -> None:
    assert silences(read(text)) == []


def test_what_the_party_does_report_stands_beside_its_silence(read: Read) -> None:
    claims = read("Turkey reported air strikes near Idlib on 4 May, but made no mention of Aleppo.")
    (silence,) = silences(claims)
    assert silence.place is not None
    assert silence.place.name == "Aleppo"
    told = [c for c in claims if c.event is not None and c.event.type == "ASSAULT"]
    assert [(c.sources[0].actor.name, c.stance) for c in told] == [("Turkey", "asserts")]


def test_a_silence_that_somebody_else_tells_is_theirs(read: Read) -> None:
    claims = read("Amnesty said that Turkey had made no mention of raids on Aleppo.")
    (claim,) = [c for c in claims if c.event is not None and c.event.row.startswith("silences:")]
    assert [source.actor.name for source in claim.sources] == ["Amnesty"]
