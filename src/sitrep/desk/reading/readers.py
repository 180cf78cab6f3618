"""One page to read: its text as captured, what its blocks are, and its claims as people left them."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from functools import lru_cache
from hashlib import sha256

from sqlalchemy import Connection

from sitrep.case.addresses import normal_address
from sitrep.case.judging import standing
from sitrep.desk.desks import Desk, log_in_force, looking
from sitrep.desk.index import line_of
from sitrep.desk.reading.carriers import evidence_of, fields_of
from sitrep.desk.reading.graphic import graphic_spans
from sitrep.desk.telling.accusations import answers_of
from sitrep.ledger.captures import document_of, kept_of
from sitrep.ledger.connections import viewing
from sitrep.model.documents import READABLE, Block, BlockKind, Dating, Document
from sitrep.model.fields import Record, flag_at, record_at, records_at, text_at
from sitrep.model.identity import JSON
from sitrep.model.judgements import Judgement
from sitrep.model.spans import Span
from sitrep.views.phrases import listed

# The addresses of all pages are compared whenever one of them is opened.
_normal = lru_cache(maxsize=1 << 16)(normal_address)
# What each kind of block is called beside the text; the readable kinds but the title need no name.
LABELS: Mapping[BlockKind, str] = {
    BlockKind.TITLE: "Title",
    BlockKind.DATELINE: "Dateline",
    BlockKind.BYLINE: "Byline",
    BlockKind.PARAGRAPH: "",
    BlockKind.CAPTION: "Caption",
    BlockKind.CREDIT: "Credit",
    BlockKind.RELATED: "Other stories",
    BlockKind.CHROME: "Page furniture",
    BlockKind.SKIPPED: "Not read",
}


def page_named(connection: sqlite3.Connection, name: str) -> str:
    """The id of the page that has a document id, or else an external id. Raises LookupError where none has."""
    for column in ("id", "external_id"):
        row = connection.execute(
            f"SELECT id FROM pages WHERE {column} = ? ORDER BY position LIMIT 1",  # noqa: S608 - one of two
            (name,),
        ).fetchone()
        if row is not None:
            return str(row["id"])
    raise LookupError(f"the case has no page {name}; the list of pages has all there are")


def page_view(desk: Desk, name: str) -> dict[str, JSON]:
    """A page to read. Raises LookupError where the case has no such page.

    `text` is exact, and all offsets count its code points; `text_sha256` is the SHA-256 of its UTF-8. `blocks` have
    `start`, `end`, `kind`, `label`, `reason`, `furniture` (not read for claims) and `graphic`. `claims` are in the
    order of the text, each with its `state`, `fields`, `edits`, `judgements` and its whole `line`; `incidents` are the
    shortened lines of those that they are in. `versions` are the captures of the same address.
    """
    with looking(desk) as connection, viewing(desk.case.ledger) as ledger:
        row = connection.execute("SELECT * FROM pages WHERE id = ?", (page_named(connection, name),)).fetchone()
        document = document_of(ledger, row["id"])
        if document is None:
            raise LookupError(f"{row['id']}: its text is not in the ledger any more")
        rows = connection.execute("SELECT * FROM claims WHERE page = ? ORDER BY position", (row["id"],)).fetchall()
        spoken = judgements_on(desk, connection, [claim["id"] for claim in rows])
        graphic = graphic_spans(document.text)
        homes = {claim["incident"] for claim in rows} | {row["incident"]}
        incidents: dict[str, JSON] = {home: dict(line) for home, line in _incidents(connection, homes)}
        claims = [
            {**claim_view(number, claim, spoken, graphic), "accused": _answers(claim, incidents)}
            for number, claim in enumerate(rows, 1)
        ]
        return {
            "document": {**line_of(row["body"]), "published_how": dating(document, document.published)},
            "text": document.text,
            "text_sha256": sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest(),
            "blocks": [block_view(block, graphic) for block in document.blocks],
            "claims": [*claims],
            "incidents": incidents,
            "incident": row["incident"] if row["incident"] in incidents else None,
            "copy_of": _title(connection, row["copy_of"]),
            "copies": [_title(connection, copy) for copy in _copies(connection, row["id"])],
            "agency": row["agency"],
            "versions": versions_of(connection, ledger, row["id"]),
        }


def block_view(block: Block, graphic: Sequence[Span]) -> dict[str, JSON]:
    """A block as it is drawn."""
    return {
        "start": block.span.start,
        "end": block.span.end,
        "kind": block.kind.value,
        "label": LABELS[block.kind],
        "reason": block.reason,
        "furniture": block.kind not in READABLE,
        "graphic": any(block.span.overlaps(span) for span in graphic),
    }


def dating(document: Document, found: Dating | None) -> JSON:
    """How the day of a page is known; null where it is not."""
    if found is None:
        return None
    words = None if found.evidence is None else document.quote(found.evidence)
    span: JSON = None if found.evidence is None else [found.evidence.start, found.evidence.end]
    return {
        "value": found.value,
        "granularity": found.granularity.value,
        "method": found.method,
        "confidence": found.confidence,
        "span": span,
        "text": words,
    }


def claim_view(
    number: int, row: sqlite3.Row, spoken: Mapping[str, list[JSON]], graphic: Sequence[Span]
) -> dict[str, JSON]:
    """A claim of a page, the `number`-th of it; graphic where any of its words are."""
    line = line_of(row["body"])
    evidence = evidence_of(line)
    spans = [Span(int(str(span["start"])), int(str(span["end"]))) for span in evidence]
    return {
        "number": number,
        "id": row["id"],
        "title": claim_title(line),
        "state": row["state"],
        "incident": row["incident"],
        "spans": [{"start": span["start"], "end": span["end"], "text": span.get("text")} for span in evidence],
        "quote": text_at(line, "evidence", "text") or "",
        "graphic": any(span.overlaps(found) for span in spans for found in graphic),
        "fields": fields_of(line),
        "edits": [dict(edit) for edit in records_at(line, "judged")],
        "judgements": spoken.get(row["id"], []),
        "citation": citation(line),
        "line": line,
        "as_read": line_of(row["as_read"]) if row["as_read"] else None,
    }


def _answers(row: sqlite3.Row, incidents: Record) -> list[JSON]:
    return answers_of(line_of(row["body"]), record_at(incidents, row["incident"] or ""))


def claim_title(line: Record) -> str:
    """What a claim is about, in a few words: "Air/drone strike, planned"; "Denied: Assault"."""
    event = record_at(line, "event")
    if not event:
        return "Statement"
    code = text_at(event, "type") or text_at(event, "kind") or "event"
    name = text_at(event, "acled", "sub_event_type") or code.replace("_", " ").capitalize()
    status = text_at(event, "status")
    told = None if status == "occurred" else status
    words = listed([name, told, "recalled as history" if flag_at(event, "historical") else None]) or name
    return f"Denied: {words}" if text_at(line, "stance") == "denies" else words


def citation(line: Record) -> str:
    """A claim's words with where they stand, to be pasted into a report."""
    document = record_at(line, "document")
    quote = record_at(line, "evidence")
    name = text_at(document, "outlet") or text_at(document, "external_id")
    title, published = text_at(document, "title"), text_at(document, "published")
    where = listed([name, f"“{title}”" if title else None, published or "date not known", text_at(document, "url")])
    bytes_of = f"SHA-256 of the page {text_at(document, 'sha256')}"
    place = f"characters {quote.get('start')} to {quote.get('end')} of its text"
    return f"“{text_at(quote, 'text')}” ({where}; {bytes_of}, {place}; claim {text_at(line, 'id')})"


