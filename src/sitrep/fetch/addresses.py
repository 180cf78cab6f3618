"""Addresses of the web as people write them, in one spelling, or a refusal that says what is wrong with them."""

import re
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from sitrep.model.errors import IngestError

PORTS = {"http": 80, "https": 443}
LONGEST = 2_000
# Blanks, control characters, half characters: no address has them, and programs differ in what they make of them.
BROKEN = re.compile(r"[\x00-\x20\x7f\\\ud800-\udfff]")
# To the last @ before the path: a password may hold one.
SECRET = re.compile(r"//[^/?#]{0,2000}@")
HOST = re.compile(r"[a-z0-9._-]{1,253}|\[[0-9a-f:.]{2,45}\]")
KEPT = "/%:@!$&'()*+,;=~-._?[]"


@dataclass(frozen=True, slots=True)
class Address:
    """An address of the web: `host` as the network knows it, in lower case, `target` its path and query."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def origin(self) -> str:
        """Scheme, host and port: whose robots.txt holds."""
        shown = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{shown}" + ("" if PORTS[self.scheme] == self.port else f":{self.port}")

    @property
    def text(self) -> str:
        """The address in one spelling."""
        return self.origin + self.target


def shown(text: str) -> str:
    """An address as it may be shown and kept: without a user's name and password.

    >>> shown("https://ann:secret@wire.example/a"), shown("https://ann:s@cret@wire.example/")
    ('https://...@wire.example/a', 'https://...@wire.example/')
    """
    return SECRET.sub("//...@", text.strip())


def read_address(text: str) -> Address:
    """The address that a text is, its fragment left out.

    Raises IngestError for other schemes than http and https, for a name or password in it, and for what is no address.

    >>> read_address("HTTPS://Wire.example:443/a/../raid?x=1#top").text
    'https://wire.example/raid?x=1'
    """
    text = text.strip()
    if len(text) > LONGEST:
        raise IngestError(f"the address is longer than {LONGEST:,} characters", "give the address of the page itself")
    if BROKEN.search(text):
        raise IngestError("the address has a blank, a backslash or a control character", "copy the address again")
    try:
        parts = urlsplit(text)
        port, host = parts.port, parts.hostname or ""
    except ValueError as error:
        raise IngestError(f"it is no address of the web ({error})", "copy the address again") from None
    if parts.scheme not in PORTS:
        raise IngestError(
            f"“{parts.scheme or text[:20]}” is no scheme that is fetched", "give an address that begins with https://"
        )
    if "@" in parts.netloc:
        raise IngestError(
            "the address holds a user's name or password, and sitrep does not log in", "give it without them"
        )
    path = quote(without_dots(parts.path), safe=KEPT)
    query = f"?{quote(parts.query, safe=KEPT)}" if parts.query else ""
    return Address(parts.scheme, _network_name(host), PORTS[parts.scheme] if port is None else port, path + query)


def read_host(text: str) -> str:
    """A host by itself, as the network knows it. Raises IngestError for what is more or less than that.

    >>> read_host("Wire.example"), read_host("::1")
    ('wire.example', '::1')
    """
    bare = f"[{text}]" if text.count(":") > 1 and not text.startswith("[") else text
    address = read_address(f"http://{bare}/")
    if "/" in text or address.target != "/" or address.port != PORTS["http"]:
        raise IngestError(f"“{text[:60]}” is no name of a host", "give it without scheme, port and path")
    return address.host


def _network_name(host: str) -> str:
    """A host as the network knows it: letters beyond ASCII in their coded form, no dot at the end."""
    try:
        coded = host.rstrip(".").encode("idna").decode("ascii").lower()
    except UnicodeError:
        coded = ""
    bracketed = f"[{coded}]" if ":" in coded else coded
    if not HOST.fullmatch(bracketed):
        raise IngestError(f"“{host[:60]}” is no name of a host", "copy the address again")
    return coded


def without_dots(path: str) -> str:
    """A path without `.` and `..`, however they are written, so that robots.txt is asked about what is meant.

    >>> without_dots("/a/./b/%2e%2E/c"), without_dots("")
    ('/a/c', '/')
    """
    steps: list[str] = []
    parts = path.split("/")[1:]
    for number, part in enumerate(parts):
        plain = part.lower().replace("%2e", ".")
        if plain == "..":
            steps = steps[:-1]
        elif plain != ".":
            steps.append(part)
            continue
        if number == len(parts) - 1:
            steps.append("")
    return "/" + "/".join(steps)


def led_to(address: Address, location: str) -> Address:
    """Where a redirect leads. Raises IngestError as `read_address` does, and for one from https to http."""
    try:
        joined = urljoin(address.text, location.strip())
    except ValueError as error:
        raise IngestError(
            f"the server leads to no address of the web ({error})", "give the page's own address"
        ) from None
    found = read_address(joined)
    if (address.scheme, found.scheme) == ("https", "http"):
        raise IngestError(
            f"the server leads from https to http ({found.text}), where anybody on the way can change the page",
            "give that address itself if it is what you want",
        )
    return found
