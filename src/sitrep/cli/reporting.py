"""`sitrep report`: a cited situation report of some days."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from sitrep.case.folders import open_case
from sitrep.cli.cases import CasePath
from sitrep.gazetteer.index import default_path, open_gazetteer
from sitrep.link.positions import RULES
from sitrep.redaction import Audience
from sitrep.report.making import Order, report_of
from sitrep.report.writing import files_of, write_report
from sitrep.views.phrases import several


def report(
    case: CasePath,
    first: Annotated[str, typer.Option("--from", metavar="DATE", help="The first day, YYYY-MM-DD.")],
    last: Annotated[str, typer.Option("--to", metavar="DATE", help="The last day, itself included.")],
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="PATH", help="A folder, or one file: .html or .docx.")
    ],
    *,
    admin1: Annotated[
        str | None, typer.Option("--admin1", metavar="NAME", help="Only this division, by its name or code.")
    ] = None,
    profile: Annotated[
        Audience, typer.Option("--profile", help="Whom it is for: names and places are withheld for all but internal.")
    ] = Audience.PUBLIC,
    rule: Annotated[str, typer.Option(help=f"How figures are added up: {', '.join(RULES)}.")] = RULES[0],
    since: Annotated[
        Path | None, typer.Option("--since", metavar="REPORT.json", help="Tell what changed since this report.")
    ] = None,
    made: Annotated[
        str | None, typer.Option("--made", metavar="DATE", help="The day it is made; else that of the last run.")
    ] = None,
) -> None:
    """Write a cited situation report of some days of a linked case."""
    files_of(output)
    order = Order(first, last, admin1, profile, rule, since, made)
    with open_case(case) as opened:
        found = report_of(opened, order, open_gazetteer(default_path()), datetime.now(UTC).date())
    paths = write_report(found, output)
    told = f"{several(len(found.contents.entries), 'incident')}, {several(len(found.contents.notes), 'footnote')}"
    changed = f"; {several(len(found.changes), 'change')} since the last report" if since else ""
    sys.stderr.write(f"{', '.join(map(str, paths))}: {told}{changed}; withheld: {found.withheld}\n")
    if found.is_stale:
        sys.stderr.write(
            f"{case}: pages or judgements have changed since the claims were linked; run sitrep link {case}\n"
        )
