"""How often the reader is right, field by field, on one corpus: counted on its reviewed random sample, with intervals.

A field is right or wrong where the machine filled it in; where it left it empty and a person filled it in, it is
missed, and counted apart. What a page tells and no claim was made of is not measured.

Only claims of the sample count (`sampling.py`). A queue of the most uncertain claims shows the worst of a corpus: rates
counted on it would say nothing of the rest. Where several people judged a claim, the claim counts once, as the record
has it. Intervals take claims as drawn one by one from very many; where a large part of a small corpus is reviewed they
are wider than need be; where one page gives much of the sample, narrower than they should be, and that is said.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor

from sitrep.model.identity import JSON
from sitrep.review.decisions import EMPTY, Decision
from sitrep.review.fields import TOLD, Field, load_fields
from sitrep.review.intervals import Interval, wilson
from sitrep.review.sampling import Sample, Settings, draw_order, load_settings, reviewed_sample
from sitrep.views.phrases import several

# Figures of shares are kept to so many digits; a ten-thousandth is far below what any sample can tell.
DIGITS = 4
# Where one page gives more than this share of a sample, and more than one claim, that is said.
MUCH, ALONE = 0.1, 2
NOT_MEASURED = "events that the machine missed altogether are not measured here"
UNKNOWN = "not yet known: no claim of the random sample is reviewed"


@dataclass(frozen=True, slots=True)
class FieldRate:
    """One field: of `n` claims in which the machine filled it in, it is right in `right`.

    It should be filled in in `there` claims; in `missed` of them it is empty. `interval` is 0 to 1 where n is 0.
    """

    field: Field
    n: int
    right: int
    missed: int
    there: int
    interval: Interval

    @property
    def share(self) -> float | None:
        """The share that is right of what the machine filled in, None where nothing of it is reviewed."""
        return self.right / self.n if self.n else None

    @property
    def figures(self) -> str:
        """The share with its interval, in whole per cent: "91 %, 84 to 95"; the bounds are rounded outwards."""
        return percent(self.right, self.n, self.interval)

    def sentence(self, sample: Sample) -> str:
        """The rate as a sentence: "on this corpus, recipient is right in 91 %, 84 to 95 (120 reviewed)"."""
        missed = f"; missed in {self.missed}{' more' if self.n else ''}" if self.missed else ""
        if self.n:
            return f"on this corpus, {self.field.says} in {self.figures} ({self.n} reviewed){missed}"
        none = "no decision on it in the reviewed sample" if sample.decided else UNKNOWN.partition(": ")[2]
        return f"on this corpus, how often {self.field.says} is not yet known: {none}{missed}"


@dataclass(frozen=True, slots=True)
class Rates:
    """The rates of all fields, whether a claim is told at all before them, and the sample that they come from.

    `pages` are the pages of the sample's claims with how many claims each gives, the largest first.
    """

    fields: tuple[FieldRate, ...]
    sample: Sample
    settings: Settings
    pages: tuple[tuple[str, int], ...]

    @property
    def are_known(self) -> bool:
        """Whether any claim of the sample is reviewed."""
        return bool(self.sample.decided)

    @property
    def clustered(self) -> str:
        """A warning where one page gives more than a tenth of the sample; else empty."""
        largest = self.pages[0][1] if self.pages else 0
        if largest < ALONE or largest <= MUCH * len(self.sample.claims):
            return ""
        return f"one page gives {largest} of them: claims of one page resemble each other; true intervals are wider"

    def as_json(self) -> dict[str, JSON]:
        """The rates as a JSON record, fit for the schema `rates`."""
        return {
            "population": self.sample.population,
            "sample": len(self.sample.claims),
            "decided": len(self.sample.decided),
            "open": [*self.sample.open],
            "beside": self.sample.beside,
            "seed": self.settings.seed,
            "confidence": self.settings.confidence,
            "method": "Wilson score interval, two-sided",
            "fields": [_as_json(rate, self.sample) for rate in self.fields],
            "pages": len(self.pages),
            "largest_page": self.pages[0][1] if self.pages else 0,
            "clustered": self.clustered or None,
            "not_measured": NOT_MEASURED,
            "line": rates_line(self),
        }


def rates(decisions: Mapping[str, Decision], claims: Mapping[str, str], settings: Settings | None = None) -> Rates:
    """The rates on a corpus: `decisions` by claim as the record has them, `claims` all there are with their pages."""
    given = load_settings() if settings is None else settings
    sample = reviewed_sample(draw_order(claims, given.seed), decisions.keys(), given.decided)
    told = [decisions[claim] for claim in sample.decided]
    pages = Counter(claims[claim] for claim in sample.claims).most_common()
    return Rates(tuple(_rate(field, told, given.confidence) for field in load_fields()), sample, given, tuple(pages))


def _rate(field: Field, made: Sequence[Decision], confidence: float) -> FieldRate:
    missed = sum(field.name in decision.missed for decision in made)
    filled = [decision for decision in made if field.name not in decision.missed]
    found = [(right, decision) for decision in filled if (right := _word(decision, field)) is not None]
    correct = sum(right for right, _ in found)
    there = missed + sum(decision.said.get(field.name) != EMPTY for _, decision in found)
    return FieldRate(field, len(found), correct, missed, there, wilson(correct, len(found), confidence))


def _word(decision: Decision, field: Field) -> bool | None:
    return decision.told if field.name == TOLD else decision.fields.get(field.name)


def rates_line(found: Rates) -> str:
    """All rates in one line, for the foot of whatever counts claims or incidents."""
    if not found.are_known:
        return f"how often fields are right is {UNKNOWN}"
    told = ", ".join(f"{rate.field.label} {rate.figures.replace(', ', ' (')})" for rate in found.fields if rate.n)
    return f"right on this corpus: {told}; {counted(found)}"


def counted(found: Rates) -> str:
    """What the rates were counted on, in words."""
    sample = found.sample
    left = f", {len(sample.open)} of them left open" if sample.open else ""
    beside = f"; {sample.beside} more reviewed out of turn, not counted" if sample.beside else ""
    pages = f", from {several(len(found.pages), 'page')}"
    warned = f"; {found.clustered}" if found.clustered else ""
    return f"{len(sample.claims)} of {sample.population} event claims drawn at random{pages}{left}{warned}{beside}"


def sentences(found: Rates) -> Iterator[str]:
    """Yield a sentence a field."""
    for rate in found.fields:
        yield rate.sentence(found.sample)


def _as_json(rate: FieldRate, sample: Sample) -> dict[str, JSON]:
    known = rate.share is not None
    return {
        "field": rate.field.name,
        "label": rate.field.label,
        "n": rate.n,
        "right": rate.right,
        "missed": rate.missed,
        "there": rate.there,
        "share": round(rate.share, DIGITS) if rate.share is not None else None,
        "low": round(rate.interval.low, DIGITS) if known else None,
        "high": round(rate.interval.high, DIGITS) if known else None,
        "sentence": rate.sentence(sample),
    }


def percent(part: int, whole: int, interval: Interval) -> str:
    """A share with its interval, in whole per cent, the bounds rounded outwards.

    >>> percent(109, 120, Interval(0.8434, 0.9485))
    '91 %, 84 to 95'
    """
    if not whole:
        return "not yet known"
    return f"{100 * part / whole:.0f} %, {_down(interval.low)} to {_up(interval.high)}"


def _down(share: float) -> int:
    return floor(round(100 * share, DIGITS))


def _up(share: float) -> int:
    return ceil(round(100 * share, DIGITS))
