"""Claims under a profile: names, speakers, the position of the accused."""

import json
from datetime import date

import pytest

from sitrep.gazetteer.index import Gazetteer
from sitrep.model.fields import record_at, records_at, text_at
from sitrep.model.identity import JSON
from sitrep.redaction import Around, Audience, Page, around_of, redact_claim, redact_text, same_incident

TODAY = date(2026, 1, 31)


def accusation(**more: JSON) -> dict[str, JSON]:
    return {
        "id": "c-0123456789abcdef",
        "document": {"id": "d-0123456789abcdef", "external_id": "ahmad-haddad.html", "url": "https://post.example/ahmad"},
        "evidence": {"start": 0, "end": 9, "text": "Russian jets bombed Aleppo", "prefix": "", "suffix": ""},
        "sources": [],
        "event": {
            "type": "ASSAULT", "status": "occurred", "responsibility": "stated", "time": {"start": "2016-01-01"},
            "actors": [{"name": "Russian jets", "country": "RUS", "type": "state", "named": True}],
        },
        **more,
    }  # fmt: skip


def seen(line: dict[str, JSON], around: Around | None = None) -> dict[str, JSON]:
    return redact_claim(line, Audience.PUBLIC, around or around_of([], [line], TODAY, None, Audience.PUBLIC))


def test_an_accusation_has_its_speaker_and_the_position_of_the_accused() -> None:
    line = accusation(sources=[{"name": "Ahmad Haddad", "type": "witness", "named": True}])
    shown = seen(line)
    assert (shown["speaker"], shown["accused_position"]) == (["[a witness, name withheld]"], "not_searched")
    around = Around(TODAY, positions={"c-0123456789abcdef": "denies"})
    assert seen(line, around)["accused_position"] == "denies"


def test_a_page_s_own_accusation_is_its_outlet_s_or_its_own() -> None:
    document = {"id": "d-0123456789abcdef", "outlet": "The Harbour Times"}
    assert seen(accusation(document=document))["speaker"] == ["The Harbour Times"]
    assert seen(accusation())["speaker"] == ["a page of unknown outlet, d-0123456789abcdef"]


def test_what_accuses_nobody_has_no_position() -> None:
    assert "accused_position" not in seen(accusation(event=None))


def test_a_number_that_stands_for_a_doer_is_accused_of_nothing() -> None:
    event = {"type": "ASSAULT", "responsibility": "stated", "actors": [{"name": "Thirty-one", "type": None}]}
    assert "accused_position" not in seen(accusation(event=event))


def test_addresses_and_file_names_are_withheld() -> None:
    document = seen(accusation())["document"]
    assert document == {"id": "d-0123456789abcdef", "external_id": "d-0123456789abcdef", "url": "https://post.example"}


def test_reviewers_and_what_they_wrote_are_withheld() -> None:
    judged: JSON = [{"judgement": "j-0123456789abcdef", "by": "Ann Haddad", "field": "stance", "was": "Ahmad Haddad"}]
    assert "addad" not in json.dumps(seen(accusation(judged=judged, why="Ann Haddad told me")))


def test_internal_lines_are_whole() -> None:
    assert redact_claim(accusation(), Audience.INTERNAL, Around(TODAY)) == accusation()


def test_a_family_name_alone_is_known_from_the_page() -> None:
    line = accusation(evidence={"start": 0, "end": 9, "text": "Baker and Hope left", "prefix": "", "suffix": ""})
    around = around_of(["Grace Baker met Hope Weaver."], [line], TODAY, None, Audience.PUBLIC)
    assert "Baker" not in json.dumps(redact_claim(line, Audience.PUBLIC, around))


