"""Claims on which reviewers said different things: the record has the last word on each until they say the same."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sitrep.model.identity import JSON
from sitrep.review.decisions import Decision
from sitrep.review.fields import TOLD, load_fields

RULE = "until they are settled, the last word on each field counts"


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One claim, the fields on which its reviewers' words differ, and what each made of it, by name."""

    claim: str
    fields: tuple[str, ...]
    reviewers: Mapping[str, str]
    in_sample: bool

    @property
    def labels(self) -> tuple[str, ...]:
        """The fields as people call them."""
        return tuple(field.label for field in load_fields() if field.name in self.fields)

    def as_json(self) -> dict[str, JSON]:
        """The disagreement as a JSON record."""
        said: list[JSON] = [{"by": by, "outcome": outcome} for by, outcome in self.reviewers.items()]
        return {"claim": self.claim, "fields": [*self.fields], "reviewers": said, "in_sample": self.in_sample}


def disagreements(made: Mapping[str, Mapping[str, Decision]], sample: Collection[str] = ()) -> tuple[Disagreement, ...]:
    """The claims that reviewers left in different states, those of the `sample` first; `made` is what `reviewed` gives.

    Fields that only one of them decided on are no disagreement. Nor is it one where both changed a field to the same.
    """
    drawn = frozenset(sample)
    found = [
        Disagreement(claim, fields, {by: decision.outcome for by, decision in given.items()}, claim in drawn)
        for claim, given in made.items()
        if (fields := disputed([*given.values()]))
    ]
    return tuple(sorted(found, key=lambda one: (not one.in_sample, one.claim)))


def disputed(given: Sequence[Decision]) -> tuple[str, ...]:
    """The fields on which some decisions on one claim differ, `told` among them, in the order of the fields."""
    told = [decision for decision in given if decision.told]
    found = {TOLD} if 0 < len(told) < len(given) else set()
    for field in load_fields():
        if len({decision.said[field.name] for decision in told if field.name in decision.said}) > 1:
            found.add(field.name)
    return tuple(field.name for field in load_fields() if field.name in found)


def disagreements_line(found: Sequence[Disagreement]) -> str:
    """How many claims of the sample are to be settled, and what counts until then; empty where there is none."""
    drawn = sum(one.in_sample for one in found)
    beside = len(found) - drawn
    if not found:
        return ""
    more = f", and {beside} more beside it" if beside else ""
    return f"to be settled: reviewers disagree on {drawn} of the sample's claims{more}; {RULE}"
