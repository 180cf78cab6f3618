"""Who said a figure, from claims built by hand."""

from typing import Any

from tests.link.told import Line, at_least, claim, event, source, toll

from sitrep.link.chains import Around, who_said

MINISTRY = source("the ministry", "state", "RUR")


def flown(name: str, number: float, published: str, document: str, **more: object) -> Line:
    told = event(quantities=[toll(number, measure="sorties")])
    return claim(name, document, published=published, told=told, text=f"flew {number} sorties", **more)  # type: ignore[arg-type]


CORPUS = (
    flown("c-3", 5240, "2015-12-25", "d-3"),
    flown("c-1", 5000, "2015-12-22", "d-1", said_by=MINISTRY),
    flown("c-2", 5000, "2015-12-23", "d-2", said_by=source("state television", "media", "RUR")),
    flown("c-4", 300, "2015-12-21", "d-4"),
    flown("c-5", 5000, "2015-12-26", "d-5", said_by=source("a pilot", "person"), stance="denies"),
)


def names(links: list[Line]) -> list[str]:
    return [link["claim"] for link in links]


def test_the_first_to_say_it_those_who_repeat_it_and_those_against_it() -> None:
    found: Any = who_said(CORPUS, "sorties", 5000)
    assert found["first"]["claim"] == "c-1"
    assert found["first"]["quotation"] == "flew 5000 sorties"
    assert found["first"]["chain"] == ["Outlet d-1", "the ministry"]
    assert names(found["repeated"]) == ["c-2", "c-3"]
    assert names(found["contradicted"]) == ["c-5"]


def test_the_tolerance_says_how_near_a_figure_must_be() -> None:
    found: Any = who_said(CORPUS, "sorties", 5000, tolerance=0.01)
    assert names(found["repeated"]) == ["c-2"]


def test_first_is_first_among_what_the_corpus_covers() -> None:
    found: Any = who_said(CORPUS, "sorties", 5000)
    assert found["corpus"] == {
        "first_published": "2015-12-21",
        "last_published": "2015-12-26",
        "pages": 5,
        "outlets": 5,
    }


def test_another_figure_for_the_same_incident_contradicts() -> None:
    found: Any = who_said(CORPUS, "sorties", 5000, around=Around(incidents={"c-1": "i-1", "c-4": "i-1"}))
    assert names(found["contradicted"]) == ["c-4", "c-5"]


def test_a_looser_figure_or_one_for_some_of_them_is_not_against_it() -> None:
    dozens = claim("c-6", "d-6", told=event(quantities=[at_least(24, "sorties")]))
    some = claim("c-7", "d-7", told=event(quantities=[toll(12, measure="sorties", group="bombers")]))
    homes = dict.fromkeys(("c-1", "c-6", "c-7"), "i-1")
    found: Any = who_said((*CORPUS, dozens, some), "sorties", 5000, around=Around(incidents=homes))
    assert names(found["contradicted"]) == ["c-5"]


def test_of_one_day_a_copy_comes_after_the_text_that_it_copies() -> None:
    printed, own = (flown(name, 5000, "2015-12-22", document) for name, document in (("c-1", "d-1"), ("c-2", "d-2")))
    found: Any = who_said((printed, own), "sorties", 5000, around=Around(copies={"d-1": "d-2"}))
    assert (found["first"]["claim"], names(found["repeated"])) == ("c-2", ["c-1"])


def test_a_speech_act_against_a_claim_contradicts_it() -> None:
    act = claim("c-9", "d-9", told=event("REJECT"), about=["c-1"])
    found: Any = who_said((*CORPUS, act), "sorties", 5000)
    assert names(found["contradicted"]) == ["c-5", "c-9"]


def test_a_figure_that_nobody_gave_has_no_first() -> None:
    found: Any = who_said(CORPUS, "sorties", 9000)
    assert found["first"] is None
    assert found["repeated"] == found["contradicted"] == []


def test_the_order_of_the_claims_does_not_matter() -> None:
    assert who_said(CORPUS, "sorties", 5000) == who_said(CORPUS[::-1], "sorties", 5000)


