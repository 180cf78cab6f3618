"""A page's bytes as they came in, and a claim with every record of it."""

from dataclasses import asdict

from sqlalchemy import Connection

from sitrep.case.archives import kept_bytes
from sitrep.desk.desks import Desk, looking
from sitrep.desk.index import line_of
from sitrep.desk.reading.readers import judgements_on, page_named, versions_of
from sitrep.ledger.captures import Kept, kept_of
from sitrep.ledger.connections import viewing
from sitrep.ledger.queries import claim_history
from sitrep.ledger.records import to_json
from sitrep.model.errors import LedgerError
from sitrep.model.identity import JSON


def original_of(desk: Desk, name: str) -> dict[str, JSON]:
    """What is known of a page's bytes. Raises LookupError where there is no such page, or it has no bytes.

    `problem` says why they cannot be shown, where they cannot.
    """
    with looking(desk) as connection, viewing(desk.case.ledger) as ledger:
        page = page_named(connection, name)
        kept = _kept(ledger, page)
        document = line_of(connection.execute("SELECT body FROM pages WHERE id = ?", (page,)).fetchone()["body"])
        versions = versions_of(connection, ledger, page)
    return {
        "document": document,
        "kept": dict(asdict(kept[0])),
        "captures": [dict(asdict(one)) for one in kept],
        "versions": versions,
        "problem": _problem(desk, kept[0].sha256),
    }


def original_bytes(desk: Desk, name: str) -> tuple[bytes, Kept]:
    """A page's bytes, checked against their hash, and what is known of them.

    Raises LookupError where there is no such page, LedgerError where the bytes are missing or changed.
    """
    with looking(desk) as connection, viewing(desk.case.ledger) as ledger:
        kept = _kept(ledger, page_named(connection, name))
    return kept_bytes(desk.case.archive, kept[0].sha256), kept[0]


def _kept(ledger: Connection, page: str) -> list[Kept]:
    found = kept_of(ledger, [page])
    if not found:
        raise LookupError(f"{page}: the ledger names no bytes that it came from")
    return found


def _problem(desk: Desk, sha256: str) -> str | None:
    try:
        kept_bytes(desk.case.archive, sha256)
    except LedgerError as error:
        return str(error)
    return None


def claim_record(desk: Desk, claim: str) -> dict[str, JSON]:
    """A claim: its page, state, line as people left it and as read, judgements, and its record by every reader."""
    with looking(desk) as connection, viewing(desk.case.ledger) as ledger:
        row = connection.execute("SELECT * FROM claims WHERE id = ?", (claim,)).fetchone()
        if row is None:
            raise LookupError(f"the case has no claim {claim} now")
        spoken = judgements_on(desk, connection, [claim])
        history = claim_history(ledger, claim)
    return {
        "id": claim,
        "page": row["page"],
        "incident": row["incident"],
        "state": row["state"],
        "line": line_of(row["body"]),
        "as_read": line_of(row["as_read"]) if row["as_read"] else None,
        "judgements": spoken.get(claim, []),
        "records": [
            {"record": one.record, "origin": to_json(one.origin), "claim": to_json(one.claim)} for one in history
        ],
    }
