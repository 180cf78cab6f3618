"""How unsure the machine is of a claim, from what its line says: a score between 0 and 1, and reasons for people.

Each sign found weighs what `data/uncertainty.json` says, and the score is 1 less the product of (1 - weight): the
more signs, the nearer to 1. It is for putting claims in order. It is no probability of an error, and rates of errors
are never counted on claims that were picked by it.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import prod

from sitrep.model.fields import Record
from sitrep.review.signs import Settings, signs

DIGITS = 3


@dataclass(frozen=True, slots=True)
class Reason:
    """One sign of doubt: its code, what it weighs, and what it says to people."""

    code: str
    weight: float
    text: str


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """How unsure a claim is, from 0 (no sign of doubt) towards 1, and why, the weightiest reason first."""

    score: float
    reasons: tuple[Reason, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """The reasons in words."""
        return tuple(reason.text for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class Weights:
    """What each sign weighs and how it is put into words, and the limits that make a sign."""

    weights: Mapping[str, float]
    says: Mapping[str, str]
    settings: Settings


@cache
def load_weights() -> Weights:
    """The weights that ship with sitrep."""
    raw = json.loads((files("sitrep.review") / "data" / "uncertainty.json").read_text(encoding="utf-8"))
    settings = Settings(
        limits=raw["limits"],
        coarse={what: frozenset(words) for what, words in raw["coarse"].items()},
        unknown_sources=frozenset(raw["unknown_sources"]),
        own_time=frozenset(raw["own_time"]),
        needs={kind: frozenset(parts) for kind, parts in raw["needs"].items() if kind != "_note"},
    )
    found: Mapping[str, dict[str, object]] = raw["signs"]
    weights = {code: float(str(sign["weight"])) for code, sign in found.items()}
    return Weights(weights, {code: str(sign["says"]) for code, sign in found.items()}, settings)


def uncertainty(line: Record) -> Uncertainty:
    """How unsure a claim line is, and why."""
    reasons = sorted(set(_reasons(line, load_weights())), key=lambda reason: (-reason.weight, reason.code, reason.text))
    return Uncertainty(round(1 - prod(1 - reason.weight for reason in reasons), DIGITS), tuple(reasons))


def _reasons(line: Record, given: Weights) -> Iterator[Reason]:
    for sign in signs(line, given.settings):
        yield Reason(sign.code, given.weights[sign.code], given.says[sign.code].format(**sign.words))
