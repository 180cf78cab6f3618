"""A visit to one address of the web: looked at, waited for, asked, and followed where it leads.

Every step is taken again for each host on the way. What is known of hosts goes from visit to visit in `Known`.
"""

import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from sitrep.fetch.addresses import Address, led_to, read_address, shown
from sitrep.fetch.answering import Answer, Head, Take, ask
from sitrep.fetch.connecting import Resolve, addresses_to_ask, resolve
from sitrep.fetch.kinds import Fetched, fetched, is_wanted
from sitrep.fetch.manners import Manners
from sitrep.fetch.pace import Pace, after_request_to_wait, after_visit, seconds_asked, slowed, wait_for
from sitrep.fetch.robots import LARGEST_ROBOTS, Robots, are_stale, refuse_forbidden, robots_from
from sitrep.fetch.unpacking import unpacked
from sitrep.model.errors import IngestError, UnreachableError
from sitrep.model.identity import sha256_hex
from sitrep.model.visits import Visit

REDIRECTS, BUSY, UNCHANGED = frozenset({301, 302, 303, 307, 308}), frozenset({429, 503}), 304
OK = range(200, 300)
CLOSED, GONE, FAILED = frozenset({401, 402, 403, 407}), frozenset({404, 410}), 500
# A longer mark of a version is cut, and then no longer fits.
LONGEST_TAG = 500
ROBOTS = "/robots.txt"


@dataclass(frozen=True, slots=True)
class Means:
    """What a visit needs of the machine: how names are resolved, whose certificates hold, its clock, and waiting."""

    resolve: Resolve = resolve
    tls: ssl.SSLContext | None = None
    clock: Callable[[], float] = time.monotonic
    wait: Callable[[float], None] = time.sleep


@dataclass
class Known:
    """What is known of hosts so far: how fast each may be asked, and the rules of each origin."""

    paces: dict[str, Pace] = field(default_factory=dict)
    robots: dict[str, Robots] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Visited:
    """What a visit brought: the page, or why there is none; neither where the page is as it was (`is_unchanged`)."""

    visit: Visit
    page: Fetched | None = None
    error: IngestError | None = None

    @property
    def is_unchanged(self) -> bool:
        """Whether the server said that the page is as it was at an earlier visit."""
        return self.page is None and self.error is None


def visit(text: str, manners: Manners, known: Known, means: Means, earlier: Visit | None = None) -> Visited:
    """What is at an address now. `earlier` is the visit before, whose page the server need not send again.

    What an address or a server does wrong is not raised: `error` says it, an UnreachableError where it may pass.
    """
    given, at = shown(text), datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    final, status = None, None
    try:
        start = read_address(text)
        address, answer = _followed(start, earlier, within(start, manners), known, means)
        final, status = address.text, answer.head.status
        page = _page(answer, earlier)
    except IngestError as error:
        return Visited(Visit(given, at, final, status, refusal=error.reason), error=error)
    etag, modified = answer.head.field("etag")[:LONGEST_TAG], answer.head.field("last-modified")[:LONGEST_TAG]
    if page is None and earlier is not None:
        etag, modified = etag or earlier.etag or "", modified or earlier.last_modified or ""
    sha256 = sha256_hex(page.content) if page is not None else None
    return Visited(Visit(given, at, final, status, etag or None, modified or None, sha256), page)


def within(start: Address, manners: Manners) -> Manners:
    """The manners for what an address leads to: into one's own network only what is in it leads, no stranger's page."""
    return manners if start.host in manners.private else replace(manners, private=frozenset())


def _followed(
    address: Address, earlier: Visit | None, manners: Manners, known: Known, means: Means
) -> tuple[Address, Answer]:
    """Where an address leads, and the answer there. Every host on the way is looked at, and its rules asked for."""
    for _ in range(manners.limits.redirects + 1):
        # Before the rules: whoever may not be connected to is not asked for rules either.
        addresses_to_ask(address, manners.private, means.resolve)
        rules = _rules(address, manners, known, means)
        refuse_forbidden(rules, address, manners.longest_pause)
        known.paces[address.host] = slowed(_pace(address, manners, known), rules.delay)
        fields = _conditions(address, earlier)
        answer = _asked(address, manners, known, means, fields=fields, take=_page_bytes(manners))
        if answer.head.status not in REDIRECTS:
            return address, answer
        address = led_to(address, answer.head.field("location"))
    raise IngestError(
        f"the address leads on more than {manners.limits.redirects} times", "give the address where it ends"
    )


def _conditions(address: Address, earlier: Visit | None) -> dict[str, str]:
    """Header fields that ask for a page only if it has changed; what a server said is told to that server alone."""
    if earlier is None or address.text != earlier.final:
        return {}
    named = {"If-None-Match": earlier.etag, "If-Modified-Since": earlier.last_modified}
    return {name: said for name, said in named.items() if said and said.isascii() and said.isprintable()}


