"""Which network addresses are part of the open web, told from the address alone."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from sitrep.lexicon.loading import parse_table

Ip = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
# What is handed out to networks of the open web (IANA, IPv6 Global Unicast Address Assignments); all else is special.
GLOBAL_UNICAST = IPv6Network("2000::/3")
TEREDO_SERVER, TEREDO_CLIENT = 4, 12
ALL_BITS = 0xFFFFFFFF


class Reach(StrEnum):
    """Who may be asked at an address: all the world's servers, one's own where the user names them, or none."""

    OPEN = "open"
    OWN = "own"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class NetworkRow:
    """A network that is no part of the open web: `key`, as ADDRESS/BITS; an address in it is in [brackets]."""

    key: str
    kind: str
    purpose: str
    defined: str
    example: str


@cache
def special_networks() -> tuple[tuple[Network, NetworkRow], ...]:
    """The networks that are no part of the open web, the narrowest first. Raises LexiconError for a wrong row."""
    name = "special_networks.tsv"
    text = files("sitrep.fetch").joinpath("data", name).read_text("utf-8")
    rows = [(ip_network(row.key), row) for row in parse_table(name, text, NetworkRow)]
    return tuple(sorted(rows, key=lambda row: -row[0].prefixlen))


def reach_of(address: str) -> Reach:
    """Who may be asked at an address, given as text; what is no address is never reached.

    >>> reach_of("93.184.215.14"), reach_of("::ffff:10.0.0.1"), reach_of("169.254.169.254")
    (<Reach.OPEN: 'open'>, <Reach.OWN: 'own'>, <Reach.NEVER: 'never'>)
    """
    try:
        return _reach(ip_address(address.partition("%")[0]))
    except ValueError:
        return Reach.NEVER


def purpose_of(address: str) -> str:
    """What the network of an address is for, for messages."""
    row = _row_of(ip_address(address.partition("%")[0]))
    return row.purpose if row is not None else "not handed out"


def _row_of(ip: Ip) -> NetworkRow | None:
    """The narrowest special network that an address is in."""
    return next((row for network, row in special_networks() if network.version == ip.version and ip in network), None)


def _reach(ip: Ip) -> Reach:
    """Who may be asked at an address; one that carries others is as far as the nearest of them."""
    row = _row_of(ip)
    if row is None:
        return Reach.OPEN if ip.version == 4 or ip in GLOBAL_UNICAST else Reach.NEVER  # noqa: PLR2004 - IPv4
    if not row.kind.startswith("embeds-"):
        return Reach(row.kind)
    reaches = [_reach(embedded) for embedded in _embedded(ip.packed, row.kind.removeprefix("embeds-"))]
    return Reach.NEVER if Reach.NEVER in reaches else Reach.OWN if Reach.OWN in reaches else Reach.OPEN


def _embedded(packed: bytes, where: str) -> tuple[IPv4Address, ...]:
    """The IPv4 addresses that an IPv6 address carries, at a byte or, of Teredo, its server's and its client's."""
    if where == "teredo":
        server = int.from_bytes(packed[TEREDO_SERVER : TEREDO_SERVER + 4], "big")
        client = int.from_bytes(packed[TEREDO_CLIENT:], "big") ^ ALL_BITS
        return IPv4Address(server), IPv4Address(client)
    start = int(where)
    return (IPv4Address(packed[start : start + 4]),)
