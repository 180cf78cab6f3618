"""A bundle checked from the command, by the program that lies in every bundle: our own copy of it, not the bundle's."""

import re
import subprocess
import sys
from importlib.resources import as_file, files
from pathlib import Path

from sitrep.model.errors import UsageError
from sitrep.model.identity import JSON

FAULT = re.compile(r"FAULT (?P<file>.*?): (?P<problem>.*)")
HELD, FAULTY = 0, 1


def is_bundle(path: Path) -> bool:
    """Whether a folder looks like a bundle: it has a manifest, or the program."""
    return (path / "verify.py").is_file() or (path / "manifest.json").is_file()


def problems_of_bundle(path: Path) -> list[JSON]:
    """What does not hold in a bundle's folder, each with its file; empty where all does.

    Raises UsageError where the program did not come to an end.
    """
    with as_file(files("sitrep.bundle") / "verify.py") as program:
        command = [sys.executable, "-I", str(program), str(path)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own program
    if done.returncode not in (HELD, FAULTY):
        raise UsageError(f"{path}: could not be checked; run `python3 -I verify.py` in it, which says why")
    found = (FAULT.fullmatch(line) for line in done.stdout.splitlines())
    return [{"file": fault["file"], "problem": fault["problem"]} for fault in found if fault]
