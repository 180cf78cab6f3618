"""Of the log go the texts that speak of a page's claims, and those that quote or name the page."""

import pytest

from sitrep.ledger.touching import Names, touched_texts
from sitrep.model.judgements import Judgement, Seen, Verdict

PAGE = Names(frozenset({"c-1"}), ("olm-mill.html", "a.txt"), ("Gunmen burned the old mill in Olm.",))
OWN, OTHER = Seen("c-1", "r-1", "Gunmen burned", '"occurred"'), Seen("c-2", "r-2", "a mill burned")


def note(why: str, *seen: Seen, targets: tuple[str, ...] = ("c-2",)) -> Judgement:
    return Judgement(Verdict.NOTE, targets, "ann", "2020-01-01", why, seen=seen)


def touched(*log: Judgement, kept: tuple[str, ...] = ()) -> dict[int, tuple[str, ...]]:
    return touched_texts(list(enumerate(log, 1)), PAGE, kept)


def test_a_word_on_a_claim_of_the_page_goes_with_what_was_seen() -> None:
    both = note("one raid", OTHER, OWN, targets=("c-2", "c-1"))
    assert touched(note("right", OWN, targets=("c-1",)), both, note("right", OTHER)) == {
        1: ("seen.0.evidence", "seen.0.value", "why"),
        2: ("seen.1.evidence", "seen.1.value", "why"),
    }


def test_the_undoing_of_such_a_word_goes_too_and_that_of_the_undoing() -> None:
    said = note("right", OWN, targets=("c-1",))
    undo = Judgement(Verdict.UNDO, (said.id,), "ben", "2020-01-02", "the mill stands")
    again = Judgement(Verdict.UNDO, (undo.id,), "ann", "2020-01-03", "it does not")
    other = Judgement(Verdict.UNDO, (note("x", OTHER).id,), "ann", "2020-01-03", "a slip")
    assert touched(said, undo, again, other) == {
        1: ("seen.0.evidence", "seen.0.value", "why"), 2: ("why",), 3: ("why",),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("why", "goes"),
    [
        ("cf. “GUNMEN, burned the old” there", True),
        ("the old mill burned", False),
        ("see OLM-mill.html", True),
        ("see a.txt", False),
    ],
)
def test_four_words_of_the_page_or_its_name_are_a_quotation(why: str, *, goes: bool) -> None:
    assert touched(note(why, OTHER)) == ({1: ("why",)} if goes else {})


def test_what_another_page_says_too_is_no_quotation_of_this_one() -> None:
    said = note("“burned the old mill”", OTHER)
    assert touched(said, kept=("They burned the old mill.",)) == {}
    assert touched(said, kept=("They burned the mill.",)) == {1: ("why",)}


def test_what_is_erased_already_is_not_named_again() -> None:
    gone = Judgement(
        Verdict.NOTE, ("c-1",), "ann", "2020-01-01", "", seen=(Seen("c-1", "r-1", ""),),
        name="j-1", lost=("seen.0.evidence", "why"), erased_by=2,
    )  # fmt: skip
    assert touched(gone) == {}
