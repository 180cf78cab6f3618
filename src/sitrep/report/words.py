"""The fixed words of reports and how much they show, from data/words.json."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Settings:
    """Words by key, and counts: the most days of an event of a window, the claims quoted of one without figures."""

    longest_days: int
    quoted: int
    kinds: Mapping[str, str]
    meanings: Mapping[str, str]
    fields: Mapping[str, str]
    limits: tuple[str, ...]


@cache
def settings() -> Settings:
    """What data/words.json says."""
    raw = json.loads((files("sitrep.report") / "data" / "words.json").read_text(encoding="utf-8"))
    return Settings(
        raw["longest_days"], raw["quoted"], raw["kinds"], raw["meanings"], raw["fields"], tuple(raw["limits"])
    )
