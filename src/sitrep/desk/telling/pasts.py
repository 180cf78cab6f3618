"""How an incident came to be what it is: what people judged of it, and how linking changed which claims are in it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy import Connection

from sitrep.desk.logs import entry_of, undoings
from sitrep.ledger.history import Linked, linkings
from sitrep.ledger.queries import judgements
from sitrep.model.identity import JSON
from sitrep.model.judgements import Judgement, Verdict
from sitrep.views.phrases import listed, several

# Judgements by which a claim may leave its incident.
CHANGES = frozenset({Verdict.REJECT, Verdict.EDIT})


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose past it is: the incident's names, now and before it was merged, and its claims now."""

    names: frozenset[str]
    claims: frozenset[str]


def past_of(connection: Connection, subject: Subject, reopened: Mapping[str, str]) -> list[dict[str, JSON]]:
    """All that befell an incident, the newest first: judgements, and linkings that changed which claims it has.

    `reopened` are the judgements that no longer stand, with the reason.
    """
    made = list(judgements(connection))
    stored = list(linkings(connection))
    ever = {claim for linked in stored for claim in _members(linked, subject.names)} - subject.claims
    words = [*_judgements(made, subject, reopened), *_changes(made, subject, frozenset(ever))]
    links = _linkings(stored, subject.names)
    return sorted([*words, *links], key=lambda one: str(one["at"]), reverse=True)


def _changes(made: Sequence[Judgement], subject: Subject, left: frozenset[str]) -> Iterator[dict[str, JSON]]:
    """Yield what people rejected or edited of the claims that have `left` an incident, and what undid that."""
    own = {j.id for j in made if j.verdict in CHANGES and left.intersection(j.targets)}
    own -= {j.id for j in made if (subject.names | subject.claims).intersection(j.targets)}
    own |= {j.id for j in made if j.verdict is Verdict.UNDO and own.intersection(j.targets)}
    undone = undoings(made)
    for judgement in made:
        if judgement.id in own:
            entry = entry_of(judgement, undone)
            yield {
                "kind": "judgement",
                **entry,
                "reopened": None,
                "of_left": [*sorted(left.intersection(judgement.targets))],
            }


def _judgements(made: Sequence[Judgement], subject: Subject, reopened: Mapping[str, str]) -> Iterator[dict[str, JSON]]:
    """Yield the judgements of an incident and its claims, and those that undid any."""
    own = {j.id for j in made if (subject.names | subject.claims).intersection(j.targets)}
    own |= {j.id for j in made if j.verdict is Verdict.UNDO and own.intersection(j.targets)}
    undone = undoings(made)
    for judgement in made:
        if judgement.id in own:
            yield {
                "kind": "judgement",
                **entry_of(judgement, undone),
                "reopened": reopened.get(judgement.id),
                "of_left": [],
            }


def _linkings(stored: Sequence[Linked], names: frozenset[str]) -> Iterator[dict[str, JSON]]:
    """Yield the linkings after which other claims were in an incident, or other incidents were merged into it."""
    none = Linked("", {}, {})
    for before, after in pairwise([none, *stored]):
        old, new = (frozenset(_members(one, names)) for one in (before, after))
        merged = sorted(name for name in names if name in after.redirects and name not in before.redirects)
        parted = sorted(name for name in names if name in before.redirects and name not in after.redirects)
        if old == new and not merged and not parted:
            continue
        yield {
            "kind": "linking",
            "at": after.at,
            "words": change_words(old, new, merged, parted),
            "came": [*sorted(new - old)],
            "left": [*sorted(old - new)],
            "merged": [*merged],
            "parted": [*parted],
        }


def _members(linked: Linked, names: frozenset[str]) -> Iterator[str]:
    for name in sorted(names):
        yield from linked.incidents.get(name, ())


def change_words(old: frozenset[str], new: frozenset[str], merged: Iterable[str], parted: Iterable[str]) -> str:
    """What linking changed, in words.

    >>> change_words(frozenset({"c-1"}), frozenset({"c-1", "c-2"}), ["i-2"], [])
    'linked: 1 claim came; i-2 was merged into it'
    """
    came, left = new - old, old - new
    parts = [
        f"{several(len(new), 'claim')} first gathered" if not old else None,
        f"{several(len(came), 'claim')} came" if old and came else None,
        f"{several(len(left), 'claim')} left" if left else None,
        *(f"{name} was merged into it" for name in merged),
        *(f"{name} stands alone again" for name in parted),
    ]
    return f"linked: {listed(parts, '; ')}"
