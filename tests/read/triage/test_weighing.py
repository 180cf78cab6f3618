"""Which sentences are worth reading."""

from collections.abc import Callable

import pytest

from sitrep.case.reading import Instruments
from sitrep.model.documents import BlockKind, Document
from sitrep.read.grammar.parsing import SpacyParser
from sitrep.read.happenings.harmed import HARM
from sitrep.read.triage.skipping import is_skipped_whole, skipped, triaged
from sitrep.read.triage.weighing import Triage, load_triage, load_weights, words_of

RAID = "Warplanes killed nine people in Olm on Monday."
CALM = "Olm had been calm."
GAME = "The mayor likes to walk in the hills."


@pytest.fixture(scope="session")
def triage(instruments: Instruments) -> Triage:
    assert isinstance(instruments.parser, SpacyParser)
    return load_triage(instruments.lexicon, instruments.parser.lemmas)


def test_every_form_of_every_word_of_a_happening_is_known_without_a_parse(
    instruments: Instruments, triage: Triage
) -> None:
    examples = [row.example for row in instruments.lexicon.events]
    missed = [e for e in examples if not triage.telling(words_of(e.replace("[", "").replace("]", "")))]
    assert missed == []


def test_every_phrase_that_counts_people_harmed_is_known_without_a_parse(
    instruments: Instruments, triage: Triage
) -> None:
    rows = [row for row in instruments.lexicon.measures if row.measure in HARM]
    assert any(" " in row.word for row in rows)
    missed = [row.key for row in rows if not triage.telling(words_of(row.example.replace("[", "").replace("]", "")))]
    assert missed == []


@pytest.mark.parametrize(
    "text",
    [
        RAID,
        "Rebels shot down a helicopter.",
        "Police arrested two men.",
        "36 dead in Olm",
        "They fled the town.",
        "She was taken to the hospital.",
    ],
)
def test_what_tells_a_happening_is_read(triage: Triage, text: str) -> None:
    assert triage.may_tell(text)


@pytest.mark.parametrize("text", [GAME, "", "...", "The show runs until spring.", "She wrote a book about birds."])
def test_what_cannot_tell_one_is_not(triage: Triage, text: str) -> None:
    assert not triage.may_tell(text)


def test_a_word_needs_its_company(triage: Triage) -> None:
    assert "try" in triage.telling(words_of("They tried him for treason"))
    assert "try" not in triage.telling(words_of("They tried the soup"))


def test_a_stretch_that_could_not_be_cut_is_read_if_any_word_of_it_may_tell_something(triage: Triage) -> None:
    long = "the mayor likes the hills and the show and the book about birds and the garden, " * 20
    assert not triage.may_tell(long)
    assert triage.may_tell(f"{long} while police arrested two men")


def test_only_words_of_the_lexicon_have_weights(triage: Triage) -> None:
    strange = [word for word in load_weights().words if not triage.lemmas(word) & triage.candidates.known]
    assert strange == []
    assert all(isinstance(weight, float) for weight in load_weights().words.values())


def test_a_neighbour_without_a_weight_of_its_own_counts_as_any_other(triage: Triage) -> None:
    told, other = "the fishermen fired shots", "the zebras fired shots"
    weighs = [triage.weigh(text, words_of(text), triage.telling(words_of(text))) for text in (told, other)]
    assert weighs[0] == weighs[1]


def test_what_stands_beside_a_word_makes_a_difference(triage: Triage) -> None:
    told, named = "troops bombed a village", "the bombed village"
    beside = [set(triage.beside(words_of(text), frozenset({"bomb"}))) for text in (told, named)]
    assert beside == [
        {("before", "troops"), ("after", "a"), ("ends", "ed")},
        {("before", "the"), ("after", "village"), ("ends", "ed")},
    ]


def test_skipped_sentences_are_blocks_that_say_so(triage: Triage, make_page: Callable[..., Document]) -> None:
    text = f"{GAME} {CALM} {RAID} {GAME} {GAME}"
    page = triaged(make_page(text), triage.may_tell)
    assert [page.quote(b.span).strip() for b in page.readable()] == [f"{CALM} {RAID}"]
    assert "".join(page.quote(b.span) for b in page.blocks) == text
    assert [page.quote(span).strip() for span in skipped(page)] == [GAME, f"{GAME} {GAME}"]
    assert all("triage" in b.reason for b in page.blocks if b.kind is BlockKind.SKIPPED)
    assert not is_skipped_whole(page)
    assert is_skipped_whole(triaged(make_page(GAME), triage.may_tell))


def test_a_page_of_which_all_is_read_stays_as_it_is(triage: Triage, make_page: Callable[..., Document]) -> None:
    page = make_page(f"{RAID} {RAID}")
    assert triaged(page, triage.may_tell) == page
