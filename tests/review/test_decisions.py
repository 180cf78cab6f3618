"""What reviewers decided: right and wrong by field, as the log of judgements has it."""

from tests.review.conftest import line, word

from sitrep.review.decisions import outdated, reviewed, settled

FILLED = {"type", "actor", "recipient", "place", "time", "source", "certainty"}
LINE = line()


def test_an_accepted_claim_is_told_and_each_field_in_it_right() -> None:
    decision = settled([word("accept", LINE)], [LINE])["c-1"]
    assert decision.told
    assert decision.fields == dict.fromkeys(FILLED, True)
    assert decision.missed == frozenset()


def test_a_field_that_is_rightly_empty_is_not_counted_as_right() -> None:
    assert "quantities" not in settled([word("accept", LINE)], [LINE])["c-1"].fields


def test_a_rejected_claim_is_not_told_and_none_of_its_fields_counts() -> None:
    made = [word("edit", LINE, field="event.place", value=None), word("reject", LINE)]
    decision = settled(made, [LINE])["c-1"]
    assert (decision.told, decision.fields) == (False, {})


def test_of_two_words_on_the_whole_claim_the_later_holds() -> None:
    assert settled([word("reject", LINE), word("accept", LINE)], [LINE])["c-1"].told
    assert not settled([word("accept", LINE), word("reject", LINE)], [LINE])["c-1"].told


def test_an_edited_field_is_wrong_and_of_the_others_nothing_is_known() -> None:
    decision = settled([word("edit", LINE, field="event.recipients.0.name", value="a mill")], [LINE])["c-1"]
    assert (decision.told, decision.fields) == (True, {"recipient": False})


def test_edit_and_accept_in_either_order_make_the_others_right() -> None:
    edit, accept = word("edit", LINE, field="event.recipients.0.name", value="a mill"), word("accept", LINE)
    expected = {**dict.fromkeys(FILLED, True), "recipient": False}
    assert settled([edit, accept], [LINE])["c-1"].fields == expected
    assert settled([accept, edit], [LINE])["c-1"].fields == expected


def test_one_accepted_field_is_right_alone() -> None:
    assert settled([word("accept", LINE, field="event.place")], [LINE])["c-1"].fields == {"place": True}


def test_a_field_that_is_accepted_after_its_edit_is_right() -> None:
    made = [word("edit", LINE, field="event.place", value=None), word("accept", LINE, field="event.place")]
    assert settled(made, [LINE])["c-1"].fields == {"place": True}


def test_what_the_reader_left_empty_and_a_person_filled_in_is_missed_and_wrong() -> None:
    made = [word("edit", LINE, field="event.quantities", value=[{"measure": "killed", "best": 3}])]
    decision = settled([*made, word("accept", LINE)], [LINE])["c-1"]
    assert decision.fields["quantities"] is False
    assert decision.missed == {"quantities"}


def test_a_reader_that_by_now_says_what_the_person_said_is_right() -> None:
    edit = word("edit", LINE, field="event.place.name", value="New Ford")
    mended = line(event__place__name="New Ford", record="r-2")
    assert settled([edit], [mended])["c-1"].fields == {"place": True}


def test_an_edit_of_the_whole_event_is_wrong_where_it_differs() -> None:
    event = {**LINE["event"], "time": None}  # type: ignore[dict-item]
    decision = settled([word("edit", LINE, field="event", value=event)], [LINE])["c-1"]
    assert {name for name, right in decision.fields.items() if not right} == {"time"}


def test_a_claim_accepted_as_it_read_before_is_told_and_its_fields_count_while_they_read_the_same() -> None:
    accept, now = word("accept", LINE), line(record="r-2", event__place__name="New Ford")
    assert settled([accept], [now])["c-1"].fields == {}
    decision = settled([accept], [now], {"r-1": LINE})["c-1"]
    assert decision.told
    assert decision.fields == dict.fromkeys(FILLED - {"place"}, True)
    assert [*outdated([accept], [now])] == [("c-1", "r-1")]
    assert [*outdated([accept], [LINE])] == []


def test_each_reviewer_has_a_decision_of_their_own() -> None:
    made = [word("accept", LINE), word("edit", LINE, "Ben", "event.place.name", value="New Ford")]
    decisions = reviewed(made, [LINE])["c-1"]
    assert decisions["Ann"].fields["place"] is True
    assert decisions["Ben"].fields == {"place": False}
    assert settled(made, [LINE])["c-1"].fields["place"] is False


def test_notes_grades_and_claims_that_are_gone_decide_nothing() -> None:
    gone = line("c-9")
    made = [word("note", LINE), word("grade", LINE, field="airwars", value="fair"), word("accept", gone)]
    assert reviewed(made, [LINE]) == {}
