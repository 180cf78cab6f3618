"""What a format cannot say: for each field of a row that was lost, what stood there and why it is gone."""

from collections.abc import Iterable
from dataclasses import dataclass

# The field of a loss where no row is written at all.
ROW = "row"


@dataclass(frozen=True, slots=True)
class Lost:
    """Something that an export could not say: of the incident or claim `row`, `what` its `field` held, and `why`."""

    row: str
    field: str
    what: str
    why: str


def left_out(row: str, what: str, why: str) -> Lost:
    """The loss of a whole row.

    >>> left_out("i-1", "ASSAULT", "nobody is said to have died")
    Lost(row='i-1', field='row', what='ASSAULT', why='nobody is said to have died')
    """
    return Lost(row, ROW, what, why)


def rows_left_out(lost: Iterable[Lost]) -> int:
    """How many incidents or claims have no row."""
    return sum(one.field == ROW for one in lost)
