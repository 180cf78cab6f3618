"""The index made from a case: the whole of it, or what a few judgements touch."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from sitrep.case.folders import Case
from sitrep.case.judging import apply_judgements
from sitrep.case.linking import Corpus, Gathered, corpus_from, gather, gathered_of, telling_of
from sitrep.desk.charts.entries import entry_of
from sitrep.desk.index import (
    FORM,
    create_tables,
    fact,
    line_of,
    names_of,
    part_of,
    put_in_place,
    set_fact,
    standing_claims,
    writing_index,
)
from sitrep.desk.searching.search_index import create_search, index_claim, index_page, remove_page
from sitrep.desk.states import State, states
from sitrep.desk.telling.titles import shortened
from sitrep.ledger.connections import viewing
from sitrep.ledger.queries import Stamp, judgements, latest_linking, readings_after, stamp
from sitrep.ledger.records import from_json
from sitrep.link.accounts import Page
from sitrep.link.chains import coverage
from sitrep.link.incidents import incident_line
from sitrep.link.voices import credited_agency
from sitrep.model.documents import Document
from sitrep.model.fields import Record, number_at, record_at, records_at, text_at
from sitrep.model.identity import JSON, canonical
from sitrep.model.judgements import Judgement, judged_claims
from sitrep.model.linkings import Linking
from sitrep.review.uncertainty import uncertainty
from sitrep.views.claims import claim_lines
from sitrep.views.records import document_record


def stamp_of(case: Case) -> Stamp:
    """How far the ledger of a case has grown."""
    with viewing(case.ledger) as connection:
        return stamp(connection)


def build(case: Case, path: Path) -> None:
    """Make the index of a case anew; an earlier one stays in use until the new one is whole."""
    seen = stamp_of(case)
    corpus = corpus_from(gather(case))
    part = part_of(path)
    with writing_index(part) as connection:
        create_tables(connection)
        create_search(connection)
        set_fact(connection, "form", FORM)
        set_fact(connection, "covers", dict(corpus.covers))
        homes = homes_of(corpus.linking)
        for position, page in enumerate(corpus.gathered.pages):
            standing = Standing(position, corpus.copies.get(page.id), corpus.agencies.get(page.id))
            _put_page(connection, page, corpus.linking, standing)
            _put_claims(connection, page.id, _both_ways(page, corpus), homes)
        _put_incidents(connection, corpus.linking.incidents, corpus)
        set_fact(connection, "stamp", dict(asdict(seen)))
    put_in_place(part, path)


def absorb(case: Case, path: Path, then: Stamp) -> None:
    """Bring an index up to date with the pages and judgements that came after it was made; linkings must be the same.

    New pages stand in no incident, and whose copies they are is not known, until the case is linked again.
    """
    with viewing(case.ledger) as connection:
        seen = stamp(connection)
        made = list(judgements(connection))
        raw = latest_linking(connection)
        new = [(reading.document, claim_lines(reading)) for reading in readings_after(connection, then.readings)]
    linking = Linking() if raw is None else from_json(Linking, raw)
    with writing_index(path) as connection:
        homes = homes_of(linking) if new else {}
        added = frozenset(
            name for document, lines in new for name in _put_reading(connection, document, lines, linking, homes)
        )
        as_read = _as_read(connection, judged_claims(made) | _named(made))
        gathered = gathered_of((), made, as_read, linking)
        touched = _touched(made, then.judgements) | (added & as_read.keys())
        pages = {text_at(as_read[claim], "document", "id") or "" for claim in touched if claim in as_read}
        changed = states(gathered.standing)
        for claim in touched & as_read.keys():
            _judge_claim(connection, as_read[claim], gathered, changed.get(claim, State.MACHINE))
        corpus = partial_corpus(connection, gathered, pages)
        told = {home for page in pages for home in _homes_on(connection, page)}
        _put_incidents(
            connection, {name: linking.incidents[name] for name in told if name in linking.incidents}, corpus
        )
        if new:
            set_fact(connection, "covers", coverage(_one_each(connection)))
        set_fact(connection, "stamp", dict(asdict(seen)))


def _put_reading(
    connection: sqlite3.Connection,
    document: Document,
    lines: Sequence[Record],
    linking: Linking,
    homes: Mapping[str, str],
) -> list[str]:
    """Put a page that was read, or read anew, in the place of what stood there; the names of its claims."""
    page = Page(document_record(document), document.text, tuple(lines))
    old = connection.execute("SELECT position, copy_of, agency FROM pages WHERE id = ?", (page.id,)).fetchone()
    last = connection.execute("SELECT coalesce(max(position), -1) FROM pages").fetchone()[0]
    standing = Standing(last + 1, None, credited_agency(page.text)) if old is None else Standing(*old)
    connection.execute("DELETE FROM pages WHERE id = ?", (page.id,))
    connection.execute("DELETE FROM claims WHERE page = ?", (page.id,))
    remove_page(connection, page.id)
    _put_page(connection, page, linking, standing)
    _put_claims(connection, page.id, [(line, line, State.MACHINE) for line in lines], homes)
    return names_of(lines)


def _one_each(connection: sqlite3.Connection) -> list[Record]:
    """One claim of each page that has any."""
    found = connection.execute("SELECT body FROM claims WHERE state <> 'rejected' GROUP BY page ORDER BY page")
    return [line_of(row["body"]) for row in found]


def homes_of(linking: Linking) -> dict[str, str]:
    """The incident that each claim is in."""
    return {claim: name for name, claims in linking.incidents.items() for claim in claims}


def partial_corpus(connection: sqlite3.Connection, gathered: Gathered, pages: Iterable[str]) -> Corpus:
    """What is known around the claims of some pages: of these and of all pages that tell of the same incidents."""
    homes = {home for page in pages for home in _homes_on(connection, page)}
    wanted = {page for home in homes for page in _pages_of(connection, home)} | set(pages)
    return corpus_of_pages(connection, gathered, wanted)


def corpus_around(connection: sqlite3.Connection, gathered: Gathered, incident: str) -> Corpus:
    """What is known of the pages that tell of one incident: all that its own line is made from, and no other's."""
    return corpus_of_pages(connection, gathered, _pages_of(connection, incident))


