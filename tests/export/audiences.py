"""What an audience is shown of a linked case."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Lines:
    """The claims and incidents of a linked case as an audience sees them."""

    claims: list[dict[str, Any]]
    incidents: list[dict[str, Any]]
