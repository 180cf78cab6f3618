"""Happenings with what belongs to them."""

from collections.abc import Callable

import pytest

from sitrep.model.annotations import Event
from sitrep.read.reader import PageReading

Read = Callable[..., PageReading]


def triggers(events: tuple[Event, ...], text: str) -> list[str]:
    return [e.trigger.quote(text) for e in events]


@pytest.mark.parametrize(
    ("text", "kind", "mode"),
    [
        ("Gunners shelled the quarry.", "ASSAULT", "heavy-weapons"),
        ("Police arrested the baker.", "COERCE", "arrest"),
        ("Gunners withdrew from the quarry.", "RETREAT", "withdraw"),
        ("Envoys met in Muscat.", "CONSULT", None),
        ("Gunners captured the quarry.", "control", None),
        ("Herders fled the quarry.", "displacement", None),
    ],
)
def test_a_trigger_has_a_type_or_where_no_type_fits_a_kind(
    read_text: Read, text: str, kind: str, mode: str | None
) -> None:
    assert [(e.type or e.kind, e.mode) for e in read_text(text).events] == [(kind, mode)]


def test_saying_is_no_event_and_accusing_is_one_beside_the_deed(read_text: Read) -> None:
    text = "The envoy said police arrested a baker."
    assert triggers(read_text(text).events, text) == ["arrested"]
    text = "The envoy accused police of arresting a baker."
    assert triggers(read_text(text).events, text) == ["accused", "arresting"]


def test_strikes_that_kill_are_one_deed_with_the_toll_and_the_target(read_text: Read) -> None:
    text = "Air strikes on a quarry killed nine herders near Taiz on Friday."
    [event] = read_text(text).events
    assert (event.trigger.quote(text), event.mode) == ("killed", "aerial")
    assert [(q.measure, q.best) for q in event.quantities] == [("killed", 9)]
    assert "herders" in [r.name for r in event.recipients]


def test_time_and_place_of_a_clause_hold_for_the_deed_joined_to_it(read_text: Read) -> None:
    text = "Gunners captured a mill in Taiz on Sunday and arrested six millers."
    captured, arrested = read_text(text).events
    assert [e.time.span.quote(text) if e.time else None for e in (captured, arrested)] == ["Sunday", "Sunday"]
    assert [[p.place.name for p in e.places] for e in (captured, arrested)] == [["Taiz"], ["Taiz"]]
    assert (captured.quantities, [q.best for q in arrested.quantities]) == ((), [6])


def test_the_day_something_was_said_is_not_the_day_it_happened(read_text: Read) -> None:
    [event] = read_text("The envoy said on Monday that police had arrested a baker.").events
    assert event.time is None


def test_aircraft_come_from_one_place_and_strike_at_another(read_text: Read) -> None:
    [event] = read_text("Jets from Turkey bombed a mill in Taiz.").events
    assert event.place is not None
    assert event.place.name == "Taiz"


def test_a_weapon_belongs_to_its_deed(read_text: Read) -> None:
    [event] = read_text("Gunners fired two rockets at a mill.").events
    assert [e.kind for e in event.equipment] == ["rocket"]


@pytest.mark.parametrize(
    "text",
    [
        "The Western-backed council ignored the petition.",
        "Shops reopened after the strike.",
        "Bread was cheap after the strike.",
    ],
)
def test_a_bare_or_hyphenated_word_tells_nothing_done(read_text: Read, text: str) -> None:
    assert "ASSAULT" not in [e.type for e in read_text(text).events]
    assert "SUPPORT" not in [e.type for e in read_text(text).events]


def test_the_clause_of_a_relative_clause_holds_the_noun_it_tells_of(read_text: Read) -> None:
    text = "Herders who fled the quarry sleep in a school."
    [event] = read_text(text).events
    assert event.clause.quote(text) == "Herders who fled the quarry"


def test_what_is_fired_is_not_whom_it_hits(read_text: Read) -> None:
    [event] = read_text("Four shots were fired in Taiz.").events
    assert event.recipients == ()


def test_nobody_is_hit_by_his_own_deed(read_text: Read) -> None:
    [event] = read_text("Insurgents attacked their convoy in Taiz.").events
    assert event.recipients == ()


@pytest.mark.parametrize(
    "text",
    [
        "Chad has been calm since its raids on the rebels.",
        "The approach to fighting the rebels pleased Norway.",
    ],
)
def test_a_deed_that_only_describes_something_else_is_not_told(read_text: Read, text: str) -> None:
    assert [e for e in read_text(text).events if e.type == "ASSAULT"] == []


@pytest.mark.parametrize(
    "text",
    [
        "Taiz was calm.\n\nIt was the worst raid in Taiz since May.",
        "Shops have been shut since the army launched its offensive.",
        "Clerks fear the assault could cut them off.",
        "The attack came as a surprise.",
    ],
)
def test_a_deed_that_is_ranked_or_dates_something_or_may_do_harm_is_not_told(read_text: Read, text: str) -> None:
    assert not [e for e in read_text(text).events if e.type == "ASSAULT"]
