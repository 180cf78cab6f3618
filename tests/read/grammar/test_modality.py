"""Whether a happening is told as done."""

from collections.abc import Callable
from itertools import pairwise

import pytest

from sitrep.read.grammar.modality import STATUSES, Standing
from sitrep.read.reader import PageReading

Read = Callable[..., PageReading]


def standings(reading: PageReading, kind: str) -> list[tuple[str, bool, bool]]:
    """Status, negation and history of every happening of a type."""
    return [(e.status, e.negated, e.historical) for e in reading.events if e.type == kind]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The fleet shelled Adra.", "occurred"),
        ("The fleet is shelling Adra.", "ongoing"),
        ("The fleet is preparing to shell Adra.", "prepared"),
        ("The fleet will shell Adra.", "planned"),
        ("The fleet plans to shell Adra.", "planned"),
        ("The fleet threatened to shell Adra.", "threatened"),
        ("The fleet might shell Adra.", "hypothetical"),
        ("Nobody will sail if the fleet shells Adra.", "hypothetical"),
        ("Elders asked the fleet to shell Adra.", "hypothetical"),
        ("Fear of an attack on Adra emptied the quay.", "hypothetical"),
    ],
)
def test_the_words_around_a_deed_say_how_far_it_has_come(read_text: Read, text: str, status: str) -> None:
    assert standings(read_text(text), "ASSAULT") == [(status, False, False)]


@pytest.mark.parametrize(
    "text",
    [
        "The fleet did not shell Adra.",
        "The fleet never shelled Adra.",
        "The fleet refused to shell Adra.",
        "No ship shelled Adra.",
        "Adra was not shelled.",
        "Harbour police foiled an attack on Adra.",
        "The fleet left the bay without shelling Adra.",
    ],
)
def test_a_negated_deed_is_negated(read_text: Read, text: str) -> None:
    assert [negated for _, negated, _ in standings(read_text(text), "ASSAULT")] == [True]


@pytest.mark.parametrize(
    "text", ["In 1982 the fleet shelled Adra.", "Sailors marked the anniversary of the army's attack on Adra."]
)
def test_what_is_recalled_is_history_and_did_occur(read_text: Read, text: str) -> None:
    assert standings(read_text(text), "ASSAULT") == [("occurred", False, True)]


def test_what_is_half_a_year_old_is_background_and_what_is_newer_is_news(read_text: Read) -> None:
    assert standings(read_text("In 2014 the fleet shelled Adra."), "ASSAULT") == [("occurred", False, True)]
    assert standings(read_text("In November the fleet shelled Adra."), "ASSAULT") == [("occurred", False, False)]


@pytest.mark.parametrize(
    "text",
    [
        "The fleet shelled Adra in March this year.",
        "In February the fleet shelled Adra.",
        "Since then the fleet has shelled Adra.",
    ],
)
def test_what_lies_months_back_or_has_gone_on_since_then_is_background(read_text: Read, text: str) -> None:
    assert standings(read_text(text), "ASSAULT") == [("occurred", False, True)]


def test_the_number_of_a_street_is_no_year(read_text: Read) -> None:
    [event] = read_text("Rebels shelled a mill in the 1900 block of Mill Road.").events
    assert (event.historical, event.time) == (False, None)


def test_the_weakest_word_decides_and_two_negations_undo_each_other() -> None:
    assert Standing().joined("planned").joined("hypothetical").joined("prepared").status == "hypothetical"
    assert Standing().joined("negated").joined("negated") == Standing()
    assert Standing("planned").joined("historical") == Standing("planned", historical=True)


@pytest.mark.parametrize(("weaker", "stronger"), list(pairwise(STATUSES)))
def test_standings_run_from_the_weakest(weaker: str, stronger: str) -> None:
    assert Standing(stronger).joined(weaker).status == Standing(weaker).joined(stronger).status == weaker


