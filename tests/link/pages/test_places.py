from typing import Any

from sitrep.link.pages.incident import load_weights
from sitrep.link.pages.places import are_one, choose_place, misread, precision_of, without_places

Line = dict[str, Any]
RULES = load_weights().places


def place(name: str, point: tuple[float, float], admin1: str, **more: str) -> Line:
    where = {"lat": point[0], "lon": point[1], "radius_km": 5}
    return {"name": name, "admin1": admin1, "precision": "exact", "country": "YEM", **where, **more}


TAIZ = place("Ta‘izz", (13.58, 44.02), "Taiz")
TURBAH = place("At Turbah", (13.21, 44.12), "Taiz")
MOKHA = place("Al Mukhā", (13.32, 43.25), "Taiz")
HAJJAH = place("Ḩajjah", (15.69, 43.6), "Hajjah")
HOMONYM = place("Al Turbah", (30.9, 29.8), "Matruh", country="EGY")


def event(*places: Line) -> Line:
    return {"place": places[0] if places else None, "places": [{"place": p, "relation": "at"} for p in places]}


def chosen(*events: Line, page: tuple[Line, ...] = ()) -> str | None:
    found = choose_place(events, (*events, *page), RULES)
    return str(found["name"]) if isinstance(found, dict) else None


def test_town_that_its_province_is_named_like_may_stand_for_the_province() -> None:
    assert precision_of(TAIZ) == "seat"
    assert precision_of(TURBAH) == "exact"
    assert precision_of(place("Taiz Governorate", (13.4, 44.0), "Taiz", precision="admin1")) == "admin1"


def test_such_a_town_is_not_apart_from_what_lies_in_its_province() -> None:
    assert are_one(event(TAIZ), event(MOKHA), RULES)
    assert are_one(event(TURBAH), event(MOKHA), RULES) is False
    assert are_one(event(TAIZ), event(HAJJAH), RULES) is False
    assert are_one(event(), event(TAIZ), RULES) is None


def test_village_goes_before_the_town_that_its_province_is_named_like() -> None:
    assert chosen(event(TAIZ), event(TURBAH)) == "At Turbah"
    assert chosen(event(TAIZ), event(place("Taiz Governorate", (13.4, 44.0), "Taiz", precision="admin1"))) == "Ta‘izz"


def test_first_holds_of_places_known_as_precisely() -> None:
    assert chosen(event(MOKHA), event(TURBAH)) == "Al Mukhā"


def test_place_in_another_country_than_most_of_the_incident_is_not_its_place() -> None:
    assert chosen(event(HOMONYM), event(TAIZ), event(TAIZ)) == "Ta‘izz"
    assert chosen(event(HOMONYM), event(TAIZ), page=(event(MOKHA),)) == "Ta‘izz"
    assert chosen(event(HOMONYM), event(TAIZ)) == "Al Turbah"


def test_incident_without_a_known_place_has_none() -> None:
    assert chosen(event()) is None


def test_town_alone_of_its_land_beside_several_of_another_is_a_name_misread() -> None:
    assert misread([event(HOMONYM), event(TAIZ), event(MOKHA, TURBAH)], RULES) == {"Al Turbah"}
    assert misread([event(HOMONYM), event(TAIZ)], RULES) == frozenset()
    egypt = place("Egypt", (27.0, 30.0), "", precision="country", country="EGY")
    assert misread([event(egypt), event(TAIZ, MOKHA, TURBAH)], RULES) == frozenset()


def test_claim_without_a_misread_place_keeps_its_others() -> None:
    cleaned = without_places({"id": "c", "event": event(HOMONYM, TAIZ)}, {"Al Turbah"})
    assert cleaned["event"] == {"place": None, "places": [{"place": TAIZ, "relation": "at"}]}
    assert without_places({"id": "s", "event": None}, {"Al Turbah"}) == {"id": "s", "event": None}
