"""A ledger as it was after one of its runs: no row is ever changed, so the past is a question of which to look at."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Select, Table, func, select

from sitrep.ledger.chains import LogRow
from sitrep.ledger.lines import log_rows
from sitrep.ledger.queries import RUN_NUMBER, read_out
from sitrep.ledger.tables import (
    CAPTURES,
    CLAIMS,
    DOCUMENTS,
    JUDGEMENT_LOG,
    LINKINGS,
    ORIGINS,
    READINGS,
    REFUSALS,
    RUNS,
)
from sitrep.model.errors import UsageError
from sitrep.model.identity import JSON
from sitrep.model.readings import Reading, Run

KINDS = {
    "captures": CAPTURES, "readings": READINGS, "refusals": REFUSALS, "judgements": JUDGEMENT_LOG, "linkings": LINKINGS,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class RunSummary:
    """A run, its place among the others, and how many rows of each kind it added."""

    number: int
    run: Run
    added: dict[str, int]


def runs(connection: Connection) -> list[RunSummary]:
    """Every run, in the order in which they first wrote."""
    added = {kind: dict(_by_run(connection, table)) for kind, table in KINDS.items()}
    found = connection.execute(select(RUN_NUMBER.label("number"), RUNS.c.id, RUNS.c.started).order_by(RUN_NUMBER))
    return [
        RunSummary(
            row.number, Run(row.id, row.started), {kind: counts.get(row.id, 0) for kind, counts in added.items()}
        )
        for row in found
    ]


def _by_run(connection: Connection, table: Table) -> Iterator[tuple[str, int]]:
    for row in connection.execute(select(table.c.run, func.count().label("rows")).group_by(table.c.run)):
        yield row.run, row.rows


def run_named(connection: Connection, name: str) -> RunSummary:
    """The run of a name, or of the beginning of one. Raises UsageError where there is none, or more than one."""
    found = [summary for summary in runs(connection) if summary.run.id.startswith(name)]
    exact = [summary for summary in found if summary.run.id == name]
    if len(exact or found) != 1:
        many = "more than one run begins so" if found else "there is no such file or run"
        raise UsageError(f"{name}: {many}; name an export (.jsonl) or a run that `sitrep runs` lists")
    return (exact or found)[0]


def _until(run: int) -> ColumnElement[bool]:
    """Whether a row's run is one of the first so many."""
    return run >= RUN_NUMBER


def readings_until(connection: Connection, run: int) -> Iterator[Reading]:
    """The readings that were current after a run, in order of the documents' ids."""
    place = func.row_number().over(partition_by=DOCUMENTS.c.id, order_by=(ORIGINS.c.number.desc(), DOCUMENTS.c.record))
    placed = (
        select(DOCUMENTS.c.record, place.label("place"))
        .join(ORIGINS, ORIGINS.c.id == DOCUMENTS.c.origin)
        .join(RUNS, RUNS.c.id == DOCUMENTS.c.run)
        .where(_until(run))
        .subquery()
    )
    found = (
        select(DOCUMENTS.c.record, DOCUMENTS.c.body, ORIGINS.c.body.label("origin"))
        .join(placed, placed.c.record == DOCUMENTS.c.record)
        .join(READINGS, READINGS.c.reading == DOCUMENTS.c.record)
        .join(ORIGINS, ORIGINS.c.id == DOCUMENTS.c.origin)
        .where(placed.c.place == 1)
        .order_by(DOCUMENTS.c.id)
    )
    for row in connection.execute(found):
        yield read_out(connection, row.record, row.body, row.origin)


def log_until(connection: Connection, run: int) -> Iterator[LogRow]:
    """The lines of the log of judgements after a run, in order."""
    found = (
        select(JUDGEMENT_LOG)
        .join(RUNS, RUNS.c.id == JUDGEMENT_LOG.c.run)
        .where(_until(run))
        .order_by(JUDGEMENT_LOG.c.number)
    )
    return log_rows(connection, found)


def linking_until(connection: Connection, run: int) -> tuple[JSON, str | None]:
    """The linking that held after a run, and the name of its weights; nulls where nothing was linked yet."""
    found: Select[str, str] = (
        select(LINKINGS.c.body, LINKINGS.c.profile)
        .join(RUNS, RUNS.c.id == LINKINGS.c.run)
        .where(_until(run))
        .order_by(LINKINGS.c.number.desc())
        .limit(1)
    )
    row = connection.execute(found).first()
    return (None, None) if row is None else (json.loads(row.body), row.profile)


def claims_there(connection: Connection) -> frozenset[str]:
    """The ids of all claims that any origin found, less those that were erased."""
    return frozenset(connection.scalars(select(CLAIMS.c.id).distinct()))


def times_read(connection: Connection) -> dict[str, int]:
    """By how many origins each document was read."""
    found = select(DOCUMENTS.c.id, func.count(DOCUMENTS.c.origin.distinct()).label("origins")).join(
        READINGS, READINGS.c.reading == DOCUMENTS.c.record
    )
    return {row.id: row.origins for row in connection.execute(found.group_by(DOCUMENTS.c.id))}


def times_captured(connection: Connection) -> dict[str, int]:
    """From how many captures each document came."""
    found = select(DOCUMENTS.c.id, func.count(DOCUMENTS.c.capture.distinct()).label("captures"))
    return {row.id: row.captures for row in connection.execute(found.group_by(DOCUMENTS.c.id))}


@dataclass(frozen=True, slots=True)
class Linked:
    """A linking as it was stored: when its run began, which claims made which incident, which ids led where."""

    at: str
    incidents: dict[str, list[str]]
    redirects: dict[str, str]


def linkings(connection: Connection) -> Iterator[Linked]:
    """Every linking, in order; one that says what the one before it said is left out."""
    found = select(LINKINGS.c.id, LINKINGS.c.body, RUNS.c.started).join(RUNS, RUNS.c.id == LINKINGS.c.run)
    last = None
    for row in connection.execute(found.order_by(LINKINGS.c.number)):
        if row.id != last:
            body = json.loads(row.body)
            yield Linked(row.started, body.get("incidents", {}), body.get("redirects", {}))
        last = row.id
