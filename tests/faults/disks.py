"""Small disks, full disks and disks that may not be written to, where this machine lets a test make them."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

FILLER = ".filler"


def mounted(*words: str) -> None:
    """Mount something, or skip the test out loud."""
    done = subprocess.run(["mount", *words], capture_output=True, text=True, check=False)  # noqa: S607
    if done.returncode:
        pytest.skip(f"NOT TESTED: this needs root and mounts ({done.stderr.strip()}); run it as root in a container")


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[Path]:
    """A disk of so many megabytes, mounted at a folder, which is made."""
    folder.mkdir()
    mounted("-t", "tmpfs", "-o", f"size={megabytes}m,mode=0755", "tmpfs", str(folder))
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)  # noqa: S607


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """A folder that nobody may write to, root neither."""
    mounted("--bind", str(folder), str(folder))
    try:
        mounted("-o", "remount,bind,ro", str(folder))
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)  # noqa: S607


def fill(disk: Path, left: int) -> None:
    """Fill a disk but for so many bytes."""
    with (disk / FILLER).open("wb", buffering=0) as filler:
        found = os.statvfs(disk)
        os.posix_fallocate(filler.fileno(), 0, max(found.f_bavail * found.f_frsize - left, 1))


def free(disk: Path) -> None:
    """Give the room back."""
    (disk / FILLER).unlink()
