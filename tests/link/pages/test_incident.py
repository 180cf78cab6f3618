from itertools import permutations
from typing import Any

from sitrep.link.pages.incident import load_weights, main_incident
from sitrep.resolve.ontology import load_ontology

Line = dict[str, Any]

ALEPPO = {"name": "Aleppo", "lat": 36.2, "lon": 37.16, "radius_km": 5, "precision": "near"}
DAMASCUS = {"name": "Damascus", "lat": 33.51, "lon": 36.29, "radius_km": 5, "precision": "admin1"}
DISTRICT = {"name": "Al-Kallasah", "lat": 36.19, "lon": 37.15, "radius_km": 1, "precision": "exact"}


def quantity(measure: str, value: float, **more: object) -> Line:
    return {"measure": measure, "best": value, "low": value, "high": value, "part_of": None, **more}


def claim(name: str, start: int, stance: str = "asserts", **event: object) -> Line:
    told: Line = {
        "type": "ASSAULT", "status": "occurred", "historical": False, "trigger": {"text": name}, "time": None,
        "place": None, "actors": [], "recipients": [], "quantities": [], "acled": None, **event,
    }  # fmt: skip
    return {"id": name, "evidence": {"start": start}, "stance": stance, "event": told}


def day(date: str) -> Line:
    return {"start": date, "end": date}


def main_of(*claims: Line) -> Line:
    found = main_incident(claims)
    return found if isinstance(found, dict) else {}


def test_page_without_a_happening_has_none() -> None:
    statement: Line = {"id": "s", "evidence": {"start": 0}, "stance": "asserts", "event": None}
    assert main_incident([]) is None
    assert main_incident([statement]) is None
    assert main_incident([claim("plan", 0, status="planned"), claim("war", 50, historical=True)]) is None


def test_lead_weighs_more_than_a_later_paragraph() -> None:
    lead = claim("strike", 0, place=ALEPPO)
    later = claim("raid", 3000, place=DAMASCUS)
    assert main_of(lead, later)["claims"] == ["strike"]


def test_lead_is_counted_from_the_first_claim_not_from_the_furniture() -> None:
    assert main_of(claim("strike", 900, place=ALEPPO), claim("raid", 3000, place=DAMASCUS))["claims"] == ["strike"]


def test_violence_weighs_more_than_talk_in_the_same_lead() -> None:
    meeting = claim("meeting", 0, type="CONSULT")
    strike = claim("strike", 300, place=ALEPPO)
    assert main_of(meeting, strike)["claims"] == ["strike"]


def test_talk_is_the_main_incident_of_a_page_that_has_nothing_else() -> None:
    assert main_of(claim("meeting", 0, type="CONSULT"))["type"] == "CONSULT"


def test_claims_of_one_place_are_one_happening() -> None:
    claims = [claim("strike", 0, place=ALEPPO), claim("hit", 2000, place=DISTRICT)]
    found = main_of(*claims)
    assert found["claims"] == ["strike", "hit"]
    assert found["place"]["name"] == "Al-Kallasah"


def test_place_is_the_finest_at_or_near_which_a_claim_of_the_incident_happens() -> None:
    province = {"name": "Aleppo province", "lat": 36.2, "lon": 37.1, "radius_km": 60, "precision": "admin1"}
    base = {"name": "an airbase", "lat": 36.1, "lon": 37.2, "radius_km": 1, "precision": "exact"}
    roles = [
        {"place": base, "relation": "from"},
        {"place": ALEPPO, "relation": "near"},
        {"place": None, "relation": "at"},
    ]
    assert main_of(claim("strike", 0, place=province, places=roles))["place"]["name"] == "Aleppo"
    assert main_of(claim("strike", 0, places=roles[:1]))["place"] is None


def test_kind_of_a_claim_without_type_stands_only_where_no_claim_has_a_type() -> None:
    dead = claim("died", 0, type=None, kind="casualties")
    assert (main_of(dead)["type"], main_of(dead)["kind"]) == (None, "casualties")
    assert main_of(dead, claim("attack", 120))["kind"] is None


def test_long_thread_of_comments_does_not_outweigh_the_lead() -> None:
    lead = [claim("strike", 0, place=ALEPPO), claim("hit", 100, place=ALEPPO)]
    thread = [claim("war", 5000 + n, place=DAMASCUS) for n in range(40)]
    assert main_of(*lead, *thread)["claims"] == ["strike", "hit"]


def test_raid_and_the_arrests_it_ends_in_are_one_happening() -> None:
    raid, arrest = claim("raid", 0), claim("arrested", 90, type="COERCE")
    assert main_of(raid, arrest)["claims"] == ["raid", "arrested"]


