"""How many died, as an incident's accounts count them: the rule's figure, and the most conservative one."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from sitrep.lexicon.loading import load_lexicon
from sitrep.model.fields import Record, flag_at, number_at, record_at, records_at, text_at, texts_at

Claims = Mapping[str, Record]


@dataclass(frozen=True, slots=True)
class Deaths:
    """The dead of an incident. `low`, `best`, `high` by the incident's `rule`; `conservative` as ACLED counts.

    `groups` are who is counted by the accounts that the rule used, None for one that does not say; `is_sum` whether one
    of them adds several events up.
    """

    low: float | None
    best: float | None
    high: float | None
    rule: str | None
    conservative: float | None
    groups: frozenset[str | None]
    is_sum: bool


@cache
def acled_words() -> Mapping[str, float]:
    """What ACLED counts for a vague word: tens 10, dozens 12, hundreds 100."""
    return {row.word: row.acled for row in load_lexicon().vague if row.acled is not None}


def _quantities(claims: Iterable[str], known: Claims, low: float | None) -> Iterator[Record]:
    """Yield the numbers of dead in claims that have this low bound."""
    for name in claims:
        for quantity in records_at(record_at(known.get(name, {}), "event"), "quantities"):
            if text_at(quantity, "measure") == "killed" and number_at(quantity, "low") == low:
                yield quantity


def _conservative(position: Record, known: Claims) -> float | None:
    """The low bound of a position, or what ACLED counts where it is told in a vague word only."""
    low = number_at(position, "low")
    words = [text_at(q, "vague") for q in _quantities(texts_at(position, "claims"), known, low)]
    counted = [acled_words().get(word.casefold()) if word else None for word in words]
    return min((n for n in counted if n is not None), default=low) if counted and all(words) else low


def _counted(positions: list[Record], used: set[str], low: float) -> list[Record]:
    """The positions that a rule counts: of claims that it used, no lower than its figure, no part of another's total.

    "Twelve were killed, three of them children" is one claim with two positions, and the children are among the twelve.
    """
    own = [p for p in positions if used & set(texts_at(p, "claims")) and (number_at(p, "low") or 0) >= low]
    totals = {claim for p in own if text_at(p, "group") is None for claim in texts_at(p, "claims")}
    return [p for p in own if text_at(p, "group") is None or not totals.issuperset(texts_at(p, "claims"))]


def deaths_of(incident: Record, known: Claims) -> Deaths:
    """The dead of an incident line; `known` are the claim lines by id."""
    killed = record_at(incident, "quantities", "killed")
    total = record_at(killed, "aggregate")
    low, used = number_at(total, "low"), set(texts_at(total, "claims_used"))
    counted = _counted(records_at(killed, "positions"), used, low or 0)
    figures = [n for position in counted if (n := _conservative(position, known)) is not None]
    numbers = [q for p in counted for q in _quantities(texts_at(p, "claims"), known, number_at(p, "low"))]
    return Deaths(
        low,
        number_at(total, "best"),
        number_at(total, "high"),
        text_at(total, "rule"),
        min(figures, default=None) if low is not None else None,
        frozenset(text_at(position, "group") for position in counted),
        any(flag_at(quantity, "cumulative") for quantity in numbers),
    )
