"""The scorers of the gold sets as commands, and the lines that they are given."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

GOLD = Path(__file__).parents[2] / "bench" / "gold"


def run_scorer(name: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """A scorer run to its end, whatever its exit status."""
    command = [sys.executable, str(GOLD / f"{name}.py"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def write_lines(path: Path, *lines: Mapping[str, Any]) -> Path:
    """A JSONL file of some lines."""
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path
