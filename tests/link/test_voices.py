"""Who stands behind a claim, from claims built by hand."""

import json
from importlib.resources import files

import pytest
from tests.link.told import Line, claim, source

from sitrep.link.voices import credited_agency, independent, voices


def keys(*claims: Line, **given: dict[str, str]) -> list[str]:
    spoken = voices(claims, **given)
    return [spoken[line["id"]].key for line in claims]


CENTRE = source("the Harbour Centre for Human Rights", "monitor", "NGO", named=True)


@pytest.mark.parametrize("short", ["the Harbour Centre", "HCHR", "the so-called Harbour Centre"])
def test_a_name_is_the_same_at_full_length_and_in_short(short: str) -> None:
    first = claim("c-1", said_by=CENTRE)
    second = claim("c-2", "d-2", said_by=source(short, "monitor", named=True))
    assert len(set(keys(first, second))) == 1


def test_a_common_noun_is_the_one_of_its_type_that_the_page_named_before() -> None:
    first = claim("c-1", said_by=CENTRE)
    group = claim("c-2", start=90, said_by=source("the group", "monitor"))
    elsewhere = claim("c-3", "d-2", said_by=source("the group", "monitor"))
    one, same, other = keys(first, group, elsewhere)
    assert one == same != other


def test_a_state_speaks_with_one_voice() -> None:
    ministry = claim("c-1", said_by=source("Ruritania's defence ministry", "state", "RUR"))
    spokesman = claim("c-2", start=80, said_by=source("A ministry spokesman", "state"))
    capital = claim("c-3", "d-2", said_by=source("Strelsau", "state", "RUR"))
    assert set(keys(ministry, spokesman, capital)) == {"state:RUR"}


def test_who_is_quoted_by_another_does_not_become_the_speaker_of_the_page() -> None:
    ministry = claim("c-1", said_by=source("Ruritania's ministry", "state", "RUR"))
    told = claim("c-2", start=50, sources=[source("a spokesman", "state"), source("Hentzau", "state", "HEN")])
    after = claim("c-3", start=90, said_by=source("the spokesman", "state"))
    assert keys(ministry, told, after) == ["state:RUR", "state:HEN", "state:RUR"]


def test_people_without_a_name_are_of_their_page_unless_it_is_a_copy() -> None:
    here = claim("c-1", said_by=source("a doctor", "medical"))
    there = claim("c-2", "d-2", said_by=source("a doctor", "medical"))
    assert len(set(keys(here, there))) == 2
    assert len(set(keys(here, there, copies={"d-2": "d-1"}))) == 1


def test_an_outlet_is_itself_or_the_agency_that_its_page_credits() -> None:
    own, printed = claim("c-1", outlet="Coastwire"), claim("c-2", "d-2", outlet="The Quay")
    assert len(set(keys(own, printed))) == 2
    assert len(set(keys(own, printed, agencies={"d-2": "Coastwire"}))) == 1


def test_a_page_without_an_outlet_goes_by_its_name_and_is_itself_even_under_the_name_of_another() -> None:
    unsigned = [claim("c-1"), claim("c-2", "d-2"), claim("c-3", "d-3")]
    for line in unsigned:
        line["document"].update(outlet=None, external_id="notes.txt")
    spoken = voices(unsigned, copies={"d-3": "d-1"})
    assert [voice.name for voice in spoken.values()] == ["notes.txt", "notes.txt", "notes.txt"]
    assert [voice.key for voice in spoken.values()] == ["outlet:d-1", "outlet:d-2", "outlet:d-1"]


def test_a_copy_speaks_with_the_voice_of_the_page_whose_text_it_prints() -> None:
    first, copied = claim("c-1", outlet="Coastwire"), claim("c-2", "d-2", outlet="The Quay")
    assert len(set(keys(first, copied, copies={"d-2": "d-1"}))) == 1


def test_a_page_that_names_its_sources_adds_none_of_its_own() -> None:
    headline, lead = claim("c-1"), claim("c-2", start=60, said_by=CENTRE)
    alone = claim("c-3", "d-2")
    sources = independent([headline, lead, alone], voices([headline, lead, alone]))
    assert [ids for _, ids in sorted(sources.items())] == [["c-2"], ["c-3"]]


def test_what_a_page_takes_back_is_no_source() -> None:
    old = claim("c-1", said_by=source("An earlier version"))
    assert independent([old], voices([old])) == {}


def test_each_way_of_crediting_an_agency_reads_its_example() -> None:
    raw = json.loads((files("sitrep.link") / "data" / "voices.json").read_text(encoding="utf-8"))
    assert {credited_agency(row["example"]) for row in raw["credits"]} == {"Coastwire"}


def test_a_page_without_a_credit_has_no_agency() -> None:
    assert credited_agency("Two shells fell on the port (see map) - nobody was hurt.") is None


def test_the_order_of_the_claims_does_not_matter() -> None:
    lines = [
        claim("c-1", said_by=CENTRE),
        claim("c-2", start=70, said_by=source("the group", "monitor")),
        claim("c-3", "d-2"),
    ]
    assert voices(lines) == voices(lines[::-1])


@pytest.mark.parametrize("word", ["Reported", "reports", "People", "Both sides", "this paper"])
def test_a_word_for_nobody_else_is_counted_with_the_outlet(word: str) -> None:
    own = claim("c-1", outlet="Coastwire")
    vague = claim("c-2", start=80, outlet="Coastwire", said_by=source(word))
    assert len(set(keys(own, vague))) == 1
    assert list(independent([own, vague], voices([own, vague]))) == ["outlet:coastwire"]


def test_a_speaker_is_one_on_a_page_and_its_copies_whatever_capitals_and_articles_it_has() -> None:
    here = claim("c-1", said_by=source("A monitoring group", "monitor"))
    again = claim("c-2", start=90, said_by=source("a monitoring group", "monitor"))
    bare = claim("c-3", "d-2", said_by=source("monitoring group", "monitor"))
    assert len(set(keys(here, again, bare, copies={"d-2": "d-1"}))) == 1


def test_a_speaker_is_shown_under_one_name() -> None:
    mayor = claim("c-1", said_by=source("The mayor", "state"))
    again = claim("c-2", start=90, said_by=source("the mayor", "state"))
    assert {voice.name for voice in voices([mayor, again]).values()} == {"The mayor"}
