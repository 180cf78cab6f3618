"""Places that are coarsened, and what is left of them in a line."""

import json
from datetime import date

import pytest

from sitrep.gazetteer.index import Gazetteer
from sitrep.model.identity import JSON
from sitrep.redaction import Around, Audience, around_of, gathered, redact_claim, redact_incident

TODAY = date(2026, 1, 31)


def place(name: str = "Sarmin", precision: str = "exact") -> dict[str, JSON]:
    return {
        "span": {"start": 20, "end": 26, "text": name}, "name": name, "lat": 35.9, "lon": 36.72, "geonames_id": 1,
        "country": "SYR", "admin1": "Idlib", "admin1_code": "SY-ID", "precision": precision, "radius_km": 5,
        "pcode": "SY0703", "pcode_version": "2024", "score": 0.9, "reasons": ["same name"],
        "rivals": [{"name": "Sarmin al-Gharbi", "lat": 1.0, "lon": 2.0}],
    }  # fmt: skip


def claim(text: str, **event: JSON) -> dict[str, JSON]:
    shape: dict[str, JSON] = {
        "type": "ASSAULT", "status": "occurred", "contexts": ["military"], "actors": [], "recipients": [],
        "time": {"start": "2020-05-01", "end": "2020-05-01"}, "place": place(), "responsibility": None,
        "places": [{"place": place(), "relation": "at", "span": {"start": 20, "end": 26, "text": "Sarmin"}}],
    }  # fmt: skip
    return {
        "id": "c-0123456789abcdef", "document": {"id": "d-0123456789abcdef", "published": "2020-05-02", "title": None},
        "evidence": {"start": 0, "end": 40, "text": text, "prefix": "", "suffix": " near Sarmin and Saraqeb."},
        "sources": [], "event": {**shape, **event},
    }  # fmt: skip


def shown(line: dict[str, JSON], audience: Audience, gazetteer: Gazetteer) -> dict[str, JSON]:
    return redact_claim(line, audience, around_of([], [line], TODAY, gazetteer, audience))


def own_place(line: dict[str, JSON]) -> dict[str, JSON]:
    event = line["event"]
    assert isinstance(event, dict)
    found = event["place"]
    assert isinstance(found, dict)
    return found


SENSITIVE = {
    "hospital": claim("Jets hit a hospital in Sarmin"),
    "camp": claim(
        "Jets hit huts in Sarmin", recipients=[{"name": "camp residents", "span": {"text": "camp residents"}}]
    ),
    "planned": claim("Jets will hit huts in Sarmin", status="planned"),
    "ongoing": claim("Jets are hitting huts in Sarmin", status="ongoing"),
    "young": claim("Jets hit huts in Sarmin", time={"start": "2026-01-15", "end": "2026-01-15"}),
    "undated on a young page": {
        **claim("Jets hit huts in Sarmin", time=None),
        "document": {"id": "d-0123456789abcdef", "published": "2026-01-20"},
    },
    "undated": {**claim("Jets hit huts in Sarmin", time=None), "document": {"id": "d-0123456789abcdef"}},
}


@pytest.mark.parametrize("line", SENSITIVE.values(), ids=SENSITIVE)
def test_a_sensitive_place_is_its_division(line: dict[str, JSON], gazetteer: Gazetteer) -> None:
    seen = shown(line, Audience.PUBLIC, gazetteer)
    found = own_place(seen)
    assert (found["name"], found["admin1_code"], found["precision"]) == ("Idlib", "SY-ID", "admin1")
    assert (found["geonames_id"], found["pcode"], found["rivals"]) == (None, None, [])
    assert isinstance(found["lat"], float)
    assert found["lat"] != 35.9
    text = json.dumps(seen)
    assert "armin" not in text
    assert "Saraqeb" not in text
    assert "[place in Idlib withheld]" in text
    assert seen["withheld"]["places coarsened"] == 2  # type: ignore[index, call-overload]


def test_an_old_event_elsewhere_keeps_its_place(gazetteer: Gazetteer) -> None:
    line = claim("Jets hit huts in Sarmin")
    assert own_place(shown(line, Audience.PUBLIC, gazetteer))["name"] == "Sarmin"


def test_talks_that_are_planned_keep_their_place(gazetteer: Gazetteer) -> None:
    line = claim("Envoys will meet in Sarmin", status="planned", type="CONSULT", contexts=[])
    assert own_place(shown(line, Audience.PUBLIC, gazetteer))["name"] == "Sarmin"


def test_partners_see_young_places_but_no_hospitals(gazetteer: Gazetteer) -> None:
    assert own_place(shown(SENSITIVE["young"], Audience.PARTNER, gazetteer))["name"] == "Sarmin"
    assert own_place(shown(SENSITIVE["hospital"], Audience.PARTNER, gazetteer))["name"] == "Idlib"


def test_another_claim_of_the_page_does_not_tell_the_place(gazetteer: Gazetteer) -> None:
    plain = claim("Jets hit huts in Sarmin")
    around = around_of([], [SENSITIVE["hospital"], plain], TODAY, gazetteer, Audience.PUBLIC)
    assert "Sarmin" not in json.dumps(redact_claim(plain, Audience.PUBLIC, around))


def test_a_division_without_a_point_says_so() -> None:
    line = SENSITIVE["hospital"]
    seen = own_place(redact_claim(line, Audience.PUBLIC, around_of([], [line], TODAY, None, Audience.PUBLIC)))
    assert (seen["lat"], seen["lon"]) == (None, None)
    assert "the gazetteer has no point for the division" in json.dumps(seen["reasons"])


def test_an_incident_loses_what_its_pages_lose_and_keeps_the_accused(gazetteer: Gazetteer) -> None:
    line: dict[str, JSON] = {
        "id": "i-0123456789abcdef", "type": "ASSAULT", "status": None, "time": {"start": "2020-05-01"},
        "place": place(), "actors": [], "recipients": [], "accused_position": "denies", "claims": [],
        "accused": [{"party": "RUS", "position": "denies", "claims": []}],
    }  # fmt: skip
    sources: JSON = [{"key": "person:ahmad haddad", "name": "Ahmad Haddad"}]
    line["quantities"] = {"killed": {"positions": [{"sources": sources}]}}
    around = gathered([around_of([], [SENSITIVE["hospital"]], TODAY, gazetteer, Audience.PUBLIC)])
    seen = redact_incident(line, Audience.PUBLIC, around)
    assert "Sarmin" not in json.dumps(seen)
    assert "addad" not in json.dumps(seen)
    assert seen["accused"] == [{"party": "RUS", "position": "denies", "claims": []}]
    assert redact_incident(line, Audience.INTERNAL, around) == line
    assert isinstance(around, Around)


def test_a_place_whose_name_is_withheld_as_a_persons_has_no_point(gazetteer: Gazetteer) -> None:
    """Its coordinates and its number in the gazetteer would tell the name."""
    line = claim("Jets killed Zoltan Quesh, 34, and his son Quesh", place=place("Quesh"))
    found = shown(line, Audience.PUBLIC, gazetteer)
    there = own_place(found)
    assert (there["name"], there["geonames_id"], there["lat"] != 35.9) == ("Idlib", None, True)
    assert found["withheld_reasons"] == ["withheld-name"]
    incident = {**line["event"], "id": "i-0123456789abcdef"} if isinstance(line["event"], dict) else {}
    around = gathered([around_of([], [line], TODAY, gazetteer, Audience.PUBLIC)])
    told = redact_incident(incident, Audience.PUBLIC, around)
    assert isinstance(told["place"], dict)
    assert (told["place"]["name"], told["place"]["geonames_id"]) == ("Idlib", None)
