"""The snapshot that a report writes beside itself: what the next report needs to say what has changed since."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sitrep.desk.telling.titles import title_of
from sitrep.model.errors import UsageError
from sitrep.model.fields import Record, record_at, records_at, text_at, texts_at
from sitrep.model.identity import JSON
from sitrep.report.contents import DAY, clean, division_of
from sitrep.report.drawing import Asked, Drawn
from sitrep.report.windows import Window, window_of

FORM = "sitrep report 1"
TO_DO = "name the report.json that `sitrep report` wrote beside the last report"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A report as data: what was asked for, the last run it saw, and its incidents as rows by id."""

    made: str
    window: Window
    admin1: str | None
    profile: str
    rule: str
    run: str
    rows: Mapping[str, Record]

    def as_json(self) -> dict[str, JSON]:
        """The snapshot as a JSON object."""
        return {
            "form": FORM,
            "made": self.made,
            "from": self.window.first.isoformat(),
            "to": self.window.last.isoformat(),
            "admin1": self.admin1,
            "profile": self.profile,
            "rule": self.rule,
            "run": self.run,
            "incidents": [dict(self.rows[name]) for name in sorted(self.rows)],
        }

    def text(self) -> str:
        """The file of the snapshot: the same for the same report, byte for byte."""
        return json.dumps(self.as_json(), indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def snapshot_of(drawn: Iterable[Drawn], asked: Asked, made: date, run: str) -> Snapshot:
    """The snapshot of a report of some incidents."""
    return Snapshot(made.isoformat(), asked.window, asked.admin1, asked.audience.value, asked.rule, run, rows_of(drawn))


def rows_of(drawn: Iterable[Drawn]) -> dict[str, Record]:
    """Incidents as rows by id."""
    return {text_at(one.line, "id") or "": row_of(one) for one in drawn}


def row_of(one: Drawn) -> dict[str, JSON]:
    """An incident as a row: its day, division, figures, claims and pages."""
    found = record_at(one.line, "quantities")
    pages: list[JSON] = [{"id": text_at(page, "id")} for page in records_at(one.line, "documents")]
    return {
        "id": text_at(one.line, "id"),
        "title": clean(title_of(one.line, one.claims)),
        "type": text_at(one.line, "type"),
        "day": (text_at(one.line, "time", "start") or "")[:DAY] or None,
        "division": division_of(one.line),
        "figures": {measure: _figure(record_at(found, measure, "aggregate")) for measure in sorted(found)},
        "claims": [*texts_at(one.line, "claims")],
        "documents": pages,
    }


def _figure(total: Record) -> JSON:
    return {key: total.get(key) for key in ("low", "high", "best", "rule")}


def read_snapshot(path: Path) -> Snapshot:
    """The snapshot in a file. Raises UsageError for a file that cannot be read or is no snapshot."""
    try:
        raw: JSON = json.loads(path.read_bytes())
    except OSError as why:
        raise UsageError(f"--since {path}: cannot be read ({why.strerror}); {TO_DO}") from why
    except ValueError as why:
        raise UsageError(f"--since {path}: is no JSON; {TO_DO}") from why
    if not isinstance(raw, dict) or raw.get("form") != FORM:
        raise UsageError(f"--since {path}: is no snapshot of a report; {TO_DO}")
    words = {key: text_at(raw, key) for key in ("made", "from", "to", "profile", "rule", "run")}
    if missing := [key for key, value in words.items() if not value]:
        raise UsageError(f"--since {path}: has no {', '.join(missing)}; {TO_DO}")
    known = {key: value or "" for key, value in words.items()}
    rows = {text_at(row, "id") or "": row for row in records_at(raw, "incidents")}
    window = window_of(known["from"], known["to"])
    return Snapshot(known["made"], window, text_at(raw, "admin1"), known["profile"], known["rule"], known["run"], rows)
