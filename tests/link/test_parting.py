"""Which claims of one page are of one happening for linking, from claims built by hand."""

from tests.link.pages_made import Line, claim, place

from sitrep.link.pages.incident import happenings, main_incident
from sitrep.link.parting import parted

AIR = {"acled": {"event_type": "Explosions/Remote violence", "sub_event_type": "Air/drone strike"}}
GUNS = {"acled": {"event_type": "Explosions/Remote violence", "sub_event_type": "Shelling/artillery/missile attack"}}
BATTLE = {"acled": {"event_type": "Battles", "sub_event_type": "Armed clash"}}


def struck(name: str, **more: object) -> Line:
    return {"name": name, "type": None, "named": False, "country": None, "roles": [], **more}


def side(country: str) -> Line:
    return {"name": f"{country} jets", "type": "state", "named": True, "country": country, "roles": ["MIL"]}


def parts(*claims: Line) -> list[list[str]]:
    found = [part for happening in happenings(claims) for part in parted(happening)]
    return [[told.claim["id"] for told in part.told] for part in found]


def mains(*claims: Line) -> list[list[str]]:
    found = [part for happening in happenings(claims) for part in parted(happening) if part.is_main]
    return [[told.claim["id"] for told in part.told] for part in found]


def test_a_claim_without_place_and_day_goes_on_from_the_one_before_it() -> None:
    assert parts(claim("a", 0, at="Velm", on="2024-03-05", **AIR), claim("b", 200, **AIR)) == [["a", "b"]]


def test_far_down_the_page_it_does_not_unless_it_is_a_bare_toll() -> None:
    lead = claim("a", 0, at="Velm", on="2024-03-05", killed=3, **AIR)
    assert parts(lead, claim("b", 700, **AIR)) == [["a"], ["b"]]
    assert parts(lead, claim("b", 700, type=None, kind="casualties", killed=4)) == [["a", "b"]]


def test_shelling_farther_down_is_another_happening_than_an_air_strike() -> None:
    lead, more = claim("a", 0, at="Velm", on="2024-03-05", **AIR), claim("b", 390, **AIR)
    assert parts(lead, more, claim("c", 700, **AIR)) == [["a", "b", "c"]]
    assert parts(lead, more, claim("c", 700, **GUNS)) == [["a", "b"], ["c"]]


def test_one_town_joins_what_is_called_a_strike_and_a_shelling_and_not_a_battle() -> None:
    lead = claim("a", 0, at="Velm", on="2024-03-05", **AIR)
    assert parts(lead, claim("b", 1500, at="Velm", **GUNS)) == [["a", "b"]]
    assert parts(lead, claim("b", 1500, at="Velm", actors=[side("UKR")], **BATTLE)) == [["a"], ["b"]]


def test_fighters_among_the_killed_make_no_battle() -> None:
    lead = claim("a", 0, at="Velm", on="2024-03-05", **AIR)
    assert parts(lead, claim("b", 200, killed=5, **BATTLE)) == [["a", "b"]]


def test_a_hospital_is_another_target_than_a_market() -> None:
    lead = claim("a", 0, at="Velm", on="2024-03-05", recipients=[struck("a busy market")], **AIR)
    assert parts(lead, claim("b", 200, recipients=[struck("a hospital")], **AIR)) == [["a"], ["b"]]
    assert parts(lead, claim("b", 200, recipients=[struck("the shoppers")], **AIR)) == [["a", "b"]]


def test_another_side_is_another_happening_except_in_one_town_where_it_is_disputed() -> None:
    lead = claim("a", 0, at="Velm", on="2024-03-05", actors=[side("RUS")], **AIR)
    late = claim("b", 390, **AIR)
    assert parts(lead, late, claim("c", 700, actors=[side("UKR")], **AIR)) == [["a", "b"], ["c"]]
    assert parts(lead, late, claim("c", 700, at="Velm", actors=[side("UKR")], **AIR)) == [["a", "b", "c"]]


def test_a_pointing_word_means_what_was_told_already() -> None:
    lead = claim("a", 0, at="Velm", on="2024-03-05", **AIR)
    raid = {"trigger": {"text": "raid"}}
    assert parts(lead, claim("b", 780, words="A spokesman praised the raid", **raid)) == [["a", "b"]]
    assert parts(lead, claim("b", 780, words="A spokesman praised a raid", **raid)) == [["a"], ["b"]]


def test_one_toll_and_one_thing_struck_join_and_people_do_not() -> None:
    lead = claim("a", 0, on="2024-03-05", killed=7, recipients=[struck("a grain mill"), struck("people")], **AIR)
    assert parts(lead, claim("b", 780, killed=7, **AIR)) == [["a", "b"]]
    assert parts(lead, claim("b", 780, recipients=[struck("the mill")], **AIR)) == [["a", "b"]]
    assert parts(lead, claim("b", 780, recipients=[struck("people")], **AIR)) == [["a"], ["b"]]


def test_what_is_counted_over_a_long_time_is_no_part_of_a_happening() -> None:
    lead = claim("a", 0, at="Velm", on="2024-03-05", **AIR)
    since = {"time": {"start": "2024-01-01", "end": None}}
    counted = {"quantities": [{"measure": "sorties", "best": 900, "low": 900, "high": 900, "part_of": None}]}
    assert parts(lead, claim("b", 100, **since, **AIR)) == [["a"], ["b"]]
    assert parts(lead, claim("b", 100, **counted, **AIR)) == [["a"], ["b"]]
    assert parts(lead, claim("b", 100, trigger={"text": "sorties"}, **AIR)) == [["a"], ["b"]]


def test_a_claim_within_a_passage_of_a_long_time_has_that_time() -> None:
    denial = claim("d", 100, type="REJECT", time={"start": "2023-09-30", "end": None})
    bombing = claim("b", 140, **AIR)
    denial["evidence"]["end"], bombing["evidence"]["end"] = 200, 160
    lead = claim("a", 0, at="Velm", on="2024-03-05", **AIR)
    assert parts(lead, denial, bombing) == [["a"], ["b"], ["d"]]


def test_a_large_toll_has_the_time_that_the_page_gives_with_it() -> None:
    head = claim("h", 0, killed=200, **AIR)
    year = claim("y", 150, killed=200, time={"start": "2023-01-01", "end": "2023-12-31"}, **AIR)
    raid = claim("r", 300, at="Velm", on="2024-03-05", killed=49, **AIR)
    assert parts(head, year, raid) == [["h", "y"], ["r"]]


def test_the_weightiest_part_stays_the_main_one_and_the_page_keeps_its_main_incident() -> None:
    lead = claim("a", 0, at="Velm", on="2024-03-05", killed=3, **AIR)
    hospital = claim("b", 200, recipients=[struck("a hospital")], place=place("Velm"), **AIR)
    market = claim("c", 300, recipients=[struck("a market")], place=place("Velm"), **AIR)
    assert mains(lead, hospital, market) == [["a", "b"]]
    told = main_incident([lead, hospital, market])
    assert isinstance(told, dict)
    assert told["claims"] == ["a", "b", "c"]
