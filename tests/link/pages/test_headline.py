"""What a headline beside the text adds to a page's main incident."""

from typing import Any

from sitrep.link.pages.headline import is_lost
from sitrep.link.pages.incident import main_incident

Line = dict[str, Any]


def counted(measure: str, value: float | None, text: str, start: int = 0, **more: object) -> Line:
    span = {"start": start, "end": start + len(text), "text": text}
    bounds = {"best": value, "low": value, "high": value}
    return {"measure": measure, **bounds, "part_of": None, "span": span, "sex": None, "age": None, **more}


def claim(*quantities: Line, name: str = "c", start: int = 0) -> Line:
    told: Line = {
        "type": "ASSAULT", "status": "occurred", "historical": False, "trigger": {"text": "raid", "start": 0},
        "time": None, "place": None, "actors": [], "recipients": [], "quantities": list(quantities), "acled": None,
    }  # fmt: skip
    return {"id": name, "evidence": {"start": start}, "stance": "asserts", "event": told}


def toll(text: list[Line], headline: list[Line]) -> tuple[float | None, float | None]:
    found: Any = main_incident(text, headline)
    return tuple(None if found[key] is None else found[key]["best"] for key in ("killed", "injured"))  # type: ignore[return-value]


NINE = claim(counted("killed", 9, "nine"))


def test_headline_gives_the_toll_that_its_text_does_not_state() -> None:
    found: Any = main_incident([claim()], [NINE])
    assert (found["killed"]["best"], found["killed"]["span"]) == (9, None)
    assert found["killed"]["reason"] == "the headline's figure"
    assert toll([claim(counted("killed", None, "dozens of clerks", low=24))], [NINE]) == (9, None)


def test_figure_of_the_text_holds_over_its_headline() -> None:
    assert toll([claim(counted("killed", 11, "eleven people"))], [NINE]) == (11, None)


def test_headline_that_counts_more_than_are_told_one_by_one_holds() -> None:
    assert toll([claim(counted("killed", 1, "a weaver"))], [NINE]) == (9, None)
    assert toll([claim(counted("killed", 1, "a weaver"))], [claim(counted("killed", 1, "one"))]) == (1, None)


def test_single_persons_of_a_headline_are_no_count() -> None:
    assert toll([claim()], [claim(counted("killed", 1, "a weaver"))]) == (None, None)


def test_those_shot_by_the_headline_are_hurt_less_the_dead_of_the_text() -> None:
    six = claim(counted("casualties", 6, "six"))
    assert toll([claim(counted("killed", 2, "two men"))], [six]) == (2, 4)
    assert toll([claim()], [six]) == (None, 6)
    dead = claim(counted("killed", 1, "one man"), counted("casualties", 6, "six", 40))
    assert toll([claim(counted("killed", 2, "two men"))], [dead]) == (2, 5)


def test_headline_tells_the_incident_where_its_text_tells_of_none() -> None:
    found: Any = main_incident([], [NINE])
    assert (found["type"], found["claims"], found["reason"]) == ("ASSAULT", [], "told by the headline alone")
    assert main_incident([NINE], []) == main_incident([NINE])
    assert main_incident([], []) is None


def test_text_that_holds_nothing_of_its_headline_is_not_its_article() -> None:
    headline = "Nine weavers killed in Kenyan shelling of Tarano"
    assert is_lost("Subscribe to our letter\n\nMayor opens pool\n\nTwo clerks hurt in Olm", headline)
    assert not is_lost("Gunners shelled the weavers' quarter on Friday.", headline)
    assert not is_lost("Subscribe", "?!")


def test_headline_tells_the_incident_alone_where_its_article_is_lost() -> None:
    other = claim(counted("killed", 2, "two clerks"))
    found: Any = main_incident([other], [NINE], is_lost=True)
    assert (found["killed"]["best"], found["claims"]) == (9, [])
    assert main_incident([other], [], is_lost=True) == main_incident([other])


def test_those_shot_in_the_text_are_hurt_less_the_dead_of_the_headline() -> None:
    text = [claim(counted("casualties", 4, "four people"))]
    assert toll(text, [claim(counted("killed", 2, "two"))]) == (2, 2)
