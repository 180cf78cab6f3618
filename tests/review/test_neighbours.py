"""What may be joined with an incident, and which claim to part one from."""

import json
from importlib.resources import files

import pytest

from sitrep.model.identity import JSON
from sitrep.review.neighbours import load_limits, to_join, to_part_from

RAW = json.loads((files("sitrep.review") / "data" / "neighbours.json").read_text(encoding="utf-8"))


def incident(
    name: str, day: str | None = "2020-03-01", lat: float | None = 10.0, sort: str = "shelling", kind: str = "ASSAULT"
) -> dict[str, JSON]:
    """An incident line; a degree of latitude is 111 km."""
    return {
        "id": name,
        "type": kind,
        "acled": {"sub_event_type": sort},
        "time": None if day is None else {"start": day, "end": day},
        "place": None if lat is None else {"name": f"Ford {lat}", "lat": lat, "lon": 20.0, "radius_km": 5},
    }


ONE = incident("i-1")


def found(*others: dict[str, JSON]) -> list[str]:
    return [candidate.incident for candidate in to_join(ONE, others)]


def test_the_closest_comes_first_ties_by_id_and_never_the_incident_itself() -> None:
    near, later, other_sort = incident("i-4", lat=10.2), incident("i-3", "2020-03-03"), incident("i-5", sort="air")
    others = [incident("i-2b"), incident("i-2a"), near, later, other_sort, ONE]
    assert found(*others) == ["i-2a", "i-2b", "i-4", "i-3", "i-5"]


def test_reasons_say_days_distance_and_sort() -> None:
    (candidate,) = to_join(ONE, [incident("i-2", "2020-03-02", 10.5, "air")])
    assert candidate.reasons == ("1 day apart", "46 km between (Ford 10.0 and Ford 10.5)", "shelling and air")
    (same,) = to_join(ONE, [incident("i-2")])
    assert (same.score, same.reasons) == (1.0, ("on the same days", "the places meet (Ford 10.0)", "both shelling"))


@pytest.mark.parametrize(
    ("other", "is_found"),
    [
        (incident("i-2", "2020-03-04"), True),
        (incident("i-2", "2020-03-05"), False),
        (incident("i-2", "2020-02-27"), True),
        (incident("i-2", lat=10.6), True),
        (incident("i-2", lat=11.0), False),
        (incident("i-2", kind="AID", sort="aid"), True),
        (incident("i-2", day=None), True),
        (incident("i-2", lat=None), True),
        (incident("i-2", day=None, kind="AID", sort="aid"), False),
        (incident("i-2", day=None, lat=None), False),
        (incident("i-2", day="not a day", lat=None), False),
    ],
)
def test_days_and_places_must_be_close_or_one_unknown_and_the_type_the_same(
    other: dict[str, JSON], *, is_found: bool
) -> None:
    assert found(other) == (["i-2"] if is_found else [])


def test_no_more_are_given_than_a_person_looks_at() -> None:
    assert len(found(*(incident(f"i-{number}") for number in range(10, 60)))) == load_limits().most


def test_the_example_of_the_limits_holds() -> None:
    example = RAW["_about"]["example"]
    assert bool(found(incident("i-2", f"2020-03-{1 + example['days']:02d}"))) == example["proposed"]


def test_a_claim_is_parted_from_the_founding_one_or_the_founding_one_from_the_next() -> None:
    assert to_part_from("c-3", ["c-1", "c-2", "c-3"]) == "c-1"
    assert to_part_from("c-1", ["c-1", "c-2", "c-3"]) == "c-2"
    assert to_part_from("c-1", ["c-1"]) is None
