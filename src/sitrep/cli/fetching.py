"""`sitrep fetch`, `watch` and `visits`: pages of the web into a case, politely.

The first two are the only commands that open connections.
"""

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from sitrep.case.adding import Outcome, Progress, Readers, add_sources, new_run
from sitrep.case.addresses import normal_address
from sitrep.case.folders import Case, open_case
from sitrep.case.visits import earlier_visit, held, keep_visit, visits_of
from sitrep.cli.cases import STOPPED, CasePath, kept, readers
from sitrep.cli.instruments import Choices, Convention, Profile, load_instruments
from sitrep.cli.output import end, print_line, print_refusal
from sitrep.model.documents import Capture, Refusal
from sitrep.model.errors import IngestError, UsageError
from sitrep.model.readings import Run
from sitrep.model.visits import Visit

if TYPE_CHECKING:
    from sitrep.fetch.gathering import Found, Pay
    from sitrep.fetch.listing import Entry

MINUTE = 60.0
Contact = Annotated[
    str,
    typer.Option(
        "--contact", metavar="ADDRESS", envvar="SITREP_CONTACT", help="A mail or web address that servers are told."
    ),
]
Pause = Annotated[float, typer.Option("--pause", min=0.5, max=60, help="Seconds between two visits to a host.")]
Private = Annotated[
    list[str] | None,
    typer.Option("--allow-private", metavar="HOST", help="A host of your own network that may be visited."),
]


def fetch(
    case: CasePath,
    addresses: Annotated[
        list[str],
        typer.Argument(metavar="ADDRESS", help="Addresses, or files of them: one a line, a sitemap, a feed."),
    ],
    *,
    contact: Contact = "",
    pause: Pause = 2.0,
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many addresses to visit at most.")] = 1000,
    allow_private: Private = None,
    convention: Convention = Profile.NEUTRAL,
) -> None:
    """Fetch pages of the web into a case and read them. What robots.txt keeps closed is left closed."""
    from sitrep.fetch.gathering import gather  # noqa: PLC0415 - only these commands need what connects

    pay = payer(contact, pause, allow_private)
    with open_case(case) as opened:
        going = Going(opened, as_they_come(convention), new_run())
        taken_up(going, lambda: add_found(going, gather(addresses, pay, partial(earlier_visit, opened), limit)))


def watch(
    case: CasePath,
    feeds: Annotated[list[str], typer.Argument(metavar="FEED", help="Addresses of RSS or Atom feeds.")],
    *,
    every: Annotated[float, typer.Option("--every", min=1, metavar="MINUTES", help="How often to look.")] = 30.0,
    times: Annotated[int, typer.Option("--times", min=0, metavar="N", help="How often in all; 0: until Ctrl-C.")] = 0,
    contact: Contact = "",
    pause: Pause = 2.0,
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many new pages of a feed at a time.")] = 100,
    allow_private: Private = None,
    convention: Convention = Profile.NEUTRAL,
) -> None:
    """Look at feeds again and again, and fetch the pages that are new."""
    pay = payer(contact, pause, allow_private)
    with open_case(case) as opened:
        going = Going(opened, as_they_come(convention), new_run())
        rounds = Rounds(every * MINUTE, times, limit)
        taken_up(going, lambda: watch_feeds(going, feeds, pay, rounds))


def visits(case: CasePath) -> None:
    """Print every visit to the web that a case keeps, one JSON object a line."""
    with open_case(case) as opened:
        for visit in visits_of(opened):
            print_line(asdict(visit))


def as_they_come(convention: Profile) -> Readers:
    """How pages are read that are long in coming: each at once, so that it is kept before the next is asked for."""
    return readers(load_instruments(Choices(convention.value)), most=1)


def payer(contact: str, pause: float, private: list[str] | None) -> "Pay":
    """What pays visits with these manners. Raises UsageError for a contact or a host that is none."""
    from sitrep.fetch.addresses import read_host  # noqa: PLC0415 - only these commands need what connects
    from sitrep.fetch.manners import Manners, checked_contact  # noqa: PLC0415 - only these commands need what connects
    from sitrep.fetch.visiting import Known, Means, visit  # noqa: PLC0415 - only these commands need what connects

    try:
        hosts = frozenset(read_host(host) for host in private or ())
    except IngestError as error:
        raise UsageError(f"--allow-private: {error.reason}; give a host without scheme, port and path") from None
    manners = Manners(contact=checked_contact(contact), pause=pause, private=hosts)
    known, means = Known(), Means()
    return lambda address, earlier: visit(address, manners, known, means, earlier)


