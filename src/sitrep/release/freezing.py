"""A case frozen: the files of a release by their names, the same for the same ledger, name, day, profile and rule."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path

from sqlalchemy import Connection

import sitrep
from sitrep.case.folders import Case
from sitrep.case.linking import corpus_of
from sitrep.case.reviewing import known_rates
from sitrep.case.sides import sides_of_run
from sitrep.export.analysis import analysed
from sitrep.export.files import in_order
from sitrep.export.redacted import redacted_incidents, redacted_lines, summed
from sitrep.gazetteer.index import PlaceNames
from sitrep.ledger.chains import BEGINNING
from sitrep.ledger.connections import viewing
from sitrep.ledger.history import RunSummary, linkings, runs
from sitrep.ledger.lines import tombstones
from sitrep.ledger.queries import judgement_log, judgements, stamp
from sitrep.link.positions import RULES
from sitrep.model.errors import LedgerError, UsageError
from sitrep.model.fields import Record, record_at, text_at, texts_at
from sitrep.model.identity import JSON, canonical, content_id, sha256_hex
from sitrep.model.judgements import in_force
from sitrep.model.linkings import Linking
from sitrep.redaction import Audience
from sitrep.release.codebooks import codebook, codebook_json, codebook_markdown
from sitrep.release.departures import (
    DELETIONS,
    REDIRECTS,
    Deletion,
    Log,
    Redirect,
    deleted_claims,
    deleted_incidents,
    redirects,
)
from sitrep.release.folders import HEAD, SUMS, head_of, lines_of, refuse_broken
from sitrep.release.papers import citation, cite_line, how_to_cite, licence
from sitrep.release.tables import claims_csv, jsonl, rows_in, table_csv
from sitrep.review.rates import rates_line

NAME = re.compile(r"\w[\w .+-]{0,79}")
NOT_REVIEWED = "not reviewed"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked of a release: its name and day where given, whom it is for, the rule, the release before it."""

    name: str | None = None
    day: date | None = None
    audience: Audience = Audience.PUBLIC
    rule: str = RULES[0]
    since: Path | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What the log of a case says, read out once: its last run, its chain, what was erased, what was linked before."""

    last: RunSummary
    lines: int
    head: str
    log: Log
    before: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Earlier:
    """What the release before had."""

    told: Record | None = None
    claims: Sequence[Record] = ()
    incidents: Sequence[Record] = ()


def frozen(case: Case, wish: Wish, places: PlaceNames) -> dict[str, bytes]:
    """The files of a release of a linked case by their names, without SHA256SUMS.

    Raises UsageError for a name or day that cannot be, LedgerError for a case that is not linked, was not linked since
    its pages or judgements changed, or changes while it is read.
    """
    before, earlier = _stamp(case), _earlier(wish.since)
    known = _known(case)
    day = _day(wish.day, known.last)
    name, linking = _named(wish, day), _linking(case)
    lines = in_order(redacted_lines(case, wish.audience, day, places))
    told = list(redacted_incidents(case, wish.audience, day, places, wish.rule))
    rows, rates = claims_csv(analysed(case, lines, wish.audience)), _rates(case)
    if _stamp(case) != before:
        raise LedgerError(f"{case.path}: another process wrote to it meanwhile; run the command again")
    gone, led = _departures(known, linking, earlier, lines, told)
    tables = {
        "claims.jsonl": jsonl(lines),
        "claims.csv": rows,
        "incidents.jsonl": jsonl(told),
        "deletions.csv": table_csv(DELETIONS, (one.row() for one in gone)),
        "redirects.csv": table_csv(REDIRECTS, (one.row() for one in led)),
    }
    head: dict[str, JSON] = {
        **name,
        "origins": [*_origins(lines)],
        "since": dict(earlier.told) if earlier.told is not None else None,
        "rules": _rules(wish.rule, linking, told),
        "rows": {table: rows_in(table, content) for table, content in tables.items()},
        "withheld": {
            "claims": summed(wish.audience, lines, "claims"),
            "incidents": summed(wish.audience, told, "incidents"),
        },
        "rates": rates,
        "log": {"lines": known.lines, "head": known.head, "run": known.last.run.id},
    }
    return {**tables, **_papers({**head, "cite": cite_line(head)})}


def _named(wish: Wish, day: date) -> dict[str, JSON]:
    """What a release is called, and of which day, program and profile it is. Raises UsageError for no such name."""
    return {
        "name": _name(wish.name or day.isoformat()),
        "day": day.isoformat(),
        "sitrep": sitrep.__version__,
        "profile": wish.audience.value,
        "lists": lists_digest(),
    }


@cache
def lists_digest() -> str:
    """A digest of the lists by which redaction shows and withholds: other lists, other cells."""
    found = [file for file in (files("sitrep.redaction") / "data").iterdir() if file.name.endswith(".tsv")]
    return content_id("lists", *(file.read_text("utf-8") for file in sorted(found, key=lambda file: file.name)))


def _papers(head: Record) -> dict[str, bytes]:
    """What stands beside the tables."""
    book = codebook()
    texts = {
        HEAD: json.dumps(dict(head), indent=2, ensure_ascii=False) + "\n",
        "codebook.md": codebook_markdown(book),
        "codebook.json": codebook_json(book),
        "CITATION.cff": citation(head),
        "CITE.txt": how_to_cite(head),
        "LICENCE.txt": licence(),
    }
    return {name: text.encode("utf-8", "backslashreplace") for name, text in texts.items()}


def _stamp(case: Case) -> object:
    """How far a case has grown."""
    with viewing(case.ledger) as connection:
        return stamp(connection)


def _known(case: Case) -> Known:
    """What the log of a case says. Raises LedgerError for an empty case."""
    with viewing(case.ledger) as connection:
        ran = runs(connection)
        if not ran:
            raise LedgerError(f"{case.path}: nothing is in it yet; run `sitrep add {case.path} PATH...`")
        rows = list(judgement_log(connection))
        held = {name: claims for linked in linkings(connection) for name, claims in linked.incidents.items()}
        head = rows[-1].hash if rows else BEGINNING
        return Known(ran[-1], len(rows), head, _log(connection, ran[-1].number), held)


def _log(connection: Connection, last: int) -> Log:
    """What was erased and judged, and by which origin each document is read now."""
    erased = {page: number for number, stone in tombstones(connection).items() for page in stone.documents}
    return Log(erased, in_force(judgements(connection)), sides_of_run(connection, last)[0].documents)


def _linking(case: Case) -> Linking:
    """The linking of a case. Raises LedgerError where there is none, or it is out of date."""
    corpus = corpus_of(case)
    if corpus.is_stale:
        raise LedgerError(
            f"{case.path}: pages or judgements have changed since the claims were linked; run `sitrep link {case.path}`"
        )
    return corpus.linking


def _day(given: date | None, last: RunSummary) -> date:
    """The day of a release: the one given, else that of the last run. Raises UsageError for one that is to come."""
    # What is withheld follows from the day: by one that is to come too little would be.
    if given is not None and given > datetime.now(UTC).date():
        raise UsageError(f"--day {given}: is not here yet; give a day that is, or leave it out")
    return given or datetime.fromisoformat(last.run.started).astimezone(UTC).date()


def _name(name: str) -> str:
    """The name of a release. Raises UsageError for one that cannot stand in a citation."""
    if NAME.fullmatch(name) is None:
        raise UsageError(
            f"--name {name!r}: is no name for a release; use up to 80 letters, digits, spaces, dots, plus and hyphens"
        )
    return name


def _earlier(since: Path | None) -> Earlier:
    """What the release before had. Raises UsageError for a folder that is none, or does not hold."""
    if since is None:
        return Earlier()
    refuse_broken(since)
    head = head_of(since)
    told: Record = {
        "name": text_at(head, "name"),
        "day": text_at(head, "day"),
        "sums_sha256": sha256_hex((since / SUMS).read_bytes()),
    }
    return Earlier(told, lines_of(since, "claims.jsonl"), lines_of(since, "incidents.jsonl"))


def _departures(
    known: Known, linking: Linking, earlier: Earlier, lines: Sequence[Record], told: Sequence[Record]
) -> tuple[list[Deletion], list[Redirect]]:
    """What is gone since the release before, and where the ids of incidents lead that are gone or were parted."""
    claims, living = _ids(lines), _ids(told)
    dead = {name: held for name, held in known.before.items() if name not in living}
    held = {**dead, **{text_at(line, "id") or "": texts_at(line, "claims") for line in earlier.incidents}}
    led = list(redirects(held, linking, living))
    gone = list(deleted_claims(earlier.claims, claims, known.log))
    return [*gone, *deleted_incidents(earlier.incidents, living, gone, led)], led


def _ids(lines: Iterable[Record]) -> frozenset[str]:
    return frozenset(text_at(line, "id") or "" for line in lines)


def _origins(lines: Iterable[Record]) -> list[dict[str, JSON]]:
    """The instruments that read the claims, each once, in a fixed order."""
    found = {canonical(origin): origin for line in lines if (origin := dict(record_at(line, "origin")))}
    return [found[key] for key in sorted(found)]


def _rules(rule: str, linking: Linking, told: Iterable[Record]) -> dict[str, JSON]:
    """The rule asked for, the weights that linked, and by which rule each measure of the incidents was added up."""
    used: Counter[tuple[str, str]] = Counter()
    for line in told:
        quantities = record_at(line, "quantities")
        used.update((measure, text_at(quantities, measure, "aggregate", "rule") or "none") for measure in quantities)
    by_measure: dict[str, JSON] = {}
    for (measure, own), count in sorted(used.items()):
        by_measure[measure] = {**record_at(by_measure, measure), own: count}
    return {"figures": rule, "incidents_by_measure_and_rule": by_measure, "linking": linking.profile}


def _rates(case: Case) -> JSON:
    """The error rates by field on the reviewed random sample, or that there is none."""
    found = known_rates(case)
    return NOT_REVIEWED if found is None else {**found.as_json(), "line": rates_line(found)}
