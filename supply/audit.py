"""Known vulnerabilities in what the lock file installs, as far as pip-audit's service answers: `make audit`.

pip-audit ends well when its service knew nothing of a package, and badly both when it found something and when it
reached nobody. What it wrote tells these apart: a package counts as audited only where the answer lists what is known
of it.
"""

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from lock import LOCK, LockError, normalised, read_lock

# Seconds; pip-audit asks about one package at a time.
PATIENCE = 900
COMMAND = ("pip-audit", "--require-hashes", "--disable-pip", "--format", "json", "--progress-spinner", "off")
CLEAN, VULNERABLE, UNUSABLE = 0, 1, 2


@dataclass(frozen=True)
class Answer:
    """What the service knows: of each package audited the vulnerabilities known, or why there is no answer at all."""

    known: Mapping[str, tuple[str, ...]]
    silence: str = ""


def main(lock: Path = LOCK) -> int:
    """Print the outcome; 0 where nothing is known against any package, 1 where something is, 2 for a bad lock file."""
    try:
        names = read_lock(lock)
    except (OSError, LockError) as error:
        print(f"audit: {error}", file=sys.stderr)
        return UNUSABLE
    answer = ask(lock)
    for line in told(names, answer):
        print(line)
    return VULNERABLE if any(answer.known.values()) else CLEAN


def ask(lock: Path) -> Answer:
    """What pip-audit says of a lock file; one without packages where it does not run, end or reach its service."""
    try:
        done = subprocess.run(
            [*COMMAND, "--requirement", str(lock)], capture_output=True, check=False, encoding="utf-8", timeout=PATIENCE
        )
    except FileNotFoundError:
        return Answer({}, "pip-audit is not installed; make audit installs it")
    except subprocess.TimeoutExpired:
        return Answer({}, f"pip-audit gave no answer within {PATIENCE} seconds")
    try:
        packages = json.loads(done.stdout)["dependencies"]
        return Answer({normalised(p["name"]): tuple(v["id"] for v in p["vulns"]) for p in packages if "vulns" in p})
    except (ValueError, KeyError, TypeError):
        said = done.stderr.strip().splitlines() or ["without a word"]
        return Answer({}, f"pip-audit ended with status {done.returncode}: {said[-1][:200]}")


def told(names: Iterable[str], answer: Answer) -> list[str]:
    """The outcome in lines.

    >>> told(["a", "b"], Answer({"a": ("V-1",)}))
    ['vulnerable: a (V-1)', 'not audited: 1 of 2 packages, of which the service knows nothing: b']
    >>> told(["a"], Answer({"a": ()}))
    ['audited: nothing is known against any of 1 packages']
    """
    names = [*names]
    found = [f"vulnerable: {name} ({', '.join(ids)})" for name, ids in answer.known.items() if ids]
    if answer.silence:
        return [*found, f"not audited: {answer.silence}"]
    unknown = [name for name in names if name not in answer.known]
    if len(unknown) == len(names):
        return [*found, f"not audited: the service knows none of the {len(names)} packages"]
    if unknown:
        left = f"{len(unknown)} of {len(names)} packages, of which the service knows nothing: {', '.join(unknown)}"
        return [*found, f"not audited: {left}"]
    return found or [f"audited: nothing is known against any of {len(names)} packages"]


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
