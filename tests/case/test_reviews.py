"""What people judged of an incident: how far it is reviewed, its grades, the figures decided on."""

import pytest

from sitrep.case.reviews import review_of, team_decisions
from sitrep.model.judgements import Judgement, Verdict

NAMES = frozenset({"i-1", "i-old"})
CLAIMS = frozenset({"c-1", "c-2"})


def word(
    verdict: Verdict, target: str, field: str | None = None, value: str | None = None, by: str = "ann"
) -> Judgement:
    return Judgement(verdict, (target,), by, "2020-01-02", "two witnesses", field, value)


def decided(measure: str, value: str, target: str = "i-1", by: str = "ann") -> Judgement:
    return word(Verdict.EDIT, target, f"quantities.{measure}", value, by)


@pytest.mark.parametrize(
    ("made", "state"),
    [
        ((), "unreviewed"),
        ((word(Verdict.NOTE, "c-1"),), "unreviewed"),
        ((word(Verdict.ACCEPT, "c-1"),), "partly"),
        ((word(Verdict.ACCEPT, "c-1"), word(Verdict.EDIT, "c-2", "stance", '"denies"')), "reviewed"),
        ((word(Verdict.ACCEPT, "i-1"),), "reviewed"),
        ((word(Verdict.ACCEPT, "i-old"),), "reviewed"),
        ((decided("killed", '{"low": 5}'),), "partly"),
        ((word(Verdict.ACCEPT, "i-other"), word(Verdict.ACCEPT, "c-other")), "unreviewed"),
    ],
)
def test_an_incident_is_reviewed_when_it_or_each_of_its_claims_is(made: tuple[Judgement, ...], state: str) -> None:
    review = review_of(made, {}, NAMES, CLAIMS)
    assert review["state"] == state
    assert review["reopened"] == []


def test_a_judgement_that_no_longer_stands_reviews_nothing_and_is_told_with_the_reason() -> None:
    accepted, noted = word(Verdict.ACCEPT, "c-1"), word(Verdict.NOTE, "c-2")
    review = review_of((accepted, noted), {accepted.id: "the claim is gone", "j-other": "gone"}, NAMES, CLAIMS)
    assert (review["state"], review["judgements"]) == ("unreviewed", [noted.id])
    assert review["reopened"] == [{"judgement": accepted.id, "reason": "the claim is gone"}]


def test_grades_are_null_until_a_person_sets_them_each_scale_by_itself() -> None:
    assert review_of((), {}, NAMES, CLAIMS)["grades"] == {"airwars": None, "reliability": None, "credibility": None}
    made = (
        word(Verdict.GRADE, "i-old", "airwars", '"weak"'),
        word(Verdict.GRADE, "i-1", "airwars", '"fair"'),
        word(Verdict.GRADE, "i-old", "credibility", "2"),
        word(Verdict.GRADE, "c-1", "reliability", '"B"'),
    )
    grades = review_of(made, {}, frozenset({"i-old"}), CLAIMS)["grades"]
    assert grades == {"airwars": "weak", "reliability": None, "credibility": 2}


def test_a_figure_that_people_decided_on_says_who_and_why_and_the_last_word_holds() -> None:
    made = (
        decided("killed", '{"low": 5, "high": 12}'),
        decided("injured", '{"low": 3}', target="i-old"),
        decided("killed", '{"low": 6}', by="ben"),
        decided("killed", '{"low": 99}', target="i-other"),
        word(Verdict.EDIT, "i-1", "stance", '"denies"'),
        word(Verdict.NOTE, "i-1"),
    )
    assert team_decisions(made, NAMES) == {
        "killed": {"low": 6, "by": "ben", "why": "two witnesses"},
        "injured": {"low": 3, "by": "ann", "why": "two witnesses"},
    }


def test_no_word_no_decision() -> None:
    assert team_decisions((), NAMES) == {}
