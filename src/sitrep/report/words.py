"""The fixed words of reports and how much they show, from data/words.json."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Settings:
    """Words by key, and counts: the most days of an event of a window, the claims cited for it beside its figures.

    `not_mapped` are the precisions of places that a map would show too exactly.
    """

    longest_days: int
    quoted: int
    not_mapped: tuple[str, ...]
    kinds: Mapping[str, str]
    meanings: Mapping[str, str]
    fields: Mapping[str, str]
    limits: tuple[str, ...]


@cache
def settings() -> Settings:
    """What data/words.json says."""
    raw = json.loads((files("sitrep.report") / "data" / "words.json").read_text(encoding="utf-8"))
    return Settings(
        longest_days=raw["longest_days"],
        quoted=raw["quoted"],
        not_mapped=tuple(raw["not_mapped"]),
        kinds=raw["kinds"],
        meanings=raw["meanings"],
        fields=raw["fields"],
        limits=tuple(raw["limits"]),
    )
