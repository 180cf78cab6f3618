"""The accused party's position, from claims built by hand."""

import pytest
from tests.link.told import Line, actor, claim, event, place, source

from sitrep.link.stances import accused_parties, position_of, silent_sources
from sitrep.link.voices import voices

MINISTRY = source("the defence ministry of Ruritania", "state", "RUR", named=True)
RUR = actor("Ruritania", "state", "RUR", named=True)
PROVINCE = place("Zenda", 36.0, 37.0, "admin1", 80)
OTHER_PROVINCE = place("Hentzau", 33.0, 36.0, "admin1", 60)
VILLAGE = place("Tarlen", 36.1, 37.1)


def silence(mode: str, where: Line | None = None, text: str = "made no mention of the village") -> Line:
    told = event(None, kind="other", mode=mode, actors=[RUR], place=where)
    return claim(f"c-{mode}", start=200, text=text, told=told)


def own(name: str = "c-own", where: Line | None = None, stance: str = "asserts", **more: object) -> Line:
    return claim(name, said_by=MINISTRY, stance=stance, told=event(place=where, **more))


def position(*claims: Line, searched: bool = False) -> str:
    return position_of(claims, "RUR", voices(claims), searched=searched).position


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ((own(where=PROVINCE),), "acknowledges"),
        ((own(stance="denies"),), "denies"),
        ((claim("c-1", said_by=MINISTRY, stance="denies"),), "denies"),
        ((own(where=PROVINCE), silence("silent", VILLAGE)), "partly"),
        ((own(where=PROVINCE), silence("silent")), "partly"),
        ((own(where=PROVINCE), silence("silent", OTHER_PROVINCE)), "silent"),
        ((own(), silence("silent", OTHER_PROVINCE)), "silent"),
        ((own(where=PROVINCE), silence("withheld")), "partly"),
        ((own("c-1", PROVINCE), own("c-2", stance="denies", kind="casualties", type=None)), "partly"),
        ((silence("silent", PROVINCE),), "silent"),
        ((silence("no_record"),), "no_record"),
        ((silence("silent", PROVINCE), own(actors=[actor("Hentzau", "state", "HEN")])), "denies"),
        ((claim("c-1", said_by=MINISTRY, stance="declines"),), "silent"),
        ((claim("c-1", told=event(actors=[RUR])),), "not_searched"),
    ],
)
def test_a_position_follows_from_what_is_told(claims: tuple[Line, ...], expected: str) -> None:
    assert position(*claims) == expected


def test_nothing_found_by_those_who_looked_is_no_record() -> None:
    assert position(claim("c-1", told=event(actors=[RUR])), searched=True) == "no_record"


def test_a_denial_of_the_act_holds_over_what_the_party_says_of_other_deeds() -> None:
    stance = position_of((lines := (own("c-1"), own("c-2", stance="denies"))), "RUR", voices(lines))
    assert (stance.position, stance.claims) == ("denies", ("c-2",))


def test_the_accused_are_whom_most_claims_name_and_whom_somebody_blames() -> None:
    hen = actor("Hentzau", "state", "HEN")
    lines = [claim(f"c-{n}", told=event(actors=[RUR])) for n in range(2)]
    lines += [
        claim(
            "c-2", told=event("ACCUSE", actors=[hen], recipients=[actor("the Red Banner", "armed_group", named=True)])
        )
    ]
    assert accused_parties(lines) == ["RUR", "red banner"]


def test_a_silence_stands_under_the_field_that_its_words_name() -> None:
    lines = (silence("withheld", text="did not give precise locations"), silence("silent"))
    found = silent_sources(lines, voices(lines))
    assert found == {
        "place": [{"source": "Ruritania", "claims": ["c-withheld"]}],
        "event": [{"source": "Ruritania", "claims": ["c-silent"]}],
    }
