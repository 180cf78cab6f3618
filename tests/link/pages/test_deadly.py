"""An incident that is told to have been deadly, and whose dead are not counted."""

from typing import Any

import pytest

from sitrep.link.pages.deadly import DEADLY, with_deadly
from sitrep.link.pages.incident import load_weights
from sitrep.link.pages.tolls import HIT_LESS_KILLED

Line = dict[str, Any]
NONE: Line = {"killed": None, "injured": None}


def claim(before: str, trigger: str, stance: str = "asserts") -> Line:
    start = len(before) + 100
    span = {"start": start, "end": start + len(trigger), "text": trigger}
    evidence = {**span, "prefix": before, "suffix": ""}
    return {"id": "c", "stance": stance, "evidence": evidence, "event": {"trigger": span}}


def told(*claims: Line, tolls: Line = NONE) -> Line:
    return with_deadly(tolls, claims, load_weights().deaths)


@pytest.mark.parametrize(
    ("before", "trigger"),
    [
        ("Police look into the fatal ", "stabbing"),
        ("It was a deadly ferry terminal ", "shooting"),
        ("A suspect in the ", "slaying"),
    ],
)
def test_a_deadly_deed_has_one_dead_at_least(before: str, trigger: str) -> None:
    killed = told(claim(before, trigger))["killed"]
    assert (killed["best"], killed["comparator"], killed["reason"]) == (1, ">=", DEADLY)
    assert killed["span"]["text"] == trigger


@pytest.mark.parametrize(
    ("before", "trigger"),
    [
        ("Police look into the ", "stabbing"),
        ("The crash was fatal. Police look into the ", "stabbing"),
        ("He is accused of attempted ", "murder"),
        ("The deadly storm had passed when in the town the ", "shooting"),
    ],
)
def test_other_deeds_have_none(before: str, trigger: str) -> None:
    assert told(claim(before, trigger)) == NONE


def test_what_nobody_asserts_is_not_deadly() -> None:
    assert told(claim("He denies the fatal ", "stabbing", stance="denies")) == NONE


def test_a_figure_of_the_dead_holds() -> None:
    tolls = {"killed": {"best": 4}, "injured": None}
    assert told(claim("the deadly ", "raid"), tolls=tolls) == tolls


def test_the_one_who_died_is_not_among_the_hurt() -> None:
    tolls = {"killed": None, "injured": {"best": 4, "reason": HIT_LESS_KILLED}}
    assert told(claim("the deadly ", "raid"), tolls=tolls)["injured"]["best"] == 3
