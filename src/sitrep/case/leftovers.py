"""Files on their way to their names, and what killed processes left of such files."""

import glob
import os
from pathlib import Path

PART = "part"


def own_part(path: Path, start: str) -> Path:
    """Where this process writes what will be moved to `path`: beside it, as START.PROCESS.part, with nothing there.

    What processes that run no more left there is removed. Raises OSError when the folder may not be written to.
    """
    for left in path.parent.glob(f"{glob.escape(start)}.*.{PART}*"):
        number = left.name.removeprefix(f"{start}.").partition(".")[0]
        if number == str(os.getpid()) or (number.isdigit() and not _runs(int(number))):
            left.unlink(missing_ok=True)
    return path.with_name(f"{start}.{os.getpid()}.{PART}")


def _runs(process: int) -> bool:
    """Whether a process of this machine has this number, or may have it."""
    if os.name != "posix":  # Windows has no way to ask that leaves the process alone
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
