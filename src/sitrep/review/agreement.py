"""How far two reviewers of the same claims agree: the share left alike, and Cohen's kappa, each with its interval.

Two decisions are alike where nothing that both decided on differs: whether the claim is told, and what each left in a
field, down to the value. Two who both changed a place, to different ones, disagree. Kappa is of words: accepted, edited
or rejected of a claim, right or wrong of a field.

All claims count that both decided, drawn at random or not; the figure says something only where neither saw the
other's word before giving their own.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from sitrep.model.identity import JSON
from sitrep.review.decisions import EMPTY, Decision
from sitrep.review.disagreements import disputed
from sitrep.review.fields import TOLD, load_fields
from sitrep.review.intervals import Interval, Kappa, cohen_kappa, wilson
from sitrep.review.rates import DIGITS, percent
from sitrep.review.sampling import load_settings

# What two people can agree on as a whole: the claim stands as read, stands but for some fields, or is not told.
OUTCOME = "outcome"


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two agree on one thing: of `n` claims, `agreed` are left alike. `interval` is that of this share."""

    on: str
    n: int
    agreed: int
    interval: Interval
    kappa: Kappa

    def as_json(self) -> dict[str, JSON]:
        """The figures as a JSON record; what does not exist is null, and `reason` says why."""
        within = self.kappa.interval
        return {
            "on": self.on,
            "n": self.n,
            "agreed": self.agreed,
            "share": round(self.agreed / self.n, DIGITS) if self.n else None,
            "low": round(self.interval.low, DIGITS) if self.n else None,
            "high": round(self.interval.high, DIGITS) if self.n else None,
            "kappa": None if self.kappa.value is None else round(self.kappa.value, DIGITS),
            "kappa_low": None if within is None else round(within.low, DIGITS),
            "kappa_high": None if within is None else round(within.high, DIGITS),
            "reason": self.kappa.reason,
        }


@dataclass(frozen=True, slots=True)
class Words:
    """What two said of one thing: the word of each, and whether they left it alike, down to what they put there."""

    one: str | bool
    other: str | bool
    alike: bool


@dataclass(frozen=True, slots=True)
class PairAgreement:
    """Two reviewers, by name, and how far they agree: on the outcome first, then field by field."""

    reviewers: tuple[str, str]
    whole: Agreement
    fields: tuple[Agreement, ...]

    def as_json(self) -> dict[str, JSON]:
        """The pair as a JSON record."""
        fields: list[JSON] = [field.as_json() for field in self.fields]
        return {"reviewers": [*self.reviewers], **self.whole.as_json(), "fields": fields}

    @property
    def shares(self) -> dict[str, JSON]:
        """The share left alike of each field, with its interval, in words."""
        return {field.on: percent(field.agreed, field.n, field.interval) for field in self.fields}

    @property
    def sentence(self) -> str:
        """The agreement as a sentence, with what is not known."""
        one, other = self.reviewers
        whole, kappa = self.whole, self.whole.kappa
        figures = percent(whole.agreed, whole.n, whole.interval)
        share = f"{one} and {other} agree on {whole.agreed} of {whole.n} claims, {figures}"
        if kappa.value is None:
            return f"{share}; no kappa: {kappa.reason}"
        if kappa.interval is None:
            return f"{share}; kappa {kappa.value:.2f}, without an interval: {kappa.reason}"
        return f"{share}; kappa {kappa.value:.2f}, {kappa.interval.low:.2f} to {kappa.interval.high:.2f}"


def agreement(made: Mapping[str, Mapping[str, Decision]]) -> tuple[PairAgreement, ...]:
    """The agreement of each two reviewers who decided on any claim in common; `made` is what `reviewed` gives."""
    names = sorted({by for given in made.values() for by in given})
    shared = {pair: _shared(made, *pair) for pair in combinations(names, 2)}
    return tuple(_pair(pair, given) for pair, given in shared.items() if given)


def _shared(made: Mapping[str, Mapping[str, Decision]], one: str, other: str) -> list[tuple[Decision, Decision]]:
    """What the two decided of each claim that both decided on, in order of the claims' ids."""
    return [(given[one], given[other]) for _, given in sorted(made.items()) if one in given and other in given]


def _pair(reviewers: tuple[str, str], given: Sequence[tuple[Decision, Decision]]) -> PairAgreement:
    whole = _agreement(OUTCOME, [Words(a.outcome, b.outcome, alike=not disputed([a, b])) for a, b in given])
    told = _agreement(TOLD, [Words(a.told, b.told, alike=a.told == b.told) for a, b in given])
    names = [field.name for field in load_fields() if field.name != TOLD]
    return PairAgreement(reviewers, whole, (told, *(_agreement(name, [*_on(name, given)]) for name in names)))


def _on(field: str, given: Sequence[tuple[Decision, Decision]]) -> Iterator[Words]:
    """Yield the words of both on a field, where both decided on it and either leaves anything in it."""
    for one, other in given:
        both = [decision.said.get(field) for decision in (one, other)]
        if None not in both and both != [EMPTY, EMPTY]:
            yield Words(one.fields.get(field, True), other.fields.get(field, True), alike=both[0] == both[1])


def _agreement(on: str, words: Sequence[Words]) -> Agreement:
    confidence = load_settings().confidence
    agreed = sum(word.alike for word in words)
    kappa = cohen_kappa([word.one for word in words], [word.other for word in words], confidence)
    return Agreement(on, len(words), agreed, wilson(agreed, len(words), confidence), kappa)
