"""Visits with short limits to names that are all this machine."""

from sitrep.fetch.manners import Limits, Manners
from sitrep.fetch.visiting import Known, Means, Visited, visit

RAID = "<html><body><p>Two soldiers were killed near the bridge, the ministry said.</p></body></html>"
NAMES = frozenset({"wire.example", "other.example", "localhost"})
MANNERS = Manners(contact="desk@monitor.example", pause=0.0, private=NAMES, limits=Limits(2.0, 2.0, 2.0))
HOSTS = {"open.example": ("93.184.215.14",), "inside.example": ("10.0.0.7",), "both.example": ("93.184.215.14", "::1")}


def find(host: str, _port: int) -> tuple[str, ...]:
    """Every name is this machine, but for those in HOSTS."""
    return HOSTS.get(host, ("127.0.0.1",))


def visited(address: str, manners: Manners = MANNERS, **more: object) -> Visited:
    return visit(address, manners, **{"known": Known(), "means": Means(find), **more})  # type: ignore[arg-type]


def refused(address: str, manners: Manners = MANNERS, **more: object) -> str:
    found = visited(address, manners, **more)
    assert found.error is not None
    assert found.page is None
    assert found.visit.refusal == found.error.reason
    assert found.visit.sha256 is None
    return found.error.reason
