"""The example pages, read by the real reader and compared with what a careful reader finds on them."""

import pytest
from tests.golden.pinning import decisions_on, gold_pages, pinned_floors, pinned_rows, raised, rows_of, tally
from tests.golden.scoring import AnchorError, Decision, GoldPage, GoldRow, decide

from sitrep.model.fields import Record
from sitrep.model.identity import JSON
from sitrep.model.readings import Reading

ROW = GoldRow(
    row="raid",
    anchor="jets hit a depot",
    type=("ASSAULT",),
    actor=("RUS",),
    recipient=None,
    place=("Raqqa", 35.95, 39.01, 25),
    time=("2015-12-19", "2015-12-20"),
    qty=(("killed", 12, 12),),
    source="ministry|outlet",
    stance="asserts",
    status="occurred|ongoing",
    hedged=False,
)
TEXT = "Russian jets hit a depot near Raqqa on Saturday, killing 12."


def claim(event: Record | None = None, said: Record | None = None) -> Record:
    """The claim that has everything right, with some fields of its event or of its own changed."""
    whole: dict[str, JSON] = {
        "type": "ASSAULT",
        "status": "occurred",
        "actors": [{"name": "Russian jets", "country": "RUS"}],
        "place": {"lat": 35.9, "lon": 39.0},
        "time": {"start": "2015-12-19", "end": "2015-12-19"},
        "quantities": [{"measure": "killed", "best": 12, "low": 12, "high": 12}],
        **(event or {}),
    }
    evidence: JSON = {"start": 0, "end": len(TEXT), "text": TEXT}
    own: dict[str, JSON] = {"evidence": evidence, "sources": [], "stance": "asserts", "certainty": "certain"}
    return {**own, "event": whole, **(said or {})}


def decision_on(*claims: Record, row: GoldRow = ROW) -> Decision:
    return decide(GoldPage("page", (row,)), TEXT, claims)[0]


@pytest.fixture(scope="session")
def decisions(example_readings: list[Reading]) -> list[Decision]:
    return decisions_on(example_readings, gold_pages())


@pytest.mark.parametrize("page", [page.id for page in gold_pages()])
def test_no_page_falls_below_its_floor(page: str, decisions: list[Decision]) -> None:
    floor, reached = pinned_floors()[page], tally(decisions)[page]
    assert reached["rows"] == floor["rows"]
    assert reached["found"] >= floor["found"]
    assert reached["whole"] >= floor["whole"]


def test_every_decision_is_as_it_was_written_down(decisions: list[Decision]) -> None:
    pinned, present = ({tuple(row) for row in rows} for rows in (pinned_rows(), rows_of(decisions)))
    lost, gained = sorted(pinned - present), sorted(present - pinned)
    assert (lost, gained) == ([], []), "if it is meant: python -m tests.golden.pinning"


def test_every_page_has_gold_and_a_floor(example_readings: list[Reading]) -> None:
    pages = {page.id for page in gold_pages()}
    assert pages == {reading.document.external_id for reading in example_readings} == set(pinned_floors())


@pytest.mark.parametrize("page", gold_pages(), ids=lambda page: page.id)
def test_every_optional_anchor_is_on_its_page(page: GoldPage, example_readings: list[Reading]) -> None:
    text = next(r.document.text for r in example_readings if r.document.external_id == page.id)
    assert [words for words in page.optional if words not in text] == []


def test_a_claim_that_says_it_all_makes_the_row_whole() -> None:
    assert decision_on(claim()).whole


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"actors": [{"name": "Syrian jets", "country": "SYR"}]}, "actor"),
        ({"actors": [{"name": "RUS " * 11, "country": "RUS"}]}, "actor"),
        ({"place": {"lat": 33.5, "lon": 36.3}}, "place"),
        ({"place": None}, "place"),
        ({"time": {"start": "2015-12-21", "end": "2015-12-21"}}, "time"),
        ({"time": {"start": None, "end": None}}, "time"),
        ({"quantities": [{"measure": "injured", "best": 12}]}, "quantity"),
        ({"quantities": [{"measure": "killed", "best": None, "low": 12, "high": 40}]}, "quantity"),
        ({"status": "planned"}, "status"),
    ],
)
def test_a_field_that_is_wrong_is_named(changes: Record, wrong: str) -> None:
    assert decision_on(claim(changes)).wrong == (wrong,)


def test_what_is_wrong_with_the_speaker_is_named() -> None:
    said: Record = {"sources": [{"name": "a monitor"}], "stance": "denies", "certainty": "probable"}
    assert decision_on(claim(said=said)).wrong == ("source", "stance", "hedged")


def test_a_claim_of_another_type_or_another_sentence_or_without_event_is_not_the_row() -> None:
    elsewhere: Record = {"evidence": {"start": 30, "end": 40, "text": "Raqqa on S"}}
    over_a_line: Record = {"evidence": {"start": 0, "end": 20, "text": "a line\nand another"}}
    for other in (claim({"type": "AID"}), claim(said=elsewhere), claim(said=over_a_line), claim(said={"event": None})):
        assert not decision_on(other).found


def test_a_claim_answers_one_row_only_and_the_better_one() -> None:
    loose = GoldRow("loose", "near Raqqa", ("*",), ("SYR",), None, None, None, (), "outlet", "asserts", "*", None)
    both = decide(GoldPage("page", (loose, ROW)), TEXT, [claim()])
    assert [decision.found for decision in both] == [False, True]


def test_words_that_are_not_on_the_page_are_an_error() -> None:
    with pytest.raises(AnchorError, match="jets hit a depot"):
        decide(GoldPage("page", (ROW,)), "Another page.", [])


def test_floors_rise_and_never_fall() -> None:
    reached = {"better": {"rows": 4, "found": 3, "whole": 2}, "worse": {"rows": 4, "found": 1, "whole": 1}}
    floors = {"better": {"rows": 4, "found": 2, "whole": 2}, "worse": {"rows": 4, "found": 2, "whole": 0}}
    assert raised(floors, reached) == {
        "better": {"rows": 4, "found": 3, "whole": 2},
        "worse": {"rows": 4, "found": 2, "whole": 1},
    }
