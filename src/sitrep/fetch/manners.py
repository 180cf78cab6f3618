"""How sitrep behaves on the web: who it says it is, how long it waits, how much it takes, whom it may ask."""

import re
from dataclasses import dataclass, field

from sitrep import __version__
from sitrep.ingest.formats import LARGEST
from sitrep.model.errors import UsageError

# The name that robots.txt knows it by.
PRODUCT = "sitrep"
CONTACT = re.compile(r"[!-'*-~]{3,200}")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a server may take of us: seconds and bytes.

    `page_seconds` is the time for one whole answer, however it trickles; `sent_bytes` counts what comes over the wire,
    headers too, `page_bytes` what it unpacks to, `redirects` how often an address may lead on.
    """

    connect_seconds: float = 10.0
    read_seconds: float = 20.0
    page_seconds: float = 60.0
    head_bytes: int = 65_536
    sent_bytes: int = LARGEST
    page_bytes: int = LARGEST
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Manners:
    """How a visit is paid.

    `pause` seconds lie between two visits to a host, or as many as its robots.txt asks for, up to `longest_pause`;
    `longest_wait` is how long a server may ask us to come back later, and `tries` how often we do. `private` are the
    hosts of one's own network that the user named. `contact` is a mail or web address, told to servers.
    """

    contact: str = ""
    pause: float = 2.0
    longest_pause: float = 60.0
    longest_wait: float = 120.0
    tries: int = 3
    private: frozenset[str] = frozenset()
    limits: Limits = field(default_factory=Limits)

    @property
    def agent(self) -> str:
        """What is sent as User-Agent.

        >>> Manners("desk@monitor.example").agent.partition("(")[2]
        '+desk@monitor.example)'
        """
        return f"{PRODUCT}/{__version__}" + (f" (+{self.contact})" if self.contact else "")


def checked_contact(contact: str) -> str:
    """A contact that can be sent. Raises UsageError for one with blanks, brackets, or letters beyond ASCII."""
    if contact and not CONTACT.fullmatch(contact):
        raise UsageError("--contact: give a mail or web address of 3 to 200 ASCII characters, without blanks")
    return contact
