"""The two halves of a gold set as both scorers take them: one open to the eye, one set aside and only scored."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

Json = Mapping[str, Any]


def load(path: Path) -> list[Json]:
    """The objects of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def closed(path: Path) -> str | None:
    """What to say to somebody who asks to list a half that is set aside; None for the open half."""
    return f"{path.name}: set aside, only scored; --list is for the open half" if "_aside" in path.name else None