def judgements_on(desk: Desk, connection: sqlite3.Connection, claims: Sequence[str]) -> dict[str, list[JSON]]:
    """The judgements in force that speak of some claims, in order: who, when, what, why, and whether they stand."""
    wanted = frozenset(claims)
    made = [one for one in log_in_force(desk) if any(seen.claim in wanted for seen in one.seen)]
    lines = _lines_as_read(connection, {seen.claim for one in made for seen in one.seen})
    found: dict[str, list[JSON]] = {}
    for standing_one in standing(made, lines):
        record = _judgement(standing_one.judgement, standing_one.reason)
        for seen in standing_one.judgement.seen:
            found.setdefault(seen.claim, []).append(record)
    return found


def _judgement(made: Judgement, reopened: str | None) -> dict[str, JSON]:
    return {
        "id": made.id,
        "verdict": made.verdict.value,
        "targets": [*made.targets],
        "field": made.field,
        "value": None if made.value is None else json.loads(made.value),
        "by": made.by,
        "at": made.at,
        "why": made.why,
        "reopened": reopened,
    }


def _lines_as_read(connection: sqlite3.Connection, claims: Iterable[str]) -> list[Record]:
    found = (
        connection.execute("SELECT body, as_read FROM claims WHERE id = ?", (claim,)).fetchone()
        for claim in sorted(claims)
    )
    return [line_of(row["as_read"] or row["body"]) for row in found if row is not None]


def _incidents(connection: sqlite3.Connection, names: Iterable[str | None]) -> Iterable[tuple[str, Record]]:
    for name in sorted(name for name in names if name):
        row = connection.execute("SELECT summary FROM incidents WHERE id = ?", (name,)).fetchone()
        if row is not None:
            yield name, line_of(row["summary"])


def _title(connection: sqlite3.Connection, page: str | None) -> JSON:
    """What another page is called; null where there is none."""
    row = connection.execute("SELECT body FROM pages WHERE id = ?", (page,)).fetchone()
    if row is None:
        return None
    document = line_of(row["body"])
    return {key: document.get(key) for key in ("id", "external_id", "title", "outlet", "published")}


def _copies(connection: sqlite3.Connection, page: str) -> list[str]:
    found = connection.execute("SELECT id FROM pages WHERE copy_of = ? ORDER BY position", (page,))
    return [row["id"] for row in found]


def versions_of(connection: sqlite3.Connection, ledger: Connection, page: str) -> list[JSON]:
    """Every capture of the address of a page, the earliest first; one alone where it was captured once.

    `this` says that it is of the page itself: the same bytes may have come in more than once.
    """
    found = connection.execute("SELECT id, external_id, json_extract(body, '$.url') AS url FROM pages")
    addresses = {row["id"]: _address(row) for row in found}
    same = [name for name, address in addresses.items() if address == addresses[page]]
    return [
        {**asdict(kept), "this": kept.document == page, "page": _title(connection, kept.document)}
        for kept in kept_of(ledger, same)
    ]


def _address(row: sqlite3.Row) -> str:
    """By what a page is known: its address in one spelling, or its external id where it has none."""
    return _normal(row["url"]) if row["url"] else row["external_id"]
