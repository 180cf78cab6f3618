"""How a claim's value stands to those of others, in words: what differs is told apart from what updates or refines."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sitrep.desk.telling.values import value_words
from sitrep.link.contradictions import CONTRADICTS, REFINES, RETRACTS, UPDATES, Difference
from sitrep.model.identity import JSON

# By relation and side of it: the mark, and the words before the other values.
WORDS: Mapping[tuple[str, int], tuple[str, str]] = {
    (CONTRADICTS, 0): ("≠", "differs from"),
    (CONTRADICTS, 1): ("≠", "differs from"),
    (UPDATES, 0): ("↑", "later than"),
    (UPDATES, 1): ("↓", "updated to"),
    (REFINES, 0): ("⊂", "tells the same more exactly than"),
    (REFINES, 1): ("⊃", "tells the same more broadly than"),
    (RETRACTS, 0): ("↩", "takes back"),
    (RETRACTS, 1): ("↩", "taken back, now"),
}
DENIALS: Mapping[int, tuple[str, str]] = {0: ("≠", "denies what is said by"), 1: ("≠", "denied by")}
# Where a difference of a kind that is no column is shown: the first of these columns in which the claim says anything.
SHOWN_IN: Mapping[str, tuple[str, ...]] = {
    "recipients.status": ("recipients",),
    "act": ("responsibility", "what"),
    "responsibility": ("responsibility", "what"),
    "circumstances": ("what",),
    "figure": ("killed", "injured", "certainty"),
    "event": ("what",),
}
ORDER = (CONTRADICTS, RETRACTS, UPDATES, REFINES)
# How many other values a mark names; of what is no dispute one.
VALUES, SOFT_VALUES = 2, 1


@dataclass(frozen=True, slots=True)
class Mark:
    """One side of a difference as the cell of a claim shows it: `claim` is the other claim, `other` its value."""

    claim: str
    columns: tuple[str, ...]
    relation: str
    side: int
    value: str
    other: str
    is_denial: bool


def marks_of(differences: Iterable[Difference]) -> dict[str, list[Mark]]:
    """The marks of each claim: both sides of every difference that it is in."""
    found: dict[str, list[Mark]] = {}
    for one in differences:
        columns = SHOWN_IN.get(one.field, (one.field,))
        is_denial = one.kind in ("denies", "corrects", "other cause")
        values = [value_words(value, one.field) for value in one.values]
        for side in (0, 1):
            other = one.claims[1 - side]
            mark = Mark(other, columns, one.relation, side, values[side], values[1 - side], is_denial)
            found.setdefault(one.claims[side], []).append(mark)
    return found


def told(marks: Sequence[Mark], name_of: Callable[[str], str]) -> list[JSON]:
    """Marks in words, those of one relation and side together: "differs from 36, 40 to 44"."""
    groups: dict[tuple[str, int, bool], list[Mark]] = {}
    for mark in marks:
        groups.setdefault((mark.relation, mark.side, mark.is_denial), []).append(mark)
    ordered = sorted(groups.items(), key=lambda item: (ORDER.index(item[0][0]), item[0][1:]))
    merged: dict[tuple[str, str], list[Mark]] = {}
    for (relation, side, is_denial), group in ordered:
        merged.setdefault(DENIALS[side] if is_denial else WORDS[relation, side], []).extend(group)
    return [_told(sign, lead, group, name_of) for (sign, lead), group in merged.items()]


def _told(sign: str, lead: str, marks: Sequence[Mark], name_of: Callable[[str], str]) -> JSON:
    parts = [name_of(mark.claim) if mark.is_denial else mark.other for mark in marks]
    # One speaker may stand with a capital here and without one there.
    first: dict[str, str] = {}
    for part in parts:
        first.setdefault(part.casefold(), part)
    values = list(first.values())
    shown = SOFT_VALUES if marks[0].relation == REFINES else VALUES
    rest = f" and {len(values) - shown} more" if len(values) > shown else ""
    claims: list[JSON] = [*dict.fromkeys(mark.claim for mark in marks)]
    return {
        "relation": marks[0].relation,
        "sign": sign,
        "words": f"{lead} {', '.join(values[:shown])}{rest}",
        "claims": claims,
    }
