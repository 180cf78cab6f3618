"""Pages of a desk with their whole texts, as linking and redaction take them."""

import sqlite3
from collections.abc import Iterable, Iterator

from sitrep.desk.desks import Desk
from sitrep.desk.index import line_of, standing_claims
from sitrep.ledger.connections import viewing
from sitrep.ledger.queries import texts_of
from sitrep.link.accounts import Page


def pages_with_texts(desk: Desk, connection: sqlite3.Connection, names: Iterable[str]) -> Iterator[Page]:
    """Yield some pages, in order of their ids, each with its text and the claims of it that nobody rejected."""
    with viewing(desk.case.ledger) as ledger:
        for document, text in texts_of(ledger, frozenset(names)):
            row = connection.execute("SELECT body FROM pages WHERE id = ?", (document,)).fetchone()
            if row is not None:
                yield Page(line_of(row["body"]), text, tuple(standing_claims(connection, document)))
