"""What a person says of a claim: a line of its own, never an edit."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """Whether the claim, or one field of it, was read as the page has it."""

    RIGHT = "right"
    WRONG = "wrong"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's verdict on a claim, named by the claim id, which survives re-reading.

    `field` is the dotted path of the field judged, None for the whole claim. `value` is what the
    field should hold, as JSON text, where the person says so. `at` is an ISO date-time.
    """

    claim: str
    verdict: Verdict
    by: str
    at: str
    why: str
    field: str | None = None
    value: str | None = None