def test_an_office_holder_s_family_name_needs_the_holder() -> None:
    line = accusation()
    told = "Vladimir Putin spoke. Putin left."
    around = around_of([told], [line], TODAY, None, Audience.PUBLIC)
    assert redact_text(told, around.page).text == told
    assert redact_text("Putin, 34, left").text == "[name withheld], 34, left"
    both = around_of([told, "Fatima Putin wept."], [line], TODAY, None, Audience.PUBLIC)
    assert redact_text("Putin wept.", both.page).text == "[name withheld] wept."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Call +963 944 123 456 or a.haddad@post.example", "Call [address withheld] or [address withheld]"),
        ("ahmad haddad said so", "[name withheld] said so"),
        ("AHMAD HADDAD KILLED", "[name withheld] KILLED"),
        ("محمد العلي left", "[name withheld] left"),
        ("H a d d a d left", "[name withheld] left"),
        ("Ha\u200bddad left", "[name withheld] left"),
        ("Ｈａｄｄａｄ left", "[name withheld] left"),
        ("H\u0430ddad left", "[name withheld] left"),
        ("Mary-Jane Haddad-Khoury's aunt, 43", "[name withheld]'s aunt, 43"),
        ("the sister of Rose, 12", "the sister of [name withheld], 12"),
        ("Young men left. Will the truce hold?", "Young men left. Will the truce hold?"),
        ("The Syrian Observatory for Human Rights spoke", "The Syrian Observatory for Human Rights spoke"),
        ("Sukhoi Su-24 jets and T-72 tanks", "Sukhoi Su-24 jets and T-72 tanks"),
    ],
)
def test_texts_lose_names_and_keep_the_rest(text: str, expected: str) -> None:
    assert redact_text(text).text == expected


@pytest.mark.parametrize("point", ["35.9306, 36.6339", "35.93N 36.63E", "35\u00b056'N, 36\u00b038'E"])
def test_coordinates_go_where_places_go(point: str) -> None:
    assert redact_text(f"Jets hit huts at {point}.", Page(coarse="[place withheld]")).text == (
        "Jets hit huts at [place withheld]."
    )
    assert redact_text(f"Jets hit huts at {point}.").text == f"Jets hit huts at {point}."


def test_masking_twice_is_masking_once(gazetteer: Gazetteer) -> None:
    once = redact_text("Ahmad Haddad of Aleppo, 43, wrote to a@b.example", Page(gazetteer)).text
    assert redact_text(once, Page(gazetteer)).text == once


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Sanaa Haddad", "[name withheld]"),
        ("Aleppo Haddad", "[name withheld]"),
        ("Doctor Sanaa Haddad", "Doctor [name withheld]"),
        ("Red Crescent", "Red Crescent"),
        ("the baker Wesabi", "the baker [name withheld]"),
    ],
)
def test_no_part_of_a_person_s_name_is_shown_where_another_is_withheld(name: str, expected: str) -> None:
    people: JSON = [{"name": name, "type": "civilians", "named": False, "span": {"start": 0, "end": 9, "text": name}}]
    line = accusation(event={"type": "ASSAULT", "status": "occurred", "time": {}, "recipients": people})
    shown = records_at(record_at(seen(line), "event"), "recipients")[0]
    assert (shown["name"], text_at(shown, "span", "text")) == (expected, expected)


def test_an_accent_written_as_a_mark_of_its_own_is_one() -> None:
    text = "Andre\u0301 said it; the cafe\u0301 burned."
    assert redact_text(text).text == "[name withheld] said it; the cafe\u0301 burned."
    assert redact_text("In spring, P\u00e9rez\u2019s") == redact_text("In spring, Pe\u0301rez\u2019s")


def test_claims_of_one_incident_are_coarsened_together_and_say_why(gazetteer: Gazetteer) -> None:
    place: JSON = {"name": "Sarmin", "country": "SYR", "admin1": "Idlib", "precision": "town", "lat": 35.9, "lon": 36.7}
    event: JSON = {"type": "ASSAULT", "status": "occurred", "time": {"start": "2015-01-01"}, "place": place}
    one = accusation(id="c-00000000000000aa", event=event)
    one["evidence"] = {"start": 0, "end": 9, "text": "A clinic was hit", "prefix": "", "suffix": ""}
    two = accusation(id="c-00000000000000bb", event=event)
    claims = {"c-00000000000000aa": one, "c-00000000000000bb": two}
    kin = same_incident(claims, [tuple(claims)], TODAY, Audience.PUBLIC)
    apart = seen(two, around_of([], [two], TODAY, gazetteer, Audience.PUBLIC))
    around = around_of([], [two], TODAY, gazetteer, Audience.PUBLIC, kin=kin)
    together = seen(two, around)
    assert record_at(record_at(apart, "event"), "place")["lat"] == 35.9
    assert text_at(together, "event", "place", "method") == "withheld"
    assert [seen(one)["withheld_reasons"], together["withheld_reasons"], apart["withheld_reasons"]] == [
        ["facility"], ["same-incident"], [],
    ]  # fmt: skip
    undated = accusation(event={"type": "ASSAULT", "status": "planned", "place": place})
    assert seen(undated)["withheld_reasons"] == ["planned", "undated"]
