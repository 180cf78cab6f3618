"""`sitrep release`, `verify`: a case frozen in a folder that can be cited, and a folder checked."""

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from sitrep.bundle.checking import is_bundle, problems_of_bundle
from sitrep.case.folders import open_case
from sitrep.cli.cases import CasePath
from sitrep.cli.output import print_line
from sitrep.export.redacted import counted, told
from sitrep.gazetteer.index import default_path, open_gazetteer
from sitrep.link.positions import RULES
from sitrep.model.errors import UsageError
from sitrep.model.fields import Record, record_at, text_at
from sitrep.model.identity import JSON
from sitrep.redaction import Audience
from sitrep.release.folders import head_of, is_release, problems_of, refuse_taken, write_release
from sitrep.release.folders import told as told_problems
from sitrep.release.freezing import Wish, frozen

FAILED = 1


def release(
    case: CasePath,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FOLDER", help="The folder to make.")],
    *,
    name: Annotated[str | None, typer.Option("--name", metavar="VERSION", help="Its name; else its day.")] = None,
    day: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="DAY", help="Its day; else that of the case's last run."),
    ] = None,
    profile: Annotated[
        Audience, typer.Option("--profile", help="Whom it is for: names and places are withheld for all but internal.")
    ] = Audience.PUBLIC,
    since: Annotated[
        Path | None,
        typer.Option("--since", metavar="OLD", help="The release before it: what that had and this has not is told."),
    ] = None,
    rule: Annotated[str, typer.Option(help=f"How figures are added up: {', '.join(RULES)}.")] = RULES[0],
) -> None:
    """Freeze a linked case in a dated folder that can be cited, checked and compared."""
    refuse_taken(output)
    if rule not in RULES:
        raise UsageError(f"--rule {rule}: there is no such rule; there are {', '.join(RULES)}")
    wish = Wish(name, day.date() if day is not None else None, profile, rule, since)
    with open_case(case) as opened:
        files = frozen(opened, wish, open_gazetteer(default_path()))
    write_release(output, files)
    head = head_of(output)
    note = f"{output}: {text_at(head, 'cite')}\nwithheld: {withheld(head)}"
    Console(stderr=True, soft_wrap=True).print(note, highlight=False, markup=False)


def withheld(head: Record) -> str:
    """What a release withheld from its claims and incidents, in words."""
    sums: list[Record] = [record_at(head, "withheld", table) for table in ("claims", "incidents")]
    return told(counted(sums))


def checked_release(path: Path) -> dict[str, JSON]:
    """A release as it was checked."""
    problems = told_problems(problems_of(path))
    return {"path": str(path), "kind": "release", "holds": not problems, "problems": problems}


def checked_bundle(path: Path) -> dict[str, JSON]:
    """A bundle as it was checked."""
    problems = problems_of_bundle(path)
    return {"path": str(path), "kind": "bundle", "holds": not problems, "problems": problems}


# What can be verified: how it is known by what lies in its folder, and what checks it.
KINDS: tuple[tuple[Callable[[Path], bool], Callable[[Path], dict[str, JSON]]], ...] = (
    (is_release, checked_release),
    (is_bundle, checked_bundle),
)


def verify(
    path: Annotated[
        Path, typer.Argument(metavar="PATH", help="A folder that `sitrep release` or `sitrep bundle` made.")
    ],
) -> None:
    """Tell whether every hash and count of a folder holds, as one JSON object. Exit status 1 where one does not."""
    check = next((check for is_kind, check in KINDS if is_kind(path)), None)
    if check is None:
        raise UsageError(f"{path}: is nothing to verify; name a folder that `sitrep release` or `sitrep bundle` made")
    found = check(path)
    print_line(found)
    if not found["holds"]:
        sys.stdout.flush()
        raise typer.Exit(FAILED)
