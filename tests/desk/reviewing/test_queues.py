"""The queue of a reviewer, made from the index, is the queue of the case."""

import json
from importlib.resources import files

import pytest

from sitrep.case.folders import Case
from sitrep.case.reviewing import agreement_of, queue_of, rates_of
from sitrep.desk.desks import Desk, looking
from sitrep.desk.index import claim_lines_of
from sitrep.desk.reviewing.deciding import Hand, change, decide
from sitrep.desk.reviewing.editing import editable, edits_of, filled_in, load_editables, rows_of
from sitrep.desk.reviewing.inputs import InputError, Where
from sitrep.desk.reviewing.queues import Asked, queue_view, waiting
from sitrep.desk.reviewing.rating import rates_line_of, rates_view
from sitrep.desk.reviewing.steps import Step
from sitrep.model.errors import UsageError
from sitrep.model.fields import records_at
from sitrep.model.identity import JSON
from sitrep.model.judgements import Verdict
from sitrep.model.paths import value_at
from sitrep.review.fields import load_fields
from sitrep.review.queues import Order
from sitrep.review.rates import rates_line

TEXT = "Near Homs 12 rebels were killed; near Hama, 12 rebels fled."
SHOWN: dict[str, JSON] = {
    "sources": [],
    "event": {
        "quantities": [{"low": 12, "best": 12, "span": {"start": 10, "end": 12, "text": "12"}, "measure": "killed"}],
        "time": None,
    },
}
WHERE = Where(TEXT, 0, len(TEXT))


@pytest.fixture
def desk(linked: Case) -> Desk:
    return Desk(linked)


@pytest.mark.parametrize("order", list(Order))
def test_the_index_has_the_queue_of_the_case(desk: Desk, order: Order) -> None:
    with looking(desk) as index:
        found = [queued.claim for queued in waiting(index, order, frozenset())]
    assert found == [queued.claim for queued in queue_of(desk.case, order)]


def test_doubt_is_of_the_line_as_read(desk: Desk) -> None:
    hand = Hand("Ana", "read")
    before = queue_view(desk, "Bo", Asked())["claim"]
    assert isinstance(before, dict)
    change(desk, hand, str(before["id"]), "certainty", {"certainty": "possible"})
    after = queue_view(desk, "Bo", Asked())["claim"]
    assert isinstance(after, dict)
    assert (after["id"], after["score"], after["reasons"]) == (before["id"], before["score"], before["reasons"])
    wanted = next(queued for queued in queue_of(desk.case, by="Bo") if queued.claim == after["id"])
    assert (after["score"], after["reasons"]) == (wanted.unsure.score, [*wanted.unsure.texts])


@pytest.mark.parametrize("step", ["", "merge", "split"])
def test_a_second_reviewer_sees_a_claim_and_its_incident_as_if_nobody_had_judged(desk: Desk, step: str) -> None:
    asked = [Asked(claim=queued.claim, step=Step(step)) for queued in queue_of(desk.case)[:4]]
    before = [queue_view(desk, "Bo", each)["claim"] for each in asked]
    for number, each in enumerate(asked):
        form = {"event.place.name": "Elsewhere", "event.place.lat": "1.5", "event.place.lon": "2.5"}
        change(desk, Hand("Ana", "read"), each.claim, "place", form)
        if number % 2:
            decide(desk, Hand("Ana", "read"), Verdict.REJECT, (each.claim,))
    assert [queue_view(desk, "Bo", each)["claim"] for each in asked] == before
    # Whoever made the edit sees their own.
    mine = queue_view(desk, "Ana", asked[0])["claim"]
    assert isinstance(mine, dict)
    assert "Elsewhere" in str(mine["fields"])


def test_rates_are_those_of_the_case(desk: Desk) -> None:
    assert rates_line_of(desk) == ""
    for verdict in (Verdict.ACCEPT, Verdict.REJECT, Verdict.ACCEPT):
        claim = queue_view(desk, "Ana", Asked(Order.RANDOM))["claim"]
        assert isinstance(claim, dict)
        decide(desk, Hand("Ana", "read"), verdict, (str(claim["id"]),))
    assert rates_line_of(desk) == rates_line(rates_of(desk.case))
    assert rates_view(desk)["agreement"] == [pair.as_json() for pair in agreement_of(desk.case)]


def test_a_decision_needs_a_name_and_a_reason(desk: Desk) -> None:
    for hand in (Hand(" ", "read"), Hand("Ana", " ")):
        with pytest.raises(UsageError):
            decide(desk, hand, Verdict.ACCEPT, ("c-1",))


