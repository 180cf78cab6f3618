"""Many judgements come to one state: the later word holds, what is undone is not there, an undone undo brings back."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from sitrep.model.judgements import (
    GRADES,
    Judgement,
    Seen,
    Verdict,
    decisions,
    erasures_in_force,
    grades,
    in_force,
    judged_claims,
)

SAME = Judgement(
    Verdict.SAME, ("c-1", "c-2"), "ann", "2020-01-02", "one raid", seen=(Seen("c-1", "r", "e"), Seen("c-2", "r", "e"))
)
DIFFERENT = replace(SAME, verdict=Verdict.DIFFERENT, at="2020-01-03", seen=SAME.seen[::-1])


def undo(judgement: Judgement, at: str = "2020-01-04") -> Judgement:
    return Judgement(Verdict.UNDO, (judgement.id,), "ben", at, "a slip")


def grade(scale: str, value: str, at: str = "2020-01-02") -> Judgement:
    return Judgement(Verdict.GRADE, ("i-1",), "ann", at, "two monitors", scale, value, (Seen("c-1", "r", "e"),))


def test_an_id_is_made_of_content_alone() -> None:
    assert SAME.id == replace(SAME).id != replace(SAME, why="another").id


def test_of_two_words_on_a_pair_the_later_holds_in_whatever_order_the_pair_is_named() -> None:
    assert decisions([SAME]) == ({("c-1", "c-2")}, set())
    assert decisions([SAME, DIFFERENT]) == (set(), {("c-1", "c-2")})
    assert decisions([DIFFERENT, SAME]) == ({("c-1", "c-2")}, set())


def test_what_is_undone_was_never_said_and_an_undone_undo_brings_it_back() -> None:
    first = undo(DIFFERENT)
    assert decisions([SAME, DIFFERENT, first]) == decisions([SAME])
    assert decisions([SAME, DIFFERENT, first, undo(first)]) == decisions([SAME, DIFFERENT])
    assert in_force([SAME, undo(SAME)]) == ()


@given(st.integers(0, 8))
def test_an_even_number_of_undoings_changes_nothing(times: int) -> None:
    log = [SAME]
    for number in range(times):
        log.append(undo(log[-1], f"2020-02-0{number + 1}"))
    assert in_force(log) == ((SAME,) if times % 2 == 0 else ())


def test_scales_are_kept_apart_and_empty_until_set() -> None:
    assert grades([SAME]) == {}
    fair, letter = grade("airwars", '"fair"'), grade("reliability", '"B"')
    assert grades([fair, letter]) == {"i-1": {"airwars": '"fair"', "reliability": '"B"', "credibility": None}}
    weak = grade("airwars", '"weak"', "2020-01-05")
    assert grades([fair, weak])["i-1"]["airwars"] == '"weak"'
    assert grades([fair, weak, undo(weak)])["i-1"]["airwars"] == '"fair"'
    assert [len(scale) for scale in GRADES.values()] == [5, 6, 6]


def test_judged_claims_are_those_of_judgements_in_force() -> None:
    assert judged_claims([SAME, grade("airwars", '"fair"')]) == {"c-1", "c-2"}
    assert judged_claims([SAME, undo(SAME)]) == frozenset()


def test_an_erasure_is_no_opinion_and_holds_until_it_is_undone() -> None:
    erasure = Judgement(Verdict.ERASE, ("d-1",), "cem", "2020-01-01", "asked to")
    assert in_force([SAME, erasure]) == (SAME,)
    assert erasures_in_force([SAME, erasure]) == (erasure,)
    assert erasures_in_force([erasure, undo(erasure)]) == ()
    assert erasures_in_force([erasure, undo(erasure), undo(undo(erasure))]) == (erasure,)


def test_a_judgement_goes_by_the_name_that_its_log_gave_it() -> None:
    kept = replace(SAME, name="j-kept", lost=("why",), erased_by=4)
    assert (kept.id, kept == SAME, kept.content()) == ("j-kept", True, SAME.content())
    assert in_force([kept, Judgement(Verdict.UNDO, ("j-kept",), "ben", "2020-01-02", "a slip")]) == ()
    assert not kept.is_erased
    assert replace(kept, lost=("seen.0.evidence", "why")).is_erased
