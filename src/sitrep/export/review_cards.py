"""Reviewing for people: the queue as rows with reasons, the error rates as a table with what they were counted on."""

from collections.abc import Sequence

from rich.box import ROUNDED
from rich.console import Console
from rich.table import Table
from rich.text import Text

from sitrep.review.agreement import PairAgreement
from sitrep.review.disagreements import Disagreement, disagreements_line
from sitrep.review.queues import Queued
from sitrep.review.rates import NOT_MEASURED, FieldRate, Rates, counted, rates_line
from sitrep.views.phrases import printable, several


def print_queue(waiting: Sequence[Queued], total: int, console: Console) -> None:
    """Print a row a claim: its id, how unsure the machine is, its words, and the reasons; then how many there are."""
    table = Table(box=ROUNDED, show_lines=True)
    for heading in ("claim", "unsure", "the page says", "reasons"):
        table.add_column(heading, no_wrap=heading in ("claim", "unsure"))
    for queued in waiting:
        reasons = "\n".join(printable(text) for text in queued.unsure.texts) or "none"
        table.add_row(queued.claim, f"{queued.unsure.score:.2f}", Text(printable(queued.evidence)), Text(reasons))
    if waiting:
        console.print(table)
    shown = "" if len(waiting) == total else f", the first {len(waiting):,} of them above"
    console.print(Text(f"{several(total, 'claim')} to review{shown}"))


def print_rates(
    found: Rates, pairs: Sequence[PairAgreement], unsettled: Sequence[Disagreement], console: Console
) -> None:
    """Print a row a field with share, interval and counts; then what it was counted on, and how reviewers agree."""
    if found.are_known:
        table = Table(box=ROUNDED)
        for heading in ("field", "right", "interval", "reviewed", "missed"):
            table.add_column(heading)
        for rate in found.fields:
            table.add_row(*_row(rate))
        console.print(table)
        level = f"intervals hold {100 * found.settings.confidence:.0f} % of the time"
        console.print(Text(f"counted on {counted(found)}; {level}"))
        console.print(Text(f"right: of what was filled in; missed: left empty; {NOT_MEASURED}"))
    else:
        console.print(Text(rates_line(found)))
        console.print(Text("review claims in the order of `sitrep queue CASE --order random`"))
    for pair in pairs:
        console.print(Text(printable(pair.sentence)))
    if unsettled:
        console.print(Text(disagreements_line(unsettled)))
    for one in unsettled:
        console.print(Text(f"  {one.claim}: {', '.join(one.labels)} ({printable(', '.join(one.reviewers))})"))


def _row(rate: FieldRate) -> tuple[str, str, str, str, str]:
    share, _, interval = rate.figures.partition(", ")
    return rate.field.label, share, interval, f"{rate.n:,}", f"{rate.missed:,} of {rate.there:,}" if rate.missed else ""


def print_foot(found: Rates | None, console: Console) -> None:
    """Print the error rates in one paragraph under whatever counts, where there are any."""
    if found is not None:
        console.print(Text(rates_line(found)))
