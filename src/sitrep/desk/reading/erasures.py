"""What is left of a page that was erased: who had it erased, when and why, and the digests that stay."""

from dataclasses import asdict

from sitrep.desk.desks import Desk
from sitrep.ledger.connections import viewing
from sitrep.ledger.queries import judgement_log
from sitrep.model.identity import JSON


def erasure_of(desk: Desk, name: str) -> dict[str, JSON] | None:
    """The line of the log by which a page was erased, with its tombstone; None for a page that never was.

    `name` is the id of a document of the page, or the SHA-256 of its bytes; its other names were erased with it.
    """
    with viewing(desk.case.ledger) as ledger:
        rows = list(judgement_log(ledger))
    for row in reversed(rows):
        stone = row.tombstone()
        if stone is None or name not in (stone.sha256, *stone.documents):
            continue
        said = row.judgement()
        return {
            "name": name,
            "line": row.number,
            "id": row.id,
            "by": said.by,
            "at": said.at,
            "why": said.why,
            "tombstone": {
                key: list(value) if isinstance(value, tuple) else value
                for key, value in asdict(stone).items()
                if key in ("sha256", "documents", "texts", "claims")
            },
        }
    return None
