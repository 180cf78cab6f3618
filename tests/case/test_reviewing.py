"""Reviewing a case: from its ledger to queue, rates and agreement, and through a newer reading."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.conftest import put

from sitrep.case.folders import Case, open_case
from sitrep.case.judging import judge
from sitrep.case.linking import link_case
from sitrep.case.reviewing import agreement_of, known_rates, queue_of, rates_of, reviewing_of
from sitrep.model.identity import canonical
from sitrep.model.judgements import Judgement, Verdict
from sitrep.model.readings import Reading
from sitrep.review.queues import Order, Queued
from sitrep.review.rates import FieldRate


@pytest.fixture
def case(raid_template: Path, tmp_path: Path) -> Iterator[Case]:
    with open_case(Path(shutil.copytree(raid_template, tmp_path / "raid"))) as opened:
        yield opened


def say(case: Case, verdict: Verdict, target: str, by: str = "Ann", **parts: str) -> Judgement:
    return judge(case, Judgement(verdict, (target,), by, "2020-03-05", "read it", **parts))


def rate(case: Case, name: str) -> FieldRate:
    return next(rate for rate in rates_of(case).fields if rate.field.name == name)


def ids(queue: list[Queued]) -> list[str]:
    return [queued.claim for queued in queue]


def test_a_reviewer_does_not_get_again_what_they_decided_and_is_blind_to_others(case: Case) -> None:
    whole = ids(queue_of(case))
    say(case, Verdict.ACCEPT, whole[0])
    say(case, Verdict.REJECT, whole[1], "Ben")
    assert ids(queue_of(case, by="Ann")) == [claim for claim in whole if claim != whole[0]]
    assert ids(queue_of(case, by="Ben")) == [claim for claim in whole if claim != whole[1]]
    assert ids(queue_of(case, by="Cyd")) == whole
    assert ids(queue_of(case)) == whole[2:]


def test_an_undone_decision_is_none(case: Case) -> None:
    first = ids(queue_of(case, Order.RANDOM))[0]
    made = say(case, Verdict.REJECT, first)
    assert (rate(case, "told").n, known_rates(case) is not None) == (1, True)
    say(case, Verdict.UNDO, made.id)
    assert (rate(case, "told").n, known_rates(case)) == (0, None)
    assert ids(queue_of(case, Order.RANDOM, "Ann"))[0] == first


def test_rates_come_of_the_random_order_and_not_of_the_most_uncertain(case: Case) -> None:
    drawn = ids(queue_of(case, Order.RANDOM))
    for claim in [claim for claim in ids(queue_of(case)) if claim not in drawn[:5]][:4]:
        say(case, Verdict.REJECT, claim)
    assert (rate(case, "told").n, rates_of(case).sample.beside, known_rates(case)) == (0, 4, None)
    for claim in drawn[:3]:
        say(case, Verdict.ACCEPT, claim)
    assert (rate(case, "told").n, rate(case, "told").right) == (3, 3)
    assert rates_of(case).sample.population == len(drawn)


def test_an_edited_field_counts_against_it(case: Case) -> None:
    drawn = next(q for q in queue_of(case, Order.RANDOM) if "no-place" not in {r.code for r in q.unsure.reasons})
    before = [claim for claim in ids(queue_of(case, Order.RANDOM)) if claim != drawn.claim]
    say(case, Verdict.EDIT, drawn.claim, field="event.type", value=canonical("AID"))
    say(case, Verdict.ACCEPT, drawn.claim)
    for claim in before[:19]:
        say(case, Verdict.ACCEPT, claim)
    assert (rate(case, "type").n - rate(case, "type").right, rate(case, "told").right) == (1, rate(case, "told").n)


def test_two_reviewers_have_an_agreement(case: Case) -> None:
    assert agreement_of(case) == ()
    for number, claim in enumerate(ids(queue_of(case))[:6]):
        say(case, Verdict.ACCEPT, claim)
        say(case, Verdict.REJECT if number == 2 else Verdict.ACCEPT, claim, "Ben")
    (pair,) = agreement_of(case)
    assert (pair.reviewers, pair.whole.n, pair.whole.agreed) == (("Ann", "Ben"), 6, 5)


def test_claims_know_their_incident_once_they_are_linked(case: Case) -> None:
    assert {queued.incident for queued in queue_of(case)} == {None}
    link_case(case)
    order = [queued.incident for queued in queue_of(case, Order.INCIDENT)]
    named = [incident for number, incident in enumerate(order) if number == 0 or order[number - 1] != incident]
    assert len(named) == len(set(named)) > 1


def test_after_a_newer_reading_fields_count_that_read_as_they_did_when_they_were_accepted(
    case: Case, raid_readings: list[Reading]
) -> None:
    first = ids(queue_of(case, Order.RANDOM))[0]
    say(case, Verdict.ACCEPT, first)
    told = {each.field.name: each.n for each in rates_of(case).fields}
    reading = next(r for r in raid_readings if first in {claim.id for claim in r.claims})
    # A newer reader, which takes the speaker to doubt what the older took him to assert.
    claims = tuple(replace(c, stance="questions") if c.id == first else c for c in reading.claims)  # type: ignore[arg-type]
    put(case, replace(reading, claims=claims, origin=replace(reading.origin, sitrep="9.9.9")))
    given = reviewing_of(case)
    assert [record for record in given.before if record] != []
    now = {each.field.name: each.n for each in rates_of(case).fields}
    assert now == {**told, "certainty": 0}
