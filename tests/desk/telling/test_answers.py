"""The printed answer and the accused party's block, from claims built by hand."""

from typing import Any

from tests.link.told import Line, actor, claim, event, source, toll

from sitrep.desk.telling.accusations import accusations_of
from sitrep.desk.telling.answers import measures_of, sources_sentence
from sitrep.desk.telling.grades import load_scales
from sitrep.desk.telling.titles import title_of
from sitrep.link.incidents import Telling, account_of, incident_line
from sitrep.model.fields import records_at
from sitrep.model.judgements import GRADES

MAYOR, CLINIC, RELIEF = (source(name, "ngo", named=True) for name in ("Velm Relief", "Orr Clinic", "Delta Watch"))


def answer(claims: list[Line], rule: str = "range") -> dict[str, Any]:
    given = Telling(rule=rule)
    measures: list[Any] = measures_of(incident_line("i-1", claims, given), account_of(claims, given))
    return {measure["measure"]: measure for measure in measures}


def test_the_answer_names_who_says_what_and_the_rule() -> None:
    told = answer(
        [
            claim("c-1", "d-1", said_by=MAYOR, told=event(quantities=[toll(5)])),
            claim("c-2", "d-2", said_by=CLINIC, told=event(quantities=[toll(12)])),
        ]
    )
    assert told["killed"]["headline"] == "5 to 12 killed · 2 independent sources give a figure · rule: range"
    assert told["killed"]["detail"] == ("Velm Relief 5, Orr Clinic 12; range: from the least low to the greatest high")
    assert told["injured"]["headline"] == "injured: not said by any page here"
    assert told["injured"]["answer"] == "not said"


def test_a_rule_that_decides_nothing_says_so() -> None:
    claims = [
        claim("c-1", "d-1", said_by=MAYOR, told=event(quantities=[toll(5)])),
        claim("c-2", "d-2", said_by=CLINIC, told=event(quantities=[toll(12)])),
    ]
    told = answer(claims, "majority")["killed"]
    assert told["answer"] == "not decided"
    assert told["headline"] == "killed: not decided · 2 independent sources give a figure · rule: majority"
    assert told["detail"].startswith("Velm Relief 5, Orr Clinic 12; ")


def test_one_figure_of_several_sources_is_told_once() -> None:
    claims = [
        claim(f"c-{n}", f"d-{n}", said_by=who, told=event(quantities=[toll(count)]))
        for n, (who, count) in enumerate(((MAYOR, 5), (CLINIC, 5), (RELIEF, 9)))
    ]
    assert "5 by Orr Clinic and Velm Relief, 9 by Delta Watch; " in answer(claims)["killed"]["detail"]


def test_a_figure_left_out_has_its_reason_and_the_claim_that_it_names() -> None:
    claims = [
        claim("c-1", "d-1", said_by=MAYOR, published="2020-05-01", told=event(quantities=[toll(5)])),
        claim("c-2", "d-2", said_by=MAYOR, published="2020-05-03", told=event(quantities=[toll(8)])),
    ]
    killed = answer(claims)["killed"]
    assert killed["claims_left_out"] == [
        {"claim": "c-1", "reason": "the same source gave a later figure in", "other": "c-2"}
    ]
    assert "1 claim left out" in killed["detail"]


def test_pages_copies_and_sources_are_told_apart() -> None:
    line = {"documents": [{"copy_of": None}, {"copy_of": "d-1"}, {"copy_of": "d-1"}], "independent_sources": 1}
    assert sources_sentence(line) == "3 pages, 2 of them copies, 1 independent source"  # type: ignore[arg-type]


def accused(claims: list[Line]) -> list[Any]:
    given = Telling()
    return accusations_of(incident_line("i-1", claims, given), claims, account_of(claims, given).spoken)


def test_an_accusation_never_stands_without_the_position_of_the_accused() -> None:
    blamed = event(actors=[actor("French jets", "state", "FRA")], responsibility="accused")
    found = accused([claim("c-1", said_by=MAYOR, told=blamed)])
    assert [(one["name"], one["position"], one["accusers"]) for one in found] == [
        ("France", "not_searched", ["Velm Relief"])
    ]
    assert "neither a denial nor a silence" in found[0]["meaning"]


def test_who_is_blamed_without_a_side_has_a_block_too() -> None:
    found = accused([claim("c-1", said_by=MAYOR, told=event(actors=[actor("jets")], responsibility="suspected"))])
    assert [(one["party"], one["name"], one["position"]) for one in found] == [(None, "“jets”", "not_searched")]


def test_an_incident_of_denials_alone_has_a_title() -> None:
    claims = [claim("c-1", stance="denies", told=event(acled={"sub_event_type": "Air/drone strike"}))]
    assert title_of(incident_line("i-1", claims, Telling()), claims) == "Air/drone strike, denied"
    assert title_of({}, [claim("c-2", told=None)]) == "Statements"


def test_every_grade_has_a_definition_and_no_other_has() -> None:
    defined = {scale["scale"]: tuple(g["grade"] for g in records_at(scale, "grades")) for scale in load_scales()}
    assert defined == dict(GRADES)
    assert all(g["definition"] and g["name"] for scale in load_scales() for g in records_at(scale, "grades"))


def test_the_number_left_out_is_that_of_the_list() -> None:
    claims = [
        claim(f"c-{n}", f"d-{n}", said_by=who, told=event(quantities=[toll(count)]))
        for n, (who, count) in enumerate(((MAYOR, 5), (CLINIC, 5), (RELIEF, 9)))
    ]
    killed = answer(claims, "majority")["killed"]
    assert f"{len(killed['claims_left_out'])} claim left out" in killed["detail"]


def test_a_number_that_stands_for_a_doer_has_no_card() -> None:
    blamed = event(actors=[actor("Thirty-one"), actor("each other")], responsibility="stated")
    assert accused([claim("c-1", told=blamed)]) == []


def test_something_said_is_called_by_who_said_it_and_of_whom() -> None:
    people = {"actors": [actor("The Ruritanian coalition", "state", "RUR")]}
    accused_one = {"recipients": [actor("the Northern Column", named=True), actor("Thirty-one")]}
    assert title_of({"type": "REJECT", **people}, []) == "Denial by the Ruritanian coalition"
    assert title_of({"type": "ACCUSE", **people, **accused_one}, []) == (
        "Accusation of the Northern Column by the Ruritanian coalition"
    )
    assert title_of({"type": "REQUEST"}, [claim("c-1", said_by=source("the mayor"))]) == "Request by the mayor"
    assert title_of({"type": "ASSAULT", "acled": {"sub_event_type": "Remote explosive/landmine/IED"}}, []).endswith(
        "IED"
    )
