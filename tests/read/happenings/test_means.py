"""By what means a violent deed was done, where the word that tells it leaves that open."""

from collections.abc import Callable

import pytest

from sitrep.read.reader import PageReading
from sitrep.resolve.codes import effective_mode

Read = Callable[..., PageReading]


def mode_of(reading: PageReading, word: str, text: str) -> str | None:
    """The mode of the happening that a word of a text tells."""
    return next(effective_mode(e) for e in reading.events if e.trigger.quote(text) == word)


@pytest.mark.parametrize(
    ("text", "word", "mode"),
    [
        ("Two herders were killed in what may have been airstrikes near Taiz.", "killed", "aerial"),
        ("Gunmen fired shots at a ferry, wounding two French sailors.", "fired", "firearms"),
        ("Nine millers were killed in an air raid by the French army on Taiz.", "killed", "aerial"),
        ("Nine millers were wounded in a drive-by shooting in Taiz.", "wounded", "firearms"),
        ("26 Millers Killed in Saudi Airstrikes on Taiz", "Killed", "aerial"),
        ("Omar Sule fired on a ferry in Taiz.", "fired", "firearms"),
        ("A guard was wounded in a gunfire incident in Taiz.", "wounded", "firearms"),
        ("Chadian warplanes attacked a depot in Taiz.", "attacked", "aerial"),
        ("The Chadian air force attacked a depot in Taiz.", "attacked", "aerial"),
    ],
)
def test_harm_has_the_mode_of_the_deed_that_its_clauses_name(read_text: Read, text: str, word: str, mode: str) -> None:
    assert mode_of(read_text(text), word, text) == mode


def test_what_others_do_in_a_joined_clause_is_no_means(read_text: Read) -> None:
    text = "Rebels shelled the mill in Taiz and guards killed two herders in Aden."
    assert mode_of(read_text(text), "killed", text) is None


def test_clauses_that_name_deeds_of_several_modes_leave_it_open(read_text: Read) -> None:
    text = "Nine herders were killed in Taiz in months of shootings, airstrikes and stabbings."
    assert mode_of(read_text(text), "killed", text) is None


@pytest.mark.parametrize(
    ("text", "word", "mode"),
    [
        ("Two millers were injured in bombing by the Chadian army.", "injured", "aerial"),
        ("The Chadian bombing of Taiz went on.", "bombing", "aerial"),
        ("A clerk was killed in a Chadian occupation bombing.", "killed", "aerial"),
        ("Army car bombing kills nine.", "kills", "explosives"),
        ("The bombing of a market in Taiz killed nine weavers.", "killed", "explosives"),
        ("The rebel bombing of Taiz went on.", "bombing", "explosives"),
    ],
)
def test_a_state_bombs_from_the_air(read_text: Read, text: str, word: str, mode: str) -> None:
    assert mode_of(read_text(text), word, text) == mode


def test_forces_that_fire_may_have_any_guns(read_text: Read) -> None:
    text = "Rebels fired on a ferry in Taiz."
    assert mode_of(read_text(text), "fired", text) is None
