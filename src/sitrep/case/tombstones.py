"""Tombstones of a case: bytes that were erased do not come in again, unless somebody said so first."""

from sqlalchemy import Connection

from sitrep.ledger.lines import tombstones
from sitrep.ledger.queries import judgement_log
from sitrep.model.documents import Refusal
from sitrep.model.judgements import Judgement, erasures_in_force


def erasure_in_force(connection: Connection, sha256: str) -> Judgement | None:
    """The latest erasure of some bytes that nobody undid, or None."""
    numbers = [number for number, stone in tombstones(connection).items() if stone.sha256 == sha256]
    if not numbers:
        return None
    rows = list(judgement_log(connection))
    own = {row.id for row in rows if row.number in numbers}
    kept = erasures_in_force(row.judgement() for row in rows)
    return next((judgement for judgement in reversed(kept) if judgement.id in own), None)


def refusal_of_erased(name: str, erasure: Judgement) -> Refusal:
    """Why bytes that were erased do not come in again. It is printed and not kept: the name may say what is erased."""
    return Refusal(
        name,
        f"erased on {erasure.at[:10]} by {erasure.by}: its tombstone keeps it out",
        f"leave it out; if it must come in, say so first: sitrep judge CASE undo {erasure.id} --by NAME --why TEXT",
    )