def _rules(address: Address, manners: Manners, known: Known, means: Means) -> Robots:
    """The rules of an address's origin, asked for where they are not known or are too old."""
    rules = known.robots.get(address.origin)
    if rules is None or are_stale(rules, means.clock()):
        rules = _asked_rules(address, manners, known, means)
        known.robots[address.origin] = rules
    return rules


def _asked_rules(address: Address, manners: Manners, known: Known, means: Means) -> Robots:
    """The rules of an address's origin as it gives them now."""
    at = replace(address, target=ROBOTS)
    try:
        for _ in range(manners.limits.redirects + 1):
            answer = _asked(at, manners, known, means, fields={}, take=_beginning)
            if answer.head.status not in REDIRECTS:
                return robots_from(answer.head.status, answer.content, means.clock())
            at = led_to(at, answer.head.field("location"))
    except IngestError as error:
        return Robots(means.clock(), problem=f"its robots.txt cannot be had: {error.reason}")
    # As the standard has it: whoever leads on without end has no rules.
    return Robots(means.clock())


def _asked(
    address: Address, manners: Manners, known: Known, means: Means, *, fields: Mapping[str, str], take: Take
) -> Answer:
    """An answer, waited for as the host wants it. Raises UnreachableError for a host that is busy for too long."""
    for tried in range(1, manners.tries + 1):
        _wait(address, manners, known, means)
        places = addresses_to_ask(address, manners.private, means.resolve)
        try:
            answer = ask(
                address, places, {"User-Agent": manners.agent, **fields}, take, limits=manners.limits, tls=means.tls
            )
        finally:
            known.paces[address.host] = after_visit(_pace(address, manners, known), means.clock())
        if answer.head.status not in BUSY:
            return answer
        asked = seconds_asked(answer.head.field("retry-after"), datetime.now(UTC))
        seconds = manners.pause * 2**tried if asked is None else asked
        known.paces[address.host] = after_request_to_wait(_pace(address, manners, known), means.clock(), seconds)
    raise UnreachableError(f"{address.host} is busy (it answered {answer.head.status})", "try again later")


def _wait(address: Address, manners: Manners, known: Known, means: Means) -> None:
    """Wait until a host may be asked. Raises UnreachableError where that is longer than anybody waits."""
    seconds = wait_for(_pace(address, manners, known), means.clock())
    if seconds > max(manners.longest_wait, manners.longest_pause):
        raise UnreachableError(f"{address.host} asks to be left alone for {seconds:.0f} seconds", "try again later")
    if seconds > 0:
        means.wait(seconds)


def _pace(address: Address, manners: Manners, known: Known) -> Pace:
    return known.paces.get(address.host, Pace(manners.pause))


def _page_bytes(manners: Manners) -> Take:
    """What takes the body of a page; of what is no page nothing is taken."""

    def take(head: Head, body: Iterator[bytes]) -> bytes:
        if head.status not in OK or not is_wanted(head.field("content-type")):
            return b""
        _refuse_announced(head, manners.limits.sent_bytes)
        return b"".join(unpacked(body, head.field("content-encoding"), manners.limits.page_bytes))

    return take


def _refuse_announced(head: Head, most: int) -> None:
    """Refuse a body of which the server says that it is too long."""
    length = head.field("content-length")
    if length.isascii() and length.isdecimal() and int(length[:20]) > most:
        raise IngestError(f"it is {int(length[:20]):,} bytes, and at most {most:,} are taken", "leave it out")


def _beginning(head: Head, body: Iterator[bytes]) -> bytes:
    """So much of a robots.txt as is read."""
    taken = b""
    if head.status in OK:
        for piece in unpacked(body, head.field("content-encoding"), 2 * LARGEST_ROBOTS):
            taken += piece
            if len(taken) >= LARGEST_ROBOTS:
                break
    return taken[:LARGEST_ROBOTS]


def _page(answer: Answer, earlier: Visit | None) -> Fetched | None:
    """The page of an answer; None where it is as it was. Raises IngestError where it has none."""
    status = answer.head.status
    if status in OK:
        return fetched(answer.content, answer.head.field("content-type"))
    if status == UNCHANGED and earlier is not None:
        return None
    if status in CLOSED:
        raise IngestError(
            f"the page is not open to all (the server answered {status}), and sitrep does not log in",
            "open it in a browser and save it, if you may; then sitrep add",
        )
    if status >= FAILED:
        raise UnreachableError(f"the server failed (it answered {status})", "try again later")
    told = "there is no such page" if status in GONE else "the server gives no page"
    raise IngestError(f"{told} (it answered {status})", "look at the address in a browser")
