"""What an incident is called, also one of which nobody here says that it happened."""

from collections import Counter
from collections.abc import Callable, Sequence

from sitrep.model.fields import Record, flag_at, text_at
from sitrep.views.phrases import STANCES


def title_of(line: Record, claims: Sequence[Record]) -> str:
    """What kind of incident it is: by its line, else by what its claims deny, plan or recall.

    >>> title_of({}, [{"stance": "denies", "event": {"type": "ASSAULT", "status": "occurred"}}])
    'Assault, denied'
    """
    known = _name(line)
    if known:
        return known
    told = Counter(name for claim in claims if (name := _name(_event(claim))))
    name = told.most_common(1)[0][0] if told else "Statements"
    ways = Counter(way for claim in claims if (way := way_of(claim)))
    return f"{name}, {ways.most_common(1)[0][0]}" if ways else name


def way_of(claim: Record) -> str | None:
    """How a claim tells of its event when it does not tell that it happened: denied, planned, recalled."""
    event = _event(claim)
    stance, status = text_at(claim, "stance") or "asserts", text_at(event, "status")
    ways: tuple[tuple[bool, Callable[[], str | None]], ...] = (
        (stance != "asserts", lambda: STANCES.get(stance, stance)),
        (flag_at(event, "historical"), lambda: "recalled as history"),
        (status not in (None, "occurred", "ongoing"), lambda: status),
    )
    return next((way() for holds, way in ways if holds), None)


def _event(claim: Record) -> Record:
    found = claim.get("event")
    return found if isinstance(found, dict) else {}


def _name(record: Record) -> str | None:
    """The name of a record's code."""
    name = text_at(record, "type") or text_at(record, "kind")
    return text_at(record, "acled", "sub_event_type") or (name.capitalize() if name else None)