@dataclass
class Going:
    """A run on its way: what became of its sources so far, and how many answers said that nothing had changed."""

    case: Case
    readers: Readers
    run: Run
    done: Counter[Outcome] = field(default_factory=Counter)
    unchanged: int = 0

    def told(self) -> str:
        """What the run did, in words."""
        read, skipped, refused = (self.done[one] for one in (Outcome.READ, Outcome.SKIPPED, Outcome.REFUSED))
        unchanged = f", {self.unchanged} not changed" if self.unchanged else ""
        return f"{read} read, {skipped} skipped, {refused} refused{unchanged}"


@dataclass(frozen=True, slots=True)
class Rounds:
    """How feeds are looked at: every so many seconds, so many times (0: without end), so many new pages at a time."""

    seconds: float
    times: int
    pages: int
    wait: Callable[[float], None] = time.sleep


def taken_up(going: Going, run: Callable[[], None]) -> None:
    """Run to the end or to Ctrl-C, and say what was done."""
    try:
        run()
    except KeyboardInterrupt:
        sys.stderr.write(f"{going.case.path}: stopped; {kept(going.done)}; run the same command again to go on\n")
        raise typer.Exit(STOPPED) from None
    sys.stderr.write(f"{going.case.path}: {going.told()}\n")
    end(going.done[Outcome.REFUSED])


@dataclass
class Waiting:
    """Visits that are not kept yet: those whose pages are not on disk, by their names, and those after them."""

    going: Going
    by_name: dict[str, tuple[Visit | None, str | None]] = field(default_factory=dict)
    empty: list[Visit] = field(default_factory=list)

    def sources(self, found: "Iterable[Found]") -> Iterator[Capture | Refusal]:
        """Yield what there is to add; visits that brought nothing are kept when all before them are."""
        for one in found:
            if one.source is not None:
                name, sha256 = named(one.source)
                self.by_name[name] = one.visit, sha256
                yield one.source
            elif one.visit is not None:
                self.empty.append(one.visit)
                self._keep_empty()

    def acknowledge(self, done: Progress) -> None:
        """Keep the visit to a page that is on disk now, or is refused."""
        self.going.done[done.outcome] += 1
        if done.refusal is not None:
            print_refusal(done.refusal)
        visit, sha256 = self.by_name.pop(done.name, (None, None))
        if visit is not None:
            keep(self.going, visit, sha256)
        self._keep_empty()

    def _keep_empty(self) -> None:
        if not self.by_name:
            for visit in self.empty:
                keep(self.going, visit, None)
            self.empty.clear()


def add_found(going: Going, found: "Iterable[Found]") -> None:
    """Add what visits bring, and keep each visit when what it and those before it brought is on disk: never before."""
    waiting = Waiting(going)
    add_sources(going.case, waiting.sources(found), going.readers, waiting.acknowledge)


def named(source: Capture | Refusal) -> tuple[str, str | None]:
    """What a source goes by, and the SHA-256 of its bytes where it has any."""
    return (source.path, None) if isinstance(source, Refusal) else (source.name, source.sha256)


def keep(going: Going, visit: Visit, added: str | None) -> None:
    """Keep a visit and print it."""
    unchanged = visit.sha256 is None and visit.refusal is None
    going.unchanged += unchanged
    keep_visit(going.case, visit, going.run, added)
    print_line(asdict(visit))
    sys.stdout.flush()


def watch_feeds(going: Going, feeds: list[str], pay: "Pay", rounds: Rounds) -> None:
    """Look at feeds in rounds; what goes wrong with one is said, and the others go on."""
    from sitrep.fetch.watching import look  # noqa: PLC0415 - only these commands need what connects

    there, past = held(going.case), 0

    def is_there(entry: "Entry") -> bool:
        return name_of(entry) in there

    def settling(found: "Iterable[Found]") -> "Iterator[Found]":
        for one in found:
            yield one
            if one.is_settled:
                there.update(names_in(one))

    while True:
        for feed in dict.fromkeys(feeds):
            earlier = earlier_visit(going.case, feed)
            add_found(going, settling(look(feed, earlier, pay, is_there, rounds.pages)))
        past += 1
        if past == rounds.times:
            return
        sys.stderr.write(
            f"{going.case.path}: {going.told()}; the next look is in {rounds.seconds / MINUTE:.0f} minutes\n"
        )
        rounds.wait(rounds.seconds)


def name_of(entry: "Entry") -> str:
    """What an entry of a feed goes by; empty where it has neither an address nor words."""
    if entry.address is not None:
        return normal_address(entry.address)
    return entry.words.name if entry.words is not None else ""


def names_in(found: "Found") -> set[str]:
    """What goes by what names now that it is there, or is known not to be had."""
    names = {found.visit.address, found.visit.final or found.visit.address} if found.visit is not None else set[str]()
    if found.source is not None:
        names.add(named(found.source)[0])
    return names | {normal_address(name) for name in names}
