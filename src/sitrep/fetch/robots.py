"""What a host's robots.txt lets us read (RFC 9309)."""

import logging
from dataclasses import dataclass

from protego import Protego

from sitrep.fetch.addresses import Address
from sitrep.fetch.manners import PRODUCT
from sitrep.model.errors import IngestError, UnreachableError

# Of a longer file the rest is not read; the standard asks for at least 500 KiB.
LARGEST_ROBOTS = 512_000
# Rules are asked for again after a day, those that could not be had after ten minutes.
GOOD_FOR_SECONDS, BAD_FOR_SECONDS = 24 * 3600.0, 600.0
OK, NONE, BUSY = range(200, 300), range(400, 500), 429
# It notes each line that it cannot read.
logging.getLogger("protego").setLevel(logging.ERROR)


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of a host, from `at` on the caller's clock: `rules` are None where it has none.

    `problem` says why nothing may be read for now, of a host whose rules could not be had.
    """

    at: float
    rules: Protego | None = None
    problem: str | None = None

    @property
    def delay(self) -> float:
        """How many seconds the host wants between visits; 0 where it does not say."""
        return float((self.rules.crawl_delay(PRODUCT) if self.rules is not None else None) or 0.0)


def robots_from(status: int, content: bytes, at: float) -> Robots:
    """The rules in an answer: none where the host has no such file, nothing allowed where its server fails."""
    if status in OK:
        return Robots(at, Protego.parse(content.decode("utf-8", "replace")))
    if status in NONE and status != BUSY:
        return Robots(at)
    return Robots(at, problem=f"its robots.txt cannot be had (the server answered {status})")


def are_stale(robots: Robots, now: float) -> bool:
    """Whether rules must be asked for again."""
    return now - robots.at > (GOOD_FOR_SECONDS if robots.problem is None else BAD_FOR_SECONDS)


def refuse_forbidden(robots: Robots, address: Address, longest_pause: float) -> None:
    """Refuse an address that the host's rules keep us from.

    Raises IngestError where they do, or want longer pauses than `longest_pause` seconds; UnreachableError where they
    cannot be had, and nothing may be read until they can.
    """
    if robots.problem is not None:
        raise UnreachableError(f"{robots.problem}, and without it nothing may be read", "try again later")
    if robots.rules is not None and not robots.rules.can_fetch(address.text, PRODUCT):
        raise IngestError(
            f"the robots.txt of {address.host} asks programs not to read this page",
            "open it in a browser and save it, if you may; then sitrep add",
        )
    if robots.delay > longest_pause:
        raise IngestError(
            f"the robots.txt of {address.host} asks for {robots.delay:.0f} seconds between visits; "
            f"sitrep waits at most {longest_pause:.0f}",
            "save its pages by hand, then sitrep add",
        )
