"""A time, number or weapon belongs to the nearest trigger above it."""

from tests.read.parses import build, span_of, word

from sitrep.model.annotations import Equipment, PlaceMention
from sitrep.read.actors.ownership import Owners

RAID = """
    Jets jet NNS nsubj 2
    bombed bomb VBD ROOT 0
    a a DT det 4
    mill mill NN dobj 2
    on on IN prep 2
    Sunday sunday NNP pobj 5
    , , , punct 2
    killing kill VBG advcl 2
    nine nine CD nummod 10
    millers miller NNS dobj 8
"""
WAR = """
    The the DT det 2
    war war NN nsubj 6
    that that WDT nsubj 4
    uprooted uproot VBD relcl 2
    thousands thousand NNS dobj 4
    drags drag VBZ ROOT 0
    on on RP prt 6
"""
# The parser hangs the second and third place of the row on words that have nothing to do with the raid.
ROW = """
    Jets jet NNS nsubj 2
    raided raid VBD ROOT 0
    depots depot NNS dobj 2
    in in IN prep 2
    Homs Homs NNP pobj 4
    , , , punct 1
    Hama Hama NNP appos 1
    and and CC cc 1
    Idlib Idlib NNP dep 11
    , , , punct 11
    said say VBD ccomp 2
"""
OPENING = """
    Near near NNP compound 2
    Tabqa Tabqa NNP appos 6
    , , , punct 2
    jets jet NNS nsubj 5
    raided raid VBD ccomp 6
    said say VBD ROOT 0
    Homs Homs NNP nsubj 6
"""


def place(text: str, name: str) -> PlaceMention:
    return PlaceMention(span_of(text, name), name, "literal", "event", "at")


def test_places_in_a_row_belong_to_what_the_first_of_them_belongs_to() -> None:
    parse = build(ROW)
    owners = Owners(parse, {word(parse, "raided").i: 0, word(parse, "said").i: -1})
    places = [place(parse.document.text, name) for name in ("Homs", "Hama", "Idlib")]
    assert owners.share(places) == {0: places}


def test_place_that_opens_a_sentence_belongs_to_the_first_happening_after_it_and_not_to_the_cue() -> None:
    parse = build(OPENING)
    owners = Owners(parse, {word(parse, "raided").i: 3, word(parse, "said").i: -1})
    opener, other = (place(parse.document.text, name) for name in ("Tabqa", "Homs"))
    assert owners.share([opener, other]) == {3: [opener], -1: [other]}


def test_place_that_opens_a_sentence_without_a_happening_stays_with_the_cue() -> None:
    parse = build(OPENING)
    opener = place(parse.document.text, "Tabqa")
    assert Owners(parse, {word(parse, "said").i: -1}).share([opener]) == {-1: [opener]}


def test_each_trigger_owns_what_hangs_on_it_and_not_what_hangs_on_the_trigger_below() -> None:
    parse = build(RAID)
    owners = Owners(parse, {word(parse, "bombed").i: 0, word(parse, "killing").i: 1})
    parts = [Equipment(span_of(parse.document.text, part), "test") for part in ("Sunday", "nine millers", "Jets")]
    assert owners.share(parts) == {0: [parts[0], parts[2]], 1: [parts[1]]}


def test_a_trigger_owns_itself() -> None:
    parse = build(RAID)
    assert Owners(parse, {word(parse, "bombed").i: 7}).of(word(parse, "bombed")) == 7


def test_what_has_no_trigger_above_it_belongs_to_the_clause_that_tells_of_it() -> None:
    parse = build(WAR)
    assert Owners(parse, {word(parse, "uprooted").i: 3}).of(word(parse, "war")) == 3


def test_without_any_trigger_nothing_is_owned() -> None:
    parse = build(RAID)
    owners = Owners(parse, {})
    assert owners.of(word(parse, "Sunday")) is None
    assert owners.share([Equipment(span_of(parse.document.text, "Sunday"), "test")]) == {}
