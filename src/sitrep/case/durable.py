"""Files that have their names only when all of their bytes are on disk."""

import os
import tempfile
from pathlib import Path

# Who may read a file: its owner alone, as temporary files are made.
OWN = 0o600


def write_whole(path: Path, content: bytes, *, start: str = "tmp", mode: int = OWN) -> None:
    """A file with all of its bytes on disk before it has its name; until then it is one of START....part beside it.

    Raises OSError where the disk refuses; nothing is left then. `sync_folder` makes the name outlast a power cut.
    """
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=start, suffix=".part", delete=False) as file:
        part = Path(file.name)
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        except OSError:
            part.unlink(missing_ok=True)
            raise
    if mode != OWN:
        part.chmod(mode)
    part.replace(path)


def sync_folder(folder: Path) -> None:
    """Put a folder's names on disk, so that a file outlives a power cut with its name."""
    # Windows opens no folder, and keeps names without being asked.
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
