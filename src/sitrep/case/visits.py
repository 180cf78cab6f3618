"""Visits of a case to pages of the web: what was taken up before, what is kept of each, and what is forgotten."""

from sitrep.case.addresses import normal_address
from sitrep.case.folders import Case
from sitrep.case.tombstones import erasure_in_force
from sitrep.ledger.connections import viewing, writing
from sitrep.ledger.visits import addresses_held, append_visit, last_taken, visits
from sitrep.model.readings import Run
from sitrep.model.visits import Visit


def earlier_visit(case: Case, address: str) -> Visit | None:
    """The latest visit to an address after which an unchanged page need not be sent again; None where there is none."""
    with viewing(case.ledger) as connection:
        return last_taken(connection, address)


def keep_visit(case: Case, visit: Visit, run: Run, added: str | None = None) -> None:
    """Keep a visit, unless it brought bytes that were erased, or such were `added` for it (their SHA-256).

    Its address may say what is erased. Raises LedgerError when the case cannot be written.
    """
    with writing(case.ledger) as connection:
        brought = {sha256 for sha256 in (visit.sha256, added) if sha256 is not None}
        if all(erasure_in_force(connection, sha256) is None for sha256 in brought):
            append_visit(connection, visit, run)


def visits_of(case: Case) -> list[Visit]:
    """All visits that a case keeps, in their order."""
    with viewing(case.ledger) as connection:
        return visits(connection)


def held(case: Case) -> set[str]:
    """What the pages of a case go by: their names, and their addresses in one spelling each."""
    with viewing(case.ledger) as connection:
        found = addresses_held(connection)
    return found | {normal_address(address) for address in found}
