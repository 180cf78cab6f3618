"""What a shape cannot say: one line for each field of a row that was lost, with what stood there and why it is gone."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from sitrep.export.files import write_whole
from sitrep.export.rows import neutralised

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


def write_losses(lost: Sequence[Lost], path: Path) -> Path:
    """Put the losses of the export PATH beside it, as PATH.LOST.csv; its path. Raises UsageError as `write_whole`."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([field.name for field in fields(Lost)])
    writer.writerows([neutralised(cell) for cell in astuple(one)] for one in lost)
    beside = path.with_name(f"{path.name}.LOST.csv")
    write_whole(beside, buffer.getvalue())
    return beside
