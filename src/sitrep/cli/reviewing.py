"""`sitrep queue`, `rates`: which claims to review next, and how often the reader is right on what was reviewed."""

import sys
from typing import Annotated

import typer

from sitrep.case.folders import open_case
from sitrep.case.reviewing import agreed, disputed, queue_of, rated, reviewing_of
from sitrep.cli.cases import CasePath
from sitrep.cli.output import print_line
from sitrep.export.cards import console_for
from sitrep.export.review_cards import print_queue, print_rates
from sitrep.model.identity import JSON
from sitrep.review.disagreements import RULE
from sitrep.review.queues import Order


def queue(
    case: CasePath,
    *,
    order: Annotated[Order, typer.Option(help="Most uncertain first, as drawn at random, or incident by incident.")] = (
        Order.UNCERTAIN
    ),
    by: Annotated[
        str | None, typer.Option("--by", metavar="NAME", help="Leave out what NAME has decided, and nothing else.")
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="How many claims, at most.")] = None,
    table: Annotated[bool, typer.Option("--table", help="For people, a row a claim.")] = False,
) -> None:
    """Print the event claims that wait for review, with how unsure the machine is of each and why."""
    with open_case(case) as opened:
        waiting = queue_of(opened, order, by)
    if table:
        print_queue(waiting[:limit], len(waiting), console_for(sys.stdout))
        return
    for queued in waiting[:limit]:
        print_line(queued.as_json())


def rates(
    case: CasePath,
    *,
    table: Annotated[bool, typer.Option("--table", help="For people, a row a field.")] = False,
) -> None:
    """Print how often each field is right on the reviewed random sample, and how far reviewers agree."""
    with open_case(case) as opened:
        given = reviewing_of(opened)
    found, pairs = rated(given), agreed(given)
    open_ones = disputed(given, found)
    if table:
        print_rates(found, pairs, open_ones, console_for(sys.stdout))
        return
    together: list[JSON] = [pair.as_json() for pair in pairs]
    unsettled: list[JSON] = [one.as_json() for one in open_ones]
    print_line({**found.as_json(), "agreement": together, "disagreements": unsettled, "rule": RULE})
