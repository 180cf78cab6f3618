"""Which figures count, and why the others do not, from claims built by hand."""

import pytest
from tests.link.told import Line, at_least, claim, day, event, source, toll

from sitrep.link.figures import read_figures
from sitrep.link.voices import voices

CENTRE = source("the Centre", "monitor", named=True)


def reasons(*claims: Line, copies: dict[str, str] | None = None) -> dict[str, str | None]:
    figures = read_figures(claims, voices(claims, copies), copies or {})
    return {figure.claim: figure.left_out for figure in figures}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (claim("c-1", told=event(quantities=[toll(9)]), stance="denies"), "denied"),
        (claim("c-1", told=event(quantities=[toll(9)]), stance="questions"), "doubted"),
        (claim("c-1", told=event(quantities=[toll(9)], historical=True)), "told as history"),
        (claim("c-1", told=event(quantities=[toll(9)], status="planned")), "not said to have happened"),
        (claim("c-1", told=event(quantities=[toll(9, part_of=0)])), "part of another figure"),
        (
            claim("c-1", told=event(quantities=[toll(9)]), said_by=source("an earlier version")),
            "taken back by the page",
        ),
        (claim("c-1", told=event(quantities=[toll(9)])), None),
    ],
)
def test_a_figure_counts_or_says_why_not(line: Line, reason: str | None) -> None:
    (found,) = reasons(line).values()
    assert found == reason or (found and reason and found.startswith(reason))


def test_a_total_since_before_the_incident_is_none_of_it() -> None:
    raid = claim("c-1", told=event(time=day("2015-12-20"), quantities=[toll(9)]))
    total = claim("c-2", start=99, told=event(quantities=[toll(700, time=day("2015-09-30", "2015-12-20"))]))
    assert reasons(raid, total) == {"c-1": None, "c-2": "a running total over a period"}


def test_a_copy_repeats_the_figure_of_the_text_that_it_copies() -> None:
    first = claim("c-1", told=event(quantities=[toll(9)]), said_by=CENTRE)
    copied = claim("c-2", "d-2", told=event(quantities=[toll(9)]), said_by=CENTRE)
    assert reasons(first, copied, copies={"d-2": "d-1"}) == {"c-1": None, "c-2": "copy of c-1"}


def test_a_source_that_raises_its_toll_holds_the_later_one() -> None:
    old = claim("c-1", published="2015-12-20", told=event(quantities=[at_least(36)]), said_by=CENTRE)
    new = claim("c-2", "d-2", published="2015-12-21", told=event(quantities=[toll(47)]), said_by=CENTRE)
    assert reasons(old, new) == {"c-1": "the same source gave a later figure in c-2", "c-2": None}


def test_a_page_that_tells_an_old_figure_again_makes_it_no_newer() -> None:
    old = claim("c-1", published="2015-12-20", told=event(quantities=[at_least(36)]), said_by=CENTRE)
    new = claim("c-2", "d-2", published="2015-12-21", told=event(quantities=[toll(47)]), said_by=CENTRE)
    again = claim("c-3", "d-3", published="2015-12-22", told=event(quantities=[toll(36)]), said_by=CENTRE)
    assert reasons(old, new, again)["c-2"] is None
    assert reasons(old, new, again)["c-3"] == "the same source gave a later figure in c-2"


def test_a_headline_gives_the_figure_of_whom_the_page_names() -> None:
    headline = claim("c-1", told=event(quantities=[toll(47)]))
    lead = claim("c-2", start=80, told=event(quantities=[toll(47)]), said_by=CENTRE)
    figures = read_figures([headline, lead], voices([headline, lead]), {})
    assert {figure.voice.name for figure in figures} == {"the Centre"}


def test_dozens_stand_back_where_the_page_has_a_number() -> None:
    vague = claim("c-1", told=event(quantities=[at_least(24, vague="dozens", best=None)]))
    lead = claim("c-2", start=80, told=event(quantities=[toll(47)]), said_by=CENTRE)
    assert reasons(vague, lead)["c-1"] == "a vaguer telling of another figure of its page"


def test_children_are_some_of_the_people() -> None:
    every = claim("c-1", told=event(quantities=[toll(12, group="people")]))
    some = claim("c-2", start=50, told=event(quantities=[toll(3, group="children")]))
    assert reasons(every, some) == {"c-1": None, "c-2": "counts only children"}
