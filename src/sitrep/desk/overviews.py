"""What a case comes to at a glance."""

from dataclasses import asdict

from sitrep.desk.desks import Desk, looking, refresh
from sitrep.desk.index import fact
from sitrep.desk.states import State
from sitrep.ledger.connections import viewing
from sitrep.ledger.queries import counts, refusals
from sitrep.model.identity import JSON


def refusals_view(desk: Desk) -> dict[str, JSON]:
    """What the case could not read and has not read since, by name, each with its reason and what to do."""
    with viewing(desk.case.ledger) as ledger:
        found: list[JSON] = [asdict(refusal) for refusal in refusals(ledger)]
    return {"refusals": found}


def overview_of(desk: Desk) -> dict[str, JSON]:
    """How much a case holds, how far its event claims are reviewed, what the corpus covers, and what waits."""
    grown = refresh(desk)
    with viewing(desk.case.ledger) as ledger:
        held = counts(ledger)
    with looking(desk) as connection:
        found = connection.execute("SELECT state, count(*) AS n FROM claims WHERE is_event GROUP BY state").fetchall()
        incidents = connection.execute("SELECT count(*) FROM incidents").fetchone()[0]
        covers = fact(connection, "covers")
    by_state = {row["state"]: row["n"] for row in found}
    return {
        "counts": dict(asdict(held)),
        "incidents": incidents,
        "event_claims": {state.value: by_state.get(state.value, 0) for state in State},
        "covers": covers,
        "waiting": {"pages": grown.unlinked, "judgements": grown.unfollowed},
        "linked": grown.linkings > 0,
    }
