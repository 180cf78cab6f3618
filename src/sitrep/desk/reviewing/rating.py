"""How often fields are right on a case, and how far its reviewers agree, counted from the index."""

import sqlite3
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path

from sqlalchemy import Connection

from sitrep.case.reviewing import Reviewing, decided_in
from sitrep.desk.desks import Desk, looking, refresh
from sitrep.desk.index import reading_index
from sitrep.desk.reviewing.queues import lines_as_read
from sitrep.ledger.connections import viewing
from sitrep.ledger.queries import judgements
from sitrep.model.fields import text_at
from sitrep.model.identity import JSON
from sitrep.model.judgements import judged_claims
from sitrep.review.agreement import agreement
from sitrep.review.decisions import Decision, reviewed, settled
from sitrep.review.disagreements import RULE, disagreements, disagreements_line
from sitrep.review.rates import Rates, counted, rates, rates_line

# The rates line of each desk as its ledger last was; a desk of one process has one.
_NONE = ""


def rates_view(desk: Desk) -> dict[str, JSON]:
    """The error rates by field with what they rest on, how far reviewers agree, and what they are to settle."""
    with looking(desk) as index, viewing(desk.case.ledger) as ledger:
        given = _reviewing(index, ledger)
        found = _rates(index, given)
        made = _of_events(given)
        unsettled = disagreements(made, found.sample.claims)
        words = {claim: _words(index, claim) for claim in (one.claim for one in unsettled)}
    return {
        **found.as_json(),
        "known": found.are_known,
        "counted": counted(found),
        "figures": {rate.field.name: rate.figures for rate in found.fields},
        "agreement": [{**pair.as_json(), "sentence": pair.sentence, "shares": pair.shares} for pair in agreement(made)],
        "disagreements": [
            {**one.as_json(), "labels": [*one.labels], "evidence": words[one.claim]} for one in unsettled
        ],
        "rule": RULE,
        "to_settle": disagreements_line(unsettled),
    }


def rates_line_of(desk: Desk) -> str:
    """All rates in one line; empty while nobody has judged anything. Kept in memory until the ledger grows."""
    now = refresh(desk)
    return _line(desk, tuple(asdict(now).values())) if now.judgements else _NONE


@lru_cache(maxsize=2)
def _line(desk: Desk, _stamp: tuple[int, ...]) -> str:
    with reading_index(Path(desk.path)) as index, viewing(desk.case.ledger) as ledger:
        return rates_line(_rates(index, _reviewing(index, ledger)))


def _reviewing(index: sqlite3.Connection, ledger: Connection) -> Reviewing:
    return decided_in(ledger, lines_as_read(index, judged_claims(judgements(ledger))))


def _rates(index: sqlite3.Connection, given: Reviewing) -> Rates:
    return rates(settled(given.standing, given.lines, given.before), _population(index))


def _population(index: sqlite3.Connection) -> dict[str, str]:
    """The event claims, each with its page."""
    found = index.execute("SELECT id, page FROM claims WHERE is_event ORDER BY id")
    return {row["id"]: row["page"] for row in found}


def _of_events(given: Reviewing) -> dict[str, dict[str, Decision]]:
    events = {text_at(line, "id") for line in given.lines if line.get("event")}
    made = reviewed(given.standing, given.lines, given.before)
    return {claim: decisions for claim, decisions in made.items() if claim in events}


def _words(index: sqlite3.Connection, claim: str) -> str | None:
    """The words of the page that a claim is."""
    return next((text_at(line, "evidence", "text") for line in lines_as_read(index, [claim])), None)
