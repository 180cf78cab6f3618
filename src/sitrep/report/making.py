"""A report of a case: everything that its page, its document and its snapshot are made from."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from sitrep.case.folders import Case
from sitrep.case.reviewing import known_rates
from sitrep.export.redacted import told
from sitrep.gazetteer.index import PlaceNames
from sitrep.ledger.connections import viewing
from sitrep.model.errors import UsageError
from sitrep.redaction import Audience
from sitrep.report.changes import Told, last_run, told_changes
from sitrep.report.charts import Chart, charts_of
from sitrep.report.contents import Contents, Entry, clean, contents_of, entries_apart
from sitrep.report.drawing import Asked, Material, material
from sitrep.report.snapshots import Snapshot, read_snapshot, rows_of, snapshot_of
from sitrep.report.windows import given_day, window_of
from sitrep.review.rates import UNKNOWN, rates_line
from sitrep.views.credits import credit_line, licence_text
from sitrep.views.phrases import several


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody asked for, as they typed it. `made` is None for the day of the case's last run."""

    first: str
    last: str
    admin1: str | None
    audience: Audience
    rule: str
    since: Path | None
    made: str | None


@dataclass(frozen=True)
class Report:
    """A report: its head, its body, what changed since the last one, and its foot. Charts are drawn when asked for."""

    title: str
    made: str
    asked: Asked
    summary: tuple[str, ...]
    contents: Contents
    longer: tuple[Entry, ...]
    undated: int
    since: Snapshot | None
    changes: tuple[Told, ...]
    withheld: str
    rates: str
    credit: str
    licence: str
    is_stale: bool
    snapshot: Snapshot

    @cached_property
    def charts(self) -> tuple[Chart, ...]:
        """The charts that have anything to show."""
        return charts_of(self.contents.sections, self.asked.window)


def report_of(case: Case, order: Order, places: PlaceNames, today: date) -> Report:
    """The report that was ordered of a linked case; the same for the same ledger and order.

    `today` only refuses a day of making that is still to come. Raises UsageError for an order that cannot be followed,
    LedgerError for a case that was never linked.
    """
    window = window_of(order.first, order.last)
    old = read_snapshot(order.since) if order.since else None
    refuse_other_audience(old, order)
    with viewing(case.ledger) as connection:
        run, started = last_run(connection)
    made = _made(order.made, started, today)
    asked = Asked(window, order.admin1, order.audience, order.rule, made)
    found = material(case, asked, places, frozenset(old.rows if old else ()))
    body = contents_of(found.within)
    return Report(
        title=f"Situation report, {window.first} to {window.last}"
        + (f": {clean(order.admin1)}" if order.admin1 else ""),
        made=made.isoformat(),
        asked=asked,
        summary=tuple(summary_of(body)),
        contents=body,
        longer=entries_apart(found.longer),
        undated=found.undated,
        since=old,
        changes=_changes(case, old, found),
        withheld=told(found.withheld),
        rates=_rates(case),
        credit=f"{credit_line()[0].upper()}{credit_line()[1:]}.",
        licence=" ".join(licence_text("this report").split("\n\n")[0].split()),
        is_stale=found.is_stale,
        snapshot=snapshot_of(found.within, asked, made, run),
    )


def refuse_other_audience(old: Snapshot | None, order: Order) -> None:
    """Raise UsageError for a last report that was made for another audience: what it withheld would seem changed."""
    if old is not None and old.profile != order.audience.value:
        raise UsageError(
            f"--since {order.since}: was made with --profile {old.profile}, and this one is {order.audience.value}; "
            f"give --profile {old.profile}, or the snapshot of a report made with {order.audience.value}"
        )


def _rates(case: Case) -> str:
    """How often fields are right on what was reviewed, in a line."""
    found = known_rates(case)
    return f"How often fields are right is {UNKNOWN}." if found is None else f"{rates_line(found)}."


def _made(given: str | None, started: str, today: date) -> date:
    """The day on which a report is made: as given, else that of the case's last run.

    Raises UsageError for a day that is still to come.
    """
    made = given_day(given, "--made") if given else date.fromisoformat(started[:10] or today.isoformat())
    if given and made > today:
        raise UsageError(f"--made {made}: is still to come; give the day of making, {today} at latest")
    return made


def _changes(case: Case, old: Snapshot | None, found: Material) -> tuple[Told, ...]:
    if old is None:
        return ()
    rows = {**rows_of(one for one in found.others if one.line["id"] in old.rows), **rows_of(found.within)}
    with viewing(case.ledger) as connection:
        return told_changes(connection, old, rows, found.redirects)


def summary_of(body: Contents) -> list[str]:
    """The counts that a report begins with, in sentences; of a window without incidents, that there is none."""
    entries = body.entries
    if not entries and not body.speech:
        return ["No incident of these days is in the case. That does not mean that nothing happened."]
    told_of = f"{several(len(entries), 'incident')} in {several(len(body.sections), 'division')}"
    said = several(len(body.speech), "incident")
    killed = sum(section.killed.incidents for section in body.sections)
    return [
        f"{told_of}; {said} of words only (accusations, denials, talks).",
        f"{several(killed, 'incident')} with a figure of killed; {several(len(body.notes), 'footnote')}.",
    ]
