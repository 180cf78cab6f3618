"""What changed since the last report, and why: a new event, a revised figure, a re-reading, a judgement."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from sitrep.case.differences import UNEXPLAINED, Cause, Comparison, IncidentRow, Reason, Side
from sitrep.case.sides import background, sides_of_run
from sitrep.ledger.history import run_named, runs
from sitrep.ledger.queries import judgements
from sitrep.model.fields import Record, record_at, text_at, texts_at
from sitrep.report.snapshots import Snapshot
from sitrep.report.windows import Standing
from sitrep.report.words import settings
from sitrep.views.phrases import bounds

FIGURES, NONE = "figures", "none given"
KINDS = {
    Cause.SOURCE: "revised",
    Cause.READER: "re-reading",
    Cause.JUDGEMENT: "judgement",
    Cause.ERASURE: "erased",
    Cause.RULE: "other rule",
    Cause.UNEXPLAINED: "unexplained",
}
NEW, REVISED_FIGURE = "new event", "revised figure"
TOLD = ("type", "day", "division")


@dataclass(frozen=True, slots=True)
class Told:
    """One change for a reader: of which incident, what, before and after in words, of which kind, and why."""

    incident: str
    title: str
    what: str
    before: str
    after: str
    kind: str
    why: str


def told_changes(
    connection: Connection, old: Snapshot, rows: Mapping[str, Record], redirects: Mapping[str, str]
) -> tuple[Told, ...]:
    """Every change from an old report to the rows that its incidents, and those of a new report, are now.

    Raises UsageError for a report of another case.
    """
    comparison, known = _comparison(connection, old, rows)
    names = {made.id: f"{made.id} ({made.verdict} {made.field or ''}".rstrip() + ")" for made in judgements(connection)}
    found: list[Told] = []
    for name in sorted(old.rows.keys() | rows.keys()):
        found.extend(_of_row(comparison, name, old, redirects, was_known=name in known))
    return tuple(replace(one, why=_with_names(one.why, names)) for one in sorted(found, key=_order))


def last_run(connection: Connection) -> tuple[str, str]:
    """The id of a case's last run and when it started, an ISO date-time; both empty for a case without runs."""
    found = runs(connection)
    return (found[-1].run.id, found[-1].run.started) if found else ("", "")


def _order(one: Told) -> tuple[int, str, str]:
    return [*settings().kinds].index(one.kind), one.incident, one.what


def _with_names(why: str, names: Mapping[str, str]) -> str:
    return ", ".join(f"page {part}" if part.startswith("d-") else names.get(part, part) for part in why.split(", "))


def _comparison(connection: Connection, old: Snapshot, rows: Mapping[str, Record]) -> tuple[Comparison, frozenset[str]]:
    """Both reports as sides of a diff, and the incidents that the case knew when the old one was made."""
    _, before = sides_of_run(connection, run_named(connection, old.run).number)
    _, after = sides_of_run(connection, run_named(connection, last_run(connection)[0]).number)
    known = frozenset(before.rows)
    sides = _with_rows(before, old.rows), _with_rows(after, rows)
    return Comparison(*sides, background(connection)), known


def _with_rows(side: Side, rows: Mapping[str, Record]) -> Side:
    return replace(side, rows=rows)


def _of_row(
    comparison: Comparison, name: str, old: Snapshot, redirects: Mapping[str, str], *, was_known: bool
) -> Iterator[Told]:
    before, after = comparison.before.rows.get(name), comparison.after.rows.get(name)
    row = IncidentRow(comparison, name, before, after)
    if before is None and after is not None:
        yield _came(row, after, old, was_known=was_known)
    elif after is None and before is not None:
        reason = row.whole()
        into = f"now part of {redirects[name]}" if name in redirects else "no longer in the case"
        yield _told(row, "incident", (_heading(before), into), KINDS[reason.cause], reason)
    elif before is not None and after is not None:
        yield from _changed(row, before, after)


def _came(row: IncidentRow, after: Record, old: Snapshot, *, was_known: bool) -> Told:
    """An incident that the last report had not."""
    if was_known and old.window.of({"time": {"start": after.get("day"), "end": after.get("day")}}) is Standing.OUTSIDE:
        reason = Reason(Cause.SOURCE, "in the case before, on days outside the last report")
        return _told(row, "incident", ("", _heading(after)), NEW, reason)
    reason = row.whole() if not was_known else row.gathered or row.whole()
    if reason is UNEXPLAINED and was_known:
        reason = Reason(Cause.SOURCE, "in the case before, outside the last report")
    kind = NEW if reason.cause is Cause.SOURCE else KINDS[reason.cause]
    return _told(row, "incident", ("", _heading(after)), kind, reason)


def _changed(row: IncidentRow, before: Record, after: Record) -> Iterator[Told]:
    """What changed of an incident that both reports have."""
    for name in TOLD:
        if before.get(name) != after.get(name):
            reason = _why(row, (name,))
            words = text_at(before, name) or "not known", text_at(after, name) or "not known"
            yield _told(row, settings().fields[name], words, KINDS[reason.cause], reason)
    old, new = record_at(before, FIGURES), record_at(after, FIGURES)
    for measure in sorted(old.keys() | new.keys()):
        if old.get(measure) != new.get(measure):
            reason = _why(row, [f"{FIGURES}.{measure}.{key}" for key in ("rule", "low", "high", "best")])
            kind = REVISED_FIGURE if reason.cause is Cause.SOURCE else KINDS[reason.cause]
            words = _figure(record_at(old, measure)), _figure(record_at(new, measure))
            yield _told(row, measure.replace("_", " "), words, kind, reason)


def _why(row: IncidentRow, paths: Iterable[str]) -> Reason:
    """The first reason there is for some cells, else what changed elsewhere in the case."""
    found = (reason for path in paths if (reason := row.cell(path)).cause is not Cause.UNEXPLAINED)
    reason = next(found, row.comparison.elsewhere or UNEXPLAINED)
    judged = _judged(row)
    if reason.cause is not Cause.SOURCE or not judged:
        return reason
    return Reason(reason.cause, ", ".join(filter(None, [reason.detail, *sorted(judged)])))


def _judged(row: IncidentRow) -> frozenset[str]:
    """The judgements on an incident or its claims since the last report."""
    claims = (*texts_at(row.old or {}, "claims"), *texts_at(row.new or {}, "claims"))
    return row.comparison.judgements(frozenset((row.row, *claims)))


def _figure(figure: Record) -> str:
    if not figure:
        return NONE
    return f"{bounds(figure) or 'not decided'} (rule: {text_at(figure, 'rule')})"


def _heading(row: Record) -> str:
    killed = bounds(record_at(row, FIGURES, "killed"))
    return ", ".join(
        filter(None, [text_at(row, "day"), text_at(row, "division"), f"killed: {killed}" if killed else ""])
    )


def _told(row: IncidentRow, what: str, words: tuple[str, str], kind: str, reason: Reason) -> Told:
    title = text_at(row.new or row.old or {}, "title") or ""
    return Told(row.row, title, what, *words, kind, reason.detail or "")
