"""The incident line of the raid on Idlib, from the example pages as they are read now."""

import json
from typing import Any

import jsonschema
import pytest
from tests.link.told import Line, claim, event

from sitrep.export.schemas import load_schema
from sitrep.link.incidents import Telling, incident_line, incident_relations
from sitrep.link.sides import is_harm
from sitrep.model.fields import Record, record_at, text_at
from sitrep.model.linkings import Linking
from sitrep.model.readings import Reading
from sitrep.views.claims import claim_lines

PAGES = ("idlib", "bloodbath")
DAYS = (None, "2015-12-20", "2015-12-21")
PLACES = (None, "Idlib")
# Other attacks that these pages tell of without a place or day.
OTHERS = (
    "hit a bakery queue",
    "fired Kalibr",
    "300 targets",
    "20 fighters",
    "began its air campaign",
    "raid on Idlib civ",
)


def is_of_the_raid(line: Record) -> bool:
    """Whether a claim tells of the raid: what linking decides, here by its day, its place and a few words."""
    event = record_at(line, "event")
    start, words = text_at(event, "time", "start"), text_at(line, "evidence", "text") or ""
    is_there = text_at(event, "place", "name") in PLACES and (start[:10] if start else None) in DAYS
    is_told = is_harm(event) or text_at(event, "kind") == "recovery"
    return is_told and is_there and event["historical"] is False and not any(o in words for o in OTHERS)


@pytest.fixture(scope="module")
def pages(example_readings: list[Reading]) -> list[Line]:
    found = [r for r in example_readings if any(word in r.document.external_id for word in PAGES)]
    return [line for reading in found for line in claim_lines(reading)]


@pytest.fixture(scope="module")
def raid(pages: list[Line]) -> list[Line]:
    return [line for line in pages if is_of_the_raid(line)]


@pytest.fixture(scope="module")
def given(pages: list[Line], raid: list[Line]) -> Telling:
    ids = {line["id"] for line in raid}
    ledger = next(x["document"]["id"] for x in raid if x["document"]["external_id"] == "ledger-idlib-agency.html")
    wire = next(x["document"]["id"] for x in raid if x["document"]["external_id"] == "northwire-idlib-strikes.html")
    mains = {line["document"]["id"]: "i-1" for line in raid}
    linking = Linking({"i-1": tuple(sorted(ids))}, {"i-0": "i-1"}, mains)
    return Telling(linking, {ledger: wire}, {}, [line for line in pages if line["id"] not in ids])


@pytest.fixture(scope="module")
def line(raid: list[Line], given: Telling) -> Line:
    return incident_line("i-1", raid, given)


def test_the_line_fits_its_schema(line: Line) -> None:
    jsonschema.validate(line, load_schema("incident"), cls=jsonschema.Draft202012Validator)
    assert json.loads(json.dumps(line)) == line


def test_it_says_what_when_and_where(line: Line) -> None:
    assert line["type"] == "ASSAULT"
    assert line["acled"]["sub_event_type"] == "Air/drone strike"
    assert (line["place"]["name"], line["place"]["admin1"]) == ("Idlib", "Idlib")
    assert (line["time"]["start"], line["time"]["end"]) == ("2015-12-20", "2015-12-20")
    assert "RUS" in {actor["country"] for actor in line["actors"]}


def test_every_toll_is_a_position_with_who_holds_it(line: Line) -> None:
    found = line["quantities"]["killed"]["positions"]
    held = {(p["low"], p["high"]): {source["name"] for source in p["sources"]} for p in found}
    assert {(36, None), (43, 43), (47, 47), (60, None)} <= set(held)
    assert any("Observatory" in name for name in held[36, None])
    assert any("Observatory" in name for name in held[47, 47])
    assert "the civil defence" in held[43, 43]


def test_the_rule_stands_beside_the_figure(line: Line, raid: list[Line], given: Telling) -> None:
    aggregate = line["quantities"]["killed"]["aggregate"]
    assert (aggregate["rule"], aggregate["low"]) == ("range", 36)
    left = {item["reason"].split(" ")[0] for item in aggregate["claims_left_out"]}
    assert {"the", "copy", "taken", "a"} <= left
    settled = incident_line("i-1", raid, Telling(given.linking, given.copies, rule="hierarchy"))
    found = settled["quantities"]
    assert isinstance(found, dict)
    assert (found["killed"]["aggregate"]["rule"], found["killed"]["aggregate"]["best"]) == ("hierarchy", 47)


