"""Who stands at a word: the actor read there, its owner, or the bare phrase."""

import pytest
from tests.read.parses import build, span_of, word

from sitrep.gazetteer.countries import load_countries
from sitrep.lexicon import load_lexicon
from sitrep.model.annotations import Actor
from sitrep.read.actors.naming import Naming
from sitrep.read.actors.people import People

PARSE = build(
    """
    Chad chad NNP poss 3
    's 's POS case 1
    navy navy NN nsubj 7
    , , , punct 3
    smugglers smuggler NNS conj 3
    and and CC cc 5
    sank sink VBD ROOT 0
    Haiti haiti NNP poss 10
    's 's POS case 8
    hull hull NN dobj 7
    """
)
TEXT = PARSE.document.text
CHAD = Actor(span_of(TEXT, "Chad"), "Chad", country="TCD", type="state")
HAITI = Actor(span_of(TEXT, "Haiti"), "Haiti", country="HTI", type="state", named=True)
NAVY = Actor(span_of(TEXT, "Chad 's navy"), "Chad's navy", roles=("MIL",), type="state")


@pytest.fixture(scope="module")
def people() -> People:
    return People.of(PARSE, Naming.of(load_lexicon(), load_countries(), ()), [NAVY, CHAD, HAITI])


def test_an_actor_takes_the_country_of_its_owner(people: People) -> None:
    found = people.at(word(PARSE, "navy"))
    assert (found.span, found.country, found.roles) == (NAVY.span, "TCD", ("MIL",))


def test_a_thing_of_somebodys_stands_for_its_owner(people: People) -> None:
    assert people.at(word(PARSE, "hull")) == HAITI


def test_a_relative_of_somebodys_is_somebody_else() -> None:
    parse = build("Thieves thief NNS nsubj 2\nshot shoot VBD ROOT 0\nhis his PRP$ poss 4\naunt aunt NN dobj 2")
    he = Actor(span_of(parse.document.text, "his"), "the miller", type="person")
    people = People.of(parse, Naming.of(load_lexicon(), load_countries(), ()), [he])
    assert people.at(word(parse, "aunt")).name == "his aunt"


def test_a_phrase_that_was_not_read_as_an_actor_is_kept_by_its_own_words(people: People) -> None:
    found = people.at(word(PARSE, "smugglers"))
    assert (found.name, found.roles) == ("smugglers", ("CRM",))
    assert people.known(word(PARSE, "smugglers")) is None


def test_a_verb_is_nobody(people: People) -> None:
    assert people.known(word(PARSE, "sank")) is None


def test_those_joined_stand_each_for_itself(people: People) -> None:
    assert [a.name for a in people.together(word(PARSE, "navy"))] == ["Chad's navy", "smugglers"]


def test_of_two_readings_that_end_at_one_word_the_longer_counts() -> None:
    short = Actor(span_of(TEXT, "navy"), "navy")
    naming = Naming.of(load_lexicon(), load_countries(), ())
    for order in ([short, NAVY], [NAVY, short]):
        assert People.of(PARSE, naming, order).known(word(PARSE, "navy")) == NAVY