@pytest.mark.parametrize(
    "text",
    [
        "In 1982 the fleet shelled Adra and bombed the quay.",
        "On this day in 1893 the fleet shelled Adra.",
        "The chronicle says that the fleet shelled Adra.",
        "The fleet shelled Adra in the ninth century.",
        "Two centuries ago the fleet shelled Adra.",
        "In the war of independence the fleet shelled Adra.",
    ],
)
def test_years_spans_ages_and_archives_tell_of_the_past(read_text: Read, text: str) -> None:
    found = standings(read_text(text), "ASSAULT")
    assert found
    assert all(historical for _, _, historical in found)


@pytest.mark.parametrize(
    "text",
    [
        "Have the crews attacked Adra?",
        "An army attack on Adra would be madness.",
        "Imagine that the fleet had shelled Adra.",
        "The crews wait until Adra is attacked by soldiers.",
    ],
)
def test_what_is_asked_imagined_or_awaited_is_no_fact(read_text: Read, text: str) -> None:
    assert {status for status, _, _ in standings(read_text(text), "ASSAULT")} == {"hypothetical"}


@pytest.mark.parametrize(
    "text",
    [
        "Last spring the fleet shelled Adra.",
        "The fleet shelled Adra in May.",
        "The fleet shelled Adra on August 3.",
        "Sailors still speak of the August attack on Adra.",
        "Earlier raids killed six people in Adra.",
        "Six people died in a previous attack on Adra.",
        "The fleet previously shelled Adra.",
    ],
)
def test_what_lies_months_back_or_is_of_before_is_history(read_text: Read, text: str) -> None:
    assert {e.historical for e in read_text(text).events} == {True}


@pytest.mark.parametrize(
    "text",
    [
        "The fleet shelled Adra in December.",
        "The fleet shelled Adra on November 30.",
        "The fleet will shell Adra in March.",
        "Soldiers shot a pilot in the 1800 block of Mill Road on Sunday.",
    ],
)
def test_what_lies_near_or_is_to_come_is_no_history(read_text: Read, text: str) -> None:
    assert {e.historical for e in read_text(text).events} == {False}


def test_whom_somebody_was_convicted_of_killing_then_was_killed_before(read_text: Read) -> None:
    found = read_text("In 2009 he was convicted of killing a guard in Adra.").events
    assert [e.historical for e in found] == [True, True]


def test_what_a_known_deed_may_have_been_leaves_it_done(read_text: Read) -> None:
    assert standings(read_text("The attack on Adra by Chad may have been a mistake."), "ASSAULT") == [
        ("occurred", False, False)
    ]


def test_whether_or_not_leaves_it_open(read_text: Read) -> None:
    found = standings(read_text("Prosecutors will decide whether or not to arrest the pilot."), "COERCE")
    assert [negated for _, negated, _ in found] == [False]


def test_who_is_called_to_a_deed_comes_after_it(read_text: Read) -> None:
    assert standings(read_text("Medics were called to a shooting in Adra."), "ASSAULT") == [("occurred", False, False)]


@pytest.mark.parametrize(
    ("text", "kind", "standing"),
    [
        ("UN-backed peace negotiations are due to begin in Lomre on Sunday.", "CONSULT", ("planned", False, False)),
        ("No arrest has been made.", "COERCE", ("occurred", True, False)),
        ("The fleet has been shelling Adra.", "ASSAULT", ("ongoing", False, False)),
        ("Recapturing the port would sever the road.", None, ("hypothetical", False, False)),
    ],
)
def test_what_is_to_come_denied_once_or_under_way(
    read_text: Read, text: str, kind: str | None, standing: tuple[str, bool, bool]
) -> None:
    found = [(e.type, e.status, e.negated, e.historical) for e in read_text(text).events]
    assert (kind, *standing) in found


def test_what_something_is_due_to_has_happened_and_what_is_due_to_happen_has_not(read_text: Read) -> None:
    assert standings(read_text("The fire started due to an air raid on the mill."), "ASSAULT") == [
        ("occurred", False, False)
    ]
    assert [s for s, _, _ in standings(read_text("The fleet is due to shell Adra."), "ASSAULT")] == ["planned"]
