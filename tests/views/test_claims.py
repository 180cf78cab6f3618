from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sitrep.model.claims import Claim
from sitrep.model.documents import Document
from sitrep.model.identity import content_id
from sitrep.model.origins import Origin
from sitrep.model.readings import Reading
from sitrep.model.resolutions import Resolutions
from sitrep.model.spans import Span
from sitrep.views.claims import claim_line, claim_lines
from sitrep.views.records import Record

Line = dict[str, Any]


def spans_in(value: object) -> list[Line]:
    """Every span anywhere in a line, flat or under a key."""
    if isinstance(value, list):
        return [found for item in value for found in spans_in(item)]
    if not isinstance(value, dict):
        return []
    own = [value] if {"start", "end", "text"} <= value.keys() else []
    return own + [found for item in value.values() for found in spans_in(item)]


def test_every_span_of_a_claim_holds_its_own_text(reading: Reading, line: Line) -> None:
    spans = spans_in(line)
    assert len(spans) > 10
    assert all(s["text"] == reading.document.text[s["start"] : s["end"]] for s in spans)


def test_evidence_has_32_characters_on_each_side(reading: Reading, line: Line) -> None:
    evidence = line["evidence"]
    assert evidence["prefix"] == ""
    assert evidence["suffix"] == reading.document.text[evidence["end"] :][:32]
    assert len(evidence["suffix"]) == 32


def test_event_joins_time_place_and_codes(line: Line) -> None:
    event = line["event"]
    assert (event["time"]["start"], event["time"]["anchor"]) == ("2015-12-20", "published")
    assert event["time"]["span"]["text"] == "Sunday"
    assert (event["place"]["name"], event["place"]["lat"], event["place"]["precision"]) == ("Palmyra", 34.56, "near")
    assert event["place"]["rivals"][0]["country"] == "USA"
    assert event["cameo"] == "195"
    assert event["acled"] == {"event_type": "Explosions/Remote violence", "sub_event_type": "Air/drone strike"}
    assert event["ucdp"] == {"type_of_violence": 3}


def test_part_of_is_the_index_of_the_whole(line: Line) -> None:
    nine, four = line["event"]["quantities"]
    assert (nine["part_of"], four["part_of"]) == (None, 0)
    assert (nine["best"], nine["high"], nine["comparator"]) == (9, None, ">=")
    assert nine["time"]["start"] == "2015-12-20"


def test_whole_numbers_have_no_point(line: Line) -> None:
    assert type(line["event"]["quantities"][0]["best"]) is int


def test_source_is_an_actor_with_cue_stance_certainty_and_connection(line: Line) -> None:
    (source,) = line["sources"]
    assert (source["name"], source["type"], source["cue"]["text"]) == ("Hilltop Monitor", "monitor", "claimed")
    assert (source["stance"], source["certainty"], source["connection"]) == ("asserts", "probable", "third_party")


def test_unresolved_place_and_time_are_null_and_have_an_issue(line: Line, statement_line: Line) -> None:
    assert line["event"]["places"][1]["place"] is None
    assert line["event"]["places"][1]["span"]["text"] == "Homs"
    assert [issue["code"] for issue in line["issues"]] == ["vague-depot", "place-unresolved"]
    assert statement_line["said_at"] is None
    assert [(i["code"], i["detail"]) for i in statement_line["issues"]] == [("time-unresolved", "no year can be told")]


def test_mention_that_nothing_resolved_is_an_issue_too(reading: Reading) -> None:
    bare = replace(reading, resolutions=Resolutions())
    found: Line = claim_line(bare.claims[0], bare)
    assert (found["event"]["time"], found["event"]["place"], found["event"]["cameo"]) == (None, None, None)
    assert "no resolution was made" in [issue["detail"] for issue in found["issues"]]


def test_statement_without_event_is_a_claim(statement_line: Line) -> None:
    assert statement_line["event"] is None
    assert statement_line["about"] == ["c-told"]
    assert statement_line["denied_part"] == "act"
    assert statement_line["sources"] == []


def test_record_is_the_hash_of_everything_else(line: Line) -> None:
    assert line["record"] == content_id("r", {key: value for key, value in line.items() if key != "record"})


def test_newer_instruments_change_the_record_and_keep_the_id(reading: Reading, line: Line) -> None:
    newer = replace(reading, origin=replace(reading.origin, lexicon="lexicon-2"))
    again = claim_line(newer.claims[0], newer)
    assert again["id"] == line["id"]
    assert again["record"] != line["record"]


def test_claim_lines_are_those_of_each_claim(reading: Reading) -> None:
    assert claim_lines(reading) == [claim_line(claim, reading) for claim in reading.claims]


@given(st.text(min_size=1), st.data())
def test_any_text_yields_evidence_that_rereads(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    claim = Claim(
        "c", "d", Span(start, end), (Span(start, end),), "narrated", (), None, (), None, "asserts", None, None,
        "certain", None, None,
    )  # fmt: skip
    reading = Reading(Document("d", "d", "", text), (), (claim,), Resolutions(), Origin("", "", "", "", ""))
    line: Line = claim_line(claim, reading)
    for quoted in (line["evidence"], line["passages"][0]):
        assert quoted["text"] == text[quoted["start"] : quoted["end"]]
        around = quoted["prefix"] + quoted["text"] + quoted["suffix"]
        assert around == text[max(0, start - 32) : end + 32]


def test_emoji_arabic_and_combining_marks_are_counted_as_code_points(reading: Reading) -> None:
    text = "🚁 قصف e\u0301clat\r\n\u00a0بعد"
    evidence = Span(text.index("قصف"), text.index("\r"))
    claim = replace(reading.claims[1], evidence=evidence, said_at=None)
    line: Line = claim_line(claim, replace(reading, document=replace(reading.document, text=text)))
    assert line["evidence"]["text"] == "قصف e\u0301clat"
    assert line["evidence"]["start"] == 2


def test_a_place_says_how_it_became_a_point_and_by_which_list_its_division_is_coded(reading: Reading) -> None:
    places = [place for line in claim_lines(reading) if (place := place_of(line)) is not None]
    assert places
    assert {place["geo_convention"] for place in places} == {"named_place"}
    assert all((place["admin1_code_list"] is None) == (place["admin1_code"] is None) for place in places)
    assert {(place["pcode"], place["pcode_version"]) for place in places} == {(None, None)}


def place_of(line: Record) -> Record | None:
    """The place of a line's event."""
    event = line["event"]
    place = event["place"] if isinstance(event, dict) else None
    return place if isinstance(place, dict) else None
