"""What made the figures: commit, interpreter, libraries, model and data digests."""

import json
import platform
import subprocess
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from figures import BenchError

SHORT = 12
"""Characters of a digest that are kept: enough to tell, short enough for a table."""


@dataclass(frozen=True, slots=True)
class Versions:
    """What output depends on."""

    commit: str
    sitrep: str
    python: str
    spacy: str
    model: str
    lexicon: str
    gazetteer: str


def read_versions(sitrep: Path, root: Path) -> Versions:
    """The versions in use, as `sitrep doctor` and git tell them; BenchError where something is missing."""
    parts = read_doctor(sitrep)
    model = parts["model"]
    return Versions(
        commit=describe_commit(root),
        sitrep=parts["sitrep"]["version"],
        python=platform.python_version(),
        spacy=version("spacy"),
        model=f"{model['name'].replace('==', ' ')} {model['sha256'][:SHORT]}",
        lexicon=parts["lexicon"]["digest"].removeprefix("lexicon-")[:SHORT],
        gazetteer=parts["gazetteer"]["digest"][:SHORT],
    )


def read_doctor(sitrep: Path) -> dict[str, dict[str, str]]:
    """What `sitrep doctor` says of each part."""
    done = subprocess.run([sitrep, "doctor"], capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode != 0:
        raise BenchError(f"sitrep doctor finds something missing: {(done.stdout + done.stderr).strip()}")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return {line["what"]: {key: str(value) for key, value in line.items()} for line in lines}


def describe_commit(root: Path) -> str:
    """The commit, marked `-dirty` when the tree differs from it; `uncommitted` before the first."""
    command = ["git", "-C", str(root), "describe", "--always", "--dirty"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    return done.stdout.strip() if done.returncode == 0 else "uncommitted"
