"""What a person says of a claim or an incident: a line of its own, never an edit; and what many such lines come to."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from dataclasses import field as kept
from enum import StrEnum
from types import MappingProxyType

from sitrep.model.identity import JSON, content_id


class Verdict(StrEnum):
    """What a judgement does."""

    ACCEPT = "accept"
    EDIT = "edit"
    REJECT = "reject"
    SAME = "same"
    DIFFERENT = "different"
    GRADE = "grade"
    NOTE = "note"
    UNDO = "undo"
    ERASE = "erase"


# Each scale is a field of its own: Airwars' grades of a report of harm, and the two halves of the Admiralty
# system, which are never merged: how far the source is trusted, how well the report fits what else is known.
GRADES: Mapping[str, tuple[JSON, ...]] = MappingProxyType(
    {
        "airwars": ("confirmed", "fair", "weak", "contested", "discounted"),
        "reliability": ("A", "B", "C", "D", "E", "F"),
        "credibility": (1, 2, 3, 4, 5, 6),
    }
)


# What a judgement has from its log, and nobody said.
OF_THE_LOG = frozenset({"name", "lost", "erased_by"})


@dataclass(frozen=True, slots=True)
class Seen:
    """What a person had before them: the claim's `record`, its evidence, and the judged field's value as JSON text."""

    claim: str
    record: str
    evidence: str
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """One line of the log.

    `targets` are the claims or incidents judged, for an undo the judgement undone. `field` is the dotted path of the
    field accepted or edited, or the scale of a grade, None for the whole; `value` what it should hold, as JSON text.
    `at` is an ISO date-time.

    `name` is the id that a log gave it, None before it is in one. `lost` are the names of the texts that were erased
    with a page (`why`, `seen.0.evidence`), which are empty or None here, `erased_by` is the line that says so.
    """

    verdict: Verdict
    targets: tuple[str, ...]
    by: str
    at: str
    why: str
    field: str | None = None
    value: str | None = None
    seen: tuple[Seen, ...] = ()
    name: str | None = kept(default=None, compare=False)
    lost: tuple[str, ...] = kept(default=(), compare=False)
    erased_by: int | None = kept(default=None, compare=False)

    def content(self) -> dict[str, JSON]:
        """What was said, as a JSON object."""
        said = {key: value for key, value in asdict(self).items() if key not in OF_THE_LOG}
        return {
            **said,
            "verdict": self.verdict.value,
            "targets": list(self.targets),
            "seen": [asdict(seen) for seen in self.seen],
        }

    @property
    def id(self) -> str:
        """The judgement's name: what its log calls it, else one made of its content."""
        return self.name or content_id("j", self.content())

    @property
    def is_erased(self) -> bool:
        """Whether what its maker saw, or the value they gave, was erased with a page: it then says nothing any more."""
        return any(name != "why" for name in self.lost)


Pair = tuple[str, str]


def in_force(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The judgements that nobody undid, in their order, without the undoing ones; undoing an undo brings back.

    Erasures are not among them: they say nothing of a claim.
    """
    return tuple(judgement for judgement in _kept(judgements) if judgement.verdict is not Verdict.ERASE)


def erasures_in_force(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The erasures that nobody undid. Undoing brings no words back: it lets the same bytes in again."""
    return tuple(judgement for judgement in _kept(judgements) if judgement.verdict is Verdict.ERASE)


def _kept(judgements: Iterable[Judgement]) -> list[Judgement]:
    """The lines that nobody undid, without the undoing ones, in their order."""
    undone: set[str] = set()
    kept: list[Judgement] = []
    for judgement in reversed(list(judgements)):
        if judgement.id in undone:
            continue
        if judgement.verdict is Verdict.UNDO:
            undone.update(judgement.targets)
        else:
            kept.append(judgement)
    return kept[::-1]


def decisions(judgements: Iterable[Judgement]) -> tuple[frozenset[Pair], frozenset[Pair]]:
    """The pairs of claims that people hold to tell of the same happening, and of different ones.

    Of two words on one pair the later holds. Where an incident was judged, its founding claim stands for it.
    """
    verdicts: dict[Pair, Verdict] = {}
    for judgement in in_force(judgements):
        if judgement.verdict in (Verdict.SAME, Verdict.DIFFERENT):
            first, second = sorted(seen.claim for seen in judgement.seen)
            verdicts[first, second] = judgement.verdict
    same = frozenset(pair for pair, verdict in verdicts.items() if verdict is Verdict.SAME)
    return same, frozenset(verdicts) - same


def grades(judgements: Iterable[Judgement]) -> dict[str, dict[str, str | None]]:
    """The grades, as JSON text, of each claim or incident that has any; a scale is None until a person sets it."""
    found: dict[str, dict[str, str | None]] = {}
    for judgement in in_force(judgements):
        if judgement.verdict is Verdict.GRADE and judgement.field is not None:
            for target in judgement.targets:
                found.setdefault(target, dict.fromkeys(GRADES))[judgement.field] = judgement.value
    return found


def judged_claims(judgements: Iterable[Judgement]) -> frozenset[str]:
    """The claims of which any judgement in force speaks."""
    return frozenset(seen.claim for judgement in in_force(judgements) for seen in judgement.seen)
