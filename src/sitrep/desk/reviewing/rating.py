"""How often fields are right on a case, and how far its reviewers agree, counted from the index."""

import sqlite3
from collections.abc import Iterator
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
from sitrep.review.agreement import PairAgreement, agreement
from sitrep.review.decisions import reviewed, settled
from sitrep.review.rates import Rates, counted, rates, rates_line

# The rates line of each desk as its ledger last was; a desk of one process has one.
_NONE = ""


def rates_view(desk: Desk) -> dict[str, JSON]:
    """The error rates by field with what they rest on, and the agreement of each two reviewers."""
    with looking(desk) as index, viewing(desk.case.ledger) as ledger:
        given = _reviewing(index, ledger)
        found = _rates(index, given)
        pairs = _agreement(given)
    return {
        **found.as_json(),
        "known": found.are_known,
        "counted": counted(found),
        "figures": {rate.field.name: rate.figures for rate in found.fields},
        "agreement": [{**pair.as_json(), "sentence": pair.sentence} for pair in pairs],
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
    return rates(settled(given.standing, given.lines, given.before), list(_population(index)))


def _population(index: sqlite3.Connection) -> Iterator[str]:
    for row in index.execute("SELECT id FROM claims WHERE is_event ORDER BY id"):
        yield row["id"]


def _agreement(given: Reviewing) -> tuple[PairAgreement, ...]:
    events = {text_at(line, "id") for line in given.lines if line.get("event")}
    made = reviewed(given.standing, given.lines, given.before)
    return agreement({claim: decisions for claim, decisions in made.items() if claim in events})