def test_other_day_or_far_place_keeps_apart_what_shares_a_trigger() -> None:
    one = claim("strike", 0, place=ALEPPO, time=day("2015-12-20"))
    far = claim("strikes", 100, place=DAMASCUS, time=day("2015-12-20"))
    old = claim("striking", 200, place=ALEPPO, time=day("2015-12-01"))
    assert main_of(one, far, old)["claims"] == ["strike"]


def test_open_time_overlaps_what_comes_after() -> None:
    since = claim("shelling", 0, time={"start": "2015-12-01", "end": None})
    later = claim("fire", 5000, time=day("2015-12-20"))
    assert main_of(since, later)["claims"] == ["shelling", "fire"]


def test_casualties_without_a_type_join_the_attack_and_leave_it_its_type() -> None:
    dead = claim("died", 0, type=None, kind="casualties", quantities=[quantity("killed", 7)])
    attack = claim("attack", 120, acled={"event_type": "Battles", "sub_event_type": "Armed clash"})
    found = main_of(dead, attack)
    assert (found["type"], found["acled"]["sub_event_type"], found["killed"]["best"]) == ("ASSAULT", "Armed clash", 7)
    assert found["injured"] is None


def test_first_figure_wins_among_equals() -> None:
    claims = [claim(f"hit{n}", n * 100, quantities=[quantity("killed", v)]) for n, v in enumerate([5, 6])]
    assert main_of(*claims)["killed"]["reason"] == "the first figure of the page"


def test_running_total_and_later_date_win() -> None:
    early = claim("hit", 0, quantities=[quantity("injured", 3, as_of=day("2015-12-20"))])
    late = claim("hits", 90, quantities=[quantity("injured", 8, as_of=day("2015-12-21"))])
    total = claim("hitting", 180, quantities=[quantity("killed", 40, cumulative=True), quantity("killed", 4)])
    found = main_of(early, late, total)
    assert (found["injured"]["best"], found["injured"]["reason"]) == (8, "the latest dated figure")
    assert (found["killed"]["best"], found["killed"]["reason"]) == (40, "a running total")


def test_part_of_a_figure_is_not_the_figure() -> None:
    counted = [quantity("killed", 2, part_of=1), quantity("killed", 9)]
    assert main_of(claim("hit", 0, quantities=counted))["killed"]["best"] == 9


def test_low_bound_stands_in_where_no_best_figure_is_stated() -> None:
    counted = [quantity("killed", 9, best=None), quantity("injured", 1, best=None, low=None, high=None)]
    found = main_of(claim("hit", 0, quantities=counted))
    assert found["killed"]["low"] == 9
    assert found["injured"] is None


def test_denial_belongs_to_the_happening_and_gives_neither_figures_nor_people() -> None:
    told = claim("hit", 0, actors=[{"name": "jets"}], recipients=[{"name": "a market"}])
    denied = claim("hits", 60, stance="denies", actors=[{"name": "Jets"}, {"name": "army"}])
    denied["event"]["quantities"] = [quantity("killed", 1)]
    found = main_of(told, denied)
    assert found["claims"] == ["hit", "hits"]
    assert [actor["name"] for actor in found["actors"]] == ["jets"]
    assert found["killed"] is None


def test_order_of_claims_is_irrelevant() -> None:
    claims = [
        claim("strike", 0, place=ALEPPO, quantities=[quantity("killed", 5)]),
        claim("raid", 0, place=DAMASCUS),
        claim("shelling", 700, place=ALEPPO),
        claim("died", 900, type=None, kind="casualties", quantities=[quantity("killed", 6)]),
    ]
    found = [main_of(*order) for order in permutations(claims)]
    assert all(other == found[0] for other in found)


def test_weights_are_for_types_of_the_ontology_or_kinds() -> None:
    kinds = {"casualties", "damage", "control", "displacement"}
    assert set(load_weights().weights) <= set(load_ontology().modes) | kinds


def test_day_whose_year_the_words_leave_open_is_that_day_of_the_year_told_elsewhere() -> None:
    headline = {**day("2019-05-04"), "granularity": "day", "span": {"text": "May 4"}}
    body = {**day("2018-05-04"), "granularity": "day", "span": {"text": "4 May 2018"}}
    other = {**day("2018-05-06"), "granularity": "day", "span": {"text": "6 May 2018"}}
    found = main_of(claim("raid", 0, time=headline), claim("raids", 90, time=body), claim("raided", 180, time=other))
    assert found["claims"] == ["raid", "raids"]
    assert found["time"]["start"] == "2018-05-04"
