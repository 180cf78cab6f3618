"""Case folders: `case.sqlite`, the ledger, beside `archive/`, the bytes that came in."""

import os
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Engine

from sitrep.case.sweeping import PATIENCE_SECONDS, finish_erasing
from sitrep.ledger.connections import create_ledger, open_ledger
from sitrep.model.errors import LedgerError

LEDGER = "case.sqlite"
ARCHIVE = "archive"


@dataclass(frozen=True, slots=True)
class Case:
    """An open case. Close it, or use it in a `with` block."""

    path: Path
    ledger: Engine

    @property
    def archive(self) -> Path:
        """The folder of the bytes that came in."""
        return self.path / ARCHIVE

    def close(self) -> None:
        """Let go of the ledger file."""
        self.ledger.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def init_case(path: Path) -> Case:
    """A case at `path`, made there; a case that is there already is opened as it is.

    Raises LedgerError when a file or another folder's content is in the way, or nothing may be
    written there.
    """
    if _exists(path) and not path.is_dir():
        raise LedgerError(f"{path}: a file is in the way; choose another name for the case")
    _refuse_foreign(path)
    try:
        (path / ARCHIVE).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LedgerError(
            f"{path}: the case cannot be made here ({error.strerror}); choose a folder that you may write to"
        ) from error
    _refuse_unwritable(path)
    return Case(path, create_ledger(path / LEDGER))


def _exists(path: Path) -> bool:
    """Whether anything is at `path`. Raises LedgerError when that may not be asked."""
    try:
        return path.exists()
    except OSError as error:
        raise LedgerError(
            f"{path}: cannot be reached ({error.strerror}); check the name and that you may enter its folder"
        ) from error


def _refuse_foreign(path: Path) -> None:
    """Refuse a folder that holds other things: a case made by mistake in a home folder is hard to take out again.

    The folder is looked at once: another process may make the same case meanwhile.
    """
    if not path.is_dir() or not os.access(path, os.R_OK):
        return
    names = sorted(entry.name for entry in path.iterdir())
    # An archive alone is what a killed `init` leaves, a journal what one at work has.
    other = [name for name in names if name != ARCHIVE and not name.startswith(LEDGER)]
    if other and LEDGER not in names:
        raise LedgerError(f"{path}: the folder holds other things ({other[0]}); choose a new or an empty one")


def _refuse_unwritable(path: Path) -> None:
    """Refuse a folder that may not be written to: SQLite would say so later, and less plainly."""
    if not os.access(path, os.W_OK | os.X_OK):
        raise LedgerError(
            f"{path}: the folder may not be written to; ask for write permission, or copy the case and open the copy"
        )


def open_case(path: Path) -> Case:
    """The case at `path`, where what a stopped erasure left is taken away, unless others are at work in it.

    Raises LedgerError when there is none, or it cannot be used.
    """
    if _exists(path) and not path.is_dir():
        raise LedgerError(f"{path}: is a file, and a case is a folder; name the folder")
    if not (path / LEDGER).is_file():
        raise LedgerError(f"{path}: there is no case here; make one with `sitrep init {path}`")
    _refuse_unwritable(path)
    case = Case(path, open_ledger(path / LEDGER))
    try:
        finish_erasing(path, case.ledger, case.archive, PATIENCE_SECONDS)
    except LedgerError:
        case.close()
        raise
    return case
