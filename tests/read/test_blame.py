"""To whom a page lays a deed, and how surely: read from whole sentences."""

from collections.abc import Callable

import pytest

from sitrep.read.reader import PageReading

Read = Callable[..., PageReading]


@pytest.mark.parametrize(
    ("text", "blame"),
    [
        ("The raid was carried out by rebels.", "stated"),
        ("The raid is believed to have been carried out by rebels.", "suspected"),
        ("The granary raid is thought to have been carried out by rebels.", "suspected"),
        ("Rebels are believed to have shelled the granary.", "suspected"),
        ("Rebels are suspected of killing two cooks in Orlan.", "suspected"),
        ("A raid attributed to rebels emptied the granary.", "suspected"),
        ("A cook believes that the army shelled the granary.", "suspected"),
        ("The army was accused of killing six cooks.", "accused"),
    ],
)
def test_what_is_only_believed_is_laid_to_nobody_for_certain(read_text: Read, text: str, blame: str) -> None:
    claims = [c.event for c in read_text(text).claims if c.event is not None and c.event.type == "ASSAULT"]
    assert [e.responsibility for e in claims if e.actors] == [blame]


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("The Nairobi bombing killed nine.", []),
        ("Nine cooks died in the Nairobi bombing.", []),
        ("A Kenyan strike killed nine.", ["KEN"]),
        ("The Kenya strike killed nine.", ["KEN"]),
    ],
)
def test_a_town_before_a_deed_says_where_and_a_country_who(read_text: Read, text: str, actors: list[str]) -> None:
    (event,) = [e for e in read_text(text).events if e.type == "ASSAULT"]
    assert [a.country for a in event.actors] == actors