def corpus_of_pages(connection: sqlite3.Connection, gathered: Gathered, wanted: Iterable[str]) -> Corpus:
    """What is known of some pages."""
    of_document = {page: standing_claims(connection, page) for page in sorted(wanted)}
    covers = fact(connection, "covers")
    rows = connection.execute("SELECT id, copy_of, agency FROM pages").fetchall()
    return Corpus(
        linking=gathered.earlier or Linking(),
        claims={text_at(line, "id") or "": line for lines in of_document.values() for line in lines},
        of_document=of_document,
        copies={row["id"]: row["copy_of"] for row in rows if row["copy_of"] is not None},
        agencies={row["id"]: row["agency"] for row in rows if row["agency"] is not None},
        gathered=gathered,
        covers=covers if isinstance(covers, dict) else {},
    )


def judged_now(case: Case, connection: sqlite3.Connection) -> Gathered:
    """What people judged in a case, on the lines as they are read now, and the latest linking."""
    with viewing(case.ledger) as ledger:
        made = list(judgements(ledger))
        raw = latest_linking(ledger)
    linking = Linking() if raw is None else from_json(Linking, raw)
    return gathered_of((), made, _as_read(connection, judged_claims(made) | _named(made)), linking)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a page stands in its case: in which order, as whose copy, by which agency."""

    position: int
    copy_of: str | None
    agency: str | None


def _put_page(connection: sqlite3.Connection, page: Page, linking: Linking, standing: Standing) -> None:
    document = page.document
    connection.execute(
        "INSERT INTO pages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            page.id,
            text_at(document, "external_id") or page.id,
            standing.position,
            text_at(document, "published"),
            text_at(document, "outlet"),
            len(page.claims),
            linking.mains.get(page.id),
            standing.copy_of,
            standing.agency,
            canonical(dict(document)),
        ),
    )
    index_page(connection, page.id, text_at(document, "title") or "", page.text)


def evidence_of(line: Record) -> list[tuple[int, int]]:
    """Where the evidence of a claim stands in its page: the main passage and the others."""
    spans = [record_at(line, "evidence"), *records_at(line, "passages")]
    bounds = [(number_at(span, "start"), number_at(span, "end")) for span in spans]
    return [(int(start), int(end)) for start, end in bounds if start is not None and end is not None]


def _both_ways(page: Page, corpus: Corpus) -> Iterator[tuple[Record, Record, State]]:
    """Yield each claim of a page as people left it, as it was read, and its state; rejected ones too."""
    reviewed = states(corpus.gathered.standing)
    as_read = corpus.gathered.as_read
    for line in page.claims:
        name = text_at(line, "id") or ""
        yield line, as_read.get(name, line), reviewed.get(name, State.MACHINE)
    there = set(names_of(page.claims))
    for name, line in as_read.items():
        if text_at(line, "document", "id") == page.id and name not in there:
            yield line, line, State.REJECTED


def _put_claims(
    connection: sqlite3.Connection,
    page: str,
    lines: Iterable[tuple[Record, Record, State]],
    homes: Mapping[str, str],
) -> None:
    ordered = sorted(lines, key=lambda item: _place_in_text(item[0]))
    for line, _, _ in ordered:
        index_claim(connection, text_at(line, "id") or "", page, evidence_of(line))
    connection.executemany(
        "INSERT INTO claims VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                text_at(line, "id"),
                page,
                position,
                homes.get(text_at(line, "id") or ""),
                bool(as_read.get("event")),
                state,
                canonical(dict(line)),
                "" if line is as_read else canonical(dict(as_read)),
                *_doubt(as_read),
            )
            for position, (line, as_read, state) in enumerate(ordered)
        ],
    )


def _doubt(as_read: Record) -> tuple[float, str]:
    """How unsure the machine is of an event claim, and the reasons in words as a JSON list; 0 and none of others."""
    if not as_read.get("event"):
        return 0.0, "[]"
    found = uncertainty(as_read)
    return found.score, canonical([*found.texts])


def _place_in_text(line: Record) -> tuple[int, str]:
    start = record_at(line, "evidence").get("start")
    return start if isinstance(start, int) else 0, text_at(line, "id") or ""


def _put_incidents(connection: sqlite3.Connection, incidents: Mapping[str, Iterable[str]], corpus: Corpus) -> None:
    for name, members in incidents.items():
        connection.execute("DELETE FROM incidents WHERE id = ?", (name,))
        claims = [corpus.claims[claim] for claim in members if claim in corpus.claims]
        if claims:
            told = incident_line(name, claims, telling_of(corpus, name, claims, "range"))
            line = {**told, "profile": corpus.linking.profile}
            published = (text_at(claim, "document", "published") for claim in claims)
            entry = asdict(entry_of(line, (text_at(claim, "certainty") for claim in claims), published))
            summary = shortened(line, claims)
            forms = (canonical(summary), canonical(entry), canonical(line))
            connection.execute("INSERT INTO incidents VALUES (?, ?, ?, ?)", (name, *forms))


def _named(made: Iterable[Judgement]) -> frozenset[str]:
    """The claims that any judgement ever spoke of, undone ones too."""
    return frozenset(seen.claim for judgement in made for seen in judgement.seen)


def _as_read(connection: sqlite3.Connection, claims: Iterable[str]) -> dict[str, Record]:
    """The lines of some claims as the reader has them."""
    found: dict[str, Record] = {}
    for name in claims:
        row = connection.execute("SELECT body, as_read FROM claims WHERE id = ?", (name,)).fetchone()
        if row is not None:
            found[name] = line_of(row["as_read"] or row["body"])
    return found


def _touched(made: list[Judgement], known: int) -> frozenset[str]:
    """The claims that the judgements after the first `known` speak of, or of whose judgements they do."""
    spoken = {judgement.id: _named([judgement]) for judgement in made}
    undone = frozenset(claim for j in made[known:] for target in j.targets for claim in spoken.get(target, ()))
    return _named(made[known:]) | undone


def _judge_claim(connection: sqlite3.Connection, as_read: Record, gathered: Gathered, state: State) -> None:
    """Put a claim as people left it in the place of what stood there."""
    line = next(apply_judgements([as_read], gathered.standing), None)
    body = dict(as_read) if line is None else line
    connection.execute(
        "UPDATE claims SET state = ?, body = ?, as_read = ? WHERE id = ?",
        (state, canonical(body), json.dumps(dict(as_read), ensure_ascii=False), text_at(as_read, "id")),
    )


def _homes_on(connection: sqlite3.Connection, page: str) -> list[str]:
    found = connection.execute("SELECT DISTINCT incident FROM claims WHERE page = ? AND incident NOT NULL", (page,))
    return [row["incident"] for row in found]


def _pages_of(connection: sqlite3.Connection, incident: str) -> list[str]:
    found = connection.execute("SELECT DISTINCT page FROM claims WHERE incident = ?", (incident,))
    return [row["page"] for row in found]


def facts_of(connection: sqlite3.Connection) -> dict[str, JSON]:
    """What is so of an index: its form, the stamp of the ledger that it was made from, what the corpus covers."""
    return {row["name"]: json.loads(row["value"]) for row in connection.execute("SELECT name, value FROM facts")}
