"""`sitrep link`, `incidents`, `relations`, `who-said`: the claims of a case gathered, and what they come to."""

import sys
from typing import Annotated

import typer
from rich.console import Console

from sitrep.case.folders import open_case
from sitrep.case.linking import Corpus, LinkReport, all_relations, chain_of, corpus_of, explained, link_case
from sitrep.case.linking import incidents as incidents_of
from sitrep.case.reviewing import known_rates
from sitrep.cli.cases import CasePath
from sitrep.cli.output import print_line
from sitrep.export.cards import console_for
from sitrep.export.incident_cards import print_chain, print_incident_cards
from sitrep.export.review_cards import print_foot
from sitrep.link.positions import RULES
from sitrep.model.errors import UsageError
from sitrep.views.phrases import several

ForPeople = Annotated[bool, typer.Option("--table", help="For people, as cards.")]


def link(
    case: CasePath,
    *,
    explain: Annotated[
        tuple[str, str] | None,
        typer.Option("--explain", metavar="A B", help="Only say why two claims, incidents or pages are one, or not."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="With --explain: as one JSON object.")] = False,
) -> None:
    """Gather the claims of a case to incidents. What people said ("same", "different") goes before every score."""
    if as_json and explain is None:
        raise UsageError("--json goes with --explain A B; `sitrep incidents` prints incidents as JSON")
    with open_case(case) as opened:
        if explain is None:
            tell(str(case), link_case(opened))
            return
        found = explained(opened, *explain)
    if as_json:
        print_line(found.as_json())
        return
    for line in found.lines():
        typer.echo(line)


def tell(case: str, report: LinkReport) -> None:
    """What a linking did, on standard error."""
    console = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)
    several_pages = f"{report.shared} told by several pages"
    redirects = f"; {several(report.redirects, 'redirect')}" if report.redirects else ""
    changed = "" if report.is_new else " (as before)"
    told = f"{several(report.incidents, 'incident')} of {several(report.pages, 'page')}, {several_pages}"
    console.print(f"{case}: {told}{redirects}{changed}")
    for conflict in report.conflicts:
        console.print(f"{case}: not followed: {conflict.one} same as {conflict.other}: {conflict.reason}")


def incidents(
    case: CasePath,
    *,
    rule: Annotated[str, typer.Option(help=f"How figures are added up: {', '.join(RULES)}.")] = RULES[0],
    table: ForPeople = False,
) -> None:
    """Print the incidents of a linked case, one JSON object a line."""
    with open_case(case) as opened:
        corpus = corpus_of(opened)
        rates = known_rates(opened) if table else None
    warn_if_stale(str(case), corpus)
    lines = incidents_of(corpus, rule)
    if table:
        print_incident_cards(lines, console_for(sys.stdout))
        print_foot(rates, console_for(sys.stdout))
        return
    for line in lines:
        print_line(line)


def warn_if_stale(case: str, corpus: Corpus) -> None:
    """Say so where pages or judgements have come since the linking."""
    if corpus.is_stale:
        sys.stderr.write(
            f"{case}: pages or judgements have changed since the claims were linked; run sitrep link {case}\n"
        )


def relations(case: CasePath) -> None:
    """Print how the claims of each incident stand to each other: repeats, copies, denies, corrects, updates ..."""
    with open_case(case) as opened:
        corpus = corpus_of(opened)
    warn_if_stale(str(case), corpus)
    for line in all_relations(corpus):
        print_line(line)


def who_said(
    case: CasePath,
    *,
    measure: Annotated[str, typer.Option(help="What is counted: killed, injured, sorties, targets ...")],
    about: Annotated[float, typer.Option(help="The figure.")],
    tolerance: Annotated[float, typer.Option(min=0, max=1, help="By which part of it a figure may differ.")] = 0.1,
    table: ForPeople = False,
) -> None:
    """Print who in this case said a figure first, who repeated it, and who contradicted it."""
    with open_case(case) as opened:
        corpus = corpus_of(opened)
    warn_if_stale(str(case), corpus)
    chain = chain_of(corpus, measure, about, tolerance)
    if table:
        print_chain(chain, console_for(sys.stdout))
    else:
        print_line(chain)