def test_the_claim_asked_for_comes_whatever_the_order(desk: Desk) -> None:
    last = queue_of(desk.case)[-1].claim
    view = queue_view(desk, "Ana", Asked(claim=last))
    assert isinstance(view["claim"], dict)
    assert view["claim"]["id"] == last
    # It is not the one in turn, so passing it by skips nothing.
    assert view["next_skip"] == 0
    with pytest.raises(LookupError, match="no claim c-none"):
        queue_view(desk, "Ana", Asked(claim="c-none"))


def test_every_field_that_rates_are_counted_on_can_be_changed() -> None:
    counted = {field.name for field in load_fields() if field.paths}
    assert {field.field for field in load_editables()} == counted


def test_the_example_of_the_data_holds() -> None:
    raw = json.loads((files("sitrep.desk.reviewing") / "data" / "editing.json").read_text(encoding="utf-8"))
    example = raw["_about"]["example"]
    parts = editable(example["field"]).parts
    assert [part.path for part in parts if any(given.key == example["key"] for given in part.inputs)] == [
        example["path"]
    ]


def edits(field: str, form: dict[str, str]) -> list[tuple[str, JSON]]:
    found = editable(field)
    return [*edits_of(found, SHOWN, SHOWN, filled_in(found, SHOWN, form, WHERE))]


def sent_back(row: dict[str, JSON]) -> dict[str, str]:
    """What a browser sends of the inputs that it was given, untouched."""
    form = {}
    for given in records_at(row, "inputs"):
        value = given["value"]
        text = value["text"] if isinstance(value, dict) else value
        form[str(given["name"])] = "" if text is None else str(text).lower() if isinstance(text, bool) else str(text)
    return form


def test_a_form_sent_back_as_it_came_changes_nothing(desk: Desk) -> None:
    with looking(desk) as index:
        lines = claim_lines_of(index, "is_event", ())
    assert lines
    for line in lines:
        for field in load_editables():
            form = {key: value for row in rows_of(field, line) for key, value in sent_back(row).items()}
            assert filled_in(field, line, form, WHERE) == line


def test_one_value_is_one_edit_and_a_list_that_grows_is_one() -> None:
    assert edits("quantities", {"event.quantities.0.low": "9"}) == [("event.quantities.0.low", 9)]
    assert edits("quantities", {"gone:event.quantities.0": "on"}) == [("event.quantities", [])]
    path, added = edits("source", {"sources.+.name": "the ministry"})[0]
    assert (path, value_at({"sources": added}, "sources.0.name")) == ("sources", "the ministry")


def test_a_time_that_was_not_said_is_given_as_a_whole() -> None:
    path, value = edits("time", {"event.time.start": "2015-12-24", "event.time.end": ""})[0]
    assert path == "event.time"
    assert isinstance(value, dict)
    assert (value["start"], value["end"], value["granularity"]) == ("2015-12-24", None, "day")


def test_words_that_stand_twice_are_those_nearest() -> None:
    second = Where(TEXT, TEXT.index("near Hama"), len(TEXT))
    found = editable("quantities")
    line = filled_in(found, SHOWN, {"event.quantities.0.span": "12 rebels"}, second)
    start = TEXT.rindex("12 rebels")
    assert value_at(line, "event.quantities.0.span") == {"start": start, "end": start + 9, "text": "12 rebels"}


@pytest.mark.parametrize("at", ["12-3", "0-999", "x", "-1-4"])
def test_offsets_outside_the_page_are_refused(at: str) -> None:
    form = {"event.quantities.0.span": "rebels", "at:event.quantities.0.span": at}
    with pytest.raises(InputError, match="choose the words again") as refused:
        filled_in(editable("quantities"), SHOWN, form, WHERE)
    assert refused.value.name == "event.quantities.0.span"


def test_within_some_incidents_only_their_claims_wait(desk: Desk) -> None:
    with looking(desk) as index:
        all_of_them = waiting(index, Order.INCIDENT, frozenset())
    home = all_of_them[-1].incident or all_of_them[0].incident
    assert home is not None
    asked = Asked(Order.INCIDENT, within=frozenset({home}))
    assert queue_view(desk, "Ana", asked)["waits"] == sum(queued.incident == home for queued in all_of_them)
    assert queue_view(desk, "Ana", Asked(within=frozenset()))["claim"] is None


def test_after_a_decision_the_rest_of_its_incident_comes_next(desk: Desk) -> None:
    with looking(desk) as index:
        left = waiting(index, Order.INCIDENT, frozenset())
    homes = [queued.incident for queued in left]
    one = next(queued for queued in reversed(left) if queued.incident and homes.count(queued.incident) > 1)
    decide(desk, Hand("Ana", "read"), Verdict.ACCEPT, (one.claim,))
    found = queue_view(desk, "Ana", Asked(Order.INCIDENT))["claim"]
    assert isinstance(found, dict)
    assert found["id"] in {queued.claim for queued in left if queued.incident == one.incident}
