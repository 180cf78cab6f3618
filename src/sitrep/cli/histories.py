"""`sitrep edits`: what changed in a case over time."""

import sys
from typing import Annotated

import typer
from rich.table import Table

from sitrep.case.folders import open_case
from sitrep.case.revisions import silent_edits
from sitrep.cli.cases import CasePath
from sitrep.cli.output import print_line
from sitrep.export.cards import console_for
from sitrep.model.fields import Record, record_at, records_at, text_at
from sitrep.model.identity import canonical

ForPeople = Annotated[bool, typer.Option("--table", help="For people, as tables.")]


def edits(case: CasePath, *, table: ForPeople = False) -> None:
    """Print pages that were captured again with another text, and the claims that vanished, appeared or changed."""
    with open_case(case) as opened:
        for edit in silent_edits(opened):
            if table:
                print_edit(edit)
            else:
                print_line(edit)


def print_edit(edit: Record) -> None:
    """One edit as a table under 120 columns."""
    before, after = record_at(edit, "before"), record_at(edit, "after")
    title = f"{text_at(edit, 'address')}: {moment(before)} → {moment(after)}"
    if edit["same_reader"] is not True:
        title += " (read by two readers: add the pages again to tell edits from readings)"
    shown = Table("what", "who", "before", "after", title=title, title_justify="left", expand=True)
    if text_at(before, "title") != text_at(after, "title"):
        shown.add_row("title", "", text_at(before, "title"), text_at(after, "title"))
    for claim in records_at(edit, "vanished"):
        shown.add_row("vanished", who(claim), text_at(claim, "evidence"), "")
    for claim in records_at(edit, "appeared"):
        shown.add_row("appeared", who(claim), "", text_at(claim, "evidence"))
    for change in records_at(edit, "changed"):
        for field in records_at(change, "fields"):
            told = f"changed: {text_at(field, 'field')}"
            shown.add_row(told, who(record_at(change, "after")), cell(field, "before"), cell(field, "after"))
    if not shown.row_count:
        shown.add_row("text", "", "other words", "the same claims")
    console_for(sys.stdout).print(shown)


def moment(version: Record) -> str:
    """When a version was captured, to the minute."""
    return (text_at(version, "captured") or "")[:16].replace("T", " ")


def who(claim: Record) -> str:
    """Who says a claim."""
    return text_at(claim, "source") or "the page itself"


def cell(change: Record, side: str) -> str:
    """One side of a change, for people."""
    value = change.get(side)
    return "" if value is None else value if isinstance(value, str) else canonical(value)
