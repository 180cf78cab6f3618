"""The two sides of a diff: an export, or a case as it was after one of its runs."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from sqlalchemy import Connection

from sitrep.case.differences import Background, Change, Comparison, Side, is_incident
from sitrep.case.folders import Case
from sitrep.case.judging import apply_judgements
from sitrep.ledger.connections import viewing
from sitrep.ledger.history import (
    claims_there,
    linking_until,
    log_until,
    readings_until,
    run_named,
    times_captured,
    times_read,
)
from sitrep.ledger.lines import tombstones
from sitrep.ledger.queries import judgements
from sitrep.model.errors import UsageError
from sitrep.model.fields import Record, record_at, records_at, text_at, texts_at
from sitrep.model.identity import JSON
from sitrep.model.judgements import Judgement, in_force
from sitrep.views.claims import claim_lines
from sitrep.views.records import origin_record


def changes_between(case: Case, before: str, after: str) -> Iterator[Change]:
    """Yield every cell that differs between two exports, or between a case after two of its runs.

    Raises UsageError for two that cannot be compared.
    """
    with viewing(case.ledger) as connection:
        known = background(connection)
        paths = [Path(name) for name in (before, after)]
        if any(path.is_file() for path in paths):
            yield from Comparison(*_same_kind([side_of_export(path) for path in paths]), known).changes()
            return
        one, other = (run_named(connection, name).number for name in (before, after))
        for sides in zip(sides_of_run(connection, one), sides_of_run(connection, other), strict=True):
            yield from Comparison(*sides, known).changes()


def _same_kind(sides: list[Side]) -> tuple[Side, Side]:
    """Two sides of the same kind of rows. Raises UsageError for claims against incidents."""
    kinds = {is_incident(line) for side in sides for line in side.rows.values()}
    if len(kinds) > 1:
        raise UsageError("claims cannot be compared with incidents; export the same twice")
    return sides[0], sides[1]


def background(connection: Connection) -> Background:
    """What a case knows beside any two exports of it."""
    return Background(
        spoken=by_target(judgements(connection)),
        reread=frozenset(document for document, times in times_read(connection).items() if times > 1),
        recaptured=frozenset(document for document, times in times_captured(connection).items() if times > 1),
        erased={one: number for number, stone in tombstones(connection).items() for one in stone.documents},
    )


def by_target(made: Iterable[Judgement]) -> dict[str, frozenset[str]]:
    """Judgements by the claims and incidents that they are about; an undo is about what it undoes."""
    found: dict[str, set[str]] = defaultdict(set)
    about: dict[str, set[str]] = {}
    for judgement in made:
        named = {*judgement.targets, *(seen.claim for seen in judgement.seen)}
        about[judgement.id] = named.union(*(about.get(target, ()) for target in judgement.targets))
        for target in about[judgement.id]:
            found[target].add(judgement.id)
    return {target: frozenset(names) for target, names in found.items()}


def side_of_export(path: Path) -> Side:
    """The side that a file of claim or incident lines is. Raises UsageError for anything else."""
    try:
        lines = [_line(path, number, text) for number, text in enumerate(path.read_bytes().splitlines(), 1)]
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}); name an export of claims or incidents") from error
    documents: dict[str, Record | None] = {}
    for line in lines:
        if is_incident(line):
            documents.update((text_at(one, "id") or "", None) for one in records_at(line, "documents"))
        else:
            documents[text_at(line, "document", "id") or ""] = record_at(line, "origin")
    profiles = {profile for line in lines if (profile := text_at(line, "profile")) is not None}
    return Side(
        {text_at(line, "id") or "": line for line in lines}, documents, profile=", ".join(sorted(profiles)) or None
    )


def _line(path: Path, number: int, text: bytes) -> Record:
    """A line of an export. Raises UsageError for what is no claim and no incident."""
    try:
        value: JSON = json.loads(text)
    except ValueError:
        value = None
    if (
        not isinstance(value, dict)
        or not isinstance(value.get("id"), str)
        or not ({"evidence", "claims"} & value.keys())
    ):
        raise UsageError(
            f"{path}:{number}: is no claim and no incident; name a .jsonl of `sitrep claims` or `incidents`"
        )
    return value


def sides_of_run(connection: Connection, run: int) -> tuple[Side, Side]:
    """The claims of a case after a run, and its incidents by their claims."""
    documents: dict[str, Record | None] = {}
    read: list[Record] = []
    for reading in readings_until(connection, run):
        documents[reading.document.id] = origin_record(reading.origin)
        read.extend(claim_lines(reading))
    rows = list(log_until(connection, run))
    made, erased = [row.judgement() for row in rows], frozenset(row.number for row in rows if row.tombstone())
    judged = by_target(in_force(made))
    claims = {text_at(line, "id") or "": line for line in apply_judgements(read, made)}
    linking, profile = linking_until(connection, run)
    kept = without_erased(linking if isinstance(linking, dict) else {}, claims_there(connection))
    incidents = incident_rows(kept, claims)
    return Side(claims, documents, judged, erased=erased), Side(incidents, documents, judged, profile, erased)


def without_erased(linking: Record, there: frozenset[str]) -> Record:
    """A linking less the claims that are not in the ledger any more, and the incidents that only those made."""
    held = record_at(linking, "incidents")
    left = {name: [claim for claim in texts_at(held, name) if claim in there] for name in held}
    incidents: dict[str, JSON] = {name: [*claims] for name, claims in left.items() if claims or not held[name]}
    return {**linking, "incidents": incidents}


def incident_rows(linking: Record, claims: Mapping[str, Record]) -> dict[str, Record]:
    """The incidents of a linking as rows: their claims and pages, and the ids that were merged into each."""
    held, redirects = record_at(linking, "incidents"), record_at(linking, "redirects")
    rows: dict[str, Record] = {}
    for name in held:
        members = texts_at(held, name)
        pages = {text_at(claims[claim], "document", "id") or "" for claim in members if claim in claims}
        documents: list[JSON] = [{"id": page} for page in sorted(pages)]
        merged: list[JSON] = [old for old in sorted(redirects) if redirects[old] == name]
        rows[name] = {"id": name, "claims": [*sorted(members)], "documents": documents, "merged": merged}
    return rows
