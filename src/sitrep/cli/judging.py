"""`sitrep judge`, `log`: what people say of claims and incidents, added and shown."""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import Annotated

import typer
from rich.table import Table

from sitrep.case.folders import open_case
from sitrep.case.judging import Standing, judge_together, now, standing_in
from sitrep.cli.cases import CasePath
from sitrep.cli.output import print_line
from sitrep.export.cards import console_for
from sitrep.ledger.chains import BEGINNING, LogRow, broken_links, broken_tombstones, erased_words
from sitrep.ledger.connections import viewing
from sitrep.ledger.lines import stored_tombstones
from sitrep.ledger.queries import judgement_log
from sitrep.model.errors import UsageError
from sitrep.model.identity import JSON, canonical
from sitrep.model.judgements import Judgement, Verdict

FAILED = 1
Targets = Annotated[
    list[str],
    typer.Argument(metavar="ID...", help="A claim or incident; two for same and different; for undo a judgement."),
]
By = Annotated[str, typer.Option("--by", metavar="NAME", help="Who judges.")]
Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="Why, for whoever reads the log; of a note, the note.")]
Field = Annotated[str | None, typer.Option("--field", help="The field accepted or edited: event.quantities.0.best.")]
Value = Annotated[str | None, typer.Option("--value", metavar="JSON", help="With edit: what the field should hold.")]
Airwars = Annotated[str | None, typer.Option(help="With grade: confirmed, fair, weak, contested or discounted.")]
Reliability = Annotated[str | None, typer.Option(help="With grade: the source, from A to F (Admiralty).")]
Credibility = Annotated[int | None, typer.Option(help="With grade: what it says, from 1 to 6 (Admiralty).")]


def judge(
    case: CasePath,
    verdict: Annotated[Verdict, typer.Argument(help="What to say of it.")],
    targets: Targets,
    *,
    by: By,
    why: Why,
    field: Field = None,
    value: Value = None,
    airwars: Airwars = None,
    reliability: Reliability = None,
    credibility: Credibility = None,
) -> None:
    """Add a person's judgement to a case's log. Nothing is overwritten; undo is a line of its own."""
    bare = Judgement(verdict, tuple(targets), by, now(), why, field, None if value is None else read_value(value))
    grades = {"airwars": airwars, "reliability": reliability, "credibility": credibility}
    given = {scale: canonical(grade) for scale, grade in grades.items() if grade is not None}
    with open_case(case) as opened:
        for made in judge_together(opened, judgements_of(bare, given)):
            print_line({"id": made.id, **made.content()})


def judgements_of(bare: Judgement, grades: dict[str, str]) -> list[Judgement]:
    """The judgements that a call of `sitrep judge` makes: one, or of grades one a scale. Raises UsageError."""
    if bare.verdict is not Verdict.GRADE:
        if grades:
            raise UsageError(f"{bare.verdict}: has no grade; leave --{next(iter(grades))} out, or use grade")
        return [bare]
    if bare.field is not None or bare.value is not None or not grades:
        raise UsageError("grade: takes --airwars, --reliability or --credibility, and neither --field nor --value")
    return [
        Judgement(bare.verdict, bare.targets, bare.by, bare.at, bare.why, scale, value)
        for scale, value in grades.items()
    ]


def read_value(given: str) -> str:
    """A value from the command line in its one spelling. Raises UsageError for what is no JSON."""
    try:
        return canonical(json.loads(given))
    except ValueError:
        raise UsageError(f"--value {given}: is no JSON; write text in quotation marks, as --value '\"Homs\"'") from None


def log(
    case: CasePath,
    *,
    check: Annotated[bool, typer.Option("--check", help="Look for lines changed, taken out or put in.")] = False,
    standing: Annotated[bool, typer.Option("--standing", help="Which judgements still stand, and why not.")] = False,
    table: Annotated[bool, typer.Option("--table", help="For people, one row a judgement.")] = False,
) -> None:
    """Print what people judged, one JSON object a line, in order, each with the hash of the one before."""
    if check + standing + table > 1:
        raise UsageError("--check, --standing and --table cannot go together; choose one")
    with open_case(case) as opened:
        if standing:
            print_standing(standing_in(opened))
            return
        with viewing(opened.ledger) as connection:
            rows, stones = list(judgement_log(connection)), stored_tombstones(connection)
    if check:
        print_check(rows, stones)
    elif table:
        print_log(rows)
    else:
        for row in rows:
            print_line(row.line())


def print_standing(judgements: list[Standing]) -> None:
    """One JSON object a judgement in force: whether it stands, and why it was reopened."""
    for found in judgements:
        judgement = found.judgement
        targets: list[JSON] = [*judgement.targets]
        names: dict[str, JSON] = {"judgement": judgement.id, "verdict": judgement.verdict.value, "targets": targets}
        print_line({**names, "stands": found.stands, "reason": found.reason})


def print_check(rows: list[LogRow], tombstones: dict[int, str]) -> None:
    """Say where the log is no chain, one JSON object a break, or that it is one and how it ends.

    Before that a line each for those whose words were erased.
    """
    for note in erased_words(rows):
        print_line({"ok": True, **asdict(note)})
    breaks = [*broken_links(rows), *broken_tombstones(rows, tombstones)]
    for found in breaks:
        print_line({"ok": False, **asdict(found)})
    if breaks:
        sys.stdout.flush()
        raise typer.Exit(FAILED)
    print_line({"ok": True, "lines": len(rows), "hash": rows[-1].hash if rows else BEGINNING})


def print_log(rows: list[LogRow]) -> None:
    """The log as a table under 120 columns."""
    table = Table("no", "when, who", "says", "why", "judgement", expand=False)
    for row in rows:
        judgement = row.judgement()
        said = "\n".join(said_in(judgement))
        why = judgement.why if "why" not in judgement.lost else f"(erased by line {judgement.erased_by})"
        table.add_row(str(row.number), f"{judgement.at[:16]}\n{judgement.by}", said, why, row.id)
    console_for(sys.stdout).print(table, markup=False)


def said_in(judgement: Judgement) -> Iterator[str]:
    """Yield the lines that say what a judgement says."""
    field = f" {judgement.field}" if judgement.field is not None else ""
    was = judgement.seen[0].value if judgement.seen and judgement.verdict is Verdict.EDIT else None
    value = f" {judgement.value}" if judgement.value is not None else ""
    yield f"{judgement.verdict}{field}{value}" + (f" (was {was})" if was is not None else "")
    yield from judgement.targets
    if judgement.is_erased:
        yield f"(erased by line {judgement.erased_by})"
    else:
        yield from (f"“{found.evidence}”" for found in judgement.seen[:1])
