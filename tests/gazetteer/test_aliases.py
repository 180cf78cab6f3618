"""The curated places: each is where it says, under names that are its own."""

from collections import defaultdict

import pytest

from sitrep.gazetteer import Gazetteer, fold, load_countries
from sitrep.gazetteer.places import Place, distance_km
from sitrep.gazetteer.sources import read_aliases
from sitrep.gazetteer.tables import load_table

PLACES = tuple(read_aliases(load_table("aliases")))
SAME_KM = 25
# Fronts, deserts and border posts lie beyond a country's last town.
MARGIN_DEGREES, MARGIN_SHARE = 0.6, 0.3


def boxes(gazetteer: Gazetteer) -> dict[str, tuple[float, float, float, float]]:
    """For each country, the least and greatest latitude and longitude of its places in other data."""
    rows = gazetteer.connection.execute(
        "select country, min(lat), max(lat), min(lon), max(lon) from place where source != 'aliases' group by country"
    )
    return {country: tuple(box) for country, *box in rows}


def test_there_are_curated_places_of_every_war_of_these_years() -> None:
    assert len(PLACES) >= 420
    countries = {place.country for place in PLACES}
    wars = "SYR IRQ YEM LBY LBN PSE UKR SDN SSD SOM ETH MLI BFA NER NGA TCD CAF COD MOZ AFG PAK MMR PHL COL MEX HTI"
    assert set(wars.split()) <= countries


def within(value: float, least: float, greatest: float) -> bool:
    """Whether a degree lies in a country, or beyond its last town by no more than a share of its breadth."""
    margin = max(MARGIN_DEGREES, MARGIN_SHARE * (greatest - least))
    return least - margin <= value <= greatest + margin


def test_curated_places_lie_in_their_country(gazetteer: Gazetteer) -> None:
    known = boxes(gazetteer)
    outside = []
    for place in PLACES:
        if place.country:
            south, north, west, east = known[place.country]
            if not (within(place.lat, south, north) and within(place.lon, west, east)):
                outside.append(place.name)
    assert outside == []


def test_no_curated_name_is_given_to_two_places_far_apart() -> None:
    by_key: dict[str, list[Place]] = defaultdict(list)
    for place in PLACES:
        for key in {fold(name) for name in place.names}:
            by_key[key].append(place)
    pairs = [(key, a, b) for key, found in by_key.items() for a in found for b in found]
    assert [key for key, a, b in pairs if distance_km(a.lat, a.lon, b.lat, b.lon) > SAME_KM] == []


def test_curated_names_say_something_that_folding_does_not() -> None:
    for place in PLACES:
        keys = [fold(name) for name in place.names]
        assert len(keys) == len(set(keys)), place.name


def test_curated_places_are_of_known_kinds_and_countries() -> None:
    kinds = {row["kind"] for row in load_table("place_kinds", "sitrep.resolve").rows}
    assert {place.kind for place in PLACES} <= kinds
    assert {place.country for place in PLACES if place.country} <= set(load_countries().rows)


@pytest.mark.parametrize(
    ("name", "lat", "lon", "kind"),
    [
        ("Mezze military airport", 33.48, 36.22, "airbase"),
        ("Sit Zeinab", 33.44, 36.34, "town"),
        ("Chasov Yar", 48.59, 37.84, "town"),
        ("the Kerch Strait", 45.27, 36.55, "water"),
        ("Nuseirat refugee camp", 31.45, 34.39, "camp"),
        ("Sévaré", 14.53, -4.10, "town"),
        ("Hpakant", 25.61, 96.31, "town"),
        ("Torkham border crossing", 34.13, 71.09, "crossing"),
    ],
)
def test_names_as_the_press_writes_them_find_their_place(
    gazetteer: Gazetteer, name: str, lat: float, lon: float, kind: str
) -> None:
    first = gazetteer.find(name.removeprefix("the "))[0]
    assert distance_km(lat, lon, first.lat, first.lon) <= SAME_KM
    assert first.kind == kind
