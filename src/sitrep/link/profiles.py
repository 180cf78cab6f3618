"""What each level of each comparison weighs: profiles, fitted by bench/weigh_links.py."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sitrep.model.identity import JSON, content_id


@dataclass(frozen=True, slots=True)
class Profile:
    """Weights of levels, as logarithms of odds: a score is the prior and the weights of all levels found.

    Two groups whose members score `threshold` on average (as a probability) are one; a level that the profile
    does not name weighs nothing.
    """

    name: str
    prior: float
    threshold: float
    weights: Mapping[str, Mapping[str, float]]

    @property
    def id(self) -> str:
        """The profile's name with a digest of its weights."""
        weights: JSON = {name: dict(levels) for name, levels in self.weights.items()}
        return f"{self.name}:{content_id('w', self.prior, self.threshold, weights)}"

    def weight(self, comparison: str, level: str) -> float:
        """The weight of a level."""
        return self.weights.get(comparison, {}).get(level, 0.0)


@cache
def load_profiles() -> dict[str, Profile]:
    """The profiles that ship with sitrep, by name."""
    raw = json.loads((files("sitrep.link") / "data" / "profiles.json").read_text(encoding="utf-8"))
    found = {}
    for name, profile in raw["profiles"].items():
        found[name] = Profile(name, profile["prior"], profile["threshold"], profile["weights"])
    return found
