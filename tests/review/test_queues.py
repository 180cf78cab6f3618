"""The queue: in three orders, without what is decided, each claim with its reasons."""

import json

from tests.review.conftest import line

from sitrep.model.identity import JSON
from sitrep.review.queues import Order, queue
from sitrep.review.sampling import draw_order, load_settings

NO_TIME: JSON = None
LINES = [
    line("c-b"),
    line("c-a"),
    line("c-c", event__time=NO_TIME),
    line("c-d", event__time=NO_TIME, kind="hearsay"),
    line("c-e", event=None, kind="hearsay"),
]


def ids(order: Order, *decided: str, homes: dict[str, str] | None = None) -> list[str]:
    return [queued.claim for queued in queue(LINES, order, decided, homes)]


def test_the_most_uncertain_comes_first_and_ties_go_by_id() -> None:
    assert ids(Order.UNCERTAIN) == ["c-d", "c-c", "c-a", "c-b"]


def test_the_random_order_is_that_of_the_draw() -> None:
    assert ids(Order.RANDOM) == draw_order(["c-a", "c-b", "c-c", "c-d"], load_settings().seed)


def test_by_incident_claims_come_together_the_doubtful_incident_first_and_those_of_none_last() -> None:
    homes = {"c-c": "i-1", "c-a": "i-1", "c-b": "i-2"}
    assert ids(Order.INCIDENT, homes=homes) == ["c-c", "c-a", "c-b", "c-d"]


def test_what_is_decided_does_not_wait() -> None:
    assert ids(Order.UNCERTAIN, "c-d", "c-a") == ["c-c", "c-b"]


def test_a_queued_claim_says_why_and_where() -> None:
    told = queue(LINES, Order.UNCERTAIN, homes={"c-d": "i-1"})[0].as_json()
    assert json.loads(json.dumps(told)) == {
        "claim": "c-d",
        "score": 0.32,
        "reasons": [
            {"code": "hearsay", "weight": 0.2, "text": "the source is implied and not named"},
            {"code": "no-time", "weight": 0.15, "text": "no time is given"},
        ],
        "document": "d-1",
        "evidence": "The Hill Front shelled a market in Old Ford on Sunday",
        "incident": "i-1",
    }
