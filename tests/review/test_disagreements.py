"""Claims that reviewers left otherwise than each other, from the judgements in the log."""

from tests.review.conftest import line, word

from sitrep.model.judgements import Judgement
from sitrep.review.decisions import reviewed
from sitrep.review.disagreements import RULE, Disagreement, disagreements, disagreements_line

LINE = line()


def found(*made: Judgement, sample: tuple[str, ...] = ("c-1",)) -> tuple[Disagreement, ...]:
    return disagreements(reviewed(made, [LINE]), sample)


def test_accepting_what_another_has_changed_is_a_disagreement_whoever_spoke_last() -> None:
    edit, accept = word("edit", LINE, "Ann", "event.place.name", value="New Ford"), word("accept", LINE, "Ben")
    for made in ((edit, accept), (accept, edit)):
        (one,) = found(*made)
        assert (one.fields, one.reviewers) == (("place",), {"Ann": "edited", "Ben": "accepted"})
        assert one.labels == ("where",)


def test_rejecting_what_another_accepts_is_a_disagreement_on_whether_it_is_told() -> None:
    (one,) = found(word("accept", LINE, "Ann"), word("reject", LINE, "Ben"))
    assert one.as_json() == {
        "claim": "c-1",
        "fields": ["told"],
        "reviewers": [{"by": "Ann", "outcome": "accepted"}, {"by": "Ben", "outcome": "rejected"}],
        "in_sample": True,
    }


def test_two_different_values_are_a_disagreement_and_the_same_value_is_none() -> None:
    edits = [word("edit", LINE, by, "event.place.name", value=name) for by, name in (("Ann", "A"), ("Ben", "B"))]
    assert [one.fields for one in found(*edits)] == [("place",)]
    assert found(edits[0], word("edit", LINE, "Ben", "event.place.name", value="A")) == ()


def test_filling_in_what_another_leaves_empty_is_a_disagreement() -> None:
    made = word("edit", LINE, "Ann", "event.quantities", value=[{"measure": "killed", "best": 3}])
    assert [one.fields for one in found(made, word("accept", LINE, "Ben"))] == [("quantities",)]


def test_fields_that_only_one_decided_on_are_none() -> None:
    edits = [word("edit", LINE, "Ann", "event.place.name", value="A"), word("accept", LINE, "Ben", "event.time")]
    assert found(*edits) == ()


def test_they_are_counted_in_a_line_with_what_holds_until_then() -> None:
    made = (word("accept", LINE, "Ann"), word("reject", LINE, "Ben"))
    assert disagreements_line(found(*made)) == (
        f"to be settled: reviewers disagree on 1 of the sample's claims; {RULE}"
    )
    assert "0 of the sample's claims, and 1 more beside it" in disagreements_line(found(*made, sample=()))
    assert disagreements_line(()) == ""
