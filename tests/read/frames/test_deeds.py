"""One deed told by several words."""

from collections.abc import Callable

import pytest

from sitrep.read.reader import PageReading

Read = Callable[..., PageReading]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Shells hit the mill, killing nine millers.", "hit"),
        ("A blast killed three guards and wounded nine cooks.", "killed"),
        ("An attack on a post that left five guards dead shook Taiz.", "attack"),
        ("A bomb exploded in Taiz, leaving six guards dead.", "exploded"),
        ("A herder died as a result of torture.", "died"),
        ("Nine guards were killed in an ambush.", "killed"),
        ("Nine guards died because of shelling.", "died"),
        ("Chad lifted the siege of Taiz.", "lifted"),
        ("Norway suspended aid deliveries to Yemen.", "suspended"),
        ("Two cooks were wounded when a mine exploded.", "wounded"),
        ("Six clerks were wounded when gunfire broke out at a fair.", "wounded"),
        ("A car bomb hit a tram in the port killing two clerks and wounding a nun.", "hit"),
        ("A gunman opened fire and shot two clerks.", "opened"),
        ("Nine guards were killed in a raid that hit a post near Taiz.", "killed"),
        ("Officials confirmed the death of two guards in an air strike.", "death"),
        ("Hundreds of herders were forced to flee.", "forced"),
        ("A cook died after being stabbed in Leeds.", "died"),
        ("Nine herders died after rebels shelled a market.", "died"),
        ("Two airstrikes struck a post and destroyed a depot.", "struck"),
        ("Two clerks suffered wounds in a drive-by shooting in Taiz.", "suffered"),
        ("Taiz mourned the death of a clerk who was shot on Monday.", "shot"),
        ("Two clerks were killed in a series of strikes on Taiz.", "killed"),
        ("Dozens of Saudi air strikes on Taiz killed nine herders.", "killed"),
        ("Chad began an operation of strikes against the rebels.", "operation"),
    ],
)
def test_a_deed_and_its_result_are_one(read_text: Read, text: str, word: str) -> None:
    assert [e.trigger.quote(text) for e in read_text(text).events] == [word]


def test_the_one_deed_has_the_figures_of_both(read_text: Read) -> None:
    [event] = read_text("A blast killed three guards and wounded nine cooks.").events
    assert [(q.measure, q.best) for q in event.quantities] == [("killed", 3), ("injured", 9)]


def test_deeds_of_two_doers_are_two(read_text: Read) -> None:
    text = "Rebels killed three guards and soldiers wounded nine herders."
    assert [e.trigger.quote(text) for e in read_text(text).events] == ["killed", "wounded"]


def test_an_event_noun_lends_the_means_and_the_doer(read_text: Read) -> None:
    [event] = read_text("Saudi air strikes on Taiz killed nine herders.").events
    assert (event.mode, [a.country for a in event.actors]) == ("aerial", ["SAU"])


def test_harm_after_a_deed_of_the_harmed_is_a_second_deed(read_text: Read) -> None:
    text = "He was killed after he fired on soldiers in Taiz."
    assert [e.trigger.quote(text) for e in read_text(text).events] == ["killed", "fired"]


def test_the_cause_lends_the_doer_to_the_harm(read_text: Read) -> None:
    [event] = read_text("Nine herders died after rebels shelled a market.").events
    assert (event.type, [a.name for a in event.actors]) == ("ASSAULT", ["rebels"])


def test_whatever_stands_before_a_clause_of_harm_did_none(read_text: Read) -> None:
    [event] = read_text("Rebels hit a tram in the harbour killing two clerks.").events
    assert ([a.name for a in event.actors], [q.best for q in event.quantities]) == (["Rebels"], [2])
