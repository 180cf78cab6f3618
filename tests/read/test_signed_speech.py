"""Speech whose speaker comes after it, signs it, or is named by a label before it."""

import pytest
from tests.read.voices import SPEECH, Read, speakers, voices


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("A mine killed four shepherds said Salma Idrisi.", "Salma Idrisi", "A mine killed four shepherds"),
        (
            "Six clerks were freed at dawn, a source close to the talks said on condition of anonymity.",
            "a source",
            "Six clerks were freed at dawn",
        ),
        (
            "“They emptied our granary at night,” spokesman Sgt. Omar Lasri said.",
            "Omar Lasri",
            "“They emptied our granary at night,”",
        ),
    ],
)
def test_who_speaks_after_what_is_said_is_found(read_text: Read, text: str, source: str, content: str) -> None:
    assert (source, content) in voices(read_text(text), text)


def test_a_quotation_without_its_comma_is_whose_name_follows_it(read_text: Read) -> None:
    text = "The well is dry. “Nobody has brought us water since the feast ended” Salma Idrisi told the bakers."
    assert "Salma Idrisi" in speakers(read_text(text), text)


def test_whom_somebody_tells_is_no_speaker(read_text: Read) -> None:
    text = "Shells had killed six the mayor told reporters."
    assert "reporters" not in speakers(read_text(text), text)


def test_a_signed_message_is_its_signers(read_text: Read) -> None:
    text = "Shells hit the mill on Quay Street. — Salma Idrisi (@salmai) May 3, 2016"
    assert any("Salma Idrisi" in (s or "") and c.startswith("Shells hit") for s, c in voices(read_text(text), text))


def test_a_labelled_text_is_whose_it_is_to_the_end_of_its_paragraph(read_text: Read) -> None:
    text = "This is a statement from the mayor: Guards fired at a van. Two drivers were hurt.\nThe road is shut."
    assert ("the mayor", "Guards fired at a van. Two drivers were hurt.") in voices(read_text(text), text)


def test_a_place_before_a_colon_is_no_label(read_text: Read) -> None:
    text = f"A smith from Lomre: {SPEECH}"
    assert "Lomre" not in speakers(read_text(text), text)


@pytest.mark.parametrize(
    "text",
    ["— Salma Idrisi (@salmai) May 3, 2016", "This is a statement from the mayor:\nGuards fired at a van."],
)
def test_a_signature_or_label_with_nothing_beside_it_is_read_on(read_text: Read, text: str) -> None:
    assert read_text(text) is not None


def test_a_signature_on_its_own_line_signs_the_line_before(read_text: Read) -> None:
    text = "Shells hit the mill on Quay Street.\n— Salma Idrisi (@salmai) May 3, 2016"
    assert any("Salma Idrisi" in (s or "") and c.startswith("Shells hit") for s, c in voices(read_text(text), text))
