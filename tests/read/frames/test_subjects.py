"""Who does what a verb says, where the words do not put it beside the verb."""

from collections.abc import Callable

import pytest

from sitrep.read.reader import PageReading

Read = Callable[..., PageReading]


@pytest.mark.parametrize(
    ("text", "actors", "recipients"),
    [
        # The doer of a cleft, and of a clause that somebody says.
        ("The boy said on Monday it was his uncle who shot him.", ["his uncle"], ["The boy"]),
        ("Clerks filed charges against a man who authorities say fatally shot a cook.", ["a man"], ["a cook"]),
        # Two tolls beside each other are two passives.
        ("Six clerks killed 22 injured in attacks on Bunia.", [], ["clerks"]),
        # Hurt as a state is hurt all the same.
        ("Bandits fled. Wilson was badly wounded, but he is expected to live.", [], ["Wilson"]),
        # What only dates a deed carries none.
        ("The clerk came under suspicion after the murder of a guard on Monday.", [], ["a guard"]),
    ],
)
def test_the_doer_is_found_where_the_words_put_him(
    read_text: Read, text: str, actors: list[str], recipients: list[str]
) -> None:
    found = read_text(text).events
    told = [([a.name for a in e.actors], [r.name for r in e.recipients]) for e in found]
    assert (actors, recipients) in told


def test_who_is_named_in_a_warrant_does_not_charge_herself(read_text: Read) -> None:
    found = read_text("She is now named in an arrest warrant charging her with arson.").events
    assert all(a.name != "She" for e in found for a in e.actors)
