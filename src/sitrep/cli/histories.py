"""`sitrep runs`, `edits`, `diff`, `refusals`: what changed in a case over time, and why; what is not in it."""

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from sitrep.case.differences import Cause, Change
from sitrep.case.folders import Case, open_case
from sitrep.case.revisions import silent_edits
from sitrep.case.sides import changes_between
from sitrep.cli.cases import CasePath
from sitrep.cli.output import print_line
from sitrep.export.cards import console_for
from sitrep.ledger.connections import viewing
from sitrep.ledger.history import runs as list_runs
from sitrep.ledger.queries import refusals as list_refusals
from sitrep.model.errors import UsageError
from sitrep.model.fields import Record, record_at, records_at, text_at
from sitrep.model.identity import JSON, canonical
from sitrep.release.comparing import changes_of_releases
from sitrep.views.phrases import printable, several

FAILED = 1
TELLING = frozenset(
    {"best", "certainty", "comparator", "end", "group", "high", "kind", "low", "measure", "name", "stance", "start"}
    | {"responsibility", "status", "type"}
)
HOW_FOUND = frozenset({"places", "rivals", "reasons", "span"})
ForPeople = Annotated[bool, typer.Option("--table", help="For people, as tables.")]


def edits(case: CasePath, *, table: ForPeople = False) -> None:
    """Print pages that were captured again with another text, and the claims that vanished, appeared or changed."""
    with open_case(case) as opened:
        for edit in silent_edits(opened):
            if table:
                print_edit(edit)
            else:
                print_line(edit)


def refusals(case: CasePath, *, table: ForPeople = False) -> None:
    """Print what could not be read and has not been read since, with the reason and what to do about it."""
    with open_case(case) as opened, viewing(opened.ledger) as connection:
        found = [asdict(refusal) for refusal in list_refusals(connection)]
    if not table:
        for refusal in found:
            print_line(refusal)
        return
    rows = Table("source", "why", "what to do")
    for refusal in found:
        rows.add_row(*(Text(printable(refusal[key])) for key in ("path", "reason", "remedy")))
    console = console_for(sys.stdout)
    if found:
        console.print(rows)
    console.print(Text(f"{several(len(found), 'source')} could not be read"))


def runs(case: CasePath) -> None:
    """Print the runs that wrote to a case, one JSON object a line, in order, with what each added."""
    with open_case(case) as opened, viewing(opened.ledger) as connection:
        for summary in list_runs(connection):
            added: JSON = {**summary.added}
            print_line({"number": summary.number, "id": summary.run.id, "started": summary.run.started, "added": added})


def diff(
    case: CasePath,
    before: Annotated[str, typer.Argument(metavar="A", help="A release, an export (.jsonl), or a run.")],
    after: Annotated[str, typer.Argument(metavar="B", help="A later one.")],
    *,
    table: ForPeople = False,
) -> None:
    """Print every cell that changed, and why: new source, new reader, judgement, rule change."""
    with open_case(case) as opened:
        changes = list(compared(opened, before, after))
    if table:
        print_changes(changes)
    else:
        for change in changes:
            print_line({**asdict(change), "cause": change.cause.value})
    sys.stdout.flush()
    if any(change.cause is Cause.UNEXPLAINED for change in changes):
        raise typer.Exit(FAILED)


def compared(case: Case, before: str, after: str) -> Iterator[Change]:
    """The changes between two releases, two exports or two runs. Raises UsageError for one of each."""
    folders = [Path(name) for name in (before, after) if Path(name).is_dir()]
    if not folders:
        return changes_between(case, before, after)
    if len(folders) == 1:
        raise UsageError(
            f"{folders[0]}: is a folder, and the other is none: there is no folder "
            f"{after if Path(before).is_dir() else before}; name two releases, two exports or two runs"
        )
    return changes_of_releases(case, *folders)


def print_changes(changes: list[Change]) -> None:
    """Changes as a table under 120 columns, and how many there are of each cause."""
    shown = columns("row, field", "before", "after", "why")
    for row, found in groupby(changes, key=lambda change: change.row):
        shown.add_section()
        shown.add_row(row)
        hidden = 0
        for change in found:
            if change.cause is not Cause.UNEXPLAINED and change.field and not is_telling(change.field):
                hidden += 1
                continue
            why = f"{change.cause}: {change.detail}" if change.detail else str(change.cause)
            shown.add_row(f"  {change.field or 'all of it'}", value(change.before), value(change.after), why)
        if hidden:
            shown.add_row(f"  and {hidden} more")
    console = console_for(sys.stdout)
    if changes:
        console.print(shown)
    counted = Counter(change.cause for change in changes)
    console.print(", ".join(f"{counted[cause]} {cause}" for cause in Cause if counted[cause]) or "nothing changed")


def print_edit(edit: Record) -> None:
    """One edit as a table under 120 columns."""
    before, after = record_at(edit, "before"), record_at(edit, "after")
    title = f"{text_at(edit, 'address')}: {moment(before)} → {moment(after)}"
    if edit["same_reader"] is not True:
        title += " (read by two readers: add the pages again to tell edits from readings)"
    shown = columns("what", "who", "before", "after")
    shown.title, shown.title_justify = title, "left"
    if text_at(before, "title") != text_at(after, "title"):
        shown.add_row("title", "", text_at(before, "title"), text_at(after, "title"))
    for claim in records_at(edit, "vanished"):
        shown.add_row("vanished", who(claim), text_at(claim, "evidence"), "")
    for claim in records_at(edit, "appeared"):
        shown.add_row("appeared", who(claim), "", text_at(claim, "evidence"))
    for change in records_at(edit, "changed"):
        one, other = record_at(change, "before"), record_at(change, "after")
        shown.add_row("changed", who(other), text_at(one, "evidence"), text_at(other, "evidence"))
        for told, old, new in changes_of(records_at(change, "fields")):
            shown.add_row(f"  {told}", "", old, new)
    if not shown.row_count:
        shown.add_row("text", "", "other words", "the same claims")
    console_for(sys.stdout).print(shown)


def changes_of(fields: list[Record]) -> Iterator[tuple[str, str, str]]:
    """Yield the changed fields that people look for, with both values, and then how many others changed."""
    told = [field for field in fields if is_telling(text_at(field, "field") or "")]
    for field in told:
        yield (text_at(field, "field") or "").removeprefix("event."), cell(field, "before"), cell(field, "after")
    if others := len(fields) - len(told):
        yield f"and {others} more", "", ""


def is_telling(path: str) -> bool:
    """Whether a field is one that people look for: who, what, when, where, how many; not how it was found."""
    keys = path.split(".")
    return keys[-1] in TELLING and not HOW_FOUND & set(keys)


def columns(*names: str) -> Table:
    """An empty table in which nothing is cut short."""
    table = Table(expand=True)
    for name in names:
        table.add_column(name, overflow="fold")
    return table


def moment(version: Record) -> str:
    """When a version was captured, to the minute."""
    return (text_at(version, "captured") or "")[:16].replace("T", " ")


def who(claim: Record) -> str:
    """Who says a claim."""
    return text_at(claim, "source") or "the page itself"


def cell(change: Record, side: str) -> str:
    """One side of a change, for people."""
    return value(change.get(side))


def value(found: JSON) -> str:
    """A value for people: text as it is, nothing for null."""
    return "" if found is None else found if isinstance(found, str) else canonical(found)
