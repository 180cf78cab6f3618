"""Incidents as cards, from lines built by hand."""

import io
from typing import Any

import pytest

from sitrep.export.cards import console_for
from sitrep.export.incident_cards import print_chain, print_incident_cards
from sitrep.views.phrases import bounds

Line = dict[str, Any]


def source(name: str) -> Line:
    return {"key": f"body:{name}", "name": name, "type": "monitor"}


def held(low: float | None, high: float | None, *names: str, group: str | None = None) -> Line:
    return {"low": low, "high": high, "group": group, "sources": [source(name) for name in names], "claims": ["c-1"]}


def incident(**more: object) -> Line:
    total = {"low": 5, "high": 12, "rule": "range", "reason": "from the least low to the greatest high"}
    killed = {
        "positions": [held(5, 5, "the mayor"), held(12, None, "a medic", group="children")],
        "denials": [{"source": "the ministry", "stance": "denies", "low": 12, "high": 12}],
        "aggregate": total,
    }
    page = {"id": "d-1", "external_id": "a.html", "copy_of": None}
    return {
        "id": "i-1",
        "type": "ASSAULT",
        "acled": {"event_type": "Explosions/Remote violence", "sub_event_type": "Air/drone strike"},
        "actors": [],
        "recipients": [],
        "quantities": {"killed": killed},
        "claims": ["c-1", "c-2"],
        "documents": [page, {**page, "id": "d-2", "copy_of": "d-1"}],
        "independent_sources": 2,
        "speakers": [source("the mayor"), source("a medic")],
        "contradictions": [],
        "accused": [],
        "first_claim": None,
        "review": {"state": "unreviewed", "grades": {"airwars": None}},
        **more,
    }


def shown(*lines: Line) -> str:
    stream = io.StringIO()
    print_incident_cards(lines, console_for(stream))
    return stream.getvalue()


def differing(field: str, *values: object, relation: str = "contradicts") -> Line:
    positions = [{"value": value, "claims": ["c-1"]} for value in values]
    return {"field": field, "relation": relation, "between": "cross_speaker", "positions": positions}


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(None, None, None), (3, 3, "3"), (3, 4, "3 to 4"), (3, None, "at least 3"), (None, 4, "at most 4"), (0, 0, "0")],
)
def test_bounds_are_words(low: float | None, high: float | None, words: str | None) -> None:
    assert bounds({"low": low, "high": high}) == words


def test_a_figure_has_its_rule_beside_it_and_each_position_on_a_line() -> None:
    card = shown(incident())
    assert "killed         5 to 12 (rule: range, from the least low to the greatest high)" in card
    assert "· 5 by the mayor" in card
    assert "· at least 12 (children) by a medic" in card
    assert "· the ministry denies 12" in card


def test_a_figure_that_the_rule_does_not_give_says_why() -> None:
    total = {"low": None, "high": None, "rule": "team", "reason": "no person has decided"}
    assert "not decided (rule: team, no person has decided)" in shown(
        incident(quantities={"killed": {"positions": [], "denials": [], "aggregate": total}})
    )


@pytest.mark.parametrize(
    ("position", "words"),
    [
        ("acknowledges", "the army: acknowledges it"),
        ("denies", "the army: denies it"),
        ("silent", "the army: made no mention of it"),
        ("not_searched", "the army: no page here says what the accused said; nobody has searched"),
    ],
)
def test_the_accused_always_has_a_line(position: str, words: str) -> None:
    assert words in shown(incident(accused=[{"party": "the army", "position": position, "claims": []}]))


def test_disputes_are_shown_and_what_only_refines_is_counted() -> None:
    bounded = differing("killed", {"low": 20, "high": 30}, 36)
    softer = [differing("place", "Velm", "Karsk", relation=relation) for relation in ("refines", "refines", "updates")]
    card = shown(incident(contradictions=[bounded, differing("actors", ["RUS", "SYR"], "TUR"), *softer]))
    assert "contradicts    killed: 20 to 30 [1] / 36 [1] (cross speaker)" in card
    assert "contradicts    actors: RUS, SYR [1] / TUR [1] (cross speaker)" in card
    assert "refines 2 fields, updates 1 field" in card
    assert "Velm" not in card


