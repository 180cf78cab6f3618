"""What an incident is called, also one of which nobody here says that it happened."""

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files

from sitrep.desk.summaries import summary_of
from sitrep.link.parties import parties_among
from sitrep.model.fields import Record, flag_at, record_at, records_at, text_at
from sitrep.model.identity import JSON
from sitrep.views.phrases import STANCES


@cache
def load_said() -> Mapping[str, Record]:
    """What is called what of which only something said is told, by type of event."""
    raw = json.loads((files("sitrep.desk.telling") / "data" / "titles.json").read_text(encoding="utf-8"))
    return {row["type"]: row for row in raw["said"]}


def is_speech(line: Record, claims: Sequence[Record]) -> bool:
    """Whether an incident is something said and no deed: an accusation, a denial, talks.

    >>> is_speech({"type": "REJECT"}, []), is_speech({"type": "ASSAULT"}, []), is_speech({}, [{"stance": "denies"}])
    (True, False, True)
    """
    code = text_at(line, "type")
    if code is not None or text_at(line, "kind") is not None:
        return code in load_said()
    return all(_name(_event(claim)) is None for claim in claims)


def said_title(line: Record, claims: Sequence[Record]) -> str | None:
    """What something said is called, with who said it and of whom; None for a deed."""
    found = load_said().get(text_at(line, "type") or "")
    if found is None:
        return None
    own = [name for one in parties_among(records_at(line, "actors")) if (name := text_at(one, "name"))]
    spoken = (text_at(source, "name") for claim in claims for source in records_at(claim, "sources"))
    by = next(iter(own), None) or next((name for name in spoken if name), None)
    of = next((text_at(one, "name") for one in parties_among(records_at(line, "recipients"))), None)
    about = f" of {_within(of)}" if of and flag_at(found, "about") else ""
    return f"{text_at(found, 'noun')}{about}" + (f" by {_within(by)}" if by else "")


def _within(name: str) -> str:
    """A name within a title: "the mayor" where a page begins with "The mayor"."""
    first, space, rest = name.partition(" ")
    return f"{first.lower()}{space}{rest}" if first in ("The", "A", "An") else name


def title_of(line: Record, claims: Sequence[Record]) -> str:
    """What kind of incident it is: by its line, else by what its claims deny, plan or recall.

    >>> title_of({}, [{"stance": "denies", "event": {"type": "ASSAULT", "status": "occurred"}}])
    'Assault, denied'
    """
    known = said_title(line, claims) or _name(line)
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
    return record_at(claim, "event")


def _name(record: Record) -> str | None:
    """The name of a record's code."""
    name = text_at(record, "type") or text_at(record, "kind")
    return text_at(record, "acled", "sub_event_type") or (name.capitalize() if name else None)


def shortened(line: Record, claims: Sequence[Record]) -> dict[str, JSON]:
    """The line of an incident as lists need it, with its title and whether it is only something said."""
    return {**summary_of(line), "title": title_of(line, claims), "speech": is_speech(line, claims)}