def at(name: str, published: str | None, **more: object) -> Line:
    found = flown(name, 5000, "2015-12-22", f"d{name[1:]}", **more)
    return {**found, "document": {**found["document"], "published": published}}


def test_of_one_day_the_times_of_pages_put_them_in_order() -> None:
    late, early = at("c-1", "2015-12-22T18:00:00+03:00"), at("c-2", "2015-12-22T14:00:00+00:00")
    found: Any = who_said((late, early), "sorties", 5000)
    assert (found["first"]["claim"], found["order_known"], found["may_be_first"]) == ("c-2", True, ["c-2"])


def test_of_one_day_where_a_page_has_no_time_none_is_called_first() -> None:
    found: Any = who_said(
        (at("c-1", "2015-12-22"), at("c-2", "2015-12-22T14:00:00+00:00"), *CORPUS[:1]), "sorties", 5000
    )
    assert (found["order_known"], found["may_be_first"]) == (False, ["c-2", "c-1"])


def test_a_copy_that_credits_its_original_was_not_first_though_it_is_of_the_same_day() -> None:
    pages = (at("c-1", "2015-12-22"), at("c-2", "2015-12-22"))
    copied = Around(copies={"d-2": "d-1"})
    found: Any = who_said(pages, "sorties", 5000, around=copied)
    assert found["may_be_first"] == ["c-1", "c-2"]
    credited: Any = who_said(
        pages, "sorties", 5000, around=Around(copies={"d-2": "d-1"}, agencies={"d-2": "Outlet d-1"})
    )
    assert (credited["may_be_first"], credited["order_known"]) == (["c-1"], True)


def test_a_page_without_a_day_leaves_it_open_who_was_first() -> None:
    found: Any = who_said((at("c-1", "2015-12-22"), at("c-2", None)), "sorties", 5000)
    assert (found["may_be_first"], found["order_known"]) == (["c-1"], False)


def test_first_is_the_first_page_and_a_later_page_says_that_it_tells_of_an_earlier_day() -> None:
    told = at("c-1", "2015-12-25", said_at={"start": "2015-12-21", "end": "2015-12-21"})
    found: Any = who_said((told, at("c-2", "2015-12-22")), "sorties", 5000)
    assert found["first"]["claim"] == "c-2"
    (later,) = found["repeated"]
    assert (later["published"], later["said_on"], later["reported_later"]) == ("2015-12-25", "2015-12-21", True)
    assert later["date"] == "2015-12-21"


def test_only_the_claims_that_are_followed_are_in_the_chain() -> None:
    found: Any = who_said(CORPUS, "sorties", 5000, around=Around(only={"c-2", "c-3"}))
    assert (found["first"]["claim"], names(found["repeated"]), found["contradicted"]) == ("c-2", ["c-3"], [])


def test_what_is_against_a_figure_says_in_which_way() -> None:
    def told(name: str, low: int, day: str, who: Line, *, at_most: bool = True) -> Line:
        counted = toll(low, measure="sorties") if at_most else at_least(low, "sorties")
        return claim(name, f"d{name[1:]}", published=day, told=event(quantities=[counted]), said_by=who)

    monitor, medic = source("the Hill Monitor", "monitor", named=True), source("the Vale Clinic", "medical", named=True)
    corpus = (
        told("c-1", 36, "2015-12-20", monitor, at_most=False),
        told("c-2", 47, "2015-12-21", monitor),
        told("c-3", 30, "2015-12-19", monitor),
        told("c-4", 43, "2015-12-20", medic),
        told("c-5", 12, "2015-12-20", medic),
    )
    around = Around(incidents=dict.fromkeys(("c-1", "c-2", "c-3", "c-4", "c-5"), "i-1"))
    found: Any = who_said(corpus, "sorties", 36, 0, around)
    ways = {said["claim"]: said["against"] for said in found["contradicted"]}
    assert ways == {"c-2": "update", "c-3": "same speaker", "c-4": "compatible", "c-5": "other speaker"}
    assert next(said["within"] for said in found["contradicted"] if said["claim"] == "c-4") == {"low": 36, "high": None}
    denied: Any = who_said(CORPUS, "sorties", 5000)
    assert {said["against"] for said in denied["contradicted"]} == {"denied"}
