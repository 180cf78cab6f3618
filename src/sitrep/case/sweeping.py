"""What an erasure leaves outside the ledger's rows: archived bytes, free pages, indexes made from the ledger.

It is done after the erasure is on disk, and can be stopped anywhere: whoever opens the case next goes on.
"""

from pathlib import Path

from sqlalchemy import Engine, exists, select

from sitrep.case.archives import remove_bytes
from sitrep.ledger.connections import viewing
from sitrep.ledger.sweeping import is_unswept, sweep_file
from sitrep.ledger.tables import CAPTURES, TOMBSTONES
from sitrep.model.errors import LedgerError

# Files beside the ledger that are made from it, and made again at will.
DERIVED = "desk.sqlite*"
# How long whoever only opens a case waits for others to let it be swept.
PATIENCE_SECONDS = 0.2


def finish_erasing(case: Path, ledger: Engine, archive: Path, busy_seconds: float) -> bool:
    """Take away what erasures have left behind, if they have; whether nothing is left now.

    Something is left while another process reads or writes the ledger. Raises LedgerError when the disk refuses.
    """
    with viewing(ledger) as connection:
        if not is_unswept(connection):
            return True
        held = exists().where(CAPTURES.c.sha256 == TOMBSTONES.c.sha256)
        gone = tuple(connection.scalars(select(TOMBSTONES.c.sha256).where(~held)))
    for sha256 in gone:
        remove_bytes(archive, sha256)
    _remove_derived(case)
    # Connections that wait in the pool hold no lock, but keep what they have read.
    ledger.dispose()
    return sweep_file(Path(ledger.url.database or ""), busy_seconds)


def _remove_derived(case: Path) -> None:
    """Remove what was made from the ledger and may hold its words."""
    for path in case.glob(DERIVED):
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise LedgerError(
                f"{path}: cannot be removed ({error.strerror}), and may have erased words; remove it by hand"
            ) from error
