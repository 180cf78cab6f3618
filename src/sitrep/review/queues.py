"""The queue of claims to review: most uncertain first, in the order of the draw, or incident by incident."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sitrep.model.fields import Record, text_at
from sitrep.model.identity import JSON
from sitrep.review.sampling import draw_order, load_settings, population
from sitrep.review.uncertainty import Uncertainty, uncertainty


class Order(StrEnum):
    """In which order claims are reviewed; error rates come of the random one alone."""

    UNCERTAIN = "uncertain"
    RANDOM = "random"
    INCIDENT = "incident"


@dataclass(frozen=True, slots=True)
class Queued:
    """A claim that waits for review: how unsure the machine is of it and why, its page, its incident if it has one."""

    claim: str
    unsure: Uncertainty
    document: str
    evidence: str
    incident: str | None = None

    def as_json(self) -> dict[str, JSON]:
        """The claim as a JSON record, fit for the schema `queued`."""
        return {
            "claim": self.claim,
            "score": self.unsure.score,
            "reasons": [
                {"code": reason.code, "weight": reason.weight, "text": reason.text} for reason in self.unsure.reasons
            ],
            "document": self.document,
            "evidence": self.evidence,
            "incident": self.incident,
        }


def queue(
    lines: Sequence[Record], order: Order, decided: Collection[str] = (), homes: Mapping[str, str] | None = None
) -> list[Queued]:
    """The event claims that are not decided, in an order; `homes` are the incidents of claims.

    By incident, the one with the most uncertain claim comes first, and claims of no incident last. Ties go by id.
    """
    known, done = homes or {}, frozenset(decided)
    return arranged(
        (_queued(line, known) for line in lines if population([line]) and text_at(line, "id") not in done), order
    )


def arranged(waiting: Iterable[Queued], order: Order) -> list[Queued]:
    """Claims that wait for review, put in an order as in `queue`."""
    found = {queued.claim: queued for queued in sorted(waiting, key=_doubt)}
    if order is Order.RANDOM:
        return [found[claim] for claim in draw_order(found, load_settings().seed)]
    return _by_incident([*found.values()]) if order is Order.INCIDENT else [*found.values()]


def _queued(line: Record, homes: Mapping[str, str]) -> Queued:
    claim = text_at(line, "id") or ""
    page, evidence = text_at(line, "document", "id") or "", text_at(line, "evidence", "text") or ""
    return Queued(claim, uncertainty(line), page, evidence, homes.get(claim))


def _doubt(queued: Queued) -> tuple[float, str]:
    return -queued.unsure.score, queued.claim


def _by_incident(waiting: Sequence[Queued]) -> list[Queued]:
    """Claims, most uncertain first, brought together by incident; those of no incident after all others."""
    together: dict[str | None, list[Queued]] = {}
    for queued in waiting:
        together.setdefault(queued.incident, []).append(queued)
    alone = together.pop(None, [])
    return [*(queued for group in together.values() for queued in group), *alone]