def test_pages_copies_and_sources_are_counted() -> None:
    assert "2 pages, 1 of them copies; 2 independent sources: the mayor, a medic" in shown(incident())


def test_grades_are_shown_once_a_person_has_set_them() -> None:
    assert "review         unreviewed " in shown(incident())
    review = {"state": "partly", "grades": {"airwars": "fair", "reliability": None, "credibility": 2}}
    assert "review         partly; airwars fair, credibility 2" in shown(incident(review=review))


def test_a_long_list_of_people_is_counted_to_its_end() -> None:
    crowd = [{"name": f"unit {n}", "country": None, "roles": [], "status": None} for n in range(9)]
    card = shown(incident(actors=crowd))
    assert "unit 5; 3 more" in card
    assert "unit 6" not in card
    assert "more" not in shown(incident(actors=crowd[:6]))


def test_the_incidents_that_most_pages_tell_come_first() -> None:
    alone = incident(id="i-0", documents=[{"id": "d-1"}])
    cards = shown(alone, incident())
    assert cards.index("i-1 · 2 claims") < cards.index("i-0 · 2 claims")
    assert cards.endswith("2 incidents\n")
    assert shown() == "0 incidents\n"


def test_what_a_page_says_cannot_steer_the_terminal() -> None:
    killed = {"positions": [held(1, 1, "\x1b[31mred\n\u202e")], "denials": [], "aggregate": {"low": 1, "high": 1}}
    first = {"date": "2015-12-20", "speaker": "\x07bell", "quotation": "a\x1b]0;b", "corpus": {}}
    card = shown(incident(quantities={"killed\x1b[2J": killed}, first_claim=first))
    assert not {"\x1b", "\x07", "\u202e"} & set(card)


def said(figure: float, day: str | None, *chain: str) -> Line:
    return {"low": figure, "high": figure, "date": day, "chain": [*chain], "quotation": f"{figure:g} dead"}


def chained(**more: object) -> str:
    corpus = {"first_published": "2015-12-20", "last_published": None, "pages": 2, "outlets": 1}
    chain = {"measure": "killed", "about": 3600, "tolerance": 0.1, "first": None, "repeated": [], "contradicted": []}
    stream = io.StringIO()
    print_chain({**chain, "corpus": corpus, **more}, console_for(stream))
    return stream.getvalue()


def test_a_chain_says_who_first_who_again_who_otherwise_and_what_the_corpus_covers() -> None:
    card = chained(
        first=said(3600, "2015-12-20", "Coastwire", "the mayor"),
        repeated=[said(3600, None, "The Quay")],
        contradicted=[said(7, "2015-12-22", "The Quay", "a medic")],
    )
    assert "killed, about 3,600" in card
    assert "first here     2015-12-20 · Coastwire → the mayor · 3,600" in card
    assert "repeated       undated · The Quay · 3,600" in card
    assert "contradicted   2015-12-22 · The Quay → a medic · 7" in card
    assert "“7 dead”" in card
    assert "2015-12-20 to undated, 2 pages of 1 outlet; “first” means first among these" in card
    assert "within 10%" in card


def test_where_the_order_is_not_known_none_is_called_first() -> None:
    first, again = ({**said(3600, "2015-12-20", name), "claim": name} for name in ("Coastwire", "The Quay"))
    card = chained(first=first, repeated=[again], order_known=False, may_be_first=["Coastwire", "The Quay"])
    assert "first here" not in card
    assert card.count("maybe first") == 2


def test_a_page_that_tells_of_what_was_said_before_says_when() -> None:
    later = {**said(3600, "2015-12-12", "Coastwire"), "published": "2015-12-15", "said_on": "2015-12-12"}
    assert "2015-12-15, said on 2015-12-12 · Coastwire" in chained(first={**later, "reported_later": True})


def test_a_figure_that_nobody_gave_says_so() -> None:
    assert "no claim here gives such a figure; try another --tolerance" in chained()