def test_a_rising_toll_is_no_dispute_and_a_withdrawn_one_is_retracted(line: Line) -> None:
    found = {(c["kind"], c["relation"], c["between"]) for c in line["contradictions"]}
    assert ("other figure", "updates", "same_speaker") in found
    assert ("other figure", "contradicts", "cross_speaker") in found
    assert ("retracts", "retracts", "same_speaker") in found
    assert ("denies", "contradicts", "cross_speaker") in found
    assert ("corrects", "contradicts", "cross_speaker") in found


def test_a_figure_that_is_called_wrong_is_denied_and_no_position(line: Line, raid: list[Line]) -> None:
    denied = {denial["claim"] for denial in line["quantities"]["killed"]["denials"]}
    quotes = {x["id"]: x["evidence"]["text"] for x in raid}
    assert any("more than 60 dead were wrong" in quotes[name] for name in denied)


def test_the_accused_party_denies(line: Line, raid: list[Line]) -> None:
    assert line["accused_position"] == "denies"
    quotes = {x["id"]: x["evidence"]["text"] for x in raid}
    assert any("no Russian aircraft had bombed" in quotes.get(name, "") for name in line["accused"][0]["claims"])


def test_a_reprint_adds_no_source(line: Line, raid: list[Line], given: Telling) -> None:
    apart = incident_line("i-1", raid, Telling(given.linking))
    assert isinstance(apart["independent_sources"], int)
    assert line["independent_sources"] < apart["independent_sources"]
    assert line["independent_sources"] == len(line["speakers"])


def test_documents_say_whose_main_incident_it_is_and_what_they_copy(line: Line) -> None:
    documents = {document["external_id"]: document for document in line["documents"]}
    assert all(document["main"] for document in documents.values())
    assert documents["ledger-idlib-agency.html"]["copy_of"] == documents["northwire-idlib-strikes.html"]["id"]


def test_the_first_claim_is_first_in_this_corpus(line: Line) -> None:
    assert line["first_claim"]["date"] == "2015-12-20"
    assert line["first_claim"]["corpus"]["pages"] == len(line["documents"])


def test_first_is_the_first_page_and_not_the_day_that_a_later_page_tells_of() -> None:
    told = event("ASSAULT")
    later = claim("c-1", "d-1", published="2015-12-25", told=told, said_at={"start": "2015-12-12", "end": "2015-12-12"})
    early = claim("c-2", "d-2", published="2015-12-20", told=told)
    first: Any = incident_line("i-1", [later, early], Telling())["first_claim"]
    assert (first["claim"], first["date"], first["order_known"]) == ("c-2", "2015-12-20", True)
    alone: Any = incident_line("i-1", [later], Telling())["first_claim"]
    assert (alone["date"], alone["said_on"]) == ("2015-12-25", "2015-12-12")


def test_of_two_pages_of_one_day_neither_is_called_the_first() -> None:
    pages = [claim(f"c-{n}", f"d-{n}", told=event("ASSAULT")) for n in (1, 2)]
    first: Any = incident_line("i-1", pages, Telling())["first_claim"]
    assert (first["order_known"], first["may_be_first"]) == (False, ["c-1", "c-2"])


def test_ids_merged_into_it_and_its_review_stand_on_the_line(line: Line) -> None:
    assert line["merged"] == ["i-0"]
    assert line["review"] == {"state": "unreviewed"}


def test_the_order_of_the_claims_does_not_matter(line: Line, raid: list[Line], given: Telling) -> None:
    for shuffled in (raid[::-1], raid[1::2] + raid[::2]):
        assert json.dumps(incident_line("i-1", shuffled, given)) == json.dumps(line)


def test_one_claim_is_an_incident_too(raid: list[Line]) -> None:
    for one in raid:
        made = incident_line("i-1", [one], Telling())
        jsonschema.validate(made, load_schema("incident"), cls=jsonschema.Draft202012Validator)


def test_relations_fit_their_schema_and_tell_the_story_of_the_toll(raid: list[Line], given: Telling) -> None:
    found = incident_relations(raid, given)
    validator = jsonschema.Draft202012Validator(load_schema("relation"))
    assert [error.message for relation in found for error in validator.iter_errors(relation)] == []
    assert {"copies", "denies", "updates", "narrows", "repeats", "retracts"} <= {r["relation"] for r in found}
    assert len({relation["id"] for relation in found}) == len(found)
