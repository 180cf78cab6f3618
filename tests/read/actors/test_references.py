"""Pronouns and short forms on one page."""

from collections.abc import Callable

import pytest

from sitrep.model.annotations import Actor
from sitrep.read.reader import PageReading

Read = Callable[..., PageReading]


def referred(reading: PageReading, text: str) -> dict[str, str]:
    """Every short form of a page with the words of its fuller mention."""
    return {a.span.quote(text): a.refers_to.quote(text) for a in reading.layers.of(Actor) if a.refers_to}


@pytest.mark.parametrize(
    ("text", "short", "fuller"),
    [
        ("Colonel Amal Haddad was wounded. She said snipers had killed her driver.", "She", "Colonel Amal Haddad"),
        ("Farmers in Dir fled. They said helicopters had burned their crops.", "They", "Farmers"),
        ("The militia left Bunia. It said the town was quiet.", "It", "The militia"),
        ("Sergei Lavrov flew to Geneva. Lavrov said the talks had failed.", "Lavrov", "Sergei Lavrov"),
        (
            "The Turkish defence ministry reported clashes. The ministry said two soldiers were killed.",
            "The ministry",
            "The Turkish defence ministry",
        ),
        ("Ghana closed its border. The country said smugglers had fired first.", "The country", "Ghana"),
    ],
)
def test_a_short_form_points_at_the_fuller_mention(read_text: Read, text: str, short: str, fuller: str) -> None:
    assert referred(read_text(text), text)[short] == fuller


def test_a_short_form_takes_country_and_roles_of_the_fuller_mention(read_text: Read) -> None:
    reading = read_text("The Turkish defence ministry reported clashes. The ministry said two soldiers were killed.")
    ministries = [a for a in reading.layers.of(Actor) if a.name.endswith("ministry")]
    assert [(a.country, "GOV" in a.roles) for a in ministries] == [("TUR", True), ("TUR", True)]


@pytest.mark.parametrize(
    "text",
    [
        "He said the rebels had shelled the village.",
        "The dam burst. The lake emptied. He said the rebels had shelled the village.",
        "Residents fled. He said the rebels had shelled the village.",
    ],
)
def test_a_pronoun_that_fits_nobody_before_it_refers_to_nobody(read_text: Read, text: str) -> None:
    assert "He" not in referred(read_text(text), text)


def test_a_pronoun_is_not_resolved_over_more_than_two_sentences(read_text: Read) -> None:
    near = "Musa Bello arrived. It rained. He said the bridge was mined."
    far = "Musa Bello arrived. It rained. Nothing moved. Dogs barked. He said the bridge was mined."
    assert referred(read_text(near), near)["He"] == "Musa Bello"
    assert "He" not in referred(read_text(far), far)


@pytest.mark.parametrize(
    ("text", "short", "fuller"),
    [
        # The subject of the clause above comes before what stands nearer.
        ("The Delta militia, which is linked to the Hill Army, said it would attack.", "it", "The Delta militia"),
        ("Musa Bello was driving his brother home when he was shot.", "he", "Musa Bello"),
        # Within a clause whose something is says its own subject.
        ("The minister said rebels had left their posts.", "their", "rebels"),
        # A given name is whoever bears it.
        ("Musa Bello, 14, drowned. Friends said Musa was a good swimmer.", "Musa", "Musa Bello"),
    ],
)
def test_a_short_form_prefers_whom_its_clause_goes_on_about(
    read_text: Read, text: str, short: str, fuller: str
) -> None:
    assert referred(read_text(text), text)[short] == fuller


def test_he_is_not_her_mother_nor_a_capital(read_text: Read) -> None:
    for text in (
        "The mother of the victims spoke on Monday. He was arrested.",
        "The girl was taken to Abuja, where she met a clerk.",
    ):
        found = referred(read_text(text), text)
        assert not {"The mother", "Abuja"} & set(found.values())


def test_an_observatory_is_not_its_head_and_a_namesake_nobody_else(read_text: Read) -> None:
    text = "An envoy met observatory head Musa Bello. The observatory put the toll at six."
    assert referred(read_text(text), text).get("The observatory") is None
    text = "James Kofi Mensah died. Yaw Mensah shot him."
    assert referred(read_text(text), text).get("Yaw Mensah") is None
