"""Reviewing a case: the queue of claims, the error rates on its random sample, how far its reviewers agree."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from sitrep.case.folders import Case
from sitrep.case.judging import standing_judgements
from sitrep.ledger.connections import viewing
from sitrep.ledger.queries import every_reading_with, judgements, latest_linking, readings
from sitrep.ledger.records import from_json
from sitrep.model.fields import Record, text_at
from sitrep.model.judgements import Judgement, judged_claims
from sitrep.model.linkings import Linking
from sitrep.review.agreement import PairAgreement, agreement
from sitrep.review.decisions import Decision, outdated, reviewed, settled
from sitrep.review.disagreements import Disagreement, disagreements
from sitrep.review.queues import Order, Queued, queue
from sitrep.review.rates import Rates, rates
from sitrep.review.sampling import population
from sitrep.views.claims import claim_lines


@dataclass(frozen=True, slots=True)
class Reviewing:
    """What reviewing a case is about.

    `lines` are its claims as the reader has them now, rejected ones too, not as people left them; `standing` the
    judgements in force whose evidence still stands; `before` accepted lines that read otherwise now, by their `record`;
    `homes` the incidents of claims, none where nothing is linked.
    """

    lines: tuple[Record, ...]
    standing: tuple[Judgement, ...]
    before: Mapping[str, Record]
    homes: Mapping[str, str]


def reviewing_of(case: Case) -> Reviewing:
    """All that reviewing a case needs, read out of its ledger."""
    with viewing(case.ledger) as connection:
        lines = [line for reading in readings(connection) for line in claim_lines(reading)]
        return reviewing_in(connection, lines)


def reviewing_in(connection: Connection, lines: Sequence[Record]) -> Reviewing:
    """The same from lines that are at hand already: those of all current readings, as read."""
    raw = latest_linking(connection)
    linking = Linking() if raw is None else from_json(Linking, raw)
    homes = {claim: name for name, members in linking.incidents.items() for claim in members}
    return replace(decided_in(connection, lines), homes=homes)


def decided_in(connection: Connection, lines: Sequence[Record]) -> Reviewing:
    """The same without incidents; the lines of the claims that people judged, as read, are enough."""
    made = list(judgements(connection))
    named = judged_claims(made)
    judged = [line for line in lines if text_at(line, "id") in named]
    standing = standing_judgements(made, judged)
    return Reviewing(tuple(lines), standing, _before(connection, outdated(standing, judged)), {})


def _before(connection: Connection, wanted: Iterable[tuple[str, str]]) -> dict[str, Record]:
    """Claim lines by record, out of earlier readings; a record that no reading in the ledger has is left out."""
    records: dict[str, set[str]] = defaultdict(set)
    for claim, record in wanted:
        records[claim].add(record)
    found: dict[str, Record] = {}
    for claim, names in records.items():
        if names <= found.keys():
            continue
        # A page that is read out once gives all of its claims.
        for reading in every_reading_with(connection, claim):
            found.update({text_at(line, "record") or "": line for line in claim_lines(reading)})
    return found


def queued(given: Reviewing, order: Order = Order.UNCERTAIN, by: str | None = None) -> list[Queued]:
    """The event claims that a reviewer has not decided, in an order; of nobody's name, those that nobody has decided.

    A reviewer is blind to the others: what they decided is in the queue as well.
    """
    made = reviewed(given.standing, given.lines, given.before)
    done = [claim for claim, decisions in made.items() if by is None or by in decisions]
    return queue(given.lines, order, done, given.homes)


def rated(given: Reviewing) -> Rates:
    """The error rates by field, counted on the reviewed part of the random sample."""
    return rates(settled(given.standing, given.lines, given.before), population(given.lines))


def agreed(given: Reviewing) -> tuple[PairAgreement, ...]:
    """How far each two reviewers agree who decided on any event claim in common."""
    return agreement(_of_events(given))


def disputed(given: Reviewing, found: Rates) -> tuple[Disagreement, ...]:
    """The event claims on which reviewers disagree, those of the sample that the rates come from first."""
    return disagreements(_of_events(given), found.sample.claims)


def _of_events(given: Reviewing) -> dict[str, dict[str, Decision]]:
    """What each reviewer decided on each event claim."""
    events = population(given.lines)
    made = reviewed(given.standing, given.lines, given.before)
    return {claim: decisions for claim, decisions in made.items() if claim in events}


def queue_of(case: Case, order: Order = Order.UNCERTAIN, by: str | None = None) -> list[Queued]:
    """The review queue of a case."""
    return queued(reviewing_of(case), order, by)


def rates_of(case: Case) -> Rates:
    """The error rates of a case."""
    return rated(reviewing_of(case))


def known_rates(case: Case) -> Rates | None:
    """The error rates of a case, or None while no claim of its random sample is reviewed."""
    with viewing(case.ledger) as connection:
        # A case that nobody judged is not read out for this.
        if next(judgements(connection), None) is None:
            return None
    found = rates_of(case)
    return found if found.are_known else None


def agreement_of(case: Case) -> tuple[PairAgreement, ...]:
    """The agreement of the reviewers of a case."""
    return agreed(reviewing_of(case))
