"""Why two records are one or not: the prior, what each comparison adds, the total, the decision."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import exp

from sitrep.link.comparisons import Compared
from sitrep.link.profiles import Profile
from sitrep.model.identity import JSON

# Beyond this, a probability is 0 or 1 to every digit that is printed.
FAR = 30.0


@dataclass(frozen=True, slots=True)
class Step:
    """One comparison: its level, the reason, its weight and the total with it."""

    comparison: str
    level: str
    reason: str
    weight: float
    total: float


@dataclass(frozen=True, slots=True)
class Waterfall:
    """The steps from the prior to the decision on two records."""

    profile: str
    prior: float
    threshold: float
    steps: tuple[Step, ...]

    @property
    def total(self) -> float:
        """The logarithm of the odds that the two are one."""
        return self.steps[-1].total if self.steps else self.prior

    @property
    def probability(self) -> float:
        """The total as a probability."""
        return probability(self.total)

    @property
    def is_match(self) -> bool:
        """Whether the two alone would be joined."""
        return self.probability >= self.threshold

    def as_json(self) -> dict[str, JSON]:
        """The waterfall as a JSON record."""
        return {
            "profile": self.profile,
            "prior": round(self.prior, 4),
            "steps": [
                {
                    "comparison": step.comparison,
                    "level": step.level,
                    "reason": step.reason,
                    "weight": round(step.weight, 4),
                    "total": round(step.total, 4),
                }
                for step in self.steps
            ],
            "total": round(self.total, 4),
            "probability": round(self.probability, 4),
            "threshold": self.threshold,
            "decision": self.decision,
        }

    @property
    def decision(self) -> str:
        """The decision on the two alone, in a word."""
        return "same" if self.is_match else "different"

    def lines(self) -> Iterator[str]:
        """Yield the waterfall as lines of text."""
        yield f"{'prior':12s} {'':18s} {self.prior:+7.2f} {self.prior:+8.2f}"
        for step in self.steps:
            yield f"{step.comparison:12s} {step.level:18s} {step.weight:+7.2f} {step.total:+8.2f}  {step.reason}"
        yield f"probability {self.probability:.3f}, threshold {self.threshold:g}: {self.decision}"


def probability(total: float) -> float:
    """The probability of a logarithm of odds.

    >>> probability(0.0), round(probability(2.0), 3), probability(-900.0)
    (0.5, 0.881, 9.357622968839299e-14)
    """
    bounded = max(-FAR, min(FAR, total))
    return 1 / (1 + exp(-bounded))


def waterfall(compared: Mapping[str, Compared], profile: Profile) -> Waterfall:
    """The waterfall of what some comparisons found."""
    total = profile.prior
    steps = []
    for name, found in compared.items():
        weight = profile.weight(name, found.level)
        total += weight
        steps.append(Step(name, found.level, found.reason, weight, total))
    return Waterfall(profile.name, profile.prior, profile.threshold, tuple(steps))
