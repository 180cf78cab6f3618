"""Visits of a case to pages of the web: what was taken up before, what is kept of each, and what is forgotten."""

from sitrep.case.addresses import normal_address
from sitrep.case.folders import Case
from sitrep.case.tombstones import erasure_in_force
from sitrep.ledger.connections import viewing, writing
from sitrep.ledger.visits import addresses_held, append_visit, last_taken
from sitrep.model.readings import Run
from sitrep.model.visits import Visit


def earlier_visit(case: Case, address: str) -> Visit | None:
    """The latest visit to an address after which an unchanged page need not be sent again; None where there is none."""
    with viewing(case.ledger) as connection:
        return last_taken(connection, address)


def keep_visit(case: Case, visit: Visit, run: Run) -> None:
    """Keep a visit, unless it brought bytes that were erased: its address may say what is erased.

    Raises LedgerError when the case cannot be written.
    """
    with writing(case.ledger) as connection:
        if visit.sha256 is None or erasure_in_force(connection, visit.sha256) is None:
            append_visit(connection, visit, run)


def held(case: Case) -> set[str]:
    """The addresses of all pages of a case, in one spelling each."""
    with viewing(case.ledger) as connection:
        return {normal_address(address) for address in addresses_held(connection)}
