"""Visits to pages of the web, as a case keeps them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit: the address as it was given, when (an ISO date-time), and what came of it.

    `final` is where redirects led, `status` the server's last answer, None where none answered. `sha256` is that of the
    bytes that came, `refusal` why none were taken. `etag` and `last_modified` are what the server said of them, to
    be sent with the next visit; they are None where what came was not taken up.
    """

    address: str
    at: str
    final: str | None = None
    status: int | None = None
    etag: str | None = None
    last_modified: str | None = None
    sha256: str | None = None
    refusal: str | None = None
