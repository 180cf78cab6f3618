"""`sitrep serve`: the desk in a browser, on this machine's own address or, with accounts, on another."""

import re
import socket
import sys
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path
from typing import Annotated

import typer

from sitrep.case.folders import open_case
from sitrep.cli.cases import CasePath
from sitrep.desk.desks import Desk, refresh
from sitrep.model.errors import UsageError

PORT = 8017
ADDRESS = "127.0.0.1"
HOST_NAME = re.compile(r"[\w.-]{1,253}|[0-9A-Fa-f:]{2,39}", re.ASCII)
PLAIN = (
    "passwords and pages go over the network in the clear: whoever is on it can read them; "
    "give --tls and --tls-key, or put a proxy with TLS before it and say --proxy"
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a desk is reached: its address and port, names that lead there, and who ends TLS, if anybody."""

    address: IPv4Address | IPv6Address
    port: int
    names: tuple[str, ...] = ()
    certificate: Path | None = None
    key: Path | None = None
    is_proxied: bool = False

    @property
    def is_secure(self) -> bool:
        """Whether browsers reach it by https."""
        return self.is_proxied or self.certificate is not None

    @property
    def needs_accounts(self) -> bool:
        """Whether somebody else than those on this machine may reach it."""
        return self.is_proxied or bool(self.names) or not self.address.is_loopback

    @property
    def hosts(self) -> frozenset[str]:
        """What a browser may call it, besides the names of this machine to itself."""
        own = () if self.address.is_loopback or self.address.is_unspecified else (str(self.address),)
        return frozenset(name.lower() for name in (*self.names, *own))

    @property
    def shown(self) -> str:
        """Its address, for a browser."""
        host = self.names[0] if self.names else str(self.address)
        bracketed = f"[{host}]" if ":" in host else host
        port = "" if self.is_proxied else f":{self.port}"
        return f"http{'s' if self.is_secure else ''}://{bracketed}{port}/"


def serve(
    case: CasePath,
    *,
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port on this machine.")] = PORT,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who judges, until a browser says otherwise.")] = "",
    host: Annotated[
        str, typer.Option("--host", metavar="ADDRESS", help="The address to listen on; all but loopback need accounts.")
    ] = ADDRESS,
    name: Annotated[
        list[str] | None, typer.Option("--name", metavar="HOST", help="A host name that browsers reach it by.")
    ] = None,
    tls: Annotated[
        Path | None, typer.Option("--tls", metavar="CERT.pem", help="The certificate for https, with its chain.")
    ] = None,
    tls_key: Annotated[Path | None, typer.Option("--tls-key", metavar="KEY.pem", help="The key of it.")] = None,
    proxy: Annotated[bool, typer.Option("--proxy", help="A proxy on this machine ends TLS before the desk.")] = False,
) -> None:
    """Open a case as a desk in the browser: read, compare, judge. Offline; other machines reach it only by accounts."""
    place = checked(Place(address_in(host), port, tuple(name or ()), tls, tls_key, proxy))
    # What serves is loaded when it is asked for: no other command needs it.
    import uvicorn  # noqa: PLC0415

    from sitrep.serve.accounts.storing import accounts_of  # noqa: PLC0415
    from sitrep.serve.accounts.users import users_in  # noqa: PLC0415
    from sitrep.serve.app import create_app  # noqa: PLC0415
    from sitrep.serve.pages import Serving  # noqa: PLC0415

    with open_case(case) as opened:
        accounts = accounts_of(case) if users_in(accounts_of(case)) else None
        if accounts is None and place.needs_accounts:
            raise UsageError(no_accounts(case, place))
        desk = Desk(opened)
        sys.stderr.write(f"{case}: getting the desk ready ...\n")
        refresh(desk)
        listening = listen(place)
        if place.needs_accounts and not place.is_secure:
            sys.stderr.write(f"{case}: {PLAIN}\n")
        sys.stderr.write(f"{case}: open {place.shown} in a browser; Ctrl-C ends it\n")
        sys.stderr.flush()
        app = create_app(desk, Serving(by, accounts, place.hosts, place.is_secure))
        config = uvicorn.Config(
            app,
            log_level="warning",
            server_header=False,
            # Only then is it believed who a request says that it is from, and only by a proxy on this machine.
            proxy_headers=place.is_proxied,
            forwarded_allow_ips=ADDRESS,
            ssl_certfile=place.certificate,
            ssl_keyfile=place.key,
        )
        with listening:
            uvicorn.Server(config).run(sockets=[listening])


def address_in(host: str) -> IPv4Address | IPv6Address:
    """An address to listen on. Raises UsageError for what is none."""
    try:
        return ip_address(ADDRESS if host == "localhost" else host.strip("[]"))
    except ValueError:
        raise UsageError(
            f"--host {host}: is no address; give one of this machine, such as 192.168.1.5 or 0.0.0.0 for all, "
            "and what browsers call it with --name"
        ) from None


def checked(place: Place) -> Place:
    """The same place. Raises UsageError for options that do not go together."""
    if place.address.is_unspecified and not place.names:
        raise UsageError(
            f"--host {place.address}: is every address of this machine; say with --name what browsers call it, "
            "such as --name desk.example, for it answers to no other"
        )
    if wrong := next((name for name in place.names if not HOST_NAME.fullmatch(name)), None):
        raise UsageError(f"--name {wrong}: is no host name; give it as it stands between https:// and the port")
    if (place.certificate is None) != (place.key is None):
        raise UsageError("--tls and --tls-key go together: give the certificate and its key")
    for file in (place.certificate, place.key):
        if file is not None and not file.is_file():
            raise UsageError(f"{file}: there is no such file; give the certificate and its key as PEM")
    if place.is_proxied and (place.certificate or not place.address.is_loopback):
        raise UsageError("--proxy is for a proxy on this machine that ends TLS: leave out --tls and --host")
    if place.is_proxied and not place.names:
        raise UsageError("--proxy: say with --name what browsers call the desk, such as --name desk.example")
    return place


def no_accounts(case: Path, place: Place) -> str:
    """Why a desk is not opened to others, and what to do."""
    which = "--proxy" if place.is_proxied else f"--host {place.address}"
    return (
        f"{which}: others could reach the desk, and {case} has no accounts; make one first with "
        f"`sitrep users add {case} NAME --role owner`, or leave {which.partition(' ')[0]} out"
    )


def listen(place: Place) -> socket.socket:
    """A socket that listens at a place. Raises UsageError where it is taken or may not be had."""
    family = socket.AF_INET if place.address.version == 4 else socket.AF_INET6  # noqa: PLR2004 - IPv4
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((str(place.address), place.port))
    except OSError as error:
        listening.close()
        raise UsageError(
            f"{place.address}, port {place.port}: cannot be had ({error.strerror}); "
            "choose another with --port, or an address that this machine has with --host"
        ) from None
    return listening
