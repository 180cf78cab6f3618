"""When and where, shared among the happenings of one sentence."""

from collections.abc import Callable

import pytest

from sitrep.model.annotations import Event
from sitrep.read.reader import PageReading

Read = Callable[..., PageReading]


def event_at(read_text: Read, text: str, word: str) -> Event:
    return next(e for e in read_text(text).events if e.trigger.quote(text) == word)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Gunmen stormed a school in Mosul on Sunday and abducted four teachers.", "abducted"),
        ("It happened on Sunday in Mosul when a baker was stabbed.", "stabbed"),
        ("One cook was killed and three clerks were wounded in Mosul on Sunday.", "killed"),
        ("An accident occurred on Sunday in Mosul, resulting in the death of a guard.", "death"),
        ("Nine herders died in Mosul on Sunday after rebels shelled a market.", "died"),
    ],
)
def test_what_is_told_in_one_sentence_happens_then_and_there(read_text: Read, text: str, word: str) -> None:
    event = event_at(read_text, text, word)
    assert (event.time and event.time.span.quote(text), event.place and event.place.name) == ("Sunday", "Mosul")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The man was arrested in Mosul on Sunday after he stabbed two clerks.", "stabbed"),
        ("Police in Mosul arrested a man on Sunday who had stabbed two clerks.", "stabbed"),
        ("Chad condemned in Mosul on Sunday the shelling of the mill.", "shelling"),
    ],
)
def test_what_came_before_or_is_only_spoken_of_has_a_setting_of_its_own(read_text: Read, text: str, word: str) -> None:
    assert [(e.time, e.places) for e in read_text(text).events if e.trigger.quote(text) == word] in ([], [(None, ())])


def test_what_is_hit_beside_a_deed_is_not_where_the_deed_was(read_text: Read) -> None:
    text = "Jets bombed a mill on Friday, and shells fell on Mosul."
    event = event_at(read_text, text, "bombed")
    assert (event.place, event.time and event.time.span.quote(text)) == (None, "Friday")
